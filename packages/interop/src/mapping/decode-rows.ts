import { type Position, polygonsOf, readZone } from "@truceline/geo";
import {
  type Claim,
  canonicalBytes,
  claimRecord,
  type DocumentFault,
  derivedId,
  ModelError,
  type Observation,
  type Origin,
  observationRecord,
  sha256Hex,
  spanOfStated,
  splitStated,
  type TimeSpan,
} from "@truceline/model";
import { describeFault, type InteropErrorCode } from "../errors.ts";
import { quote, readCell } from "./cell-values.ts";
import { decimalOf, type Mapping, type MappingField } from "./mapping-schema.ts";
import { columnsOf } from "./parse-mapping.ts";
import { type Draft, getAt, setAt } from "./record-path.ts";

/** A record as a sender gives it: the receiver sets `id` and `recordedAtMs`. */
export type ObservationDraft = Omit<Observation, "id" | "recordedAtMs">;
export type ClaimDraft = Omit<Claim, "id" | "recordedAtMs">;

/** One row of a table, from CSV or GeoJSON. */
export interface TableRow {
  readonly row: number;
  readonly line?: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly geometry?: unknown;
}

/** What became of one row: a record, or faults; never neither. */
export interface DecodedRow {
  readonly row: number;
  readonly line?: number | undefined;
  readonly record?: ObservationDraft | ClaimDraft | undefined;
  readonly faults: readonly DocumentFault[];
  /** The row with the same cells that came before, if there is one. */
  readonly duplicateOfRow?: number | undefined;
}

export interface DecodeOptions {
  /** File name for faults. */
  readonly name: string;
  readonly origin: Origin;
}

/** What is wrong with a header under a mapping: columns it does not know, columns it lacks. */
export function headerFaults(
  header: readonly string[],
  mapping: Mapping,
  name: string,
): readonly DocumentFault[] {
  return columnFaults(header, columnsOf(mapping), name, mapping.ignore);
}

/** Columns of a header that are not among those that are read or left out, and columns that it lacks. */
export function columnFaults(
  header: readonly string[],
  read: readonly string[],
  name: string,
  leftOut: readonly string[] = [],
): readonly DocumentFault[] {
  const unknown = header
    .filter((column) => !read.includes(column) && !leftOut.includes(column))
    .map((column) =>
      describeFault("TL_INT_COLUMN_UNKNOWN", `\`${column}\``, { file: name, line: 1 }),
    );
  const missing = read
    .filter((column) => !header.includes(column))
    .map((column) =>
      describeFault("TL_INT_COLUMN_MISSING", `\`${column}\``, {
        file: name,
        line: 1,
        hint: `The header has: ${header.slice(0, 20).join(", ")}.`,
      }),
    );
  return [...unknown, ...missing];
}

/**
 * Turns rows into records as a mapping says, one result a row, in order. Rows with the same cells are
 * told as duplicates and get a `sourceId` of their own where it comes from the row's hash, so that
 * nothing is lost. Memory grows by 32 bytes or so a row where it does, else not at all.
 */
export class RowDecoder {
  readonly #mapping: Mapping;
  readonly #options: DecodeOptions;
  readonly #seen = new Map<string, { readonly firstRow: number; count: number }>();

  constructor(mapping: Mapping, options: DecodeOptions) {
    this.#mapping = mapping;
    this.#options = options;
  }

  decode(row: TableRow): DecodedRow {
    const mapping = this.#mapping;
    const faults: DocumentFault[] = [];
    const tell = (code: InteropErrorCode, column: string, special: string, path?: string) =>
      faults.push(
        describeFault(code, `row ${row.row}, \`${column}\`: ${special}`, {
          file: this.#options.name,
          line: row.line,
          column: this.#columnNumber(column),
          path,
        }),
      );
    const draft: Draft = {
      schema: `${mapping.record}/1`,
      origin: this.#options.origin,
      source: mapping.source,
    };
    for (const field of mapping.fields) readField(field, row, draft, mapping, tell);
    const span = readSpan(row, draft, mapping, tell);
    if (span !== undefined) draft["span"] = span;
    const hash = rowHash(row);
    if (hash === undefined) {
      tell("TL_INT_VALUE", "row", "text that is not Unicode, or a number beyond all bounds");
      return { row: row.row, line: row.line, faults };
    }
    const duplicateOfRow = this.#setSourceId(row, draft, hash);
    if (mapping.keepRowHash === true) draft["rawSha256"] = hash;
    if (faults.length === 0) {
      for (const fault of recordFaults(mapping, draft)) {
        const special = `row ${row.row}: ${fault.path ?? ""} ${fault.message}`;
        faults.push(
          describeFault("TL_INT_RECORD", special.replace(/\.$/, ""), {
            file: this.#options.name,
            line: row.line,
            path: fault.path,
          }),
        );
      }
    }
    const result = {
      row: row.row,
      ...(row.line === undefined ? {} : { line: row.line }),
      faults,
      ...(duplicateOfRow === undefined ? {} : { duplicateOfRow }),
    };
    return faults.length > 0
      ? result
      : { ...result, record: draft as unknown as ObservationDraft | ClaimDraft };
  }

