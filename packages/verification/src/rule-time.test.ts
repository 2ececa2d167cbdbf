import type { RuleTime } from "@truceline/agreement";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { timeTest } from "./rule-time.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const monday = Date.UTC(2026, 0, 5);

describe("[VER-068] when a rule holds", () => {
  test.each([
    ["Monday and Tuesday", { weekdays: [1, 2] }, monday, monday + 7 * dayMs, 2 / 7],
    ["Sunday, on a Monday", { weekdays: [7] }, monday, monday + dayMs, 0],
    [
      "Friday night counts until Saturday morning",
      { weekdays: [5], dailyWindow: ["22:00", "06:00"] as const },
      monday + 5 * dayMs,
      monday + 6 * dayMs,
      6 / 24,
    ],
    [
      "two spans by date",
      {
        spans: [
          { fromMs: monday, toMs: monday + dayMs },
          { fromMs: monday + 3 * dayMs, toMs: monday + 4 * dayMs },
        ],
      },
      monday,
      monday + 4 * dayMs,
      0.5,
    ],
    ["a phase that waits", { waits: true as const, phase: "p" }, monday, monday + dayMs, 0],
    [
      "the rule's own end cuts a span",
      { untilMs: monday + dayMs / 2, weekdays: [1] },
      monday,
      monday + dayMs,
      0.5,
    ],
  ] as const)("%s", (_, time, fromMs, toMs, share) => {
    const asked = timeTest({ fromMs: 0, ...time } as RuleTime, "Etc/UTC");
    expect(asked.shareOf(fromMs, toMs)).toBeCloseTo(share, 12);
    expect(asked.holdsAt(fromMs)).toBe(asked.shareOf(fromMs, fromMs) === 1);
  });
});

/** What a calendar on the wall says, by the platform's own formatter. */
function onTheWall(atMs: number, timezone: string): { weekday: number; timeOfDayMs: number } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(atMs);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  return {
    weekday: days.indexOf(part("weekday")) + 1,
    timeOfDayMs:
      ((Number(part("hour")) * 60 + Number(part("minute"))) * 60 + Number(part("second"))) * 1_000,
  };
}

test("[VER-068] hours and days hold where the calendar on the wall says so, and shares are their sum", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("Europe/Kyiv", "Asia/Nicosia", "America/St_Johns", "Etc/UTC"),
      fc.integer({ min: Date.UTC(2014, 0, 1), max: Date.UTC(2026, 0, 1) }),
      fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 47 }),
      fc.integer({ min: 0, max: 47 }),
      fc.boolean(),
      (timezone, aroundMs, days, start, end, hasHours) => {
        fc.pre(start !== end);
        const clock = (half: number) =>
          `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 === 0 ? "00" : "30"}`;
        const weekdays = [...days].sort((a, b) => a - b);
        const time: RuleTime = {
          fromMs: 0,
          weekdays,
          ...(hasHours ? { dailyWindow: [clock(start), clock(end)] as const } : {}),
        };
        const asked = timeTest(time, timezone);
        const fromMs = Math.floor(aroundMs / 900_000) * 900_000;
        const stepMs = 900_000;
        const stepCount = 3 * 96;
        let held = 0;
        for (let step = 0; step < stepCount; step++) {
          const atMs = fromMs + step * stepMs;
          const { weekday, timeOfDayMs } = onTheWall(atMs, timezone);
          const before = ((weekday + 5) % 7) + 1;
          const [startMs, endMs] = hasHours
            ? [(start * hourMs) / 2, (end * hourMs) / 2]
            : [0, dayMs];
          const expected =
            startMs < endMs
              ? timeOfDayMs >= startMs && timeOfDayMs < endMs && weekdays.includes(weekday)
              : (timeOfDayMs >= startMs && weekdays.includes(weekday)) ||
                (timeOfDayMs < endMs && weekdays.includes(before));
          expect(asked.holdsAt(atMs)).toBe(expected);
          if (expected) held += 1;
        }
        // Quarter hours divide half hours and every offset of these zones.
        expect(asked.shareOf(fromMs, fromMs + stepCount * stepMs)).toBeCloseTo(held / stepCount, 9);
      },
    ),
    { numRuns: 40 },
  );
});
