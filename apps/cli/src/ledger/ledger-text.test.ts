import { lonLat } from "@truceline/model";
import type { LostHours, OneMore, WorstKilometres } from "@truceline/watch";
import { expect, test } from "vitest";
import { lostHoursText, oneMoreText, worstText } from "./ledger-text.ts";

const hourMs = 3_600_000;
const fromMs = Date.parse("2026-03-10T00:00Z");
const toMs = fromMs + 24 * hourMs;
const position = lonLat(-30, 0);
const none = { totalHours: 0, seenHours: 0, lostHours: 0, reasons: [] };
const some = { totalHours: 10, seenHours: 5, lostHours: 5, reasons: [] };

const lost = (
  by: LostHours["by"],
  knownAtMs: number,
  rows: readonly Omit<LostHours["rows"][number], "id">[],
) => {
  const own = rows.map((row, index) => ({ id: `row-${index}`, ...row }));
  const articleId = by === "sensor" ? null : "1";
  return lostHoursText(
    { fromMs, toMs, knownAtMs, by, articleId, rows: own, lossCellStep: 1 },
    "Etc/UTC",
  );
};
const worst = (knownAtMs: number, coverageRatio: number, lostHours: number) => {
  const stretch = { fromKm: 0, toKm: 1, position, cell: "c", sectorId: "north", reasons: [] };
  const found: WorstKilometres = {
    ...{ fromMs, toMs, knownAtMs, articleId: "1", lineId: "line", lineKm: 10 },
    stretches: [{ ...stretch, coverageRatio, lostHours }],
  };
  return worstText(found, "Etc/UTC");
};
const oneMore = (
  knownAtMs: number,
  sectors: OneMore["sectors"],
  gain: Partial<Pick<OneMore, "cellCount" | "gainedHours">> = {},
) => {
  const found: OneMore = {
    ...{ fromMs, toMs, knownAtMs, articleId: "1", means: "camera", position },
    ...{ uptimeRatio: 0.9, cellCount: 0, gainedHours: 0, sectors },
    reachedHours: { without: 0, with: 0 },
    ...gain,
  };
  return oneMoreText(found, "Etc/UTC");
};
const sector = { sectorId: "north", cellHours: 10, withoutRatio: 0, withRatio: 0 };

const before = fromMs - 30 * 60_000;
const notYet = "The period begins after 2026-03-09 23:30: nothing is known of it yet.";
const notAsked =
  "There are no such hours: in this period the agreement is not in force, or asks for nothing to be seen.";
const notAtWork = "There are no such hours: no sensor and no patrol was to work in this period.";

test.each([
  { title: "sectors, to come", lines: lost("sector", before, []), said: notYet },
  { title: "kinds, to come", lines: lost("kind", before, [none, none]), said: notYet },
  { title: "sensors, to come", lines: lost("sensor", before, [none]), said: notYet },
  { title: "kilometres, to come", lines: worst(before, 0, 0), said: notYet },
  { title: "one more, to come", lines: oneMore(before, []), said: notYet },
  { title: "sectors, before the agreement", lines: lost("sector", toMs, []), said: notAsked },
  { title: "kinds, before the agreement", lines: lost("kind", toMs, [none]), said: notAsked },
  { title: "kilometres, before the agreement", lines: worst(toMs, 0, 0), said: notAsked },
  { title: "one more, before the agreement", lines: oneMore(toMs, []), said: notAsked },
  { title: "sensors that were not to work", lines: lost("sensor", toMs, [none]), said: notAtWork },
])("[CLI-079] $title: it is said why there are no hours, and no table", ({ lines, said }) => {
  expect(lines.slice(1)).toEqual([said]);
  expect(lines[0]).toContain("2026-03-10 00:00 to 2026-03-11 00:00");
});

const halfWay = fromMs + 6 * hourMs;
const until = "Counted up to 2026-03-10 06:00: nothing is known yet of what follows.";

test.each([
  { title: "hours", of: (knownAtMs: number) => lost("sector", knownAtMs, [some, none]) },
  { title: "nothing seen", of: (knownAtMs: number) => worst(knownAtMs, 0, 24) },
  { title: "one more", of: (knownAtMs: number) => oneMore(knownAtMs, [sector]) },
])("[CLI-079] $title of a day that still runs: the table, and how far it is counted", ({ of }) => {
  const running = of(halfWay);
  expect(running.at(-1)).toBe(until);
  expect(running.slice(0, -1)).toEqual(of(toMs));
  expect(running.length).toBeGreaterThan(3);
});

test.each([
  [0, "From there it reaches none of the article's ground."],
  [1, "It would have seen 3.5 h more, of 1 cell, working 90 % of the time."],
  [12, "It would have seen 3.5 h more, of 12 cells, working 90 % of the time."],
])("[CLI-070] one more sensor that reaches %i cells", (cellCount, said) => {
  expect(oneMore(toMs, [sector], { cellCount, gainedHours: 3.5 })).toContain(said);
});
