import { destination, ELLIPSE_95_SIGMA, inverseGeodesic, LocalPlane } from "@truceline/geo";
import { type Area, type LonLat, type Observation, sourceGroupOf } from "@truceline/model";
import { isFire } from "../event-kind.ts";
import type { Covariance, Measurement, PlanePlace } from "../location/measurement.ts";

const DEG = Math.PI / 180;
/** Limits of a span, a band or an accuracy hold 95 %. */
const LIMIT_SIGMA = 1.96;
/** A device whose own place is less sure than this measures nothing. Ours. */
const ACCURACY_MAX_M = 200;
/** A wider bearing is a word, not a measurement. Ours. */
const BEARING_SIGMA_MAX_DEG = 30;
/** A longer span is not the instant of one sound. Ours. */
const INSTANT_MAX_MS = 4_000;
/** An instant given without error is off by this much. FIELD 5.8. */
const INSTANT_SIGMA_S = 0.25;
const INSTANT_SIGMA_MIN_S = 0.001;
/** The device's own place turns a bearing as much as seen from here. Ours. */
const TURNED_FROM_M = 1_000;
/** One figure for a distance is read as ± this share, as everywhere. */
const SINGLE_DISTANCE_RATIO = 0.2;
/** Half of what a sector of the ear's reach is long: farthest from its middle. */
export const SENSOR_REACH_M = 10_000;
/** FIELD 5.8: 5 °C and 5 m/s of wind unknown. */
export const SOUND_SPEED_SIGMA_RATIO = 0.015;
const DEFAULT_TEMPERATURE_C = 10;

/** What a device measured of an event of fire, as numbers with their errors. */
export interface SensorReading {
  /** Sensor, else observer: two readings of one device are one event only where they say the same. */
  readonly device: string;
  readonly position: LonLat;
  readonly positionSigmaM: number;
  readonly bearing: { readonly bearingDeg: number; readonly sigmaDeg: number } | null;
  /** Sound came in; milliseconds. */
  readonly arrival: Instant | null;
  /** Light came in: the event's own instant. */
  readonly emission: Instant | null;
  readonly range: { readonly rangeM: number; readonly sigmaM: number } | null;
  readonly fix: Extract<Area, { shape: "ellipse" }> | null;
  readonly temperatureC: number | null;
}

interface Instant {
  readonly atMs: number;
  readonly sigmaS: number;
}

/**
 * What a device measured, or null where the observation is words: people, other events than fire,
 * devices whose own place is unsure, areas that are no ellipse.
 *
 * An acoustic device gives the instant sound came in, those that see that of the event itself. The limits
 * of its span, its distance band and its accuracy are read as 95 %. An ellipse of its own is a fix and
 * takes the place of bearing and distance.
 */
export function sensorReading(observation: Observation): SensorReading | null {
  const { observer, observerPosition, direction, distance, area, span, kind } = observation;
  if (!isFire(kind) || !devices.has(observer.kind)) return null;
  const fix = area?.shape === "ellipse" && area.semiMinorM > 0 ? area : null;
  if (area !== undefined && fix === null) return null;
  const position = observerPosition?.position ?? fix?.centre;
  const accuracyM = observerPosition?.accuracyM ?? 0;
  const isMoved =
    observerPosition?.offsetM !== undefined || observerPosition?.offsetDirection !== undefined;
  const isNamed = observerPosition?.place !== undefined && observerPosition.accuracyM === undefined;
  if (position === undefined || accuracyM > ACCURACY_MAX_M || isMoved || isNamed) return null;
  const positionSigmaM = accuracyM / LIMIT_SIGMA;
  const isHeard = observer.kind === "acoustic";
  const isInstant = span.precision === "exact" && span.toMs - span.fromMs <= INSTANT_MAX_MS;
  const instant = isInstant ? instantOf(span) : null;
  const turnedDeg = Math.atan(positionSigmaM / TURNED_FROM_M) / DEG;
  const bearing =
    fix === null && direction?.form === "bearing"
      ? {
          bearingDeg: direction.bearingDeg,
          sigmaDeg: Math.hypot(direction.standardDeviationDeg, turnedDeg),
        }
      : null;
  const isBearing = bearing !== null && bearing.sigmaDeg <= BEARING_SIGMA_MAX_DEG;
  const range = fix === null && distance !== undefined ? rangeOf(distance, positionSigmaM) : null;
  if (!isBearing && fix === null && !(isHeard && instant !== null)) return null;
  return {
    device: observer.sensorId ?? observer.id ?? sourceGroupOf(observation),
    position,
    positionSigmaM,
    bearing: isBearing ? bearing : null,
    arrival: isHeard && fix === null ? instant : null,
    // What a seismic station feels has its own way through the ground: it tells no instant.
    emission: isHeard || observer.kind === "station" ? null : instant,
    range,
    fix,
    temperatureC: observation.airTemperatureC ?? null,
  };
}

const devices: ReadonlySet<Observation["observer"]["kind"]> = new Set([
  "acoustic",
  "camera",
  "radar",
  "station",
  "satellite",
  "uncrewed-aircraft",
] as const);

