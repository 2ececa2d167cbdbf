import { derivedId, lonLat, type PositionReport, seededRng } from "@truceline/model";
import { expect, test } from "vitest";
import { stored } from "../../testing/mid-ocean.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { reportsBackFromMs } from "./reports-back.ts";

const reports = Array.from({ length: 360 }, (_, index): PositionReport => {
  // One a minute for five hours, then one a second for a minute.
  const backMs = index < 300 ? (300 - index) * minuteMs + minuteMs : (360 - index) * 1_000;
  return {
    schema: "position-report/1",
    id: derivedId("test-report", index),
    origin: "exercise",
    recordedAtMs: noonMs,
    source: "ais-1",
    sourceId: `${index}`,
    medium: "vessel",
    atMs: noonMs - backMs,
    identity: { scheme: "mmsi", value: "211000001" },
    position: lonLat(-30, 0),
  };
});

test.each([
  [1_000, 360],
  [360, 360],
  [359, 300],
  [200, 160],
  [70, 60],
  [30, 20],
])(
  "[WAT-223] of at most %i reports back nearly so many are found, and never more",
  async (countMax, countMin) => {
    const store = new MemoryStore(seededRng("back"));
    await store.append(reports.map(stored));
    const query = { kind: "position-report", origin: "exercise" } as const;
    const asked = { ...query, fromMs: noonMs - 6 * hourMs };
    const fromMs = await reportsBackFromMs(store, asked, noonMs, countMax);
    const count = await store.count({ ...query, fromMs });
    expect(count).toBeLessThanOrEqual(countMax);
    expect(count).toBeGreaterThanOrEqual(countMin);
    expect(fromMs).toBeGreaterThanOrEqual(asked.fromMs);
  },
);
