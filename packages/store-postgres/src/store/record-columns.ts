import type { RecordEntry } from "@truceline/watch";
import { float8Array, int2Array, int8Array, textArray, uuidArray } from "./binary-array.ts";
import { kindNumber, originNumber } from "./codes.ts";

/** Kind, origin and id: the first parameters of every function that writes records. */
export function identityColumns(records: readonly RecordEntry[]): readonly Buffer[] {
  return [
    int2Array(records.map(({ kind }) => kindNumber(kind))),
    int2Array(records.map(({ origin }) => originNumber(origin))),
    uuidArray(records.map(({ id }) => id)),
  ];
}

/** What records are found by: received, from, to, longitude, latitude, subject. */
export function indexColumns(records: readonly RecordEntry[]): readonly Buffer[] {
  return [
    int8Array(records.map(({ recordedAtMs }) => recordedAtMs)),
    int8Array(records.map(({ fromMs }) => fromMs)),
    int8Array(records.map(({ toMs }) => toMs)),
    float8Array(records.map(({ position }) => position?.[0])),
    float8Array(records.map(({ position }) => position?.[1])),
    textArray(records.map(({ subject }) => subject)),
  ];
}
