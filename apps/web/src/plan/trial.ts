import { destination } from "@truceline/geo";
import { type LonLat, lonLat } from "@truceline/model";
import { type DeploymentPlan, type PostMove, withPostsMoved } from "@truceline/planning";
import type { Planned, PlannedCoverage, Tried } from "./planned.ts";

/** Where the moved posts stand now: of several moves of one post the last counts. */
export const placesOf = (moves: readonly PostMove[]): ReadonlyMap<string, LonLat> =>
  new Map(moves.map(({ post, position }) => [post, position]));

/** The moves as the server is asked: each post once. */
export const lastMoves = (moves: readonly PostMove[]): readonly PostMove[] =>
  [...placesOf(moves)].map(([post, position]) => ({ post, position }));

/** Steps of the arrow keys, metres: fine, and with Shift. */
export const stepM = { fine: 500, far: 5_000 } as const;

const azimuths: Readonly<Record<string, number>> = {
  ArrowUp: 0,
  ArrowRight: 90,
  ArrowDown: 180,
  ArrowLeft: 270,
};

/** Where an arrow key puts a post; null for another key. To some metre, as a map can show it. */
export function stepped(from: LonLat, key: string, isFar: boolean): LonLat | null {
  const azimuthDeg = azimuths[key];
  if (azimuthDeg === undefined) return null;
  return placed(destination(from, azimuthDeg, isFar ? stepM.far : stepM.fine));
}

/** A place to five decimals, some metre: more would claim what no drag can mean. */
export const placed = ([lonDeg, latDeg]: LonLat): LonLat =>
  lonLat(Math.round(lonDeg * 1e5) / 1e5, Math.round(latDeg * 1e5) / 1e5);

/** What a move changes in one clause and sector. */
interface Difference {
  readonly article: string;
  readonly sector: string;
  readonly before: number;
  readonly now: number;
}

/** Below it a change is rounding. */
const seenChange = 5e-5;

/** Clauses and sectors whose mean changed, the largest change first. */
export function differences(
  solved: Tried["figures"],
  tried: Tried["figures"],
): readonly Difference[] {
  const before = new Map(solved.byClause.map((own) => [own.article, own]));
  return tried.byClause
    .flatMap(({ article, bySector }) =>
      Object.entries(bySector).map(([sector, { mean }]) => ({
        article,
        sector,
        before: before.get(article)?.bySector[sector]?.mean ?? 0,
        now: mean,
      })),
    )
    .filter((own) => Math.abs(own.now - own.before) >= seenChange)
    .sort((one, other) => Math.abs(other.now - other.before) - Math.abs(one.now - one.before));
}

/** What would be seen, with the cells that were computed anew. */
export function patchedCoverage(
  coverage: readonly PlannedCoverage[],
  changed: Tried["changed"],
): readonly PlannedCoverage[] {
  const byArticle = new Map(changed.map((own) => [own.article, own]));
  return coverage.map((own) => {
    const anew = byArticle.get(own.article);
    if (anew === undefined) return own;
    const [dayRatios, nightRatios] = [[...own.dayRatios], [...own.nightRatios]];
    for (const [at, cell] of anew.cells.entries()) {
      dayRatios[cell] = anew.dayRatios[at] ?? 0;
      nightRatios[cell] = anew.nightRatios[at] ?? 0;
    }
    return { ...own, dayRatios, nightRatios };
  });
}

/**
 * The plan as it is taken away: posts where they were moved to, with the figures that were worked out for
 * them where there are any. What the search proved is of the plan before, and its notes say so.
 */
export function planTaken(
  { plan }: Planned,
  moves: readonly PostMove[],
  tried: Tried | null,
  say: (postCount: number) => string,
): DeploymentPlan {
  const places = placesOf(moves);
  if (places.size === 0) return plan;
  const clauses = new Map(tried?.figures.byClause.map((own) => [own.article, own]) ?? []);
  const note = say(places.size);
  const deployment = withPostsMoved(plan.deployment, moves);
  return {
    ...plan,
    deployment: { ...deployment, sources: [...(deployment.sources ?? []), note] },
    bySite: plan.bySite.map((site) => {
      const position = places.get(site.post);
      return position === undefined ? site : { ...site, position, chainageM: null };
    }),
    mean: tried?.figures.mean ?? plan.mean,
    worstTenth: tried?.figures.worstTenth ?? plan.worstTenth,
    byClause: plan.byClause.map((clause) => {
      const own = clauses.get(clause.article);
      return own === undefined ? clause : { ...clause, mean: own.mean, worstTenth: own.worstTenth };
    }),
    notes: [note, ...plan.notes],
  };
}
