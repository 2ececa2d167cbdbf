import { compassPoints } from "@truceline/model";
import type { ColumnField } from "./mapping-schema.ts";

/** What one cell became: a value, nothing, or a fault with what is special about it. */
export type CellResult =
  | { readonly value: unknown }
  | { readonly fault: "TL_INT_VALUE" | "TL_INT_VALUE_UNKNOWN"; readonly special: string }
  | undefined;

const numberPattern = /^-?\d{1,15}(\.\d{1,15})?$/;

/** Reads a cell as its field says; undefined for an empty cell without a value of its own. */
export function readCell(field: ColumnField, cell: string): CellResult {
  if (field.split !== undefined) {
    if (cell === "") return field.emptyList === true ? { value: [] } : undefined;
    const values: unknown[] = [];
    for (const part of cell.split(field.split)) {
      const result = readOne(field, part);
      if (result === undefined)
        return { fault: "TL_INT_VALUE", special: "an empty entry in a list" };
      if ("fault" in result) return result;
      values.push(result.value);
    }
    return { value: values };
  }
  return readOne(field, cell);
}

function readOne(field: ColumnField, cell: string): CellResult {
  if (field.values !== undefined) {
    if (Object.hasOwn(field.values, cell)) return { value: field.values[cell] };
    if (cell === "") return undefined;
    return field.otherwise === undefined
      ? { fault: "TL_INT_VALUE_UNKNOWN", special: quote(cell) }
      : { value: field.otherwise };
  }
  if (cell === "") return undefined;
  switch (field.as ?? "text") {
    case "text":
      return { value: cell };
    case "compass":
      return (compassPoints as readonly string[]).includes(cell)
        ? { value: cell }
        : { fault: "TL_INT_VALUE", special: `${quote(cell)} is no compass point` };
    case "flag":
      return cell === (field.flag ?? "y")
        ? { value: true }
        : { fault: "TL_INT_VALUE", special: `${quote(cell)} is not ${quote(field.flag ?? "y")}` };
    case "integer":
      return /^-?\d{1,15}$/.test(cell)
        ? { value: Number(cell) }
        : { fault: "TL_INT_VALUE", special: `${quote(cell)} is no whole number` };
    default:
      if (!numberPattern.test(cell)) {
        return { fault: "TL_INT_VALUE", special: `${quote(cell)} is no number` };
      }
      // Decimal text times 1000: 0.43 km must be 430 m, not 430.00000000000006.
      return {
        value: field.as === "km" ? Math.round(Number(cell) * 1e9) / 1e6 : Number(cell),
      };
  }
}

/** The cell a value was read from, or the simplest that reads so; undefined if there is none. */
export function writeCell(field: ColumnField, value: unknown): string | undefined {
  if (field.split !== undefined) {
    if (value === undefined) return "";
    if (!Array.isArray(value)) return undefined;
    const parts = value.map((part) => writeOne(field, part));
    return parts.includes(undefined) ? undefined : parts.join(field.split);
  }
  return value === undefined ? "" : writeOne(field, value);
}

function writeOne(field: ColumnField, value: unknown): string | undefined {
  if (field.values !== undefined) {
    return Object.entries(field.values).find(([, candidate]) => candidate === value)?.[0];
  }
  switch (field.as ?? "text") {
    case "flag":
      return value === true ? (field.flag ?? "y") : undefined;
    case "text":
    case "compass":
      return typeof value === "string" ? value : undefined;
    default:
      if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
      return plainNumber(field.as === "km" ? value / 1_000 : value);
  }
}

/** A number without exponent. */
export function plainNumber(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(15).replace(/\.?0+$/, "") : text;
}

export function quote(cell: string): string {
  return JSON.stringify(cell.length > 60 ? `${cell.slice(0, 57)}…` : cell);
}
