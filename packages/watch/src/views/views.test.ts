import type { Observation, SensorState } from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  heardBy1,
  heardBy2,
  observation,
  sensorState,
  stored,
  storeOf,
} from "../../testing/mid-ocean.ts";
import { deployment, midOceanRoom } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import type { MemoryStore } from "../store/memory-store.ts";
import type { Views } from "./views.ts";

const sensorIds = deployment.sensors.map(({ id }) => id);
const allUp = sensorIds.map((id) => sensorState(id, noonMs - 30 * hourMs));

/** Heard by one post only, two bursts. */
const open = observation("3", {
  post: "op-4",
  atMs: noonMs + 5 * minuteMs,
  kind: "burst",
  nature: undefined,
  count: { qualifier: "exactly", min: 2, max: 2 },
  distance: { minM: 500, maxM: 1_000 },
});
const cameraDown = sensorState("c-1", noonMs + 10 * minuteMs, "down", { reason: "no power" });

async function room(
  records: readonly (Observation | SensorState)[],
  nowMs = noonMs + 30 * minuteMs,
): Promise<{ store: MemoryStore; views: Views; work: () => Promise<void> }> {
  const store = await storeOf(records);
  const { work, views } = midOceanRoom(nowMs, { limits: { batchSpanMs: 0 } });
  await work(store);
  return { store, views: views(store), work: () => work(store) };
}

describe("ground", () => {
  test("everything that the map draws is there", async () => {
    const { views } = await room([]);
    const ground = views.ground([{ id: "mid-ocean", title: "Mid-ocean", current: true }]);
    expect(ground.agreement).toMatchObject({
      id: "mid-ocean",
      cutOff: "19:30",
      timezone: "Etc/UTC",
    });
    expect(ground.agreement.articles.map(({ id }) => id)).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
    ]);
    expect(ground.lines.map(({ drawnBy, inForce }) => [drawnBy, inForce])).toEqual([
      ["mission", true],
      ["a", true],
      ["b", true],
    ]);
    expect(ground.zones.find(({ id }) => id === "security-zone")).toMatchObject({ assessed: true });
    expect(ground.zones.find(({ id }) => id === "withdrawal-15")).toMatchObject({
      assessed: false,
    });
    for (const { polygons } of ground.zones) expect(polygons.length).toBeGreaterThan(0);
    expect(ground.sectors.map(({ id }) => id)).toEqual(expect.arrayContaining(["north", "south"]));
    expect(ground.cells.length).toBeGreaterThan(10);
    for (const { ring } of ground.cells) expect(ring[0]).toEqual(ring.at(-1));
    const [westDeg, southDeg, eastDeg, northDeg] = ground.box;
    expect(westDeg).toBeLessThan(-30.1);
    expect(eastDeg).toBeGreaterThan(-29.9);
    expect(southDeg).toBeLessThan(-0.18);
    expect(northDeg).toBeGreaterThan(0.18);
  });
});

