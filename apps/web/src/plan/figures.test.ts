import { compareProposals } from "@truceline/planning";
import { describe, expect, test } from "vitest";
import { cellAt, inputRange, inputText, saidOf, unitBeside, writtenLike } from "./figures.ts";
import { proposalsCsv } from "./proposals-csv.ts";

const common = compareProposals("common");
const own = compareProposals("own");

test.each([
  [1_000, "km", "1\u2009000\u00a0km"],
  [0.3, "", "0.30"],
  [12, "people", "12\u00a0people"],
  [9.600000001, "", "9.6"],
  [0.75, "USD m", "0.75\u00a0USD m"],
  [12_345.4, "", "12\u2009345"],
])("an input of %d %s is written %s", (value, unit, text) =>
  expect(inputText(value, unit)).toBe(text),
);

test("an input has a range, one number has none", () => {
  const cell = cellAt(common, "spacing", "30000");
  if (cell.is !== "figure") throw new Error("no figure");
  const of = (id: string) => cell.inputs.find((one) => one.id === id);
  const [share, line, people] = [of("share-on-line"), of("line"), of("people")];
  if (share === undefined || line === undefined || people === undefined)
    throw new Error("an input is missing");
  expect(inputRange(share)).toBe("0.25 to 0.35");
  expect(inputRange(line)).toBe("1\u2009000 to 1\u2009287");
  expect(inputRange(people)).toBeNull();
});

test.each([
  [1.3444, "1.57", "1.34"],
  [743.75, "637", "744"],
  [21_250, "25\u2009500", "21\u2009250"],
  [11.655, "15.0", "11.7"],
])("%d is written like %s: %s", (value, like, text) => expect(writtenLike(value, like)).toBe(text));

test.each([
  ["Posts", "posts", ""],
  ["People a km of line", "people a km", ""],
  ["Cost a year", "USD bn a year", "USD bn"],
  ["Line", "km", "km"],
  ["Air and sea", "", ""],
])("beside %s the unit %s is %s", (label, unit, beside) =>
  expect(unitBeside(label, unit)).toBe(beside),
);

describe("what a cell says in one phrase", () => {
  test("[WEB-070] a figure with its range and whether it rests on an assumption", () => {
    expect(saidOf(cellAt(common, "spacing", "30000"), "km")).toBe(
      "1.57 km, 1.12 to 2.42, rests on an assumption",
    );
  });
  test("[WEB-070] what is missing, by name", () => {
    expect(saidOf(cellAt(own, "spacing", "200000"), "km")).toBe("not known, share not stated");
  });
});

describe("[WEB-074] a copy for a spreadsheet", () => {
  const lines = (text: string) => text.trimEnd().split("\r\n");
  test("names its assumptions and when they were known in every row, the task beside each figure", () => {
    const [head = "", ...rows] = lines(proposalsCsv(own, 0));
    expect(head).toMatch(/^assumptions,known at \(UTC\),row,/);
    expect(rows.length).toBeGreaterThan(60);
    expect(rows.every((row) => row.startsWith(`${own.name},1970-01-01T00:00:00.000Z,`))).toBe(true);
    expect(rows.filter((row) => row.includes("reassurance at cities")).length).toBeGreaterThan(10);
  });
  test("of one row has a line for each proposal", () => {
    const [, ...rows] = lines(proposalsCsv(common, 0, "Posts"));
    expect(rows.length).toBe(common.columns.length);
  });
  test("a changed set is named as changed", () => {
    const changed = compareProposals({
      base: "common",
      name: "",
      changes: [{ id: "share-on-line", value: 0.6, low: 0.5, high: 0.7 }],
    });
    const [, row = ""] = lines(proposalsCsv(changed, 0));
    expect(row).toMatch(/^"?common assumptions, changed: share-on-line 0\.6/);
  });
});
