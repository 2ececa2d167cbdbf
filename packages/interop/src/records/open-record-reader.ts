import { InteropError } from "../errors.ts";
import type { Mapping } from "../mapping/mapping-schema.ts";
import type { OdkForm } from "../odk/form.ts";
import { AircraftRecords } from "./aircraft-records.ts";
import { AisRecords } from "./ais-records.ts";
import { alertRecords } from "./alert-records.ts";
import { CotRecords } from "./cot-records.ts";
import { DocumentRecords } from "./document-records.ts";
import { airReportList, featureRecords, heatList, ListRecords } from "./list-records.ts";
import { formRecords, patrolFormAsRecords, trackRecords } from "./patrol-records.ts";
import { placemarkRecords } from "./placemark-records.ts";
import { ReadingRecords } from "./reading-records.ts";
import type { HeardRecord, RecordReader, RecordReaderOptions } from "./record-reader.ts";
import { SbsRecords } from "./sbs-records.ts";
import { StationRecords } from "./station-records.ts";
import { TableRecords } from "./table-records.ts";

export interface FormatOptions extends RecordReaderOptions {
  /** For the formats that need one. */
  readonly mapping?: Mapping | undefined;
  /** For `odk`: the mission's own form instead of the one that Truceline writes out. */
  readonly form?: OdkForm | undefined;
}

interface Format {
  /** True: where a packet or a piece of a file ends, a line may. */
  readonly isLines: boolean;
  readonly needsMapping?: boolean;
  /** True: a part of it means nothing without its beginning, a header for one. */
  readonly hasHeader?: boolean;
  /** True: rows under that header come as they are written; else the whole is one document. */
  readonly isRows?: boolean;
  /** What bytes that cannot be read are kept in quarantine as: what they would have been. */
  readonly refusedAs: HeardRecord["kind"] | "mapping";
  open(options: FormatOptions): RecordReader;
}

const formats = {
  ais: {
    isLines: true,
    refusedAs: "position-report",
    open: (options) => new AisRecords(options),
  },
  beast: {
    isLines: false,
    refusedAs: "position-report",
    open: (options) => new AircraftRecords("beast", options),
  },
  adsb: {
    isLines: true,
    refusedAs: "position-report",
    open: (options) => new AircraftRecords("hex", options),
  },
  sbs: {
    isLines: true,
    refusedAs: "position-report",
    open: (options) => new SbsRecords(options),
  },
  cot: { isLines: false, refusedAs: "claim", open: (options) => new CotRecords(options) },
  cap: {
    isLines: false,
    hasHeader: true,
    refusedAs: "claim",
    open: (options) => new DocumentRecords(options, alertRecords),
  },
  stations: {
    isLines: true,
    refusedAs: "observation",
    open: (options) => new StationRecords(options),
  },
  sensorthings: {
    isLines: true,
    needsMapping: true,
    refusedAs: "mapping",
    open: (options) => new ReadingRecords(mappingOf(options), options),
  },
  firms: {
    isLines: false,
    hasHeader: true,
    isRows: true,
    refusedAs: "observation",
    open: (options) => new ListRecords(heatList(options)),
  },
  "air-reports": {
    isLines: false,
    hasHeader: true,
    isRows: true,
    refusedAs: "claim",
    open: (options) => new ListRecords(airReportList(options)),
  },
  csv: {
    isLines: false,
    needsMapping: true,
    hasHeader: true,
    isRows: true,
    refusedAs: "mapping",
    open: (options) => new TableRecords(mappingOf(options), options),
  },
  geojson: {
    isLines: false,
    needsMapping: true,
    hasHeader: true,
    refusedAs: "mapping",
    open: (options) => new DocumentRecords(options, featureRecords(mappingOf(options))),
  },
  kml: {
    isLines: false,
    needsMapping: true,
    hasHeader: true,
    refusedAs: "mapping",
    open: (options) => new DocumentRecords(options, placemarkRecords(mappingOf(options))),
  },
  gpx: {
    isLines: false,
    hasHeader: true,
    refusedAs: "patrol-track",
    open: (options) => new DocumentRecords(options, trackRecords),
  },
  odk: {
    isLines: false,
    hasHeader: true,
    refusedAs: "mapping",
    open: (options) =>
      new DocumentRecords(
        options,
        formRecords({
          form: options.form ?? patrolFormAsRecords.form,
          mapping: options.mapping ?? patrolFormAsRecords.mapping,
        }),
      ),
  },
} as const satisfies Readonly<Record<string, Format>>;

/** The formats a feed can speak. */
export type FeedFormat = keyof typeof formats;
export const feedFormats = Object.keys(formats) as readonly FeedFormat[];

const entryOf = (format: FeedFormat): Format => formats[format];

/** Formats of lines: where a packet or a piece of a file ends, a line does. */
export function isLineFormat(format: FeedFormat): boolean {
  return entryOf(format).isLines;
}

/** Formats that mean nothing without a mapping. */
export function needsMapping(format: FeedFormat): boolean {
  return entryOf(format).needsMapping === true;
}

/** Formats of which a part means nothing without the beginning: each time they are read from there. */
export function isWholeFormat(format: FeedFormat): boolean {
  return entryOf(format).hasHeader === true;
}

/** Formats that say nothing before their end: one file is one document. */
export function isDocumentFormat(format: FeedFormat): boolean {
  const { hasHeader = false, isRows = false } = entryOf(format);
  return hasHeader && !isRows;
}

/** What bytes that cannot be read are kept in quarantine as: what they would have been. */
export function refusedKindOf(
  format: FeedFormat,
  mapping: Mapping | undefined,
): HeardRecord["kind"] {
  const { refusedAs } = entryOf(format);
  return refusedAs === "mapping" ? (mapping?.record ?? "observation") : refusedAs;
}

/**
 * The reader of a format, for one sender.
 * @throws InteropError `TL_INT_MAPPING` for a format that needs a mapping and has none
 */
export function openRecordReader(format: FeedFormat, options: FormatOptions): RecordReader {
  return entryOf(format).open(options);
}

function mappingOf({ mapping }: FormatOptions): Mapping {
  if (mapping !== undefined) return mapping;
  const message = "a table needs a mapping";
  throw new InteropError("TL_INT_MAPPING", { faults: [{ code: "TL_INT_MAPPING", message }] });
}
