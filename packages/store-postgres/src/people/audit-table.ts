import type { AuditQuery, PeopleStore, StoredAuditEntry } from "@truceline/watch";
import type pg from "pg";
import { type AuditRow, auditOf } from "./people-rows.ts";

/** PostgreSQL's text holds no NUL; a name that does is kept with a visible sign for it. */
const withoutNul = (text: string): string => text.replaceAll("\0", "\u2400");

/** One statement for entries and the outcomes already known, hence all or none of them. */
export async function appendAudit(
  pool: pg.Pool,
  entries: Parameters<PeopleStore["appendAudit"]>[0],
): Promise<readonly number[]> {
  if (entries.length === 0) return [];
  const { rows } = await pool.query<{ seq: number }>(
    `with given as (
       select * from unnest($1::bigint[], $2::bigint[], $3::int[], $4::text[], $5::text[], $6::uuid[],
         $7::text[], $8::text[], $9::text[], $10::text[], $11::int[], $12::text[], $13::text[])
       with ordinality as g(at_ms, last_at_ms, times, kind, name, account_id, address, method, route,
         subject, status, code, outcome_subject, ord)),
     numbered as (
       select nextval(pg_get_serial_sequence('audit', 'seq')) as seq, ord
       from generate_series(1, $14) as ord),
     added as (
       insert into audit (seq, at_ms, last_at_ms, times, kind, name, account_id, address, method, route,
         subject)
       overriding system value
       select n.seq, at_ms, last_at_ms, times, kind, name, account_id, address, method, route, subject
       from given g join numbered n using (ord)
       returning seq),
     ended as (
       insert into audit_outcome (audit_seq, status, code, subject)
       select n.seq, status, code, outcome_subject from given g join numbered n using (ord)
       where status is not null)
     select seq from numbered order by ord`,
    [
      entries.map(({ atMs }) => atMs),
      entries.map(({ lastAtMs }) => lastAtMs),
      entries.map(({ times }) => times),
      entries.map(({ kind }) => kind),
      entries.map(({ name }) => withoutNul(name)),
      entries.map(({ accountId }) => accountId),
      entries.map(({ address }) => address),
      entries.map(({ method }) => method),
      entries.map(({ route }) => route),
      entries.map(({ subject }) => withoutNul(subject)),
      entries.map(({ outcome }) => outcome?.status ?? null),
      entries.map(({ outcome }) => outcome?.code ?? null),
      entries.map(({ outcome }) => outcome?.subject ?? null),
      entries.length,
    ],
  );
  return rows.map(({ seq }) => seq);
}

export async function appendOutcomes(
  pool: pg.Pool,
  outcomes: Parameters<PeopleStore["appendOutcomes"]>[0],
): Promise<void> {
  if (outcomes.length === 0) return;
  await pool.query(
    `insert into audit_outcome (audit_seq, status, code, subject)
     select * from unnest($1::bigint[], $2::int[], $3::text[], $4::text[])
     on conflict do nothing`,
    [
      outcomes.map(({ seq }) => seq),
      outcomes.map(({ status }) => status),
      outcomes.map(({ code }) => code),
      outcomes.map(({ subject }) => subject ?? null),
    ],
  );
}

export async function listAudit(
  pool: pg.Pool,
  { person, subject, fromMs, toMs, beforeSeq, limit }: AuditQuery,
): Promise<readonly StoredAuditEntry[]> {
  const { rows } = await pool.query<AuditRow>(
    `select a.*, o.status, o.code, o.subject as outcome_subject
     from audit a left join audit_outcome o on o.audit_seq = a.seq
     where ($1::text is null or lower(a.name) = lower($1))
       and ($2::text is null or a.subject = $2
         or a.seq in (select audit_seq from audit_outcome where audit_outcome.subject = $2))
       and ($3::bigint is null or a.last_at_ms >= $3)
       and ($4::bigint is null or a.at_ms < $4)
       and ($5::bigint is null or a.seq < $5)
     order by a.seq desc limit $6`,
    [person ?? null, subject ?? null, fromMs ?? null, toMs ?? null, beforeSeq ?? null, limit],
  );
  return rows.map(auditOf);
}

/** So many at a time, so that nobody waits long for the table. */
const dropCount = 5_000;

export async function dropAudit(pool: pg.Pool, beforeMs: number): Promise<number> {
  for (let total = 0; ; ) {
    const { rows } = await pool.query<{ seq: number }>(
      `delete from audit where seq in (
         select seq from audit where last_at_ms < $1 and at_ms < audit_floor_ms() limit ${dropCount})
       returning seq`,
      [beforeMs],
    );
    const seqs = rows.map(({ seq }) => seq);
    await pool.query("delete from audit_outcome where audit_seq = any ($1::bigint[])", [seqs]);
    total += seqs.length;
    if (seqs.length < dropCount) return total;
  }
}
