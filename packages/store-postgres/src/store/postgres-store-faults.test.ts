import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InputEntry, Store, StoredRecord } from "@truceline/watch";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type EmbeddedPostgres, openEmbeddedPostgres } from "../embedded/open-embedded-postgres.ts";
import { waitUntil } from "../embedded/processes.ts";
import { makeEntry, makeIncident } from "../testing/make-entry.ts";
import { type OpenStoreOptions, openStore } from "./postgres-store.ts";

let dir = "";
let server: EmbeddedPostgres;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "truceline-faults-"));
  server = await openEmbeddedPostgres({ dir });
});
afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
  rmSync(server.home, { recursive: true, force: true });
});

const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

let schemaCount = 0;
async function open(more: Partial<OpenStoreOptions> = {}): Promise<Store> {
  schemaCount += 1;
  const schema = `s${schemaCount}`;
  const store = await openStore({ connection: server.connectionConfig, schema, ...more });
  stores.push(store);
  return store;
}

/** Kills the server the hard way and waits until its supervisor has brought it back. */
async function killServer(): Promise<void> {
  const back = new Promise<void>((resolve) => {
    const undo = server.onEvent(({ kind }) => {
      if (kind !== "restarted") return;
      undo();
      resolve();
    });
  });
  process.kill(server.postmasterPid, "SIGKILL");
  await back;
}

async function readAll(store: Store): Promise<readonly StoredRecord[]> {
  const all: StoredRecord[] = [];
  for (;;) {
    const page = await store.readFeed({ afterSeq: all.at(-1)?.seq ?? 0, limit: 1_000 });
    if (page.length === 0) return all;
    all.push(...page);
  }
}

describe("when PostgreSQL is killed", () => {
  test("[STO-020] every acknowledged record is there once, and writers only notice a pause", async () => {
    const store = await open({ patienceMs: 30_000 });
    const acknowledged: InputEntry[] = [];
    let isRunning = true;
    const write = async (writer: number): Promise<void> => {
      for (let batch = 0; isRunning; batch += 1) {
        const entries = Array.from({ length: 50 }, (_, index) =>
          makeEntry(`${writer}-${batch}-${index}`),
        );
        const outcomes = await store.append(entries);
        expect(outcomes.every(({ status }) => status === "stored")).toBe(true);
        acknowledged.push(...entries);
      }
    };
    const writers = [write(0), write(1), write(2)];
    for (let kill = 0; kill < 2; kill += 1) {
      const before = acknowledged.length;
      await waitUntil(() => acknowledged.length > before + 500, 20_000);
      await killServer();
    }
    const before = acknowledged.length;
    await waitUntil(() => acknowledged.length > before + 500, 20_000);
    isRunning = false;
    await Promise.all(writers);

    const feed = await readAll(store);
    expect(feed.map(({ seq }) => seq)).toEqual(feed.map((_, index) => index + 1));
    expect(feed.map(({ id }) => id).sort()).toEqual(acknowledged.map(({ id }) => id).sort());
  });

  test("[STO-021] the cursor and what was derived up to it never part", async () => {
    const store = await open({ patienceMs: 30_000 });
    let seq = 0;
    let isRunning = true;
    const derive = async (): Promise<void> => {
      while (isRunning) {
        const records = [makeIncident(`i${seq}`, 1, []), makeIncident(`j${seq}`, 1, [])];
        expect(
          await store.commitDerived({ cursor: "c", fromSeq: seq, toSeq: seq + 1, records }),
        ).toBe(true);
        seq += 1;
      }
    };
    const deriving = derive();
    await waitUntil(() => seq > 20, 20_000);
    await killServer();
    const before = seq;
    await waitUntil(() => seq > before + 20, 20_000);
    isRunning = false;
    await deriving;
    expect(await store.cursor("c")).toBe(seq);
    expect(await store.count({ kind: "incident", origin: "observed" })).toBe(2 * seq);
  });

  test("[STO-022] the bell rings again afterwards", async () => {
    const store = await open({ patienceMs: 30_000 });
    let rings = 0;
    store.onBell(() => {
      rings += 1;
    });
    await waitUntil(() => rings > 0, 5_000); // Rung once when it began to listen.
    await killServer();
    await store.append([makeEntry("a")]);
    const before = rings;
    await waitUntil(() => rings > before, 10_000);
    await store.append([makeEntry("b")]);
    expect(await waitUntil(() => rings > before + 1, 10_000)).toBe(true);
  });

  test("[STO-023] while it is away calls fail as absent once patience has run out, and work again later", async () => {
    const store = await open({ patienceMs: 300 });
    await store.append([makeEntry("before")]);
    const elsewhere = mkdtempSync(join(tmpdir(), "truceline-away-"));
    const other = await openEmbeddedPostgres({ dir: elsewhere });
    const there = await openStore({ connection: other.connectionConfig, patienceMs: 300 });
    await there.append([makeEntry("a")]);
    await other.stop();
    const isAbsent = { code: "TL_STORE_ABSENT", fault: "absent" };
    await expect(there.append([makeEntry("b")])).rejects.toMatchObject(isAbsent);
    await expect(there.headSeq()).rejects.toMatchObject(isAbsent);
    await expect(there.ping()).rejects.toMatchObject(isAbsent);
    const again = await openEmbeddedPostgres({ dir: elsewhere });
    expect(await there.append([makeEntry("a"), makeEntry("b")])).toMatchObject([
      { status: "duplicate" },
      { status: "stored", seq: 2 },
    ]);
    await there.close();
    await again.stop();
    rmSync(elsewhere, { recursive: true, force: true });
    rmSync(again.home, { recursive: true, force: true });
    await store.ping();
  });
});

