import { areaOutline, destination, type LocalPlane } from "@truceline/geo";
import { type Area, type LonLat, lonLat, type Observation } from "@truceline/model";
import { isTrace } from "../event-kind.ts";
import { type ErrorEllipse, ellipse95 } from "../location/error-ellipse.ts";
import {
  AMBIGUOUS_COST,
  ELLIPSE_MAX_M,
  equationCount,
  type LocationRefusal,
  locate,
} from "../location/locate.ts";
import { type PlanePlace, soundSpeedMps } from "../location/measurement.ts";
import { localMinima, type Minimum } from "../location/minima.ts";
import { misfitOf } from "../location/misfit.ts";
import { areaOfObservation, type PlaceFinder } from "../observed-area.ts";
import { firstOfEachDevice } from "./same-event.ts";
import {
  planePlace,
  planeReadings,
  SENSOR_REACH_M,
  type SensorReading,
  sensorReading,
} from "./sensor-reading.ts";

const DEG = Math.PI / 180;
/** Limits that hold 95 %. */
const LIMIT_SIGMA = 1.96;
/** A wedge ends this much beyond the place found, so that lines are seen to cross. */
const BEYOND_RATIO = 1.25;
const HYPERBOLA_STEP_COUNT = 48;
const ARC_STEP_DEG = 3;
/** More devices make a drawing nobody can read. */
const DEVICE_COUNT_MAX = 24;
const AREA_COUNT_MAX = 40;

/** A closed ring or an open line of positions. */
export type DrawnLine = readonly LonLat[];

/** What bears a place, as lines to draw. For the mission's own room only. */
export interface EvidenceShapes {
  /** Bearings with their 95 % limits, from the device outwards; closed rings. */
  readonly wedges: readonly {
    readonly observationId: string;
    readonly device: string;
    readonly bearingDeg: number;
    readonly limitDeg: number;
    readonly ring: DrawnLine;
  }[];
  /** Where the difference of two arrivals puts the source; open lines. */
  readonly hyperbolas: readonly {
    readonly observationIds: readonly [string, string];
    readonly differenceS: number;
    /** Half the width of the band that holds 95 %, between the devices. */
    readonly limitM: number;
    readonly line: DrawnLine;
  }[];
  /** Distances: said, or from the flash of the event to its sound; closed rings. */
  readonly circles: readonly {
    readonly observationId: string;
    readonly by: "distance" | "flash-to-bang";
    readonly radiusM: number;
    readonly limitM: number;
    readonly ring: DrawnLine;
  }[];
  /** Words and traces, as the area they leave; closed rings, the first the outline. */
  readonly areas: readonly {
    readonly observationId: string;
    readonly isTrace: boolean;
    readonly rings: readonly DrawnLine[];
  }[];
  /** The 95 % ellipse of what was measured; null where that bears no one place. */
  readonly ellipse: {
    readonly position: LonLat;
    readonly axes: ErrorEllipse;
    readonly ring: DrawnLine;
  } | null;
  /** Other places that fit about as well, with their shares among all that fit. */
  readonly alternatives: readonly {
    readonly position: LonLat;
    readonly p: number;
    readonly ring: DrawnLine;
  }[];
  /** Why the measurements bear no one place; null where they do, or there are none. */
  readonly refusal: LocationRefusal | null;
}

/**
 * The evidence of an event as lines and rings: what was measured, what words leave, what follows.
 *
 * Shape: positions in degrees; each of the lists bounded. A function of the set of observations.
 */
export function evidenceShapes(
  observations: readonly Observation[],
  places?: PlaceFinder,
): EvidenceShapes {
  const sorted = [...observations].sort((one, other) => (one.id < other.id ? -1 : 1));
  const idOf = new Map<SensorReading, string>();
  for (const observation of sorted) {
    const reading = sensorReading(observation);
    if (reading !== null) idOf.set(reading, observation.id);
  }
  const readings = firstOfEachDevice([...idOf.keys()]).slice(0, DEVICE_COUNT_MAX);
  const found = readings.length === 0 ? null : foundPlaces(readings);
  const towards = found?.minima[0] ?? null;
  const named = (reading: SensorReading) => idOf.get(reading) ?? "";
  return {
    wedges: readings.flatMap((reading) =>
      reading.bearing === null
        ? []
        : [wedgeOf(reading, reading.bearing, named(reading), towards, found)],
    ),
    hyperbolas: found === null ? [] : hyperbolasOf(readings, found, named),
    circles: found === null ? [] : circlesOf(readings, found, named),
    areas: areasOf(sorted, places),
    ellipse:
      found?.isOne === true && towards?.covarianceM2 ? drawnEllipse(found.plane, towards) : null,
    alternatives: alternativesOf(found),
    refusal: found?.refusal ?? null,
  };
}

