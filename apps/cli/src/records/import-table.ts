import {
  type CsvDelimiter,
  columnFaults,
  delimiterOf,
  headerFaults,
  type Mapping,
  RowDecoder,
  SmmTableDecoder,
  type SmmTableName,
  smmTables,
  type TableRow,
} from "@truceline/interop";
import type { DocumentFault } from "@truceline/model";
import type { Terminal } from "../terminal.ts";
import type { DeskInputKind, InputKind } from "./input-sink.ts";
import { readMapping } from "./read-mapping.ts";

/** A record that a row became, and the kind of door it goes in by. */
export interface MadeRecord {
  readonly kind: InputKind | DeskInputKind;
  readonly record: object;
}

/** How the rows of a file are read. */
export interface ImportTable {
  readonly id: string;
  /** A row that makes no record is kept in quarantine as this. */
  readonly refusedAs: InputKind;
  readonly delimiter: CsvDelimiter;
  headerFaults(header: readonly string[], name: string): readonly DocumentFault[];
  /** Reads the rows of one file, in order. */
  decoder(
    name: string,
  ): (row: TableRow) => { readonly made?: MadeRecord; readonly faults: readonly DocumentFault[] };
}

/**
 * The reading of a table by name: one of the mission's own tables, a saved mapping, or a mapping's file.
 * @throws CliError `TL_CLI_MAPPING` as `readMapping`
 */
export function readTable(nameOrPath: string, terminal: Terminal): ImportTable {
  if (isSmmTable(nameOrPath)) return smmTable(nameOrPath);
  return mappedTable(readMapping(nameOrPath, terminal));
}

/** A table that a mapping reads: each row one record of the mapping's kind. */
function mappedTable(mapping: Mapping): ImportTable {
  return {
    id: mapping.id,
    refusedAs: mapping.record,
    delimiter: delimiterOf(mapping),
    headerFaults: (header, name) => headerFaults(header, mapping, name),
    decoder(name) {
      const decoder = new RowDecoder(mapping, { name, origin: "observed" });
      return (row) => {
        const { record, faults } = decoder.decode(row);
        return record === undefined
          ? { faults }
          : { faults, made: { kind: mapping.record, record } };
      };
    },
  };
}

const isSmmTable = (name: string): name is SmmTableName => Object.hasOwn(smmTables, name);

function smmTable(id: SmmTableName): ImportTable {
  const columns = smmTables[id];
  return {
    id,
    refusedAs: "observation",
    delimiter: ",",
    headerFaults: (header, name) => columnFaults(header, columns, name),
    decoder(name) {
      const decoder = new SmmTableDecoder(id, { name, origin: "observed" });
      return (row) => decoder.decode(row);
    },
  };
}
