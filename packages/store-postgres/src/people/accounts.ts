import type { Account, NewAccount, PeopleStore } from "@truceline/watch";
import type pg from "pg";
import { type AccountRow, accountColumns, accountOf } from "./people-rows.ts";

const accountCountMax = 10_000;

/** Work in one transaction, on one connection; undone as a whole when it throws. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

export async function addAccount(
  queryable: Pick<pg.Pool, "query">,
  account: NewAccount,
  passwordHash: string | null = null,
): Promise<boolean> {
  const { rowCount } = await queryable.query(
    `insert into account (id, name, name_key, roles, party, created_at_ms, created_by, password_hash,
       password_at_ms)
     values ($1, $2, $3, $4, $5, $6, $7, $8, case when $8::text is null then null else $6::bigint end)
     on conflict do nothing`,
    [
      account.id,
      account.name,
      account.nameKey,
      account.roles,
      account.party,
      account.createdAtMs,
      account.createdBy,
      passwordHash,
    ],
  );
  return rowCount === 1;
}

export async function getAccount(pool: pg.Pool, id: string): Promise<Account | undefined> {
  const { rows } = await pool.query<AccountRow>(
    `select ${accountColumns} from account a where a.id = $1`,
    [id],
  );
  return rows[0] === undefined ? undefined : accountOf(rows[0]);
}

export async function findLogin(
  pool: pg.Pool,
  nameKey: string,
): ReturnType<PeopleStore["findLogin"]> {
  const { rows } = await pool.query<AccountRow & { readonly password_hash: string | null }>(
    `select ${accountColumns}, a.password_hash from account a where a.name_key = $1`,
    [nameKey],
  );
  const row = rows[0];
  return row === undefined
    ? undefined
    : { account: accountOf(row), passwordHash: row.password_hash };
}

export async function listAccounts(pool: pg.Pool): Promise<readonly Account[]> {
  const { rows } = await pool.query<AccountRow>(
    `select ${accountColumns} from account a order by a.name_key limit ${accountCountMax}`,
  );
  return rows.map(accountOf);
}

export function changeAccount(
  pool: pg.Pool,
  ...[id, change, atMs, exceptSessionId]: Parameters<PeopleStore["changeAccount"]>
): ReturnType<PeopleStore["changeAccount"]> {
  const { roles, party, disabledAtMs } = change;
  return inTransaction(pool, async (client) => {
    await client.query("select take_people_lock()");
    const before = await client.query<{ n: number }>("select administrator_count() as n");
    const { rowCount } = await client.query(
      `update account set
         roles = coalesce($2, roles),
         party = case when $3 then $4 else party end,
         disabled_at_ms = case when $5 then $6 else disabled_at_ms end
       where id = $1`,
      [
        id,
        roles ?? null,
        party !== undefined,
        party ?? null,
        disabledAtMs !== undefined,
        disabledAtMs ?? null,
      ],
    );
    if (rowCount === 0) return "absent";
    const after = await client.query<{ n: number }>("select administrator_count() as n");
    if ((before.rows[0]?.n ?? 0) > 0 && (after.rows[0]?.n ?? 0) === 0) {
      throw new NobodyLeft();
    }
    await endSessions(client, id, atMs, exceptSessionId);
    return "changed" as const;
  }).catch((error: unknown) => {
    if (error instanceof NobodyLeft) return "last-administrator" as const;
    throw error;
  });
}

/** Undoes the transaction; never leaves this file. */
class NobodyLeft extends Error {}

export async function endSessions(
  queryable: Pick<pg.Pool, "query">,
  accountId: string,
  atMs: number,
  exceptSessionId: string | null,
): Promise<number> {
  const { rowCount } = await queryable.query(
    `update session set ended_at_ms = $2
     where account_id = $1 and ended_at_ms is null and id is distinct from $3::uuid`,
    [accountId, atMs, exceptSessionId],
  );
  return rowCount ?? 0;
}

export async function setPassword(
  pool: pg.Pool,
  ...[id, passwordHash, atMs, exceptSessionId]: Parameters<PeopleStore["setPassword"]>
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query("update account set password_hash = $2, password_at_ms = $3 where id = $1", [
      id,
      passwordHash,
      atMs,
    ]);
    await endSessions(client, id, atMs, exceptSessionId);
  });
}