interface Found {
  readonly plane: LocalPlane;
  readonly speedMps: number;
  readonly minima: readonly Minimum[];
  readonly isOne: boolean;
  readonly refusal: LocationRefusal | null;
}

function foundPlaces(readings: readonly SensorReading[]): Found {
  const { plane, measurements, air } = planeReadings(readings);
  const all = measurements.flat();
  const speedMps = soundSpeedMps(air.temperatureC);
  if (equationCount(all) < 2) {
    return { plane, speedMps, minima: [], isOne: false, refusal: "too-few-equations" };
  }
  const answer = locate(all, air);
  const minima = localMinima(misfitOf(all, air), all);
  return {
    plane,
    speedMps,
    minima,
    isOne: !answer.isRefused,
    refusal: answer.isRefused ? answer.reason : null,
  };
}

function wedgeOf(
  { position, device, range }: SensorReading,
  bearing: NonNullable<SensorReading["bearing"]>,
  observationId: string,
  towards: Minimum | null,
  found: Found | null,
) {
  const limitDeg = Math.min(180, bearing.sigmaDeg * LIMIT_SIGMA);
  const at = found === null ? null : planePlace(found.plane, position);
  const awayM =
    at === null || towards === null
      ? (range?.rangeM ?? SENSOR_REACH_M)
      : Math.hypot(towards.eastM - at.eastM, towards.northM - at.northM);
  const farM = Math.min(3 * SENSOR_REACH_M, Math.max(500, awayM * BEYOND_RATIO));
  const ring: LonLat[] = [position];
  const stepCount = Math.max(2, Math.ceil((2 * limitDeg) / ARC_STEP_DEG));
  for (let step = 0; step <= stepCount; step++) {
    const turnDeg = bearing.bearingDeg - limitDeg + (2 * limitDeg * step) / stepCount;
    ring.push(destination(position, turnDeg, farM));
  }
  ring.push(position);
  return { observationId, device, bearingDeg: bearing.bearingDeg, limitDeg, ring };
}

/** Each later arrival against the earliest: as many lines as independent differences. */
function hyperbolasOf(
  readings: readonly SensorReading[],
  { plane, speedMps, minima }: Found,
  named: (reading: SensorReading) => string,
): EvidenceShapes["hyperbolas"] {
  const heard = readings
    .flatMap((reading) => (reading.arrival === null ? [] : [{ reading, arrival: reading.arrival }]))
    .sort((one, other) => one.arrival.atMs - other.arrival.atMs);
  const [first, ...others] = heard;
  if (first === undefined) return [];
  const near = planePlace(plane, first.reading.position);
  return others.flatMap(({ reading, arrival }) => {
    const far = planePlace(plane, reading.position);
    const differenceS = (arrival.atMs - first.arrival.atMs) / 1_000;
    const line = hyperbola(near, far, differenceS * speedMps, minima[0] ?? null);
    if (line.length === 0) return [];
    const sigmaS = Math.hypot(arrival.sigmaS, first.arrival.sigmaS);
    return [
      {
        observationIds: [named(first.reading), named(reading)] as const,
        differenceS,
        limitM: (LIMIT_SIGMA * sigmaS * speedMps) / 2,
        line: line.map((place) => onEarth(plane, place)),
      },
    ];
  });
}

/** Places that are `longerM` farther from one device than from the other, on the near one's side. */
function hyperbola(
  near: PlanePlace,
  far: PlanePlace,
  longerM: number,
  towards: PlanePlace | null,
): PlanePlace[] {
  const half = Math.hypot(far.eastM - near.eastM, far.northM - near.northM) / 2;
  const a = longerM / 2;
  // Beyond the way between no place fits exactly: the line of both devices is the nearest there is.
  const b = Math.sqrt(Math.max(0, half * half - a * a));
  if (half === 0 || b === 0) return [];
  const middle = { eastM: (near.eastM + far.eastM) / 2, northM: (near.northM + far.northM) / 2 };
  const east = (near.eastM - far.eastM) / 2 / half;
  const north = (near.northM - far.northM) / 2 / half;
  const awayM =
    towards === null
      ? SENSOR_REACH_M
      : Math.hypot(towards.eastM - middle.eastM, towards.northM - middle.northM);
  const reachM = Math.max(1.5 * half, Math.min(3 * SENSOR_REACH_M, awayM * BEYOND_RATIO));
  const most = Math.asinh(reachM / b);
  return Array.from({ length: HYPERBOLA_STEP_COUNT + 1 }, (_, step) => {
    const u = most * ((2 * step) / HYPERBOLA_STEP_COUNT - 1);
    const along = a * Math.cosh(u);
    const across = b * Math.sinh(u);
    return {
      eastM: middle.eastM + along * east - across * north,
      northM: middle.northM + along * north + across * east,
    };
  });
}

