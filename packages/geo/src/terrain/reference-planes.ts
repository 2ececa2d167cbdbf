/**
 * Horizons handed outward from cell to cell over one octant around an eye. Ring k is the row (or column)
 * of cells k steps away; a cell's line of sight enters its ring between two cells of the ring before, and
 * the plane through the eye and their two horizons says what the ground has forced there. Horizons are
 * slopes of the line of sight, metres of height a ring.
 * Source: J. Wang, G. J. Robinson, K. White, "Generating viewsheds without using sightlines",
 * Photogrammetric Engineering & Remote Sensing 66 (2000); XDraw of Franklin and Ray (1994) is the same.
 */
export interface PlaneTask {
  readonly heightsM: Float32Array;
  readonly states: Uint8Array;
  readonly eyeM: number;
  /** Of what is looked for, above its ground. */
  readonly aimM: number;
  readonly bendPerCellM: number;
}

/** Below every slope, and still a number to interpolate with. */
export const noHorizon = -1e15;

/**
 * One ring of an octant that lies along a row: cells 0 … `to` from the axis, `to` <= `ring`, a step of
 * `side` (1 or -1) apart. `horizons` are those of the ring before and become this ring's.
 * @returns the sum of all slopes: no number if any ground is unknown.
 */
export function meetRing(
  task: PlaneTask,
  horizons: Float64Array,
  axis: number,
  side: number,
  ring: number,
  to: number,
): number {
  const { heightsM, states, eyeM, bendPerCellM } = task;
  const perRing = 1 / ring;
  const aim = task.aimM * perRing;
  const bendOnAxis = bendPerCellM * ring;
  let sum = 0;
  let top = to;
  if (to === ring) {
    const at = axis + side * ring;
    const slope = ((heightsM[at] as number) - eyeM) * perRing - 2 * bendOnAxis;
    const horizon = horizons[ring - 1] as number;
    states[at] = Number(slope + aim >= horizon);
    horizons[ring] = slope > horizon ? slope : horizon;
    sum += slope;
    top--;
  }
  let ahead = horizons[top] as number;
  let at = axis + side * top;
  let share = top * perRing;
  const onAxis = eyeM * perRing + bendOnAxis;
  const bendAcross = bendPerCellM * ring;
  for (let cell = top; cell > 0; cell--) {
    const beside = horizons[cell - 1] as number;
    const horizon = ahead + share * (beside - ahead);
    const slope = (heightsM[at] as number) * perRing - onAxis - share * share * bendAcross;
    states[at] = Number(slope + aim >= horizon);
    horizons[cell] = slope > horizon ? slope : horizon;
    sum += slope;
    ahead = beside;
    at -= side;
    share -= perRing;
  }
  const slope = ((heightsM[axis] as number) - eyeM) * perRing - bendOnAxis;
  states[axis] = Number(slope + aim >= ahead);
  horizons[0] = slope > ahead ? slope : ahead;
  return sum + slope;
}

/** Where a row of an octant that lies across its rings begins: the cell of ring 0, and the way outward. */
export interface CrossRow {
  readonly start: number;
  readonly outward: number;
  /** Rows from the axis: this row meets the diagonal at the ring of this number. */
  readonly across: number;
}

/**
 * One row across the rings `across` + 1 … `to` of an octant. `horizons` hold the row nearer to the axis,
 * by ring, and become this row's; at ring `across` they hold the diagonal's already.
 * @param nearer the horizon of the nearer row at ring `across`.
 * @returns as `meetRing`.
 */
export function meetRow(
  task: PlaneTask,
  horizons: Float64Array,
  { start, outward, across }: CrossRow,
  nearer: number,
  to: number,
): number {
  const { heightsM, states, eyeM, aimM, bendPerCellM } = task;
  let beside = nearer;
  let behind = horizons[across] as number;
  let sum = 0;
  let at = start + outward * (across + 1);
  for (let ring = across + 1; ring <= to; ring++) {
    const perRing = 1 / ring;
    const horizon = behind + across * perRing * (beside - behind);
    const slope =
      ((heightsM[at] as number) - eyeM) * perRing -
      bendPerCellM * (ring + across * across * perRing);
    states[at] = Number(slope + aimM * perRing >= horizon);
    beside = horizons[ring] as number;
    behind = slope > horizon ? slope : horizon;
    horizons[ring] = behind;
    sum += slope;
    at += outward;
  }
  return sum;
}

/**
 * Four rows across the rings `first` … `to` at once: none waits for another, so that the processor has
 * four cells in work where one row alone would wait for each cell's neighbour.
 * @param rowStep from a row to the next one away from the axis.
 * @param behind horizons of the nearer row and of the four rows at ring `first` - 1.
 * @returns as `meetRing`.
 */
export function meetFourRows(
  task: PlaneTask,
  horizons: Float64Array,
  { start, outward, across }: CrossRow,
  rowStep: number,
  behind: readonly [number, number, number, number, number],
  first: number,
  to: number,
): number {
  const { heightsM, states, eyeM, aimM, bendPerCellM } = task;
  let [h, h0, h1, h2, h3] = behind;
  const [x1, x2, x3] = [across + 1, across + 2, across + 3];
  const [b0, b1, b2, b3] = [across * across, x1 * x1, x2 * x2, x3 * x3];
  let sum = 0;
  let at0 = start + outward * first;
  for (let ring = first; ring <= to; ring++) {
    const perRing = 1 / ring;
    const bendPerRing = bendPerCellM * perRing;
    const aim = aimM * perRing;
    const onAxis = eyeM * perRing + bendPerCellM * ring;
    const at1 = at0 + rowStep;
    const at2 = at1 + rowStep;
    const at3 = at2 + rowStep;
    const s0 = (heightsM[at0] as number) * perRing - onAxis - b0 * bendPerRing;
    const s1 = (heightsM[at1] as number) * perRing - onAxis - b1 * bendPerRing;
    const s2 = (heightsM[at2] as number) * perRing - onAxis - b2 * bendPerRing;
    const s3 = (heightsM[at3] as number) * perRing - onAxis - b3 * bendPerRing;
    const p3 = h3 + x3 * perRing * (h2 - h3);
    const p2 = h2 + x2 * perRing * (h1 - h2);
    const p1 = h1 + x1 * perRing * (h0 - h1);
    const p0 = h0 + across * perRing * (h - h0);
    states[at0] = Number(s0 + aim >= p0);
    states[at1] = Number(s1 + aim >= p1);
    states[at2] = Number(s2 + aim >= p2);
    states[at3] = Number(s3 + aim >= p3);
    h = horizons[ring] as number;
    h0 = s0 > p0 ? s0 : p0;
    h1 = s1 > p1 ? s1 : p1;
    h2 = s2 > p2 ? s2 : p2;
    h3 = s3 > p3 ? s3 : p3;
    horizons[ring] = h3;
    sum += s0 + s1 + s2 + s3;
    at0 += outward;
  }
  return sum;
}
