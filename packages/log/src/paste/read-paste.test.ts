import { localToMs } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { type LineContext, readPaste } from "../index.ts";

const timezone = "Europe/Kyiv";
const context: LineContext = {
  language: "en",
  timezone,
  dayLocal: "2026-03-09",
  nowMs: localToMs("2026-03-10T14:52", timezone),
  post: { observer: { kind: "patrol", id: "OP 9" }, position: { place: "OP 9" } },
};
const header =
  "SMM position\tEvent location\tMeans\tNo.\tObservation\tDescription\tWeapon\tDate, time";
const paste = (...rows: readonly string[]) => readPaste(rows.join("\n"), context);
const only = (row: string, ...before: readonly string[]) => {
  const { rows } = paste(...before, row);
  const last = rows.at(-1);
  expect(last?.faults).toEqual([]);
  const { span, observer, observerPosition, ...rest } = last?.draft ?? ({} as never);
  return {
    ...rest,
    stated: `${span?.stated?.from} ${span?.stated?.to}`,
    place: observerPosition?.place,
  };
};

describe("a pasted table", () => {
  test("[LOG-015] rows in the mission's columns become drafts, by header or by position", () => {
    const row =
      "OP 9\t3-5 km NNE\tHeard\t9\tExplosion\tUndetermined\tN/K\t9-Mar-2026, 21:40 to 21:55";
    const expected = {
      means: ["heard"],
      count: { qualifier: "exactly", min: 9 },
      kind: "explosion",
      nature: "undetermined",
      distance: { minM: 3_000, maxM: 5_000 },
      direction: { form: "single", points: ["NNE"] },
      stated: "2026-03-09T21:40 2026-03-09T21:55",
      place: "OP 9",
    };
    expect(only(row, header)).toEqual(expected);
    expect(only(row)).toEqual(expected);
    expect(only(row.replaceAll("\t", ";").replace("Mar-2026,", "Mar-2026"))).toEqual(expected);
    expect(
      only('OP 9,3-5 km NNE,Heard,9,Explosion,Undetermined,N/K,"9-Mar-2026, 21:40 to 21:55"'),
    ).toEqual(expected);
  });

  test.each([
    [
      "Dove\t2 to 4 km N, NE\tHeard and saw\tat least 4\tBursts\tN/A\tHeavy machine gun (12.7mm) and small arms\t2026-03-09 21:40",
      {
        means: ["heard", "saw"],
        count: { qualifier: "at-least", min: 4 },
        kind: "burst",
        direction: { form: "list", points: ["N", "NE"] },
        weapons: [
          { class: "machine-gun", statedAs: "heavy_machine_gun" },
          { class: "small-arms", statedAs: "small_arms" },
        ],
        calibresMm: [12.7],
        place: "Dove",
      },
    ],
    [
      "Camera, Dove\t200–300 m NW to NE\tRecorded\t10 to 12\tProjectile in flight\tW to E\tN/K\t09.03.2026 21.40",
      {
        count: { qualifier: "range", min: 10, max: 12 },
        direction: { form: "range-ends", points: ["NW", "NE"] },
        movement: { from: ["W"], to: ["E"] },
        distance: { minM: 200, maxM: 300 },
        place: "Dove",
        stated: "2026-03-09T21:40 2026-03-09T21:40",
      },
    ],
    [
      "OP 9\tN/K\tHeard\tabout 1,200\tShot\tN/A\tN/K\t9 March 2026, evening",
      { count: { qualifier: "about", min: 1_200 }, stated: "2026-03-09 2026-03-09" },
    ],
    [
      "OP 9\t5 km E\tHeard\tseveral\tExplosions\tOutgoing, assessed as outgoing rounds of mortar\tMortar (82mm)\t9/3 21:40",
      {
        count: { qualifier: "uncounted" },
        nature: "outgoing",
        assessedAs: "outgoing rounds of mortar",
        calibresMm: [82],
      },
    ],
    [
      "OP 9\tN/A\tHeard\t\tNothing\tN/A\tN/A\t9/3 00:00-05:30",
      { kind: "nothing", count: { qualifier: "exactly", min: 0 } },
    ],
  ])("[LOG-015] %s", (row, expected) => {
    expect(only(row)).toMatchObject(expected);
  });

  test("[LOG-015] a remark keeps its own text, and a day is taken from the row above", () => {
    const { rows } = paste(
      `${header}\tRemark`,
      'OP 9\t3 km N\tHeard\t1\tExplosion\tN/K\tN/K\t8/3 21:40\t"=SUM(A1), <b>""far""</b>"',
      "OP 9\t3 km N\tHeard\t2\tExplosion\tN/K\tN/K\t22:00",
    );
    expect(rows.map(({ draft }) => [draft?.remark, draft?.span.stated?.from])).toEqual([
      ['=SUM(A1), <b>"far"</b>', "2026-03-08T21:40"],
      [undefined, "2026-03-08T22:00"],
    ]);
  });

  test.each([
    [
      "OP 9\t3 km N\tHerad\t1\tExplosion\tN/K\tN/K\t9/3 21:40",
      { code: "TL_LOG_WORD_UNKNOWN", column: "means", columnIndex: 2, suggestion: "heard" },
    ],
    [
      "OP 9\t3 km N\tHeard\tmany many\tExplosion\tN/K\tN/K\t9/3 21:40",
      { code: "TL_LOG_WORD_TWICE", column: "number", columnIndex: 3 },
    ],
    [
      "OP 9\t3 km N\tHeard\t1\tExplotion\tN/K\tN/K\t9/3 21:40",
      { column: "observation", suggestion: "explosion" },
    ],
    [
      "OP 9\t3 km N\tHeard\t1\t\tN/K\tN/K\t9/3 21:40",
      { code: "TL_LOG_INCOMPLETE", column: "observation" },
    ],
    [
      "OP 9\t3 km N\tHeard\t1\tExplosion\tN/K\tN/K\t",
      { code: "TL_LOG_INCOMPLETE", column: "dateTime" },
    ],
    [
      "OP 9\t3 km N\tHeard\t1\tExplosion\tN/K\tN/K\t31/2 21:40",
      { code: "TL_LOG_DAY", column: "dateTime" },
    ],
    [
      "OP 9\t900 km N\tHeard\t1\tExplosion\tN/K\tN/K\t9/3 21:40",
      { code: "TL_LOG_NUMBER", column: "eventLocation" },
    ],
    [
      'OP 9\t3 km N\tHeard\t1\tExplosion\tN/K\t#"\t9/3 21:40',
      { code: "TL_LOG_PASTE_CELL", column: "weapon" },
    ],
    ["OP 9\t3 km N\tHeard\t1\tExplosion\tN/K\t=cmd|' /C calc'!A0\t9/3 21:40", { column: "weapon" }],
    [
      "OP 9\t3 km N\tHeard\t1\tExplosion\tN/K\tN/K\t9/3 21:40\t\tmore",
      { code: "TL_LOG_PASTE_COLUMNS", columnIndex: 9 },
    ],
  ])("[LOG-015] a fault names its cell: %s", (row, fault) => {
    const { rows } = paste(header.concat("\tRemark"), row);
    expect(rows[0]?.draft).toBeUndefined();
    expect(rows[0]?.cells).toEqual(row.includes('#"') ? expect.anything() : row.split("\t"));
    expect(rows[0]?.faults).toContainEqual(expect.objectContaining({ row: 2, ...fault }));
  });

  test("[LOG-015] headers in the four languages", () => {
    for (const line of [
      "Позиція\tМісце події\tСпосіб\tКількість\tСпостереження\tОпис\tЗброя\tДата, час",
      "Позиция\tМесто события\tСпособ\tКоличество\tНаблюдение\tОписание\tОружие\tДата, время",
      "Position\tLieu\tMoyen\tNombre\tObservation\tDescription\tArme\tDate, heure",
    ]) {
      expect(readPaste(line, context).columns).toEqual(paste(header).columns);
    }
    expect(paste(`${header}\tMood`).faults).toMatchObject([
      { code: "TL_LOG_PASTE_COLUMNS", word: "Mood" },
    ]);
  });

  test("[LOG-015] what is no table, or too large a one, is said, whole", () => {
    expect(paste("a,b,c").faults).toMatchObject([{ code: "TL_LOG_PASTE_COLUMNS" }]);
    expect(paste("")).toMatchObject({ rows: [], faults: [] });
    expect(readPaste("x\t".repeat(61), context).faults).toMatchObject([
      { code: "TL_LOG_PASTE_LIMIT" },
    ]);
    expect(readPaste("x\n".repeat(2_001), context).faults).toMatchObject([
      { code: "TL_LOG_PASTE_LIMIT" },
    ]);
    expect(readPaste("x".repeat(1_000_001), context).faults).toMatchObject([
      { code: "TL_LOG_PASTE_LIMIT" },
    ]);
  });
});
