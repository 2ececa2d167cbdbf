import { WatchError } from "../errors.ts";

/** Where a page ended: the instant and id of its last record. */
export interface PageEnd {
  readonly atMs: number;
  readonly id: string;
}

/** The opaque text a list gives out as `next`. */
export function encodeCursor(atMs: number, id: string): string {
  return `${atMs}~${id}`;
}

/** @throws WatchError `TL_WATCH_PAGE_CURSOR` for a text that no list gave out. */
export function decodeCursor(cursor: string | undefined): PageEnd | undefined {
  if (cursor === undefined) return undefined;
  const parts = /^(-?[0-9]{1,15})~([0-9a-f-]{36})$/.exec(cursor);
  if (parts === null) throw new WatchError("TL_WATCH_PAGE_CURSOR", { cursor: cursor.slice(0, 80) });
  return { atMs: Number(parts[1]), id: parts[2] as string };
}