test("[STO-024] a reader that follows the feed meets every number, whoever commits when", async () => {
  const store = await open();
  const writers = Array.from({ length: 6 }, async (_, writer) => {
    for (let batch = 0; batch < 20; batch += 1) {
      const entries = Array.from({ length: 1 + ((writer * 7 + batch) % 13) }, (_, index) =>
        makeEntry(`${writer}-${batch}-${index}`),
      );
      await store.append(entries);
    }
  });
  const seen: number[] = [];
  let isWriting = true;
  const following = (async () => {
    for (;;) {
      const wasWriting = isWriting;
      const page = await store.readFeed({ afterSeq: seen.at(-1) ?? 0, limit: 50 });
      seen.push(...page.map(({ seq }) => seq));
      if (page.length === 0 && !wasWriting) return;
    }
  })();
  await Promise.all(writers);
  isWriting = false;
  await following;
  expect(seen.length).toBeGreaterThan(500);
  expect(seen).toEqual(seen.map((_, index) => index + 1));
});

describe("opening", () => {
  test("[STO-025] two that open an empty database at once both find the tables", async () => {
    const schema = "both";
    const [a, b] = await Promise.all([open({ schema }), open({ schema })]);
    await a?.append([makeEntry("a")]);
    expect(await b?.headSeq()).toBe(1);
  });

  test("stores in different schemas of a database share nothing", async () => {
    const [a, b] = [await open(), await open()];
    await a.append([makeEntry("a")]);
    expect(await b.headSeq()).toBe(0);
    expect(await b.append([makeEntry("a")])).toMatchObject([{ status: "stored", seq: 1 }]);
  });

  test.each([
    { title: "password", change: { password: "wrong" }, code: "TL_STORE_LOGIN_REFUSED" },
    { title: "database", change: { database: "none" }, code: "TL_STORE_DATABASE_ABSENT" },
    { title: "socket", change: { host: "/tmp/truceline-none" }, code: "TL_STORE_ABSENT" },
  ])("[STO-026] a wrong $title has its own code", async ({ change, code }) => {
    const connection = { ...server.connectionConfig, ...change };
    await expect(openStore({ connection, patienceMs: 100 })).rejects.toMatchObject({
      code,
      fault: "absent",
    });
  });

  test("a closed store says so", async () => {
    const store = await open();
    await store.close();
    await expect(store.headSeq()).rejects.toMatchObject({ code: "TL_STORE_CLOSED" });
  });
});

test("a new record under a stored record's id is refused whole", async () => {
  const store = await open();
  const first = makeEntry("a");
  await store.append([first]);
  const taken = makeEntry("b", { id: first.id });
  await expect(store.append([makeEntry("c"), taken])).rejects.toMatchObject({
    code: "TL_STORE_ID_TAKEN",
  });
  expect(await store.headSeq()).toBe(1);
});

describe("stream", () => {
  test("[STO-027] shows what was known when it began, however much is superseded meanwhile", async () => {
    const store = await open();
    const t0 = Date.UTC(2026, 2, 10);
    const versionOf = (index: number, version: number, atMs: number) =>
      makeIncident(`i${index}`, version, [], { fromMs: atMs, toMs: atMs });
    const first = Array.from({ length: 2_500 }, (_, index) => versionOf(index, 1, t0 + index));
    await store.commitDerived({ cursor: "c", fromSeq: 0, toSeq: 1, records: first });
    const seen: StoredRecord[] = [];
    for await (const record of store.stream({ kind: "incident", origin: "observed" })) {
      if (seen.length === 0) {
        // All of them move to before the first: later pages would not meet them any more.
        const moved = first.map((_, index) => versionOf(index, 2, t0 - 10_000 + index));
        await store.commitDerived({ cursor: "c", fromSeq: 1, toSeq: 2, records: moved });
      }
      seen.push(record);
    }
    expect(seen).toHaveLength(2_500);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(2_500);
    expect(seen.every(({ version }) => version === 1)).toBe(true);
  });

  test("large records come in small pages, and a reader may stop early", async () => {
    const store = await open();
    const entries = Array.from({ length: 60 }, (_, index) =>
      makeEntry(`k${index}`, { bytes: Buffer.alloc(250_000, index), fromMs: index, toMs: index }),
    );
    await store.append(entries);
    let count = 0;
    for await (const record of store.stream({ kind: "observation", origin: "observed" })) {
      expect(record.bytes[0]).toBe(count);
      count += 1;
    }
    expect(count).toBe(60);
    for await (const { fromMs } of store.stream({ kind: "observation", origin: "observed" })) {
      if (fromMs === 5) break;
    }
    expect(await store.headSeq()).toBe(60);
  });
});
