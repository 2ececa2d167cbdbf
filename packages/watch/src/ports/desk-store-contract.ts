import type { EditKind } from "@truceline/model";
import { canonicalBytes, derivedId, type Origin } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { hashOf, minuteMs, observed, t0 } from "./contract-entries.ts";
import type { EditEntry, InputEntry, Store } from "./store.ts";

// The part of the `Store` contract about what people write and what they correct.

type EditChange = Partial<EditEntry> & { readonly content?: string };

/** A version of a patrol; only what the store reads is meaningful. */
function edit(name: string, version: number, change: EditChange = {}): EditEntry {
  const { content = `${name} ${version}`, ...rest } = change;
  const id = rest.id ?? derivedId("contract-edit", name);
  const recordedAtMs = rest.recordedAtMs ?? t0 + version * minuteMs;
  return {
    kind: "patrol",
    id,
    version,
    origin: "observed",
    fromMs: t0,
    toMs: t0 + 60 * minuteMs,
    position: [-30, 0],
    subject: name,
    bytes: canonicalBytes({ id, version, content, recordedAtMs }),
    contentSha256: hashOf(content),
    ...rest,
    recordedAtMs,
  };
}

type InputChange = Partial<InputEntry> & { readonly record?: object };

function input(kind: InputEntry["kind"], key: string, change: InputChange = {}): InputEntry {
  const { record = {}, ...rest } = change;
  const origin: Origin = rest.origin ?? "observed";
  const source = rest.source ?? "post-1";
  return {
    kind,
    id: derivedId("contract-input", kind, origin, source, key),
    version: 1,
    recordedAtMs: t0 + minuteMs,
    fromMs: t0,
    toMs: t0,
    position: kind === "observation" ? [-30, 0] : undefined,
    subject: "",
    contentSha256: hashOf(key),
    bytes: canonicalBytes({ key, source, sourceId: key, ...record }),
    ...rest,
    origin,
    source,
    sourceId: key,
  };
}

const observation = (key: string, change: InputChange = {}) => input("observation", key, change);
const correction = (key: string, withdraws: readonly string[], change: InputChange = {}) =>
  input("correction", key, { record: { withdraws }, ...change });

