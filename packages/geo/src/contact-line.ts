import { distanceM, geodesicSegment, lengthM } from "./geodesic.ts";
import { type Position, type Ring, ringsOf, type ZoneGeometry } from "./geometry.ts";
import { PreparedLine } from "./prepared-line.ts";
import { PreparedZone } from "./prepared-zone.ts";
import { lengthAtDetailM } from "./simplify-line.ts";

/** How a line of contact is cut out of held territory. */
export interface ContactLineOptions {
  /** Ring parts nearer than this to the outline's border or to a coast are left out. */
  readonly marginM: number;
  /** Pieces shorter than this are dropped. Default 5,000. */
  readonly pieceLengthMinM?: number;
  /**
   * Land polygons; parts of the ring nearer than the margin to their shore, or off the land, are
   * left out. Without them the state outline is the only shore there is.
   */
  readonly land?: ZoneGeometry;
  /** The margin to the shore of `land`, if another than `marginM`: coarse land needs a wider one. */
  readonly coastMarginM?: number;
  /** Shore that is not to be treated as coast: the banks of an estuary, for example. */
  readonly isShoreIgnored?: (lonDeg: number, latDeg: number) => boolean;
}

/** Places along the rings are looked at this often; ends of pieces are then found by halving. */
const STEP_M = 250;
const HALVING_COUNT = 12;
const PIECE_LENGTH_MIN_M = 5_000;

/**
 * The border of a country from its parts: edges that two parts share are inner borders and fall
 * out. The parts must share their places exactly, as files of administrative units do; edges that
 * do not match stay, so a gap between two parts counts as border.
 * Shape: runs of places, closed where the border closes.
 */
export function outerBorder(parts: readonly ZoneGeometry[]): Position[][] {
  const key = ([lonDeg, latDeg]: Position) => `${lonDeg.toFixed(6)},${latDeg.toFixed(6)}`;
  const edges = new Map<string, { from: Position; to: Position; count: number }>();
  for (const ring of parts.flatMap((part) => ringsOf(part))) {
    for (let index = 1; index < ring.length; index++) {
      const from = ring[index - 1] as Position;
      const to = ring[index] as Position;
      const [a, b] = [key(from), key(to)];
      if (a === b) continue;
      const name = a < b ? `${a};${b}` : `${b};${a}`;
      const known = edges.get(name);
      if (known === undefined) edges.set(name, { from, to, count: 1 });
      else known.count += 1;
    }
  }
  const outer = [...edges.values()].filter((edge) => edge.count === 1);
  const byStart = new Map<string, (typeof outer)[number][]>();
  for (const edge of outer) {
    const start = key(edge.from);
    const list = byStart.get(start);
    if (list === undefined) byStart.set(start, [edge]);
    else list.push(edge);
  }
  const used = new Set<(typeof outer)[number]>();
  const runs: Position[][] = [];
  for (const first of outer) {
    if (used.has(first)) continue;
    const run = [first.from];
    for (let edge: (typeof outer)[number] | undefined = first; edge !== undefined; ) {
      used.add(edge);
      run.push(edge.to);
      edge = byStart.get(key(edge.to))?.find((candidate) => !used.has(candidate));
    }
    runs.push(run);
  }
  return runs;
}

/**
 * The line of contact in held territory: those parts of its rings that lie inside the outline of
 * the state, moved inward by a margin, and farther than the margin from the coast. What is left
 * out is what follows the state border or the shore.
 *
 * Shape: pieces of places, each at least `pieceLengthMinM` long, in the direction of the rings,
 * raw (all the places of the ring that lie in a piece).
 * Accuracy: the ends of pieces within 1 m of where the margin is crossed.
 */
export function contactLine(
  held: ZoneGeometry,
  outline: readonly ZoneGeometry[],
  options: ContactLineOptions,
): Position[][] {
  const pieceLengthMinM = options.pieceLengthMinM ?? PIECE_LENGTH_MIN_M;
  const isKept = keepRule(outline, options);
  return ringsOf(held)
    .flatMap((ring) => keptRuns(ring, isKept))
    .filter((piece) => lengthM(piece) >= pieceLengthMinM);
}

