import { distanceM, inverseGeodesic } from "@truceline/geo";
import { lonLat } from "@truceline/model";
import {
  checkForDecay,
  degreesToRadians,
  ecfToLookAngles,
  eciToEcf,
  eciToGeodetic,
  gstime,
  sgp4,
  twoline2satrec,
} from "satellite.js";
import type { CatalogueEntry, Swath } from "../catalogue.ts";
import { SensingError } from "../errors.ts";
import { sunAltitudeDeg } from "../light.ts";
import { type OrbitElements, type ReadOrbit, readElements } from "./orbit-elements.ts";
import { publicOrbits } from "./public-orbits.ts";

/** Beyond this, elements are told to be old. Assumed: errors grow by one to three kilometres a day. */
export const ELEMENTS_STALE_AFTER_MS = 14 * 86_400_000;
/** An optical image needs the sun this high. Assumed. */
const daylightAltitudeDeg = 10;
const spanMaxMs = 400 * 86_400_000;

/** The strip beside the track in which a satellite looks. */
export interface PassSwath {
  readonly nearM: number;
  readonly farM: number;
  readonly side: Swath["side"];
  readonly needsDaylight: boolean;
}

/** One passage of a satellite by a place. */
export interface SatellitePass {
  /** Id of its elements. */
  readonly orbit: string;
  /** Closest approach of its track to the place: the moment of the image. */
  readonly atMs: number;
  /** From the track to the place, on the ground. */
  readonly distanceM: number;
  /** Side of the track, seen in flight, on which the place lies. */
  readonly side: "left" | "right";
  /** Height of the satellite above the place's horizon. */
  readonly elevationDeg: number;
  readonly altitudeM: number;
  readonly sunAltitudeDeg: number;
}

/** How good the elements are for the time asked about: to be said with every result. */
export interface ElementsUse {
  readonly orbit: string;
  readonly source: string;
  readonly epochMs: number;
  /** The longest time between their epoch and an instant asked about. */
  readonly ageMs: number;
  readonly isStale: boolean;
  readonly isAssumed: boolean;
  /** In words, where they are old or made up; else null. */
  readonly note: string | null;
}

export interface SatellitePasses {
  /** In order of time. */
  readonly passes: readonly SatellitePass[];
  readonly elements: readonly ElementsUse[];
}

/**
 * When satellites pass by a place, `[lonDeg, latDeg]`, within `fromMs <= t < toMs`: those passes in which
 * the place lies in the strip in which they look (absent: 100 km to both sides, by day and night).
 *
 * Accuracy: SGP4 by satellite.js 7.1.0; about a kilometre along the track at the epoch, one to three more
 * with each day (Vallado and others, Revisiting Spacetrack Report #3, 2006), so a second or two in a week.
 * Orbits that are kept by thrusters leave their elements sooner. At most 400 days at once.
 *
 * @throws SensingError `TL_SENSING_ELEMENTS`, `TL_SENSING_ORBIT_LOST`, `TL_SENSING_PASSES`
 * @example satellitePasses(publicOrbits, [-30, 0], fromMs, toMs).passes.length
 */
export function satellitePasses(
  elements: OrbitElements | readonly OrbitElements[],
  position: readonly [number, number],
  fromMs: number,
  toMs: number,
  options: { readonly swath?: PassSwath; readonly staleAfterMs?: number } = {},
): SatellitePasses {
  const swath = options.swath ?? { nearM: 0, farM: 100_000, side: "both", needsDaylight: false };
  const staleAfterMs = options.staleAfterMs ?? ELEMENTS_STALE_AFTER_MS;
  const isSound =
    toMs > fromMs &&
    toMs - fromMs <= spanMaxMs &&
    swath.nearM >= 0 &&
    swath.farM > swath.nearM &&
    Math.abs(position[0]) <= 180 &&
    Math.abs(position[1]) <= 90 &&
    staleAfterMs >= 0;
  if (!isSound) throw new SensingError("TL_SENSING_PASSES", { position, fromMs, toMs, swath });
  const list = Array.isArray(elements)
    ? (elements as readonly OrbitElements[])
    : [elements as OrbitElements];
  const passes: SatellitePass[] = [];
  const uses: ElementsUse[] = [];
  for (const one of list) {
    const orbit = readElements(one);
    for (const pass of passesOfOne(one, orbit, position, fromMs, toMs, swath)) passes.push(pass);
    uses.push(useOf(one, orbit, fromMs, toMs, staleAfterMs));
  }
  passes.sort((a, b) => a.atMs - b.atMs || (a.orbit < b.orbit ? -1 : 1));
  return { passes, elements: uses };
}