describe("picture", () => {
  test("[WAT-060] with nothing received it is there, and says that nothing can be seen", async () => {
    const { views } = await room([]);
    const picture = await views.picture();
    expect(picture).toMatchObject({
      origin: "exercise",
      live: true,
      behindCount: 0,
      quarantineCount: 0,
      lateCount: 0,
      incidents: [],
      later: { incidentCount: 0, observationCount: 0 },
    });
    expect(picture.seen.seenRatio).toBe(0);
    expect(picture.clauses.metCount).toBe(0);
    expect(picture.clauses.undeterminedCount).toBeGreaterThan(0);
    expect(picture.sensors.map(({ state }) => state)).toEqual(sensorIds.map(() => "not-received"));
    expect(picture.queue.map(({ about }) => about)).toEqual(sensorIds.map(() => "sensor"));
  });

  test("[WAT-061] the queue goes by need, in words, and names no party", async () => {
    const { views } = await room([...allUp, heardBy1, heardBy2, open, cameraDown]);
    const { queue, incidents, sensors, today, seen, ribbon } = await views.picture();
    expect(queue.map(({ group, title, word, next }) => ({ group, title, word, next }))).toEqual([
      {
        group: "decision",
        title: "1 explosion, outgoing",
        word: "almost certain",
        next: "2 sources of 2",
      },
      { group: "evidence", title: "2 bursts", word: "almost certain", next: "1 source of 2" },
      { group: "cannot-see", title: "Camera c-1", word: "down: no power", next: "since 12:10" },
    ]);
    expect(queue[0]).toMatchObject({
      shape: "breached",
      articleIds: ["1", "6"],
      sectorIds: ["north"],
    });
    expect(JSON.stringify(queue)).not.toMatch(/party/i);
    expect(incidents).toHaveLength(2);
    for (const { outline95, median } of incidents) {
      expect(outline95[0]).toEqual(outline95.at(-1));
      expect(outline95.length).toBeGreaterThan(8);
      expect(median).toHaveLength(2);
    }
    expect(sensors.find(({ id }) => id === "c-1")).toMatchObject({
      state: "down",
      sinceMs: cameraDown.fromMs,
      reason: "no power",
      view: deployment.sensors.find(({ id }) => id === "c-1")?.view,
    });
    expect(today.figures.map(({ label, now }) => [label, now])).toEqual([
      ["explosions", 2],
      ["bursts-and-shots", 2],
      ["in-flight", 0],
      ["other", 0],
    ]);
    expect(seen.seenRatio).toBeGreaterThan(0);
    expect(seen.sectors.map(({ sectorId }) => sectorId)).toEqual(
      expect.arrayContaining(["north", "south"]),
    );
    expect(ribbon.seenRatios.length * ribbon.stepM).toBeGreaterThan(39_000);
    expect(Math.max(...ribbon.seenRatios)).toBeGreaterThan(0);
    expect(ribbon.incidentsAtM.map(({ shape }) => shape)).toEqual(["breached", "undetermined"]);
  });

  test("[WAT-046] in the past it is as it was known then; what came later is counted", async () => {
    const late = {
      ...observation("late", { post: "op-3", atMs: noonMs - 60 * minuteMs }),
      recordedAtMs: noonMs + 20 * minuteMs,
    };
    const { views } = await room([...allUp, heardBy1, heardBy2, open, cameraDown, late]);
    const at = (min: number) => views.picture(noonMs + min * minuteMs);
    const before = await at(0);
    expect(before).toMatchObject({ live: false, asOfMs: noonMs, incidents: [] });
    expect(before.later).toEqual({ incidentCount: 3, observationCount: 4 });
    expect(before.sensors.every(({ state }) => state === "up")).toBe(true);
    const first = await at(1);
    expect(first.incidents.map(({ shape }) => shape)).toEqual(["undetermined"]);
    expect(first.today.figures[0]?.now).toBe(1);
    const second = await at(2);
    expect(second.incidents.map(({ shape }) => shape)).toEqual(["breached"]);
    const third = await at(11);
    expect(third.incidents).toHaveLength(2);
    expect(third.sensors.find(({ id }) => id === "c-1")?.state).toBe("down");
    expect(third.lateCount).toBe(0);
    const now = await views.picture();
    expect(now.incidents).toHaveLength(3);
    expect(now.lateCount).toBe(1);
    expect(now.later).toEqual({ incidentCount: 0, observationCount: 0 });
  });

  test("what comes shows at once, also before clause states are worked out", async () => {
    const { store, views, work } = await room([...allUp]);
    const before = await views.picture();
    await store.append([stored(cameraDown), stored(heardBy1)]);
    const between = await views.picture();
    expect(between.behindCount).toBe(2);
    expect(between.seen.seenRatio).toBeLessThanOrEqual(before.seen.seenRatio);
    expect(between.sensors.find(({ id }) => id === "c-1")?.state).toBe("down");
    await work();
    const after = await views.picture();
    expect(after.behindCount).toBe(0);
    expect(after.incidents).toHaveLength(1);
    expect(after.today.figures[0]?.now).toBe(1);
  });

  test("the day before has its own figures", async () => {
    const yesterday = observation("y", {
      atMs: noonMs - 24 * hourMs,
      count: { qualifier: "at-least", min: 7 },
    });
    const { views } = await room([yesterday, heardBy1]);
    const { today } = await views.picture();
    expect(today.fromMs).toBe(noonMs - 16.5 * hourMs);
    expect(today.figures[0]).toEqual({ label: "explosions", now: 1, before: 7, atLeast: false });
  });

  test("quarantine is counted as it was known", async () => {
    const { store, views } = await room([]);
    await store.quarantine([
      {
        receivedAtMs: noonMs,
        sender: "s",
        origin: "exercise",
        kind: "observation",
        code: "TL_WATCH_NOT_JSON",
        faults: [],
        bytes: new Uint8Array([1]),
      },
    ]);
    expect((await views.picture(noonMs - 1)).quarantineCount).toBe(0);
    expect((await views.picture(noonMs)).quarantineCount).toBe(1);
  });
});

