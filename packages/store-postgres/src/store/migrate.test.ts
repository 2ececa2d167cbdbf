import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/index.ts";
import { clientConfig } from "./database.ts";
import { migrate } from "./migrate.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const first = { number: 1, name: "first", sql: "create table a (n int)" };
const second = { number: 2, name: "second", sql: "alter table a add m int" };

async function tablesIn(schema: string): Promise<string[]> {
  const client = new pg.Client(database.connection);
  await client.connect();
  const { rows } = await client.query(
    "select table_name from information_schema.tables where table_schema = $1 order by 1",
    [schema],
  );
  await client.end();
  return rows.map((row) => String(row.table_name));
}

test("[STO-028] each step is applied once, in order, and the next start adds what is new", async () => {
  const config = clientConfig(database.connection, "other");
  await migrate(config, "other", [first]);
  await migrate(config, "other", [first]);
  await migrate(config, "other", [first, second]);
  expect(await tablesIn("other")).toEqual(["a", "migration"]);
});

test("[STO-028] a step that fails leaves nothing of itself", async () => {
  const config = clientConfig(database.connection, "other");
  const broken = { number: 2, name: "broken", sql: "create table b (n int); select 1 / 0" };
  await expect(migrate(config, "other", [first, broken])).rejects.toMatchObject({ code: "22012" });
  expect(await tablesIn("other")).toEqual(["a", "migration"]);
  await migrate(config, "other", [first, second]);
});

test("[STO-028] a database of a newer Truceline is refused, and so is an edited step", async () => {
  const config = clientConfig(database.connection, "other");
  await migrate(config, "other", [first, second]);
  await expect(migrate(config, "other", [first])).rejects.toMatchObject({
    code: "TL_STORE_SCHEMA_NEWER",
    details: { unknown: [2] },
  });
  const edited = { ...second, sql: "alter table a add k int" };
  await expect(migrate(config, "other", [first, edited])).rejects.toMatchObject({
    code: "TL_STORE_SCHEMA_CHANGED",
  });
});
