import type { NewAccount, NewSession, OneTimeCode, PeopleStore, Session } from "@truceline/watch";
import type pg from "pg";
import { addAccount, endSessions, inTransaction } from "./accounts.ts";
import {
  type AccountRow,
  accountOf,
  type CodeRow,
  codeOf,
  type SessionRow,
  sessionColumns,
  sessionOf,
} from "./people-rows.ts";

const sessionCountMax = 200;

export async function addCode(pool: pg.Pool, code: OneTimeCode): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(
      `update one_time_code set used_at_ms = $3
       where purpose = $1 and account_id is not distinct from $2::uuid and used_at_ms is null`,
      [code.purpose, code.accountId, code.createdAtMs],
    );
    await client.query(
      `insert into one_time_code (sha256, purpose, account_id, created_at_ms, created_by, expires_at_ms)
       values ($1, $2, $3, $4, $5, $6)`,
      [
        code.sha256,
        code.purpose,
        code.accountId,
        code.createdAtMs,
        code.createdBy,
        code.expiresAtMs,
      ],
    );
  });
}

export async function findCode(
  pool: pg.Pool,
  sha256: Uint8Array,
  nowMs: number,
): Promise<OneTimeCode | undefined> {
  const { rows } = await pool.query<CodeRow>(
    "select * from one_time_code where sha256 = $1 and used_at_ms is null and expires_at_ms > $2",
    [sha256, nowMs],
  );
  return rows[0] === undefined ? undefined : codeOf(rows[0]);
}

/** The row lock decides between two that use a code at once: the second finds it used. */
const spend = `update one_time_code set used_at_ms = $2
  where sha256 = $1 and used_at_ms is null and expires_at_ms > $2 and purpose = $3
  returning account_id`;

export function setUp(
  pool: pg.Pool,
  sha256: Uint8Array,
  nowMs: number,
  account: NewAccount,
  passwordHash: string,
): ReturnType<PeopleStore["setUp"]> {
  return inTransaction(pool, async (client) => {
    if (!(await addAccount(client, account, passwordHash))) return "name-taken" as const;
    const { rowCount } = await client.query(spend, [sha256, nowMs, "set-up"]);
    if (rowCount === 0) throw new Spent();
    return "done" as const;
  }).catch((error: unknown) => {
    if (error instanceof Spent) return "spent" as const;
    throw error;
  });
}

/** Undoes the transaction; never leaves this file. */
class Spent extends Error {}

export function usePasswordCode(
  pool: pg.Pool,
  sha256: Uint8Array,
  nowMs: number,
  passwordHash: string,
): Promise<string | undefined> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ account_id: string }>(spend, [sha256, nowMs, "password"]);
    const id = rows[0]?.account_id;
    if (id === undefined) return undefined;
    await client.query("update account set password_hash = $2, password_at_ms = $3 where id = $1", [
      id,
      passwordHash,
      nowMs,
    ]);
    await endSessions(client, id, nowMs, null);
    return id;
  });
}

export async function addSession(pool: pg.Pool, session: NewSession): Promise<void> {
  await pool.query(
    `insert into session (id, sha256, account_id, token_sha256, roles, created_at_ms, seen_at_ms,
       idle_ms, expires_at_ms, agent, address)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      session.id,
      session.sha256,
      session.accountId,
      session.tokenSha256,
      session.roles,
      session.createdAtMs,
      session.seenAtMs,
      session.idleMs,
      session.expiresAtMs,
      session.agent.replaceAll("\0", "\u2400"),
      session.address,
    ],
  );
}

const open = "s.ended_at_ms is null and s.expires_at_ms > $2 and s.seen_at_ms + s.idle_ms > $2";

export async function findSession(
  pool: pg.Pool,
  sha256: Uint8Array,
  nowMs: number,
): ReturnType<PeopleStore["findSession"]> {
  const { rows } = await pool.query<SessionRow & { readonly account: AccountRow | null }>(
    `select ${sessionColumns}, to_json(a) as account
     from session s left join lateral (
       select id, name, roles, party, created_at_ms, created_by, disabled_at_ms, password_at_ms,
         last_sign_in_ms from account where account.id = s.account_id) a on true
     where s.sha256 = $1 and ${open}`,
    [sha256, nowMs],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    session: sessionOf(row),
    account: row.account === null ? null : accountOf(row.account),
  };
}

export async function listSessions(
  pool: pg.Pool,
  of: Parameters<PeopleStore["listSessions"]>[0],
  nowMs: number,
): Promise<readonly Session[]> {
  const [column, value] =
    "accountId" in of ? ["account_id", of.accountId] : ["token_sha256", of.tokenSha256];
  const { rows } = await pool.query<SessionRow>(
    `select ${sessionColumns} from session s where s.${column} = $1 and ${open}
     order by s.seen_at_ms desc, s.id limit ${sessionCountMax}`,
    [value, nowMs],
  );
  return rows.map(sessionOf);
}
