/** Half of a position as it is sent: one of two grids, and where in a cell of it. */
export interface CompactPosition {
  /** False: the even grid of 60 (15) zones between the poles, true: the odd one of 59. */
  readonly isOdd: boolean;
  /** 0 to 131,071. */
  readonly lat: number;
  readonly lon: number;
}

export interface DecodedPlace {
  readonly lonDeg: number;
  readonly latDeg: number;
}

const steps = 131_072;
const zoneCount = 15;

/** Latitudes at which the number of longitude zones falls, from 59 zones down to 2. */
const transitionsDeg = Array.from({ length: 58 }, (_, index) => {
  const zones = 59 - index;
  const cosine = Math.sqrt(
    (1 - Math.cos(Math.PI / (2 * zoneCount))) / (1 - Math.cos((2 * Math.PI) / zones)),
  );
  return (Math.acos(cosine) * 180) / Math.PI;
});

/** Number of longitude zones at a latitude, 1 to 59 (DO-260B, A.1.7.2). */
export function longitudeZones(latDeg: number): number {
  const absolute = Math.abs(latDeg);
  // 87 degrees are a transition exactly; its root comes out a hair aside.
  if (absolute > 87) return 1;
  if (absolute === 87) return 2;
  let low = 0;
  let high = transitionsDeg.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (absolute < (transitionsDeg[middle] ?? 90)) high = middle;
    else low = middle + 1;
  }
  return 59 - low;
}

const modulo = (value: number, by: number) => value - by * Math.floor(value / by);
const wrapped = (lonDeg: number) => modulo(lonDeg + 180, 360) - 180;

/**
 * The place of an even and an odd half, that of the later one (DO-260B, A.1.7.7). Undefined where the two
 * cannot belong together: outside the poles, or in bands with different numbers of zones.
 *
 * @param reference Within 45 degrees of a vehicle on the surface, whose halves leave four places open;
 *   for one in the air none is needed.
 */
export function placeOfPair(
  even: CompactPosition,
  odd: CompactPosition,
  isOddLater: boolean,
  reference?: DecodedPlace,
): DecodedPlace | undefined {
  const turnDeg = reference === undefined ? 360 : 90;
  const band = Math.floor((59 * even.lat - 60 * odd.lat) / steps + 0.5);
  let evenDeg = (turnDeg / 60) * (modulo(band, 60) + even.lat / steps);
  let oddDeg = (turnDeg / 59) * (modulo(band, 59) + odd.lat / steps);
  if (reference === undefined) {
    if (evenDeg >= 270) evenDeg -= 360;
    if (oddDeg >= 270) oddDeg -= 360;
  } else {
    // North or south: whichever is nearer to where the receiver is.
    if (Math.abs(evenDeg - 90 - reference.latDeg) < Math.abs(evenDeg - reference.latDeg)) {
      evenDeg -= 90;
      oddDeg -= 90;
    }
  }
  if (Math.abs(evenDeg) > 90 || Math.abs(oddDeg) > 90) return undefined;
  const zones = longitudeZones(evenDeg);
  if (zones !== longitudeZones(oddDeg)) return undefined;
  const latDeg = isOddLater ? oddDeg : evenDeg;
  const later = isOddLater ? odd : even;
  const laterZones = Math.max(1, zones - (isOddLater ? 1 : 0));
  const cell = Math.floor((even.lon * (zones - 1) - odd.lon * zones) / steps + 0.5);
  let lonDeg = (turnDeg / laterZones) * (modulo(cell, laterZones) + later.lon / steps);
  if (reference !== undefined) {
    lonDeg += 90 * Math.round((reference.lonDeg - lonDeg) / 90);
  }
  return { lonDeg: wrapped(lonDeg), latDeg };
}

/**
 * The place of one half, nearest to a known one: within 180 nautical miles of it in the air, 45 on the
 * surface (DO-260B, A.1.7.5). Undefined where it would lie beyond a pole.
 */
export function placeNear(
  half: CompactPosition,
  reference: DecodedPlace,
  isOnSurface: boolean,
): DecodedPlace | undefined {
  const turnDeg = isOnSurface ? 90 : 360;
  const latSizeDeg = turnDeg / (half.isOdd ? 59 : 60);
  const latShare = half.lat / steps;
  const latCell = Math.floor(0.5 + reference.latDeg / latSizeDeg - latShare);
  const latDeg = latSizeDeg * (latCell + latShare);
  if (Math.abs(latDeg) > 90) return undefined;
  const zones = Math.max(1, longitudeZones(latDeg) - (half.isOdd ? 1 : 0));
  const lonSizeDeg = turnDeg / zones;
  const lonShare = half.lon / steps;
  const lonCell = Math.floor(0.5 + reference.lonDeg / lonSizeDeg - lonShare);
  return { lonDeg: wrapped(lonSizeDeg * (lonCell + lonShare)), latDeg };
}

/** A place as one half (DO-260B, A.1.7.3); exact to 5 m in the air and 1.3 m on the surface. */
export function compactPosition(
  place: DecodedPlace,
  isOdd: boolean,
  isOnSurface: boolean,
): CompactPosition {
  const turnDeg = isOnSurface ? 90 : 360;
  const latSizeDeg = turnDeg / (isOdd ? 59 : 60);
  const lat = Math.floor((steps * modulo(place.latDeg, latSizeDeg)) / latSizeDeg + 0.5);
  const sentLatDeg = latSizeDeg * (lat / steps + Math.floor(place.latDeg / latSizeDeg));
  const zones = Math.max(1, longitudeZones(sentLatDeg) - (isOdd ? 1 : 0));
  const lonSizeDeg = turnDeg / zones;
  const lon = Math.floor((steps * modulo(place.lonDeg, lonSizeDeg)) / lonSizeDeg + 0.5);
  return { isOdd, lat: modulo(lat, steps), lon: modulo(lon, steps) };
}
