import { type BandLattice, type BandReach, bandLattice, checkReach } from "./band-lattice.ts";
import { MEAN_RADIUS_M } from "./geodesic.ts";
import { isInsideZone, type MultiPolygonGeometry, type Position } from "./geometry.ts";
import type { PreparedLine } from "./prepared-line.ts";

const METRES_PER_DEG = (MEAN_RADIUS_M * Math.PI) / 180;
/** Nodes across the narrower side of a band. */
const NODES_ACROSS = 40;
/** Steps to find where the band ends on a lattice edge; halvings alone are enough. */
const STEP_COUNT_MAX = 16;
/** A place this near the band's edge is taken for it. */
const ON_EDGE_M = 0.02;
/** A place of the outline this near the line lies on it. */
const ON_LINE_M = 2;

/**
 * The outline of a band for drawing and for indexes: GeoJSON, outlines anticlockwise, holes
 * clockwise; with one reach 0 it runs along the line itself, through the line's own places.
 *
 * Accuracy: its places lie on the band's edge within 0.1 m; between them it may run off by the
 * reach / 12,000 (2 m for 25 km). Corners where a round end meets the prolonged end edge are cut
 * by up to the reach / 40. What is exact is `PreparedBand.contains`.
 * Source: marching squares (Lorensen and Cline 1987, in the plane) on the membership itself.
 * @throws GeoError `TL_GEO_DISTANCE`, `TL_GEO_ANTIMERIDIAN`
 */
export function bandOutline(line: PreparedLine, reach: BandReach): MultiPolygonGeometry {
  checkReach(reach);
  const narrowM = Math.min(...[reach.leftM, reach.rightM].filter((sideM) => sideM > 0));
  const lattice = bandLattice(line, reach, narrowM / NODES_ACROSS, "not-asked");
  const marginAt = marginOf(line, reach);
  const spacingM = lattice.stepLatDeg * METRES_PER_DEG;
  const toleranceM = Math.max(0.5, narrowM / 25_000);
  const isAlongLine = Math.min(reach.leftM, reach.rightM) < 2 * ON_LINE_M;
  const rings = contourRings(lattice, marginAt).map((ring) =>
    thinned(isAlongLine ? alongLine(line, ring, spacingM * 4) : ring, toleranceM),
  );
  return nested(rings.filter((ring) => ring.length >= 4));
}

/** Crossings of the lattice's edges, joined into closed rings with the inside on the left. */
function contourRings(lattice: BandLattice, marginAt: MarginAt): Position[][] {
  const { kinds, columnCount } = lattice;
  // Edge ids: twice the node for the edge to its east, plus one for the edge to its north.
  const next = new Map<number, number>();
  for (const node of lattice.mixedCells) {
    const sw = kinds[node] === 0 ? 0 : 1;
    const se = kinds[node + 1] === 0 ? 0 : 2;
    const ne = kinds[node + columnCount + 1] === 0 ? 0 : 4;
    const nw = kinds[node + columnCount] === 0 ? 0 : 8;
    const code = sw + se + ne + nw;
    if (code === 0 || code === 15) continue;
    const south = node * 2;
    const west = node * 2 + 1;
    const north = (node + columnCount) * 2;
    const east = (node + 1) * 2 + 1;
    // Each pair runs with the inside on its left.
    const pairs: Readonly<Record<number, readonly number[]>> = {
      1: [south, west],
      2: [east, south],
      3: [east, west],
      4: [north, east],
      6: [north, south],
      7: [north, west],
      8: [west, north],
      9: [south, north],
      11: [east, north],
      12: [west, east],
      13: [south, east],
      14: [west, south],
      5: isMiddleInside(lattice, node) ? [south, east, north, west] : [south, west, north, east],
      10: isMiddleInside(lattice, node) ? [west, south, east, north] : [east, south, west, north],
    };
    const pair = pairs[code] ?? [];
    for (let at = 0; at < pair.length; at += 2) {
      next.set(pair[at] as number, pair[at + 1] as number);
    }
  }
  const rings: Position[][] = [];
  for (let start = next.keys().next().value; start !== undefined; ) {
    const ring: Position[] = [];
    for (let edge: number | undefined = start; edge !== undefined; ) {
      ring.push(crossing(lattice, edge, marginAt));
      const following: number | undefined = next.get(edge);
      next.delete(edge);
      edge = following !== undefined && next.has(following) ? following : undefined;
    }
    const [first] = ring;
    if (first !== undefined) rings.push([...ring, first]);
    start = next.keys().next().value;
  }
  return rings;
}

function isMiddleInside(lattice: BandLattice, node: number): boolean {
  const column = node % lattice.columnCount;
  const row = Math.floor(node / lattice.columnCount);
  const lonDeg = lattice.westDeg + (column + 0.5) * lattice.stepLonDeg;
  const latDeg = lattice.southDeg + (row + 0.5) * lattice.stepLatDeg;
  return lattice.kindAt(lonDeg, latDeg) !== 0;
}

/** How far a place is inside the band's edge, metres; less than 0 outside. */
type MarginAt = (position: Position) => number;

/** The margin by distance and side: without a jump, but at the prolonged end edges. */
function marginOf(line: PreparedLine, { leftM, rightM }: BandReach): MarginAt {
  return ([lonDeg, latDeg]) => {
    const signedM = line.fastSignedDistanceM(lonDeg, latDeg);
    const distanceM = Math.abs(signedM);
    const [ownM, otherM] = signedM > 0 ? [leftM, rightM] : [rightM, leftM];
    if (ownM === 0) return -distanceM;
    return otherM === 0 ? Math.min(ownM - distanceM, distanceM) : ownM - distanceM;
  };
}

