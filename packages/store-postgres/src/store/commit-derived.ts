import type { RecordEntry, Store } from "@truceline/watch";
import type pg from "pg";
import { byteaArray, int2Array, int8Array, uuidArray } from "./binary-array.ts";
import { kindNumber } from "./codes.ts";
import { identityColumns, indexColumns } from "./record-columns.ts";

type Change = Parameters<Store["commitDerived"]>[0];

/** What `incidentsOf` needs to know of an incident. */
interface IncidentMembers {
  readonly observationIds: readonly string[];
  readonly withdrawn?: unknown;
}

const decoder = new TextDecoder();

/** Which observations the incidents of a change hold after it, the later entry before the earlier. */
function membersOf(records: readonly RecordEntry[]): {
  readonly incidentIds: readonly string[];
  readonly incidentOf: ReadonlyMap<string, string>;
} {
  const incidentIds = new Set<string>();
  const incidentOf = new Map<string, string>();
  for (const { kind, id, bytes } of records) {
    if (kind !== "incident") continue;
    if (incidentIds.has(id)) {
      for (const [observationId, holder] of incidentOf) {
        if (holder === id) incidentOf.delete(observationId);
      }
    }
    incidentIds.add(id);
    const incident = JSON.parse(decoder.decode(bytes)) as IncidentMembers;
    if (incident.withdrawn !== undefined) continue;
    for (const observationId of incident.observationIds) incidentOf.set(observationId, id);
  }
  return { incidentIds: [...incidentIds], incidentOf };
}

/** Derived records and the cursor in one statement, hence in one transaction. */
export async function commitDerived(pool: pg.Pool, change: Change): Promise<boolean> {
  const { cursor, fromSeq, toSeq, records } = change;
  const { incidentIds, incidentOf } = membersOf(records);
  const { rows } = await pool.query<{ done: boolean }>({
    name: "commit_derived",
    text: `select commit_derived($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
             $16, $17) as done`,
    values: [
      cursor,
      fromSeq,
      toSeq,
      ...identityColumns(records),
      int8Array(records.map(({ version }) => version)),
      ...indexColumns(records),
      byteaArray(records.map(({ bytes }) => bytes)),
      uuidArray(incidentIds),
      uuidArray([...incidentOf.keys()]),
      uuidArray([...incidentOf.values()]),
    ],
  });
  return rows[0]?.done === true;
}

/** Whether a commit that was not heard of took place: the cursor has moved and the records are there. */
export async function wasCommitted(pool: pg.Pool, change: Change): Promise<boolean> {
  const { cursor, toSeq, records } = change;
  const { rows } = await pool.query<{ done: boolean }>(
    `select coalesce((select seq from pipeline_cursor where name = $1), 0) = $2
       and $6 = (select count(*) from record r
                 join unnest($3::smallint[], $4::uuid[], $5::bigint[]) as n(kind, id, version)
                 on r.kind = n.kind and r.id = n.id and r.version = n.version) as done`,
    [
      cursor,
      toSeq,
      int2Array(records.map(({ kind }) => kindNumber(kind))),
      uuidArray(records.map(({ id }) => id)),
      int8Array(records.map(({ version }) => version)),
      records.length,
    ],
  );
  return rows[0]?.done === true;
}
