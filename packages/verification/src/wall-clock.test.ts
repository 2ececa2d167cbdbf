import { localToMs } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { WallClock } from "./wall-clock.ts";

const hourMs = 3_600_000;
const kyiv = new WallClock("Europe/Kyiv");

test.each([
  { title: "a plain day", from: "2026-01-10", to: "2026-01-11", night: 9.25 },
  { title: "the day of 23 hours", from: "2026-03-29", to: "2026-03-30", night: 8.25 },
  { title: "the day of 25 hours", from: "2026-10-25", to: "2026-10-26", night: 10.25 },
])("[VER-055] 22:30 to 07:45 on $title has $night hours", ({ from, to, night }) => {
  const overlapMs = kyiv.overlapMs(
    localToMs(from, "Europe/Kyiv"),
    localToMs(to, "Europe/Kyiv"),
    22.5 * hourMs,
    7.75 * hourMs,
  );
  expect(overlapMs).toBe(night * hourMs);
});

test("[VER-055] an hour that the clock repeats counts twice, one that it skips not at all", () => {
  const repeated = localToMs("2026-10-25", "Europe/Kyiv");
  expect(kyiv.overlapMs(repeated, repeated + 25 * hourMs, 3 * hourMs, 4 * hourMs)).toBe(2 * hourMs);
  const skipped = localToMs("2026-03-29", "Europe/Kyiv");
  expect(kyiv.overlapMs(skipped, skipped + 23 * hourMs, 3 * hourMs, 4 * hourMs)).toBe(0);
});

test("[VER-055] the overlap is the count of instants whose wall-clock time is in the window", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("Europe/Kyiv", "Asia/Nicosia", "America/St_Johns", "Etc/UTC"),
      fc.integer({ min: Date.UTC(2014, 0, 1), max: Date.UTC(2026, 0, 1) }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 47 }),
      fc.integer({ min: 0, max: 47 }),
      (zone, fromMs, hours, start, end) => {
        const clock = new WallClock(zone);
        const startMs = (start * hourMs) / 2;
        const endMs = (end * hourMs) / 2;
        const stepMs = 600_000;
        let counted = 0;
        for (let atMs = fromMs; atMs < fromMs + hours * hourMs; atMs += stepMs) {
          const timeMs = clock.at(atMs + stepMs / 2).timeOfDayMs;
          const isIn =
            startMs <= endMs
              ? timeMs >= startMs && timeMs < endMs
              : timeMs >= startMs || timeMs < endMs;
          if (isIn) counted += stepMs;
        }
        const exactMs = clock.overlapMs(fromMs, fromMs + hours * hourMs, startMs, endMs);
        // Each entry into and each exit from the window may be off by half a step.
        const edgeCount = 2 * (Math.ceil(hours / 24) + 1) + 4;
        expect(Math.abs(exactMs - counted)).toBeLessThanOrEqual((edgeCount * stepMs) / 2);
      },
    ),
    { numRuns: 60 },
  );
});
