import { type Denial, derivedId, lonLat, type Patrol, type PatrolTrack } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { checkIn, denial, patrol, track } from "../../../desk/testing/desk-records.ts";
import { stored, storeOf } from "../../testing/mid-ocean.ts";
import { allUp, midOceanRoom } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import { editEntry } from "../store/edit-entry.ts";
import type { MemoryStore } from "../store/memory-store.ts";
import { readRecord } from "../store/read-record.ts";

const nowMs = noonMs + 4 * hourMs;
const { work, views: viewsOf } = midOceanRoom(nowMs);

/** South of the posts, where their coverage ends. */
const place = { name: "Bridge", position: lonLat(-30.01, -0.03) };
const stop = { place, span: { fromMs: noonMs, toMs: noonMs + hourMs } };
const there: Patrol = patrol({
  stops: [stop],
  checkInEveryMs: hourMs,
  checkIns: [checkIn(0, place)],
  recordedAtMs: noonMs + 70 * minuteMs,
});
const stopped: Denial = denial({
  place,
  span: { fromMs: noonMs, toMs: noonMs + hourMs - 1 },
  recordedAtMs: noonMs + 2 * hourMs,
});

async function write(store: MemoryStore, ...records: (Patrol | Denial | PatrolTrack)[]) {
  for (const record of records) {
    if (record.schema === "patrol-track/1") await store.append([stored(record)]);
    else if (record.schema === "patrol/1") await store.commitEdits([editEntry("patrol", record)]);
    else await store.commitEdits([editEntry("denial", record)]);
  }
}

/** Coverage of article 1, by cell and hour, as stored. */
async function stateOf(store: MemoryStore) {
  const cells = new Map<string, { readonly ratio: number; readonly version: number }>();
  for await (const record of store.stream({ kind: "coverage-cell", origin: "exercise" })) {
    const { articleId, cell, hourFromMs, coverageRatio, version } = readRecord(
      "coverage-cell",
      record,
    );
    const key = `${articleId} ${cell} ${(hourFromMs - noonMs) / hourMs}`;
    cells.set(key, { ratio: coverageRatio, version });
  }
  return cells;
}
async function south(store: MemoryStore) {
  for await (const record of store.stream({ kind: "clause-state", origin: "exercise" })) {
    const state = readRecord("clause-state", record);
    const isIt = state.articleId === "1" && state.sectorId === "south";
    if (isIt && state.periodFromMs < noonMs && state.periodToMs > noonMs) return state;
  }
  throw new Error("no clause state");
}
/** Of article 1, which is about shots: what is seen of a state stays seen for a day. */
const sum = (cells: Awaited<ReturnType<typeof stateOf>>, hour: string) =>
  [...cells]
    .filter(([key]) => key.startsWith("1 ") && key.endsWith(` ${hour}`))
    .reduce((total, [, { ratio }]) => total + ratio, 0);

