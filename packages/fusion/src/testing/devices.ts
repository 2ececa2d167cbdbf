import { destination, inverseGeodesic } from "@truceline/geo";
import type { LonLat, Observation, Rng } from "@truceline/model";
import { noonMs, observed, ocean } from "./observations.ts";

/** Stations about the ocean's middle, `wayM` from it, evenly round. */
export function stationsRound(count: number, wayM: number): LonLat[] {
  return Array.from({ length: count }, (_, index) =>
    destination(ocean, (index * 360) / count, wayM),
  );
}

/** Standard normal, by Box and Muller. */
export function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.nextUnit())) * Math.cos(2 * Math.PI * rng.nextUnit());
}

export interface Errors {
  readonly clockS: number;
  readonly bearingDeg: number;
  readonly soundMps: number;
}

/** A shot as an acoustic station has it: the instant with its 95 % limits, and a bearing. */
export function soundAt(
  name: string,
  station: { readonly id: string; readonly position: LonLat },
  place: LonLat,
  atMs: number,
  errors: Errors,
  rng: Rng | null,
  change: Partial<Observation> = {},
): Observation {
  const { distanceM, azimuthDeg } = inverseGeodesic(station.position, place);
  const off = () => (rng === null ? 0 : normal(rng));
  const heardMs = atMs + (distanceM / errors.soundMps + off() * errors.clockS) * 1_000;
  const halfMs = errors.clockS * 1_960;
  const bearingDeg = (azimuthDeg + off() * errors.bearingDeg + 720) % 360;
  return observed(name, {
    source: station.id,
    observer: { kind: "acoustic", sensorId: station.id },
    observerPosition: { position: station.position, accuracyM: 3 },
    means: ["recorded"],
    span: {
      fromMs: Math.round(heardMs - halfMs),
      toMs: Math.round(heardMs + halfMs),
      precision: "exact",
    },
    direction: { form: "bearing", bearingDeg, standardDeviationDeg: errors.bearingDeg },
    ...change,
  });
}

/** The same as a camera has it: the instant of the flash, and a bearing. */
export function flashAt(
  name: string,
  camera: { readonly id: string; readonly position: LonLat },
  place: LonLat,
  atMs: number,
  bearingErrorDeg: number,
  rng: Rng | null,
): Observation {
  const { azimuthDeg } = inverseGeodesic(camera.position, place);
  const offDeg = rng === null ? 0 : normal(rng) * bearingErrorDeg;
  return observed(name, {
    source: camera.id,
    observer: { kind: "camera", sensorId: camera.id },
    observerPosition: { position: camera.position, accuracyM: 3 },
    means: ["recorded"],
    kind: "muzzle-flash",
    span: { fromMs: atMs - 50, toMs: atMs + 50, precision: "exact" },
    direction: {
      form: "bearing",
      bearingDeg: (azimuthDeg + offDeg + 720) % 360,
      standardDeviationDeg: bearingErrorDeg,
    },
  });
}

export const plainErrors: Errors = { clockS: 0.02, bearingDeg: 2, soundMps: 337.31 };
export const noonOf = (seconds: number): number => noonMs + seconds * 1_000;
