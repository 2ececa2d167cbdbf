import { derivedId, seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import type { RecordKind } from "../ports/store.ts";
import { admit } from "./admit.ts";

const text = new TextEncoder();
const receivedAtMs = Date.UTC(2026, 2, 10, 12, 1);
const minuteMs = 60_000;

const correction = {
  schema: "correction/1",
  origin: "observed",
  source: "log/op-1",
  sourceId: "entry-2",
  by: "A. Observer",
  reason: "the direction was misread",
  withdraws: ["entry-1/1", "entry-1/2"],
  replacedBy: ["entry-2/1"],
  fromMs: receivedAtMs - 60 * minuteMs,
  toMs: receivedAtMs - 50 * minuteMs,
};
const track = {
  schema: "patrol-track/1",
  origin: "observed",
  source: "phone-3",
  sourceId: "t-1",
  patrolId: derivedId("patrol"),
  points: [
    { atMs: receivedAtMs - 20 * minuteMs, position: [-30.1, 0.2], accuracyM: 8 },
    { atMs: receivedAtMs - 10 * minuteMs, position: [-30.05, 0.25] },
    { atMs: receivedAtMs - 10 * minuteMs, position: [-30.04, 0.25] },
  ],
};

const admitted = (value: object, kind: RecordKind, isFromLog = true) =>
  admit(text.encode(JSON.stringify(value)), kind, {
    isFromLog,
    origin: "observed",
    receivedAtMs,
    sender: "device-1",
    rng: seededRng("admit"),
    box: { westDeg: -31, southDeg: -1, eastDeg: -29, northDeg: 1 },
  });
const faultsOf = (value: object, kind: RecordKind) => {
  const outcome = admitted(value, kind);
  if (outcome.status === "admitted") return [];
  return outcome.quarantine.faults.map(({ code, path }) => [code, path]);
};

describe("corrections", () => {
  test("[WAT-070] one is listed over the span of what it withdraws, under who made it", () => {
    const outcome = admitted(correction, "correction");
    expect(outcome).toMatchObject({
      status: "admitted",
      entry: {
        kind: "correction",
        source: correction.source,
        sourceId: correction.sourceId,
        fromMs: correction.fromMs,
        toMs: correction.toMs,
        subject: correction.by,
      },
    });
  });

  test.each([
    ["nothing withdrawn", { withdraws: [] }, ["TL_WATCH_SCHEMA", "/withdraws"]],
    ["no reason", { reason: "" }, ["TL_WATCH_SCHEMA", "/reason"]],
    ["NUL in the reason", { reason: "a\0b" }, ["TL_WATCH_SCHEMA", "/reason"]],
    ["ends before it begins", { toMs: correction.fromMs - 1 }, ["TL_WATCH_SPAN_ORDER", "/toMs"]],
    ["seconds", { fromMs: Math.round(correction.fromMs / 1_000) }, ["TL_WATCH_UNIT", "/fromMs"]],
    [
      "a clock ahead",
      { fromMs: receivedAtMs + 16 * minuteMs, toMs: receivedAtMs + 17 * minuteMs },
      ["TL_WATCH_CLOCK_AHEAD", "/fromMs"],
    ],
    [
      "replaced by what it withdraws",
      { replacedBy: ["entry-2/1", "entry-1/2"] },
      ["TL_WATCH_SCHEMA", "/replacedBy/1"],
    ],
    ["another origin", { origin: "exercise" }, ["TL_WATCH_ORIGIN", "/origin"]],
    ["a key more", { extra: 1 }, ["TL_WATCH_UNKNOWN_KEY", ""]],
  ])("[WAT-070] refused: %s", (_title, change, expected) => {
    expect(faultsOf({ ...correction, ...change }, "correction")).toContainEqual(expected);
  });
});

test("[WAT-070] what the log sent, nobody but the log corrects", () => {
  expect(admitted(correction, "correction", false)).toMatchObject({
    status: "refused",
    quarantine: { code: "TL_WATCH_LOG_SOURCE", faults: [{ path: "/source" }] },
  });
  const own = { ...correction, source: "camera-7" };
  expect(admitted(own, "correction", false).status).toBe("admitted");
});

describe("patrol tracks", () => {
  const withPoint = (index: number, change: object) => ({
    ...track,
    points: track.points.map((point, at) => (at === index ? { ...point, ...change } : point)),
  });

  test("[WAT-071] one is listed under its patrol, over its own time, where it began", () => {
    expect(admitted(track, "patrol-track")).toMatchObject({
      status: "admitted",
      entry: {
        kind: "patrol-track",
        fromMs: track.points[0]?.atMs,
        toMs: track.points[2]?.atMs,
        subject: track.patrolId,
        position: [-30.1, 0.2],
      },
    });
  });

  test.each([
    ["no points", { ...track, points: [] }, ["TL_WATCH_SCHEMA", "/points"]],
    [
      "points out of order",
      withPoint(1, { atMs: receivedAtMs - 30 * minuteMs }),
      ["TL_WATCH_SPAN_ORDER", "/points/1/atMs"],
    ],
    [
      "a clock ahead",
      withPoint(2, { atMs: receivedAtMs + 16 * minuteMs }),
      ["TL_WATCH_CLOCK_AHEAD", "/points/2/atMs"],
    ],
    [
      "seconds",
      withPoint(0, { atMs: Math.round(receivedAtMs / 1_000) }),
      ["TL_WATCH_UNIT", "/points/0/atMs"],
    ],
    [
      "exchanged coordinates",
      withPoint(1, { position: [0.25, -30.05] }),
      ["TL_WATCH_SWAPPED", "/points/1/position"],
    ],
    [
      "off the earth",
      withPoint(1, { position: [-30, 91] }),
      ["TL_WATCH_POSITION_RANGE", "/points/1/position/1"],
    ],
  ])("[WAT-071] refused: %s", (_title, value, expected) => {
    expect(faultsOf(value, "patrol-track")).toContainEqual(expected);
  });
});
