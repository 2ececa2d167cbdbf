import { InteropError } from "../errors.ts";
import { writeObservationMembers } from "./entities.ts";
import type { EntityId, JsonObject, JsonValue, SensorReading } from "./readings.ts";

/**
 * A reading as the JSON of one Observation, on one line, without line break. What `readSensorThings`
 * makes of it is the same reading.
 * @throws InteropError `TL_INT_STA_ENCODE` for a time out of range or a value that JSON cannot hold.
 */
export function writeSensorThings(reading: SensorReading): string {
  return JSON.stringify(membersOf(reading));
}

/** Components of a data array that a reading may fill, in their order. */
const components = [
  ["@iot.id", "id"],
  ["phenomenonTime", "phenomenonTime"],
  ["resultTime", "resultTime"],
  ["result", "result"],
  ["resultQuality", "resultQuality"],
  ["validTime", "validTime"],
  ["parameters", "parameters"],
  ["FeatureOfInterest", "FeatureOfInterest/id"],
] as const;

interface Block {
  readonly head: JsonObject;
  readonly rows: JsonValue[][];
}

/**
 * Readings as data arrays, the short form in which clients send many: one block a stream and set of
 * members, in the order in which each first comes, so that nothing is invented to fill a row.
 * @throws InteropError `TL_INT_STA_ENCODE` for a reading without a stream's identity, or with more said
 *   of its stream or its feature than the identity: the short form has no place for it.
 */
export function writeDataArray(readings: readonly SensorReading[]): string {
  const blocks = new Map<string, Block>();
  for (const reading of readings) {
    const members = membersOf(reading);
    const stream = onlyIdentity(reading.datastream);
    const { featureOfInterest } = reading;
    const feature = featureOfInterest === undefined ? undefined : onlyIdentity(featureOfInterest);
    const used = components.filter(([member]) => members[member] !== undefined);
    const key = JSON.stringify([stream, used.map(([member]) => member)]);
    const block: Block = blocks.get(key) ?? {
      head: { Datastream: { "@iot.id": stream }, components: used.map(([, name]) => name) },
      rows: [],
    };
    blocks.set(key, block);
    block.rows.push(
      used.map(([member]) =>
        member === "FeatureOfInterest" ? (feature ?? null) : (members[member] ?? null),
      ),
    );
  }
  return JSON.stringify(
    [...blocks.values()].map(({ head, rows }) => ({
      ...head,
      "dataArray@iot.count": rows.length,
      dataArray: rows,
    })),
  );
}

function membersOf(reading: SensorReading): JsonObject {
  let members: JsonObject;
  try {
    members = writeObservationMembers(reading);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InteropError("TL_INT_STA_ENCODE", { id: reading.id }, { cause: error });
  }
  if (!isJson(members, 0)) throw new InteropError("TL_INT_STA_ENCODE", { id: reading.id });
  return members;
}

const depthMax = 20;

function isJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depth >= depthMax) return false;
  return Object.values(value).every((one) => isJson(one, depth + 1));
}

function onlyIdentity(entity: { readonly id?: EntityId } | undefined): EntityId {
  const id = entity?.id;
  if (entity === undefined || id === undefined || Object.keys(entity).length > 1) {
    throw new InteropError("TL_INT_STA_ENCODE", { members: Object.keys(entity ?? {}) });
  }
  return id;
}