/**
 * Passes of a means of the catalogue by the satellites it names.
 * @throws SensingError `TL_SENSING_PASSES` for a means without a swath or an orbit that is not there
 */
export function passesOfMeans(
  entry: CatalogueEntry,
  position: readonly [number, number],
  fromMs: number,
  toMs: number,
  orbits: readonly OrbitElements[] = publicOrbits,
): SatellitePasses {
  const { swath } = entry;
  if (swath === undefined) throw new SensingError("TL_SENSING_PASSES", { means: entry.id });
  const elements = swath.orbits.map((name) => {
    const found = orbits.find(({ id }) => id === name);
    if (found === undefined) {
      const known = orbits.map(({ id }) => id);
      throw new SensingError("TL_SENSING_PASSES", { means: entry.id, orbit: name, known });
    }
    return found;
  });
  const { side, needsDaylight } = swath;
  const strip = { nearM: swath.nearM.value, farM: swath.farM.value, side, needsDaylight };
  return satellitePasses(elements, position, fromMs, toMs, { swath: strip });
}

function useOf(
  { id, name, source }: OrbitElements,
  { epochMs }: ReadOrbit,
  fromMs: number,
  toMs: number,
  staleAfterMs: number,
): ElementsUse {
  const ageMs = Math.max(Math.abs(fromMs - epochMs), Math.abs(toMs - epochMs));
  const isStale = ageMs > staleAfterMs;
  const isAssumed = source.startsWith("assumed");
  const days = (ms: number) => Math.round(ms / 86_400_000);
  const notes = [
    ...(isAssumed ? [`The orbit of ${name} is made up.`] : []),
    ...(isStale
      ? [
          `The elements of ${name} are ${days(ageMs)} days away from the time asked about, more than ${days(staleAfterMs)}: the number of passes holds while it keeps its orbit, their times do not.`,
        ]
      : []),
  ];
  return {
    orbit: id,
    source,
    epochMs,
    ageMs,
    isStale,
    isAssumed,
    note: notes.length === 0 ? null : notes.join(" "),
  };
}

/** Samples this close together see every approach to a place. */
const stepMs = 20_000;
/** Added to the strip when looking for approaches: more than a satellite goes in one step. */
const marginRad = 0.03;
const earthRadiusMinM = 6_335_000;
/** Turn of the Earth against the stars' mean equinox, by which `gstime` counts. */
const siderealDayMs = 86_400_000 / 1.002737909350795;
const refineCount = 60;
/** No low orbit is outside; what the theory gives beyond is worth nothing. */
const heightMinKm = 90;
const heightMaxKm = 60_000;

interface SubPoint {
  /** Unit vector of the vertical there. */
  readonly up: readonly [number, number, number];
  readonly lonDeg: number;
  readonly latDeg: number;
  readonly heightKm: number;
}

function* passesOfOne(
  elements: OrbitElements,
  orbit: ReadOrbit,
  position: readonly [number, number],
  fromMs: number,
  toMs: number,
  swath: PassSwath,
): Generator<SatellitePass> {
  const track = groundTrack(elements, orbit);
  const place = verticalAt(degreesToRadians(position[0]), degreesToRadians(position[1]));
  const chordAt = (atMs: number) => chord(track.at(atMs).up, place);
  const nearRad = swath.farM / earthRadiusMinM + marginRad;
  // Over the ground no faster than on its orbit plus the Earth's turn, with eccentric ones in mind.
  const perMs =
    (2 * Math.PI * orbit.revolutionsPerDay * (1 + 3 * orbit.eccentricity)) / 86_400_000 +
    (2 * Math.PI) / siderealDayMs;
  let before: { atMs: number; chord: number } | undefined;
  let middle: { atMs: number; chord: number } | undefined;
  for (let atMs = fromMs - stepMs; atMs <= toMs + stepMs; ) {
    const here = { atMs, chord: chordAt(atMs) };
    if (before !== undefined && middle !== undefined) {
      if (middle.chord < before.chord && middle.chord <= here.chord) {
        const closestMs = Math.round(lowest(chordAt, before.atMs, here.atMs));
        if (closestMs >= fromMs && closestMs < toMs) {
          const pass = passAt(track, elements.id, position, closestMs);
          if (isInSwath(pass, swath)) yield pass;
        }
      }
    }
    const angle = 2 * Math.asin(Math.min(1, here.chord / 2));
    const jumpMs = (angle - nearRad) / perMs;
    if (jumpMs > stepMs) {
      // Too far away to come near before then.
      before = undefined;
      middle = undefined;
      atMs += jumpMs;
    } else {
      before = middle;
      middle = here;
      atMs += stepMs;
    }
  }
}

