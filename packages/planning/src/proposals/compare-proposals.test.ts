import { describe, expect, test } from "vitest";
import { exactly } from "../force/check-range.ts";
import { commonInputs } from "./common-inputs.ts";
import { compareProposals } from "./compare-proposals.ts";
import { proposalsCsvRows } from "./proposals-csv.ts";
import {
  type ColumnId,
  columnIds,
  type FigureCell,
  type ForceAssumptions,
  type ProposalCell,
  type ProposalsTable,
  type RowId,
} from "./proposals-table.ts";
import { proposals } from "./reported-proposals.ts";

const own = compareProposals("own");
const common = compareProposals("common");

const plain = (text: string) => text.replaceAll("\u2009", " ");
/** `637, 531 to 892 ~`; `(share not stated)`. */
function shown(cell: ProposalCell | undefined): string {
  if (cell === undefined) return "no cell";
  if (cell.is === "missing") return `(${cell.missing})`;
  const rests = cell.mark === "assumed" || cell.mark === "unconfirmed" ? " ~" : "";
  if (cell.is === "said") return `${plain(cell.text)}${rests}`;
  const range = cell.rangeText === "" ? "" : `, ${plain(cell.rangeText)}`;
  return `${plain(cell.text)}${range}${rests}`;
}
const rowOf = (table: ProposalsTable, row: RowId) =>
  columnIds.map((column) => shown(table.cells[row]?.[column]));
function figure(table: ProposalsTable, row: RowId, column: ColumnId): FigureCell {
  const cell = table.cells[row]?.[column];
  if (cell?.is !== "figure") throw new Error(`${row}/${column} is no figure`);
  return cell;
}
const changed = (changes: ForceAssumptions["changes"], base: "own" | "common" = "common") =>
  compareProposals({ base, name: "", changes });

// The figures of the page's specification, by eye from left to right.
const same = (text: string) => columnIds.map(() => text);
const noShare = "(share not stated)";
describe("[PLN-008] common assumptions: the same line, share, shifts and cost for all", () => {
  test.each<readonly [RowId, readonly string[]]>([
    ["line", same("1 000, 1 000 to 1 287")],
    [
      "people-per-km",
      ["15.0, 11.7 to 15.0", "30, 23 to 30", "64, 50 to 64", "100, 78 to 100", "200, 155 to 200"],
    ],
    [
      "at-work",
      [
        "3 825, 3 188 to 4 462 ~",
        "7 650, 6 375 to 8 925 ~",
        "16 320, 13 600 to 19 040 ~",
        "25 500, 21 250 to 29 750 ~",
        "51 000, 42 500 to 59 500 ~",
      ],
    ],
    [
      "posts",
      [
        "318, 265 to 446 ~",
        "637, 531 to 892 ~",
        "1 360, 1 133 to 1 904 ~",
        "2 125, 1 770 to 2 975 ~",
        "4 250, 3 541 to 5 950 ~",
      ],
    ],
    [
      "spacing",
      [
        "3.14, 2.24 to 4.85 ~",
        "1.57, 1.12 to 2.42 ~",
        "0.74, 0.53 to 1.14 ~",
        "0.47, 0.34 to 0.73 ~",
        "0.24, 0.17 to 0.36 ~",
      ],
    ],
    [
      "watching",
      [
        "638, 531 to 892 ~",
        "1 275, 1 062 to 1 785 ~",
        "2 720, 2 267 to 3 808 ~",
        "4 250, 3 542 to 5 950 ~",
        "8 500, 7 083 to 11 900 ~",
      ],
    ],
    ["masts", same("71, 48 to 184 ~")],
    [
      "pool",
      ["60, 45 to 75", "120, 90 to 150", "256, 192 to 320", "400, 300 to 500", "800, 600 to 1 000"],
    ],
    ["army-share", ["(not stated)", "20", "13", "133", "(not stated)"]],
    [
      "cost",
      [
        "11.2, 7.5 to 15.0 ~",
        "22.5, 15.0 to 30.0 ~",
        "48, 32 to 64 ~",
        "75, 50 to 100 ~",
        "150, 100 to 200 ~",
      ],
    ],
  ])("%s", (row, expected) => {
    expect(rowOf(common, row)).toEqual(expected);
  });

  test("a set that is not what was meant says so at each figure of the line", () => {
    for (const row of ["at-work", "posts", "spacing", "watching"] as const) {
      expect(figure(common, row, "30000").note).toContain("was not meant for the line");
      expect(figure(common, row, "100000").note).toBe("");
    }
    expect(plain(common.about)).toBe(
      "Each as if 25 to 35 % stood on a line of 1 000 to 1 287 km. 30 000 was not meant to.",
    );
  });
});

