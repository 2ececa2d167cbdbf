import {
  firstLinkModel,
  fitLinkModel,
  GAP_MAX_S,
  gapPlaceDensity,
  type LinkModel,
  linkDensity,
  manner,
  silentRatios,
  type UnnamedPoints,
} from "./link-model.ts";
import { assignSparse } from "./sparse-assignment.ts";

export interface LinkOptions {
  /** Rounds of linking, each with numbers fitted to the links before. */
  readonly roundCount: number;
  /** Likeliest next reports looked at, a report. */
  readonly candidateCount: number;
}

export const defaultLinkOptions: LinkOptions = { roundCount: 4, candidateCount: 24 };

export interface LinkedPoints {
  /** Of each report the next one of the same sender; −1 for the last. */
  readonly nextOf: Int32Array;
  readonly model: LinkModel;
}

const METRES_PER_DEG = 111_195;
/** Reports are looked for in squares of this height. */
const SQUARE_DEG = 0.02;
/** To this gap places are looked for as far as a sender may have gone, and beyond it only nearby. */
const NEAR_GAP_S = 3_720;
const FAST_MPS = 14;
const FAR_GAP_REACH_M = 2_500;
const DENSITY_REACH_M = 2_000;
const ODDS_LEAST = 1e-6;
const MANNER_MOST = 60;

/**
 * Links reports without identity into the ways of their senders: the likeliest set of links of all
 * reports at once, each with at most one before and one after it. That is a minimum-cost flow, solved
 * exactly (`assignSparse`). The numbers of the model are fitted to the links of the round before:
 * no identity is ever asked for.
 *
 * Reports must be sorted by time. Effort grows with reports times those near in place and time.
 */
export function linkPoints(
  points: UnnamedPoints,
  options: Partial<LinkOptions> = {},
): LinkedPoints {
  const { roundCount, candidateCount } = { ...defaultLinkOptions, ...options };
  const densities = localDensities(points);
  let model = firstLinkModel(points);
  let candidates = candidatesOf(points, model, densities, candidateCount);
  let nextOf = linkOnce(points, model, candidates);
  for (let round = 1; round < roundCount; round++) {
    model = fitLinkModel(points, nextOf, model);
    // Once the times between reports are known, others are likely than at first.
    candidates =
      round === 1
        ? candidatesOf(points, model, densities, candidateCount)
        : rescored(points, model, densities, candidates);
    nextOf = linkOnce(points, model, candidates);
  }
  return { nextOf, model };
}

/**
 * Of each report, in order of time, the likeliest next one that is still free, by the model before
 * any fitting: the nearest neighbour that `linkPoints` is measured against.
 */
export function linkNearest(points: UnnamedPoints): Int32Array {
  const model = firstLinkModel(points);
  const nextOf = new Int32Array(points.count).fill(-1);
  const isTaken = new Uint8Array(points.count);
  const densities = localDensities(points);
  const candidates = candidatesOf(points, model, densities, 12);
  for (let earlier = 0; earlier < points.count; earlier++) {
    let most = 0;
    for (
      let at = candidates.first[earlier] as number;
      at < (candidates.first[earlier + 1] as number);
      at++
    ) {
      const later = candidates.later[at] as number;
      const odds = candidates.odds[at] as number;
      if (isTaken[later] === 1 || odds <= most) continue;
      most = odds;
      nextOf[earlier] = later;
    }
    const chosen = nextOf[earlier] as number;
    if (chosen !== -1) isTaken[chosen] = 1;
  }
  return nextOf;
}

/**
 * Share of reports' neighbours that are right, 0..1: of each report the one before and the one after
 * it, where "none" is an answer as well. The metric of the ATD 2025 challenge (mean accuracy a
 * report). Both arrays: of each report the next one, −1 for none.
 */
export function linkAccuracy(found: Int32Array, truth: Int32Array): number {
  const beforeOf = (nextOf: Int32Array) => {
    const before = new Int32Array(nextOf.length).fill(-1);
    for (const [earlier, later] of nextOf.entries()) if (later !== -1) before[later] = earlier;
    return before;
  };
  const foundBefore = beforeOf(found);
  const truthBefore = beforeOf(truth);
  let right = 0;
  for (let at = 0; at < found.length; at++) {
    right += Number(found[at] === truth[at]) + Number(foundBefore[at] === truthBefore[at]);
  }
  return right / (2 * found.length);
}

function linkOnce(
  points: UnnamedPoints,
  model: LinkModel,
  { first, later, odds }: Candidates,
): Int32Array {
  const silent = silentRatios(model);
  const fromS = points.atS[0] ?? 0;
  const toS = points.atS[points.count - 1] ?? 0;
  const lastCost = points.atS.map((atS) => -Math.log(silent(toS - atS)));
  const firstCost = points.atS.map((atS) => -Math.log(silent(atS - fromS)));
  const goOn = Math.log(1 - model.endRatio);
  return assignSparse({
    rowCount: points.count,
    columnCount: points.count,
    firstPair: first,
    columns: later,
    costs: odds.map((each) => -Math.log(each) - goOn),
    unmatchedRowCosts: lastCost,
    unmatchedColumnCosts: firstCost,
  }).columnOfRow;
}

interface Candidates {
  readonly first: Int32Array;
  readonly later: Int32Array;
  /** How much likelier the link is than that the later report came from anybody. */
  readonly odds: Float64Array;
}

