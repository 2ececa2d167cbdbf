import { describe, expect, test } from "vitest";
import { disturbanceRecord } from "./disturbance.ts";
import { positionReportRecord } from "./position-report.ts";
import { trafficEventRecord } from "./traffic-event.ts";

const envelope = {
  id: "018f0000-0000-7000-8000-000000000001",
  origin: "exercise",
  recordedAtMs: 1_767_225_700_000,
  source: "ais/coast-1",
  sourceId: "1",
} as const;

const report = {
  schema: "position-report/1",
  ...envelope,
  medium: "vessel",
  atMs: 1_767_225_690_000,
  receiverId: "coast-1",
  identity: { scheme: "mmsi", value: "211000001", name: "SEA LARK" },
  position: [-30, 0.1],
  speedMps: 6.2,
  courseDeg: 359.9,
} as const;

const jamming = {
  schema: "disturbance/1",
  ...envelope,
  kind: "jamming",
  area: { shape: "circle", centre: [-30, 0], radiusM: 20_000 },
  span: { fromMs: 1_767_225_600_000, toMs: 1_767_232_800_000, precision: "minute" },
  remainingRatio: 0.2,
} as const;

const event = {
  schema: "traffic-event/1",
  id: envelope.id,
  version: 1,
  origin: "exercise",
  recordedAtMs: envelope.recordedAtMs,
  kind: "went-dark",
  medium: "vessel",
  span: jamming.span,
  identities: ["mmsi:211000001"],
  names: ["SEA LARK"],
  wouldBeHeardRatio: 0.97,
  reason: "No report for 41 minutes where the receivers would have heard it.",
  reportIds: [envelope.id],
  knownAtMs: envelope.recordedAtMs,
} as const;

describe("records of technical monitoring", () => {
  test("[MOD-006] valid ones are parsed unchanged", () => {
    expect(positionReportRecord.parse(report)).toEqual(report);
    expect(disturbanceRecord.parse(jamming)).toEqual(jamming);
    expect(trafficEventRecord.parse(event)).toEqual(event);
  });

  test.each([
    ["a medium that moves on the ground", { medium: "vehicle" }, "/medium"],
    ["a forecast", { forecast: [-30, 0.2] }, "unknown key: forecast"],
    ["a course of 360", { courseDeg: 360 }, "/courseDeg"],
    ["an identity of another numbering", { identity: { scheme: "unit" } }, "/identity/scheme"],
  ])("[MOD-006] a position report with %s is refused", (_, change, told) => {
    const faults = positionReportRecord.faults({ ...report, ...change });
    expect(faults.map(({ path, message }) => `${path}: ${message}`).join("; ")).toContain(told);
  });

  test.each([
    ["an area of no shape", { area: {} }, "/area"],
    ["more left than there was", { remainingRatio: 1.2 }, "/remainingRatio"],
    ["a party that did it", { by: "a" }, "unknown key: by"],
  ])("[MOD-007] a disturbance with %s is refused", (_, change, told) => {
    const faults = disturbanceRecord.faults({ ...jamming, ...change });
    expect(faults.map(({ path, message }) => `${path}: ${message}`).join("; ")).toContain(told);
  });

  test("[MOD-007] a traffic event has no room for where somebody will be", () => {
    for (const key of ["predicted", "nextPosition", "intercept"]) {
      expect(trafficEventRecord.check({ ...event, [key]: [-30, 0] })).toBe(false);
    }
  });
});
