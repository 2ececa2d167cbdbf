import type { LonLat } from "@truceline/model";

/** What a station listens to: air or ground. */
export const stationMedia = ["acoustic", "seismic"] as const;
export type StationMedium = (typeof stationMedia)[number];

/**
 * How far the station's clock can be believed. `locked`: steered by satellite or network; `holdover`:
 * was, and runs on its own since; `free`: never was or too long ago to tell.
 */
export const clockStates = ["locked", "holdover", "free"] as const;

export interface StationClock {
  readonly state: (typeof clockStates)[number];
  /** Standard deviation of clock minus true time; the same for all arrivals of one message. */
  readonly errorMs: number;
  /** Of `holdover`: since when. */
  readonly sinceMs?: number;
}

/** Waves as they arrive: sound in air; P, S and surface waves in the ground. */
export const arrivalPhases = ["sound", "muzzle", "shock", "P", "S", "surface"] as const;

export interface Arrival {
  /** Microphone or geophone of the station, where it has several. */
  readonly channel?: string;
  readonly phase: (typeof arrivalPhases)[number];
  /** Epoch milliseconds by the station's clock, with fractions. */
  readonly atMs: number;
  /** Standard deviation of reading the arrival off the signal, without the clock's. */
  readonly errorMs: number;
  /** How fast this wave runs there, where somebody measured it; with its standard deviation. */
  readonly speed?: { readonly mps: number; readonly errorMps: number };
}

/** What the station makes of the sound by itself. */
export const soundKinds = [
  "explosion",
  "burst",
  "shot",
  "salvo",
  "vehicle",
  "aircraft",
  "unknown",
] as const;

interface StationHead {
  /** The station's own number of the message; with the station it identifies it. */
  readonly messageId: string;
  readonly stationId: string;
  readonly medium: StationMedium;
  readonly position: LonLat;
  /** How far the true place may lie from it, 1 standard deviation. */
  readonly positionErrorM?: number;
  readonly heightM?: number;
  /** When the message was made, by the station's clock. */
  readonly madeAtMs: number;
  readonly clock: StationClock;
  /** Of the air at the station; sound's speed follows from it. */
  readonly temperatureDegC?: number;
  readonly windSpeedMps?: number;
  /** Where the wind comes from. */
  readonly windFromDeg?: number;
}

/** Something was heard. At least a bearing or an arrival. */
export interface StationDetection extends StationHead {
  readonly kind: "detection";
  /** When it began at the station, by its clock; to the millisecond. */
  readonly heardAtMs: number;
  /** Direction the sound came from, clockwise from true north. */
  readonly bearing?: { readonly bearingDeg: number; readonly standardDeviationDeg: number };
  readonly arrivals: readonly Arrival[];
  readonly sound: (typeof soundKinds)[number];
  readonly signalToNoiseDb?: number;
}

/** How the station itself is: said on every change, and as a heartbeat. Silence is not "up". */
export interface StationStatus extends StationHead {
  readonly kind: "status";
  readonly state: "up" | "degraded" | "down";
  /** Factor on the chance to detect, 0 to 1; needed for `degraded`. */
  readonly factor?: number;
  readonly reason?: string;
}

export type StationMessage = StationDetection | StationStatus;