function circlesOf(
  readings: readonly SensorReading[],
  { plane, speedMps }: Found,
  named: (reading: SensorReading) => string,
): EvidenceShapes["circles"] {
  const flash = readings.find(({ emission }) => emission !== null)?.emission ?? null;
  return readings.flatMap((reading) => {
    const { range, arrival, position } = reading;
    const observationId = named(reading);
    const out: EvidenceShapes["circles"][number][] = [];
    const add = (by: "distance" | "flash-to-bang", radiusM: number, sigmaM: number) => {
      if (!(radiusM > 0)) return;
      const limitM = LIMIT_SIGMA * sigmaM;
      out.push({ observationId, by, radiusM, limitM, ring: circle(plane, position, radiusM) });
    };
    if (range !== null) add("distance", range.rangeM, range.sigmaM);
    if (arrival !== null && flash !== null) {
      const delayS = (arrival.atMs - flash.atMs) / 1_000;
      add("flash-to-bang", delayS * speedMps, Math.hypot(arrival.sigmaS, flash.sigmaS) * speedMps);
    }
    return out;
  });
}

function circle(plane: LocalPlane, position: LonLat, radiusM: number): LonLat[] {
  const { eastM, northM } = planePlace(plane, position);
  return Array.from({ length: 73 }, (_, step) => {
    const angle = (step % 72) * 5 * DEG;
    return onEarth(plane, {
      eastM: eastM + radiusM * Math.sin(angle),
      northM: northM + radiusM * Math.cos(angle),
    });
  });
}

function areasOf(
  observations: readonly Observation[],
  places: PlaceFinder | undefined,
): EvidenceShapes["areas"] {
  return observations
    .flatMap((observation) => {
      if (sensorReading(observation) !== null) return [];
      const area = areaOfObservation(observation, places);
      if (area === null) return [];
      return [
        {
          observationId: observation.id,
          isTrace: isTrace(observation.kind),
          rings: ringsOf(area),
        },
      ];
    })
    .slice(0, AREA_COUNT_MAX);
}

function ringsOf(area: Area): DrawnLine[] {
  const outline = areaOutline(area);
  const rings = outline.type === "Polygon" ? outline.coordinates : outline.coordinates.flat();
  return rings.map((ring) => ring.map(([lonDeg, latDeg]) => lonLat(lonDeg, latDeg)));
}

function drawnEllipse(plane: LocalPlane, minimum: Minimum): NonNullable<EvidenceShapes["ellipse"]> {
  const axes = ellipse95(minimum.covarianceM2 ?? NOWHERE);
  return { position: onEarth(plane, minimum), axes, ring: ellipseRing(plane, minimum, axes) };
}

const NOWHERE = [
  [0, 0],
  [0, 0],
] as const;

function ellipseRing(plane: LocalPlane, at: PlanePlace, axes: ErrorEllipse): LonLat[] {
  const sin = Math.sin(axes.orientationDeg * DEG);
  const cos = Math.cos(axes.orientationDeg * DEG);
  return Array.from({ length: 73 }, (_, step) => {
    const angle = (step % 72) * 5 * DEG;
    const along = axes.semiMajorM * Math.cos(angle);
    const across = axes.semiMinorM * Math.sin(angle);
    return onEarth(plane, {
      eastM: at.eastM + along * sin + across * cos,
      northM: at.northM + along * cos - across * sin,
    });
  });
}

/** The places that fit within 9.21 of the best, where there are several, by likelihood. */
function alternativesOf(found: Found | null): EvidenceShapes["alternatives"] {
  if (found === null || found.isOne) return [];
  const [best] = found.minima;
  if (best === undefined) return [];
  const rivals = found.minima.flatMap((minimum) => {
    if (minimum.cost - best.cost > AMBIGUOUS_COST || minimum.covarianceM2 === null) return [];
    const axes = ellipse95(minimum.covarianceM2);
    if (axes.semiMajorM > ELLIPSE_MAX_M) return [];
    const weight = Math.exp((best.cost - minimum.cost) / 2) * axes.semiMajorM * axes.semiMinorM;
    return [{ minimum, axes, weight }];
  });
  const total = rivals.reduce((sum, { weight }) => sum + weight, 0);
  return rivals.map(({ minimum, axes, weight }) => ({
    position: onEarth(found.plane, minimum),
    p: Math.round((weight / total) * 1e4) / 1e4,
    ring: ellipseRing(found.plane, minimum, axes),
  }));
}

function onEarth(plane: LocalPlane, { eastM, northM }: PlanePlace): LonLat {
  const out = new Float64Array(2);
  plane.toPosition(eastM, northM, out, 0);
  return lonLat(
    Math.round((out[0] as number) * 1e6) / 1e6,
    Math.round((out[1] as number) * 1e6) / 1e6,
  );
}
