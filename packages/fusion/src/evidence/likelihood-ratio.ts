import { areaSampler, LocalPlane, lowDiscrepancySequence } from "@truceline/geo";
import type { Area, Observation } from "@truceline/model";
import { soundSpeedMps } from "../location/measurement.ts";
import { SENSOR_REACH_M, type SensorReading } from "./sensor-reading.ts";

const DEG = Math.PI / 180;
const SAMPLE_COUNT = 32;
const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
/** Limits that hold 95 %. */
const LIMIT_SIGMA = 1.96;
const DELAY_MAX_MS = (SENSOR_REACH_M / soundSpeedMps(-50)) * 1_000;
/** Beyond, a likelihood is nothing. */
const FAR_SIGMAS = 5;
const MEAN_SPEED_MPS = soundSpeedMps(10);

/** What words say: an area and a span. */
export interface Words {
  readonly observation: Observation;
  readonly area: Area;
  readonly fromMs: number;
  readonly toMs: number;
  /** Places of the area, kept while its window is open: they are asked for again and again. */
  readonly memo: { places: Float64Array | null };
}

/**
 * How much likelier it is that words and a device tell of one event than of two that came together in
 * the window of association by chance.
 *
 * Numerator: mean over the area of the words of the reading's likelihood (normal bearing, range, fix;
 * the instant taken back by the way of the sound), its peak scaled to 1. Denominator: the same mean
 * over everything the window lets the reading be of: all bearings, all ranges in reach, the window's
 * disc for a fix, twice the association time for the instant. Clocks of people differ by the
 * association time at most, in 95 of 100 cases.
 *
 * Shape: 0 and up; 1 tells nothing. Accuracy: 32 places of a low-discrepancy sequence.
 */
export function wordsRatio(
  words: Words,
  reading: SensorReading,
  { distanceM, timeMs }: { readonly distanceM: number; readonly timeMs: number },
): number {
  const instant = reading.arrival ?? reading.emission;
  const clockSigmaMs = timeMs / LIMIT_SIGMA;
  const instantSigmaMs = instant === null ? 0 : Math.hypot(clockSigmaMs, instant.sigmaS * 1_000);
  const [fromMs, toMs] = eventSpan(words);
  if (instant !== null) {
    // Hours apart, which most pairs of a long window are, nothing need be drawn.
    const earliestMs = instant.atMs - (reading.arrival === null ? 0 : DELAY_MAX_MS);
    const offMs = Math.max(0, fromMs - instant.atMs, earliestMs - toMs);
    if (offMs > FAR_SIGMAS * instantSigmaMs) return 0;
  }
  const plane = new LocalPlane(reading.position[0], reading.position[1]);
  const fixAt = new Float64Array(2);
  if (reading.fix !== null) plane.toPlane(reading.fix.centre[0], reading.fix.centre[1], fixAt, 0);
  const xy = new Float64Array(2);
  const places = placesOf(words);
  let sum = 0;
  for (let index = 0; index < SAMPLE_COUNT; index++) {
    plane.toPlane(places[index * 2] as number, places[index * 2 + 1] as number, xy, 0);
    const [eastM = 0, northM = 0] = xy;
    const farM = Math.hypot(eastM, northM);
    let square = 0;
    if (reading.bearing !== null) {
      const turn = (Math.atan2(eastM, northM) / DEG - reading.bearing.bearingDeg) / 360;
      square += ((turn - Math.round(turn)) * (360 / reading.bearing.sigmaDeg)) ** 2;
    }
    if (reading.range !== null) {
      square += ((farM - reading.range.rangeM) / reading.range.sigmaM) ** 2;
    }
    if (reading.fix !== null) square += fixSquare(reading.fix, eastM, northM, fixAt);
    if (instant !== null) {
      const delayMs = reading.arrival === null ? 0 : (farM / MEAN_SPEED_MPS) * 1_000;
      const atMs = instant.atMs - delayMs;
      const offMs = Math.max(0, fromMs - atMs, atMs - toMs);
      square += (offMs / instantSigmaMs) ** 2;
    }
    sum += Math.exp(-square / 2);
  }
  let chance = 1;
  if (reading.bearing !== null) {
    chance *= Math.min(1, (reading.bearing.sigmaDeg * ROOT_TWO_PI) / 360);
  }
  if (reading.range !== null) {
    chance *= Math.min(1, (reading.range.sigmaM * ROOT_TWO_PI) / SENSOR_REACH_M);
  }
  if (reading.fix !== null) {
    const { semiMajorM, semiMinorM } = reading.fix;
    const areaM2 = (2 * Math.PI * semiMajorM * semiMinorM) / ELLIPSE_SQUARE;
    chance *= Math.min(1, areaM2 / (Math.PI * distanceM * distanceM));
  }
  if (instant !== null) {
    const spanMs = toMs - fromMs;
    chance *= Math.min(1, (spanMs + instantSigmaMs * ROOT_TWO_PI) / (spanMs + 4 * timeMs));
  }
  return sum / SAMPLE_COUNT / chance;
}

/** −2 ln 0.05. */
const ELLIPSE_SQUARE = -2 * Math.log(0.05);

/** Squared distance from a fix in its own standard deviations. */
function fixSquare(
  fix: NonNullable<SensorReading["fix"]>,
  eastM: number,
  northM: number,
  fixAt: Float64Array,
): number {
  const sin = Math.sin(fix.orientationDeg * DEG);
  const cos = Math.cos(fix.orientationDeg * DEG);
  const x = eastM - (fixAt[0] as number);
  const y = northM - (fixAt[1] as number);
  const along = (x * sin + y * cos) / Math.max(1, fix.semiMajorM);
  const across = (x * cos - y * sin) / Math.max(1, fix.semiMinorM);
  return (along * along + across * across) * ELLIPSE_SQUARE;
}

/** What is heard happened up to the longest way of sound before. */
function eventSpan({ observation, fromMs, toMs }: Words): readonly [number, number] {
  const isHeard = observation.means.includes("heard") && !observation.means.includes("saw");
  const farM = observation.distance?.maxM ?? SENSOR_REACH_M;
  return isHeard ? [fromMs - (farM / MEAN_SPEED_MPS) * 1_000, toMs] : [fromMs, toMs];
}

const sequence = lowDiscrepancySequence(2);
const evenly = Array.from({ length: SAMPLE_COUNT }, (_, index) => [
  sequence.at(index, 0),
  sequence.at(index, 1),
]) as readonly (readonly [number, number])[];

function placesOf({ area, memo }: Words): Float64Array {
  if (memo.places !== null) return memo.places;
  const sampler = areaSampler(area);
  const places = new Float64Array(SAMPLE_COUNT * 2);
  for (const [index, [u, v]] of evenly.entries()) sampler.place(u, v, places, index * 2);
  memo.places = places;
  return places;
}
