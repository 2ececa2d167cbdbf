import type { Assessment, Incident, Observation } from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  heardBy1,
  heardBy2,
  observation,
  sensorState,
  stored,
  storeOf,
} from "../../testing/mid-ocean.ts";
import { agreement, midOceanRoom } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import { WatchError } from "../errors.ts";
import type { RecordKind, Store } from "../ports/store.ts";
import { readRecord } from "../store/read-record.ts";
import { createProcessor } from "./processor.ts";
import type { ProcessorLimits } from "./processor-options.ts";

const processorOf = (store: Store, limits: Partial<ProcessorLimits> = {}) =>
  createProcessor({
    ...midOceanRoom(noonMs + 30 * minuteMs).options,
    store,
    limits,
  });

async function all<Kind extends RecordKind>(store: Store, kind: Kind, knownAtMs?: number) {
  const records = [];
  for await (const record of store.stream({ kind, origin: "exercise", knownAtMs })) {
    records.push(readRecord(kind, record));
  }
  return records;
}
const standing = async (store: Store, knownAtMs?: number): Promise<Incident[]> =>
  (await all(store, "incident", knownAtMs)).filter(({ withdrawn }) => withdrawn === undefined);
const assessments = async (store: Store): Promise<Assessment[]> =>
  (await all(store, "assessment")).filter(({ withdrawn }) => withdrawn === undefined);

describe("incidents and assessments", () => {
  test("[WAT-040] two posts that heard one event make one incident, assessed under each article", async () => {
    const store = await storeOf([heardBy1, heardBy2]);
    await processorOf(store).catchUp();
    const [incident, ...others] = await standing(store);
    expect(others).toEqual([]);
    expect(incident?.observationIds).toHaveLength(2);
    expect(incident?.independentGroups).toEqual(["mast op-1", "mast op-2"]);
    expect(incident?.recordedAtMs).toBe(heardBy2.recordedAtMs);
    const found = await assessments(store);
    expect(found.map(({ articleId }) => articleId)).toContain("1");
    for (const assessment of found) {
      expect(assessment.incidentId).toBe(incident?.id);
      expect(assessment.origin).toBe("exercise");
    }
    const article1 = found.find(({ articleId }) => articleId === "1");
    expect(article1).toMatchObject({ outcome: "breach", independentSources: 2 });
  });

  test("one source is not enough, the second settles it, as a new version", async () => {
    const store = await storeOf([heardBy1]);
    const processor = processorOf(store);
    await processor.catchUp();
    const [alone] = await standing(store);
    const before = (await assessments(store)).find(({ articleId }) => articleId === "1");
    expect(before?.outcome).toBe("undetermined");
    await store.append([stored(heardBy2)]);
    await processor.catchUp();
    const [together] = await standing(store);
    expect(together?.observationIds).toHaveLength(2);
    const after = (await assessments(store)).find(({ articleId }) => articleId === "1");
    expect(after?.outcome).toBe("breach");
    if (together?.id === alone?.id) {
      expect(together?.version).toBe(2);
      expect(after?.version).toBe(2);
    }
    expect(await standing(store, heardBy1.recordedAtMs)).toEqual([alone]);
  });

  test("what has nothing to do with it is not worked out again", async () => {
    const far = observation("far", { post: "op-4", atMs: noonMs + 10 * minuteMs });
    const store = await storeOf([heardBy1, far]);
    const processor = processorOf(store);
    await processor.catchUp();
    const before = await store.headSeq();
    await store.append([
      stored(observation("later", { post: "op-3", atMs: noonMs + 20 * minuteMs })),
    ]);
    await processor.catchUp();
    const written = await store.readFeed({ afterSeq: before + 1, limit: 100 });
    const ids = new Set(written.map(({ kind, id }) => `${kind} ${id}`));
    const [first, second] = await standing(store);
    expect(ids.has(`incident ${first?.id}`)).toBe(false);
    expect(ids.has(`incident ${second?.id}`)).toBe(false);
  });

  test("[WAT-041] a late observation that joins two incidents withdraws one, and says into which", async () => {
    const at = (key: string, offsetMs: number) =>
      observation(key, { atMs: noonMs + offsetMs, observer: { kind: "person", id: key } });
    const store = await storeOf([at("b", 0), at("c", 200_000)]);
    const processor = processorOf(store);
    await processor.catchUp();
    expect(await standing(store)).toHaveLength(2);
    const late = { ...at("a", 100_000), recordedAtMs: noonMs + 15 * minuteMs };
    await store.append([stored(late)]);
    await processor.catchUp();
    const now = await standing(store);
    const withdrawn = (await all(store, "incident")).filter((one) => one.withdrawn !== undefined);
    expect(now.flatMap(({ observationIds }) => observationIds)).toHaveLength(3);
    for (const one of withdrawn) {
      expect(now.map(({ id }) => id)).toContain(one.withdrawn?.mergedInto);
      expect(one.recordedAtMs).toBe(late.recordedAtMs);
      expect(
        (await store.incidentsOf(one.observationIds)).get(one.observationIds[0] ?? ""),
      ).not.toBe(one.id);
    }
    expect(withdrawn.length).toBeGreaterThan(0);
    const held = (await all(store, "assessment")).filter(({ incidentId }) =>
      withdrawn.some(({ id }) => id === incidentId),
    );
    expect(held.every((assessment) => assessment.withdrawn !== undefined)).toBe(true);
    // Before the late one came, the two stand as they were.
    expect(await standing(store, late.recordedAtMs - 1)).toHaveLength(2);
  });

  test("an empty watch is no incident", async () => {
    const nothing: Partial<Observation> = {
      kind: "nothing",
      count: { qualifier: "exactly", min: 0, max: 0 },
    };
    const store = await storeOf([observation("n", nothing)]);
    await processorOf(store).catchUp();
    expect(await standing(store)).toEqual([]);
  });
});

