import type { Measurement, PlanePlace } from "../location/measurement.ts";
import { soundSpeedMps } from "../location/measurement.ts";
import { leastFrom } from "../location/minima.ts";
import { misfitOf } from "../location/misfit.ts";
import { baselineM, planeReadings, SENSOR_REACH_M, type SensorReading } from "./sensor-reading.ts";

/**
 * χ² with two degrees, 99.9 %. FIELD 5.10 says 99 % (9.21); with that, one in a hundred detections that
 * belong together would count as two events.
 */
export const GATE = 13.82;
const SIGMAS = Math.sqrt(GATE);
/** Slowest sound there is: the longest delay for a way. */
const SLOWEST_MPS = soundSpeedMps(-50);
/** Longest delay that is looked for. */
export const DELAY_MAX_MS = (SENSOR_REACH_M / SLOWEST_MPS) * 1_000;
const DEG = Math.PI / 180;
/** Distances along a bearing that descents start from. */
const START_RANGES_M = [300, 1_000, 2_500, 5_000, 9_000];

/**
 * How badly readings fit one event: the least sum of squared normalised residuals over place, instant
 * and speed of sound; Infinity where instants alone forbid it. Readings of one device fit one event
 * only where they are the same thing said twice.
 */
export function jointMisfit(readings: readonly SensorReading[]): number {
  for (const [index, one] of readings.entries()) {
    for (const other of readings.slice(index + 1)) {
      if (!mayAgree(one, other)) return Number.POSITIVE_INFINITY;
    }
  }
  const { measurements, air } = planeReadings(firstOfEachDevice(readings));
  const all = measurements.flat();
  const open = all.filter(({ type }) => type !== "arrival");
  // Arrivals by themselves, within what the way between allows, always have a place that fits.
  if (open.length === 0 && all.length <= 2) return 0;
  return leastFrom(misfitOf(all, air), startsOf(all));
}

/** Two readings, by instants and by what one device said twice. Cheap. */
export function mayAgree(one: SensorReading, other: SensorReading): boolean {
  if (one.device === other.device) return isRepeat(one, other);
  const a = one.arrival ?? one.emission;
  const b = other.arrival ?? other.emission;
  if (a === null || b === null) return true;
  const slackMs = SIGMAS * Math.hypot(a.sigmaS, b.sigmaS) * 1_000;
  const isHeard = one.arrival !== null;
  if (isHeard && other.arrival !== null) {
    const wayMs = (baselineM(one, other) / SLOWEST_MPS) * 1_000;
    return Math.abs(a.atMs - b.atMs) <= wayMs + slackMs;
  }
  if (!isHeard && other.arrival === null) return Math.abs(a.atMs - b.atMs) <= slackMs;
  const delayMs = isHeard ? a.atMs - b.atMs : b.atMs - a.atMs;
  return delayMs >= -slackMs && delayMs <= DELAY_MAX_MS + slackMs;
}

/** One device twice: the same instant and the same direction, within their errors. */
function isRepeat(one: SensorReading, other: SensorReading): boolean {
  const a = one.arrival ?? one.emission;
  const b = other.arrival ?? other.emission;
  if (a !== null && b !== null) {
    const slackMs = SIGMAS * Math.hypot(a.sigmaS, b.sigmaS) * 1_000;
    if (Math.abs(a.atMs - b.atMs) > slackMs) return false;
  }
  if (one.bearing === null || other.bearing === null) return true;
  const turnDeg = Math.abs(one.bearing.bearingDeg - other.bearing.bearingDeg) % 360;
  const sigmaDeg = Math.hypot(one.bearing.sigmaDeg, other.bearing.sigmaDeg);
  return Math.min(turnDeg, 360 - turnDeg) <= SIGMAS * sigmaDeg;
}

/** One reading a device: the one with most to say, the earliest of equals. */
export function firstOfEachDevice(readings: readonly SensorReading[]): SensorReading[] {
  const byDevice = new Map<string, SensorReading>();
  for (const reading of readings) {
    const held = byDevice.get(reading.device);
    if (held === undefined || isBetter(reading, held)) byDevice.set(reading.device, reading);
  }
  return [...byDevice.values()].sort(inPlaceOrder);
}

function isBetter(one: SensorReading, other: SensorReading): boolean {
  const said = (reading: SensorReading) =>
    Number(reading.fix !== null) * 2 +
    Number(reading.bearing !== null) +
    Number(reading.range !== null) +
    Number((reading.arrival ?? reading.emission) !== null);
  const atMs = (reading: SensorReading) =>
    (reading.arrival ?? reading.emission)?.atMs ?? Number.POSITIVE_INFINITY;
  if (said(one) !== said(other)) return said(one) > said(other);
  if (atMs(one) !== atMs(other)) return atMs(one) < atMs(other);
  return inPlaceOrder(one, other) < 0;
}

/** By what was measured and never by a name, so that calling devices otherwise changes no figure. */
function inPlaceOrder(one: SensorReading, other: SensorReading): number {
  const [a, b] = [numbersOf(one), numbersOf(other)];
  for (const [index, value] of a.entries()) {
    const off = value - (b[index] as number);
    if (off !== 0) return off;
  }
  return 0;
}

function numbersOf({ position, bearing, arrival, emission, range }: SensorReading): number[] {
  return [
    position[0],
    position[1],
    bearing?.bearingDeg ?? -1,
    (arrival ?? emission)?.atMs ?? -1,
    range?.rangeM ?? -1,
  ];
}

/** Places along each bearing and each fix; between the sensors where nothing has a direction. */
function startsOf(measurements: readonly Measurement[]): PlanePlace[] {
  const starts: PlanePlace[] = [];
  for (const one of measurements) {
    if (one.type === "fix") starts.push(one.at);
    if (one.type !== "bearing") continue;
    const range = measurements.find(
      (other) => other.type === "range" && other.sensor === one.sensor,
    );
    const ranges = range?.type === "range" ? [range.rangeM] : START_RANGES_M;
    for (const farM of ranges) {
      starts.push({
        eastM: one.sensor.eastM + farM * Math.sin(one.azimuthDeg * DEG),
        northM: one.sensor.northM + farM * Math.cos(one.azimuthDeg * DEG),
      });
    }
  }
  if (starts.length > 0) return starts;
  const sensors = measurements.flatMap((one) => ("sensor" in one ? [one.sensor] : []));
  for (const { eastM, northM } of sensors) {
    for (const turnDeg of [0, 60, 120, 180, 240, 300]) {
      for (const farM of [800, 4_000]) {
        starts.push({
          eastM: eastM + farM * Math.sin(turnDeg * DEG),
          northM: northM + farM * Math.cos(turnDeg * DEG),
        });
      }
    }
  }
  return starts;
}
