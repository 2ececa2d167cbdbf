import type { CorrectedBy } from "@truceline/watch";
import { type RawBuilder, sql } from "kysely";
import { isUuid, kindNumber, originNumber } from "./codes.ts";
import type { Database } from "./database.ts";
import { recordColumns } from "./record-row.ts";

/** Observations of a source by its own keys. */
export function selectByKey(
  origin: Parameters<typeof originNumber>[0],
  source: string,
  sourceIds: readonly string[],
): RawBuilder<unknown> {
  return sql`
    select ${recordColumns}
    from unnest(${[...new Set(sourceIds)]}::text[]) with ordinality as wanted(key_wanted, ord)
    join record on record.source = ${source} and record.source_id = wanted.key_wanted
      and record.kind = ${sql.lit(kindNumber("observation"))}
      and record.origin = ${sql.lit(originNumber(origin))}
    order by ord`;
}

/** Observation → its first correction. */
export async function correctionsOf(
  { kysely }: Database,
  observationIds: readonly string[],
): Promise<ReadonlyMap<string, CorrectedBy>> {
  const ids = observationIds.filter(isUuid);
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{
    readonly id: string;
    readonly correction_id: string;
    readonly seq: number;
    readonly recorded_at_ms: number;
  }>`
    select r.id, c.correction_id, c.seq, c.recorded_at_ms
    from record r
    join correction_of c
      on c.source = r.source and c.source_id = r.source_id and c.origin = r.origin
    where r.kind = ${sql.lit(kindNumber("observation"))} and r.id = any (${ids}::uuid[])`.execute(
    kysely,
  );
  return new Map(
    rows.map((row) => [
      row.id,
      { correctionId: row.correction_id, seq: row.seq, recordedAtMs: row.recorded_at_ms },
    ]),
  );
}