function isInSwath(pass: SatellitePass, swath: PassSwath): boolean {
  const { nearM, farM, side, needsDaylight } = swath;
  return (
    pass.distanceM >= nearM &&
    pass.distanceM <= farM &&
    (side === "both" || side === pass.side) &&
    !(needsDaylight && pass.sunAltitudeDeg < daylightAltitudeDeg)
  );
}

interface GroundTrack {
  at(atMs: number): SubPoint;
  elevationDeg(atMs: number, position: readonly [number, number]): number;
}

/** Where the satellite stands above, by SGP4. */
function groundTrack(elements: OrbitElements, { epochMs }: ReadOrbit): GroundTrack {
  const record = twoline2satrec(elements.line1, elements.line2);
  // A Julian date in one number is good to 40 µs only, which would blur the closest approach.
  const baseMs = Math.round(epochMs);
  const baseGmst = gstime(new Date(baseMs));
  const eciAt = (atMs: number) => {
    const state = sgp4(record, (atMs - epochMs) / 60_000);
    if (state === null || !Number.isFinite(state.position.x) || checkForDecay(record)) {
      const details = { of: elements.id, atMs, epochMs, error: Number(record.error) };
      throw new SensingError("TL_SENSING_ORBIT_LOST", details);
    }
    return {
      eci: state.position,
      gmst: baseGmst + ((atMs - baseMs) / siderealDayMs) * 2 * Math.PI,
    };
  };
  return {
    at(atMs) {
      const { eci, gmst } = eciAt(atMs);
      const { longitude, latitude, height } = eciToGeodetic(eci, gmst);
      if (!(height >= heightMinKm && height <= heightMaxKm)) {
        throw new SensingError("TL_SENSING_ORBIT_LOST", {
          of: elements.id,
          atMs,
          heightKm: height,
        });
      }
      return {
        up: verticalAt(longitude, latitude),
        lonDeg: (longitude * 180) / Math.PI,
        latDeg: (latitude * 180) / Math.PI,
        heightKm: height,
      };
    },
    elevationDeg(atMs, [lonDeg, latDeg]) {
      const { eci, gmst } = eciAt(atMs);
      const observer = {
        longitude: degreesToRadians(lonDeg),
        latitude: degreesToRadians(latDeg),
        height: 0,
      };
      return (ecfToLookAngles(observer, eciToEcf(eci, gmst)).elevation * 180) / Math.PI;
    },
  };
}

function passAt(
  track: GroundTrack,
  orbit: string,
  position: readonly [number, number],
  atMs: number,
): SatellitePass {
  const here = track.at(atMs);
  const next = track.at(atMs + 1_000);
  const subPoint = lonLat(here.lonDeg, here.latDeg);
  const place = lonLat(position[0], position[1]);
  const courseDeg = inverseGeodesic(subPoint, lonLat(next.lonDeg, next.latDeg)).azimuthDeg;
  const bearingDeg = inverseGeodesic(subPoint, place).azimuthDeg;
  return {
    orbit,
    atMs,
    distanceM: distanceM(subPoint, place),
    side: Math.sin(((bearingDeg - courseDeg) * Math.PI) / 180) >= 0 ? "right" : "left",
    elevationDeg: track.elevationDeg(atMs, position),
    altitudeM: here.heightKm * 1_000,
    sunAltitudeDeg: sunAltitudeDeg(position, atMs),
  };
}

function verticalAt(lonRad: number, latRad: number): [number, number, number] {
  return [
    Math.cos(latRad) * Math.cos(lonRad),
    Math.cos(latRad) * Math.sin(lonRad),
    Math.sin(latRad),
  ];
}

function chord(a: SubPoint["up"], b: SubPoint["up"]): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** Where a function with one low point between two instants is lowest; to a millisecond. */
function lowest(value: (atMs: number) => number, fromMs: number, toMs: number): number {
  let low = fromMs;
  let high = toMs;
  for (let count = 0; count < refineCount && high - low > 0.5; count++) {
    const left = low + (high - low) / 3;
    const right = high - (high - low) / 3;
    if (value(left) < value(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}
