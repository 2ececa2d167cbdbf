import { destination, inverseGeodesic } from "@truceline/geo";
import type { LonLat, Observation, Rng } from "@truceline/model";
import fc from "fast-check";
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

const mixedStations = [0, 1, 2, 3].map((index) => destination(ocean, index * 90, 2_500));

/** Detections by acoustic devices and cameras, reports by people, craters, around few events. */
export const arbMixed = fc
  .array(
    fc.record({
      event: fc.integer({ min: 0, max: 3 }),
      by: fc.constantFrom("acoustic", "acoustic", "camera", "person", "crater", "thermal"),
      station: fc.integer({ min: 0, max: 3 }),
      offDeg: fc.double({ min: -3, max: 3, noNaN: true }),
      offMs: fc.integer({ min: -80, max: 80 }),
      hasBearing: fc.boolean(),
      spanMinutes: fc.constantFrom(1, 1, 1, 60, 600),
    }),
    { minLength: 1, maxLength: 24, size: "max" },
  )
  .map((rows) => rows.map(madeOf));

function madeOf(
  row: {
    event: number;
    by: string;
    station: number;
    offDeg: number;
    offMs: number;
    hasBearing: boolean;
    spanMinutes: number;
  },
  index: number,
): Observation {
  const place = destination(ocean, row.event * 77, 400 + row.event * 900);
  const atMs = noonMs + row.event * 9_000;
  const from = mixedStations[row.station] ?? ocean;
  const { distanceM, azimuthDeg } = inverseGeodesic(from, place);
  const name = String(index);
  if (row.by === "person") {
    const fromMs = atMs - (atMs % 60_000);
    return observed(name, {
      observer: { kind: "person", id: `p${row.station}` },
      observerPosition: { position: from, accuracyM: 100 },
      span: { fromMs, toMs: fromMs + row.spanMinutes * 60_000, precision: "minute" },
      distance: { minM: Math.max(0, distanceM - 1_000), maxM: distanceM + 1_000 },
    });
  }
  if (row.by === "crater" || row.by === "thermal") {
    return observed(name, {
      kind: row.by === "crater" ? "damage" : "thermal-anomaly",
      observer: { kind: row.by === "crater" ? "patrol" : "satellite", id: `t${row.station}` },
      means: ["saw"],
      area: { shape: "circle", centre: place, radiusM: 60 },
      span: {
        fromMs: atMs - row.spanMinutes * 60_000,
        toMs: atMs + row.spanMinutes * 60_000,
        precision: "minute",
      },
    });
  }
  const isHeard = row.by === "acoustic";
  const cameAtMs = Math.round(atMs + row.offMs + (isHeard ? (distanceM / 337.3) * 1_000 : 0));
  const bearingDeg = (azimuthDeg + row.offDeg + 360) % 360;
  const said = row.hasBearing || !isHeard;
  return observed(name, {
    observer: { kind: isHeard ? "acoustic" : "camera", sensorId: `${row.by}${row.station}` },
    observerPosition: { position: from, accuracyM: 5 },
    means: ["recorded"],
    span: { fromMs: cameAtMs - 100, toMs: cameAtMs + 100, precision: "exact" },
    ...(said ? { direction: { form: "bearing", bearingDeg, standardDeviationDeg: 2 } } : {}),
  });
}
