import { GeoError } from "./errors.ts";
import { WGS84_MAJOR_M, WGS84_MINOR_M } from "./geodesic.ts";
import type { Ring } from "./geometry.ts";

const DEG = Math.PI / 180;
const E2 = 1 - (WGS84_MINOR_M * WGS84_MINOR_M) / (WGS84_MAJOR_M * WGS84_MAJOR_M);
/** Slabs are no taller than this, so that the width of a degree hardly changes within one. */
const SLAB_DEG = 0.25;
const SLAB_COUNT_MAX = 100_000;
/** Keeps rounding from putting a place a hair outside. */
const INSET = 1e-9;

/** A map from the unit square onto an area: evenly filled there means evenly filled here. */
export interface AreaSampler {
  /** Writes [lonDeg, latDeg] of the place for u, v (each 0 <= value < 1) into `out` at `offset`. */
  place(u: number, v: number, out: Float64Array, offset: number): void;
}

/** Area of one square degree at a latitude, up to a constant factor. */
function densityAt(latDeg: number): number {
  const sin = Math.sin(latDeg * DEG);
  const w = 1 - E2 * sin * sin;
  return Math.cos(latDeg * DEG) / (w * w);
}

/**
 * Places in a polygon (even-odd over all rings: outlines and holes alike), uniform in area on the
 * ellipsoid to 1e-5. First the latitude by its distribution, then the longitude across the inside:
 * nothing is thrown away, and each place lies inside.
 * Source: M. Rosenblatt, Remarks on a multivariate transformation (1952).
 * @throws GeoError `TL_GEO_AREA_EMPTY` when the rings enclose nothing.
 */
export function polygonSampler(rings: readonly Ring[]): AreaSampler {
  const edges: [x1: number, y1: number, x2: number, y2: number][] = [];
  const latitudes = new Set<number>();
  for (const ring of rings) {
    let previous = ring.at(-1);
    for (const position of ring) {
      latitudes.add(position[1]);
      if (previous !== undefined && previous[1] !== position[1]) {
        const [low, high] = previous[1] < position[1] ? [previous, position] : [position, previous];
        edges.push([low[0], low[1], high[0], high[1]]);
      }
      previous = position;
    }
  }
  edges.sort((a, b) => a[1] - b[1]);
  const cuts = cutLatitudes([...latitudes].sort((a, b) => a - b));
  const slabCount = Math.max(0, cuts.length - 1);

  const active: number[] = [];
  const start = new Int32Array(slabCount + 1);
  const cumulative = new Float64Array(slabCount + 1);
  const lowDensity = new Float64Array(slabCount);
  const highDensity = new Float64Array(slabCount);
  let live: typeof edges = [];
  let nextEdge = 0;
  for (let slab = 0; slab < slabCount; slab++) {
    const lowDeg = cuts[slab] as number;
    const highDeg = cuts[slab + 1] as number;
    live = live.filter((edge) => edge[3] > lowDeg);
    for (let edge = edges[nextEdge]; edge !== undefined && edge[1] <= lowDeg; ) {
      if (edge[3] > lowDeg) live.push(edge);
      nextEdge += 1;
      edge = edges[nextEdge];
    }
    const middleDeg = (lowDeg + highDeg) / 2;
    const across = [...live].sort((a, b) => crossing(a, middleDeg) - crossing(b, middleDeg));
    let lowWidth = 0;
    let highWidth = 0;
    for (const [index, edge] of across.entries()) {
      active.push(...edge);
      const sign = index % 2 === 0 ? -1 : 1;
      lowWidth += sign * crossing(edge, lowDeg);
      highWidth += sign * crossing(edge, highDeg);
    }
    start[slab + 1] = active.length;
    lowDensity[slab] = Math.max(0, lowWidth) * densityAt(lowDeg);
    highDensity[slab] = Math.max(0, highWidth) * densityAt(highDeg);
    const meanDensity = ((lowDensity[slab] as number) + (highDensity[slab] as number)) / 2;
    cumulative[slab + 1] = (cumulative[slab] as number) + meanDensity * (highDeg - lowDeg);
  }
  const total = cumulative[slabCount] ?? 0;
  if (!(total > 0)) throw new GeoError("TL_GEO_AREA_EMPTY", { ringCount: rings.length });
  const coordinates = Float64Array.from(active);

  return {
    place(u, v, out, offset) {
      const wanted = u * total;
      let low = 0;
      let high = slabCount - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((cumulative[middle + 1] as number) > wanted) high = middle;
        else low = middle + 1;
      }
      const from = cumulative[low] as number;
      const share = inset((wanted - from) / ((cumulative[low + 1] as number) - from));
      const d0 = lowDensity[low] as number;
      const d1 = highDensity[low] as number;
      const rise = d1 - d0;
      const along =
        Math.abs(rise) < 1e-9 * (d0 + d1)
          ? share
          : (Math.sqrt(d0 * d0 + share * (d1 * d1 - d0 * d0)) - d0) / rise;
      const lowDeg = cuts[low] as number;
      const latDeg = lowDeg + inset(along) * ((cuts[low + 1] as number) - lowDeg);
      out[offset] = acrossAt(
        coordinates,
        start[low] as number,
        start[low + 1] as number,
        latDeg,
        v,
      );
      out[offset + 1] = latDeg;
    },
  };
}

function inset(share: number): number {
  return Math.min(1 - INSET, Math.max(INSET, share));
}

function crossing(edge: readonly number[], latDeg: number): number {
  const [x1, y1, x2, y2] = edge as [number, number, number, number];
  return x1 + ((x2 - x1) * (latDeg - y1)) / (y2 - y1);
}

/** Longitude that leaves the share `v` of the inside at this latitude to its west. */
function acrossAt(edges: Float64Array, from: number, to: number, latDeg: number, v: number) {
  let width = 0;
  for (let edge = from; edge < to; edge += 8) {
    width += crossingAt(edges, edge + 4, latDeg) - crossingAt(edges, edge, latDeg);
  }
  let rest = inset(v) * width;
  for (let edge = from; edge < to; edge += 8) {
    const westDeg = crossingAt(edges, edge, latDeg);
    const spanDeg = crossingAt(edges, edge + 4, latDeg) - westDeg;
    if (rest <= spanDeg || edge + 8 >= to) return westDeg + Math.min(rest, spanDeg);
    rest -= spanDeg;
  }
  return Number.NaN; // not reached: a slab with width has edges
}

function crossingAt(edges: Float64Array, edge: number, latDeg: number): number {
  const x1 = edges[edge] as number;
  const y1 = edges[edge + 1] as number;
  return (
    x1 + (((edges[edge + 2] as number) - x1) * (latDeg - y1)) / ((edges[edge + 3] as number) - y1)
  );
}

function cutLatitudes(latitudes: readonly number[]): number[] {
  const cuts: number[] = [];
  for (const [index, latDeg] of latitudes.entries()) {
    cuts.push(latDeg);
    const next = latitudes[index + 1];
    if (next === undefined) break;
    const count = Math.min(SLAB_COUNT_MAX, Math.ceil((next - latDeg) / SLAB_DEG));
    for (let part = 1; part < count; part++) cuts.push(latDeg + ((next - latDeg) * part) / count);
  }
  return cuts;
}
