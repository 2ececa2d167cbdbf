import { type LonLat, lonLat } from "@truceline/model";
import { instantMs } from "../iso-instant.ts";
import { SensorThingsReader } from "../sensorthings/read-sensorthings.ts";
import type { JsonObject, JsonValue, SensorReading } from "../sensorthings/readings.ts";
import { writeSensorThings } from "../sensorthings/write-sensorthings.ts";
import { type WireFault, wireFault } from "../wire-fault.ts";
import {
  type Arrival,
  arrivalPhases,
  clockStates,
  type StationClock,
  type StationMedium,
  type StationMessage,
  soundKinds,
  stationMedia,
} from "./messages.ts";

const arrivalCountMax = 64;
/** Arrivals lie near the instant heard; what is further off has another clock or another unit. */
const arrivalSpanMs = 600_000;

/**
 * Reads messages of acoustic and seismic stations from a stream of NDJSON, as
 * `docs/reference/station-messages.md` has them: SensorThings observations whose `parameters.message` is
 * `station/1`. Observations of other kinds are counted and left out. Bounded as `SensorThingsReader` is.
 */
export class StationReader {
  readonly #name: string;
  readonly #readings: SensorThingsReader;
  readonly #faults: WireFault[] = [];
  #otherCount = 0;

  /** @param name Of the feed or file, for faults. */
  constructor(name: string) {
    this.#name = name;
    this.#readings = new SensorThingsReader({ name });
  }

  /** Observations so far that are no messages of stations. */
  get otherCount(): number {
    return this.#otherCount;
  }

  /** Takes the faults found since the last call. */
  takeFaults(): readonly WireFault[] {
    return [...this.#readings.takeFaults(), ...this.#faults.splice(0)];
  }

  push(bytes: Uint8Array): readonly StationMessage[] {
    return this.#take(this.#readings.push(bytes));
  }

  finish(): readonly StationMessage[] {
    return this.#take(this.#readings.finish());
  }

  #take(readings: readonly SensorReading[]): readonly StationMessage[] {
    const messages: StationMessage[] = [];
    for (const reading of readings) {
      const result = stationMessageOf(reading);
      if (result === undefined) this.#otherCount += 1;
      else if ("message" in result) messages.push(result.message);
      else {
        const special = `${String(reading.id ?? "without number")}: ${result.problem}`;
        const bytes = new TextEncoder().encode(writeSensorThings(reading));
        this.#faults.push(wireFault("TL_INT_STATION", special, bytes, { file: this.#name }));
      }
    }
    return messages;
  }
}

class Problem extends Error {}

/**
 * The message of a station that a reading holds, or what is wrong with it; undefined for readings that
 * do not say they are one.
 */
export function stationMessageOf(
  reading: SensorReading,
): { readonly message: StationMessage } | { readonly problem: string } | undefined {
  const { parameters } = reading;
  if (parameters?.["message"] !== "station/1") return undefined;
  try {
    return { message: messageOf(reading, parameters) };
  } catch (error) {
    if (error instanceof Problem) return { problem: error.message };
    throw error;
  }
}

