import { compassPointAt, destination, inverseGeodesic } from "@truceline/geo";
import type { DeployedSensor, LonLat, Observation, Rng } from "@truceline/model";
import { normal, type TruthEvent } from "./truth-events.ts";
import type { StandingWeapon } from "./weapon-sightings.ts";

/** An observation as its sender writes it: id and time of receipt are the receiver's. */
export type SentObservation = Omit<Observation, "id" | "recordedAtMs">;

export interface Report {
  readonly receivedAtMs: number;
  readonly observation: SentObservation;
}

const minuteMs = 60_000;

/** Distance bands as monitors say them, kilometres. */
const spokenBandsKm: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 2],
  [1, 3],
  [2, 4],
  [3, 5],
  [4, 6],
  [5, 7],
  [6, 8],
  [8, 10],
  [10, 12],
  [12, 15],
  [15, 20],
];

/**
 * What a person at a post writes down of an event heard: a compass point, a band of kilometres, the
 * minute, a count that is not always exact. It reaches the room minutes later, now and then hours.
 */
export function heardReport(
  event: TruthEvent,
  sensor: DeployedSensor,
  position: LonLat,
  rng: Rng,
): Report {
  const own = rng.fork(`heard/${sensor.id}/${event.key}`);
  const { distanceM, azimuthDeg } = inverseGeodesic(position, event.position);
  const saidM = distanceM * Math.exp(normal(own) * 0.18);
  const band = spokenBandsKm.find(
    ([lowKm, highKm]) => saidM >= lowKm * 1000 && saidM < highKm * 1000,
  );
  const [lowKm, highKm] = band ?? [15, 20];
  const saidDeg = azimuthDeg + normal(own) * 9;
  const fromMs = Math.floor(event.atMs / minuteMs) * minuteMs;
  const isExact = event.count <= 4 || own.nextUnit() < 0.6;
  const late = own.nextUnit();
  const delayMs =
    late < 0.04 ? (1 + own.nextUnit() * 5) * 60 * minuteMs : (1 + own.nextUnit() * 8) * minuteMs;
  return {
    receivedAtMs: Math.round(fromMs + minuteMs + delayMs),
    observation: {
      ...head(event, sensor, position),
      span: { fromMs, toMs: fromMs + minuteMs, precision: "minute" },
      observer: observerOf(sensor),
      means: ["heard"],
      kind: event.kind === "projectile-in-flight" ? "explosion" : event.kind,
      ...(event.kind === "explosion" ? { nature: natureHeard(event, distanceM, own) } : {}),
      count: isExact
        ? { qualifier: "exactly", min: event.count }
        : { qualifier: "at-least", min: Math.max(1, event.count - 1) },
      distance: { minM: lowKm * 1000, maxM: highKm * 1000 },
      direction: { form: "single", points: [compassPointAt(((saidDeg % 360) + 360) % 360)] },
      ...(event.kind === "burst" || event.kind === "shot"
        ? { weapons: [{ class: event.weapon }] }
        : {}),
    },
  };
}

/** What a camera records: the second, a bearing with its error, a coarse distance. */
export function recordedReport(
  event: TruthEvent,
  sensor: DeployedSensor,
  position: LonLat,
  rng: Rng,
): Report {
  const own = rng.fork(`recorded/${sensor.id}/${event.key}`);
  const { distanceM, azimuthDeg } = inverseGeodesic(position, event.position);
  const bearing = azimuthDeg + normal(own) * 1.5;
  const lowM = Math.floor((distanceM * 0.75) / 500) * 500;
  const highM = Math.ceil((distanceM * 1.25) / 500) * 500;
  return {
    receivedAtMs: Math.round(event.atMs + (5 + own.nextUnit() * 40) * 1000),
    observation: {
      ...head(event, sensor, position),
      span: { fromMs: event.atMs, toMs: event.atMs + 1000, precision: "exact" },
      observer: observerOf(sensor),
      means: ["recorded"],
      kind: event.kind === "burst" || event.kind === "shot" ? "muzzle-flash" : event.kind,
      ...(event.kind === "explosion"
        ? { nature: event.nature === "none" ? "undetermined" : event.nature }
        : {}),
      count: { qualifier: "exactly", min: event.count },
      distance: { minM: lowM, maxM: highM },
      direction: {
        form: "bearing",
        bearingDeg: (Math.round((((bearing % 360) + 360) % 360) * 10) / 10) % 360,
        standardDeviationDeg: 1.5,
      },
    },
  };
}

/** What a person sees by eye: the minute, a direction, a band. */
export function sawReport(
  event: TruthEvent,
  sensor: DeployedSensor,
  position: LonLat,
  rng: Rng,
): Report {
  const { receivedAtMs, observation } = heardReport(event, sensor, position, rng.fork("saw"));
  return { receivedAtMs, observation: { ...observation, means: ["saw"], kind: event.kind } };
}

/** A weapon that stood there, as an eye or a camera tells it: class, calibre and a small area. */
export function sightedReport(
  weapon: StandingWeapon,
  sensor: DeployedSensor,
  position: LonLat,
  atMs: number,
  rng: Rng,
): Report {
  const own = rng.fork(`sighted/${sensor.id}/${weapon.key}`);
  const isCamera = sensor.means === "camera";
  const away = inverseGeodesic(position, weapon.position);
  const errorM = Math.min(300, 40 + away.distanceM * 0.04);
  const centre = destination(weapon.position, own.nextUnit() * 360, own.nextUnit() * errorM);
  const fromMs = Math.floor(atMs / minuteMs) * minuteMs;
  return {
    receivedAtMs: Math.round(fromMs + (1 + own.nextUnit() * 12) * minuteMs),
    observation: {
      ...head(weapon, sensor, position),
      span: { fromMs, toMs: fromMs + minuteMs, precision: "minute" },
      observer: observerOf(sensor),
      means: [isCamera ? "recorded" : "saw"],
      kind: "weapon-present",
      count: { qualifier: "exactly", min: weapon.count },
      area: { shape: "circle", centre, radiusM: Math.round(errorM) },
      weapons: [{ class: weapon.weapon, statedAs: weapon.statedAs }],
      calibresMm: [weapon.calibreMm],
    },
  };
}

function observerOf({ id, post, means }: DeployedSensor): Observation["observer"] {
  return means === "camera"
    ? { kind: "camera", id, sensorId: id, mastId: post }
    : { kind: "person", id: post, sensorId: id, mastId: post };
}

function head(event: { readonly key: string }, sensor: DeployedSensor, position: LonLat) {
  return {
    schema: "observation/1" as const,
    origin: "exercise" as const,
    source: `exercise/${sensor.id}`,
    sourceId: event.key,
    observerPosition: { position },
  };
}

function natureHeard(
  event: TruthEvent,
  distanceM: number,
  rng: Rng,
): NonNullable<Observation["nature"]> {
  // Near the post the ear tells a firing from an impact; farther off it mostly cannot.
  if (event.nature === "none" || distanceM > 3_000 || rng.nextUnit() < 0.4) return "undetermined";
  return event.nature;
}
