import type { PreparedAgreement } from "@truceline/agreement";
import { areaOfObservation, middleOfArea, type PlaceFinder } from "@truceline/fusion";
import { AreaMemo, cellCentre, type Gazetteer } from "@truceline/geo";
import { type Area, type Observation, reportingDate } from "@truceline/model";
import {
  type CoverageSeries,
  coverageTellableFromMs,
  type ReleaseContext,
  type ReleasedObservation,
  releaseObservation,
} from "@truceline/release";
import type { ReleasedReading, ReportedClause } from "@truceline/reporting";
import type { Views } from "../views/views.ts";
import { clausePeriods, reportedClauses } from "./report-coverage.ts";

export interface ReadingOptions {
  readonly agreement: PreparedAgreement;
  readonly places: (PlaceFinder & Partial<Gazetteer>) | undefined;
  readonly context: ReleaseContext & { readonly level: "parties" | "public" };
  /** Undefined: coverage may be told. */
  readonly coverageFollowsAtMs: number | undefined;
}

/** How a report's observations are told outside the house: by the one release function, each once. */
export function releasedReading({
  agreement,
  places,
  context,
  coverageFollowsAtMs,
}: ReadingOptions): ReleasedReading {
  const known = new Map<string, ReleasedObservation | undefined>();
  const sectors = new AreaMemo<readonly string[]>(12);
  const changesMs = lineChangesMs(agreement);
  const sectorIdsAt = (area: Area, atMs: number): readonly string[] => [
    agreement.sectorOf(middleOfArea(area), atMs),
  ];
  return {
    coverageFollowsAtMs,
    observation(one: Observation) {
      if (known.has(one.id)) return known.get(one.id);
      const area = areaOfObservation(one, places);
      const { fromMs } = one.span;
      const sectorIds =
        area === null
          ? none
          : // Between two versions of the line an area stays in its sector.
            sectors.of(area, countUpTo(changesMs, fromMs), () => sectorIdsAt(area, fromMs));
      const told = releaseObservation(one, { area, sectorIds }, context);
      const value = told.is === "released" ? told.value : undefined;
      known.set(one.id, value);
      return value;
    },
    near({ place }) {
      if (place === null || !("cell" in place)) return undefined;
      const found = places?.nearest?.(cellCentre(place.cell), nearMaxM);
      return found === undefined ? undefined : (found.place.names.en ?? found.place.id);
    },
  };
}

const none: readonly string[] = [];

/** When any line gets another version, earliest first. */
function lineChangesMs({ compiled }: PreparedAgreement): readonly number[] {
  return compiled.lines
    .flatMap(({ versions }) => versions.map(({ validFromMs }) => validFromMs))
    .sort((a, b) => a - b);
}

function countUpTo(sortedMs: readonly number[], atMs: number): number {
  let [low, high] = [0, sortedMs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sortedMs[middle] as number) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A settlement farther away than this tells a reader nothing. */
const nearMaxM = 30_000;

/**
 * From when on coverage of a report's periods may be told at a level; undefined where it may be now.
 * Hours after the report's end are looked at too: a gap that is still open is not told.
 */
export async function coverageFollowsAt(
  views: Pick<Views, "clauses">,
  agreement: PreparedAgreement,
  articleId: string | undefined,
  period: { readonly fromMs: number; readonly toMs: number; readonly from: string },
  context: ReleaseContext,
): Promise<number | undefined> {
  const { nowMs, terms, level } = context;
  if (level === "internal" || nowMs >= period.toMs + terms.delayMs) return undefined;
  const { cutOff, timezone } = agreement.compiled;
  const periods = clausePeriods(period.from, reportingDate(nowMs, cutOff, timezone));
  const clauses = (await reportedClauses(views, periods, undefined)).filter(
    (clause) => clause.articleId === articleId && clause.state !== "not-applicable",
  );
  const tellableMs = coverageTellableFromMs(period, seriesOf(clauses), context);
  return tellableMs <= nowMs ? undefined : tellableMs;
}

function seriesOf(clauses: readonly ReportedClause[]): CoverageSeries[] {
  const bySector = new Map<string, ReportedClause[]>();
  for (const clause of clauses) {
    const own = bySector.get(clause.sectorId);
    if (own === undefined) bySector.set(clause.sectorId, [clause]);
    else own.push(clause);
  }
  return [...bySector].map(([sectorId, own]) => ({
    sectorId,
    requirementRatio: own[0]?.requirementRatio ?? 0,
    ratios: own
      .sort((a, b) => (a.period < b.period ? -1 : 1))
      .flatMap(({ coverageByHour }) => coverageByHour),
  }));
}
