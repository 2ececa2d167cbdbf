import { airReportClaim, airReportColumns, readAirReport } from "../alerts/air-reports.ts";
import { CsvReader } from "../csv/read-csv.ts";
import { heatObservation } from "../firms/heat-observation.ts";
import { FirmsReader } from "../firms/read-firms.ts";
import { readGeojson } from "../geojson/read-geojson.ts";
import type { Mapping } from "../mapping/mapping-schema.ts";
import type { ReadWhole } from "./document-records.ts";
import { mappedRows } from "./mapped-rows.ts";
import { plainText } from "./plain-text.ts";
import type {
  HeardFault,
  HeardMessage,
  HeardRecord,
  RecordReader,
  RecordReaderOptions,
} from "./record-reader.ts";

/** What reads a list of its own columns, row by row. */
interface ListReader {
  push(text: string): readonly HeardMessage[];
  finish(): readonly HeardMessage[];
  takeFaults(): readonly HeardFault[];
}

/** A list whose columns are fixed (heat detections, air reports) to records, as it comes. */
export class ListRecords implements RecordReader {
  readonly isLines = false;
  readonly #reader: ListReader;
  readonly #text = new TextDecoder();

  constructor(reader: ListReader) {
    this.#reader = reader;
  }

  push(bytes: Uint8Array): readonly HeardMessage[] {
    return this.#reader.push(this.#text.decode(bytes, { stream: true }));
  }

  finish(): readonly HeardMessage[] {
    const last = this.#reader.push(this.#text.decode());
    return [...last, ...this.#reader.finish()];
  }

  takeFaults(): readonly HeardFault[] {
    return this.#reader.takeFaults();
  }
}

/** Heat detections of FIRMS, each an observation of a thermal anomaly. */
export function heatList({ name, origin }: RecordReaderOptions): ListReader {
  const reader = new FirmsReader(name);
  const heardOf = (pixels: ReturnType<FirmsReader["push"]>): readonly HeardMessage[] =>
    pixels.map((pixel) => ({
      type: `FIRMS ${pixel.instrument} ${pixel.satellite}`,
      records: [{ kind: "observation", record: heatObservation(pixel, { origin }) }],
    }));
  return {
    push: (text) => heardOf(reader.push(text)),
    finish: () => heardOf(reader.finish()),
    takeFaults: () => reader.takeFaults(),
  };
}

/** Lists of what an air force says was sent over the line, each row a claim. */
export function airReportList({ name, origin }: RecordReaderOptions): ListReader {
  const reader = new CsvReader(name);
  const faults: HeardFault[] = [];
  let fits: boolean | undefined;
  const heardOf = (rows: ReturnType<CsvReader["push"]>): readonly HeardMessage[] => {
    if (fits === undefined && reader.header.length > 0) {
      const missing = airReportColumns.filter((column) => !reader.header.includes(column));
      fits = missing.length === 0;
      if (!fits) {
        const message = `The list lacks ${missing.join(", ")}.`;
        faults.push({ code: "TL_INT_COLUMN_MISSING", message, file: name, line: 1 });
      }
    }
    if (fits === false) return [];
    return rows.flatMap((row) => {
      const read = readAirReport(row, name);
      if ("fault" in read) {
        faults.push(read.fault);
        return [];
      }
      const record: HeardRecord = {
        kind: "claim",
        record: airReportClaim(read.report, { origin }),
      };
      return [{ type: "air report", records: [record] }];
    });
  };
  return {
    push: (text) => heardOf(reader.push(text)),
    finish: () => heardOf(reader.finish()),
    takeFaults: () => [...reader.takeFaults(), ...faults.splice(0)],
  };
}

/** Features of a GeoJSON document to records, as a mapping says. */
export function featureRecords(mapping: Mapping): ReadWhole {
  return (bytes, options) => {
    const table = readGeojson(new TextDecoder().decode(bytes), { name: options.name });
    return mappedRows(table, mapping, `feature of ${mapping.id}`, options);
  };
}

/** The beginning of a text that is the name of a patrol's track: its id. */
const patrolId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** The patrol a track's file is named after; undefined where the name begins with none. */
export function patrolOfName(name: string): string | undefined {
  const base = name.slice(name.lastIndexOf("/") + 1).toLowerCase();
  return plainText(patrolId.exec(base)?.[0]);
}
