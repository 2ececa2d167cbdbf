import type { EditEntry, EditOutcome, StoredRecord } from "@truceline/watch";
import type pg from "pg";
import { byteaArray, int8Array } from "./binary-array.ts";
import { identityColumns, indexColumns } from "./record-columns.ts";

interface EditRow {
  readonly stored_seq: number | null;
  readonly same_seq: number | null;
  readonly newest_seq: number | null;
}

/**
 * Versions written by people, in one statement, hence in one transaction.
 * @param readBySeq gives records that are there already by their numbers
 * @param mayBeStored An earlier attempt may have been committed unheard: a version whose very bytes
 *   are there was stored by it.
 */
export async function commitEdits(
  pool: pg.Pool,
  edits: readonly EditEntry[],
  readBySeq: (seqs: readonly number[]) => Promise<readonly StoredRecord[]>,
  mayBeStored: boolean,
): Promise<readonly EditOutcome[]> {
  const { rows } = await pool.query<EditRow>({
    name: "commit_edits",
    text: `select stored_seq, same_seq, newest_seq
           from commit_edits($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) order by ord`,
    values: [
      ...identityColumns(edits),
      int8Array(edits.map(({ version }) => version)),
      ...indexColumns(edits),
      byteaArray(edits.map(({ contentSha256 }) => contentSha256)),
      byteaArray(edits.map(({ bytes }) => bytes)),
    ],
  });
  const wanted = rows
    .filter(({ stored_seq: stored }) => stored === null)
    .map(({ same_seq: same, newest_seq: newest }) => same ?? newest)
    .filter((seq) => seq !== null);
  const bySeq = new Map((await readBySeq(wanted)).map((record) => [record.seq, record]));
  return rows.map((row, index): EditOutcome => {
    const { stored_seq: stored, same_seq: same, newest_seq: newest } = row;
    if (stored !== null) return { status: "stored", seq: stored };
    const current = bySeq.get(same ?? newest ?? 0);
    if (same === null || current === undefined) return { status: "conflict", current };
    const isOwn = mayBeStored && Buffer.compare(current.bytes, edits[index]?.bytes ?? none) === 0;
    return isOwn ? { status: "stored", seq: same } : { status: "duplicate", current };
  });
}

const none = new Uint8Array();