/**
 * Where the band ends on a lattice edge: by false position, with the weight of an end that stays
 * halved (Illinois), and by halving where the margin jumps.
 */
function crossing(lattice: BandLattice, edge: number, marginAt: MarginAt): Position {
  const node = edge >> 1;
  const column = node % lattice.columnCount;
  const row = Math.floor(node / lattice.columnCount);
  const isNorth = (edge & 1) === 1;
  const lonDeg = lattice.westDeg + column * lattice.stepLonDeg;
  const latDeg = lattice.southDeg + row * lattice.stepLatDeg;
  const at = (share: number): Position =>
    isNorth
      ? [lonDeg, latDeg + share * lattice.stepLatDeg]
      : [lonDeg + share * lattice.stepLonDeg, latDeg];
  let low = 0;
  let high = 1;
  let lowM = marginAt(at(low));
  let highM = marginAt(at(high));
  const isInsideFirst = lattice.kinds[node] !== 0;
  let lastSide = 0;
  for (let step = 0; step < STEP_COUNT_MAX; step++) {
    const share = lowM / (lowM - highM);
    const isFalsePosition = step < STEP_COUNT_MAX / 4 && share > 0 && share < 1;
    const middle = isFalsePosition ? low + (high - low) * share : (low + high) / 2;
    const middleM = marginAt(at(middle));
    if (Math.abs(middleM) < ON_EDGE_M) return at(middle);
    const side = middleM >= 0 === isInsideFirst ? 1 : -1;
    if (side > 0) {
      low = middle;
      lowM = middleM;
      if (side === lastSide) highM /= 2;
    } else {
      high = middle;
      highM = middleM;
      if (side === lastSide) lowM /= 2;
    }
    lastSide = side;
  }
  return at((low + high) / 2);
}

/** Where two neighbours both lie on the line, puts the line's own places between them. */
function alongLine(line: PreparedLine, ring: readonly Position[], gapM: number): Position[] {
  const chainages = ring.map(([lonDeg, latDeg]) =>
    Math.abs(line.fastSignedDistanceM(lonDeg, latDeg)) < ON_LINE_M
      ? line.fastChainageM(lonDeg, latDeg)
      : Number.NaN,
  );
  return ring.flatMap((position, index) => {
    const from = chainages[index] ?? Number.NaN;
    const to = chainages[index + 1] ?? Number.NaN;
    if (!(Math.abs(to - from) < gapM)) return [position]; // also when either is not on the line
    return [position, ...line.verticesBetween(from, to)];
  });
}

/** Leaves out places that lie within the tolerance of the chord of those kept (Douglas-Peucker). */
function thinned(ring: readonly Position[], toleranceM: number): Position[] {
  const cos = Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180);
  const x = Float64Array.from(ring, ([lonDeg]) => lonDeg * cos * METRES_PER_DEG);
  const y = Float64Array.from(ring, ([, latDeg]) => latDeg * METRES_PER_DEG);
  const last = ring.length - 1;
  let far = 0;
  let farSquare = -1;
  for (let index = 0; index <= last; index++) {
    const dx = (x[index] as number) - (x[0] as number);
    const dy = (y[index] as number) - (y[0] as number);
    if (dx * dx + dy * dy > farSquare) {
      farSquare = dx * dx + dy * dy;
      far = index;
    }
  }
  const isKept = new Uint8Array(ring.length);
  isKept[0] = 1;
  isKept[far] = 1;
  isKept[last] = 1;
  const open: [number, number][] = [
    [0, far],
    [far, last],
  ];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span;
    const ux = (x[to] as number) - (x[from] as number);
    const uy = (y[to] as number) - (y[from] as number);
    const square = ux * ux + uy * uy;
    let worst = toleranceM * toleranceM;
    let at = -1;
    for (let index = from + 1; index < to; index++) {
      const px = (x[index] as number) - (x[from] as number);
      const py = (y[index] as number) - (y[from] as number);
      const along = square > 0 ? Math.min(1, Math.max(0, (px * ux + py * uy) / square)) : 0;
      const dx = px - along * ux;
      const dy = py - along * uy;
      if (dx * dx + dy * dy > worst) {
        worst = dx * dx + dy * dy;
        at = index;
      }
    }
    if (at >= 0) {
      isKept[at] = 1;
      open.push([from, at], [at, to]);
    }
  }
  return ring.filter((_, index) => isKept[index] === 1);
}

/** Rings to polygons: anticlockwise ones are outlines, each clockwise one a hole of its holder. */
function nested(rings: readonly Position[][]): MultiPolygonGeometry {
  const outlines = rings.filter((ring) => doubleArea(ring) > 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => doubleArea(ring) < 0)) {
    const [lonDeg, latDeg] = hole[0] ?? [0, 0];
    const holders = outlines
      .filter(([outline]) =>
        isInsideZone({ type: "Polygon", coordinates: [outline ?? []] }, lonDeg, latDeg),
      )
      .sort((a, b) => doubleArea(a[0] ?? []) - doubleArea(b[0] ?? []));
    holders[0]?.push(hole);
  }
  return { type: "MultiPolygon", coordinates: outlines };
}

function doubleArea(ring: readonly Position[]): number {
  let sum = 0;
  const [first] = ring;
  for (const [index, [lonDeg, latDeg]] of ring.entries()) {
    const next = ring[index + 1] ?? first;
    if (next === undefined || first === undefined) break;
    sum += (lonDeg - first[0]) * (next[1] - first[1]) - (next[0] - first[0]) * (latDeg - first[1]);
  }
  return sum;
}
