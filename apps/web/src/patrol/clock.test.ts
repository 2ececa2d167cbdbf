import { expect, test } from "vitest";
import { clockText, withClock } from "./clock.ts";

const kyiv = "Europe/Kyiv";
const noonMs = Date.UTC(2026, 2, 10, 10, 0, 0);

test.each([
  ["12:30:00", Date.UTC(2026, 2, 10, 10, 30)],
  ["11:59:59", Date.UTC(2026, 2, 10, 9, 59, 59)],
  // A time far ahead was the evening before.
  ["23:50", Date.UTC(2026, 2, 10, 21, 50)],
])("%s from noon", (clock, atMs) => {
  expect(withClock(noonMs, clock, kyiv)).toBe(atMs);
});

test("after midnight, a time late in the evening is the evening before", () => {
  const halfPastMidnight = Date.UTC(2026, 2, 9, 22, 30);
  expect(clockText(halfPastMidnight, kyiv)).toBe("00:30:00");
  expect(withClock(halfPastMidnight, "23:40", kyiv)).toBe(Date.UTC(2026, 2, 9, 21, 40));
});

test("what is no time changes nothing", () => {
  expect(withClock(noonMs, "", kyiv)).toBeNull();
  expect(withClock(noonMs, "later", kyiv)).toBeNull();
});