test("[WAT-048] where too many lie near each other, each stands alone, and none is lost", async () => {
  const crowd = Array.from({ length: 12 }, (_, index) =>
    observation(`k${index}`, {
      observer: { kind: "person", id: `o${index}` },
      atMs: noonMs + index,
    }),
  );
  const store = await storeOf(crowd);
  const processor = processorOf(store, { vicinityCountMax: 8 });
  await processor.catchUp();
  const found = await standing(store);
  expect(new Set(found.flatMap(({ observationIds }) => observationIds)).size).toBe(12);
  expect(found.flatMap(({ observationIds }) => observationIds)).toHaveLength(12);
  expect(processor.metrics().crowdedCount).toBeGreaterThan(0);
  expect(processor.metrics().inputCount).toBe(12);
});

test("[WAT-042] a commit whose answer is lost is neither repeated nor forgotten", async () => {
  const old = { atMs: noonMs - 48 * hourMs, recordedAtMs: noonMs };
  const memory = await storeOf([observation("1", old), observation("2", { ...old, post: "op-3" })]);
  let losses = 4;
  const store: Store = new Proxy(memory, {
    get(target, key) {
      const value = Reflect.get(target, key);
      if (key === "commitDerived") {
        return async (change: Parameters<Store["commitDerived"]>[0]) => {
          const done = await target.commitDerived(change);
          if (losses-- > 0) throw new WatchError("TL_WATCH_CLOSED");
          return done;
        };
      }
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const processor = processorOf(store, { batchCountMax: 1 });
  for (let attempt = 0; attempt < 20; attempt++) await processor.step().catch(() => {});
  const found = await standing(memory);
  expect(found.flatMap(({ observationIds }) => observationIds)).toHaveLength(2);
  expect(found.every(({ version }) => version === 1)).toBe(true);
  const states = await all(memory, "clause-state");
  const ids = new Set(states.flatMap(({ incidentIds }) => incidentIds));
  expect(ids.size).toBe(found.length);
  expect(states.every(({ version }) => version === 1)).toBe(true);
});

describe("the place reached", () => {
  test("[WAT-042] another processor goes on where the first stopped, and nothing is doubled", async () => {
    const store = await storeOf([heardBy1, heardBy2]);
    await processorOf(store, { batchCountMax: 1 }).step();
    const second = processorOf(store, { batchCountMax: 1 });
    await second.catchUp();
    expect(await standing(store)).toHaveLength(1);
    const head = await store.headSeq();
    await processorOf(store).catchUp();
    expect(await store.headSeq()).toBe(head);
    expect(await second.reachedSeq()).toBe(2);
  });

  test("two processors at the same time write everything once", async () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      observation(`k${index}`, { atMs: noonMs + index * 5 * minuteMs }),
    );
    const store = await storeOf(many);
    const [one, two] = [
      processorOf(store, { batchCountMax: 3 }),
      processorOf(store, { batchCountMax: 3 }),
    ];
    await Promise.all([one.catchUp(), two.catchUp()]);
    const found = await standing(store);
    expect(found.flatMap(({ observationIds }) => observationIds)).toHaveLength(20);
    expect(found.every(({ version }) => version === 1)).toBe(true);
    expect(one.metrics().inputCount + two.metrics().inputCount).toBe(20);
  });

  test("records of another origin are never worked in", async () => {
    const store = await storeOf([{ ...heardBy1, origin: "simulated" }, heardBy2]);
    await processorOf(store).catchUp();
    expect((await standing(store)).flatMap(({ observationIds }) => observationIds)).toHaveLength(1);
    expect(await store.count({ kind: "incident", origin: "simulated" })).toBe(0);
  });
});

describe("coverage and clause states", () => {
  const up = [
    "op-1-ear",
    "op-1-eye",
    "op-2-ear",
    "op-3-ear",
    "op-3-eye",
    "op-4-ear",
    "c-1",
    "c-2",
    "c-3",
  ].map((id) => sensorState(id, noonMs - 24 * hourMs));
  const clauses = async (store: Store, knownAtMs?: number) => all(store, "clause-state", knownAtMs);
  const stateOf = async (store: Store, articleId: string, sectorId: string) =>
    (await clauses(store)).find(
      (one) => one.articleId === articleId && one.sectorId === sectorId && one.periodToMs > noonMs,
    );

  test("[WAT-043] with no input every clause of the running period is undetermined, and says why", async () => {
    const store = await storeOf([]);
    await processorOf(store).catchUp();
    const states = await clauses(store);
    const { length } = agreement.compiled.articles;
    expect(states).toHaveLength(length * agreement.sectors().length);
    for (const state of states) {
      expect(["undetermined", "not-applicable", "narrative"]).toContain(state.state);
      expect(state.coverageRatio).toBe(0);
    }
    const article1 = await stateOf(store, "1", "north");
    expect(article1?.state).toBe("undetermined");
    expect(article1?.losses.map(({ reason }) => reason)).toContain("not-received");
    expect(article1?.periodToMs).toBe(noonMs + 30 * minuteMs);
  });

  test("[WAT-044] turning a camera off lowers coverage from then on and names the camera", async () => {
    const store = await storeOf(up);
    const processor = processorOf(store);
    await processor.catchUp();
    const before = (await stateOf(store, "4", "south")) ?? (await stateOf(store, "4", "north"));
    const seen1 = await stateOf(store, "1", "north");
    expect(seen1?.coverageRatio).toBeGreaterThan(0.1);
    const off = ["c-1", "c-2", "op-1-ear", "op-2-ear", "op-3-ear", "op-4-ear"].map((id) =>
      sensorState(id, noonMs - 2 * hourMs, "down", { reason: "no power" }),
    );
    await store.append(off.map(stored));
    await processor.catchUp();
    const seen2 = await stateOf(store, "1", "north");
    expect(seen2?.version).toBe(2);
    expect(seen2?.coverageRatio).toBeLessThan(seen1?.coverageRatio ?? 0);
    const down = seen2?.losses.find(({ reason }) => reason === "down");
    expect(down?.sensorIds.length).toBeGreaterThan(0);
    const hours = seen2?.coverageByHour ?? [];
    expect(hours.at(-1)).toBeLessThan(hours[3] ?? 0);
    expect(hours[3]).toBe(seen1?.coverageByHour[3]);
    expect(before).toBeDefined();
  });

  test("an incident shows in the clause states of its article, sector and period only", async () => {
    const store = await storeOf([...up, heardBy1, heardBy2]);
    await processorOf(store).catchUp();
    const breached = (await clauses(store)).filter(({ state }) => state === "breached");
    const [incident] = await standing(store);
    const sectors = incident?.sectorIds ?? [];
    expect(breached.map(({ articleId, sectorId }) => `${articleId} ${sectorId}`)).toEqual(
      sectors.map((sectorId) => `1 ${sectorId}`),
    );
    expect(breached[0]).toMatchObject({ assessedCount: 1, incidentIds: [incident?.id] });
  });

  test("cells are written for hours that are over, with what was seen", async () => {
    const store = await storeOf(up);
    await processorOf(store).catchUp();
    const cells = await all(store, "coverage-cell");
    expect(cells.length).toBeGreaterThan(0);
    expect(Math.max(...cells.map(({ hourFromMs }) => hourFromMs))).toBe(noonMs - hourMs);
    for (const { coverageRatio, recordedAtMs, hourFromMs } of cells) {
      expect(coverageRatio).toBeGreaterThan(0);
      expect(recordedAtMs).toBeGreaterThanOrEqual(hourFromMs + hourMs);
    }
    const head = await store.headSeq();
    await processorOf(store).catchUp();
    expect(await store.headSeq()).toBe(head);
  });

  test("a period that ends is counted to its end, also after days without a process", async () => {
    const store = await storeOf(up);
    let nowMs = noonMs;
    const make = () =>
      createProcessor({
        ...midOceanRoom(noonMs).options,
        store,
        clock: { nowMs: () => nowMs },
      });
    await make().catchUp();
    nowMs = noonMs + 50 * hourMs;
    await make().catchUp();
    const ends = (await clauses(store))
      .filter(({ articleId, sectorId }) => articleId === "1" && sectorId === "north")
      .map(({ periodToMs }) => (periodToMs - noonMs) / hourMs);
    expect(ends).toEqual([-16.5, 7.5, 31.5, 50]);
  });

  test("a clock that has not been set yet makes no days of its own", async () => {
    const store = await storeOf([]);
    let nowMs = 0;
    const processor = createProcessor({
      ...midOceanRoom(noonMs).options,
      store,
      clock: { nowMs: () => nowMs },
    });
    await processor.catchUp();
    expect(await clauses(store)).toEqual([]);
    nowMs = noonMs;
    await processor.catchUp();
    const periods = new Set((await clauses(store)).map(({ periodFromMs }) => periodFromMs));
    expect(periods.size).toBe(1);
  });
});

test("run works in what comes, and ends when it is told to", async () => {
  const store = await storeOf([heardBy1]);
  const stopping = new AbortController();
  let sleeps = 0;
  let givenWay = 0;
  const processor = createProcessor({
    ...midOceanRoom(noonMs).options,
    store,
    giveWay: async () => {
      givenWay++;
    },
    sleep: async (ms, signal) => {
      if (ms === 0) return;
      sleeps++;
      if (sleeps === 1) await store.append([stored(heardBy2)]);
      else stopping.abort();
      expect(signal.aborted).toBe(true);
    },
  });
  await processor.run(stopping.signal);
  expect((await standing(store))[0]?.observationIds).toHaveLength(2);
  expect(sleeps).toBe(2);
  expect(givenWay).toBeGreaterThan(2);
});

test("a store that is away is waited for", async () => {
  const memory = await storeOf([heardBy1]);
  let failures = 3;
  const store: Store = new Proxy(memory, {
    get(target, key) {
      const value = Reflect.get(target, key);
      if (key === "cursor" && failures-- > 0) {
        return async () => {
          throw new WatchError("TL_WATCH_CLOSED");
        };
      }
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const stopping = new AbortController();
  const processor = createProcessor({
    ...midOceanRoom(noonMs).options,
    store,
    sleep: async (ms) => {
      if (ms > 0 && failures < 0) stopping.abort();
    },
  });
  await processor.run(stopping.signal);
  expect(await standing(memory)).toHaveLength(1);
});