function keepRule(
  outline: readonly ZoneGeometry[],
  { marginM, coastMarginM, land, isShoreIgnored }: ContactLineOptions,
): (position: Position) => boolean {
  const inside = outline.map((part) => new PreparedZone(part));
  const borders = outerBorder(outline).map((run) => new PreparedLine(run));
  const landZone = land === undefined ? undefined : new PreparedZone(land);
  const shores = land === undefined ? [] : ringsOf(land).map((ring) => new PreparedLine(ring));
  const isIgnored = isShoreIgnored ?? (() => false);
  return ([lonDeg, latDeg]) => {
    if (!inside.some((zone) => zone.contains(lonDeg, latDeg))) return false;
    const isFrom = (line: PreparedLine, limitM: number) =>
      Math.abs(line.fastSignedDistanceM(lonDeg, latDeg)) > limitM;
    if (!borders.every((border) => isFrom(border, marginM))) return false;
    if (landZone === undefined || isIgnored(lonDeg, latDeg)) return true;
    const shoreM = coastMarginM ?? marginM;
    return landZone.contains(lonDeg, latDeg) && shores.every((shore) => isFrom(shore, shoreM));
  };
}

/** Runs of a ring on which the rule holds; a run over the ring's first place stays in one. */
function keptRuns(ring: Ring, isKept: (position: Position) => boolean): Position[][] {
  const runs: Position[][] = [];
  let run: Position[] | undefined;
  const [first] = ring;
  if (first === undefined) return runs;
  const startsKept = isKept(first);
  if (startsKept) run = [first];
  let wasKept = startsKept;
  for (let index = 1; index < ring.length; index++) {
    const from = ring[index - 1] as Position;
    const to = ring[index] as Position;
    const edge = geodesicSegment(from, to);
    const stepCount = Math.max(1, Math.ceil(edge.distanceM / STEP_M));
    for (let step = 1; step <= stepCount; step++) {
      const atM = (edge.distanceM * step) / stepCount;
      const position = step === stepCount ? to : edge.at(atM).position;
      const isNow = isKept(position);
      if (isNow !== wasKept) {
        let lowM = (edge.distanceM * (step - 1)) / stepCount;
        let highM = atM;
        for (let halving = 0; halving < HALVING_COUNT; halving++) {
          const middleM = (lowM + highM) / 2;
          if (isKept(edge.at(middleM).position) === wasKept) lowM = middleM;
          else highM = middleM;
        }
        const change = edge.at((lowM + highM) / 2).position;
        if (wasKept && run !== undefined) {
          run.push(change);
          runs.push(run);
          run = undefined;
        } else {
          run = [change];
        }
        wasKept = isNow;
      }
    }
    if (wasKept && run !== undefined && distanceM(run.at(-1) ?? from, to) > 0) run.push(to);
  }
  if (run !== undefined) {
    const opening = runs[0];
    const isOneRun = startsKept && opening !== undefined && opening[0] === first;
    if (isOneRun) runs[0] = [...run, ...opening.slice(1)];
    else runs.push(run);
  }
  return runs;
}

/** One row of a table of length against detail. */
export interface LengthAtDetail {
  /** Tolerance of the simplification; 0 means every place as it was drawn. */
  readonly detailM: number;
  readonly lengthM: number;
}

/**
 * Length of a line, or of the pieces of one, at several levels of detail: a length without its
 * detail says little, because a line grows with every bend that is counted.
 */
export function lengthsAtDetail(
  pieces: readonly (readonly Position[])[],
  detailsM: readonly number[],
): LengthAtDetail[] {
  return detailsM.map((detailM) => ({
    detailM,
    lengthM: pieces.reduce((sumM, piece) => sumM + lengthAtDetailM(piece, detailM), 0),
  }));
}
