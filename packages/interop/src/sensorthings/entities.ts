// One table an entity: members of the norm, ours, and how each is read and written. Both ways from one
// table, so that nothing is read that cannot be written.
import { instantMs, instantText } from "../iso-instant.ts";
import type {
  Datastream,
  EntityId,
  FeatureOfInterest,
  JsonObject,
  JsonValue,
  ObservedProperty,
  Place,
  SensorDescription,
  StatedTime,
  Thing,
  UnitOfMeasurement,
} from "./readings.ts";

/** What is wrong with a member, and where. */
export class MemberFault extends Error {
  readonly path: string;
  constructor(path: string, special: string) {
    super(special);
    this.path = path;
  }
}

interface Member<Value> {
  read(value: JsonValue, path: string): Value;
  write(value: Value): JsonValue;
}
/** Members of the norm in the order in which they are written: [theirs, ours, how]. */
type Table = readonly (readonly [theirs: string, ours: string, how: Member<unknown>])[];

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const asIs: Member<unknown> = { read: (value) => value, write: (value) => value as JsonValue };
const text: Member<string> = {
  read(value, path) {
    if (typeof value !== "string") throw new MemberFault(path, "is no text");
    return value;
  },
  write: (value) => value,
};
const object: Member<JsonObject> = {
  read(value, path) {
    if (!isObject(value)) throw new MemberFault(path, "is no object");
    return value;
  },
  write: (value) => value,
};
const identity: Member<EntityId> = {
  read(value, path) {
    if (typeof value === "string" && value.length > 0 && value.length <= 200) return value;
    if (typeof value === "number" && Number.isSafeInteger(value)) return value;
    throw new MemberFault(path, "is no identity: a whole number or a text of 1 to 200 characters");
  },
  write: (value) => value,
};

function readTime(value: JsonValue, path: string): StatedTime {
  if (typeof value !== "string") throw new MemberFault(path, "is no time");
  const [from = "", to, ...more] = value.split("/");
  const fromMs = instantMs(from);
  const toMs = to === undefined ? fromMs : instantMs(to);
  if (fromMs === undefined || toMs === undefined || more.length > 0) {
    throw new MemberFault(path, "is no time with offset, nor two with a stroke between");
  }
  if (toMs < fromMs) throw new MemberFault(path, "ends before it begins");
  return { fromMs, toMs };
}
const time: Member<StatedTime> = {
  read: readTime,
  write: ({ fromMs, toMs }) =>
    fromMs === toMs ? instantText(fromMs) : `${instantText(fromMs)}/${instantText(toMs)}`,
};
const instantOrNull: Member<unknown> = {
  read(value, path) {
    if (value === null) return null;
    const atMs = typeof value === "string" ? instantMs(value) : undefined;
    if (atMs === undefined) throw new MemberFault(path, "is no instant with offset");
    return atMs;
  },
  write: (value) => (value === null ? null : instantText(value as number)),
};
const unit: Member<UnitOfMeasurement> = {
  read(value, path) {
    if (!isObject(value)) throw new MemberFault(path, "is no object");
    const part = (name: string) => {
      const given = value[name] ?? null;
      if (given !== null && typeof given !== "string") {
        throw new MemberFault(`${path}/${name}`, "is no text");
      }
      return given;
    };
    return { name: part("name"), symbol: part("symbol"), definition: part("definition") };
  },
  write: ({ name, symbol, definition }) => ({ name, symbol, definition }),
};

function readEntity(table: Table, value: JsonValue, path: string): Record<string, unknown> {
  if (!isObject(value)) throw new MemberFault(path, "is no object");
  const entity: Record<string, unknown> = {};
  for (const [theirs, ours, how] of table) {
    if (!Object.hasOwn(value, theirs)) continue;
    const given = value[theirs];
    // Services write null for members they have no value for; only two of them mean something by it.
    if (given === undefined || (given === null && how !== asIs && how !== instantOrNull)) continue;
    entity[ours] = how.read(given, `${path}/${theirs}`);
  }
  return entity;
}

function writeEntity(table: Table, entity: object): JsonObject {
  const written: Record<string, JsonValue> = {};
  const members = entity as Readonly<Record<string, unknown>>;
  for (const [theirs, ours, how] of table) {
    const value = members[ours];
    if (value !== undefined) written[theirs] = how.write(value);
  }
  return written;
}

function entityOf<Value extends object>(table: Table): Member<Value> {
  return {
    read: (value, path) => readEntity(table, value, path) as Value,
    write: (value) => writeEntity(table, value),
  };
}

const head: Table = [
  ["@iot.id", "id", identity],
  ["name", "name", text],
  ["description", "description", text],
];
const properties: Table = [["properties", "properties", object]];

const place = entityOf<Place>([
  ...head,
  ["encodingType", "encodingType", text],
  ["location", "location", asIs],
  ...properties,
]);
const places: Member<readonly Place[]> = {
  read(value, path) {
    if (!Array.isArray(value)) throw new MemberFault(path, "is no list");
    return value.map((one: JsonValue, index) => place.read(one, `${path}/${index}`));
  },
  write: (value) => value.map((one) => place.write(one)),
};
const thing = entityOf<Thing>([...head, ...properties, ["Locations", "places", places]]);
const sensor = entityOf<SensorDescription>([
  ...head,
  ["encodingType", "encodingType", text],
  ["metadata", "metadata", asIs],
  ...properties,
]);
const observedProperty = entityOf<ObservedProperty>([
  ...head,
  ["definition", "definition", text],
  ...properties,
]);
const datastream = entityOf<Datastream>([
  ...head,
  ["observationType", "observationType", text],
  ["unitOfMeasurement", "unit", unit],
  ["observedArea", "observedArea", asIs],
  ["phenomenonTime", "phenomenon", time],
  ["resultTime", "resultTime", time],
  ...properties,
  ["Thing", "thing", thing],
  ["Sensor", "sensor", sensor],
  ["ObservedProperty", "observedProperty", observedProperty],
]);
const featureOfInterest = entityOf<FeatureOfInterest>([
  ...head,
  ["encodingType", "encodingType", text],
  ["feature", "feature", asIs],
  ...properties,
]);

const observationTable: Table = [
  ["@iot.id", "id", identity],
  ["phenomenonTime", "phenomenon", time],
  ["resultTime", "resultAtMs", instantOrNull],
  ["result", "result", asIs],
  ["resultQuality", "resultQuality", asIs],
  ["validTime", "valid", time],
  ["parameters", "parameters", object],
  ["Datastream", "datastream", datastream],
  ["FeatureOfInterest", "featureOfInterest", featureOfInterest],
];

/** The members of an Observation by the names of this package; links and unknown members are left out. */
export function readObservationMembers(value: JsonValue, path: string): Record<string, unknown> {
  return readEntity(observationTable, value, path);
}

export function writeObservationMembers(reading: object): JsonObject {
  return writeEntity(observationTable, reading);
}

/** Identity of an entity in a reference such as `{"@iot.id": 7}`. */
export function readReference(value: JsonValue | undefined, path: string): EntityId {
  if (!isObject(value)) throw new MemberFault(path, "is no reference");
  return identity.read(value["@iot.id"] ?? null, `${path}/@iot.id`);
}

export { identity as identityMember };
