import {
  type Call,
  type Denial,
  derivedId,
  lonLat,
  type Patrol,
  type PatrolTrack,
  type SilenceWindow,
} from "@truceline/model";

// Records of the desk in the open ocean, with members to set otherwise.

export const noonMs: number = Date.UTC(2026, 2, 10, 12);
export const minuteMs = 60_000;
export const hourMs = 3_600_000;

const envelope = {
  origin: "exercise" as const,
  recordedAtMs: noonMs,
  version: 1,
  by: "desk",
};

/** Out since noon, with one stop from 12:10 to 12:50 at 30.00° W, 0.05° N. */
export function patrol(change: Partial<Patrol> = {}): Patrol {
  return {
    schema: "patrol/1",
    id: derivedId("test-patrol", change.name ?? "Patrol 6"),
    ...envelope,
    name: "Patrol 6",
    state: "out",
    observers: [],
    plan: { fromMs: noonMs, toMs: noonMs + 2 * hourMs },
    stops: [
      {
        place: { name: "Stop 1", position: lonLat(-30, 0.05) },
        span: { fromMs: noonMs + 10 * minuteMs, toMs: noonMs + 50 * minuteMs },
      },
    ],
    clearances: [],
    checkIns: [],
    checkInEveryMs: 30 * minuteMs,
    leftAtMs: noonMs,
    ...change,
  };
}

/** A check-in at the stop, so many minutes past noon. */
export function checkIn(minutes: number, place: Patrol["checkIns"][number]["place"] = stopPlace) {
  return { atMs: noonMs + minutes * minuteMs, place };
}
const stopPlace = { name: "Stop 1" };

export function denial(change: Partial<Denial> = {}): Denial {
  return {
    schema: "denial/1",
    id: derivedId("test-denial", JSON.stringify(change)),
    ...envelope,
    kind: "denial",
    span: { fromMs: noonMs + 10 * minuteMs, toMs: noonMs + 50 * minuteMs },
    place: { name: "Stop 1" },
    patrolId: patrol().id,
    ...change,
  };
}

/** Points as minutes past noon, longitude, latitude. */
export function track(
  points: readonly (readonly [minutes: number, lonDeg: number, latDeg: number])[],
  change: Partial<PatrolTrack> = {},
): PatrolTrack {
  return {
    schema: "patrol-track/1",
    id: derivedId("test-track", JSON.stringify(points)),
    origin: "exercise",
    recordedAtMs: noonMs + 3 * hourMs,
    source: "phone",
    sourceId: JSON.stringify(points).slice(0, 100),
    patrolId: patrol().id,
    points: points.map(([minutes, lonDeg, latDeg]) => ({
      atMs: noonMs + Math.round(minutes * minuteMs),
      position: lonLat(lonDeg, latDeg),
    })),
    ...change,
  };
}

export function call(change: Partial<Call> = {}): Call {
  return {
    schema: "call/1",
    id: derivedId("test-call", JSON.stringify(change)),
    ...envelope,
    party: "a",
    to: "liaison officer",
    atMs: noonMs,
    about: "Route of Patrol 6",
    refs: [],
    state: "open",
    ...change,
  };
}

/** From 13:00 to 14:00 around 30.00° W, 0.05° N, guaranteed by both. */
export function silenceWindow(change: Partial<SilenceWindow> = {}): SilenceWindow {
  return {
    schema: "silence-window/1",
    id: derivedId("test-window", JSON.stringify(change)),
    ...envelope,
    name: "Water main",
    purpose: "Repairs to the water main",
    place: { name: "Water main", position: lonLat(-30, 0.05) },
    radiusM: 2_000,
    span: { fromMs: noonMs + hourMs, toMs: noonMs + 2 * hourMs },
    guarantees: [
      { party: "a", atMs: noonMs - hourMs, by: "liaison a" },
      { party: "b", atMs: noonMs - hourMs, by: "liaison b" },
    ],
    state: "arranged",
    ...change,
  };
}
