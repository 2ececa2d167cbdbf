import { createHash } from "node:crypto";
import pg from "pg";
import { StoreError } from "../errors.ts";
import { type Migration, migrations } from "./migrations.ts";

const serverVersionMin = 140_000;

/**
 * Brings the schema up to date: each migration in a transaction of its own, all under a lock, so
 * that two that start at once do not both do it. What was applied is kept with the SHA-256 of its
 * text.
 *
 * @throws StoreError `TL_STORE_SERVER_OLD`, `TL_STORE_SCHEMA_NEWER`, `TL_STORE_SCHEMA_CHANGED`;
 *   errors of the driver otherwise.
 */
export async function migrate(
  config: pg.ClientConfig,
  schema: string,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  const client = new pg.Client(config);
  client.on("error", () => {}); // Told by the query's own rejection.
  await client.connect();
  try {
    await checkServer(client);
    await client.query("select pg_advisory_lock(hashtextextended('truceline migrate', 0))");
    await client.query(`create schema if not exists "${schema}"`);
    await client.query(
      `create table if not exists migration (
         number integer primary key, name text not null, sha256 text not null,
         applied_at timestamptz not null default now())`,
    );
    await applyMissing(client, steps);
  } finally {
    await client.end();
  }
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select current_setting('server_version_num')::int as n");
  if (rows[0].n >= serverVersionMin) return;
  throw new StoreError("TL_STORE_SERVER_OLD", { serverVersion: rows[0].n });
}

async function applyMissing(client: pg.Client, steps: readonly Migration[]): Promise<void> {
  const { rows } = await client.query<{ number: number; sha256: string }>(
    "select number, sha256 from migration",
  );
  const applied = new Map(rows.map(({ number, sha256 }) => [number, sha256]));
  const known = new Set(steps.map(({ number }) => number));
  const unknown = [...applied.keys()].filter((number) => !known.has(number));
  if (unknown.length > 0) throw new StoreError("TL_STORE_SCHEMA_NEWER", { unknown });
  for (const { number, name, sql } of steps) {
    const sha256 = createHash("sha256").update(sql).digest("hex");
    const before = applied.get(number);
    if (before === sha256) continue;
    if (before !== undefined) throw new StoreError("TL_STORE_SCHEMA_CHANGED", { number, name });
    await client.query("begin");
    await client.query(sql);
    await client.query("insert into migration (number, name, sha256) values ($1, $2, $3)", [
      number,
      name,
      sha256,
    ]);
    await client.query("commit");
  }
}
