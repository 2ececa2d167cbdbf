import type { CompiledAgreement } from "@truceline/agreement";
import { lonLat, observationRecord, sensorStateRecord } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { type ExerciseOptions, ExerciseWorld } from "./exercise-world.ts";

const hourMs = 3_600_000;
const fromMs = Date.parse("2026-03-09T12:00:00Z");

/** A line of 120 km in the open ocean with a post and a camera every ten. */
const agreement = {
  id: "mid-ocean",
  timezone: "Etc/UTC",
  lines: [{ id: "line", versions: [{ coordinates: [lonLat(-30, 0), lonLat(-28.92, 0)] }] }],
} as unknown as CompiledAgreement;
const posts = Array.from({ length: 12 }, (_, index) => ({
  id: `p${index}`,
  kind: "observation-post" as const,
  position: lonLat(-29.96 + index * 0.09, 0.01),
}));
const options: ExerciseOptions = {
  agreement,
  deployment: {
    schema: "deployment/1",
    id: "test",
    posts,
    sensors: posts.flatMap(({ id }) => [
      { id: `${id}-ear`, means: "ear", post: id },
      { id: `${id}-cam`, means: "camera", post: id, view: { bearingDeg: 90, fieldOfViewDeg: 90 } },
    ]),
  },
  seed: "linden",
  hotspotCount: 5,
  chanceOf: (_means, _kind, distanceM) => (distanceM < 6_000 ? 0.8 : 0),
  rangeOfM: () => 8_000,
};
const world = () => new ExerciseWorld(options);
const day = world().messagesBetween(fromMs, fromMs + 24 * hourMs);

describe("ExerciseWorld", () => {
  test("[SIM-001] the same seed gives the same messages, another seed others", () => {
    expect(world().messagesBetween(fromMs, fromMs + 24 * hourMs)).toEqual(day);
    const other = new ExerciseWorld({ ...options, seed: "aspen" });
    expect(other.messagesBetween(fromMs, fromMs + 24 * hourMs)).not.toEqual(day);
  });

  test("[SIM-001] any stretch can be asked for by itself: the parts make the whole", () => {
    const cuts = [0, 1.5, 7, 7.25, 19, 24].map((hours) => fromMs + hours * hourMs);
    const fresh = cuts
      .slice(1)
      .flatMap((to, index) => world().messagesBetween(cuts[index] ?? to, to));
    expect(fresh).toEqual(day);
  });

  test("[SIM-002] every message is a valid record of origin exercise", () => {
    expect(day.length).toBeGreaterThan(50);
    for (const { kind, record, receivedAtMs } of day) {
      const whole = {
        ...record,
        id: "018f0000-0000-7000-8000-000000000001",
        recordedAtMs: receivedAtMs,
      };
      const definition = kind === "observation" ? observationRecord : sensorStateRecord;
      expect(definition.faults(whole)).toEqual([]);
      expect(record.origin).toBe("exercise");
    }
    const keys = day.map(({ kind, record }) => `${kind}/${record.source}/${record.sourceId}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("[SIM-002] messages come in the order of receipt, none before what it tells of", () => {
    const received = day.map(({ receivedAtMs }) => receivedAtMs);
    expect(received).toEqual(received.toSorted((a, b) => a - b));
    for (const message of day) {
      if (message.kind === "observation")
        expect(message.receivedAtMs).toBeGreaterThanOrEqual(message.record.span.fromMs);
    }
  });

  test("[SIM-003] events set off others: counts an hour are over-dispersed", () => {
    const long = world();
    const counts = Array.from({ length: 24 * 20 }, (_, hour) => {
      const start = fromMs + hour * hourMs;
      return long.truthBetween(start, start + hourMs).length;
    });
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
    expect(mean).toBeGreaterThan(1);
    expect(variance / mean).toBeGreaterThan(1.5);
  });

  test("[SIM-003] cameras fail and come back, and some reports come late", () => {
    const week = world().messagesBetween(fromMs, fromMs + 7 * 24 * hourMs);
    const states = week.flatMap(({ kind, record }) =>
      kind === "sensor-state" ? [record.state] : [],
    );
    expect(states).toContain("up");
    expect(states.filter((state) => state !== "up").length).toBeGreaterThan(3);
    const delays = week.flatMap((message) =>
      message.kind === "observation" && message.record.kind !== "nothing"
        ? [message.receivedAtMs - message.record.span.toMs]
        : [],
    );
    expect(Math.max(...delays)).toBeGreaterThan(hourMs);
    expect(delays.toSorted((a, b) => a - b)[Math.floor(delays.length / 2)]).toBeLessThan(
      0.2 * hourMs,
    );
  });

  test("a watch that heard nothing says so, and one that heard does not", () => {
    const nothing = day.filter(
      ({ kind, record }) => kind === "observation" && "kind" in record && record.kind === "nothing",
    );
    expect(nothing.length).toBeGreaterThan(10);
  });

  test("an agreement without a line is refused", () => {
    expect(() => new ExerciseWorld({ ...options, agreement: { ...agreement, lines: [] } })).toThrow(
      expect.objectContaining({ code: "TL_SIMULATION_NO_LINE" }),
    );
  });
});