describe("[PLN-007] own assumptions: what its authors said, and what is missing", () => {
  test.each<readonly [RowId, readonly string[]]>([
    ["line", ["1 150, 1 100 to 1 200", "1 000", "(not stated)", "2 897", "1 000"]],
    ["people-per-km", ["13.0, 12.5 to 13.6", "30", "(line not stated)", "35", "200"]],
    ["at-work", ["4 250 ~", "0, by design", noShare, noShare, noShare]],
    ["posts", ["354, 354 to 425 ~", "none on the line", noShare, noShare, noShare]],
    ["spacing", ["3.25, 2.59 to 3.39 ~", "none: sensors", noShare, noShare, noShare]],
    ["watching", ["708, 708 to 850 ~", "(sensors, no number)", noShare, noShare, noShare]],
    ["masts", ["(not stated)", "(said, no number)", ...Array(3).fill("(not stated)")]],
    ["pool", ["(not stated)", "(not stated)", "256", "(not stated)", "(not stated)"]],
    ["army-share", ["(not stated)", "20", "13", "133", "(not stated)"]],
    ["cost", same("(not stated)")],
    [
      "air-and-sea",
      [
        "no flights but its own",
        "jets in PL and RO",
        "(not stated)",
        "(not stated)",
        "US air and land behind it",
      ],
    ],
    [
      "refused-by",
      [
        "(no answer held)",
        "Russia; DE, IT, ES oppose",
        "allies: “no chance”",
        "(no answer held)",
        "(no answer held)",
      ],
    ],
  ])("%s", (row, expected) => {
    expect(rowOf(own, row)).toEqual(expected);
  });

  test("what is missing twice is told twice", () => {
    expect(own.cells.spacing?.["64000"]).toMatchObject({ note: "And line not stated." });
  });

  test("a cell has a figure, words, or what is missing; never two of them", () => {
    for (const table of [own, common]) {
      for (const cells of Object.values(table.cells)) {
        for (const cell of Object.values(cells)) {
          expect([cell.is === "missing", "missing" in cell]).not.toContain(cell.is !== "missing");
          expect("value" in cell).toBe(cell.is === "figure");
        }
      }
    }
  });
});

describe("[PLN-010] a figure opened", () => {
  test("spacing of 30 000: formula, inputs with marks, what moves it, what it does not say", () => {
    const cell = figure(common, "spacing", "30000");
    expect(cell.formula).toBe("L / (F · s · a / m)");
    expect(cell.inputs.map(({ symbol, value, low, high }) => [symbol, low, value, high])).toEqual([
      ["F", 30_000, 30_000, 30_000],
      ["s", 0.25, 0.3, 0.35],
      ["a", 0.85, 0.85, 0.85],
      ["m", 10, 12, 12],
      ["L", 1_000, 1_000, 1_287],
    ]);
    expect(cell.assumedCount).toBe(3);
    expect(
      cell.moves.map(({ inputId, low, high }) => [inputId, low.toFixed(2), high.toFixed(2)]),
    ).toEqual([
      ["share-on-line", "1.34", "1.88"],
      ["line", "1.57", "2.02"],
      ["persons-per-post", "1.31", "1.57"],
    ]);
    expect(cell).toMatchObject({ unit: "km", mark: "assumed" });
  });

  test("cost says what it would be at UN cost", () => {
    expect(figure(common, "cost", "30000").note).toContain("1.4 to 1.9 bn");
    expect(figure(common, "cost", "200000").note).toContain("9.4 to 12.8 bn");
  });

  test("what a formula makes of confirmed inputs is derived, of others as weak as the weakest", () => {
    expect(figure(common, "line", "30000").mark).toBe("confirmed");
    expect(figure(common, "people-per-km", "30000").mark).toBe("derived");
    expect(figure(common, "at-work", "30000").mark).toBe("unconfirmed");
    expect(figure(common, "sites", "30000").mark).toBe("assumed");
  });
});