/** The likeliest next reports of each. */
function candidatesOf(
  points: UnnamedPoints,
  model: LinkModel,
  densities: Float64Array,
  most: number,
): Candidates {
  const index = new PlaceIndex(points);
  const first = new Int32Array(points.count + 1);
  const later: number[] = [];
  const odds: number[] = [];
  const bestPoints = new Int32Array(most);
  const bestOdds = new Float64Array(most);
  for (let earlier = 0; earlier < points.count; earlier++) {
    let count = 0;
    index.eachNear(earlier, (point) => {
      const anybody = densities[point] as number;
      const worst = count === most ? (bestOdds[most - 1] as number) : ODDS_LEAST;
      // Manner seldom makes up for more than this, and takes as long to work out.
      const gapPlace = gapPlaceDensity(points, model, earlier, point);
      if (gapPlace * MANNER_MOST <= worst * anybody) return;
      const own = (gapPlace * manner(points, model, earlier, point)) / anybody;
      if (own <= worst) return;
      let at = count < most ? count : most - 1;
      while (at > 0 && (bestOdds[at - 1] as number) < own) {
        bestOdds[at] = bestOdds[at - 1] as number;
        bestPoints[at] = bestPoints[at - 1] as number;
        at -= 1;
      }
      bestOdds[at] = own;
      bestPoints[at] = point;
      if (count < most) count += 1;
    });
    for (let at = 0; at < count; at++) {
      later.push(bestPoints[at] as number);
      odds.push(bestOdds[at] as number);
    }
    first[earlier + 1] = later.length;
  }
  return { first, later: Int32Array.from(later), odds: Float64Array.from(odds) };
}

/** The same pairs under another model. */
function rescored(
  points: UnnamedPoints,
  model: LinkModel,
  densities: Float64Array,
  { first, later }: Candidates,
): Candidates {
  const odds = new Float64Array(later.length);
  for (let earlier = 0; earlier < points.count; earlier++) {
    for (let at = first[earlier] as number; at < (first[earlier + 1] as number); at++) {
      const point = later[at] as number;
      const density = linkDensity(points, model, earlier, point);
      odds[at] = Math.max(ODDS_LEAST, density / (densities[point] as number));
    }
  }
  return { first, later, odds };
}

/** Reports in squares; within a square in order of time. */
class PlaceIndex {
  readonly #points: UnnamedPoints;
  readonly #squares = new Map<number, number[]>();

  constructor(points: UnnamedPoints) {
    this.#points = points;
    for (let at = 0; at < points.count; at++) {
      const square = this.#squareOf(this.#column(at), this.#row(at));
      const members = this.#squares.get(square);
      if (members === undefined) this.#squares.set(square, [at]);
      else members.push(at);
    }
  }

  /** Later reports that the sender of one may have sent. */
  eachNear(earlier: number, visit: (later: number) => void): void {
    const points = this.#points;
    const atS = points.atS[earlier] as number;
    const lonDeg = points.lonDeg[earlier] as number;
    const latDeg = points.latDeg[earlier] as number;
    const wide = points.wide[earlier] as number;
    const mps = Math.min(FAST_MPS, 2 + 1.4 * (points.speedMps[earlier] as number));
    const nearReachM = Math.max(FAR_GAP_REACH_M, mps * 2_000);
    const rows = Math.ceil(nearReachM / METRES_PER_DEG / SQUARE_DEG);
    const columns = Math.ceil(nearReachM / METRES_PER_DEG / SQUARE_DEG / wide);
    const row = this.#row(earlier);
    const column = this.#column(earlier);
    for (let r = row - rows; r <= row + rows; r++) {
      for (let c = column - columns; c <= column + columns; c++) {
        const members = this.#squares.get(this.#squareOf(c, r));
        if (members === undefined) continue;
        for (let at = afterIn(members, earlier); at < members.length; at++) {
          const point = members[at] as number;
          const gapS = (points.atS[point] as number) - atS;
          if (gapS >= GAP_MAX_S) break;
          const east = ((points.lonDeg[point] as number) - lonDeg) * METRES_PER_DEG * wide;
          const north = ((points.latDeg[point] as number) - latDeg) * METRES_PER_DEG;
          const reachM =
            gapS <= NEAR_GAP_S ? Math.min(nearReachM, 800 + mps * gapS) : FAR_GAP_REACH_M;
          if (gapS > 0 && east * east + north * north <= reachM * reachM) visit(point);
        }
      }
    }
  }

  #row(at: number): number {
    return Math.floor((this.#points.latDeg[at] as number) / SQUARE_DEG);
  }

  #column(at: number): number {
    return Math.floor((this.#points.lonDeg[at] as number) / SQUARE_DEG);
  }

  #squareOf(column: number, row: number): number {
    return (row + 10_000) * 40_000 + column + 20_000;
  }
}

/** First place in a sorted list whose value is above. */
function afterIn(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Reports per m² and second about each report, from all of them within a radius. */
function localDensities(points: UnnamedPoints): Float64Array {
  const spanS = Math.max(1, (points.atS[points.count - 1] ?? 0) - (points.atS[0] ?? 0));
  const squares = new Map<string, number>();
  const deg = DENSITY_REACH_M / METRES_PER_DEG;
  const columnOf = (at: number) => Math.floor((points.lonDeg[at] as number) / deg);
  const rowOf = (at: number) => Math.floor((points.latDeg[at] as number) / deg);
  for (let at = 0; at < points.count; at++) {
    const key = `${columnOf(at)}/${rowOf(at)}`;
    squares.set(key, (squares.get(key) ?? 0) + 1);
  }
  return Float64Array.from({ length: points.count }, (_, at) => {
    let count = 0;
    for (let row = rowOf(at) - 1; row <= rowOf(at) + 1; row++) {
      for (let column = columnOf(at) - 1; column <= columnOf(at) + 1; column++) {
        count += squares.get(`${column}/${row}`) ?? 0;
      }
    }
    const areaM2 = (3 * DENSITY_REACH_M) ** 2 * (points.wide[at] as number);
    return count / areaM2 / spanS;
  });
}
