import { lonLat } from "@truceline/model";
import type { MapPatrol } from "@truceline/watch";
import { describe, expect, test } from "vitest";
import { patrolFeatures } from "../map/features/patrol-features.ts";
import { clockOfRow, overdueMs, ringing } from "./patrol-alarms.ts";

const minuteMs = 60_000;
const dueMs = Date.UTC(2026, 2, 10, 12);
const patrol = (id: string, change: Partial<MapPatrol> = {}): MapPatrol => ({
  id,
  name: `Patrol ${id}`,
  state: "out",
  sectorIds: ["north"],
  position: lonLat(-30, 0),
  lastSeenMs: dueMs - 30 * minuteMs,
  dueMs,
  overdueMs: 0,
  alarm: false,
  clearance: "cleared by both",
  callCount: 0,
  ...change,
});

describe("patrols on the screen Now", () => {
  test.each([
    [14, []],
    [15, ["2"]],
    [40, ["2", "6"]],
  ])("[DSK-044] %i min after it was due, these ring", (minutes, ids) => {
    const patrols = [
      patrol("6", { dueMs: dueMs + 25 * minuteMs }),
      patrol("2"),
      patrol("4", { state: "planned" }),
      patrol("5", { dueMs: null }),
    ];
    const nowMs = dueMs + minutes * minuteMs;
    expect(ringing(patrols, nowMs, true).map(({ id }) => id)).toEqual(ids);
    // What was once overdue rings nobody now.
    expect(ringing(patrols, nowMs, false)).toEqual([]);
  });

  test("[DSK-044] the clock of a row runs by the page, not by messages", () => {
    expect(overdueMs(patrol("6"), dueMs - 1)).toBe(0);
    expect(clockOfRow({ about: "patrol", dueMs }, dueMs + 11 * minuteMs)).toBe("00:11");
    expect(clockOfRow({ about: "patrol", dueMs }, dueMs + 61 * minuteMs)).toBe("01:01");
    expect(clockOfRow({ about: "call", dueMs }, dueMs)).toBeNull();
    expect(clockOfRow({ about: "patrol" }, dueMs)).toBeNull();
  });

  test("[DSK-044] on the map: those that are out, where they were last seen, overdue ones marked", () => {
    const { features } = patrolFeatures([
      patrol("6", { overdueMs: 1 }),
      patrol("2"),
      patrol("3", { position: null }),
      patrol("4", { state: "planned" }),
    ]);
    expect(features.map(({ properties }) => properties)).toEqual([
      { id: "6", icon: "patrol-overdue", label: "Patrol 6" },
      { id: "2", icon: "patrol", label: "Patrol 2" },
    ]);
  });
});
