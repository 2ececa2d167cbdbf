import type { LonLat } from "@truceline/model";
import type { QueueItem, TimelineView } from "@truceline/watch";
import { describe, expect, test } from "vitest";
import { momentOf } from "../frame/moment.ts";
import { scaleBar } from "../map/scale-length.ts";
import { connectionAfter, connectionAtStart } from "../state/connection-state.ts";
import { filterQueue, neighbour, queueParts } from "./queue-order.ts";
import { ribbonBars } from "./ribbon-shape.ts";
import { sectorStretches } from "./sector-stretches.ts";
import { eventBars, seenBars } from "./time-bars.ts";
import { labelInstants, shareAt, timeScale } from "./time-scale.ts";
import { worstSector } from "./worst-sector.ts";

const item = (id: string, group: QueueItem["group"], title = id): QueueItem => ({
  id,
  about: "incident",
  group,
  shape: "undetermined",
  title,
  atMs: 0,
  sectorIds: ["s4"],
  articleIds: ["1"],
  probability: 0.6,
  word: "likely",
  next: "1 source of 2",
});
const queue = [
  item("w", "decided"),
  item("x", "evidence", "2 explosions"),
  item("y", "decision"),
  item("z", "cannot-see", "Camera down"),
];

describe("queue", () => {
  test("[WEB-010] is by need: decision, evidence, what cannot see, decided", () => {
    expect(queueParts(queue).map(({ group }) => group)).toEqual([
      "decision",
      "evidence",
      "cannot-see",
      "decided",
    ]);
  });
  test("J and K walk the rows as they stand and stop at the ends", () => {
    const parts = queueParts(queue);
    expect(neighbour(parts, null, 1)).toBe("y");
    expect(neighbour(parts, "y", 1)).toBe("x");
    expect(neighbour(parts, "w", 1)).toBe("w");
    expect(neighbour(parts, "y", -1)).toBe("y");
    expect(neighbour([], null, 1)).toBeNull();
  });
  test("the filter wants every word, in title, sector or article", () => {
    const found = (filter: string) =>
      filterQueue(queue, filter, () => "Sector 4").map(({ id }) => id);
    expect(found("explosions sector 4")).toEqual(["x"]);
    expect(found("art. 1")).toHaveLength(4);
    expect(found("sector 5")).toEqual([]);
    expect(found("  ")).toHaveLength(4);
  });
});

describe("time bar", () => {
  const nowMs = Date.UTC(2026, 2, 10, 12, 52, 18);
  const hourMs = 3_600_000;

  test("spans the whole period asked for, and ends at the bin after now", () => {
    const scale = timeScale("24h", nowMs, nowMs);
    expect(scale.toMs - scale.fromMs).toBe(24 * hourMs);
    expect(scale.toMs).toBe(Date.UTC(2026, 2, 10, 13, 0));
    expect(shareAt(scale, nowMs)).toBeGreaterThan(0.99);
  });
  test("goes with a cursor that stands before its start", () => {
    const cursorMs = nowMs - 60 * hourMs;
    const scale = timeScale("24h", nowMs, cursorMs);
    expect(shareAt(scale, cursorMs)).toBeCloseTo(0.5, 1);
  });
  test("labels stand at whole hours of local time", () => {
    const instants = labelInstants(timeScale("24h", nowMs, nowMs), 2 * hourMs);
    expect(instants.length).toBeGreaterThanOrEqual(12);
    expect(instants.every((atMs) => ((atMs + 2 * hourMs) / hourMs) % 2 === 0)).toBe(true);
  });

  const view: TimelineView = {
    fromMs: 0,
    toMs: 4_000,
    binMs: 1_000,
    knownAtMs: 2_500,
    eventCounts: [0, 1, 200, 0],
    lateCounts: [0, 1, 0, 0],
    seenRatios: [0.7, -1, 1, -1],
    nights: [],
  };
  test("one event is still seen beside two hundred; late ones are marked", () => {
    const bars = eventBars(view);
    expect(bars).toHaveLength(2);
    expect(bars[0]?.height).toBeGreaterThanOrEqual(3);
    expect(bars.map(({ late }) => late)).toEqual([true, false]);
  });
  test("[WEB-007] a past bin without a figure is drawn as not seen; the future is not drawn", () => {
    expect(seenBars(view, 2_500).map(({ seenRatio }) => seenRatio)).toEqual([0.7, 0, 1]);
  });
});

