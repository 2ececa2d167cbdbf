import { canonicalBytes, derivedId, type Origin } from "@truceline/model";
import { afterEach, describe, expect, test } from "vitest";
import { deskStoreContract } from "./desk-store-contract.ts";
import type { InputEntry, QuarantineInput, RecordEntry, Store } from "./store.ts";

// Every promise of the `Store` port as a test; every adapter runs all of them. It is long because the
// promises belong together and are read together.

const text = new TextEncoder();
const t0 = Date.UTC(2026, 2, 10, 12);
const minuteMs = 60_000;

/** An observation entry; only what the store reads is meaningful. */
function entry(key: string, change: Partial<InputEntry> & { content?: string } = {}): InputEntry {
  const { content = key, ...rest } = change;
  const fromMs = rest.fromMs ?? t0;
  const merged = {
    kind: "observation" as const,
    id: derivedId("contract", key, content),
    version: 1,
    origin: "observed" as Origin,
    recordedAtMs: t0 + minuteMs,
    fromMs,
    toMs: fromMs,
    position: [-30, 0] as const,
    subject: "",
    source: "contract",
    sourceId: key,
    contentSha256: hashOf(content),
    ...rest,
  };
  return { ...merged, bytes: rest.bytes ?? canonicalBytes({ key, content }) };
}

/** 32 bytes that differ where the texts differ. */
function hashOf(content: string): Uint8Array {
  const digits = derivedId("contract-hash", content).replaceAll("-", "");
  return Uint8Array.from({ length: 32 }, (_, index) =>
    Number.parseInt(digits.slice((index % 16) * 2, (index % 16) * 2 + 2), 16),
  );
}

/** A version of an incident that holds the observations. */
function incident(
  name: string,
  version: number,
  observationIds: readonly string[],
  change: Partial<RecordEntry> & { withdrawn?: boolean } = {},
): RecordEntry {
  const { withdrawn = false, ...rest } = change;
  const id = derivedId("contract-incident", name);
  return {
    kind: "incident",
    id,
    version,
    origin: "observed",
    recordedAtMs: t0 + version * minuteMs,
    fromMs: t0,
    toMs: t0,
    position: [-30, 0],
    subject: "",
    bytes: canonicalBytes({ id, version, observationIds, ...(withdrawn ? { withdrawn: {} } : {}) }),
    ...rest,
  };
}

function refused(name: string, change: Partial<QuarantineInput> = {}): QuarantineInput {
  return {
    receivedAtMs: t0,
    sender: "device-1",
    origin: "observed",
    kind: "observation",
    code: "TL_WATCH_NOT_JSON",
    faults: [{ code: "TL_WATCH_NOT_JSON", message: "The text is not JSON.", path: "/span" }],
    bytes: text.encode(name),
    ...change,
  };
}

const everywhere = { westDeg: -180, southDeg: -90, eastDeg: 180, northDeg: 90 };
const observed = { kind: "observation", origin: "observed" } as const;

/**
 * The promises of `Store`, as tests.
 * @param open gives an empty store each time; the contract closes it.
 */