describe("patrols in coverage", () => {
  test("[DSK-014] a patrol adds coverage, a late denial takes it away with its reason, no other hour is touched", async () => {
    const store = await storeOf(allUp);
    await work(store);
    const before = await stateOf(store);

    await write(store, there);
    await work(store);
    const withPatrol = await stateOf(store);
    expect(sum(withPatrol, "0")).toBeGreaterThan(sum(before, "0") + 0.1);
    for (const hour of ["-1", "2"]) expect(sum(withPatrol, hour)).toBe(sum(before, hour));

    await write(store, stopped);
    await work(store);
    const denied = await stateOf(store);
    expect(sum(denied, "0")).toBeCloseTo(sum(before, "0"), 6);
    for (const [key, { version }] of denied) {
      if (!key.endsWith(" 0") && !key.endsWith(" 1") && key.startsWith("1 "))
        expect(version).toBe(1);
    }
    const { losses } = await south(store);
    const loss = losses.find(({ reason }) => reason === "denied");
    expect(loss?.sensorIds).toEqual(["Patrol 6"]);
    expect(loss?.lossRatio).toBeGreaterThan(0);
  });

  test("[DSK-014] as known before the denial was received, the patrol counts", async () => {
    const store = await storeOf(allUp);
    await write(store, there, stopped);
    const views = viewsOf(store);
    const seenAt = async (knownAtMs?: number) =>
      (await views.coverage("1", noonMs, knownAtMs))?.ratios.reduce(
        (a, b) => a + Math.max(0, b),
        0,
      );
    const [nobody, counted, denied] = [
      await seenAt(noonMs + 60 * minuteMs),
      await seenAt(noonMs + 90 * minuteMs),
      await seenAt(),
    ];
    expect(counted).toBeGreaterThan((nobody ?? 0) + 0.1);
    expect(denied).toBeCloseTo(nobody ?? -1, 6);
  });

  test("[DSK-014] a late track counts where it shows the patrol to have been", async () => {
    const store = await storeOf(allUp);
    await write(store, patrol({ stops: [stop], recordedAtMs: noonMs }));
    await work(store);
    const before = await stateOf(store);
    const points = [0, 20, 40, 60].map((minutes) => [minutes, -30.01, -0.03] as const);
    await write(store, track(points, { recordedAtMs: noonMs + 3 * hourMs }));
    await work(store);
    expect(sum(await stateOf(store), "0")).toBeGreaterThan(sum(before, "0") + 0.1);
  });

  test("[DSK-015] the order in which patrols, tracks and denials come changes nothing in the end", async () => {
    const later = { ...there, version: 2, recordedAtMs: noonMs + 80 * minuteMs };
    const first = { ...there, checkIns: [], recordedAtMs: noonMs };
    const way = track([
      [0, -30.01, -0.03],
      [30, -30.01, -0.03],
    ]);
    const short = denial({ place, span: { fromMs: noonMs, toMs: noonMs + 10 * minuteMs } });
    const results = [];
    for (const order of [
      [first, later, way, short],
      [short, way, first, later],
      [way, first, short, later],
    ]) {
      const store = await storeOf(allUp);
      for (const record of order) {
        await write(store, record);
        await work(store);
      }
      const cells = [...(await stateOf(store))].map(([key, { ratio }]) => [key, ratio]).sort();
      const { id: _id, version: _version, recordedAtMs: _at, ...state } = await south(store);
      results.push({ cells, state });
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  test("[DSK-016] a denial that names sensors takes them away for its span: interference jams, all else denies", async () => {
    const store = await storeOf(allUp);
    await work(store);
    const before = await stateOf(store);
    const span = { fromMs: noonMs, toMs: noonMs + hourMs - 1 };
    const { patrolId: _none, ...named } = denial({ place: { name: "Mast 1" }, span });
    await write(store, { ...named, id: derivedId("d", 1), sensorIds: ["op-1-ear", "op-2-ear"] });
    await write(store, {
      ...named,
      id: derivedId("d", 2),
      kind: "interference",
      sensorIds: ["op-3-ear", "op-4-ear"],
    });
    await work(store);
    const denied = await stateOf(store);
    expect(sum(denied, "0")).toBeLessThan(sum(before, "0") - 0.1);
    expect(sum(denied, "-1")).toBe(sum(before, "-1"));
    const board = await viewsOf(store).clauses("today");
    const cell = board.cells.find((one) => one?.articleId === "1" && one.sectorId === "north");
    const reasons = cell?.losses.map(({ reason }) => reason);
    expect(reasons).toEqual(expect.arrayContaining(["denied", "jammed"]));
    // Withdrawn, it takes nothing away any more.
    const withdrawn = { version: 2, withdrawn: true, recordedAtMs: noonMs + 2 * hourMs };
    await write(store, {
      ...named,
      id: derivedId("d", 1),
      sensorIds: ["op-1-ear", "op-2-ear"],
      ...withdrawn,
    });
    await write(store, {
      ...named,
      id: derivedId("d", 2),
      kind: "interference",
      sensorIds: ["op-3-ear", "op-4-ear"],
      ...withdrawn,
    });
    await work(store);
    expect(sum(await stateOf(store), "0")).toBe(sum(before, "0"));
  });
});
