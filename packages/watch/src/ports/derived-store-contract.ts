import { canonicalBytes, derivedId } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { entry, minuteMs, t0 } from "./contract-entries.ts";
import type { InputEntry, RecordEntry, Store } from "./store.ts";

// The part of the `Store` contract about what is worked out, and the place that whoever works it out has reached.

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

/** @param openStore gives an empty store each time, which is closed after the test */
export function derivedStoreContract(openStore: () => Promise<Store>): void {
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
}
