import type { QuarantineEntry, QuarantineInput, Store } from "@truceline/watch";
import { type RawBuilder, sql } from "kysely";
import type pg from "pg";
import { byteaArray, int2Array, int8Array, textArray } from "./binary-array.ts";
import { isUuid, kindNumber, kindOf, originNumber, originOf } from "./codes.ts";
import type { Database } from "./database.ts";
import { decodePageEnd, encodePageEnd } from "./page-cursor.ts";

interface QuarantineRow {
  readonly id: string;
  readonly received_at_ms: number;
  readonly origin: number;
  readonly kind: number;
  readonly sender: string;
  readonly code: string;
  readonly faults: QuarantineInput["faults"];
  readonly bytes: Buffer;
  readonly conflicts_with: string | null;
  readonly readmitted_as: string | null;
  readonly readmitted_at_ms: number | null;
}

/** An entry as it stood at an instant: what was readmitted later was still waiting then. */
function quarantineEntry(
  row: QuarantineRow,
  knownAtMs = Number.POSITIVE_INFINITY,
): QuarantineEntry {
  const readmittedAtMs = row.readmitted_at_ms ?? Number.POSITIVE_INFINITY;
  const isReadmitted = row.readmitted_as !== null && readmittedAtMs <= knownAtMs;
  return {
    id: row.id,
    receivedAtMs: row.received_at_ms,
    sender: row.sender,
    origin: originOf(row.origin),
    kind: kindOf(row.kind),
    code: row.code,
    faults: row.faults,
    bytes: row.bytes,
    ...(row.conflicts_with === null ? {} : { conflictsWith: row.conflicts_with }),
    ...(isReadmitted
      ? { state: "readmitted", readmittedAs: row.readmitted_as ?? undefined, readmittedAtMs }
      : { state: "waiting" }),
  };
}

/** PostgreSQL's text holds no NUL; a sender's name that does is kept with a visible sign for it. */
const withoutNul = (text: string): string => text.replaceAll("\0", "\u2400");

export async function keepRefused(
  pool: pg.Pool,
  inputs: readonly QuarantineInput[],
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ ord: number; kept_id: string }>(
    "select * from keep_refused($1, $2, $3, $4, $5, $6, $7, $8) order by ord",
    [
      int8Array(inputs.map(({ receivedAtMs }) => receivedAtMs)),
      int2Array(inputs.map(({ origin }) => originNumber(origin))),
      int2Array(inputs.map(({ kind }) => kindNumber(kind))),
      textArray(inputs.map(({ sender }) => withoutNul(sender))),
      textArray(inputs.map(({ code }) => code)),
      textArray(inputs.map(({ faults }) => JSON.stringify(faults).replaceAll("\\u0000", "\u2400"))),
      byteaArray(inputs.map(({ bytes }) => bytes)),
      inputs.map(({ conflictsWith }) => conflictsWith ?? null),
    ],
  );
  return rows.map((row) => row.kept_id);
}

export async function listQuarantine(
  { kysely }: Database,
  query: Parameters<Store["listQuarantine"]>[0],
): Promise<{ readonly items: readonly QuarantineEntry[]; readonly next: string | null }> {
  const { origin, knownAtMs, state, limit } = query;
  const after = decodePageEnd(query.cursor);
  const conditions: RawBuilder<unknown>[] = [sql`origin = ${originNumber(origin)}`];
  if (knownAtMs !== undefined) conditions.push(sql`received_at_ms <= ${knownAtMs}`);
  if (state !== undefined) {
    const knownAt = knownAtMs ?? Number.MAX_SAFE_INTEGER;
    const isReadmitted = sql`coalesce(readmitted_at_ms <= ${knownAt}, false)`;
    conditions.push(state === "readmitted" ? isReadmitted : sql`not ${isReadmitted}`);
  }
  if (after !== undefined) {
    conditions.push(sql`(received_at_ms, id) > (${after.atMs}::bigint, ${after.id}::uuid)`);
  }
  const { rows } = await sql<QuarantineRow>`
    select * from quarantine where ${sql.join(conditions, sql` and `)}
    order by received_at_ms, id limit ${limit + 1}`.execute(kysely);
  const items = rows.slice(0, limit).map((row) => quarantineEntry(row, knownAtMs));
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  const next = hasMore ? encodePageEnd({ headSeq: 0, atMs: last.receivedAtMs, id: last.id }) : null;
  return { items, next };
}

export async function getQuarantine(
  { kysely }: Database,
  id: string,
): Promise<QuarantineEntry | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<QuarantineRow>`select * from quarantine where id = ${id}`.execute(
    kysely,
  );
  return rows[0] === undefined ? undefined : quarantineEntry(rows[0]);
}

export async function markReadmitted(
  { writers }: Database,
  id: string,
  recordId: string,
  atMs: number,
): Promise<boolean> {
  if (!isUuid(id)) return false;
  const { rowCount } = await writers.query(
    `with marked as (
       update quarantine set readmitted_as = $2, readmitted_at_ms = $3
       where id = $1 and readmitted_as is null returning id)
     select id, ring_bell() from marked`,
    [id, recordId, atMs],
  );
  return rowCount === 1;
}
