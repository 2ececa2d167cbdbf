// What a slot holds: of each of the three kinds of motion nine numbers, one after the other.

export const MODEL_COUNT = 3;
/** Weight, position, velocity, variances of position and velocity, their covariance. */
export const WEIGHT = 0;
export const EAST = 1;
export const NORTH = 2;
export const EAST_SPEED = 3;
export const NORTH_SPEED = 4;
export const PP = 5;
export const PV_RE = 6;
export const PV_IM = 7;
export const VV = 8;
export const MODEL_SIZE = 9;
/** Numbers a track takes. */
export const SLOT_SIZE = MODEL_COUNT * MODEL_SIZE;

/**
 * Several states of one model, with their shares, as the one that has their mean and
 * covariance; its weight is the sum of the shares. The states lie `stride` numbers apart.
 */
export function blend(
  out: Float64Array,
  into: number,
  states: Float64Array,
  first: number,
  stride: number,
  shares: ArrayLike<number>,
  count: number,
): void {
  let weight = 0;
  let east = 0;
  let north = 0;
  let eastSpeed = 0;
  let northSpeed = 0;
  for (let index = 0, base = first; index < count; index++, base += stride) {
    const share = shares[index] as number;
    weight += share;
    east += share * (states[base + EAST] as number);
    north += share * (states[base + NORTH] as number);
    eastSpeed += share * (states[base + EAST_SPEED] as number);
    northSpeed += share * (states[base + NORTH_SPEED] as number);
  }
  east /= weight;
  north /= weight;
  eastSpeed /= weight;
  northSpeed /= weight;
  let pp = 0;
  let pvRe = 0;
  let pvIm = 0;
  let vv = 0;
  for (let index = 0, base = first; index < count; index++, base += stride) {
    const share = (shares[index] as number) / weight;
    const dEast = (states[base + EAST] as number) - east;
    const dNorth = (states[base + NORTH] as number) - north;
    const dEastSpeed = (states[base + EAST_SPEED] as number) - eastSpeed;
    const dNorthSpeed = (states[base + NORTH_SPEED] as number) - northSpeed;
    // The spread between the states, evened out over directions.
    pp += share * ((states[base + PP] as number) + (dEast * dEast + dNorth * dNorth) / 2);
    pvRe +=
      share * ((states[base + PV_RE] as number) + (dEast * dEastSpeed + dNorth * dNorthSpeed) / 2);
    pvIm +=
      share * ((states[base + PV_IM] as number) + (dNorth * dEastSpeed - dEast * dNorthSpeed) / 2);
    vv +=
      share *
      ((states[base + VV] as number) + (dEastSpeed * dEastSpeed + dNorthSpeed * dNorthSpeed) / 2);
  }
  out[into + WEIGHT] = weight;
  out[into + EAST] = east;
  out[into + NORTH] = north;
  out[into + EAST_SPEED] = eastSpeed;
  out[into + NORTH_SPEED] = northSpeed;
  out[into + PP] = pp;
  out[into + PV_RE] = pvRe;
  out[into + PV_IM] = pvIm;
  out[into + VV] = vv;
}
