import { localToMs } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { type LineContext, lineSays, readEntryLine, readLine } from "./index.ts";

const timezone = "Europe/Kyiv";
const typedAt = localToMs("2026-03-10T14:52", timezone);
const context: LineContext = {
  language: "en",
  timezone,
  dayLocal: "2026-03-09",
  nowMs: typedAt,
  means: ["saw"],
  post: { observer: { kind: "person", id: "21" }, position: { place: "OP 9" } },
};
const entryOf = (line: string) => ({
  line,
  language: "en" as const,
  observations: [...readLine(line, context).observations],
});

describe("a stored entry's line", () => {
  test.each([
    "2140-2155 heard 9 expl undet 3-5 NNE, >=4 bursts HMG 1-2 E",
    "2140 2 flashes",
    "yest 2140 2 flashes",
    "Sun 2140 2 flashes",
    "now 2 flashes",
    "period 2 flashes",
    "8/3 night several tracers",
    "0000-0530 nothing, 0600 2 flashes",
    "2350 9 flashes, 0010 4 flashes",
    "2140 9 flashes, incl 3 flashes, 1 flare seq",
  ])("[LOG-017] still says what was read, days later: %s", (line) => {
    const entry = entryOf(line);
    expect(entry.observations.length).toBeGreaterThan(0);
    for (const laterDays of [0, 1, 5, 400]) {
      const ground = { timezone, nowMs: typedAt + laterDays * 86_400_000 };
      expect(lineSays(entry, ground)).toBe(true);
    }
  });

  test("[LOG-017] a line that was changed after it was read no longer says it", () => {
    const entry = entryOf("2140 heard 9 expl undet 3-5 NNE");
    const ground = { timezone, nowMs: typedAt };
    for (const line of [
      "2140 heard 8 expl undet 3-5 NNE",
      "2141 heard 9 expl undet 3-5 NNE",
      "2140 saw 9 expl undet 3-5 NNE",
      "2140 heard 9 expl undet 3-5 NNE, 1 shot",
      "2140 heard 9 expl undet 3-5 NNE xyz",
      "",
    ]) {
      expect([line, lineSays({ ...entry, line }, ground)]).toEqual([line, false]);
    }
    expect(
      readEntryLine({ ...entry, line: "2140 heard 8 expl" }, ground).observations[0]?.count.min,
    ).toBe(8);
    expect(lineSays({ ...entry, observations: [] }, ground)).toBe(false);
  });
});
