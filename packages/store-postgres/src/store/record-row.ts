import type { StoredRecord } from "@truceline/watch";
import { type RawBuilder, sql } from "kysely";
import { kindOf, originOf } from "./codes.ts";

/** The columns of `record` that a `StoredRecord` is made of. */
export const recordColumns: RawBuilder<RecordRow> = sql<RecordRow>`
  seq, kind, origin, id, version, recorded_at_ms, from_ms, to_ms,
  position[0] as lon_deg, position[1] as lat_deg, subject, bytes`;

export interface RecordRow {
  readonly seq: number;
  readonly kind: number;
  readonly origin: number;
  readonly id: string;
  readonly version: number;
  readonly recorded_at_ms: number;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly lon_deg: number | null;
  readonly lat_deg: number | null;
  readonly subject: string;
  readonly bytes: Buffer;
}

export function storedRecord(row: RecordRow): StoredRecord {
  const { lon_deg: lonDeg, lat_deg: latDeg } = row;
  return {
    seq: row.seq,
    kind: kindOf(row.kind),
    id: row.id,
    version: row.version,
    origin: originOf(row.origin),
    recordedAtMs: row.recorded_at_ms,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    position: lonDeg === null || latDeg === null ? undefined : [lonDeg, latDeg],
    subject: row.subject,
    bytes: row.bytes,
  };
}
