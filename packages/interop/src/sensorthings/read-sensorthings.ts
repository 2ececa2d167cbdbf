import type { DocumentFault } from "@truceline/model";
import { describeFault, type InteropErrorCode } from "../errors.ts";
import { type WireFault, wireFault } from "../wire-fault.ts";
import {
  identityMember,
  isObject,
  MemberFault,
  readObservationMembers,
  readReference,
} from "./entities.ts";
import { JsonDocuments } from "./json-documents.ts";
import type { EntityId, JsonObject, JsonValue, SensorReading } from "./readings.ts";

export interface SensorThingsOptions {
  /** Of the feed or file, for faults. */
  readonly name: string;
  /** Of observations that name none, as on the MQTT topic `…/Datastreams(7)/Observations`. */
  readonly datastreamId?: EntityId;
}

export interface SensorThingsDocument {
  readonly readings: readonly SensorReading[];
  readonly faults: readonly DocumentFault[];
  /** `@iot.nextLink`: where the service says there is more. Never followed here. */
  readonly nextLink?: string;
}

const documentLengthMax = 1_000_000;
const readingCountMax = 10_000;
const depthMax = 20;
/** Of one document; who has so many learns nothing from more. */
const faultCountMax = 100;

/**
 * Reads one JSON document of SensorThings 1.1: an Observation, a list of them (`value` or an array), or
 * data arrays as a service answers and as a client sends them. A bad observation is told with its path
 * and disturbs no other. Expanded Datastream, Thing, Sensor, ObservedProperty, Locations and
 * FeatureOfInterest are read; of links to them only the identity in `Datastreams(7)`.
 */
export function readSensorThings(text: string, options: SensorThingsOptions): SensorThingsDocument {
  const faults: DocumentFault[] = [];
  const readings: SensorReading[] = [];
  const tell = (code: InteropErrorCode, special: string, path?: string) =>
    faults.push(describeFault(code, special, { file: options.name, path }));
  const nextLink = readDocument(text, options, readings, tell);
  return { readings, faults, ...(nextLink === undefined ? {} : { nextLink }) };
}

/**
 * The same from a stream of bytes, one document a line (NDJSON) or printed over several. Memory is bounded by
 * one document; one that is longer is told and left out. Empty lines are passed over.
 */
export class SensorThingsReader {
  readonly #options: SensorThingsOptions;
  readonly #documents: JsonDocuments;
  readonly #faults: WireFault[] = [];
  #readings: SensorReading[] = [];

  constructor(options: SensorThingsOptions) {
    this.#options = options;
    this.#documents = new JsonDocuments(
      documentLengthMax,
      ({ bytes, line }) => this.#readDocument(bytes, line),
      ({ bytes, line }, loss) => {
        const [code, special] =
          loss === "broken"
            ? (["TL_INT_STA", "no JSON: it does not end"] as const)
            : (["TL_INT_STA_LIMIT", "the document is too long"] as const);
        this.#tell(code, special, bytes, line);
      },
    );
  }

  /** Takes the faults found since the last call. */
  takeFaults(): readonly WireFault[] {
    return this.#faults.splice(0);
  }

  /** The observations of the documents that are complete with these bytes. */
  push(bytes: Uint8Array): readonly SensorReading[] {
    this.#documents.push(bytes);
    return this.#take();
  }

  /** The last document, if the stream ends without a line break; what was begun before is told. */
  finish(): readonly SensorReading[] {
    this.#documents.finish();
    return this.#take();
  }

  #take(): readonly SensorReading[] {
    const readings = this.#readings;
    this.#readings = [];
    return readings;
  }

  #readDocument(bytes: Uint8Array, line: number): void {
    const text = utf8Of(bytes);
    if (text === undefined) {
      this.#tell("TL_INT_STA", "the document is not UTF-8", bytes, line);
      return;
    }
    if (text.trim() === "") return;
    readDocument(text, this.#options, this.#readings, (code, special, path) =>
      this.#tell(code, path === undefined ? special : `${path} ${special}`, bytes, line),
    );
  }

  #tell(code: InteropErrorCode, special: string, bytes: Uint8Array, line: number): void {
    this.#faults.push(wireFault(code, special, bytes, { file: this.#options.name, line }));
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined; // A byte that no character has: told by the caller.
  }
}

type Tell = (code: InteropErrorCode, special: string, path?: string) => void;

/** Adds the readings of one document; answers the link to more, where there is one. */
function readDocument(
  text: string,
  options: SensorThingsOptions,
  readings: SensorReading[],
  tell: Tell,
): string | undefined {
  if (text.length > documentLengthMax) {
    tell("TL_INT_STA_LIMIT", `${text.length} characters`);
    return undefined;
  }
  if (isDeeper(text)) {
    tell("TL_INT_STA_LIMIT", `nested deeper than ${depthMax}`);
    return undefined;
  }
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (error) {
    tell("TL_INT_STA", `no JSON, ${(error as Error).message.slice(0, 100)}`);
    return undefined;
  }
  const list = Array.isArray(value)
    ? (value as readonly JsonValue[])
    : isObject(value) && Array.isArray(value["value"])
      ? (value["value"] as readonly JsonValue[])
      : undefined;
  const into = new Readings(options, readings, tell);
  if (list === undefined) {
    into.add(value, "");
    return undefined;
  }
  const prefix = Array.isArray(value) ? "" : "/value";
  for (const [index, one] of list.entries()) into.add(one, `${prefix}/${index}`);
  const nextLink = isObject(value) ? value["@iot.nextLink"] : undefined;
  return typeof nextLink === "string" ? nextLink : undefined;
}

