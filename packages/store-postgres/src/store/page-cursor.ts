import { WatchError } from "@truceline/watch";

/** Where a page ended, and the head of the feed when the first page was read. */
export interface PageEnd {
  readonly headSeq: number;
  readonly atMs: number;
  readonly id: string;
}

/** The opaque text that a list gives out as `next`. */
export function encodePageEnd({ headSeq, atMs, id }: PageEnd): string {
  return `${headSeq}~${atMs}~${id}`;
}

/** @throws WatchError `TL_WATCH_PAGE_CURSOR` for a text that no list gave out. */
export function decodePageEnd(cursor: string | undefined): PageEnd | undefined {
  if (cursor === undefined) return undefined;
  const parts = /^(\d{1,15})~(-?\d{1,15})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
    cursor,
  );
  const [, headSeq, atMs, id] = parts ?? [];
  if (headSeq === undefined || atMs === undefined || id === undefined) {
    throw new WatchError("TL_WATCH_PAGE_CURSOR", { cursor: cursor.slice(0, 80) });
  }
  return { headSeq: Number(headSeq), atMs: Number(atMs), id };
}
