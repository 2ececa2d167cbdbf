import { cellCentre, destination } from "@truceline/geo";
import {
  type Deployment,
  type Disturbance,
  derivedId,
  lonLat,
  type SensorState,
} from "@truceline/model";
import { defaultCatalogue } from "@truceline/sensing";
import { describe, expect, test } from "vitest";
import { checkIn, denial, patrol } from "../../../desk/testing/desk-records.ts";
import { sensorState, stored, storeOf } from "../../testing/mid-ocean.ts";
import { agreement, deployment, midOceanRoom } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import { editEntry } from "../store/edit-entry.ts";
import type { MemoryStore } from "../store/memory-store.ts";
import { readRecord } from "../store/read-record.ts";

const nowMs = noonMs + 6 * hourMs;
const room = midOceanRoom(nowMs);
const viewsOf = (store: MemoryStore, over: Deployment = deployment) =>
  midOceanRoom(nowMs, { deployment: over }).views(store);
const pause = async () => {};

const states: readonly SensorState[] = [
  ...deployment.sensors.map(({ id }) => sensorState(id, noonMs - 2 * hourMs)),
  // By the quarter: 1.25 h down, 0.5 h at 0.4.
  sensorState("c-1", noonMs + 15 * minuteMs, "down"),
  sensorState("c-1", noonMs + 90 * minuteMs, "degraded", { factor: 0.4 }),
  sensorState("c-1", noonMs + 2 * hourMs, "up"),
  // The mast dies under c-1 and c-2.
  sensorState("mast-1", noonMs + 3 * hourMs, "down"),
];
const jamming: Disturbance = {
  schema: "disturbance/1",
  id: derivedId("test-disturbance", "ledger"),
  origin: "exercise",
  recordedAtMs: noonMs + 2 * hourMs,
  source: "duty-officer",
  sourceId: "j-1",
  kind: "jamming",
  means: ["camera"],
  remainingRatio: 0.5,
  area: { shape: "circle", centre: lonLat(-30.0156, 0.01102), radiusM: 500 },
  span: { fromMs: noonMs + hourMs, toMs: noonMs + 2 * hourMs - 1, precision: "exact" },
};
const place = { name: "Bridge", position: lonLat(-30.01, -0.03) };
const out = patrol({
  stops: [{ place, span: { fromMs: noonMs + hourMs, toMs: noonMs + 2 * hourMs } }],
  checkInEveryMs: 30 * minuteMs,
  checkIns: [checkIn(60, place)],
  recordedAtMs: noonMs + 2 * hourMs,
});
const stopped = denial({
  place,
  span: { fromMs: noonMs + 90 * minuteMs, toMs: noonMs + 2 * hourMs },
  patrolId: out.id,
});

async function madeDay(): Promise<MemoryStore> {
  const store = await storeOf(states);
  await store.append([stored(jamming)]);
  await store.commitEdits([editEntry("patrol", out)]);
  await store.commitEdits([editEntry("denial", stopped)]);
  return store;
}
const period = { fromMs: noonMs, toMs: noonMs + 5 * hourMs };