describe("what the frame says", () => {
  const open = connectionAfter(connectionAtStart(0), { kind: "opened", atMs: 0 });
  const newest = { asOfMs: 100_000, receivedAtMs: 100_000 };
  test("live runs with the clock", () => {
    expect(momentOf(101_000, null, newest, open)).toMatchObject({ mode: "live", atMs: 101_000 });
  });
  test("an exercise may run by another clock", () => {
    const other = { asOfMs: 900_000, receivedAtMs: 100_000 };
    expect(momentOf(101_000, null, other, open).atMs).toBe(901_000);
  });
  test("[WEB-002] stopped stands at the last picture", () => {
    const lost = connectionAfter(open, { kind: "lost", atMs: 101_000 });
    expect(momentOf(110_000, null, newest, lost)).toMatchObject({ mode: "stopped", atMs: 100_000 });
  });
  test("[WEB-011] past stands where it was put, connected or not", () => {
    const lost = connectionAfter(open, { kind: "lost", atMs: 0 });
    expect(momentOf(110_000, 50_000, newest, lost)).toMatchObject({ mode: "past", atMs: 50_000 });
  });
});

test("the worst sector lacks most against what is asked of it", () => {
  const sector = (id: string, seenRatio: number, requirementRatio: number) => ({
    sectorId: id,
    name: id,
    seenRatio,
    requirementRatio,
  });
  expect(worstSector([sector("x", 0.3, 0.4), sector("y", 0.5, 0.9)])?.sectorId).toBe("y");
  expect(worstSector([])).toBeNull();
});

test("the ribbon joins steps and hatches what lacks", () => {
  const ribbon = {
    stepM: 1,
    seenRatios: Array.from({ length: 1000 }, () => 0.5),
    incidentsAtM: [],
  };
  const bars = ribbonBars(ribbon, 0.8, 250);
  expect(bars).toHaveLength(250);
  expect(bars.every(({ lacking, seenHeight }) => lacking && seenHeight === 9)).toBe(true);
});

test.each([
  [10, 140, 1_000],
  [100, 140, 10_000],
  [36, 140, 5_000],
])("a pixel of %d m and %d pixels hold a bar of %d m", (perPixel, maxPx, lengthM) => {
  const bar = scaleBar(perPixel, maxPx);
  expect(bar.lengthM).toBe(lengthM);
  expect(bar.widthPx).toBeLessThanOrEqual(maxPx);
});

describe("sectors along the line", () => {
  const at = (lon: number, lat: number) => [lon, lat] as unknown as LonLat;
  const square = (west: number, sectorId: string) => ({
    cell: `${west}`,
    sectorId,
    ring: [at(west, -0.1), at(west + 0.5, -0.1), at(west + 0.5, 0.1), at(west, 0.1)],
  });
  const ground = {
    lines: [
      {
        id: "line",
        drawnBy: "a",
        acceptedBy: [],
        validFromMs: 0,
        inForce: true,
        note: null,
        coordinates: [at(-30, 0), at(-29, 0)],
      },
    ],
    cells: [square(-30, "west"), square(-29.5, "east")],
    sectors: [
      { id: "east", name: "East", fromM: 0, toM: 50_000, label: at(-29, 0) },
      { id: "west", name: "West", fromM: 0, toM: 60_000, label: at(-30, 0) },
      { id: "elsewhere", name: "Elsewhere", fromM: 0, toM: 0, label: at(-20, 0) },
    ],
  };
  test("areas are placed by their cells; what the line does not pass is left out", () => {
    const found = sectorStretches(ground);
    expect(found.map(({ id }) => id)).toEqual(["west", "east"]);
    expect(found[0]?.toM).toBeCloseTo(found[1]?.fromM ?? 0, -3);
  });
  test("stretches that say where they lie are believed", () => {
    const sectors = ground.sectors.map((sector) =>
      sector.id === "east" ? { ...sector, fromM: 60_000, toM: 111_000 } : sector,
    );
    expect(sectorStretches({ ...ground, sectors, cells: [] }).map(({ id }) => id)).toEqual([
      "west",
      "east",
    ]);
  });
});
