import { describe, expect, test } from "vitest";
import { stretchesWithin } from "./daily-hours.ts";

const at = (text: string) => Date.parse(text);
const day = (from: string, to: string, hours: { from: string; to: string }, timezone = "Etc/UTC") =>
  stretchesWithin(hours, at(from), at(to), timezone).map(({ fromMs, toMs }) => [
    new Date(fromMs).toISOString().slice(5, 16),
    new Date(toMs).toISOString().slice(5, 16),
  ]);

describe("stretchesWithin", () => {
  test.each([
    {
      title: "a working day",
      hours: { from: "06:00", to: "18:00" },
      expected: [["03-01T06:00", "03-01T18:00"]],
    },
    {
      title: "over midnight",
      hours: { from: "22:00", to: "05:30" },
      expected: [
        ["03-01T00:00", "03-01T05:30"],
        ["03-01T22:00", "03-02T00:00"],
      ],
    },
    {
      title: "equal ends mean always",
      hours: { from: "07:00", to: "07:00" },
      expected: [["03-01T00:00", "03-02T00:00"]],
    },
  ])("$title", ({ hours, expected }) => {
    expect(day("2025-03-01T00:00Z", "2025-03-02T00:00Z", hours)).toEqual(expected);
  });

  test("local time of a zone", () => {
    const hours = { from: "08:00", to: "18:00" };
    expect(day("2025-01-10T00:00Z", "2025-01-11T00:00Z", hours, "Europe/Kyiv")).toEqual([
      ["01-10T06:00", "01-10T16:00"],
    ]);
  });

  test("a repeated hour counts twice, a skipped one not at all", () => {
    const hours = { from: "03:00", to: "04:00" };
    const lengthH = (from: string, to: string) =>
      stretchesWithin(hours, at(from), at(to), "Europe/Kyiv").reduce(
        (sum, { fromMs, toMs }) => sum + (toMs - fromMs) / 3_600_000,
        0,
      );
    expect(lengthH("2025-10-25T21:00Z", "2025-10-26T22:00Z")).toBe(2);
    expect(lengthH("2025-03-29T22:00Z", "2025-03-30T21:00Z")).toBe(0);
    expect(lengthH("2025-05-01T21:00Z", "2025-05-02T21:00Z")).toBe(1);
  });
});