describe("[WAT-203] lost hours", () => {
  test("of sensors and patrols are told by reason to the minute, and add up", async () => {
    const { ledger } = viewsOf(await madeDay());
    const found = await ledger.lostHours({ ...period, by: "sensor" }, pause);
    const rowOf = (id: string) => {
      const row = found?.rows.find((one) => one.id === id);
      return [row?.totalHours, row?.seenHours, row?.reasons.map((one) => [one.reason, one.hours])];
    };
    // Worked out by hand from the states above.
    expect(rowOf("c-1")).toEqual([
      5,
      1.45,
      [
        ["down", 3.25],
        ["degraded", 0.3],
      ],
    ]);
    expect(rowOf("c-2")).toEqual([5, 3, [["down", 2]]]);
    expect(rowOf("c-3")).toEqual([5, 4.5, [["jammed", 0.5]]]);
    expect(rowOf("op-1-ear")).toEqual([5, 5, []]);
    // Seen half an hour by its check-in; the rest denied.
    expect(rowOf("Patrol 6")).toEqual([1, 0.5, [["denied", 0.5]]]);
    for (const { totalHours, seenHours, lostHours, reasons } of found?.rows ?? []) {
      expect(seenHours + lostHours).toBeCloseTo(totalHours, 6);
      expect(reasons.reduce((sum, { hours }) => sum + hours, 0)).toBeCloseTo(lostHours, 6);
    }
  });

  test("of sectors are those of the stored cells, and what took them is named with its sensors", async () => {
    const store = await madeDay();
    await room.work(store);
    const { ledger } = viewsOf(store);
    const found = await ledger.lostHours({ ...period, by: "sector", articleId: "1" }, pause);
    expect(found?.lossCellStep).toBe(1);
    const seen = new Map<string, number>();
    for await (const record of store.stream({ kind: "coverage-cell", origin: "exercise" })) {
      const cell = readRecord("coverage-cell", record);
      const isIt = cell.articleId === "1" && cell.hourFromMs >= period.fromMs;
      if (!isIt || cell.hourFromMs >= period.toMs) continue;
      seen.set(cell.sectorId, (seen.get(cell.sectorId) ?? 0) + cell.coverageRatio);
    }
    expect(found?.rows.map(({ id }) => id)).toEqual(["north", "south"]);
    for (const { id, totalHours, seenHours, lostHours } of found?.rows ?? []) {
      const cells = agreement.articleCells("1", noonMs).filter(({ sectorId }) => sectorId === id);
      expect(totalHours).toBe(cells.length * 5);
      expect(seenHours).toBeCloseTo(seen.get(id) ?? 0, 2);
      expect(seenHours + lostHours).toBeCloseTo(totalHours, 3);
    }
    const north = found?.rows[0]?.reasons ?? [];
    const down = north.find(({ reason }) => reason === "down");
    expect(down?.hours).toBeGreaterThan(0);
    expect(["c-1", "c-2"]).toEqual(expect.arrayContaining([...(down?.sensorIds ?? ["none"])]));
  });

  test("of kinds are told for each kind by itself; an article that nothing is asked of has none", async () => {
    const { ledger } = viewsOf(await madeDay());
    const found = await ledger.lostHours({ ...period, by: "kind", articleId: "2" }, pause);
    expect(found?.rows.map(({ id }) => id)).toContain("weapon-present");
    for (const { totalHours, seenHours } of found?.rows ?? []) {
      expect(totalHours).toBe(agreement.articleCells("2", noonMs).length * 5);
      expect(seenHours).toBeGreaterThanOrEqual(0);
    }
    expect(
      await ledger.lostHours({ ...period, by: "kind", articleId: "7" }, pause),
    ).toBeUndefined();
  });

  test("a part of an hour counts as a part, time to come not at all, and the past as it was known", async () => {
    const { ledger } = viewsOf(await madeDay());
    const hours = async (fromMs: number, toMs: number, by: "sector" | "sensor", knownAt?: number) =>
      (await ledger.lostHours({ fromMs, toMs, by, articleId: "1" }, pause, knownAt))?.rows;
    const total = (rows: Awaited<ReturnType<typeof hours>>) =>
      rows?.reduce((sum, { totalHours }) => sum + totalHours, 0);
    const whole = total(await hours(noonMs, noonMs + hourMs, "sector")) as number;
    expect(
      total(await hours(noonMs + 15 * minuteMs, noonMs + 30 * minuteMs, "sector")),
    ).toBeCloseTo(whole / 4, 6);
    expect(total(await hours(nowMs, nowMs + 3 * hourMs, "sector")) ?? 0).toBe(0);
    const c3 = (rows: Awaited<ReturnType<typeof hours>>) =>
      rows?.find(({ id }) => id === "c-3")?.lostHours;
    expect(c3(await hours(noonMs, noonMs + 2 * hourMs, "sensor"))).toBe(0.5);
    // The jamming was told at two: an hour before nobody knew.
    expect(c3(await hours(noonMs, noonMs + 2 * hourMs, "sensor", noonMs + 100 * minuteMs))).toBe(0);
  });
});

describe("[WAT-204] coverage at an instant", () => {
  test("is that of its minute, with the sensors from which something is taken and what takes it", async () => {
    const { ledger } = viewsOf(await madeDay());
    const found = await ledger.instant("1", noonMs + 75 * minuteMs + 12_345);
    expect(found?.sensors).toEqual([
      { id: "c-1", factor: 0, reasons: ["down"] },
      { id: "c-3", factor: 0.5, reasons: ["jammed"] },
    ]);
    expect(found?.disturbances.map(({ kind, source }) => [kind, source])).toEqual([
      ["jamming", "duty-officer"],
    ]);
    const later = await ledger.instant("1", noonMs + 150 * minuteMs);
    expect(later?.disturbances).toEqual([]);
    const [north] = later?.sectors ?? [];
    const ratios = later?.cells.filter(({ sectorId }) => sectorId === "north") ?? [];
    expect(north?.cellCount).toBe(ratios.length);
    const lowest = Math.min(...ratios.map(({ coverageRatio }) => coverageRatio));
    expect(north?.worstRatio).toBe(lowest);
    const mean = ratios.reduce((sum, { coverageRatio }) => sum + coverageRatio, 0) / ratios.length;
    expect(north?.meanRatio).toBeCloseTo(mean, 3);
  });
});

