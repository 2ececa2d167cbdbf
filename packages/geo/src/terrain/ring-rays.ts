import { sightStates } from "./viewshed.ts";

/** Below every slope, and still a number to interpolate with. */
const noHorizon = -1e300;

/**
 * Rays over one octant around an eye, carried outward ring by ring. Ring k is the row (or column)
 * of cells k steps away; ray r, 0 … `ringCount`, ends at the r-th cell of the last ring and crosses
 * ring k at r k / `ringCount` cells from the axis. At each crossing the ground is interpolated between
 * two cells, and a ray remembers the steepest line of sight that the ground has forced so far, in
 * metres of height a ring.
 */
export interface RingRays {
  readonly ringCount: number;
  /** How many cells the grid has beside the axis on the octant's side. */
  readonly sideCount: number;
  readonly horizons: Float64Array;
  /** Of the Earth less that of light: metres = bend · cells². */
  readonly bendPerCellM: number;
  /** 1 for a ray that has crossed unknown ground. */
  readonly voids: Uint8Array;
  /** Rays up to this one have met every ring so far; the others have left the grid or the range. */
  castTo: number;
  hasVoid: boolean;
}

export function ringRays(ringCount: number, sideCount: number, bendPerCellM: number): RingRays {
  return {
    ringCount,
    sideCount,
    // One more than there are rays: a single ring has but its axis to read beside.
    horizons: new Float64Array(ringCount + 2).fill(noHorizon),
    bendPerCellM,
    voids: new Uint8Array(ringCount + 2),
    castTo: ringCount,
    hasVoid: false,
  };
}

/** Where a ring's heights lie: the cell on the axis, and the step to the next one away from it. */
export interface RingPlace {
  readonly heightsM: Float32Array;
  readonly axis: number;
  readonly side: number;
}

/**
 * Carries the rays across a ring, as many as the next ring needs. Outside the grid, where the outermost
 * of them may pass within a cell of its edge, the ground goes on as it ends.
 * @param sideTo the last cell of this ring that is told.
 */
export function castRays(
  rays: RingRays,
  { heightsM, axis, side }: RingPlace,
  ring: number,
  eyeM: number,
  sideTo: number,
): void {
  const { ringCount, sideCount, horizons, bendPerCellM } = rays;
  const perRing = 1 / ring;
  const cellsPerRay = ring / ringCount;
  const nextSide = Math.min(sideCount, sideTo + 1);
  const to = Math.min(rays.castTo, Math.ceil((nextSide * ringCount) / (ring + 1)));
  meetGround(rays, 0, heightsM[axis] as number, ring, eyeM);
  // Strictly inside the grid, so that there is a cell on either side of the crossing.
  const insideTo = Math.min(to, Math.floor((sideCount * ringCount - 1) / ring));
  const onAxis = eyeM * perRing + bendPerCellM * ring;
  const bendPerRing = bendPerCellM * perRing;
  let sum = 0;
  for (let ray = 1; ray <= insideTo; ray++) {
    const across = ray * cellsPerRay;
    const cell = across | 0;
    const at = axis + side * cell;
    const near = heightsM[at] as number;
    const heightM = near + (across - cell) * ((heightsM[at + side] as number) - near);
    const slope = heightM * perRing - onAxis - across * across * bendPerRing;
    sum += slope;
    if (slope > (horizons[ray] as number)) horizons[ray] = slope;
  }
  if (Number.isNaN(sum)) findVoids(rays, { heightsM, axis, side }, cellsPerRay, insideTo);
  for (let ray = Math.max(1, insideTo + 1); ray <= to; ray++) {
    const last = heightsM[axis + side * sideCount] as number;
    const before = heightsM[axis + side * Math.max(0, sideCount - 1)] as number;
    const heightM = last + (ray * cellsPerRay - sideCount) * (last - before);
    meetGround(rays, ray, heightM, ring, eyeM);
  }
  rays.castTo = to;
}

/** Marks the rays that cross a ring between two cells one of which is unknown. */
function findVoids(
  rays: RingRays,
  { heightsM, axis, side }: RingPlace,
  cellsPerRay: number,
  to: number,
): void {
  for (let ray = 1; ray <= to; ray++) {
    const at = axis + side * ((ray * cellsPerRay) | 0);
    const sum = (heightsM[at] as number) + (heightsM[at + side] as number);
    if (Number.isNaN(sum)) markVoid(rays, ray);
  }
}

function meetGround(
  rays: RingRays,
  ray: number,
  heightM: number,
  ring: number,
  eyeM: number,
): void {
  const slant = ray / rays.ringCount;
  const slope = (heightM - eyeM) / ring - rays.bendPerCellM * ring * (1 + slant * slant);
  if (slope > (rays.horizons[ray] as number)) rays.horizons[ray] = slope;
  else if (Number.isNaN(slope)) markVoid(rays, ray);
}

function markVoid(rays: RingRays, ray: number): void {
  rays.voids[ray] = 1;
  rays.hasVoid = true;
}

/** Where the states of a ring go, like `RingPlace`. */
export interface RingStates {
  readonly states: Uint8Array;
  readonly axis: number;
  readonly side: number;
}

/**
 * Tells the state of a ring's cells 0 … `sideTo` from the axis, before the rays cross it: each by the
 * two rays that pass beside its centre, at most a cell apart, their horizons interpolated. (By the
 * nearest ray alone, a slope across the line of sight would hide ground that is seen.)
 * @param riseM height of what is looked for, less the eye's above the level surface.
 */
export function judgeCells(
  rays: RingRays,
  { heightsM, axis, side }: RingPlace,
  out: RingStates,
  ring: number,
  riseM: number,
  sideTo: number,
): void {
  const { ringCount, horizons, voids, hasVoid, bendPerCellM } = rays;
  const { states, axis: outAxis, side: outSide } = out;
  const { visible, hidden, unknown } = sightStates;
  const perRing = 1 / ring;
  // A hair less, so that rounding never asks for a ray beyond those that were cast.
  const raysPerCell = (ringCount / ring) * (1 - 1e-15);
  for (let cell = 0; cell <= sideTo; cell++) {
    const place = cell * raysPerCell;
    const ray = place | 0;
    const share = place - ray;
    const slope =
      ((heightsM[axis + side * cell] as number) + riseM) * perRing -
      bendPerCellM * (ring + cell * cell * perRing);
    const low = horizons[ray] as number;
    const horizon = low + share * ((horizons[ray + 1] as number) - low);
    states[outAxis + outSide * cell] =
      slope >= horizon
        ? hasVoid && (voids[ray] === 1 || (share > 0 && voids[ray + 1] === 1))
          ? unknown
          : visible
        : slope < horizon
          ? hidden
          : unknown;
  }
}
