import { type AppendOutcome, type InputEntry, watchErrors } from "@truceline/watch";
import type pg from "pg";
import { byteaArray, textArray } from "./binary-array.ts";
import { identityColumns, indexColumns } from "./record-columns.ts";

/** One statement's share: large enough for speed, small enough for memory. */
const batchCountMax = 1_000;
const batchByteCountMax = 8 * 1024 * 1024;

const conflictCode = "TL_WATCH_CONFLICT";
const conflictFaults = JSON.stringify([
  { code: conflictCode, message: watchErrors[conflictCode].message, path: "/sourceId" },
]);

/** What one batch is to the database: its parameters, made before the connection is needed. */
export interface AppendBatch {
  readonly entries: readonly InputEntry[];
  /** Places of the entries in the caller's list. */
  readonly indexes: readonly number[];
  readonly values: readonly unknown[];
}

interface AppendRow {
  readonly ord: number;
  readonly head: number;
  readonly known_id: string | null;
  readonly is_same: boolean | null;
  readonly quarantine_id: string | null;
}

const keyOf = ({ kind, origin, source, sourceId }: InputEntry): string =>
  `${kind} ${origin} ${source}\u001f${sourceId}`;

/**
 * Cuts a list into batches, lazily, in order. No key stands twice in a batch: a second one with the
 * same key begins the next batch, and meets the first in the database.
 */
export function* appendBatches(entries: readonly InputEntry[]): Generator<AppendBatch> {
  let keys = new Set<string>();
  let byteCount = 0;
  let from = 0;
  const batchUpTo = (to: number): AppendBatch => {
    const part = entries.slice(from, to);
    return { entries: part, indexes: part.map((_, i) => from + i), values: parametersOf(part) };
  };
  for (const [index, entry] of entries.entries()) {
    const key = keyOf(entry);
    const isFull = index - from >= batchCountMax || byteCount >= batchByteCountMax;
    if (isFull || keys.has(key)) {
      yield batchUpTo(index);
      from = index;
      keys = new Set();
      byteCount = 0;
    }
    keys.add(key);
    byteCount += entry.bytes.length;
  }
  if (from < entries.length) yield batchUpTo(entries.length);
}

function parametersOf(entries: readonly InputEntry[]): readonly unknown[] {
  return [
    ...identityColumns(entries),
    ...indexColumns(entries),
    textArray(entries.map(({ source }) => source)),
    textArray(entries.map(({ sourceId }) => sourceId)),
    byteaArray(entries.map(({ contentSha256 }) => contentSha256)),
    byteaArray(entries.map(({ bytes }) => bytes)),
    conflictCode,
    conflictFaults,
  ];
}

/**
 * Writes a batch in one round trip and puts its outcomes into their places.
 * @param mayBeStored An earlier attempt may have been committed unheard: what is found under the
 *   entry's own id was stored by it.
 */
export async function writeBatch(
  client: pg.Pool,
  batch: AppendBatch,
  outcomes: AppendOutcome[],
  mayBeStored: boolean,
): Promise<void> {
  const { rows } = await client.query<AppendRow>({
    name: "append_input",
    text: `select * from append_input($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    values: [...batch.values],
  });
  const known = new Map(rows.map((row) => [row.ord, row]));
  const head = known.get(0)?.head;
  if (head === undefined) throw new Error("append_input answered without the head");
  let seq = head;
  const unheard: { index: number; id: string }[] = [];
  for (const [place, { id }] of batch.entries.entries()) {
    const index = batch.indexes[place] as number;
    const row = known.get(place + 1);
    if (row === undefined || row.known_id === null) {
      seq += 1;
      outcomes[index] = { status: "stored", id, seq };
    } else if (row.is_same === true) {
      outcomes[index] = { status: "duplicate", id: row.known_id };
      if (mayBeStored && row.known_id === id) unheard.push({ index, id });
    } else {
      const quarantineId = row.quarantine_id ?? "";
      outcomes[index] = { status: "conflict", id: row.known_id, quarantineId };
    }
  }
  if (unheard.length === 0) return;
  const stored = await client.query<{ id: string; seq: number }>(
    "select id, seq from record where id = any ($1::uuid[]) and version = 1",
    [unheard.map(({ id }) => id)],
  );
  const seqOf = new Map(stored.rows.map((row) => [row.id, row.seq]));
  for (const { index, id } of unheard) {
    outcomes[index] = { status: "stored", id, seq: seqOf.get(id) ?? 0 };
  }
}
