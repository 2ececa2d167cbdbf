import { derivedId } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { entry, minuteMs, observed, t0 } from "./contract-entries.ts";
import type { InputEntry, Store } from "./store.ts";

// The part of the `Store` contract about what comes in, and the feed that tells of it.

/** @param openStore gives an empty store each time, which is closed after the test */
export function inputStoreContract(openStore: () => Promise<Store>): void {
  describe("append", () => {
    test("[WAT-010] an empty store answers every question with nothing", async () => {
      const store = await openStore();
      expect(await store.headSeq()).toBe(0);
      expect(await store.cursor("any")).toBe(0);
      expect(await store.readFeed({ afterSeq: 0, limit: 10 })).toEqual([]);
      expect(await store.list(observed, 10)).toEqual({ items: [], next: null });
      expect(await store.get("observation", derivedId("none"))).toBeUndefined();
      expect(await store.versions("incident", derivedId("none"))).toEqual([]);
      expect(await store.count(observed)).toBe(0);
      expect((await store.counts()).quarantineWaiting).toBe(0);
      await store.ping();
    });

    test("[WAT-011] entries come back whole, in the order they were given, numbered from 1", async () => {
      const store = await openStore();
      const entries = ["a", "b", "c"].map((key) => entry(key));
      const outcomes = await store.append(entries);
      expect(outcomes).toEqual(
        entries.map(({ id }, index) => ({ status: "stored", id, seq: index + 1 })),
      );
      const feed = await store.readFeed({ afterSeq: 0, limit: 10 });
      expect(feed.map(({ seq }) => seq)).toEqual([1, 2, 3]);
      for (const [index, record] of feed.entries()) {
        const {
          source: _source,
          sourceId: _id,
          contentSha256: _hash,
          bytes,
          ...rest
        } = entries[index] as InputEntry;
        expect(record).toMatchObject(rest);
        expect(Uint8Array.from(record.bytes)).toEqual(bytes);
      }
      expect(await store.headSeq()).toBe(3);
    });

    test("an append of nothing is nothing", async () => {
      const store = await openStore();
      expect(await store.append([])).toEqual([]);
      expect(await store.headSeq()).toBe(0);
    });

    test("[WAT-012] the same content again is a duplicate of the first, also within a batch", async () => {
      const store = await openStore();
      const first = entry("a");
      const again = { ...first, id: derivedId("again"), recordedAtMs: t0 + 5 * minuteMs };
      const outcomes = await store.append([first, again]);
      expect(outcomes[0]).toMatchObject({ status: "stored", id: first.id });
      expect(outcomes[1]).toEqual({ status: "duplicate", id: first.id });
      expect(await store.append([again])).toEqual([{ status: "duplicate", id: first.id }]);
      expect(await store.count(observed)).toBe(1);
      expect(await store.get("observation", again.id)).toBeUndefined();
      expect(await store.headSeq()).toBe(1);
    });

    test("[WAT-013] other content under the same key is a conflict, and both are kept", async () => {
      const store = await openStore();
      const first = entry("a", { content: "one" });
      const other = entry("a", { content: "two" });
      const outcomes = await store.append([first, other]);
      const conflict = outcomes[1];
      expect(conflict).toMatchObject({ status: "conflict", id: first.id });
      if (conflict?.status !== "conflict") throw new Error("unreachable");
      const kept = await store.getQuarantine(conflict.quarantineId);
      expect(kept).toMatchObject({
        id: conflict.quarantineId,
        code: "TL_WATCH_CONFLICT",
        conflictsWith: first.id,
        state: "waiting",
        origin: "observed",
        kind: "observation",
        sender: "contract",
        receivedAtMs: other.recordedAtMs,
      });
      expect(Uint8Array.from(kept?.bytes ?? [])).toEqual(other.bytes);
      expect(kept?.faults.length).toBeGreaterThan(0);
      const stored = await store.get("observation", first.id);
      expect(Uint8Array.from(stored?.bytes ?? [])).toEqual(first.bytes);
      expect(await store.count(observed)).toBe(1);
    });

    test("[WAT-013] the same contradiction sent again is kept once", async () => {
      const store = await openStore();
      await store.append([entry("a", { content: "one" })]);
      const [once] = await store.append([entry("a", { content: "two" })]);
      const later = { recordedAtMs: t0 + 9 * minuteMs, id: derivedId("sent again") };
      const [twice] = await store.append([{ ...entry("a", { content: "two" }), ...later }]);
      expect(twice).toEqual(once);
      const [third] = await store.append([entry("a", { content: "three" })]);
      expect(third).not.toEqual(once);
      expect((await store.counts()).quarantineWaiting).toBe(2);
    });

    test("keys are kept apart by kind and by origin", async () => {
      const store = await openStore();
      const outcomes = await store.append([
        entry("a", { content: "one" }),
        entry("a", { content: "two", origin: "exercise" }),
        entry("a", { content: "three", kind: "claim" }),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(["stored", "stored", "stored"]);
    });

    test("a large batch is stored whole and in order", async () => {
      const store = await openStore();
      const entries = Array.from({ length: 1_500 }, (_, index) => entry(`k${index}`));
      const outcomes = await store.append(entries);
      expect(outcomes.every(({ status }) => status === "stored")).toBe(true);
      const feed = await store.readFeed({ afterSeq: 0, limit: 2_000 });
      expect(feed.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
    });

    test("appends at the same time leave no gap and no double", async () => {
      const store = await openStore();
      const batches = Array.from({ length: 8 }, (_, batch) =>
        Array.from({ length: 20 }, (_, index) => entry(`k${(batch * 10 + index) % 90}`)),
      );
      const outcomes = (await Promise.all(batches.map((batch) => store.append(batch)))).flat();
      expect(outcomes.filter(({ status }) => status === "stored")).toHaveLength(90);
      expect(outcomes.filter(({ status }) => status === "duplicate")).toHaveLength(70);
      const feed = await store.readFeed({ afterSeq: 0, limit: 200 });
      expect(feed.map(({ seq }) => seq)).toEqual(Array.from({ length: 90 }, (_, i) => i + 1));
    });

    test("entries without position or with text of any script are kept", async () => {
      const store = await openStore();
      const plain = entry("немає нічого", { position: undefined, subject: "камера 1" });
      await store.append([plain]);
      const [record] = (await store.list(observed, 10)).items;
      expect(record?.position ?? null).toBeNull();
      expect(record?.subject).toBe("камера 1");
    });
  });

  describe("feed of changes", () => {
    test("[WAT-014] it is read after a number, bounded, by kind and by origin", async () => {
      const store = await openStore();
      await store.append([
        entry("a"),
        entry("b", { origin: "exercise" }),
        entry("c", { kind: "claim" }),
        entry("d"),
      ]);
      const seqs = async (query: Partial<Parameters<Store["readFeed"]>[0]>) =>
        (await store.readFeed({ afterSeq: 0, limit: 10, ...query })).map(({ seq }) => seq);
      expect(await seqs({ limit: 2 })).toEqual([1, 2]);
      expect(await seqs({ afterSeq: 2 })).toEqual([3, 4]);
      expect(await seqs({ afterSeq: 4 })).toEqual([]);
      expect(await seqs({ kinds: ["observation"] })).toEqual([1, 2, 4]);
      expect(await seqs({ kinds: ["observation"], origin: "observed" })).toEqual([1, 4]);
      expect(await seqs({ kinds: ["observation"], origin: "observed", limit: 1 })).toEqual([1]);
    });

    test("[WAT-015] the bell rings after a commit until it is undone", async () => {
      const store = await openStore();
      let rings = 0;
      let wake: () => void = () => {};
      const undo = store.onBell(() => {
        rings++;
        wake();
      });
      const rung = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await store.append([entry("a")]);
      await rung;
      expect(rings).toBeGreaterThan(0);
      undo();
      const before = rings;
      await store.append([entry("b")]);
      await store.headSeq();
      expect(rings).toBe(before);
    });
  });
}
