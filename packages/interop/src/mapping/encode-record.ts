import type { Claim, Observation, TimeSpan } from "@truceline/model";
import { InteropError } from "../errors.ts";
import { plainNumber, writeCell } from "./cell-values.ts";
import type { ClaimDraft, ObservationDraft } from "./decode-rows.ts";
import { decimalOf, type Mapping, type MappingField } from "./mapping-schema.ts";
import { getAt, leafPaths } from "./record-path.ts";

/** Members that every record has and no table needs to hold. */
const housekeeping = new Set([
  "schema",
  "id",
  "origin",
  "recordedAtMs",
  "source",
  "sourceId",
  "rawSha256",
]);

type AnyRecord = Observation | Claim | ObservationDraft | ClaimDraft;

/**
 * The cells of a record, as `RowDecoder` read them. Nothing is left out: a record that holds more than
 * the mapping has columns for is refused.
 * @throws InteropError `TL_INT_ENCODE` with the paths that have no column or no cell.
 */
export function encodeRecord(
  mapping: Mapping,
  record: AnyRecord,
): Readonly<Record<string, string>> {
  const cells: Record<string, string> = {};
  const written = new Set<string>();
  const unwritable: string[] = [];
  for (const field of mapping.fields) {
    if ("geometry" in field) {
      unwritable.push(field.to);
      continue;
    }
    const value = getAt(record, field.to);
    written.add(field.to);
    if ("constant" in field) {
      if (value !== field.constant) unwritable.push(field.to);
    } else if ("column" in field) {
      const cell = writeCell(field, value);
      if (cell === undefined) unwritable.push(field.to);
      else cells[field.column] = typeof value === "number" ? decimalOf(mapping, cell) : cell;
    } else if (!writeField(mapping, field, value, cells)) {
      unwritable.push(field.to);
    }
  }
  writeSpan(mapping, record.span, cells);
  written.add("span");
  const left = leafPaths(record).filter(
    (path) =>
      !housekeeping.has(path) &&
      ![...written].some((done) => path === done || path.startsWith(`${done}.`)),
  );
  if (unwritable.length + left.length > 0) {
    const paths = [...new Set([...unwritable, ...left])];
    throw new InteropError("TL_INT_ENCODE", { sourceId: record.sourceId, paths });
  }
  return cells;
}

type CompoundField = Extract<
  MappingField,
  { position: unknown } | { period: unknown } | { labelled: unknown }
>;

/** False when the value is of another kind than the field writes. */
function writeField(
  mapping: Mapping,
  field: CompoundField,
  value: unknown,
  cells: Record<string, string>,
): boolean {
  if ("labelled" in field) {
    const entries = (value ?? []) as readonly Readonly<Record<string, unknown>>[];
    const words = entries.map((entry) => entry[field.label]);
    cells[field.labelled] = words.join(field.split);
    return words.every((word) => typeof word === "string");
  }
  if ("period" in field) {
    const [from = "", to = ""] = field.period;
    const stated = (value as TimeSpan | undefined)?.stated;
    cells[from] = stated?.from ?? "";
    cells[to] = stated?.to ?? "";
    return value === undefined || stated !== undefined;
  }
  const [lonColumn = "", latColumn = ""] = field.position;
  const circle = value as { centre?: unknown; radiusM?: unknown } | undefined;
  const position = field.radiusM === undefined ? value : circle?.centre;
  if (position === undefined) {
    cells[lonColumn] = "";
    cells[latColumn] = "";
    return value === undefined;
  }
  const [lonDeg, latDeg] = position as readonly [number, number];
  const text = (deg: number) =>
    field.decimals === undefined ? plainNumber(deg) : deg.toFixed(field.decimals);
  cells[lonColumn] = decimalOf(mapping, text(lonDeg));
  cells[latColumn] = decimalOf(mapping, text(latDeg));
  return field.radiusM === undefined || circle?.radiusM === field.radiusM;
}

function writeSpan(mapping: Mapping, span: TimeSpan, cells: Record<string, string>): void {
  const { time } = mapping;
  const from = span.stated?.from ?? new Date(span.fromMs).toISOString();
  const to = span.stated?.to ?? new Date(span.toMs).toISOString();
  cells[time.from] = time.midnightIsDay === true && from.length === 10 ? `${from} 00:00:00` : from;
  if (time.until !== undefined) cells[time.until] = to;
  if (time.precision !== undefined) {
    const words = Object.entries(time.precisionValues ?? {});
    cells[time.precision] = words.find(([, value]) => value === span.precision)?.[0] ?? "";
  }
}
