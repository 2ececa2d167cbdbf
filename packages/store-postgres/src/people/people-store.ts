import { randomBytes } from "node:crypto";
import type { PeopleStore } from "@truceline/watch";
import type pg from "pg";
import { StoreError } from "../errors.ts";
import { type Connection, clientConfig, openPool } from "../store/database.ts";
import { databaseFault, withPatience } from "../store/database-fault.ts";
import { migrate } from "../store/migrate.ts";
import * as accounts from "./accounts.ts";
import * as audit from "./audit-table.ts";
import * as codes from "./codes-and-sessions.ts";
import { peopleMigrations } from "./people-migrations.ts";

const schemaDefault = "truceline_people";
const schemaPattern = /^[a-z][a-z0-9_]{0,39}$/;
const patienceDefaultMs = 10_000;
const connectionCountMax = 4;
const secretByteCount = 32;
const dayMs = 24 * 3_600_000;
/** Ended sessions and used codes are kept this long, for whoever asks what happened. */
const tidyAfterMs = 30 * dayMs;

export interface OpenPeopleStoreOptions {
  /** Parts as `openEmbeddedPostgres` gives them, or a `postgres://` URL. */
  readonly connection: Connection;
  /** PostgreSQL schema that holds the tables; made if absent. One for an installation. */
  readonly schema?: string | undefined;
  /** How long a call waits for a database that is away before it fails with `TL_STORE_ABSENT`. */
  readonly patienceMs?: number | undefined;
}

/**
 * Accounts, sessions and audit on PostgreSQL 14 or newer. Brings the schema up to date first.
 * @throws StoreError as `openStore`.
 */
export async function openPeopleStore(options: OpenPeopleStoreOptions): Promise<PeopleStore> {
  const { connection, schema = schemaDefault, patienceMs = patienceDefaultMs } = options;
  if (!schemaPattern.test(schema)) throw new StoreError("TL_STORE_QUERY", { schema });
  const config = clientConfig(connection, schema);
  let isClosed = false;
  await withPatience(
    patienceMs,
    () => isClosed,
    () => migrate(config, schema, peopleMigrations),
  );
  const pool = openPool({ ...config, max: connectionCountMax });
  const work = <T>(task: () => Promise<T>): Promise<T> => {
    if (isClosed) return Promise.reject(new StoreError("TL_STORE_CLOSED"));
    return withPatience(patienceMs, () => isClosed, task);
  };
  // What may have been done before the connection broke is not tried again by itself.
  const once = async <T>(task: () => Promise<T>): Promise<T> => {
    if (isClosed) throw new StoreError("TL_STORE_CLOSED");
    try {
      return await task();
    } catch (error) {
      throw databaseFault(error);
    }
  };
  return {
    addAccount: (account) => once(() => accounts.addAccount(pool, account)),
    getAccount: (id) => work(() => accounts.getAccount(pool, id)),
    findLogin: (nameKey) => work(() => accounts.findLogin(pool, nameKey)),
    passwordHashOf: (id) => work(() => passwordHashOf(pool, id)),
    listAccounts: () => work(() => accounts.listAccounts(pool)),
    changeAccount: (...change) => work(() => accounts.changeAccount(pool, ...change)),
    setPassword: (...change) => work(() => accounts.setPassword(pool, ...change)),
    replaceHash: (id, oldHash, newHash) =>
      work(async () => {
        await pool.query(
          "update account set password_hash = $3 where id = $1 and password_hash = $2",
          [id, oldHash, newHash],
        );
      }),
    noteSignIn: (id, atMs) =>
      work(async () => {
        await pool.query("update account set last_sign_in_ms = $2 where id = $1", [id, atMs]);
      }),

    addCode: (code) => once(() => codes.addCode(pool, code)),
    findCode: (sha256, nowMs) => work(() => codes.findCode(pool, sha256, nowMs)),
    setUp: (...given) => once(() => codes.setUp(pool, ...given)),
    usePasswordCode: (...given) => once(() => codes.usePasswordCode(pool, ...given)),

    addSession: (session) => once(() => codes.addSession(pool, session)),
    findSession: (sha256, nowMs) => work(() => codes.findSession(pool, sha256, nowMs)),
    noteSeen: (id, atMs) =>
      work(async () => {
        await pool.query(
          "update session set seen_at_ms = $2 where id = $1 and seen_at_ms < $2 and ended_at_ms is null",
          [id, atMs],
        );
      }),
    listSessions: (of, nowMs) => work(() => codes.listSessions(pool, of, nowMs)),
    endSession: (id, atMs) =>
      work(async () => {
        await pool.query(
          "update session set ended_at_ms = $2 where id = $1 and ended_at_ms is null",
          [id, atMs],
        );
      }),
    endSessions: (id, atMs, exceptId) => work(() => accounts.endSessions(pool, id, atMs, exceptId)),
    renewSession: (id, sha256) =>
      work(async () => {
        await pool.query("update session set sha256 = $2 where id = $1", [id, sha256]);
      }),

    // Tried again by itself: an entry that stands there twice is better than a write without one.
    appendAudit: (entries) => work(() => audit.appendAudit(pool, entries)),
    appendOutcomes: (outcomes) => work(() => audit.appendOutcomes(pool, outcomes)),
    listAudit: (query) => work(() => audit.listAudit(pool, query)),
    dropAudit: (beforeMs) => work(() => audit.dropAudit(pool, beforeMs)),

    secret: (name) => work(() => secretOf(pool, name)),
    tidy: (nowMs) => work(() => tidy(pool, nowMs)),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await pool.end();
    },
  };
}

async function passwordHashOf(pool: pg.Pool, id: string): Promise<string | null> {
  const { rows } = await pool.query<{ password_hash: string | null }>(
    "select password_hash from account where id = $1",
    [id],
  );
  return rows[0]?.password_hash ?? null;
}

async function secretOf(pool: pg.Pool, name: string): Promise<Uint8Array> {
  await pool.query("insert into secret (name, bytes) values ($1, $2) on conflict do nothing", [
    name,
    randomBytes(secretByteCount),
  ]);
  const { rows } = await pool.query<{ bytes: Buffer }>("select bytes from secret where name = $1", [
    name,
  ]);
  const bytes = rows[0]?.bytes;
  if (bytes === undefined) throw new StoreError("TL_STORE_QUERY", { name });
  return bytes;
}

async function tidy(pool: pg.Pool, nowMs: number): Promise<void> {
  const beforeMs = nowMs - tidyAfterMs;
  await pool.query("delete from one_time_code where expires_at_ms < $1", [beforeMs]);
  await pool.query("delete from session where least(ended_at_ms, expires_at_ms) < $1", [beforeMs]);
}
