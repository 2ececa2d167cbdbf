import {
  type BoundingBox,
  boundingBox,
  cellBoundary,
  cellSamplePoints,
  lowDiscrepancySequence,
  polygonSampler,
  sampleArea,
  shareWhere,
} from "@truceline/geo";
import type { Area } from "@truceline/model";
import type { Polygons } from "./compiled.ts";
import { nowhere, type PreparedArea } from "./prepared-area.ts";

const SHARE_SAMPLE_COUNT = 1_024;
const AREA_SAMPLE_COUNT = 4_096;
/** A share that is neither nothing nor all, however few samples said so. */
const SURELY_PART = 1e-6;

type Contains = PreparedArea["contains"];

/**
 * Ground without other ground: the excepted zones of a zone, or the strip that a band leaves free
 * along its line. Exact in `contains`. Shares are exact where an area lies wholly in or out of either
 * part, or of all but one of them; elsewhere of 1,024 even places, within 0.01. Square metres within
 * 0.005. Outlines are cut only where what is taken lies wholly inside: the rest is for drawing.
 */
export function areaWithout(whole: PreparedArea, taken: readonly PreparedArea[]): PreparedArea {
  const cut = taken.filter((area) => area !== nowhere);
  if (cut.length === 0) return whole;
  const contains: Contains = (lonDeg, latDeg) =>
    whole.contains(lonDeg, latDeg) && !cut.some((area) => area.contains(lonDeg, latDeg));
  return {
    contains,
    shareOf(area) {
      const share = whole.shareOf(area);
      if (share === 0) return 0;
      const parts = cut.map((one) => one.shareOf(area)).filter((part) => part > 0);
      const [only, another] = parts;
      if (only === undefined) return share;
      if (parts.some((part) => part >= 1)) return 0;
      if (share >= 1 && another === undefined) return 1 - only;
      return sampledShare(contains, area);
    },
    areaM2: () => whole.areaM2() * shareOfPolygons(whole.polygons(), contains),
    polygons: () => whole.polygons().map((rings) => [...rings, ...ringsInside(rings, cut)]),
    box: whole.box,
    cells: (resolution) => whole.cells(resolution).filter((cell) => touches(cell, contains)),
    band: null,
  };
}

/** A band that begins at a distance from its line: `inner` lies wholly in `outer`. Shares exact. */
export function areaBetween(outer: PreparedArea, inner: PreparedArea): PreparedArea {
  if (inner === nowhere) return outer;
  const without = areaWithout(outer, [inner]);
  return {
    ...without,
    shareOf: (area) => Math.max(0, outer.shareOf(area) - inner.shareOf(area)),
    areaM2: () => outer.areaM2() - inner.areaM2(),
  };
}

/** All ground of several areas. Shares by 1,024 even places where no one of them holds all of it. */
export function areaOfAll(areas: readonly PreparedArea[]): PreparedArea {
  const [only, another] = areas;
  if (only === undefined) return nowhere;
  if (another === undefined) return only;
  const contains: Contains = (lonDeg, latDeg) =>
    areas.some((area) => area.contains(lonDeg, latDeg));
  return {
    contains,
    shareOf(area) {
      const parts = areas.map((one) => one.shareOf(area)).filter((part) => part > 0);
      const [part] = parts;
      if (part === undefined || parts.length === 1) return part ?? 0;
      return parts.some((one) => one >= 1) ? 1 : sampledShare(contains, area);
    },
    areaM2() {
      // Of each, only what none before it holds.
      let sumM2 = 0;
      for (const [index, area] of areas.entries()) {
        const before = areas.slice(0, index);
        const isNew: Contains = (lonDeg, latDeg) =>
          !before.some((other) => other.contains(lonDeg, latDeg));
        sumM2 += area.areaM2() * (index === 0 ? 1 : shareOfPolygons(area.polygons(), isNew));
      }
      return sumM2;
    },
    polygons: () => areas.flatMap((area) => area.polygons()),
    box: boxOf(areas.map(({ box }) => box)),
    cells: (resolution) => [...new Set(areas.flatMap((area) => area.cells(resolution)))].sort(),
    band: null,
  };
}

/** Everywhere: it holds every place; drawn, measured and covered is the ground the agreement names. */
export function areaEverywhere(named: PreparedArea): PreparedArea {
  return { ...named, contains: () => true, shareOf: () => 1, band: null };
}

/** The part of some ground where a test says yes. Shares by 1,024 even places. */
export function areaWhere(within: PreparedArea, test: Contains): PreparedArea {
  const contains: Contains = (lonDeg, latDeg) =>
    within.contains(lonDeg, latDeg) && test(lonDeg, latDeg);
  return {
    contains,
    shareOf: (area) => (within.shareOf(area) === 0 ? 0 : sampledShare(contains, area)),
    areaM2: () => within.areaM2() * shareOfPolygons(within.polygons(), contains),
    polygons: () => within.polygons(),
    box: within.box,
    cells: (resolution) => within.cells(resolution).filter((cell) => touches(cell, contains)),
    band: null,
  };
}

function sampledShare(contains: Contains, area: Area): number {
  const share = shareWhere(sampleArea(area, SHARE_SAMPLE_COUNT), contains);
  return Math.min(1 - SURELY_PART, Math.max(SURELY_PART, share));
}

/** Does a cell hold a place of the ground, as far as its corners and 13 places in it tell? */
function touches(cell: string, contains: Contains): boolean {
  const isIn = ([lonDeg, latDeg]: readonly [number, number]) => contains(lonDeg, latDeg);
  return cellSamplePoints(cell, 13).some(isIn) || cellBoundary(cell).some(isIn);
}

/** Share of the ground within outlines where a test says yes. */
function shareOfPolygons(polygons: Polygons, test: Contains): number {
  const rings = polygons.flat();
  if (rings.length === 0) return 0;
  const sampler = polygonSampler(rings);
  const sequence = lowDiscrepancySequence(2);
  const place = new Float64Array(2);
  let count = 0;
  for (let index = 0; index < AREA_SAMPLE_COUNT; index++) {
    sampler.place(sequence.at(index, 0), sequence.at(index, 1), place, 0);
    if (test(place[0] as number, place[1] as number)) count += 1;
  }
  return count / AREA_SAMPLE_COUNT;
}

/** Outlines of what is taken that lie wholly in a polygon, as holes of it. */
function ringsInside(
  [outline]: Polygons[number],
  taken: readonly PreparedArea[],
): readonly Polygons[number][number][] {
  if (outline === undefined) return [];
  const inside = insideRing(outline);
  return taken
    .flatMap((area) => area.polygons())
    .flatMap(([ring]) => (ring?.every(inside) === true ? [ring] : []));
}

function insideRing(ring: Polygons[number][number]) {
  return ([lonDeg, latDeg]: readonly [number, number]): boolean => {
    let isInside = false;
    for (const [index, [x1, y1]] of ring.entries()) {
      const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1];
      if (y1 > latDeg !== y2 > latDeg && lonDeg < x1 + ((x2 - x1) * (latDeg - y1)) / (y2 - y1)) {
        isInside = !isInside;
      }
    }
    return isInside;
  };
}

function boxOf(boxes: readonly BoundingBox[]): BoundingBox {
  return boundingBox(
    boxes
      .filter(({ westDeg, eastDeg }) => westDeg <= eastDeg)
      .flatMap(({ westDeg, southDeg, eastDeg, northDeg }) => [
        [westDeg, southDeg] as const,
        [eastDeg, northDeg] as const,
      ]),
  );
}
