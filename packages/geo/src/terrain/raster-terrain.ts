import { GeoError } from "../errors.ts";
import type { Position } from "../geometry.ts";
import type { HeightRaster, Terrain } from "./terrain.ts";

/** Finer steps than some 10 cm are no terrain, and a way across them would have no end of breaks. */
const stepDegMin = 1e-6;
const rasterCountMax = 4_000;
/** How far, in steps, two rasters may miss each other's lattice and still be joined. */
const latticeGap = 1e-3;
/** Closer to a row or column of posts than this, in steps, a place stands on it. */
const snapSteps = 1e-9;
const namedSourceCount = 3;

/** One raster on its lattice: its first post stands at (`col`, `row`) of it. */
interface Tile {
  readonly raster: HeightRaster;
  readonly col: number;
  readonly row: number;
}

/** Rasters whose posts fall on one another's: they are one surface, seams and all. */
interface Lattice {
  readonly westDeg: number;
  readonly northDeg: number;
  readonly stepLonDeg: number;
  readonly stepLatDeg: number;
  readonly tiles: Tile[];
}

/**
 * The ground as rasters give it: bilinear between four posts, joined across seams wherever posts fall
 * on one lattice (tiles that share their edges and tiles that lie side by side alike). Beyond the
 * outermost posts a raster holds level for half a step: that is the rest of its cells. Where rasters
 * of different steps overlap, the finer one answers, and the coarser one where that is void. What is
 * void in all of them stays unknown.
 *
 * Accuracy: that of the posts; the interpolation itself is exact to 1e-9 of a height.
 * @throws GeoError `TL_GEO_TERRAIN` for no raster, more than 4,000, sizes that do not fit, steps below
 * 1e-6 degrees, or a raster that leaves the globe.
 */
export function rasterTerrain(rasters: readonly HeightRaster[]): Terrain {
  if (rasters.length === 0 || rasters.length > rasterCountMax) {
    throw new GeoError("TL_GEO_TERRAIN", { rasterCount: rasters.length, rasterCountMax });
  }
  const lattices: Lattice[] = [];
  for (const raster of rasters) {
    requireSound(raster);
    const home = lattices.find((lattice) => isOn(lattice, raster));
    if (home !== undefined) home.tiles.push(tileOn(home, raster));
    else {
      const { westDeg, northDeg, stepLonDeg, stepLatDeg } = raster;
      lattices.push({
        ...{ westDeg, northDeg, stepLonDeg, stepLatDeg },
        tiles: [{ raster, col: 0, row: 0 }],
      });
    }
  }
  const finestFirst = lattices.toSorted((a, b) => a.stepLatDeg - b.stepLatDeg);
  const grounds = finestFirst.map(latticeHeight);
  return {
    source: sourceOf(rasters),
    heightM(lonDeg, latDeg) {
      for (const ground of grounds) {
        const heightM = ground(lonDeg, latDeg);
        if (heightM !== null) return heightM;
      }
      return null;
    },
    breaksAlong: (from, to) =>
      finestFirst.flatMap((lattice) => breaksOn(lattice, from, to)).sort((a, b) => a - b),
  };
}

function requireSound(raster: HeightRaster): void {
  const { westDeg, northDeg, stepLonDeg, stepLatDeg, cols, rows, heightsM, source } = raster;
  const isSound =
    Number.isInteger(cols) &&
    Number.isInteger(rows) &&
    cols >= 1 &&
    rows >= 1 &&
    heightsM.length === cols * rows &&
    stepLonDeg >= stepDegMin &&
    stepLatDeg >= stepDegMin &&
    westDeg >= -180 - stepLonDeg &&
    westDeg + (cols - 1) * stepLonDeg <= 180 + stepLonDeg &&
    northDeg <= 90 + stepLatDeg &&
    northDeg - (rows - 1) * stepLatDeg >= -90 - stepLatDeg;
  if (!isSound) {
    throw new GeoError("TL_GEO_TERRAIN", {
      ...{ source, westDeg, northDeg, stepLonDeg, stepLatDeg, cols, rows },
      postCount: heightsM.length,
    });
  }
}

function isOn(lattice: Lattice, raster: HeightRaster): boolean {
  const { stepLonDeg, stepLatDeg } = lattice;
  // A difference of steps adds up along a row: it may not reach the gap.
  const isSameStep =
    Math.abs(raster.stepLonDeg / stepLonDeg - 1) * raster.cols < latticeGap &&
    Math.abs(raster.stepLatDeg / stepLatDeg - 1) * raster.rows < latticeGap;
  const col = (raster.westDeg - lattice.westDeg) / stepLonDeg;
  const row = (lattice.northDeg - raster.northDeg) / stepLatDeg;
  return (
    isSameStep &&
    Math.abs(col - Math.round(col)) < latticeGap &&
    Math.abs(row - Math.round(row)) < latticeGap
  );
}

