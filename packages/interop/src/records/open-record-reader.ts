import { InteropError } from "../errors.ts";
import type { Mapping } from "../mapping/mapping-schema.ts";
import { AircraftRecords } from "./aircraft-records.ts";
import { AisRecords } from "./ais-records.ts";
import type { HeardRecord, RecordReader, RecordReaderOptions } from "./record-reader.ts";
import { SbsRecords } from "./sbs-records.ts";
import { TableRecords } from "./table-records.ts";

/** The formats a feed can speak. */
export const feedFormats = ["ais", "beast", "adsb", "sbs", "csv"] as const;
export type FeedFormat = (typeof feedFormats)[number];

/** Formats of lines: where a packet or a piece of a file ends, a line does. */
export function isLineFormat(format: FeedFormat): boolean {
  return format === "ais" || format === "adsb" || format === "sbs";
}

/** What bytes that cannot be read are kept in quarantine as: what they would have been. */
export function refusedKindOf(
  format: FeedFormat,
  mapping: Mapping | undefined,
): HeardRecord["kind"] {
  switch (format) {
    case "ais":
    case "beast":
    case "adsb":
    case "sbs":
      return "position-report";
    case "csv":
      return mapping?.record ?? "observation";
  }
}

/**
 * The reader of a format, for one sender.
 * @throws InteropError `TL_INT_MAPPING` for `csv` without a mapping
 */
export function openRecordReader(
  format: FeedFormat,
  options: RecordReaderOptions & { readonly mapping?: Mapping | undefined },
): RecordReader {
  switch (format) {
    case "ais":
      return new AisRecords(options);
    case "beast":
      return new AircraftRecords("beast", options);
    case "adsb":
      return new AircraftRecords("hex", options);
    case "sbs":
      return new SbsRecords(options);
    case "csv": {
      const { mapping } = options;
      if (mapping === undefined) {
        const message = "a table needs a mapping";
        throw new InteropError("TL_INT_MAPPING", { faults: [{ code: "TL_INT_MAPPING", message }] });
      }
      return new TableRecords(mapping, options);
    }
  }
}
