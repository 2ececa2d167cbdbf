import type { Assessment, Incident, Observation } from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  midOcean,
  midOceanDeployment,
  minuteMs,
  noonMs,
  observation,
  stored,
  storeOf,
} from "../../testing/mid-ocean.ts";
import type { RecordKind, Store } from "../ports/store.ts";
import { readRecord } from "../store/read-record.ts";
import { createProcessor, type ProcessorLimits } from "./processor.ts";

const agreement = midOcean();
const deployment = midOceanDeployment();

const processorOf = (store: Store, limits: Partial<ProcessorLimits> = {}) =>
  createProcessor({
    store,
    agreement,
    deployment,
    origin: "exercise",
    clock: { nowMs: () => noonMs + 30 * minuteMs },
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

// op-1 hears it to the east, op-2 to the north-west: one event.
const heardBy1 = observation("1");
const heardBy2 = observation("2", {
  post: "op-2",
  atMs: noonMs + 20_000,
  distance: { minM: 5_000, maxM: 9_000 },
  direction: { form: "single", points: ["NNW"] },
});

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
