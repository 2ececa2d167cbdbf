import { derivedId } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { entry, minuteMs, observed, t0 } from "./contract-entries.ts";
import type { RecordEntry, Store } from "./store.ts";

// The part of the `Store` contract about lists, counts and vicinities.

const everywhere = { westDeg: -180, southDeg: -90, eastDeg: 180, northDeg: 90 };

async function idsOf(items: AsyncIterable<RecordEntry>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of items) ids.push(id);
  return ids;
}

/** @param openStore gives an empty store each time, which is closed after the test */
export function listStoreContract(openStore: () => Promise<Store>): void {
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
}