function instantOf({ fromMs, toMs }: Observation["span"]): Instant {
  const sigmaS = (toMs - fromMs) / 2_000 / LIMIT_SIGMA;
  return {
    atMs: (fromMs + toMs) / 2,
    sigmaS: toMs === fromMs ? INSTANT_SIGMA_S : Math.max(INSTANT_SIGMA_MIN_S, sigmaS),
  };
}

function rangeOf({ minM, maxM }: { minM: number; maxM: number }, positionSigmaM: number) {
  const rangeM = (minM + maxM) / 2;
  const halfM = minM === maxM ? rangeM * SINGLE_DISTANCE_RATIO : Math.abs(maxM - minM) / 2;
  return { rangeM, sigmaM: Math.max(1, Math.hypot(halfM / LIMIT_SIGMA, positionSigmaM)) };
}

/** Readings in one plane, ready to be located. */
export interface PlaneReadings {
  readonly plane: LocalPlane;
  /** Of each reading, in order. */
  readonly measurements: readonly (readonly Measurement[])[];
  readonly air: { readonly temperatureC: number; readonly soundSpeedSigmaRatio: number };
  /** Instants in the measurements are seconds after this. */
  readonly zeroMs: number;
}

/**
 * Readings as measurements in a plane about the first one's place. Bearings are turned from true north
 * at the device to the plane's. Temperature: the mean of those given, else 10 °C; in either case the
 * speed of sound is one more unknown, 1.5 %.
 */
export function planeReadings(readings: readonly SensorReading[]): PlaneReadings {
  const [first] = readings;
  if (first === undefined) throw new RangeError("readings");
  const plane = new LocalPlane(first.position[0], first.position[1]);
  const instants = readings.flatMap(({ arrival, emission }) => [arrival ?? emission ?? []].flat());
  const zeroMs = Math.min(...instants.map(({ atMs }) => atMs), Number.MAX_SAFE_INTEGER);
  const measured = readings.flatMap(({ temperatureC }) => temperatureC ?? []).sort((a, b) => a - b);
  const temperatureC =
    measured.length === 0
      ? DEFAULT_TEMPERATURE_C
      : measured.reduce((sum, one) => sum + one, 0) / measured.length;
  const speedMps = 331.3;
  return {
    plane,
    zeroMs,
    air: { temperatureC, soundSpeedSigmaRatio: SOUND_SPEED_SIGMA_RATIO },
    measurements: readings.map((reading) => {
      const sensor = planePlace(plane, reading.position);
      const { bearing, arrival, emission, range, fix } = reading;
      const out: Measurement[] = [];
      if (bearing !== null) {
        const azimuthDeg = gridAzimuthDeg(plane, reading.position, bearing.bearingDeg);
        out.push({ type: "bearing", sensor, azimuthDeg, sigmaDeg: bearing.sigmaDeg });
      }
      if (arrival !== null) {
        const sigmaS = Math.hypot(arrival.sigmaS, reading.positionSigmaM / speedMps);
        out.push({ type: "arrival", sensor, timeS: (arrival.atMs - zeroMs) / 1_000, sigmaS });
      }
      if (emission !== null) {
        const timeS = (emission.atMs - zeroMs) / 1_000;
        out.push({ type: "emission", timeS, sigmaS: emission.sigmaS });
      }
      if (range !== null) out.push({ type: "range", sensor, ...range });
      if (fix !== null) {
        out.push({
          type: "fix",
          at: planePlace(plane, fix.centre),
          covarianceM2: covarianceOf(fix),
        });
      }
      return out;
    }),
  };
}

export function planePlace(plane: LocalPlane, position: LonLat): PlanePlace {
  const xy = new Float64Array(2);
  plane.toPlane(position[0], position[1], xy, 0);
  return { eastM: xy[0] as number, northM: xy[1] as number };
}

/** A true azimuth at a place as the plane has it: meridians converge. */
function gridAzimuthDeg(plane: LocalPlane, position: LonLat, bearingDeg: number): number {
  const from = planePlace(plane, position);
  const to = planePlace(plane, destination(position, bearingDeg, TURNED_FROM_M));
  return Math.atan2(to.eastM - from.eastM, to.northM - from.northM) / DEG;
}

function covarianceOf(ellipse: Extract<Area, { shape: "ellipse" }>): Covariance {
  const major = (Math.max(1, ellipse.semiMajorM) / ELLIPSE_95_SIGMA) ** 2;
  const minor = (Math.max(1, ellipse.semiMinorM) / ELLIPSE_95_SIGMA) ** 2;
  const sin = Math.sin(ellipse.orientationDeg * DEG);
  const cos = Math.cos(ellipse.orientationDeg * DEG);
  const en = (major - minor) * sin * cos;
  return [
    [major * sin * sin + minor * cos * cos, en],
    [en, major * cos * cos + minor * sin * sin],
  ];
}

/** Way between the devices of two readings, metres. */
export function baselineM(one: SensorReading, other: SensorReading): number {
  return inverseGeodesic(one.position, other.position).distanceM;
}
