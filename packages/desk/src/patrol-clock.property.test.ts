import { lonLat, type Patrol } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hourMs, minuteMs, noonMs, patrol, track } from "../testing/desk-records.ts";
import { overdueAlarmMs, patrolClock } from "./patrol-clock.ts";

const nowMs = noonMs + 6 * hourMs;
const checkIns: fc.Arbitrary<Patrol["checkIns"]> = fc.array(
  fc.record({
    atMs: fc.integer({ min: -120, max: 900 }).map((minutes) => noonMs + minutes * minuteMs),
    place: fc.record({
      position: fc
        .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
        .map(([x, y]) => lonLat(-30 + x / 100, y / 100)),
    }),
  }),
  { maxLength: 12 },
);
const clockOf = (change: Partial<Patrol>) =>
  patrolClock({ versions: [patrol(change)], tracks: [], nowMs, parties: ["a", "b"] });

test("[DSK-006] the order of check-ins is irrelevant", () => {
  fc.assert(
    fc.property(checkIns, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (list, keys) => {
      const other = list
        .map((one, index) => ({ one, key: keys[index] ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one);
      const recordedAtMs = nowMs;
      expect(clockOf({ checkIns: other, recordedAtMs })).toEqual(
        clockOf({ checkIns: list, recordedAtMs }),
      );
    }),
  );
});

test("[DSK-006] a clock that is ahead never puts the alarm off beyond receipt, one behind only hastens it", () => {
  fc.assert(
    fc.property(
      checkIns,
      fc.integer({ min: -300, max: 300 }),
      fc.integer({ min: 0, max: 360 }),
      (list, skewMinutes, receivedMinutes) => {
        const recordedAtMs = noonMs + receivedMinutes * minuteMs;
        const skewed = list.map((one) => ({ ...one, atMs: one.atMs + skewMinutes * minuteMs }));
        const clock = clockOf({ checkIns: skewed, recordedAtMs });
        const heardMs = Math.max(recordedAtMs, noonMs);
        expect(clock.lastSeenMs).toBeLessThanOrEqual(heardMs);
        expect(clock.dueMs).toBeLessThanOrEqual(heardMs + 30 * minuteMs);
        const right = clockOf({ checkIns: list, recordedAtMs });
        if (skewMinutes < 0) expect(clock.overdueMs).toBeGreaterThanOrEqual(right.overdueMs);
        expect(clock.isAlarm).toBe(clock.overdueMs >= overdueAlarmMs);
      },
    ),
  );
});

test("[DSK-006] more signs of life never make a patrol more overdue", () => {
  fc.assert(
    fc.property(checkIns, fc.integer({ min: 0, max: 400 }), (list, minutes) => {
      const tracks = [track([[minutes, -30, 0.05]], { recordedAtMs: nowMs })];
      const versions = [patrol({ checkIns: list, recordedAtMs: nowMs })] as const;
      const parties = ["a", "b"];
      const without = patrolClock({ versions, tracks: [], nowMs, parties });
      const withTrack = patrolClock({ versions, tracks, nowMs, parties });
      expect(withTrack.overdueMs).toBeLessThanOrEqual(without.overdueMs);
    }),
  );
});
