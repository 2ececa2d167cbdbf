import { lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { checkIn, hourMs, minuteMs, noonMs, patrol, track } from "../testing/desk-records.ts";
import { clearanceText, patrolClock } from "./patrol-clock.ts";
import { patrolMoveFault } from "./patrol-moves.ts";

const parties = ["a", "b"];
const clockOf = (change: Parameters<typeof patrol>[0], nowMs: number, tracks = []) =>
  patrolClock({ versions: [patrol(change)], tracks, nowMs, parties });

describe("the clock of a patrol", () => {
  test.each([
    ["not due yet", 29, 0, false],
    ["due this instant", 30, 0, false],
    ["a minute late", 31, 1, false],
    ["14:59 late", 44, 14, false],
    ["15 minutes late", 45, 15, true],
    ["an hour late", 90, 60, true],
  ])("[DSK-001, DSK-002] %s", (_what, afterMinutes, overdueMinutes, isAlarm) => {
    const clock = clockOf({}, noonMs + afterMinutes * minuteMs);
    expect(clock).toMatchObject({
      lastSeenMs: noonMs,
      lastSeenBy: "departure",
      dueMs: noonMs + 30 * minuteMs,
      overdueMs: overdueMinutes * minuteMs,
      isAlarm,
    });
  });

  test("[DSK-001] the newest sign of life counts, by check-in or by track, with where it was", () => {
    const change = { checkIns: [checkIn(40), checkIn(5)], recordedAtMs: noonMs + hourMs };
    const clock = clockOf(change, noonMs + hourMs);
    expect(clock).toMatchObject({ lastSeenMs: noonMs + 40 * minuteMs, lastSeenBy: "check-in" });
    const later = patrolClock({
      versions: [patrol(change)],
      tracks: [track([[45, -30.01, 0.06]])],
      nowMs: noonMs + hourMs,
      parties,
    });
    expect(later).toMatchObject({
      lastSeenMs: noonMs + 45 * minuteMs,
      lastSeenBy: "track",
      position: lonLat(-30.01, 0.06),
      dueMs: noonMs + 75 * minuteMs,
    });
  });

  test.each(["back", "cancelled"] as const)("[DSK-002] one that is %s has no clock", (state) => {
    const clock = clockOf({ state }, noonMs + 9 * hourMs);
    expect(clock).toMatchObject({ dueMs: null, overdueMs: 0, isAlarm: false });
  });

  test("[DSK-002] one that is planned is due to leave, and never overdue", () => {
    const clock = clockOf({ state: "planned" }, noonMs + 9 * hourMs);
    expect(clock).toMatchObject({ dueMs: noonMs, lastSeenMs: null, overdueMs: 0, isAlarm: false });
  });

  test("[DSK-003] a check-in of a clock that runs ahead counts when it was first received", () => {
    const ahead = { checkIns: [checkIn(300)] };
    const first = patrol({ ...ahead, version: 2, recordedAtMs: noonMs + 10 * minuteMs });
    const edited = patrol({ ...ahead, version: 3, recordedAtMs: noonMs + 50 * minuteMs });
    const clock = patrolClock({
      versions: [patrol(), first, edited],
      tracks: [],
      nowMs: noonMs + 60 * minuteMs,
      parties,
    });
    expect(clock).toMatchObject({ lastSeenMs: noonMs + 10 * minuteMs, isAlarm: true });
  });

  test("[DSK-004] clearance is said by party, nobody's answer before another's", () => {
    const answer = (party: string, state: "asked" | "cleared" | "refused", minutes = 0) => ({
      party,
      state,
      atMs: noonMs + minutes * minuteMs,
    });
    const textOf = (...clearances: ReturnType<typeof answer>[]) =>
      clearanceText(clockOf({ clearances }, noonMs).clearances);
    expect(textOf()).toBe("a not asked, b not asked");
    expect(textOf(answer("b", "cleared"))).toBe("a not asked");
    expect(textOf(answer("a", "asked"), answer("b", "cleared"))).toBe("a not yet");
    expect(textOf(answer("b", "cleared"), answer("a", "asked"), answer("a", "cleared", 5))).toBe(
      "cleared by both",
    );
    expect(textOf(answer("a", "cleared"), answer("b", "cleared"), answer("b", "refused", 9))).toBe(
      "b refused",
    );
    // At one instant the less permissive answer holds.
    expect(textOf(answer("a", "refused"), answer("a", "cleared"), answer("b", "cleared"))).toBe(
      "a refused",
    );
  });
});

describe("steps of a patrol", () => {
  const gone = patrol({ checkIns: [checkIn(5)] });
  test.each([
    ["begins planned", undefined, patrol({ state: "planned" }), null],
    ["begins out", undefined, patrol(), null],
    ["begins back", undefined, patrol({ state: "back" }), "cannot-begin-so"],
    ["leaves", patrol({ state: "planned" }), patrol(), null],
    [
      "is called off before it leaves",
      patrol({ state: "planned" }),
      patrol({ state: "cancelled" }),
      null,
    ],
    ["cannot be cancelled while out", patrol(), patrol({ state: "cancelled" }), "no-such-step"],
    [
      "cannot be cancelled while out, whatever the reason",
      patrol(),
      patrol({ state: "cancelled", reason: "mistake" }),
      "no-such-step",
    ],
    ["comes back", patrol(), patrol({ state: "back", backAtMs: noonMs + hourMs }), null],
    [
      "not before it left",
      patrol(),
      patrol({ state: "back", backAtMs: noonMs - 1 }),
      "back-before-leaving",
    ],
    ["is out again without a reason", patrol({ state: "back" }), patrol(), "no-such-step"],
    ["is out again with one", patrol({ state: "back" }), patrol({ reason: "wrong patrol" }), null],
    ["loses a check-in", gone, patrol(), "check-in-gone"],
    ["loses a check-in with a reason", gone, patrol({ reason: "wrong patrol" }), null],
  ] as const)("[DSK-005] it %s", (_what, before, after, fault) => {
    expect(patrolMoveFault(before, after)).toBe(fault);
  });
});
