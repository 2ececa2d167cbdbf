import type { DocumentFault } from "@truceline/model";
import { headerFaults, RowDecoder, type TableRow } from "../mapping/decode-rows.ts";
import type { Mapping } from "../mapping/mapping-schema.ts";
import type { HeardDocument } from "./document-records.ts";
import type {
  HeardFault,
  HeardMessage,
  HeardRecord,
  RecordReaderOptions,
} from "./record-reader.ts";

/**
 * The rows of a whole document to records, as a mapping says. One whose columns do not fit is not read at all.
 * @param type Of each row as a message, in the format's own words
 */
export function mappedRows(
  table: {
    readonly header: readonly string[];
    readonly rows: readonly TableRow[];
    readonly faults: readonly DocumentFault[];
  },
  mapping: Mapping,
  type: string,
  { name, origin }: RecordReaderOptions,
): HeardDocument {
  const wrong = table.rows.length === 0 ? [] : headerFaults(table.header, mapping, name);
  if (wrong.length > 0) return { messages: [], faults: [...table.faults, ...wrong] };
  const decoder = new RowDecoder(mapping, { name, origin });
  const faults: HeardFault[] = [...table.faults];
  const messages = table.rows.map((row): HeardMessage => {
    const { record, faults: found } = decoder.decode(row);
    faults.push(...found);
    return {
      type,
      records: record === undefined ? [] : [{ kind: mapping.record, record } as HeardRecord],
    };
  });
  return { messages, faults };
}
