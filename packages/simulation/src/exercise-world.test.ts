import type { CompiledAgreement } from "@truceline/agreement";
import {
  callRecord,
  denialRecord,
  lonLat,
  observationRecord,
  type Patrol,
  patrolRecord,
  patrolTrackRecord,
  sensorStateRecord,
  silenceWindowRecord,
  siteVisitRecord,
} from "@truceline/model";
import { describe, expect, test } from "vitest";
import type { ExerciseMessage } from "./exercise-message.ts";
import { type ExerciseOptions, ExerciseWorld } from "./exercise-world.ts";

const hourMs = 3_600_000;
const fromMs = Date.parse("2026-03-09T12:00:00Z");

/** A line of 120 km in the open ocean with a post and a camera every ten. */
const agreement = {
  id: "mid-ocean",
  timezone: "Etc/UTC",
  parties: [
    { id: "a", name: { en: "Party A" } },
    { id: "b", name: { en: "Party B" } },
  ],
  sites: [{ id: "port", kind: "port", name: { en: "Port" }, position: lonLat(-29.5, 0.02) }],
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
const week = world().messagesBetween(fromMs, fromMs + 7 * 24 * hourMs);
const readable = (messages: readonly ExerciseMessage[]) =>
  messages.filter((message) => message.kind === "observation" || message.kind === "sensor-state");
const deskMessages = (messages: readonly ExerciseMessage[]) =>
  messages.filter((message) => message.kind === "edit" || message.kind === "patrol-track");
const observations = week.flatMap((message) =>
  message.kind === "observation" ? [message.record] : [],
);

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
    for (const { kind, record, receivedAtMs } of readable(day)) {
      const whole = {
        ...record,
        id: "018f0000-0000-7000-8000-000000000001",
        recordedAtMs: receivedAtMs,
      };
      const definition = kind === "observation" ? observationRecord : sensorStateRecord;
      expect(definition.faults(whole)).toEqual([]);
      expect(record.origin).toBe("exercise");
    }
    const keys = readable(day).map(
      ({ kind, record }) => `${kind}/${record.source}/${record.sourceId}`,
    );
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
    const states = readable(week).flatMap(({ kind, record }) =>
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
    const nothing = readable(day).filter(
      ({ kind, record }) => kind === "observation" && "kind" in record && record.kind === "nothing",
    );
    expect(nothing.length).toBeGreaterThan(10);
  });

  test("[SIM-004] every sensor states how it is when the room opens", () => {
    const states = world().statesAt(fromMs);
    const told = readable(states).map(({ kind, record }) =>
      kind === "sensor-state" ? record.sensorId : "",
    );
    expect(told.toSorted()).toEqual(options.deployment.sensors.map(({ id }) => id).toSorted());
  });

  test("[SIM-009] the desk writes of patrols, denials, calls, windows and visits; each is a valid record", () => {
    const definitions = {
      patrol: patrolRecord,
      denial: denialRecord,
      call: callRecord,
      "silence-window": silenceWindowRecord,
      "site-visit": siteVisitRecord,
    };
    const seen = new Set<string>();
    for (const message of deskMessages(week)) {
      const { record, receivedAtMs } = message;
      const received = { recordedAtMs: receivedAtMs };
      if (message.kind === "patrol-track") {
        const id = "018f0000-0000-7000-8000-000000000001";
        expect(patrolTrackRecord.faults({ ...record, ...received, id })).toEqual([]);
        const times = message.record.points.map(({ atMs }) => atMs);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(Math.max(...times)).toBeLessThanOrEqual(receivedAtMs);
      } else {
        const whole = { ...record, ...received, version: 1, by: "exercise" };
        expect(definitions[message.of].faults(whole)).toEqual([]);
      }
      expect(record.origin).toBe("exercise");
      seen.add(message.kind === "edit" ? message.of : message.kind);
    }
    expect([...seen].sort()).toEqual(
      ["call", "denial", "patrol", "patrol-track", "silence-window", "site-visit"].sort(),
    );
  });

  test("[SIM-009] a patrol is planned, cleared, out, checks in and comes back; some fall silent, some are stopped", () => {
    const versions = new Map<string, Omit<Patrol, "version" | "recordedAtMs" | "by">[]>();
    for (const message of deskMessages(week)) {
      if (message.kind !== "edit" || message.of !== "patrol") continue;
      versions.set(message.record.id, [...(versions.get(message.record.id) ?? []), message.record]);
    }
    const whole = [...versions.values()].filter(
      (own) => own[0]?.clearances.length === 2 && own.at(-1)?.state === "back",
    );
    expect(whole.length).toBeGreaterThan(10);
    let silentCount = 0;
    for (const own of whole) {
      const states = own
        .map(({ state }) => state)
        .filter((state, at, all) => state !== all[at - 1]);
      expect(states).toEqual(["planned", "out", "back"]);
      const { checkIns = [], checkInEveryMs = 0, leftAtMs = 0 } = own.at(-1) ?? {};
      const times = [leftAtMs, ...checkIns.map(({ atMs }) => atMs)];
      const isSilent = times.some(
        (atMs, at) => atMs - (times[at - 1] ?? atMs) > 2 * checkInEveryMs,
      );
      if (isSilent) silentCount++;
    }
    expect(silentCount).toBeGreaterThan(1);
    expect(silentCount).toBeLessThan(whole.length);
  });

  test("[SIM-005] a device with a fault sends a few messages a day that no schema admits", () => {
    const faulty = week.filter((message) => message.kind === "malformed");
    expect(faulty.length).toBeGreaterThanOrEqual(14);
    expect(faulty.length).toBeLessThanOrEqual(28);
    for (const { text, receivedAtMs } of faulty) {
      expect(isRefused(text, receivedAtMs)).toBe(true);
    }
  });

  test("[SIM-006] weapons are sighted with class, calibre and a small area of their own", () => {
    const sightings = observations.filter(({ kind }) => kind === "weapon-present");
    expect(sightings.length).toBeGreaterThan(3);
    for (const { area, weapons, calibresMm, means } of sightings) {
      if (area?.shape !== "circle") throw new Error("no circle");
      expect(area.radiusM).toBeLessThanOrEqual(300);
      expect(weapons?.[0]?.class).toBeTruthy();
      expect(calibresMm).toHaveLength(1);
      expect(means).not.toContain("heard");
    }
  });

  test("[SIM-007] patrols are stopped now and then, and a closed post is denied and says nothing", () => {
    const long = world().messagesBetween(fromMs, fromMs + 60 * 24 * hourMs);
    const stopped = long.filter(
      (message) => message.kind === "observation" && message.record.kind === "access-denied",
    );
    const closings = long.flatMap((message) =>
      message.kind === "sensor-state" && message.record.state === "denied" ? [message.record] : [],
    );
    expect(stopped.length).toBeGreaterThan(closings.length / 2);
    expect(closings.length).toBeGreaterThan(0);
    for (const { sensorId, fromMs: closedMs } of closings) {
      const inside = long.filter(
        (message) =>
          message.kind === "observation" &&
          message.record.source === `exercise/${sensorId}` &&
          message.record.span.fromMs <= closedMs &&
          message.record.span.toMs > closedMs + 60_000,
      );
      expect(inside).toEqual([]);
    }
  });

  test("[SIM-008] what one post alone heard, and days on which nothing happened, are part of it", () => {
    const long = world();
    const counts = Array.from(
      { length: 30 },
      (_, index) =>
        long.truthBetween(fromMs + index * 24 * hourMs, fromMs + (index + 1) * 24 * hourMs).length,
    );
    expect(Math.min(...counts)).toBeLessThan(Math.max(...counts) / 4);
    const witnesses = new Map<string, Set<string>>();
    for (const { kind, observer, sourceId } of observations) {
      if (kind === "nothing" || !sourceId.startsWith("h")) continue;
      const own = witnesses.get(sourceId) ?? new Set<string>();
      witnesses.set(sourceId, own.add(observer.mastId ?? ""));
    }
    const alone = [...witnesses.values()].filter(({ size }) => size === 1).length;
    expect(alone).toBeGreaterThan(0);
    expect(alone).toBeLessThan(witnesses.size);
  });

  test("an agreement without a line is refused", () => {
    expect(() => new ExerciseWorld({ ...options, agreement: { ...agreement, lines: [] } })).toThrow(
      expect.objectContaining({ code: "TL_SIMULATION_NO_LINE" }),
    );
  });
});

/** Not JSON, no valid observation, or one from hours ahead. */
function isRefused(text: string, receivedAtMs: number): boolean {
  try {
    const id = "018f0000-0000-7000-8000-000000000001";
    const value: unknown = { ...JSON.parse(text), id, recordedAtMs: receivedAtMs };
    if (observationRecord.faults(value).length > 0) return true;
    return (value as { span: { fromMs: number } }).span.fromMs > receivedAtMs + hourMs;
  } catch {
    return true;
  }
}