describe("[WAT-205] the worst kilometres", () => {
  test("are those of the cells least seen, from end to end of the line, each once", async () => {
    const store = await madeDay();
    const { ledger } = viewsOf(store);
    const found = await ledger.worstKilometres({ ...period, articleId: "1", count: 100 }, pause);
    const km = [...(found?.stretches ?? [])].sort((a, b) => a.fromKm - b.fromKm);
    expect(km[0]?.fromKm).toBe(0);
    expect(km.at(-1)?.toKm).toBeCloseTo(found?.lineKm ?? 0, 3);
    for (const [index, one] of km.entries()) {
      if (index > 0) expect(one.fromKm).toBe(km[index - 1]?.toKm);
    }
    const order = found?.stretches.map(({ coverageRatio }) => coverageRatio) ?? [];
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBeGreaterThan(1);
    // The one that is seen best holds the cell round which the posts stand.
    expect(found?.stretches.at(-1)?.cell).toBe("867c65047ffffff");
    const [least] =
      (await ledger.worstKilometres({ ...period, articleId: "1", count: 1 }, pause))?.stretches ??
      [];
    expect(least).toEqual(found?.stretches[0]);
    expect(least?.reasons.length).toBeGreaterThan(0);
  });
});

describe("[WAT-206] what one more would have given", () => {
  const cell = "867c65047ffffff";
  const position = destination(cellCentre(cell), 90, 2_000);
  const question = { ...period, articleId: "2", means: "camera", position };

  test("is what coverage would have been with it there, working for the catalogue's share of the time", async () => {
    const { ledger } = viewsOf(await madeDay());
    const found = await ledger.oneMore(question, pause);
    const uptimeRatio = defaultCatalogue.find(({ id }) => id === "camera")?.uptimeRatio.value;
    expect(found?.uptimeRatio).toBe(uptimeRatio);
    expect(found?.gainedHours).toBeGreaterThan(0);
    // The same by another way: deployed, and telling its share of itself.
    const larger: Deployment = {
      ...deployment,
      posts: [...deployment.posts, { id: "new", kind: "mast", position }],
      sensors: [...deployment.sensors, { id: "c-9", means: "camera", post: "new" }],
    };
    const store = await madeDay();
    // A weapon seen stays seen for a day.
    const from = noonMs - 30 * hourMs;
    await store.append([
      stored(sensorState("c-9", from, "degraded", { factor: uptimeRatio as number })),
    ]);
    const rows = async (over: Deployment) =>
      (await viewsOf(store, over).ledger.lostHours({ ...question, by: "sector" }, pause))?.rows;
    const [without, withIt] = [await rows(deployment), await rows(larger)];
    for (const [index, one] of (found?.sectors ?? []).entries()) {
      const [was, would] = [without?.[index], withIt?.[index]];
      expect(one.sectorId).toBe(was?.id);
      expect(one.withoutRatio).toBeCloseTo((was?.seenHours ?? 0) / (was?.totalHours ?? 1), 3);
      expect(one.withRatio).toBeCloseTo((would?.seenHours ?? 0) / (would?.totalHours ?? 1), 3);
    }
  });

  test("is nothing where it is jammed away or looks elsewhere; unknown means have no answer", async () => {
    const store = await madeDay();
    await store.append([
      stored({
        ...jamming,
        id: derivedId("test-disturbance", "all over"),
        sourceId: "j-2",
        remainingRatio: 0,
        area: { shape: "circle", centre: position, radiusM: 100 },
        span: { fromMs: noonMs - 30 * hourMs, toMs: nowMs, precision: "exact" },
      }),
    ]);
    const { ledger } = viewsOf(store);
    expect((await ledger.oneMore(question, pause))?.gainedHours).toBe(0);
    const open = viewsOf(await madeDay()).ledger;
    const all = (await open.oneMore(question, pause))?.gainedHours as number;
    const half = await open.oneMore(
      { ...question, view: { bearingDeg: 90, fieldOfViewDeg: 60 } },
      pause,
    );
    expect(half?.gainedHours).toBeLessThan(all);
    expect(await open.oneMore({ ...question, means: "crystal-ball" }, pause)).toBeUndefined();
  });
});
