import type { PreparedAgreement } from "@truceline/agreement";
import { cellCentre } from "@truceline/geo";
import { addDays } from "@truceline/model";
import type { ReportedClause, SideCoverage } from "@truceline/reporting";
import { hourMs } from "../processor/clock-hours.ts";
import { periodNamed } from "../processor/periods.ts";
import { groundCells } from "../views/ground.ts";
import type { Views } from "../views/views.ts";

/** Clauses and coverage are told for at most this many periods; more would take minutes. */
export const clausePeriodCountMax = 31;

/** The periods between two days, both included; none where there are more than are told. */
export function clausePeriods(from: string, to: string): readonly string[] {
  const periods: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    if (periods.length >= clausePeriodCountMax) return [];
    periods.push(date);
  }
  return periods;
}

/** How each clause stood in each period. */
export async function reportedClauses(
  views: Pick<Views, "clauses">,
  periods: readonly string[],
  knownAtMs: number | undefined,
): Promise<ReportedClause[]> {
  const found: ReportedClause[] = [];
  for (const period of periods) {
    const { cells } = await views.clauses(period, knownAtMs);
    for (const cell of cells) {
      if (cell === null) continue;
      const { incidents: _incidents, sentence: _sentence, losses, ...own } = cell;
      found.push({
        ...own,
        period,
        losses: losses.map(({ reason, lossRatio }) => ({
          reason: reason as ReportedClause["losses"][number]["reason"],
          lossRatio,
        })),
      });
    }
  }
  return found;
}

/** Coverage of one article's cells over a report's hours. */
export interface CoverageOfReport {
  /** Mean of each cell, in the order of the ground's cells; undefined where the article is not. */
  readonly cells: readonly { readonly cell: string; readonly coverageRatio: number }[];
  readonly bySide: readonly SideCoverage[];
}

/**
 * Mean coverage of each cell over the hours of the periods that have begun, and by side of the line.
 * @param asOfMs hours that begin later are left out
 */
export async function coverageOfReport(
  views: Pick<Views, "coverage">,
  agreement: PreparedAgreement,
  articleId: string,
  options: {
    readonly periods: readonly string[];
    readonly asOfMs: number;
    readonly nowMs: number;
    readonly knownAtMs: number | undefined;
    readonly sectorId?: string | undefined;
  },
): Promise<CoverageOfReport> {
  const { compiled } = agreement;
  const [first, last] = [options.periods[0], options.periods.at(-1)];
  if (first === undefined || last === undefined) return { cells: [], bySide: [] };
  const fromMs = periodNamed(first, compiled).fromMs;
  const toMs = Math.min(periodNamed(last, compiled).toMs, options.asOfMs);
  const ground = groundCells(agreement, options.nowMs);
  const sides = sideOfCells(
    agreement,
    articleId,
    ground.map(({ cell }) => cell),
    fromMs,
  );
  const sums = new Float64Array(ground.length);
  const hours = new Uint32Array(ground.length);
  const bySide = new Map(compiled.parties.map(({ id }) => [id, { sum: 0, hours: 0, below: 0 }]));
  for (let atMs = Math.floor(fromMs / hourMs) * hourMs; atMs < toMs; atMs += hourMs) {
    const view = await views.coverage(articleId, atMs, options.knownAtMs);
    if (view === undefined) break;
    const hour = new Map(compiled.parties.map(({ id }) => [id, { sum: 0, count: 0 }]));
    for (const [index, ratio] of view.ratios.entries()) {
      if (ratio < 0) continue;
      const sector = ground[index]?.sectorId;
      if (options.sectorId !== undefined && sector !== options.sectorId) continue;
      sums[index] = (sums[index] ?? 0) + ratio;
      hours[index] = (hours[index] ?? 0) + 1;
      const own = hour.get(sides[index] ?? "");
      if (own === undefined) continue;
      own.sum += ratio;
      own.count++;
    }
    for (const [party, { sum, count }] of hour) {
      const side = bySide.get(party);
      if (side === undefined || count === 0) continue;
      side.sum += sum / count;
      side.hours++;
      if (sum / count < view.requirementRatio) side.below++;
    }
  }
  return {
    cells: ground.flatMap(({ cell }, index) => {
      const count = hours[index] ?? 0;
      return count === 0 ? [] : [{ cell, coverageRatio: rounded((sums[index] ?? 0) / count) }];
    }),
    bySide: [...bySide].flatMap(([party, { sum, hours: hourCount, below }]) =>
      hourCount === 0
        ? []
        : [
            {
              party,
              coverageRatio: rounded(sum / hourCount),
              hourCount,
              hourBelowCount: below,
            },
          ],
    ),
  };
}

/** Who holds the ground a cell's middle lies on, by the line in force when the report begins. */
function sideOfCells(
  agreement: PreparedAgreement,
  articleId: string,
  cells: readonly string[],
  atMs: number,
): readonly (string | undefined)[] {
  const lineId = agreement.articleLine(articleId) ?? agreement.compiled.lines[0]?.id;
  if (lineId === undefined) return [];
  return cells.map((cell) => agreement.distanceFromLine(lineId, cellCentre(cell), atMs)?.party);
}

const rounded = (ratio: number) => Math.round(ratio * 1e4) / 1e4;