function messageOf(reading: SensorReading, parameters: JsonObject): StationMessage {
  const { result } = reading;
  if (typeof reading.id !== "string") throw new Problem("`@iot.id` is no text");
  if (!isObject(result)) throw new Problem("`result` is no object");
  const stationId = reading.datastream?.thing?.id;
  if (typeof stationId !== "string") throw new Problem("`Datastream/Thing/@iot.id` is no text");
  const madeAtMs = reading.resultAtMs;
  if (typeof madeAtMs !== "number") throw new Problem("`resultTime` is missing");
  const head = {
    messageId: reading.id,
    stationId,
    medium: word<StationMedium>(parameters["medium"], stationMedia, "medium"),
    position: positionOf(reading),
    ...optional("positionErrorM", parameters["positionErrorM"], 0, 100_000),
    ...optional("heightM", parameters["heightM"], -1_000, 10_000),
    madeAtMs,
    clock: clockOf(parameters["clock"]),
    ...optional("temperatureDegC", parameters["temperatureDegC"], -80, 60),
    ...optional("windSpeedMps", parameters["windSpeedMps"], 0, 120),
    ...optional("windFromDeg", parameters["windFromDeg"], 0, 360, true),
  };
  if (Object.hasOwn(result, "state")) {
    const state = word(result["state"], ["up", "degraded", "down"] as const, "state");
    const factor = optional("factor", result["factor"], 0, 1);
    if (state === "degraded" && factor.factor === undefined) {
      throw new Problem("`degraded` needs a `factor`");
    }
    const { reason } = result;
    if (reason !== undefined && (typeof reason !== "string" || reason.length > 200)) {
      throw new Problem("`reason` is no text of at most 200 characters");
    }
    return {
      kind: "status",
      ...head,
      state,
      ...factor,
      ...(reason === undefined ? {} : { reason }),
    };
  }
  const { phenomenon } = reading;
  if (phenomenon === undefined) throw new Problem("`phenomenonTime` is missing");
  const heardAtMs = phenomenon.fromMs;
  const bearing = bearingOf(result);
  const arrivals = arrivalsOf(result["arrivals"], heardAtMs);
  if (bearing === undefined && arrivals.length === 0) {
    throw new Problem("there is neither a bearing nor an arrival");
  }
  return {
    kind: "detection",
    ...head,
    heardAtMs,
    ...(bearing === undefined ? {} : { bearing }),
    arrivals,
    sound: word(result["sound"] ?? "unknown", soundKinds, "sound"),
    ...optional("signalToNoiseDb", result["signalToNoiseDb"], -50, 200),
  };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function number(
  value: JsonValue | undefined,
  name: string,
  min: number,
  max: number,
  isBelow = false,
): number {
  const isIn = typeof value === "number" && value >= min && (isBelow ? value < max : value <= max);
  if (!isIn) throw new Problem(`\`${name}\` is no number from ${min} to ${max}`);
  return value;
}

function optional<Name extends string>(
  name: Name,
  value: JsonValue | undefined,
  min: number,
  max: number,
  isBelow = false,
): { readonly [name in Name]?: number } {
  if (value === undefined || value === null) return {};
  return { [name]: number(value, name, min, max, isBelow) } as { readonly [name in Name]?: number };
}

function word<Word extends string>(
  value: JsonValue | undefined,
  words: readonly Word[],
  name: string,
): Word {
  const found = words.find((one) => one === value);
  if (found === undefined) throw new Problem(`\`${name}\` is none of ${words.join(", ")}`);
  return found;
}

function positionOf(reading: SensorReading): LonLat {
  const feature = reading.featureOfInterest?.feature;
  const coordinates =
    isObject(feature) && feature["type"] === "Point" ? feature["coordinates"] : undefined;
  const [lonDeg, latDeg] = Array.isArray(coordinates) ? (coordinates as JsonValue[]) : [];
  return lonLat(
    number(lonDeg, "FeatureOfInterest/feature: longitude", -180, 180),
    number(latDeg, "FeatureOfInterest/feature: latitude", -90, 90),
  );
}

function clockOf(value: JsonValue | undefined): StationClock {
  if (!isObject(value)) throw new Problem("`clock` is no object");
  const state = word(value["state"], clockStates, "clock/state");
  const errorMs = number(value["errorMs"], "clock/errorMs", 0, 86_400_000);
  const since = value["since"];
  if (since === undefined || since === null) return { state, errorMs };
  const sinceMs = typeof since === "string" ? instantMs(since) : undefined;
  if (sinceMs === undefined) throw new Problem("`clock/since` is no instant with offset");
  return { state, errorMs, sinceMs };
}

function bearingOf(
  result: JsonObject,
): { readonly bearingDeg: number; readonly standardDeviationDeg: number } | undefined {
  if (result["bearingDeg"] === undefined) return undefined;
  const standardDeviationDeg = number(result["bearingErrorDeg"], "bearingErrorDeg", 0, 180);
  if (standardDeviationDeg === 0) throw new Problem("`bearingErrorDeg` is 0: nothing is that sure");
  return {
    bearingDeg: number(result["bearingDeg"], "bearingDeg", 0, 360, true),
    standardDeviationDeg,
  };
}

function speedOf(one: JsonObject, path: string): Pick<Arrival, "speed"> {
  if (one["speedMps"] === undefined || one["speedMps"] === null) return {};
  const mps = number(one["speedMps"], `${path}/speedMps`, 50, 10_000);
  const errorMps = number(one["speedErrorMps"], `${path}/speedErrorMps`, 0, 5_000);
  if (errorMps === 0) throw new Problem(`\`${path}/speedErrorMps\` is 0: nothing is that sure`);
  return { speed: { mps, errorMps } };
}

function arrivalsOf(value: JsonValue | undefined, heardAtMs: number): readonly Arrival[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.length > arrivalCountMax) {
    throw new Problem(`\`arrivals\` is no list of at most ${arrivalCountMax}`);
  }
  return value.map((one: JsonValue, index) => {
    const path = `arrivals/${index}`;
    if (!isObject(one)) throw new Problem(`\`${path}\` is no object`);
    const { channel } = one;
    if (channel !== undefined && (typeof channel !== "string" || channel.length > 40)) {
      throw new Problem(`\`${path}/channel\` is no text of at most 40 characters`);
    }
    const [earliest, latest] = [heardAtMs - arrivalSpanMs, heardAtMs + arrivalSpanMs];
    return {
      ...(channel === undefined ? {} : { channel }),
      phase: word(one["phase"], arrivalPhases, `${path}/phase`),
      atMs: number(one["atMs"], `${path}/atMs`, earliest, latest),
      errorMs: number(one["errorMs"], `${path}/errorMs`, 0, 60_000),
      ...speedOf(one, path),
    };
  });
}
