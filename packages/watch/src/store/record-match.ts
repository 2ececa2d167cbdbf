import type { RecordEntry, RecordQuery, StoredRecord, Vicinity } from "../ports/store.ts";

type Box = NonNullable<RecordQuery["box"]>;

export function isInBox({ position }: RecordEntry, box: Box): boolean {
  if (position === undefined) return false;
  const [lonDeg, latDeg] = position;
  return (
    lonDeg >= box.westDeg &&
    lonDeg <= box.eastDeg &&
    latDeg >= box.southDeg &&
    latDeg <= box.northDeg
  );
}

export function liesIn(record: StoredRecord, vicinity: Vicinity): boolean {
  return (
    record.fromMs <= vicinity.toMs && record.toMs >= vicinity.fromMs && isInBox(record, vicinity)
  );
}

export function byTimeThenId(a: StoredRecord, b: StoredRecord): number {
  return a.fromMs - b.fromMs || compareText(a.id, b.id);
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isAfter(
  atMs: number,
  id: string,
  after: { readonly atMs: number; readonly id: string } | undefined,
): boolean {
  return after === undefined || atMs > after.atMs || (atMs === after.atMs && id > after.id);
}