export function storeContract(name: string, open: () => Promise<Store>): void {
  const opened: Store[] = [];
  const openStore = async (): Promise<Store> => {
    const store = await open();
    opened.push(store);
    return store;
  };
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  const idsOf = async (items: AsyncIterable<RecordEntry>): Promise<string[]> => {
    const ids: string[] = [];
    for await (const { id } of items) ids.push(id);
    return ids;
  };

  describe(`Store contract: ${name}`, () => {
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

    describe("derived records", () => {
      const [a, b, c] = ["a", "b", "c"].map((key) => entry(key)) as [
        InputEntry,
        InputEntry,
        InputEntry,
      ];

      test("[WAT-016] records and cursor move together, and only from where the cursor stands", async () => {
        const store = await openStore();
        await store.append([a, b]);
        const first = incident("x", 1, [a.id]);
        const change = { cursor: "fuse", fromSeq: 0, toSeq: 1, records: [first] };
        expect(await store.commitDerived(change)).toBe(true);
        expect(await store.cursor("fuse")).toBe(1);
        expect(await store.cursor("other")).toBe(0);
        const late = { ...change, records: [incident("y", 1, [b.id])] };
        expect(await store.commitDerived(late)).toBe(false);
        expect(await store.cursor("fuse")).toBe(1);
        expect(await store.count({ kind: "incident", origin: "observed" })).toBe(1);
        expect(await store.commitDerived({ ...change, fromSeq: 1, toSeq: 1, records: [] })).toBe(
          true,
        );
        expect((await store.readFeed({ afterSeq: 2, limit: 5 })).map(({ id }) => id)).toEqual([
          first.id,
        ]);
      });

      test("[WAT-016] of two that move the cursor at the same time one wins", async () => {
        const store = await openStore();
        const attempts = ["x", "y", "z"].map((incidentName) =>
          store.commitDerived({
            cursor: "fuse",
            fromSeq: 0,
            toSeq: 7,
            records: [incident(incidentName, 1, [a.id])],
          }),
        );
        expect((await Promise.all(attempts)).filter(Boolean)).toHaveLength(1);
        expect(await store.count({ kind: "incident", origin: "observed" })).toBe(1);
      });

      test("[WAT-017] a version supersedes and both stay; each instant sees what was known then", async () => {
        const store = await openStore();
        const versions = [1, 2, 3].map((version) => incident("x", version, [a.id]));
        const { id } = versions[0] as RecordEntry;
        await store.commitDerived({ cursor: "c", fromSeq: 0, toSeq: 1, records: versions });
        expect((await store.versions("incident", id)).map(({ version }) => version)).toEqual([
          1, 2, 3,
        ]);
        const known = async (knownAtMs?: number) =>
          (await store.get("incident", id, knownAtMs))?.version;
        expect(await known()).toBe(3);
        expect(await known(t0 + minuteMs - 1)).toBeUndefined();
        expect(await known(t0 + minuteMs)).toBe(1);
        expect(await known(t0 + 2.5 * minuteMs)).toBe(2);
        const listed = async (knownAtMs?: number) =>
          (await store.list({ kind: "incident", origin: "observed", knownAtMs }, 10)).items.map(
            ({ version }) => version,
          );
        expect(await listed()).toEqual([3]);
        expect(await listed(t0 + 2 * minuteMs)).toEqual([2]);
        expect(await listed(t0)).toEqual([]);
        expect(
          (await store.getMany("incident", [id, derivedId("none"), id], t0 + minuteMs)).map(
            ({ version }) => version,
          ),
        ).toEqual([1]);
        expect(await store.count({ kind: "incident", origin: "observed" })).toBe(1);
        expect((await store.counts()).byKind.incident).toBe(1);
      });

      test("a filter looks at the version that is known, not at older ones", async () => {
        const store = await openStore();
        const moved = { fromMs: t0 + 60 * minuteMs, toMs: t0 + 60 * minuteMs, subject: "s2" };
        await store.commitDerived({
          cursor: "c",
          fromSeq: 0,
          toSeq: 1,
          records: [
            incident("x", 1, [a.id], { subject: "s1" }),
            incident("x", 2, [a.id], { ...moved, position: [-20, 5] }),
          ],
        });
        const query = { kind: "incident", origin: "observed" } as const;
        expect(await store.count({ ...query, subject: "s1" })).toBe(0);
        expect(await store.count({ ...query, subject: "s2" })).toBe(1);
        expect(await store.count({ ...query, toMs: t0 + minuteMs })).toBe(0);
        expect(await store.count({ ...query, toMs: t0 + minuteMs, knownAtMs: t0 + minuteMs })).toBe(
          1,
        );
        const old = { westDeg: -31, southDeg: -1, eastDeg: -29, northDeg: 1 };
        expect(await store.count({ ...query, box: old })).toBe(0);
      });

      test("[WAT-018] an observation is found in the incident that holds it now", async () => {
        const store = await openStore();
        await store.append([a, b, c]);
        const commit = (fromSeq: number, records: readonly RecordEntry[]) =>
          store.commitDerived({ cursor: "c", fromSeq, toSeq: fromSeq + 1, records });
        const x = incident("x", 1, [a.id, b.id]);
        const y = incident("y", 1, [c.id]);
        await commit(0, [x, y]);
        expect(await store.incidentsOf([a.id, b.id, c.id, derivedId("none")])).toEqual(
          new Map([
            [a.id, x.id],
            [b.id, x.id],
            [c.id, y.id],
          ]),
        );
        // b leaves x for y; then y is withdrawn.
        await commit(1, [incident("x", 2, [a.id]), incident("y", 2, [b.id, c.id])]);
        expect((await store.incidentsOf([b.id])).get(b.id)).toBe(y.id);
        await commit(2, [incident("y", 3, [b.id, c.id], { withdrawn: true })]);
        expect(await store.incidentsOf([a.id, b.id, c.id])).toEqual(new Map([[a.id, x.id]]));
        // Withdrawn and taken over in one commit, in either order.
        await commit(3, [
          incident("z", 1, [a.id, b.id]),
          incident("x", 3, [a.id], { withdrawn: true }),
        ]);
        expect((await store.incidentsOf([a.id])).get(a.id)).toBe(incident("z", 1, []).id);
      });
    });

    describe("lists", () => {
      const spread = [
        entry("late", { fromMs: t0 + 10 * minuteMs, source: "s1" }),
        entry("early", { fromMs: t0, source: "s2", subject: "cam-1" }),
        entry("span", { fromMs: t0 - 60 * minuteMs, toMs: t0 + 5 * minuteMs }),
        entry("made up", { origin: "exercise" }),
        entry("far", { fromMs: t0 + minuteMs, position: [-25, 3] }),
        entry("nowhere", { fromMs: t0 + 2 * minuteMs, position: undefined }),
        entry("said", { kind: "claim" }),
      ];
      const idOf = (key: string) => derivedId("contract", key, key);
      const filled = async () => {
        const store = await openStore();
        await store.append(spread);
        return store;
      };

      test("[WAT-019] by time, then id; one origin an answer", async () => {
        const store = await filled();
        const { items, next } = await store.list(observed, 10);
        expect(items.map(({ id }) => id)).toEqual(
          ["span", "early", "far", "nowhere", "late"].map(idOf),
        );
        expect(next).toBeNull();
        expect(await store.count(observed)).toBe(5);
        expect(await store.count({ ...observed, origin: "exercise" })).toBe(1);
        expect(await store.count({ ...observed, origin: "simulated" })).toBe(0);
      });

      test.each([
        {
          title: "from inside a span",
          filter: { fromMs: t0 + 5 * minuteMs },
          keys: ["span", "late"],
        },
        { title: "from after it", filter: { fromMs: t0 + 5 * minuteMs + 1 }, keys: ["late"] },
        { title: "the end is not included", filter: { toMs: t0 }, keys: ["span"] },
        { title: "the start is", filter: { fromMs: t0, toMs: t0 + 1 }, keys: ["span", "early"] },
        { title: "subject", filter: { subject: "cam-1" }, keys: ["early"] },
        { title: "source", filter: { source: "s1" }, keys: ["late"] },
        {
          title: "box, sides included",
          filter: { box: { westDeg: -30, southDeg: 0, eastDeg: -26, northDeg: 3 } },
          keys: ["span", "early", "late"],
        },
        {
          title: "box around the far one",
          filter: { box: { westDeg: -26, southDeg: 2, eastDeg: -24, northDeg: 4 } },
          keys: ["far"],
        },
        { title: "known before it came", filter: { knownAtMs: t0 + minuteMs - 1 }, keys: [] },
      ])("filter: $title", async ({ filter, keys }) => {
        const store = await filled();
        const { items } = await store.list({ ...observed, ...filter }, 10);
        expect(items.map(({ id }) => id)).toEqual(keys.map(idOf));
        expect(await store.count({ ...observed, ...filter })).toBe(keys.length);
        expect(await idsOf(store.stream({ ...observed, ...filter }))).toEqual(keys.map(idOf));
      });

      test("[WAT-019] pages give each record once, also where instants are equal", async () => {
        const store = await openStore();
        const entries = Array.from({ length: 25 }, (_, index) =>
          entry(`k${index}`, { fromMs: t0 + (index % 3) * minuteMs }),
        );
        await store.append(entries);
        const seen: string[] = [];
        let cursor: string | undefined;
        for (let page = 0; page < 10; page++) {
          const { items, next } = await store.list(observed, 4, cursor);
          expect(items.length).toBeLessThanOrEqual(4);
          seen.push(...items.map(({ id }) => id));
          if (next === null) break;
          cursor = next;
        }
        expect(seen).toEqual(await idsOf(store.stream(observed)));
        expect(new Set(seen).size).toBe(25);
      });

      test("a full last page has no next", async () => {
        const store = await openStore();
        await store.append([entry("a"), entry("b")]);
        expect((await store.list(observed, 2)).next).toBeNull();
      });

      test.each(["nonsense", "{}", "'; drop table record; --"])(
        "the cursor %j is refused",
        async (cursor) => {
          const store = await openStore();
          await expect(store.list(observed, 10, cursor)).rejects.toMatchObject({
            code: "TL_WATCH_PAGE_CURSOR",
          });
        },
      );

      test("a stream of more than one page keeps the order", async () => {
        const store = await openStore();
        const entries = Array.from({ length: 2_500 }, (_, index) =>
          entry(`k${index}`, { fromMs: t0 + ((index * 7_919) % 2_500) }),
        );
        await store.append(entries);
        const streamed: number[] = [];
        for await (const { fromMs } of store.stream(observed)) streamed.push(fromMs - t0);
        expect(streamed).toEqual(Array.from({ length: 2_500 }, (_, index) => index));
      });

      test("what came later than a limit after it happened is counted", async () => {
        const store = await openStore();
        await store.append([
          entry("now", { recordedAtMs: t0 + minuteMs }),
          entry("late", { recordedAtMs: t0 + 11 * minuteMs }),
          entry("span", { toMs: t0 + 5 * minuteMs, recordedAtMs: t0 + 12 * minuteMs }),
        ]);
        const late = (lateByMs: number, knownAtMs?: number) =>
          store.countLate({ ...observed, lateByMs, knownAtMs });
        expect(await late(10 * minuteMs)).toBe(1);
        expect(await late(minuteMs)).toBe(2);
        expect(await late(0)).toBe(3);
        expect(await late(0, t0 + 11 * minuteMs)).toBe(2);
      });
    });

    describe("vicinities", () => {
      test("[WAT-020] observations of one origin in any of them, each once, bounded", async () => {
        const store = await openStore();
        const near = entry("near", { fromMs: t0, position: [-30, 0] });
        const span = entry("span", { fromMs: t0 - 90 * minuteMs, toMs: t0 + 90 * minuteMs });
        const long = entry("long", { fromMs: t0 - 9e8, toMs: t0 + 9e8 });
        const east = entry("east", { fromMs: t0 + 3 * minuteMs, position: [-29, 0] });
        await store.append([
          near,
          span,
          long,
          east,
          entry("later", { fromMs: t0 + 10 * minuteMs }),
          entry("nowhere", { position: undefined }),
          entry("made up", { origin: "exercise" }),
          entry("said", { kind: "claim" }),
        ]);
        const at = { fromMs: t0 - 2 * minuteMs, toMs: t0 + 2 * minuteMs };
        const here = { ...at, westDeg: -30.1, southDeg: -0.1, eastDeg: -29.9, northDeg: 0.1 };
        const there = { ...here, toMs: t0 + 3 * minuteMs, westDeg: -29.1, eastDeg: -28.9 };
        const found = async (vicinities: (typeof here)[], limit = 10) =>
          (await store.observationsNear("observed", vicinities, limit)).map(({ id }) => id);
        expect(await found([here])).toEqual([long.id, span.id, near.id]);
        expect(await found([here, here, there])).toEqual([long.id, span.id, near.id, east.id]);
        expect(await found([here, there], 2)).toHaveLength(2);
        expect(await found([])).toEqual([]);
        expect(await found([{ ...everywhere, fromMs: t0 + 9e9, toMs: t0 + 9e9 }])).toEqual([]);
      });
    });

    describe("quarantine", () => {
      test("[WAT-021] what was refused is kept with its bytes and can be readmitted once", async () => {
        const store = await openStore();
        const input = refused("{ half a rec");
        const [id = ""] = await store.quarantine([input]);
        const kept = await store.getQuarantine(id);
        expect(kept).toMatchObject({
          id,
          state: "waiting",
          sender: input.sender,
          code: input.code,
          faults: input.faults,
          kind: input.kind,
          origin: input.origin,
          receivedAtMs: input.receivedAtMs,
        });
        expect(Uint8Array.from(kept?.bytes ?? [])).toEqual(input.bytes);
        expect(await store.getQuarantine(derivedId("none"))).toBeUndefined();

        const recordId = derivedId("corrected");
        expect(await store.markReadmitted(id, recordId, t0 + 5 * minuteMs)).toBe(true);
        expect(await store.markReadmitted(id, recordId, t0 + 6 * minuteMs)).toBe(false);
        expect(await store.markReadmitted(derivedId("none"), recordId, t0)).toBe(false);
        expect(await store.getQuarantine(id)).toMatchObject({
          state: "readmitted",
          readmittedAs: recordId,
          readmittedAtMs: t0 + 5 * minuteMs,
        });
        expect((await store.counts()).quarantineWaiting).toBe(0);
      });

      test("[WAT-021] the same refused message sent again is kept once", async () => {
        const store = await openStore();
        const [one] = await store.quarantine([refused("x")]);
        const [same, other, elsewhere] = await store.quarantine([
          refused("x", { receivedAtMs: t0 + minuteMs }),
          refused("y"),
          refused("x", { sender: "device-2" }),
        ]);
        expect(same).toBe(one);
        expect(new Set([one, other, elsewhere]).size).toBe(3);
      });

      test("it is listed by time, in pages, by state and as it was known", async () => {
        const store = await openStore();
        const inputs = Array.from({ length: 7 }, (_, index) =>
          refused(`r${index}`, { receivedAtMs: t0 + ((index * 3) % 7) * minuteMs }),
        );
        await store.quarantine([...inputs, refused("drill", { origin: "exercise" })]);
        const seen: number[] = [];
        let cursor: string | undefined;
        for (let page = 0; page < 5; page++) {
          const answer = await store.listQuarantine({ origin: "observed", limit: 3, cursor });
          seen.push(...answer.items.map(({ receivedAtMs }) => (receivedAtMs - t0) / minuteMs));
          if (answer.next === null) break;
          cursor = answer.next;
        }
        expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6]);

        const first = (await store.listQuarantine({ origin: "observed", limit: 1 })).items[0];
        await store.markReadmitted(first?.id ?? "", derivedId("r"), t0 + 30 * minuteMs);
        const states = async (knownAtMs?: number) =>
          (await store.listQuarantine({ origin: "observed", limit: 10, knownAtMs })).items.map(
            ({ state }) => state,
          );
        expect(await states(t0 + minuteMs)).toEqual(["waiting", "waiting"]);
        expect((await states())[0]).toBe("readmitted");
        const waiting = { origin: "observed", limit: 10, state: "waiting" } as const;
        expect((await store.listQuarantine(waiting)).items).toHaveLength(6);
        expect((await store.counts("observed")).quarantineWaiting).toBe(6);
        expect((await store.counts("exercise")).quarantineWaiting).toBe(1);
      });
    });

    deskStoreContract(openStore);

    test("counts by kind, of all origins or of one", async () => {
      const store = await openStore();
      await store.append([
        entry("a"),
        entry("b", { origin: "exercise" }),
        entry("c", { kind: "claim" }),
      ]);
      expect((await store.counts()).byKind).toMatchObject({ observation: 2, claim: 1 });
      expect((await store.counts("observed")).byKind).toMatchObject({ observation: 1, claim: 1 });
      expect((await store.counts("exercise")).byKind.observation).toBe(1);
    });
  });
}
