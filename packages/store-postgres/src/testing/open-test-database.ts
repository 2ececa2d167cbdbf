import { createHash, randomUUID } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import pg from "pg";
import { inject } from "vitest";
import type { ConnectionConfig } from "../embedded/postmaster.ts";
import { type Connection, clientConfig } from "../store/database.ts";
import { migrate } from "../store/migrate.ts";
import { migrations } from "../store/migrations.ts";
import type { TestServerAnswer } from "./test-server.ts";
import "./global-setup.ts"; // The type of what it provides.

/** A database of one test's own. */
export interface TestDatabase {
  readonly connection: ConnectionConfig;
  /** The rows of one statement, past all that stands between a caller and the tables. */
  query<Row extends object>(text: string): Promise<readonly Row[]>;
  /** Drops it, also under connections that were left open. */
  close(): Promise<void>;
}

const schema = "truceline";
const templateName = `truceline_template_${createHash("sha256")
  .update(JSON.stringify(migrations))
  .digest("hex")
  .slice(0, 16)}`;

let maintenance: Promise<ConnectionConfig> | undefined;

/**
 * A fresh, migrated, empty database on the test run's server (see `global-setup.ts`), or on the one
 * that `TRUCELINE_DATABASE_URL` names. The caller closes it.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  maintenance ??= findServer();
  const server = await maintenance;
  const database = `truceline_test_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, async (client) => {
    await client.query("select pg_advisory_lock(hashtextextended('truceline template', 0))");
    const { rows } = await client.query("select 1 from pg_database where datname = $1", [
      templateName,
    ]);
    if (rows.length === 0) await makeTemplate(client, server);
    await client.query(`create database ${database} template ${templateName}`);
  });
  const drop = `drop database if exists ${database} with (force)`;
  return {
    connection: { ...server, database },
    query: (text) =>
      onServer({ ...server, database }, async (client) => (await client.query(text)).rows),
    close: () => onServer(server, async (client) => void (await client.query(drop))),
  };
}

async function makeTemplate(client: pg.Client, server: ConnectionConfig): Promise<void> {
  // Under another name until it is whole: a run cut short leaves no half template.
  const draft = `${templateName}_draft`;
  await client.query(`drop database if exists ${draft} with (force)`);
  await client.query(`create database ${draft}`);
  await migrate(clientConfig({ ...server, database: draft }, schema), schema);
  await client.query(`alter database ${draft} rename to ${templateName}`);
}

async function onServer<T>(
  connection: Connection,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function findServer(): Promise<ConnectionConfig> {
  const url = process.env["TRUCELINE_DATABASE_URL"];
  if (url !== undefined) {
    const { host, port, user = "", password, database = "" } = new pg.Client(url);
    return { host, port, user, password: String(password ?? ""), database };
  }
  const { testServerDoor } = inject("truceline");
  if (testServerDoor === null) throw new Error("the global setup has not opened a test server");
  const answer = JSON.parse(await text(connect(testServerDoor))) as TestServerAnswer;
  if ("fault" in answer) throw new Error(`no test database: ${answer.fault}`);
  return answer.connection;
}
