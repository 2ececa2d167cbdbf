import { ELLIPSE_95_SIGMA, LocalPlane } from "@truceline/geo";
import { type Area, type Incident, lonLat } from "@truceline/model";

/** Standard deviations of the ellipse that holds half: sqrt(-2 ln 0.5). */
const ELLIPSE_50_SIGMA = Math.sqrt(2 * Math.LN2);
const DEG = Math.PI / 180;
const SEMI_AXIS_MAX_M = 500_000;

type PlaceSummary = NonNullable<Incident["firedFrom"]>;

/**
 * Median and ellipses of one end's samples, for drawing and reading; the samples decide. Null when
 * that end is unknown in all of them.
 *
 * The median is the sample nearest to the weighted medians east and north, so always a place the
 * event may have been at. The ellipses are those of the normal distribution with the samples' mean
 * and spread. Rounded to 1e-7 degrees, 0.01 m and 0.01 degrees of turn, so that all machines agree.
 */
export function placeSummary(places: Float64Array, weights: Float64Array): PlaceSummary | null {
  const indexes: number[] = [];
  for (let index = 0; index < weights.length; index++) {
    const isKnown = !Number.isNaN(places[index * 2] as number);
    if (isKnown && (weights[index] as number) > 0) indexes.push(index);
  }
  const [first] = indexes;
  if (first === undefined) return null;
  const plane = new LocalPlane(places[first * 2] as number, places[first * 2 + 1] as number);
  const xy = new Float64Array(weights.length * 2);
  let total = 0;
  let meanX = 0;
  let meanY = 0;
  for (const index of indexes) {
    const weight = weights[index] as number;
    plane.toPlane(places[index * 2] as number, places[index * 2 + 1] as number, xy, index * 2);
    total += weight;
    meanX += weight * (xy[index * 2] as number);
    meanY += weight * (xy[index * 2 + 1] as number);
  }
  meanX /= total;
  meanY /= total;
  let xx = 0;
  let yy = 0;
  let xyMoment = 0;
  for (const index of indexes) {
    const weight = (weights[index] as number) / total;
    const dx = (xy[index * 2] as number) - meanX;
    const dy = (xy[index * 2 + 1] as number) - meanY;
    xx += weight * dx * dx;
    yy += weight * dy * dy;
    xyMoment += weight * dx * dy;
  }
  const middleX = weightedMedian(indexes, xy, 0, weights, total);
  const middleY = weightedMedian(indexes, xy, 1, weights, total);
  let best = first;
  let bestSquare = Number.POSITIVE_INFINITY;
  for (const index of indexes) {
    const dx = (xy[index * 2] as number) - middleX;
    const dy = (xy[index * 2 + 1] as number) - middleY;
    if (dx * dx + dy * dy < bestSquare) {
      bestSquare = dx * dx + dy * dy;
      best = index;
    }
  }
  const out = new Float64Array(2);
  plane.toPosition(meanX, meanY, out, 0);
  const centre = roundedPosition(out[0] as number, out[1] as number);
  const half = (xx + yy) / 2;
  const root = Math.sqrt(((xx - yy) / 2) ** 2 + xyMoment * xyMoment);
  const majorSigmaM = Math.sqrt(Math.max(0, half + root));
  const minorSigmaM = Math.sqrt(Math.max(0, half - root));
  const turnDeg = (Math.atan2(2 * xyMoment, yy - xx) / 2 / DEG + 180) % 180;
  const orientationDeg =
    Math.round(turnDeg * 100) / 100 === 180 ? 0 : Math.round(turnDeg * 100) / 100;
  const ellipse = (sigmas: number): Area => ({
    shape: "ellipse",
    centre,
    semiMajorM: roundedM(majorSigmaM * sigmas),
    semiMinorM: roundedM(minorSigmaM * sigmas),
    orientationDeg,
  });
  return {
    median: roundedPosition(places[best * 2] as number, places[best * 2 + 1] as number),
    ellipse95: ellipse(ELLIPSE_95_SIGMA),
    ellipse50: ellipse(ELLIPSE_50_SIGMA),
  };
}

function roundedPosition(lonDeg: number, latDeg: number) {
  return lonLat(Math.round(lonDeg * 1e7) / 1e7, Math.round(latDeg * 1e7) / 1e7);
}

function roundedM(valueM: number): number {
  return Math.min(SEMI_AXIS_MAX_M, Math.round(valueM * 100) / 100);
}

/** The coordinate (0 east, 1 north) that half the weight lies below. */
function weightedMedian(
  indexes: readonly number[],
  xy: Float64Array,
  axis: 0 | 1,
  weights: Float64Array,
  total: number,
): number {
  const [first = 0] = indexes;
  const even = weights[first] as number;
  if (indexes.every((index) => weights[index] === even)) {
    // The common case: one area, even weights. Numbers alone sort much faster than by a rule.
    const values = Float64Array.from(indexes, (index) => xy[index * 2 + axis] as number).sort();
    return values[(values.length - 1) >> 1] as number;
  }
  const sorted = [...indexes].sort(
    (one, other) => (xy[one * 2 + axis] as number) - (xy[other * 2 + axis] as number),
  );
  let sum = 0;
  for (const index of sorted) {
    sum += weights[index] as number;
    if (sum >= total / 2) return xy[index * 2 + axis] as number;
  }
  return xy[(sorted.at(-1) ?? 0) * 2 + axis] as number;
}
