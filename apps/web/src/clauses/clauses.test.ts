import type { ClauseBoard, ClauseCell } from "@truceline/watch";
import { describe, expect, test } from "vitest";
import { boardCsv } from "./board-csv.ts";
import { cellAfter } from "./board-moves.ts";
import { boardTotals } from "./board-totals.ts";
import { cellCount, cellShape } from "./cell-words.ts";

const cell: ClauseCell = {
  articleId: "1",
  sectorId: "s1",
  state: "undetermined",
  reason: null,
  sentence: "",
  assessedCount: 0,
  foundCount: 0,
  openCount: 0,
  expectedWrongCount: 0,
  coverageRatio: 0.38,
  requirementRatio: 0.8,
  coverageByHour: [],
  losses: [],
  bound: null,
  freeToAvoidRatio: 0,
  incidents: [],
};

describe("a cell", () => {
  test.each([
    [{ state: "met" }, "met", null, "met"],
    [{ state: "breached", assessedCount: 11 }, "breached", 11, "assessed"],
    [{ state: "breached", assessedCount: 11, foundCount: 3 }, "found", 3, "found"],
    [{ state: "undetermined", openCount: 2 }, "undetermined", 2, "open"],
    [{ state: "undetermined" }, "undetermined", null, "undetermined"],
    [{ state: "not-applicable" }, "undetermined", null, "n/a"],
    [{ state: "not-applicable", reason: "phase-waits" }, "undetermined", null, "not yet in force"],
  ] as const)("[WEB-012] %j has the shape %s and says %s %s", (change, shape, count, word) => {
    const one = { ...cell, ...change };
    expect(cellShape(one)).toBe(shape);
    expect(cellCount(one)).toEqual({ count, word });
  });
});

describe("arrows", () => {
  // Two rows of three; the middle of the first cannot be opened.
  const openable = [true, false, true, true, true, true];
  test.each([
    ["ArrowRight", 0, 2],
    ["ArrowLeft", 2, 0],
    ["ArrowDown", 0, 3],
    ["ArrowUp", 4, null],
    ["ArrowRight", 2, null],
    ["ArrowDown", 5, null],
    ["Enter", 0, null],
  ])("%s from %d leads to %s", (key, from, to) => {
    expect(cellAfter(key, from, 3, openable)).toBe(to);
  });
});

const board: ClauseBoard = {
  origin: "exercise",
  knownAtMs: Date.UTC(2026, 2, 10, 12),
  periodFromMs: Date.UTC(2026, 2, 10),
  periodToMs: Date.UTC(2026, 2, 11),
  periodName: "2026-03-10",
  articles: [],
  sectors: [],
  cells: [
    cell,
    null,
    { ...cell, state: "breached", assessedCount: 2, expectedWrongCount: 0.3 },
    { ...cell, state: "breached", foundCount: 1 },
    { ...cell, state: "met" },
    { ...cell, state: "not-applicable" },
  ],
  history: [],
};

test("sums keep apart what is assessed and what people found", () => {
  expect(boardTotals(board.cells)).toEqual({
    metCount: 1,
    breachedCount: 2,
    undeterminedCount: 1,
    foundCellCount: 1,
    assessedCellCount: 1,
    foundCount: 1,
    assessedCount: 2,
    expectedWrongCount: 0.3,
  });
});

describe("CSV", () => {
  const lines = boardCsv(board).split("\r\n");
  test("[WEB-013] origin and the instant stand first in every row", () => {
    expect(lines).toHaveLength(1 + 5 + 1);
    for (const line of lines.slice(1, -1)) {
      expect(line.startsWith("EXERCISE,2026-03-10T12:00:00.000Z,")).toBe(true);
    }
  });
  test("[WEB-013] no text of a document can become a formula or another row", () => {
    const evil = { ...cell, articleId: '=HYPERLINK("x")', sectorId: 'a,"b"\r\nc' };
    const text = boardCsv({ ...board, cells: [evil] });
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text).toContain(`"a,""b""\r\nc"`);
  });
});
