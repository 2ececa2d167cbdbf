import { getTimes } from "suncalc";
import { describe, expect, test } from "vitest";
import { isNight, lightSpans } from "./light.ts";

const place = [-30, 0.1] as const;

describe("isNight", () => {
  test.each([
    { title: "noon at 30° W", at: "2025-03-01T14:00Z", expected: false },
    { title: "midnight at 30° W", at: "2025-03-01T02:00Z", expected: true },
  ])("$title", ({ at, expected }) => expect(isNight(place, Date.parse(at))).toBe(expected));

  test("[SEN-005] night begins at the end of civil twilight", () => {
    for (const [lonDeg, latDeg, day] of [
      [-30, 0, "2025-03-20T14:00Z"],
      [-30, 48, "2025-06-21T14:00Z"],
      [-30, 60, "2025-12-21T14:00Z"],
    ] as const) {
      const { dusk } = getTimes(new Date(day), latDeg, lonDeg);
      const duskMs = dusk?.getTime() ?? Number.NaN;
      expect(isNight([lonDeg, latDeg], duskMs - 60_000)).toBe(false);
      expect(isNight([lonDeg, latDeg], duskMs + 60_000)).toBe(true);
    }
  });
});

describe("lightSpans", () => {
  test("fill the time without gaps, day and night in turn, as isNight says", () => {
    const fromMs = Date.parse("2025-03-01T00:00Z");
    const toMs = fromMs + 3 * 86_400_000;
    const spans = lightSpans(place, fromMs, toMs);
    expect(spans).toHaveLength(7);
    expect(spans[0]?.fromMs).toBe(fromMs);
    expect(spans.at(-1)?.toMs).toBe(toMs);
    for (const [index, span] of spans.entries()) {
      if (index > 0) expect(span.fromMs).toBe(spans[index - 1]?.toMs);
      for (const share of [0.01, 0.5, 0.99]) {
        const atMs = span.fromMs + share * (span.toMs - span.fromMs);
        expect(isNight(place, atMs)).toBe(span.isNight);
      }
    }
  });

  test("beyond the polar circle a summer day has no night", () => {
    const fromMs = Date.parse("2025-06-21T00:00Z");
    const spans = lightSpans([-30, 75], fromMs, fromMs + 86_400_000);
    expect(spans.map((span) => span.isNight)).toEqual([false]);
  });
});
