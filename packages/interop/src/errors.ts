import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const interopErrors = {
  TL_INT_CSV_SYNTAX: {
    fault: "data",
    message: "A row is not CSV as in RFC 4180.",
    hint: "Put fields with commas, quotes or line breaks in double quotes and double the quotes inside.",
  },
  TL_INT_CSV_WIDTH: {
    fault: "data",
    message: "A row has more or fewer fields than the header.",
    hint: "Give each row as many fields as the header has columns.",
  },
  TL_INT_CSV_HEADER: {
    fault: "data",
    message: "The header is missing, or names a column twice or not at all.",
    hint: "Begin the file with one line of column names, each its own.",
  },
  TL_INT_CSV_LIMIT: {
    fault: "data",
    message: "A field, row or file is larger than allowed.",
    hint: "Split the file; a row may have 1 MB, a field 256 kB, a table 500 columns.",
  },
  TL_INT_JSON: {
    fault: "data",
    message: "The text is not JSON.",
    hint: "Save it as GeoJSON (RFC 7946), UTF-8.",
  },
  TL_INT_GEOJSON: {
    fault: "data",
    message: "The JSON is not GeoJSON of the kind that is needed here.",
    hint: "Give a FeatureCollection, or a Feature.",
  },
  TL_INT_DOCUMENT_SIZE: {
    fault: "data",
    message: "The document is larger than one may be.",
    hint: "Send it in parts of at most 16 MiB.",
  },
  TL_INT_GPX: {
    fault: "data",
    message: "The text is not a GPX track.",
    hint: "Export the track as GPX 1.0 or 1.1 with its times, UTF-8, at most 100,000 points.",
  },
  TL_INT_PHOTO: {
    fault: "data",
    message: "The bytes are not a whole photograph.",
    hint: "Send a JPEG, PNG or WebP file as the camera wrote it, to its end.",
  },
  TL_INT_PHOTO_SIZE: {
    fault: "data",
    message: "The picture has more pixels than may be shown.",
    hint: "At most 100 million pixels and 30,000 on a side; make it smaller and send it again.",
  },
  TL_INT_GEOMETRY: {
    fault: "data",
    message: "A geometry has a fault.",
  },
  TL_INT_MAPPING: {
    fault: "data",
    message: "The mapping does not fit its schema.",
    hint: "Each fault names the key and what it must be; unknown keys are refused.",
  },
  TL_INT_MAPPING_VALUES: {
    fault: "data",
    message: "Two values of a mapping become the same, so it could not be turned back.",
    hint: "Give each value its own counterpart.",
  },
  TL_INT_COLUMN_UNKNOWN: {
    fault: "data",
    message: "The file has a column that the mapping does not speak of.",
    hint: "Add a field for it, or list it under `ignore`.",
  },
  TL_INT_COLUMN_MISSING: {
    fault: "data",
    message: "The file lacks a column that the mapping needs.",
  },
  TL_INT_VALUE: {
    fault: "data",
    message: "A cell cannot be read as the mapping says.",
  },
  TL_INT_VALUE_UNKNOWN: {
    fault: "data",
    message: "A cell has a value that the mapping does not list.",
    hint: "Add it to the mapping's `values`, or give `otherwise`.",
  },
  TL_INT_RECORD: {
    fault: "data",
    message: "The row does not make a valid record.",
  },
  TL_INT_ENCODE: {
    fault: "data",
    message: "The record has something that the mapping has no column for.",
    hint: "Export it as NDJSON, or extend the mapping; in KML each record needs a place.",
  },
  TL_INT_AIS_LINE: {
    fault: "data",
    message: "A line of AIS is longer than allowed.",
    hint: "A line may have 1,024 bytes, with its tag block; is this another format?",
  },
  TL_INT_AIS_SENTENCE: {
    fault: "data",
    message: "A line looks like AIVDM and is not.",
    hint: "Write `!AIVDM,parts,part,sequence,channel,payload,fill*checksum`.",
  },
  TL_INT_AIS_CHECKSUM: {
    fault: "data",
    message: "A sentence has no checksum, or a wrong one.",
    hint: "Its bytes were changed on the way; look at the line and the receiver.",
  },
  TL_INT_AIS_TAG: {
    fault: "data",
    message: "A tag block is broken; the sentence behind it was read without it.",
  },
  TL_INT_AIS_PARTS: {
    fault: "data",
    message: "A message of several parts did not become whole.",
    hint: "Parts were lost, came too late or contradict each other.",
  },
  TL_INT_AIS_SHORT: {
    fault: "data",
    message: "A message of AIS ends before its fields do.",
  },
  TL_INT_AIS_TYPE: {
    fault: "data",
    message: "A message of AIS has a type that there is none of.",
  },
  TL_INT_AIS_ENCODE: {
    fault: "caller",
    message: "A value does not fit its field of the AIS message.",
    hint: "Give every field, in range; texts in capitals, digits and signs of ASCII without `@`.",
  },
  TL_INT_ADSB_FRAME: {
    fault: "data",
    message: "The bytes are no frame of Mode S.",
    hint: "A frame has 7 or 14 bytes; in Beast form it begins with 1A and 31, 32 or 33.",
  },
  TL_INT_ADSB_PARITY: {
    fault: "data",
    message: "A frame of Mode S has bits that were changed on the way.",
  },
  TL_INT_ADSB_SBS: {
    fault: "data",
    message: "A line is not of the form SBS-1.",
    hint: "A line begins with MSG, has 22 fields and dates as 2026/03/01.",
  },
  TL_INT_ADSB_ENCODE: {
    fault: "caller",
    message: "A value does not fit the form it is to be written in.",
  },
  TL_INT_STA: {
    fault: "data",
    message: "The text is no SensorThings observation.",
    hint: "One JSON document a line: an Observation, a list of them, or a data array, as in SensorThings 1.1.",
  },
  TL_INT_STA_LIMIT: {
    fault: "data",
    message: "A SensorThings document is larger than allowed.",
    hint: "A line may have 1 MB, a document 10,000 observations nested 20 deep; send several.",
  },
  TL_INT_STA_ENCODE: {
    fault: "caller",
    message: "A reading cannot be written as SensorThings.",
  },
  TL_INT_STATION: {
    fault: "data",
    message: "An observation is no message of a station.",
    hint: "Write it as docs/reference/station-messages.md says; errors belong to each bearing and each time.",
  },
  TL_INT_STATION_ENCODE: {
    fault: "caller",
    message: "A value does not fit its field of the station's message.",
  },
  TL_INT_ODK_WORKBOOK: {
    fault: "data",
    message: "The file is no workbook that can be read here.",
    hint: "Save the form as .xlsx, without password, at most 20 MB when unpacked.",
  },
  TL_INT_ODK_FORM: {
    fault: "data",
    message: "The form has a fault.",
    hint: "An XLSForm has a sheet `survey` with the columns type and name, and choices for each list it uses.",
  },
  TL_INT_ODK_SUBMISSION: {
    fault: "data",
    message: "The text is no submission of this form.",
    hint: "Send the XML as ODK Collect writes it, and the form of the same version.",
  },
  TL_INT_ODK_VALUE: {
    fault: "data",
    message: "An answer is not of the type that the form gives it.",
  },
  TL_INT_ODK_ENCODE: {
    fault: "caller",
    message: "An answer cannot be written as the form says.",
  },
  TL_INT_FIRMS_HEADER: {
    fault: "data",
    message: "The header is neither that of VIIRS nor that of MODIS heat detections.",
    hint: "Use the CSV as FIRMS gives it, near-real-time or archive, with its header line.",
  },
  TL_INT_FIRMS_VALUE: {
    fault: "data",
    message: "A heat detection has a value that cannot be.",
  },
  TL_INT_FIRMS_ENCODE: {
    fault: "caller",
    message: "A heat detection does not fit the columns it is to be written in.",
  },
  TL_INT_ALERT_VALUE: {
    fault: "data",
    message: "A row of public warnings has a value that cannot be read.",
  },
  TL_INT_XML: {
    fault: "data",
    message: "The bytes are not well-formed XML.",
    hint: "Look at the place that is named; was the file cut off, or two messages mixed?",
  },
  TL_INT_XML_DOCTYPE: {
    fault: "data",
    message: "The XML declares a document type, which is refused.",
    hint: "Send it without `<!DOCTYPE`; none of the formats read here needs one.",
  },
  TL_INT_XML_ENTITY: {
    fault: "data",
    message: "The XML uses an entity that is not one of XML's own five.",
    hint: "Write the character itself, in UTF-8.",
  },
  TL_INT_XML_ENCODING: {
    fault: "data",
    message: "The XML is in a character encoding that is not read.",
    hint: "Send UTF-8; ISO-8859-1 is read where the declaration says so.",
  },
  TL_INT_XML_LIMIT: {
    fault: "data",
    message: "The XML is larger, deeper or longer in one part than allowed.",
    hint: "Split it; a document has its bounds in bytes, depth, attributes and text.",
  },
  TL_INT_XML_ENCODE: {
    fault: "caller",
    message: "A name or text cannot be written as XML.",
  },
  TL_INT_COT_EVENT: {
    fault: "data",
    message: "A message is no event of Cursor-on-Target 2.0.",
    hint: "An event has version, uid, type, time, start, stale and one point with lat, lon, hae, ce, le.",
  },
  TL_INT_COT_FRAME: {
    fault: "data",
    message:
      "Bytes between messages of Cursor-on-Target are neither XML nor a frame of the TAK protocol.",
    hint: "A stream holds events as XML, or frames `BF length payload`; a datagram `BF 01 BF payload`.",
  },
  TL_INT_COT_PROTOBUF: {
    fault: "data",
    message: "The payload of a frame is no message of the TAK protocol, version 1.",
  },
  TL_INT_COT_LIMIT: {
    fault: "data",
    message: "A message of Cursor-on-Target is longer than allowed.",
    hint: "A message may have 1 MB; is this another format?",
  },
  TL_INT_COT_ENCODE: {
    fault: "caller",
    message: "The event cannot be written, or is of a type that is not sent.",
    hint: "Sent are the mission's own positions, chats, alerts, marks and drawings, with whole fields.",
  },
  TL_INT_CAP: {
    fault: "data",
    message: "The alert is not as the Common Alerting Protocol has it.",
    hint: "CAP 1.1 and 1.2 are read; the fault names the element and what it must be.",
  },
  TL_INT_CAP_NONE: {
    fault: "data",
    message: "The document holds no alert of the Common Alerting Protocol 1.1 or 1.2.",
    hint: "An alert stands in a namespace `urn:oasis:names:tc:emergency:cap:1.2` or 1.1.",
  },
  TL_INT_CAP_SHAPE: {
    fault: "data",
    message: "An area of an alert is larger than a record can hold, and was left out of it.",
    hint: "The alert is kept with the area's name; see its own text for the outline.",
  },
  TL_INT_CAP_ENCODE: {
    fault: "caller",
    message: "The alert cannot be written as CAP 1.2.",
  },
  TL_INT_CAP_AREA: {
    fault: "caller",
    message: "A warning names the area of the people to protect, as a polygon, and no other place.",
    hint: "Give the outline of the area to protect; a circle, sector or ellipse would tell its middle.",
  },
  TL_INT_KML: {
    fault: "data",
    message: "The document is not KML that can be read here.",
    hint: "KML 2.2 or 2.3 with points, lines, polygons or tracks, coordinates as `lon,lat`.",
  },
  TL_INT_KMZ: {
    fault: "data",
    message: "The bytes are not a KMZ file, or unpack to more than allowed.",
    hint: "A KMZ is a ZIP file with KML documents, at most 64 MB unpacked together.",
  },
  TL_INT_KML_ENCODE: {
    fault: "caller",
    message: "The places cannot be written as KML.",
  },
  TL_INT_GPX_ENCODE: {
    fault: "caller",
    message: "The track cannot be written as GPX.",
  },
  TL_INT_GEOJSON_ENCODE: {
    fault: "caller",
    message: "The features cannot be written as GeoJSON.",
  },
} as const satisfies Record<`TL_INT_${string}`, ErrorEntry>;

export type InteropErrorCode = keyof typeof interopErrors;

export class InteropError extends TrucelineError<InteropErrorCode> {
  constructor(code: InteropErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, interopErrors[code], details, options);
  }
}

/** A fault with the sentence of its code and what is special here. */
export function describeFault(
  code: InteropErrorCode,
  special: string | undefined,
  place: {
    readonly file?: string | undefined;
    readonly line?: number | undefined;
    readonly column?: number | undefined;
    readonly path?: string | undefined;
    readonly hint?: string | undefined;
  },
) {
  const entry: ErrorEntry = interopErrors[code];
  const hint = place.hint ?? entry.hint;
  return {
    code,
    message:
      special === undefined ? entry.message : `${entry.message.replace(/\.$/, "")}: ${special}.`,
    ...(place.file === undefined ? {} : { file: place.file }),
    ...(place.line === undefined ? {} : { line: place.line }),
    ...(place.column === undefined ? {} : { column: place.column }),
    ...(place.path === undefined ? {} : { path: place.path }),
    ...(hint === undefined ? {} : { hint }),
  };
}
