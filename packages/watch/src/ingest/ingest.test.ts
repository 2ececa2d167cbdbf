import { seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import type { Store } from "../ports/store.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { createIngest, type IngestMessage, type IngestOptions } from "./ingest.ts";

const nowMs = Date.UTC(2026, 2, 10, 12);
const text = new TextEncoder();

const message = (sourceId: string, change: Record<string, unknown> = {}): IngestMessage => ({
  kind: "observation",
  sender: "post-7",
  bytes: text.encode(
    JSON.stringify({
      schema: "observation/1",
      origin: "exercise",
      source: "post-7",
      sourceId,
      span: { fromMs: nowMs - 60_000, toMs: nowMs - 60_000, precision: "minute" },
      observer: { kind: "person", id: "m-12" },
      means: ["heard"],
      kind: "explosion",
      count: { qualifier: "exactly", min: 1, max: 1 },
      ...change,
    }),
  ),
});
const broken = (content: string): IngestMessage => ({
  kind: "observation",
  sender: "post-7",
  bytes: text.encode(content),
});

function open(options: Partial<IngestOptions> = {}) {
  const store = new MemoryStore(seededRng("store"));
  const ingest = createIngest({
    store,
    clock: { nowMs: () => nowMs },
    rng: seededRng("ids"),
    origin: "exercise",
    ...options,
  });
  return { store, ingest };
}

/** A store whose appends wait until they are let go. */
function heldStore() {
  const store = new MemoryStore(seededRng("store"));
  const waiting: (() => void)[] = [];
  const batchSizes: number[] = [];
  const held: Store = new Proxy(store, {
    get(target, key) {
      if (key === "append") {
        return async (entries: Parameters<Store["append"]>[0]) => {
          batchSizes.push(entries.length);
          await new Promise<void>((resolve) => waiting.push(resolve));
          return target.append(entries);
        };
      }
      const value = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const letGo = async () => {
    waiting.shift()?.();
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  return { store: held, batchSizes, letGo };
}

describe("createIngest", () => {
  test("[WAT-001] each message has an outcome in its place, good and bad mixed", async () => {
    const { store, ingest } = open();
    const outcomes = await ingest.submit([
      message("a"),
      broken("{"),
      message("a"),
      message("b", { kind: "boom" }),
      message("a", { kind: "shot" }),
      message("c"),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      "stored",
      "quarantined",
      "duplicate",
      "quarantined",
      "quarantined",
      "stored",
    ]);
    expect(outcomes.map((outcome) => ("code" in outcome ? outcome.code : ""))).toEqual([
      "",
      "TL_WATCH_NOT_JSON",
      "",
      "TL_WATCH_SCHEMA",
      "TL_WATCH_CONFLICT",
      "",
    ]);
    const [first, , , , conflict] = outcomes;
    expect(conflict).toMatchObject({ conflictsWith: first && "id" in first ? first.id : "" });
    expect(await store.counts()).toMatchObject({
      byKind: { observation: 2 },
      quarantineWaiting: 3,
    });
    for (const outcome of outcomes) {
      if (outcome.status !== "quarantined") continue;
      expect(await store.getQuarantine(outcome.quarantineId)).toMatchObject({ code: outcome.code });
    }
    expect(ingest.metrics()).toMatchObject({
      storedCount: 2,
      duplicateCount: 1,
      conflictCount: 1,
      quarantinedCountByCode: { TL_WATCH_NOT_JSON: 1, TL_WATCH_SCHEMA: 1 },
      waitingCount: 0,
      waitingByteCount: 0,
    });
  });

  test("a feed's own clock is kept", async () => {
    const { store, ingest } = open();
    const receivedAtMs = nowMs - 30_000;
    const [outcome] = await ingest.submit([{ ...message("a"), receivedAtMs }]);
    if (outcome?.status !== "stored") throw new Error("not stored");
    expect((await store.get("observation", outcome.id))?.recordedAtMs).toBe(receivedAtMs);
  });

  test("messages of many callers are written together, in bounded batches", async () => {
    const { store, batchSizes, letGo } = heldStore();
    const { ingest } = open({ store, limits: { batchCountMax: 4, writeCountMax: 1 } });
    const one = ingest.submit([message("a")]);
    const many = ingest.submit(["b", "c", "d", "e", "f", "g"].map((key) => message(key)));
    const last = ingest.submit([message("h")]);
    expect(batchSizes).toEqual([1]);
    expect(ingest.metrics().waitingCount).toBe(8);
    for (let batch = 0; batch < 3; batch++) await letGo();
    expect((await Promise.all([one, many, last])).map(({ length }) => length)).toEqual([1, 6, 1]);
    expect(batchSizes).toEqual([1, 4, 3]);
    expect(ingest.metrics().waitingCount).toBe(0);
  });

  test("two writes are under way at once, and a call is answered when all of its own are durable", async () => {
    const { store, batchSizes, letGo } = heldStore();
    const { ingest } = open({ store, limits: { batchCountMax: 2 } });
    const many = ingest.submit(["a", "b", "c", "d", "e"].map((key) => message(key)));
    expect(batchSizes).toEqual([2, 2]);
    for (let batch = 0; batch < 3; batch++) await letGo();
    expect((await many).map(({ status }) => status)).toEqual(Array(5).fill("stored"));
    expect(batchSizes).toEqual([2, 2, 1]);
  });

  test("[WAT-030] more than may wait is pushed back, and nothing of it is kept", async () => {
    const { store, letGo } = heldStore();
    const { ingest } = open({ store, limits: { waitingCountMax: 3 } });
    const first = ingest.submit([message("a"), message("b")]);
    await expect(ingest.submit([message("c"), message("d")])).rejects.toMatchObject({
      code: "TL_WATCH_BUSY",
      fault: "busy",
    });
    const fits = ingest.submit([message("e")]);
    await letGo();
    await letGo();
    await Promise.all([first, fits]);
    expect((await store.counts()).byKind.observation).toBe(3);
    expect(ingest.metrics()).toMatchObject({ busyCount: 2, waitingCount: 0 });
    const again = ingest.submit([message("c"), message("d")]);
    await letGo();
    expect((await again).map(({ status }) => status)).toEqual(["stored", "stored"]);
  });

  test("bytes are bounded too, yet one large call alone gets through", async () => {
    const { store, letGo } = heldStore();
    const { ingest } = open({ store, limits: { waitingByteCountMax: 10 } });
    const large = ingest.submit([message("a")]);
    await expect(ingest.submit([message("b")])).rejects.toMatchObject({ code: "TL_WATCH_BUSY" });
    await letGo();
    expect((await large)[0]?.status).toBe("stored");
  });

  test("a store that fails fails its callers, and the next batch goes on", async () => {
    const memory = new MemoryStore(seededRng("store"));
    let failures = 1;
    const store: Store = new Proxy(memory, {
      get(target, key) {
        if (key === "append" && failures-- > 0) {
          return async () => {
            throw new Error("the database is away");
          };
        }
        const value = Reflect.get(target, key);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const { ingest } = open({ store, limits: { batchCountMax: 2, writeCountMax: 1 } });
    const failed = ingest.submit(["a", "b", "c"].map((key) => message(key)));
    const good = ingest.submit([message("d")]);
    await expect(failed).rejects.toThrow("the database is away");
    expect((await good)[0]?.status).toBe("stored");
    const again = await ingest.submit(["a", "b", "c"].map((key) => message(key)));
    expect(again.map(({ status }) => status)).toEqual(["stored", "stored", "stored"]);
    expect(ingest.metrics().waitingCount).toBe(0);
  });

  test("after closing nothing is taken, and what waited is stored", async () => {
    const { store, letGo } = heldStore();
    const { ingest } = open({ store });
    const pending = ingest.submit([message("a")]);
    const closing = ingest.close();
    await expect(ingest.submit([message("b")])).rejects.toMatchObject({ code: "TL_WATCH_CLOSED" });
    await letGo();
    await closing;
    expect((await pending)[0]?.status).toBe("stored");
  });

  describe("readmit", () => {
    const quarantined = async (ingest: ReturnType<typeof open>["ingest"], sent: IngestMessage) => {
      const [outcome] = await ingest.submit([sent]);
      if (outcome?.status !== "quarantined") throw new Error("it was stored");
      return outcome.quarantineId;
    };

    test("[WAT-031] a correction is stored and the entry marked; both bytes stay", async () => {
      const { store, ingest } = open();
      const id = await quarantined(ingest, broken("{ half"));
      const outcome = await ingest.readmit(id, message("fixed").bytes);
      expect(outcome.status).toBe("stored");
      const entry = await store.getQuarantine(id);
      expect(entry).toMatchObject({
        state: "readmitted",
        readmittedAs: "id" in outcome ? outcome.id : "",
        readmittedAtMs: nowMs,
      });
      expect(new TextDecoder().decode(entry?.bytes)).toBe("{ half");
      await expect(ingest.readmit(id, message("fixed").bytes)).rejects.toMatchObject({
        code: "TL_WATCH_NOT_WAITING",
      });
    });

    test("[WAT-031] a correction that is refused as well leaves the entry waiting", async () => {
      const { store, ingest } = open();
      const id = await quarantined(ingest, broken("{ half"));
      const outcome = await ingest.readmit(id, text.encode("{ still"));
      expect(outcome).toMatchObject({ status: "quarantined", quarantineId: id });
      expect((await store.getQuarantine(id))?.state).toBe("waiting");
      expect((await store.counts()).quarantineWaiting).toBe(1);
    });

    test("a contradiction is readmitted under a key of its own, or as what is stored", async () => {
      const { store, ingest } = open();
      await ingest.submit([message("a")]);
      const id = await quarantined(ingest, message("a", { kind: "shot" }));
      const same = await ingest.readmit(id, message("a", { kind: "shot" }).bytes);
      expect(same).toMatchObject({ status: "quarantined", quarantineId: id });
      const own = await ingest.readmit(id, message("a-2", { kind: "shot" }).bytes);
      expect(own.status).toBe("stored");
      expect((await store.counts()).quarantineWaiting).toBe(0);
    });

    test("an entry that is not there", async () => {
      const { ingest } = open();
      await expect(ingest.readmit("none", message("a").bytes)).rejects.toMatchObject({
        code: "TL_WATCH_QUARANTINE_UNKNOWN",
      });
    });
  });
});