  #columnNumber(column: string): number | undefined {
    const index = columnsOf(this.#mapping).indexOf(column);
    return this.#mapping.columns === undefined || index < 0 ? undefined : index + 1;
  }

  #setSourceId(row: TableRow, draft: Draft, hash: string): number | undefined {
    const { sourceId } = this.#mapping;
    if ("template" in sourceId) {
      draft["sourceId"] = sourceId.template.replaceAll(
        /\{([^}]+)\}/g,
        (_, column: string) => row.cells[column] ?? "",
      );
      return undefined;
    }
    const known = this.#seen.get(hash);
    if (known === undefined) {
      this.#seen.set(hash, { firstRow: row.row, count: 1 });
      draft["sourceId"] = hash;
      return undefined;
    }
    known.count += 1;
    draft["sourceId"] = `${hash}-${known.count}`;
    return known.firstRow;
  }
}

/** SHA-256 of what the row holds; undefined where that has no canonical form. */
function rowHash({ cells, geometry }: TableRow): string | undefined {
  const content = geometry === undefined ? { ...cells } : { cells: { ...cells }, geometry };
  try {
    return sha256Hex(canonicalBytes(content));
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}

function recordFaults(mapping: Mapping, draft: Draft): readonly DocumentFault[] {
  const whole = {
    ...draft,
    id: derivedId(String(draft["source"]), String(draft["sourceId"])),
    recordedAtMs: 0,
  };
  return mapping.record === "claim" ? claimRecord.faults(whole) : observationRecord.faults(whole);
}

type Tell = (code: InteropErrorCode, column: string, special: string, path?: string) => void;

/** How cells are read that hold a number with decimals. */
const numberWords: ReadonlySet<string | undefined> = new Set(["number", "km", "m"]);

function readField(
  field: MappingField,
  row: TableRow,
  draft: Draft,
  mapping: Mapping,
  tell: Tell,
): void {
  if ("constant" in field) {
    setAt(draft, field.to, field.constant);
  } else if ("column" in field) {
    const cell = row.cells[field.column] ?? "";
    const result = readCell(field, numberWords.has(field.as) ? decimalOf(mapping, cell) : cell);
    if (result === undefined) {
      const partner = field.emptyListWith;
      if (partner !== undefined && (row.cells[partner] ?? "") !== "") setAt(draft, field.to, []);
      return;
    }
    if ("fault" in result) tell(result.fault, field.column, result.special);
    else setAt(draft, field.to, result.value);
  } else if ("position" in field) {
    const [lonColumn = "", latColumn = ""] = field.position;
    const [lon = "", lat = ""] = [lonColumn, latColumn].map((column) =>
      decimalOf(mapping, row.cells[column] ?? ""),
    );
    const position = readPosition(lon, lat);
    if (position === undefined) return;
    if (position === "fault") tell("TL_INT_VALUE", lonColumn, "no position in degrees");
    else setAt(draft, field.to, placeOf(position, field.radiusM));
  } else if ("period" in field) {
    readPeriod(field, row, draft, mapping, tell);
  } else if ("labelled" in field) {
    const cell = row.cells[field.labelled] ?? "";
    if (cell === "") return;
    const entries: Draft[] = [];
    for (const word of cell.split(field.split)) {
      const value = Object.hasOwn(field.values, word) ? field.values[word] : field.otherwise;
      if (value === undefined) {
        tell("TL_INT_VALUE_UNKNOWN", field.labelled, quote(word));
        return;
      }
      entries.push({ [field.key]: value, [field.label]: word });
    }
    setAt(draft, field.to, entries);
  } else {
    readGeometry(field, row, draft, tell);
  }
}

function readPosition(lon: string, lat: string): Position | "fault" | undefined {
  if (lon === "" && lat === "") return undefined;
  if (!/^-?\d{1,3}(\.\d{1,15})?$/.test(lon) || !/^-?\d{1,2}(\.\d{1,15})?$/.test(lat))
    return "fault";
  const position: Position = [Number(lon), Number(lat)];
  return Math.abs(position[0]) <= 180 && Math.abs(position[1]) <= 90 ? position : "fault";
}

function placeOf(position: Position, radiusM: number | undefined): unknown {
  return radiusM === undefined ? position : { shape: "circle", centre: position, radiusM };
}

function readPeriod(
  field: Extract<MappingField, { period: unknown }>,
  row: TableRow,
  draft: Draft,
  mapping: Mapping,
  tell: Tell,
): void {
  const [fromColumn = "", toColumn = ""] = field.period;
  const from = row.cells[fromColumn] ?? "";
  const to = row.cells[toColumn] ?? "";
  if (from === "" && to === "") return;
  const span = spanOfStated({ from, to, precision: field.precision }, mapping.timezone);
  if (span === undefined)
    tell("TL_INT_VALUE", fromColumn, `${quote(from)} to ${quote(to)} is no period`);
  else setAt(draft, field.to, span);
}

function readSpan(row: TableRow, draft: Draft, mapping: Mapping, tell: Tell): TimeSpan | undefined {
  const { time, timezone } = mapping;
  const from = row.cells[time.from] ?? "";
  const until = time.until === undefined ? "" : (row.cells[time.until] ?? "");
  const first = splitStated(from);
  if (first === undefined) {
    tell("TL_INT_VALUE", time.from, `${quote(from)} is no time`);
    return undefined;
  }
  const isDay =
    first.clock === undefined || (time.midnightIsDay === true && /^00:00(:00)?$/.test(first.clock));
  let precision = isDay ? ("day" as const) : (time.precisionOfTimes ?? "exact");
  if (time.precision !== undefined) {
    const word = row.cells[time.precision] ?? "";
    const values = time.precisionValues ?? {};
    if (!Object.hasOwn(values, word)) {
      tell("TL_INT_VALUE_UNKNOWN", time.precision, quote(word));
      return undefined;
    }
    precision = values[word] ?? precision;
  }
  const isDated = isDay && time.precision === undefined;
  const stated = isDated
    ? { from: first.date, to: until === "" ? first.date : until, precision }
    : { from, to: until === "" ? from : until, precision };
  const period = time.within === undefined ? undefined : getAt(draft, time.within);
  const span = spanOfStated(stated, timezone, period as TimeSpan | undefined);
  if (span === undefined) {
    tell("TL_INT_VALUE", time.from, `${quote(from)} to ${quote(until)} is no span of time`);
  }
  return span;
}

function readGeometry(
  field: Extract<MappingField, { geometry: unknown }>,
  row: TableRow,
  draft: Draft,
  tell: Tell,
): void {
  const { geometry } = row;
  if (geometry === null || geometry === undefined) return;
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  if (type === "Point" && Array.isArray(coordinates)) {
    const [lonDeg, latDeg] = coordinates as unknown[];
    const isSound =
      typeof lonDeg === "number" &&
      typeof latDeg === "number" &&
      Math.abs(lonDeg) <= 180 &&
      Math.abs(latDeg) <= 90;
    if (!isSound) tell("TL_INT_GEOMETRY", "geometry", "the position is out of range");
    else if (field.geometry === "area" && field.radiusM === undefined) {
      tell("TL_INT_GEOMETRY", "geometry", "a Point is no area; the mapping gives no `radiusM`");
    } else setAt(draft, field.to, placeOf([lonDeg, latDeg], field.radiusM));
    return;
  }
  if (field.geometry === "position") {
    tell("TL_INT_GEOMETRY", "geometry", "it is no Point");
    return;
  }
  const { value, faults } = readZone(geometry);
  for (const { message, path } of faults) {
    tell("TL_INT_GEOMETRY", "geometry", message.replace(/\.$/, ""), path);
  }
  const [polygon, ...further] = value === undefined ? [] : polygonsOf(value);
  if (further.length > 0) {
    tell("TL_INT_GEOMETRY", "geometry", "an area of several polygons does not fit one record");
  } else if (polygon !== undefined) setAt(draft, field.to, { shape: "polygon", rings: polygon });
}
