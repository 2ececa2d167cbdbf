import type { DocumentFault } from "@truceline/model";
import { CsvReader, type CsvRow } from "../csv/read-csv.ts";
import { headerFaults, RowDecoder } from "../mapping/decode-rows.ts";
import { delimiterOf, type Mapping } from "../mapping/mapping-schema.ts";
import type {
  HeardFault,
  HeardMessage,
  HeardRecord,
  RecordReader,
  RecordReaderOptions,
} from "./record-reader.ts";

/**
 * A table (CSV with a header line) to records, row by row, as a mapping says. The mapping names the source,
 * so that a row is the same record whichever feed or import it came by.
 */
export class TableRecords implements RecordReader {
  readonly isLines = false;
  readonly #mapping: Mapping;
  readonly #options: RecordReaderOptions;
  readonly #reader: CsvReader;
  readonly #decoder: RowDecoder;
  readonly #text = new TextDecoder();
  readonly #faults: DocumentFault[] = [];
  #isBegun = false;
  #fits = true;

  constructor(mapping: Mapping, options: RecordReaderOptions) {
    this.#mapping = mapping;
    this.#options = options;
    this.#reader = new CsvReader(options.name, delimiterOf(mapping));
    this.#decoder = new RowDecoder(mapping, { name: options.name, origin: options.origin });
  }

  push(bytes: Uint8Array): readonly HeardMessage[] {
    return this.#rows(this.#reader.push(this.#text.decode(bytes, { stream: true })));
  }

  finish(): readonly HeardMessage[] {
    const rest = this.#text.decode();
    const rows = this.#rows(this.#reader.push(rest));
    return [...rows, ...this.#rows(this.#reader.finish())];
  }

  takeFaults(): readonly HeardFault[] {
    return [...this.#reader.takeFaults(), ...this.#faults.splice(0)];
  }

  #rows(rows: readonly CsvRow[]): readonly HeardMessage[] {
    if (!this.#isBegun && this.#reader.header.length > 0) {
      this.#isBegun = true;
      const faults = headerFaults(this.#reader.header, this.#mapping, this.#options.name);
      this.#faults.push(...faults);
      this.#fits = faults.length === 0;
    }
    // A file whose columns do not fit is not read at all: its cells would mean something else.
    if (!this.#fits) return [];
    return rows.map((row) => {
      const { record, faults } = this.#decoder.decode(row);
      this.#faults.push(...faults);
      const { record: kind } = this.#mapping;
      return {
        type: `row of ${this.#mapping.id}`,
        records: record === undefined ? [] : [{ kind, record } as HeardRecord],
      };
    });
  }
}
