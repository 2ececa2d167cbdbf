import { describeFault } from "../errors.ts";
import { RowDecoder, type TableRow } from "../mapping/decode-rows.ts";
import type { Mapping } from "../mapping/mapping-schema.ts";
import { columnsOf } from "../mapping/parse-mapping.ts";
import { SensorThingsReader } from "../sensorthings/read-sensorthings.ts";
import type { EntityId, JsonObject, JsonValue, SensorReading } from "../sensorthings/readings.ts";
import { plainName } from "./plain-text.ts";
import type {
  HeardFault,
  HeardMessage,
  HeardRecord,
  RecordReader,
  RecordReaderOptions,
} from "./record-reader.ts";

/** What every observation has as cells, empty where it says nothing. */
const ownColumns: ReadonlySet<string> = new Set([
  ...["id", "from", "until", "resultTime", "result", "unit", "property"],
  ...["datastream", "datastreamName", "thing", "thingName", "sensorName"],
]);
/** Members of an object stand by their own names behind these. */
const openColumns = /^(?:result|parameters|thing\.properties)\../;

/**
 * Observations of OGC SensorThings to records, each as a mapping says: cells of what the standard names, and
 * `result.NAME`, `parameters.NAME`, `thing.properties.NAME` for members of objects; its geometry is that of
 * its feature of interest, or else where its thing stands. What the mapping does not read is left out.
 */
export class ReadingRecords implements RecordReader {
  readonly isLines = true;
  readonly #mapping: Mapping;
  readonly #options: RecordReaderOptions;
  readonly #reader: SensorThingsReader;
  readonly #fits: boolean;
  readonly #faults: HeardFault[] = [];
  #count = 0;

  constructor(mapping: Mapping, options: RecordReaderOptions) {
    this.#mapping = mapping;
    this.#options = options;
    this.#reader = new SensorThingsReader({ name: options.name });
    const strange = columnsOf(mapping).filter(
      (column) => !ownColumns.has(column) && !openColumns.test(column),
    );
    this.#fits = strange.length === 0;
    if (this.#fits) return;
    const special = `${strange.join(", ")}; there are ${[...ownColumns].join(", ")}, result.NAME, parameters.NAME and thing.properties.NAME`;
    this.#faults.push(describeFault("TL_INT_COLUMN_MISSING", special, { file: options.name }));
  }

  push(bytes: Uint8Array): readonly HeardMessage[] {
    return this.#decode(this.#reader.push(bytes));
  }

  /** What a packet or a message of a broker holds is whole: nothing of it goes on in the next. */
  pushPacket(bytes: Uint8Array): readonly HeardMessage[] {
    return [...this.push(bytes), ...this.finish()];
  }

  finish(): readonly HeardMessage[] {
    return this.#decode(this.#reader.finish());
  }

  takeFaults(): readonly HeardFault[] {
    return [...this.#reader.takeFaults(), ...this.#faults.splice(0)];
  }

  #decode(readings: readonly SensorReading[]): readonly HeardMessage[] {
    // A mapping that reads what no observation can have means another thing: nothing is read by it.
    if (!this.#fits) return [];
    const { name, origin } = this.#options;
    // A decoder remembers rows to tell equal ones apart; a feed has no end, and what comes twice is the same.
    const decoder = new RowDecoder(this.#mapping, { name, origin });
    return readings.map((reading) => {
      this.#count += 1;
      const { record, faults } = decoder.decode(rowOf(reading, this.#count));
      this.#faults.push(...faults);
      const { record: kind } = this.#mapping;
      return {
        type: `reading of ${this.#mapping.id}`,
        records: record === undefined ? [] : [{ kind, record } as HeardRecord],
        station: { id: plainName(idText(reading.datastream?.thing?.id)) ?? "" },
      };
    });
  }
}

function rowOf(reading: SensorReading, row: number): TableRow {
  const { id, phenomenon, resultAtMs, result, parameters, datastream, featureOfInterest } = reading;
  const { thing, observedProperty, sensor, unit } = datastream ?? {};
  const cells: Record<string, string> = Object.create(null);
  const members: readonly (readonly [string, JsonValue | undefined])[] = [
    ["result", result],
    ["parameters", parameters],
    ["thing.properties", thing?.properties],
  ];
  for (const [prefix, value] of members) {
    if (!isObject(value)) continue;
    for (const [key, member] of Object.entries(value)) cells[`${prefix}.${key}`] = cellOf(member);
  }
  Object.assign(cells, {
    id: idText(id),
    from: timeText(phenomenon?.fromMs),
    until: timeText(phenomenon?.toMs),
    resultTime: timeText(resultAtMs ?? undefined),
    result: cellOf(result),
    unit: unit?.symbol ?? "",
    property: observedProperty?.name ?? "",
    datastream: idText(datastream?.id),
    datastreamName: datastream?.name ?? "",
    thing: idText(thing?.id),
    thingName: thing?.name ?? "",
    sensorName: sensor?.name ?? "",
  });
  const geometry =
    geometryOf(featureOfInterest?.feature) ?? geometryOf(thing?.places?.[0]?.location);
  return { row, cells, geometry: geometry ?? null };
}

/** A GeoJSON geometry, or that of a Feature. */
function geometryOf(value: JsonValue | undefined): JsonValue | undefined {
  if (!isObject(value)) return undefined;
  if (value["type"] === "Feature") return geometryOf(value["geometry"]);
  return value;
}

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const idText = (id: EntityId | undefined): string => (id === undefined ? "" : String(id));

const timeText = (atMs: number | undefined): string =>
  atMs === undefined ? "" : new Date(atMs).toISOString();

function cellOf(value: JsonValue): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