describe("coverage and timeline", () => {
  test("[WAT-044] the veil follows the sensors, hour by hour and as known", async () => {
    const off = sensorIds.map((id) => sensorState(id, noonMs, "down"));
    const { views } = await room([...allUp, ...off]);
    const { cells } = views.ground([]);
    const seenAt = async (atMs: number, knownAtMs?: number) => {
      const view = await views.coverage("1", atMs, knownAtMs);
      expect(view?.ratios).toHaveLength(cells.length);
      return (view?.ratios ?? []).reduce((sum, ratio) => sum + Math.max(0, ratio), 0);
    };
    expect(await seenAt(noonMs - hourMs)).toBeGreaterThan(0);
    expect(await seenAt(noonMs + 10 * minuteMs)).toBe(0);
    // Before the news of it came, they were taken to be up.
    expect(await seenAt(noonMs + 10 * minuteMs, noonMs)).toBeGreaterThan(0);
    expect(await views.coverage("no such article", noonMs)).toBeUndefined();
    const small = await views.coverage("4", noonMs - hourMs);
    expect(small?.ratios.filter((ratio) => ratio === -1).length).toBeGreaterThan(0);
  });

  test("[WAT-062] the time line shows hours without data as such", async () => {
    const late = {
      ...observation("late", { post: "op-3", atMs: noonMs - 60 * minuteMs }),
      recordedAtMs: noonMs + 20 * minuteMs,
    };
    const { views } = await room([...allUp, heardBy1, heardBy2, open, late]);
    const line = await views.timeline(noonMs - 40 * hourMs, noonMs + 8 * hourMs, hourMs);
    expect(line.eventCounts).toHaveLength(48);
    expect(line.eventCounts[39]).toBe(1);
    expect(line.lateCounts[39]).toBe(1);
    expect(line.eventCounts[40]).toBe(2);
    expect(line.lateCounts[40]).toBe(0);
    expect(line.seenRatios[0]).toBe(-1);
    expect(line.seenRatios[39]).toBeGreaterThan(0);
    expect(line.seenRatios[40]).toBeGreaterThan(0);
    expect(line.seenRatios.slice(41)).toEqual([-1, -1, -1, -1, -1, -1, -1]);
    expect(line.nights.length).toBeGreaterThan(0);
    const then = await views.timeline(
      noonMs - 2 * hourMs,
      noonMs + hourMs,
      hourMs,
      noonMs + minuteMs,
    );
    expect(then.eventCounts).toEqual([0, 0, 1]);
  });
});

describe("incident", () => {
  test("the inspector has the assessments, the evidence in sentences, and what was not seen", async () => {
    const { views } = await room([...allUp, heardBy1, heardBy2]);
    const id = (await views.picture()).incidents[0]?.id ?? "";
    const view = await views.incident(id);
    expect(view).toMatchObject({ id, title: "1 explosion, outgoing", sectorIds: ["north"] });
    expect(view?.articles[0]).toMatchObject({
      articleId: "1",
      outcome: "breach",
      word: "almost certain",
      independentSources: 2,
      independentSourcesNeeded: 2,
    });
    expect(view?.underLines.map(({ drawnBy }) => drawnBy)).toEqual(["a", "b", "mission"]);
    expect(view?.observations.map(({ sentence }) => sentence)[0]).toContain(
      "the mission heard one outgoing explosion",
    );
    expect(view?.ellipseText).toMatch(/^95 % ellipse [\d\u2009]+ × [\d\u2009]+ m$/);
    expect(view?.placeText).toContain("Birch");
    expect(view?.coverageHereRatio).toBeGreaterThan(0);
    expect(await views.incident(id, noonMs)).toBeUndefined();
    expect((await views.incident(id, heardBy1.recordedAtMs))?.articles[0]?.outcome).toBe(
      "undetermined",
    );
    expect(await views.incident("018f0000-0000-7000-8000-000000000001")).toBeUndefined();
  });

  test("[FUS-121] its evidence can be drawn, as known at an instant", async () => {
    const { views } = await room([...allUp, heardBy1, heardBy2]);
    const id = (await views.picture()).incidents[0]?.id ?? "";
    const shapes = await views.incidentEvidence(id);
    expect(shapes?.areas).toHaveLength(2);
    expect(shapes?.areas[0]?.rings[0]?.length).toBeGreaterThan(4);
    expect(shapes?.ellipse).toBeNull();
    const before = await views.incidentEvidence(id, heardBy1.recordedAtMs);
    expect(before?.areas).toHaveLength(1);
    expect(await views.incidentEvidence(id, noonMs)).toBeUndefined();
  });
});

