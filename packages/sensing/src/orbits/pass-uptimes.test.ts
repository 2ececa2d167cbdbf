import { cellAt } from "@truceline/geo";
import { type Deployment, lonLat } from "@truceline/model";
import { expect, test } from "vitest";
import { prepareCoverage } from "../coverage-engine.ts";
import { plannedUptimes } from "../sensor-timeline.ts";
import { passUptimes } from "./pass-uptimes.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;
const others = plannedUptimes(() => 0.5);

test("[SEN-038] up in the minute of each pass, off schedule between, without gaps", () => {
  const uptimes = passUptimes(
    new Map([["s", [{ atMs: 90_500 }, { atMs: 30 * minuteMs }]]]),
    others,
  );
  expect(uptimes.pieces("s", 0, hourMs)).toEqual([
    { fromMs: 0, toMs: minuteMs, factor: 0, reason: "off-schedule" },
    { fromMs: minuteMs, toMs: 2 * minuteMs, factor: 1, reason: null },
    { fromMs: 2 * minuteMs, toMs: 30 * minuteMs, factor: 0, reason: "off-schedule" },
    { fromMs: 30 * minuteMs, toMs: 31 * minuteMs, factor: 1, reason: null },
    { fromMs: 31 * minuteMs, toMs: hourMs, factor: 0, reason: "off-schedule" },
  ]);
  expect(uptimes.pieces("s", hourMs, 2 * hourMs)).toEqual([
    { fromMs: hourMs, toMs: 2 * hourMs, factor: 0, reason: "off-schedule" },
  ]);
  expect(uptimes.pieces("other", 0, hourMs)).toEqual(others.pieces("other", 0, hourMs));
});

test("[SEN-038] a trench seen in passing counts as covered until it must be looked at again", () => {
  const place = lonLat(-30, 0.1);
  const deployment: Deployment = {
    schema: "deployment/1",
    id: "mid-ocean",
    posts: [{ id: "p", kind: "station", position: place }],
    sensors: [{ id: "image", means: "optical-satellite", post: "p" }],
  };
  const cells = [cellAt(place[0], place[1], 8)];
  const engine = prepareCoverage({ deployment, cells, timezone: "Etc/UTC" });
  const noonMs = Date.parse("2025-03-01T12:00Z");
  const uptimes = passUptimes(new Map([["image", [{ atMs: noonMs }]]]), others);
  const ratioAt = (hourFromMs: number) =>
    engine.hour({
      hourFromMs,
      uptimes,
      kinds: ["construction"],
      groupsNeeded: 1,
      persistence: { is: "state", lookEveryMs: 72 * hourMs },
      weather: [{ id: "clear", probability: 1 }],
    }).ratios[0];
  expect(ratioAt(noonMs - 2 * hourMs)).toBe(0);
  expect(ratioAt(noonMs + 10 * hourMs)).toBeCloseTo(0.5, 12);
  expect(ratioAt(noonMs + 70 * hourMs)).toBeCloseTo(0.5, 12);
  expect(ratioAt(noonMs + 73 * hourMs)).toBe(0);
});