/** Whether brackets outside of texts nest deeper than allowed; one pass, before anything is parsed. */
function isDeeper(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (isText) {
      if (unit === 0x5c) at += 1;
      else if (unit === 0x22) isText = false;
    } else if (unit === 0x22) isText = true;
    else if (unit === 0x7b || unit === 0x5b) {
      depth += 1;
      if (depth > depthMax) return true;
    } else if (unit === 0x7d || unit === 0x5d) depth -= 1;
  }
  return false;
}

/** Takes entries of a document as observations or data arrays, at most so many of a document. */
class Readings {
  readonly #options: SensorThingsOptions;
  readonly #readings: SensorReading[];
  readonly #tell: Tell;
  #count = 0;
  #faultCount = 0;

  constructor(options: SensorThingsOptions, readings: SensorReading[], tell: Tell) {
    this.#options = options;
    this.#readings = readings;
    this.#tell = tell;
  }

  add(value: JsonValue, path: string): void {
    if (isObject(value) && Array.isArray(value["dataArray"])) {
      this.#attempt(path, () => this.#addDataArray(value, path));
    } else this.#attempt(path, () => this.#addObservation(value, path, undefined));
  }

  #attempt(path: string, body: () => void): void {
    // Bad ones count as well: telling what is wrong costs more than reading what is right.
    this.#count += 1;
    if (this.#count > readingCountMax) {
      if (this.#count === readingCountMax + 1) {
        this.#tell("TL_INT_STA_LIMIT", `more than ${readingCountMax} observations`, path);
      }
      return;
    }
    try {
      body();
    } catch (error) {
      if (!(error instanceof MemberFault)) throw error;
      this.#faultCount += 1;
      if (this.#faultCount < faultCountMax) {
        this.#tell("TL_INT_STA", error.message, error.path === "" ? path : error.path);
      } else if (this.#faultCount === faultCountMax) {
        this.#tell("TL_INT_STA_LIMIT", `${faultCountMax} faults, further ones are not told`, path);
      }
    }
  }

  #addObservation(value: JsonValue, path: string, stream: EntityId | undefined): void {
    if (!isObject(value)) throw new MemberFault(path, "is no object");
    if (!Object.hasOwn(value, "result")) throw new MemberFault(path, "has no `result`");
    if (!isBounded(value)) throw new MemberFault(path, "holds a number beyond all bounds");
    const members = readObservationMembers(value, path);
    const id = stream ?? streamOfLink(value, path) ?? this.#options.datastreamId;
    if (members["datastream"] === undefined && id !== undefined) members["datastream"] = { id };
    this.#readings.push(members as unknown as SensorReading);
  }

  #addDataArray(block: JsonObject, path: string): void {
    const components = block["components"];
    if (!Array.isArray(components) || !components.every((name) => typeof name === "string")) {
      throw new MemberFault(`${path}/components`, "is no list of names");
    }
    const stream =
      block["Datastream"] === undefined
        ? streamOfLink(block, path)
        : readReference(block["Datastream"], `${path}/Datastream`);
    for (const [index, row] of (block["dataArray"] as readonly JsonValue[]).entries()) {
      const rowPath = `${path}/dataArray/${index}`;
      this.#attempt(rowPath, () => {
        if (!Array.isArray(row) || row.length !== components.length) {
          throw new MemberFault(rowPath, `does not have ${components.length} entries`);
        }
        this.#addObservation(observationOfRow(components, row), rowPath, stream);
      });
    }
  }
}

function observationOfRow(components: readonly string[], row: readonly JsonValue[]): JsonObject {
  const observation: Record<string, JsonValue> = {};
  for (const [index, component] of components.entries()) {
    const value = row[index] ?? null;
    if (component === "id") observation["@iot.id"] = value;
    else if (component === "FeatureOfInterest/id" || component === "FeatureOfInterest/@iot.id") {
      observation["FeatureOfInterest"] = { "@iot.id": value };
    } else if (component !== "__proto__") observation[component] = value;
  }
  return observation;
}

/** `Datastreams(7)` or `Datastreams('a-17')` in a link to the stream; the link itself is not followed. */
function streamOfLink(value: JsonObject, path: string): EntityId | undefined {
  const member = "Datastream@iot.navigationLink";
  const link = value[member];
  if (typeof link !== "string") return undefined;
  const match = /(?:^|\/)Datastreams\((?:'((?:[^']|''){1,200})'|(\d{1,15}))\)/.exec(link);
  if (match === null) return undefined;
  const id = match[1] === undefined ? Number(match[2]) : match[1].replaceAll("''", "'");
  return identityMember.read(id, `${path}/${member}`);
}

/** JSON can state numbers that no double holds; they would be written as null. Depth is bounded before. */
function isBounded(value: JsonValue): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every((one) => isBounded(one as JsonValue));
}