describe("[PLN-006] every figure of a proposal has its source, its mark and its task", () => {
  test("no input without a source; tasks are told or said not to be published", () => {
    const inputs = [
      ...commonInputs,
      ...proposals.flatMap(({ says, donors }) => [
        ...says,
        ...donors.flatMap((donor) => donor.inputs),
      ]),
    ];
    expect(inputs.filter(({ source }) => source.length < 5)).toEqual([]);
    expect(own.columns.map(({ task }) => task === null)).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
  });

  test("columns stand by size and rows as on the page; nothing is ranked", () => {
    expect(own.columns.map(({ size }) => size)).toEqual([15_000, 30_000, 64_000, 100_000, 200_000]);
    expect(own.rows.map(({ id }) => id)).toEqual(common.rows.map(({ id }) => id));
    expect(JSON.stringify(own)).not.toMatch(/enough|best|worst|rank/i);
  });

  test("what states would bear: share, in turn, for how long, money by year, of its product", () => {
    const [british, french, staff, compared] = common.donors;
    expect(common.donors.map(({ column, name }) => `${column} ${name}`)).toEqual([
      "30000 United Kingdom",
      "30000 France",
      "64000 United Kingdom",
      "100000 United Kingdom",
    ]);
    const cells = Object.values(british?.cells ?? {}).map(shown);
    expect(cells).toEqual([
      "15 000",
      "20",
      "80, 60 to 100",
      "without end ~",
      "8.9, 4.1 to 13.8 ~",
      "11.2, 7.5 to 15.0 ~",
      "0.31, 0.20 to 0.43 ~",
    ]);
    expect(shown(french?.cells["army-share"])).toBe("(size of the army not held)");
    expect(shown(staff?.cells["army-in-rotation"])).toBe("53, 40 to 67");
    expect(shown(compared?.cells["money-year-1"])).toBe("(no state offered it)");
    expect(shown(compared?.cells["kept-up-months"])).toBe("0 ~");
    const [ownBritish, , ownStaff] = own.donors;
    expect(shown(ownBritish?.cells["money-year-2"])).toBe("(not stated)");
    expect(shown(ownStaff?.cells["army-in-rotation"])).toBe("53");
  });

  test("missions that stood, for the eye", () => {
    expect(common.missions.map(({ id, value }) => `${id} ${value.toFixed(1)}`)).toEqual([
      "smm 1.6",
      "unficyp 4.8",
      "undof 12.6",
      "unifil 83.3",
    ]);
  });

  test("serialisable: what is read back is the same", () => {
    for (const table of [own, common, compareProposals("common", 818)]) {
      expect(JSON.parse(JSON.stringify(table))).toEqual(table);
    }
  });
});