/** @param openStore gives an empty store each time, which is closed after the test */
export function deskStoreContract(openStore: () => Promise<Store>): void {
  describe("what people write", () => {
    const patrols = { kind: "patrol", origin: "observed" } as const;

    test("[STO-031] versions are taken in order, both stay, and each instant sees what was known then", async () => {
      const store = await openStore();
      const versions = [1, 2, 3].map((version) => edit("p", version));
      const id = versions[0]?.id ?? "";
      for (const [index, version] of versions.entries()) {
        expect(await store.commitEdits([version])).toEqual([{ status: "stored", seq: index + 1 }]);
      }
      const kept = await store.versions("patrol", id);
      expect(kept.map(({ version }) => version)).toEqual([1, 2, 3]);
      for (const [index, record] of kept.entries()) {
        const { contentSha256: _hash, bytes, ...rest } = versions[index] as EditEntry;
        expect(record).toMatchObject(rest);
        expect(Uint8Array.from(record.bytes)).toEqual(bytes);
      }
      const known = async (knownAtMs?: number) =>
        (await store.get("patrol", id, knownAtMs))?.version;
      expect(await known(t0)).toBeUndefined();
      expect(await known(t0 + minuteMs)).toBe(1);
      expect(await known(t0 + 2.5 * minuteMs)).toBe(2);
      expect(await known()).toBe(3);
      const listed = async (knownAtMs?: number) =>
        (await store.list({ ...patrols, knownAtMs }, 10)).items.map(({ version }) => version);
      expect(await listed()).toEqual([3]);
      expect(await listed(t0 + 2 * minuteMs)).toEqual([2]);
      expect(await store.count(patrols)).toBe(1);
      expect((await store.counts()).byKind.patrol).toBe(1);
    });

    test("[STO-031] they are in the feed of changes, and the bell rings for them", async () => {
      const store = await openStore();
      const rung = new Promise<void>((resolve) => store.onBell(resolve));
      await store.commitEdits([edit("p", 1), edit("q", 1, { kind: "watch-note" })]);
      await rung;
      const feed = await store.readFeed({ afterSeq: 0, limit: 10 });
      expect(feed.map(({ kind, seq }) => [kind, seq])).toEqual([
        ["patrol", 1],
        ["watch-note", 2],
      ]);
      const notes = await store.readFeed({ afterSeq: 0, limit: 10, kinds: ["watch-note"] });
      expect(notes).toHaveLength(1);
      expect(await store.commitEdits([])).toEqual([]);
      expect(await store.headSeq()).toBe(2);
    });

    test("[STO-032] the same content sent again is a duplicate, also when later versions are there", async () => {
      const store = await openStore();
      await store.commitEdits([edit("p", 1), edit("p", 2)]);
      const again = edit("p", 1, { recordedAtMs: t0 + 90 * minuteMs });
      const [outcome] = await store.commitEdits([again]);
      expect(outcome).toMatchObject({ status: "duplicate", current: { version: 1, seq: 1 } });
      expect(await store.versions("patrol", again.id)).toHaveLength(2);
      expect(await store.headSeq()).toBe(2);
    });

    test.each([
      { title: "another content for a version that is there", version: 2, current: 2 },
      { title: "a version that is two ahead", version: 4, current: 2 },
      { title: "the first version again", version: 1, current: 2 },
    ])("[STO-032] $title is a conflict, and shows the newest", async ({ version, current }) => {
      const store = await openStore();
      await store.commitEdits([edit("p", 1), edit("p", 2)]);
      const [outcome] = await store.commitEdits([edit("p", version, { content: "other" })]);
      expect(outcome).toMatchObject({ status: "conflict", current: { version: current } });
      expect(await store.headSeq()).toBe(2);
    });

    test("[STO-032] a later version of what is not there is a conflict with nothing", async () => {
      const store = await openStore();
      const outcomes = await store.commitEdits([edit("p", 2)]);
      expect(outcomes).toEqual([{ status: "conflict", current: undefined }]);
      expect(await store.headSeq()).toBe(0);
    });

    test("[STO-032] an id of another origin is not gone on with", async () => {
      const store = await openStore();
      await store.commitEdits([edit("p", 1)]);
      const [next, same] = await store.commitEdits([
        edit("p", 2, { origin: "exercise" }),
        edit("p", 1, { origin: "exercise" }),
      ]);
      expect(next).toMatchObject({ status: "conflict", current: { origin: "observed" } });
      expect(same).toMatchObject({ status: "conflict" });
    });

    test("each edit of a list stands for itself, in order", async () => {
      const store = await openStore();
      const outcomes = await store.commitEdits([
        edit("p", 1),
        edit("p", 1, { content: "other" }),
        edit("p", 2),
        edit("q", 1),
        edit("p", 2),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        "stored",
        "conflict",
        "stored",
        "stored",
        "duplicate",
      ]);
      expect(await store.headSeq()).toBe(3);
    });

    test("[STO-033] of many who write the same version at once exactly one succeeds", async () => {
      const store = await openStore();
      for (let version = 1; version <= 5; version++) {
        const attempts = Array.from({ length: 12 }, (_, writer) =>
          store.commitEdits([edit("p", version, { content: `${version} by ${writer}` })]),
        );
        const outcomes = (await Promise.all(attempts)).flat();
        const stored = outcomes.filter(({ status }) => status === "stored");
        expect(stored).toHaveLength(1);
        const winner = outcomes.findIndex(({ status }) => status === "stored");
        const kept = await store.get("patrol", edit("p", 1).id);
        const won = edit("p", version, { content: `${version} by ${winner}` });
        expect(Uint8Array.from(kept?.bytes ?? [])).toEqual(won.bytes);
        for (const outcome of outcomes) {
          if (outcome.status === "stored") continue;
          expect(outcome).toMatchObject({ status: "conflict", current: { version } });
        }
      }
      const feed = await store.readFeed({ afterSeq: 0, limit: 100 });
      expect(feed.map(({ seq, version }) => [seq, version])).toEqual(
        [1, 2, 3, 4, 5].map((version) => [version, version]),
      );
    });

    test("[STO-033] edits and input at the same time leave no gap and no double", async () => {
      const store = await openStore();
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          index % 2 === 0
            ? store.commitEdits([edit(`p${index}`, 1)])
            : store.append([observation(`o${index}`)]),
        ),
      );
      const feed = await store.readFeed({ afterSeq: 0, limit: 100 });
      expect(feed.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    });

    test("a version recorded before the one it follows hides it at that instant", async () => {
      const store = await openStore();
      const at = (version: number, minutes: number) =>
        edit("p", version, { recordedAtMs: t0 + minutes * minuteMs });
      await store.commitEdits([at(1, 10), at(2, 30), at(3, 20)]);
      const listed = async (minutes: number) =>
        (await store.list({ ...patrols, knownAtMs: t0 + minutes * minuteMs }, 10)).items.map(
          ({ version }) => version,
        );
      expect(await listed(15)).toEqual([1]);
      expect(await listed(25)).toEqual([3]);
      expect(await listed(35)).toEqual([3]);
    });

    test("lists filter them by time, place and name", async () => {
      const store = await openStore();
      const kind: EditKind = "denial";
      await store.commitEdits([
        edit("near", 1, { kind }),
        edit("far", 1, { kind, position: [-20, 5] }),
        edit("later", 1, { kind, fromMs: t0 + 9e6, toMs: t0 + 9e6 }),
        edit("nowhere", 1, { kind, position: undefined }),
      ]);
      const names = async (query: object) =>
        (await store.list({ kind, origin: "observed", ...query }, 10)).items
          .map(({ subject }) => subject)
          .sort();
      expect(await names({ subject: "far" })).toEqual(["far"]);
      expect(await names({ fromMs: t0 + 9e6 })).toEqual(["later"]);
      expect(
        await names({ box: { westDeg: -21, southDeg: 4, eastDeg: -19, northDeg: 6 } }),
      ).toEqual(["far"]);
      expect(await names({})).toEqual(["far", "later", "near", "nowhere"]);
    });
  });

  describe("corrections", () => {
    const here = { westDeg: -31, southDeg: -1, eastDeg: -29, northDeg: 1, fromMs: t0, toMs: t0 };
    const idOf = (key: string, source = "post-1", origin = "observed") =>
      derivedId("contract-input", "observation", origin, source, key);
    const standing = async (store: Store, change: object = {}) =>
      (await store.list({ ...observed, standing: true, ...change }, 10)).items.map(({ id }) => id);
    const all = ["a", "b", "c"].map((key) => idOf(key)).sort();
    const without = (...keys: string[]) =>
      all.filter((id) => !keys.map((k) => idOf(k)).includes(id));

    test.each(["before", "after", "with"])(
      "[STO-034] a correction that comes %s what it withdraws leaves the same standing",
      async (when) => {
        const store = await openStore();
        const observations = ["a", "b", "c"].map((key) => observation(key));
        const withdrawal = correction("x", ["b", "not sent"], { recordedAtMs: t0 + 5 * minuteMs });
        if (when === "before") {
          await store.append([withdrawal]);
          await store.append(observations);
        } else if (when === "after") {
          await store.append(observations);
          expect(await standing(store)).toEqual(all);
          await store.append([withdrawal]);
        } else await store.append([...observations, withdrawal]);

        expect(await standing(store)).toEqual(without("b"));
        expect(await store.count({ ...observed, standing: true })).toBe(2);
        expect(await store.countLate({ ...observed, standing: true, lateByMs: 0 })).toBe(2);
        const streamed: string[] = [];
        for await (const { id } of store.stream({ ...observed, standing: true })) streamed.push(id);
        expect(streamed).toEqual(without("b"));
        // Both stay: in lists, by id, in counts.
        expect(await store.count(observed)).toBe(3);
        expect(await store.get("observation", idOf("b"))).toBeDefined();
        expect(await store.count({ kind: "correction", origin: "observed" })).toBe(1);
        // Known then.
        expect(await standing(store, { knownAtMs: t0 + 5 * minuteMs - 1 })).toEqual(all);
        expect(await standing(store, { knownAtMs: t0 + 5 * minuteMs })).toEqual(without("b"));
        // Not near anything.
        const near = await store.observationsNear("observed", [here], 10);
        expect(near.map(({ id }) => id)).toEqual(without("b"));
      },
    );

    test("[STO-034] a source corrects only what it sent itself, in its own origin", async () => {
      const store = await openStore();
      await store.append([
        observation("a"),
        observation("a", { source: "post-2" }),
        observation("a", { origin: "exercise" }),
        correction("x", ["a"]),
      ]);
      expect(await standing(store)).toEqual([idOf("a", "post-2")]);
      expect(await standing(store, { origin: "exercise" })).toEqual([
        idOf("a", "post-1", "exercise"),
      ]);
    });

    test("[STO-034] what stands near is asked as of a number of the feed", async () => {
      const store = await openStore();
      await store.append([observation("a"), observation("b")]);
      await store.append([correction("x", ["a"]), observation("c")]);
      const near = async (untilSeq?: number) =>
        (await store.observationsNear("observed", [here], 10, untilSeq)).map(({ id }) => id).sort();
      expect(await near(1)).toEqual([idOf("a")]);
      expect(await near(2)).toEqual(without("c"));
      expect(await near(3)).toEqual([idOf("b")]);
      expect(await near()).toEqual(without("a"));
    });

    test("[STO-034] the first correction of an observation is told, and the earliest receipt", async () => {
      const store = await openStore();
      const first = correction("x", ["a", "b"], { recordedAtMs: t0 + 9 * minuteMs });
      const second = correction("y", ["b"], { recordedAtMs: t0 + 3 * minuteMs });
      await store.append([observation("a"), first, observation("b"), second, observation("c")]);
      const ids = [...all, derivedId("none")];
      expect(await store.correctionsOf(ids)).toEqual(
        new Map([
          [idOf("a"), { correctionId: first.id, seq: 2, recordedAtMs: t0 + 9 * minuteMs }],
          [idOf("b"), { correctionId: first.id, seq: 2, recordedAtMs: t0 + 3 * minuteMs }],
        ]),
      );
      expect(await store.correctionsOf([])).toEqual(new Map());
    });

    test("observations are found by their source's own keys", async () => {
      const store = await openStore();
      await store.append([
        observation("a"),
        observation("b"),
        observation("b", { source: "post-2" }),
        input("claim", "c"),
      ]);
      const found = async (keys: string[], origin: Origin = "observed") =>
        (await store.observationsByKey(origin, "post-1", keys)).map(({ id }) => id);
      expect(await found(["b", "a", "c", "b", "none"])).toEqual([idOf("b"), idOf("a")]);
      expect(await found(["a"], "exercise")).toEqual([]);
      expect(await found([])).toEqual([]);
    });

    test("[STO-034] a correction sent again is a duplicate and changes nothing", async () => {
      const store = await openStore();
      const once = correction("x", ["a"]);
      await store.append([observation("a"), once]);
      const [again] = await store.append([{ ...once, id: derivedId("again") }]);
      expect(again).toEqual({ status: "duplicate", id: once.id });
      expect(await standing(store)).toEqual([]);
    });
  });
}
