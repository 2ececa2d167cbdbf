import { type AreaCell, isAssessed, type PreparedAgreement } from "@truceline/agreement";
import { cellCentre } from "@truceline/geo";
import { type LonLat, localDate, localToMs, lonLat } from "@truceline/model";
import { type CoverageQuestion, coverageQuestionOf } from "@truceline/verification";
import { PlanningError } from "../errors.ts";

/** Above this many cells the search works on coarser ones; figures are given on the agreement's own. */
const searchCellCountMax = 3_000;
const coarserMax = 3;

/** One clause that observations can show to be broken, with the ground it is about. */
export interface PlanClause {
  readonly article: string;
  /** Among the clauses; all of them add up to 1. */
  readonly weight: number;
  readonly requirementRatio: number;
  readonly question: CoverageQuestion;
  /** At the agreement's resolution, as `watch` and `check` have them. */
  readonly cells: readonly AreaCell[];
  /** At the resolution that the search works on. */
  readonly searchCells: readonly string[];
  /** The line that the ground is measured from; null where it has none. */
  readonly line: string | null;
  readonly atMs: number;
}

/** What a plan is about: clauses, cells, and the day whose light counts. */
export interface PlanGround {
  readonly prepared: PreparedAgreement;
  readonly clauses: readonly PlanClause[];
  /** Local midnight of the day looked at. */
  readonly dayStartMs: number;
  readonly date: string;
  readonly searchResolution: number;
  /** Cells of all clauses together, sorted. */
  readonly searchCells: readonly string[];
  /** A place in the middle of the ground, for the light of the day. */
  readonly middle: LonLat;
  readonly notes: readonly string[];
}

/**
 * The clauses of an agreement that coverage is asked of, with their cells. Where they have more than
 * 3,000 cells together, the search works at the finest coarser resolution that has no more.
 *
 * @param onMs an instant of the day whose light counts; entry into force unless given
 * @throws PlanningError `TL_PLAN_NO_CLAUSE` where no clause has ground that observations bear on
 */
export function planGround(
  prepared: PreparedAgreement,
  onMs = prepared.compiled.inForce.fromMs,
): PlanGround {
  const { timezone, articles, cellResolution } = prepared.compiled;
  const date = localDate(onMs, timezone);
  const asked = articles.flatMap((article) => {
    const question = coverageQuestionOf(article);
    const { rule } = article;
    if (question === null || !isAssessed(rule) || question.kinds.length === 0) return [];
    if (rule.time.waits === true) return [];
    const atMs = Math.max(onMs, rule.time.fromMs);
    const cells = prepared.articleCells(article.id, atMs);
    if (cells.length === 0) return [];
    return [{ article, question, cells, atMs }];
  });
  if (asked.length === 0) throw new PlanningError("TL_PLAN_NO_CLAUSE");
  const weightSum = asked.reduce((sum, { article }) => sum + (article.weight ?? 1), 0);
  const ownCount = new Set(asked.flatMap(({ cells }) => cells.map(({ cell }) => cell))).size;
  const { resolution, cellsOf } = searchGrid(prepared, asked, cellResolution);
  const clauses = asked.map(({ article, question, cells, atMs }, index) => ({
    article: article.id,
    weight: (article.weight ?? 1) / weightSum,
    requirementRatio: article.coverageRatio,
    question,
    cells,
    searchCells: cellsOf[index] ?? [],
    line: prepared.articleLine(article.id),
    atMs,
  }));
  const searchCells = [...new Set(clauses.flatMap((clause) => clause.searchCells))].sort();
  const notes =
    resolution === cellResolution
      ? []
      : [
          `The search worked on ${searchCells.length} cells of resolution ${resolution}: the ${ownCount} cells of the agreement (resolution ${cellResolution}) are too many. Figures by clause are given on the agreement's own cells.`,
        ];
  return {
    prepared,
    clauses,
    dayStartMs: localToMs(date, timezone),
    date,
    searchResolution: resolution,
    searchCells,
    middle: middleOf(searchCells),
    notes,
  };
}

function searchGrid(
  prepared: PreparedAgreement,
  asked: readonly {
    readonly article: { readonly id: string };
    readonly cells: readonly AreaCell[];
    readonly atMs: number;
  }[],
  own: number,
): { readonly resolution: number; readonly cellsOf: readonly (readonly string[])[] } {
  const unionOf = (lists: readonly (readonly string[])[]) => new Set(lists.flat()).size;
  let resolution = own;
  let cellsOf: readonly (readonly string[])[] = asked.map(({ cells }) =>
    cells.map(({ cell }) => cell),
  );
  while (unionOf(cellsOf) > searchCellCountMax && resolution > own - coarserMax && resolution > 0) {
    resolution -= 1;
    const at = resolution;
    cellsOf = asked.map(
      ({ article, atMs }) => prepared.articleArea(article.id, atMs)?.cells(at) ?? [],
    );
  }
  return { resolution, cellsOf };
}

/** Mean of the cells' centres, taken beside the first so that the 180th meridian is nothing special. */
function middleOf(cells: readonly string[]): LonLat {
  const centres = cells.map(cellCentre);
  const [first] = centres;
  if (first === undefined) throw new PlanningError("TL_PLAN_NO_CLAUSE");
  let eastDeg = 0;
  let latDeg = 0;
  for (const [lon, lat] of centres) {
    eastDeg += ((lon - first[0] + 540) % 360) - 180;
    latDeg += lat;
  }
  const lonDeg = first[0] + eastDeg / centres.length;
  return lonLat(((lonDeg + 540) % 360) - 180, latDeg / centres.length);
}