describe("[PLN-009] a reader's own set", () => {
  test("is named by what was changed, in the table and at each input", () => {
    const table = changed([{ id: "share-on-line", value: 0.2, low: 0.1, high: 0.3 }]);
    expect(table).toMatchObject({ assumptions: "changed", base: "common" });
    expect(table.name).toBe("common assumptions, changed: share-on-line 0.2 (0.1 to 0.3)");
    const cell = figure(table, "at-work", "30000");
    expect(cell).toMatchObject({ value: 5_100, low: 2_550, high: 7_650, mark: "assumed" });
    expect(cell.inputs.find(({ id }) => id === "share-on-line")).toMatchObject({
      isChanged: true,
      source: "changed by the reader; it was 0.3",
    });
    expect(figure(table, "people-per-km", "30000")).toEqual(
      figure(common, "people-per-km", "30000"),
    );
  });

  test("of one proposal only; what is said of one counts more than what is said of all", () => {
    const table = changed([
      { id: "line", column: "30000", ...exactly(500) },
      { id: "line", ...exactly(2_000) },
      { id: "people", column: "30000", ...exactly(25_000) },
    ]);
    expect(figure(table, "people-per-km", "30000").value).toBe(50);
    expect(figure(table, "people-per-km", "64000").value).toBe(32);
  });

  test("a share fills what the authors left open, and only for who sets it", () => {
    const table = changed([{ id: "share-on-line", ...exactly(0.3) }], "own");
    expect(rowOf(table, "posts")).toEqual([
      "354, 354 to 425 ~",
      "637, 637 to 765 ~",
      "1 360, 1 360 to 1 632 ~",
      "2 125, 2 125 to 2 550 ~",
      "4 250, 4 250 to 5 100 ~",
    ]);
    expect(shown(table.cells.spacing?.["64000"])).toBe("(line not stated)");
  });

  test("three on watch take half as many people again for a post", () => {
    const table = changed([{ id: "on-watch", ...exactly(3) }]);
    const posts = figure(table, "posts", "30000");
    expect(posts.inputs.find(({ id }) => id === "persons-per-post")).toMatchObject({
      value: 18,
      low: 15,
      high: 18,
      isChanged: true,
    });
    // Fewer posts, but as many who watch.
    expect(posts.value).toBe(425);
    expect(figure(table, "watching", "30000").value).toBe(
      figure(common, "watching", "30000").value,
    );
  });

  test("the form begins with what is set", () => {
    const table = changed([{ id: "rotation-factor", ...exactly(6) }]);
    const of = (id: string) => table.changeable.filter((one) => one.id === id);
    expect(of("rotation-factor")).toMatchObject([{ value: 6, column: null, least: 1, most: 100 }]);
    expect(of("people").map(({ column, value }) => [column, value])).toEqual(
      proposals.map(({ id, size }) => [id, size]),
    );
  });

  test.each([
    [{ id: "share-on-lines", ...exactly(0.3) }, "TL_PLAN_INPUT", /there is no input/],
    [{ id: "line", column: "50000", ...exactly(3) }, "TL_PLAN_INPUT", /no proposal `50000`/],
    [{ id: "people", ...exactly(3) }, "TL_PLAN_INPUT", /belongs to one proposal/],
    [{ id: "donor-army", ...exactly(3) }, "TL_PLAN_INPUT", /there is no input/],
    [{ id: "share-on-line", ...exactly(1.5) }, "TL_PLAN_RANGE", /lies outside 0.001 to 1/],
    [{ id: "share-on-line", ...exactly(0) }, "TL_PLAN_RANGE", /lies outside/],
    [{ id: "line", ...exactly(-800) }, "TL_PLAN_RANGE", /-800 cannot be/],
    [{ id: "line", value: 900, low: 1_000, high: 800 }, "TL_PLAN_RANGE", /reversed/],
    [{ id: "line", ...exactly(Number.POSITIVE_INFINITY) }, "TL_PLAN_RANGE", /not a number/],
    [{ id: "on-watch", value: 2, low: 1, high: 3 }, "TL_PLAN_RANGE", /without a range/],
  ])("[PLN-003] %j is refused", (change, code, message) => {
    expect(() => changed([change])).toThrow(
      expect.objectContaining({
        code,
        faults: [expect.objectContaining({ message: expect.stringMatching(message) as string })],
      }),
    );
  });

  test("[PLN-003] twice the same is refused, and a line that cannot be", () => {
    const twice = { id: "line", ...exactly(900) };
    expect(() => changed([twice, twice])).toThrow(
      expect.objectContaining({ code: "TL_PLAN_INPUT" }),
    );
    expect(() => compareProposals("own", 0)).toThrow(
      expect.objectContaining({ code: "TL_PLAN_RANGE" }),
    );
  });
});

test("[PLN-012] the agreement's own line adds its length and the spacing on it", () => {
  const table = compareProposals("common", { value: 818, low: 790, high: 818 });
  expect(rowOf(table, "agreement-line")).toEqual(same("818, 790 to 818"));
  expect(figure(table, "agreement-spacing", "30000").text).toBe("1.28");
  expect(rowOf(compareProposals("own", 818), "agreement-spacing")).toEqual([
    "2.31, 1.92 to 2.31 ~",
    "none: sensors",
    noShare,
    noShare,
    noShare,
  ]);
  expect(common.rows.map(({ id }) => id)).not.toContain("agreement-line");
});

test("[PLN-012] as rows for a spreadsheet: each cell with its proposal, task, mark and sources", () => {
  const [header = [], ...rows] = proposalsCsvRows(common);
  expect(rows).toHaveLength(common.rows.length * 5 + common.donors.length * 7);
  expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([header.length]));
  const cellsOf = (row: readonly string[]) =>
    Object.fromEntries(header.map((name, index) => [name, row[index] ?? ""]));
  const spacing = rows
    .map(cellsOf)
    .find(({ row, proposal }) => row === "Spacing of posts" && proposal === "30 000");
  expect(spacing).toMatchObject({
    shown: "1.57 (1.12 to 2.42)",
    unit: "km",
    mark: "assumed",
    assumptions: "common assumptions",
    task: "reassurance at cities, ports, plants; the line by sensors",
  });
  expect(spacing?.["source"]).toContain("S 002");
  expect(rows.filter((row) => cellsOf(row)["task"] === "")).toEqual([]);
});
