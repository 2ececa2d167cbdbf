import type { SensorState } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { plannedUptimes, statedUptimes } from "./sensor-timeline.ts";

const state = (
  fromMs: number,
  name: SensorState["state"],
  more: Partial<SensorState> = {},
): SensorState => ({
  schema: "sensor-state/1",
  id: "018f0000-0000-7000-8000-000000000001",
  origin: "exercise",
  recordedAtMs: fromMs,
  source: "health",
  sourceId: `${fromMs}-${name}`,
  sensorId: "cam",
  fromMs,
  state: name,
  ...more,
});

describe("statedUptimes", () => {
  test("[SEN-006] silence is not up: before the first state nothing was received", () => {
    const pieces = statedUptimes([state(50, "up")]).pieces("cam", 0, 100);
    expect(pieces).toEqual([
      { fromMs: 0, toMs: 50, factor: 0, reason: "not-received" },
      { fromMs: 50, toMs: 100, factor: 1, reason: null },
    ]);
    expect(statedUptimes([]).pieces("other", 0, 10)[0]?.reason).toBe("not-received");
  });

  test.each([
    ["down", undefined, 0, "down"],
    ["jammed", undefined, 0, "jammed"],
    ["denied", undefined, 0, "denied"],
    ["not-received", undefined, 0, "not-received"],
    ["degraded", 0.4, 0.4, "degraded"],
    ["degraded", undefined, 0, "degraded"],
    ["up", 0.8, 0.8, "degraded"],
    ["up", undefined, 1, null],
  ] as const)("%s with factor %s counts %d", (name, given, factor, reason) => {
    const more = given === undefined ? {} : { factor: given };
    expect(statedUptimes([state(0, name, more)]).pieces("cam", 5, 9)).toEqual([
      { fromMs: 5, toMs: 9, factor, reason },
    ]);
  });

  test("the order in which states came in does not matter, not even of two at one instant", () => {
    const states = [state(0, "up"), state(30, "up"), state(30, "down"), state(60, "up")];
    const expected = statedUptimes(states).pieces("cam", 0, 90);
    expect(expected.map(({ factor }) => factor)).toEqual([1, 0, 1]);
    expect(statedUptimes([...states].reverse()).pieces("cam", 0, 90)).toEqual(expected);
  });

  test("[SEN-007] states of different origin are never put together", () => {
    expect(() => statedUptimes([state(0, "up"), state(1, "up", { origin: "observed" })])).toThrow(
      expect.objectContaining({ code: "TL_MODEL_ORIGIN_MIXED" }),
    );
  });
});

test("a plan's up-time is a share of the time", () => {
  expect(plannedUptimes(() => 0.9).pieces("cam", 0, 5)).toEqual([
    { fromMs: 0, toMs: 5, factor: 0.9, reason: "down" },
  ]);
});