test("[WAT-061] what the evidence leaves open is called open, not remote", async () => {
  // An impact: where it was fired from is not known, and the article is about that.
  const impact = observation("i", { nature: "impact", weapons: [{ class: "artillery" }] });
  const { views } = await room([impact]);
  const [item] = (await views.picture()).queue;
  expect(item).toMatchObject({ about: "incident", group: "evidence", word: "open" });
  const view = await views.incident(item?.id ?? "");
  expect(view?.articles[0]?.word).toBe("open");
  expect(view?.where.some(({ label }) => label.startsWith("open for Article"))).toBe(true);
});

describe("clauses", () => {
  test("[WAT-063] articles by sectors, each opening to its reasons", async () => {
    const { views } = await room([...allUp, heardBy1, heardBy2, open]);
    const board = await views.clauses("today");
    expect(board.cells).toHaveLength(board.articles.length * board.sectors.length);
    expect(board).toMatchObject({ periodName: "2026-03-10", periodToMs: noonMs + 30 * minuteMs });
    const cell = (articleId: string, sectorId: string) =>
      board.cells.find((one) => one?.articleId === articleId && one.sectorId === sectorId);
    expect(cell("1", "north")).toMatchObject({ state: "breached", assessedCount: 1 });
    expect(cell("1", "north")?.incidents).toMatchObject([
      { title: "1 explosion, outgoing", shape: "breached" },
    ]);
    expect(cell("1", "south")).toMatchObject({ state: "undetermined", openCount: 1 });
    expect(cell("1", "south")?.sentence).toContain("We cannot say that Article 1 was kept here");
    expect(cell("1", "south")?.losses.length).toBeGreaterThan(0);
    expect(cell("1", "south")?.losses[0]?.text).not.toBe("");
    expect(cell("7", "north")?.state).toBe("narrative");
    expect(board.history[0]?.at(-1)).toBe("breached");
    expect(board.history[0]).toHaveLength(14);
    expect(board.history[0]?.[0]).toBe("no-data");
    const ahead = await views.clauses("2026-03-20");
    expect(ahead.cells.every((one) => one === null)).toBe(true);
    expect((await views.clauses("yesterday")).periodName).toBe("2026-03-09");
  });

  test("[WAT-064] a past period of which nothing came in is undetermined, and says why", async () => {
    const { views } = await room([...allUp, heardBy1]);
    const board = await views.clauses("2026-03-01");
    const stated = board.cells.filter((one) => one !== null);
    expect(stated.length).toBeGreaterThan(0);
    for (const { state, coverageRatio } of stated) {
      expect(["undetermined", "not-applicable", "narrative"]).toContain(state);
      expect(coverageRatio).toBe(0);
    }
    const reasons = stated.flatMap(({ losses }) => losses.map(({ reason }) => reason));
    expect(reasons).toContain("not-received");
  });

  test("as known then", async () => {
    const { views } = await room([...allUp, heardBy1, heardBy2]);
    const then = await views.clauses("today", noonMs + 30 * minuteMs - 1);
    // The states of this batch were worked out for 12:30, so at 12:29 they were not known.
    expect(then.cells.every((cell) => cell?.state !== "breached")).toBe(true);
  });
});