function tileOn(lattice: Lattice, raster: HeightRaster): Tile {
  return {
    raster,
    col: Math.round((raster.westDeg - lattice.westDeg) / lattice.stepLonDeg),
    row: Math.round((lattice.northDeg - raster.northDeg) / lattice.stepLatDeg),
  };
}

function latticeHeight(lattice: Lattice): (lonDeg: number, latDeg: number) => number | null {
  const { westDeg, northDeg, stepLonDeg, stepLatDeg, tiles } = lattice;
  let last = tiles[0] as Tile; // places come near one another; which tile is tried first changes no answer

  /** Whether the cell of a place, half a step around a post, is one of the tile's. */
  const holds = ({ raster, col, row }: Tile, x: number, y: number) =>
    x >= col - 0.5 &&
    x <= col + raster.cols - 0.5 &&
    y >= row - 0.5 &&
    y <= row + raster.rows - 0.5;

  const postAt = (col: number, row: number): number | null | undefined => {
    if (!isPostOf(last, col, row)) {
      const tile = tiles.find((one) => isPostOf(one, col, row));
      if (tile === undefined) return undefined;
      last = tile;
    }
    const first = heightOf(last, col, row);
    if (first !== null || tiles.length === 1) return first;
    // An edge that two tiles share may be void in one of them only.
    for (const tile of tiles) {
      const heightM = isPostOf(tile, col, row) ? heightOf(tile, col, row) : null;
      if (heightM !== null) return heightM;
    }
    return null;
  };

  return (lonDeg, latDeg) => {
    const x = snapped((lonDeg - westDeg) / stepLonDeg);
    const y = snapped((northDeg - latDeg) / stepLatDeg);
    if (!holds(last, x, y) && !tiles.some((tile) => holds(tile, x, y))) return null;
    const col = Math.floor(x);
    const row = Math.floor(y);
    const right = x - col;
    const down = y - row;
    let sumM = 0;
    let weight = 0;
    for (let corner = 0; corner < 4; corner++) {
      const isRight = (corner & 1) === 1;
      const isDown = corner > 1;
      const share = (isRight ? right : 1 - right) * (isDown ? down : 1 - down);
      if (share === 0) continue;
      const heightM = postAt(col + (isRight ? 1 : 0), row + (isDown ? 1 : 0));
      if (heightM === null) return null;
      if (heightM === undefined) continue; // beyond the outermost posts: the others hold
      sumM += share * heightM;
      weight += share;
    }
    return weight === 0 ? null : sumM / weight;
  };
}

function snapped(steps: number): number {
  const whole = Math.round(steps);
  return Math.abs(steps - whole) < snapSteps ? whole : steps;
}

function isPostOf({ raster, col, row }: Tile, postCol: number, postRow: number): boolean {
  return (
    postCol >= col && postCol < col + raster.cols && postRow >= row && postRow < row + raster.rows
  );
}

function heightOf({ raster, col, row }: Tile, postCol: number, postRow: number): number | null {
  const heightM = raster.heightsM[(postRow - row) * raster.cols + postCol - col] as number;
  return heightM === raster.voidHeight || Number.isNaN(heightM) ? null : heightM;
}

/** Where the way crosses rows and columns of posts, and edges of tiles half a step beyond them. */
function breaksOn(lattice: Lattice, from: Position, to: Position): number[] {
  const { westDeg, northDeg, stepLonDeg, stepLatDeg, tiles } = lattice;
  return [
    ...crossings(
      (from[0] - westDeg) / stepLonDeg,
      (to[0] - westDeg) / stepLonDeg,
      tiles.map(({ raster, col }) => [col, col + raster.cols - 1]),
    ),
    ...crossings(
      (northDeg - from[1]) / stepLatDeg,
      (northDeg - to[1]) / stepLatDeg,
      tiles.map(({ raster, row }) => [row, row + raster.rows - 1]),
    ),
  ];
}

type PostRange = readonly [first: number, last: number];

/** Shares at which the way from `start` to `end` meets posts of any range, or a range's outer edge. */
function crossings(start: number, end: number, ranges: readonly PostRange[]): number[] {
  if (start === end) return [];
  const first = Math.min(...ranges.map((range) => range[0]));
  const last = Math.max(...ranges.map((range) => range[1]));
  const shares: number[] = [];
  const meet = (at: number) => {
    const share = (at - start) / (end - start);
    if (share > 0 && share < 1) shares.push(share);
  };
  const from = Math.max(first, Math.ceil(Math.min(start, end)));
  const to = Math.min(last, Math.floor(Math.max(start, end)));
  for (let at = from; at <= to; at++) meet(at);
  const edges = new Set(ranges.flatMap((range) => [range[0] - 0.5, range[1] + 0.5]));
  for (const edge of edges) meet(edge);
  return shares;
}

function sourceOf(rasters: readonly HeightRaster[]): string {
  const names = rasters.slice(0, namedSourceCount).map(({ source }) => source);
  const rest = rasters.length - names.length;
  return rest === 0 ? names.join(", ") : `${names.join(", ")} and ${rest} more`;
}
