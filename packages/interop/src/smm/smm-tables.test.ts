import { readFileSync } from "node:fs";
import { localToMs } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { readCsv } from "../csv/read-csv.ts";
import { smmSpan } from "./smm-span.ts";
import { SmmTableDecoder, type SmmTableName, smmTables } from "./smm-tables.ts";
import { placeKinds } from "./smm-words.ts";

const folder = new URL("../../../../fixtures/smm/", import.meta.url);
const fileOf = (table: SmmTableName) => `${table.slice("smm-".length)}.csv`;
const decoded = (table: SmmTableName, text: string) => {
  const name = fileOf(table);
  const read = readCsv(text, { name });
  const decoder = new SmmTableDecoder(table, { name, origin: "observed" });
  return {
    header: read.header,
    rows: read.rows.map((row) => ({ ...decoder.decode(row), cells: row.cells })),
  };
};
const whole = (table: SmmTableName) =>
  decoded(table, readFileSync(new URL(fileOf(table), folder), "utf8"));

/** What a cell is written as where it is not written as it is. */
const told: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  category: {
    in_violation_of_withdrawal_lines: "in violation of withdrawal lines",
    beyond_lines_outside_storage: "beyond withdrawal lines but outside storage sites",
    outside_withdrawal_lines: "outside withdrawal lines",
    seen_moving: "seen moving",
    present_not_verifiable: "present, could not be verified as withdrawn",
    missing_from_storage: "missing from storage",
    in_storage_as_recorded: "in storage as recorded",
    damage: '"kind":"damage"',
    mines: '"kind":"mine"',
    trenches: '"kind":"construction"',
    civilian_casualties: '"kind":"casualty-report"',
  },
  count_qualifier: { at_least: "at-least" },
  source_of_observation: { uav: "uncrewed-aircraft", aerial_imagery: "satellite" },
  place_kind: placeKinds,
  kind: {
    denial: '"kind":"denial"',
    conditional: '"kind":"conditional-access"',
    delay: '"kind":"delay"',
    mines: '"kind":"mines"',
    gps_interference: '"kind":"interference"',
    other: '"kind":"other-impediment"',
  },
  by: { GC: '"groundHeldBy":"a"', NGC: '"groundHeldBy":"b"' },
};

describe("[INT-029] the mission's typed tables beside its observations", () => {
  test.each([
    ["smm-weapons", 91, { observation: 81, inspection: 9, "watch-note": 1 }],
    ["smm-movement", 358, { denial: 358 }],
    ["smm-other", 395, { observation: 158, "watch-note": 237 }],
  ] as const)("every row of %s becomes one record, and no cell is lost", (table, count, kinds) => {
    const { header, rows } = whole(table);
    expect(header).toEqual(smmTables[table]);
    expect(rows.flatMap(({ faults }) => faults)).toEqual([]);
    expect(rows).toHaveLength(count);
    const made: Record<string, number> = {};
    for (const row of rows) {
      const kind = row.made?.kind ?? "none";
      made[kind] = (made[kind] ?? 0) + 1;
    }
    expect(made).toEqual(kinds);
    const ids = rows.map(({ made }) =>
      made === undefined ? "" : made.kind === "observation" ? made.record.sourceId : made.record.id,
    );
    expect(new Set(ids).size).toBe(count);
    const lost: string[] = [];
    for (const { cells, line, made } of rows) {
      const kept = JSON.stringify(made?.record);
      for (const [column, cell] of Object.entries(cells)) {
        if (cell === "" || column === "date") continue;
        if (column === "count") {
          if (!new RegExp(`"min":${cell}\\b|exactly ${cell}\\b|count: ${cell}\\b`).test(kept))
            lost.push(`${line} ${column}: ${cell}`);
          continue;
        }
        const word = told[column]?.[cell] ?? cell;
        const held =
          kept.includes(word) ||
          kept.includes(JSON.stringify(word).slice(1, -1)) ||
          (made?.kind === "watch-note" && kept.includes(cell.replaceAll("_", " ")));
        if (!held) lost.push(`${line} ${column}: ${cell}`);
      }
    }
    expect(lost).toEqual([]);
  });

  test("a weapon seen, one missing, a restriction and a fact become what they are", () => {
    const weapons = whole("smm-weapons").rows.map(({ made }) => made);
    expect(weapons[5]).toMatchObject({
      kind: "observation",
      record: {
        sourceId: "smm-2015-09-20/weapons/1",
        kind: "weapon-present",
        assessedAs: "in violation of withdrawal lines",
        count: { qualifier: "exactly", min: 1 },
        weapons: [{ class: "mortar", statedAs: "mortar 2S9 Nona" }],
        calibresMm: [120],
        observer: { kind: "patrol" },
        observerPosition: { place: "Artemivska Street, Donetsk city", control: "NGC" },
        span: { precision: "day", fromMs: localToMs("2015-09-19", "Europe/Kyiv") },
      },
    });
    expect(weapons[0]).toMatchObject({
      kind: "inspection",
      record: {
        of: "storage-site",
        access: "full",
        seen: [{ class: "mlrs", statedAs: "mlrs BM-21 Grad", count: 0 }],
        remarks: ["missing from storage: exactly 4", "place labelled NGC", expect.any(String)],
      },
    });
    // Number not said: nothing is entered as seen, and not as none either.
    expect(weapons[2]).toMatchObject({ kind: "inspection", record: { seen: [] } });
    const movement = whole("smm-movement").rows.map(({ made }) => made);
    expect(movement[0]).toMatchObject({
      record: {
        kind: "conditional-access",
        groundHeldBy: "b",
        asked: "At a weapons site.",
        result: "serial numbers could not be checked",
        reason: "typed from osce-smm smm-2015-04-19/movement/1",
      },
    });
    const restricted = movement.filter(
      (one) => one?.kind === "denial" && one.record.kind === "regular",
    );
    expect(restricted).toHaveLength(138);
    const other = whole("smm-other").rows.map(({ made }) => made);
    expect(other[4]).toMatchObject({
      record: { kind: "damage", means: ["observed"], count: { qualifier: "exactly", min: 6 } },
    });
    expect(
      other.find((made) => made?.kind === "watch-note" && /hours/.test(made.record.text)),
    ).toMatchObject({
      record: { text: expect.stringMatching(/^camera\nplace: Oktiabr mine\ncontrol: NGC\nfact: /) },
    });
  });

  test.each([
    ["smm-2018-09-21", "", "2018-09-20T19:30", "2018-09-21T19:30"],
    ["smm-2018-03-26", "", "2018-03-25T19:30", "2018-03-26T19:30"],
    ["smm-2018-09-21", "2018-09-19", "2018-09-19", "2018-09-20"],
    ["smm-2021-10-17", "2021-10-16/2021-10-17", "2021-10-16", "2021-10-18"],
    ["thematic-2017-h1", "2017-01/2017-06", "2017-01-01", "2017-07-01"],
    ["thematic-2019-h2", "", "2019-07-01", "2020-01-01"],
    ["spot-2020-06-30", "", "2020-06-30", "2020-07-01"],
    ["smm-relay-1095825458", "", "2014-03-21", "2022-04-01"],
  ])("the time of %s, dated “%s”, is %s to %s in Kyiv", (reportId, date, from, to) => {
    expect(smmSpan(reportId, date)).toMatchObject({
      fromMs: localToMs(from, "Europe/Kyiv"),
      toMs: localToMs(to, "Europe/Kyiv"),
    });
  });

  test.each([
    [
      "smm-weapons",
      "smm-2018-02-30,,seen_moving,exactly,1,tank,,x,,,",
      "report_id",
      "TL_INT_VALUE",
    ],
    ["smm-weapons", "weekly-7,,seen_moving,exactly,1,tank,,x,,,", "report_id", "TL_INT_VALUE"],
    [
      "smm-weapons",
      "smm-2018-02-03,3 Feb,seen_moving,exactly,1,tank,,x,,,",
      "date",
      "TL_INT_VALUE",
    ],
    [
      "smm-weapons",
      "smm-2018-02-03,2018-02-04/2018-02-03,seen_moving,exactly,1,tank,,x,,,",
      "date",
      "TL_INT_VALUE",
    ],
    [
      "smm-weapons",
      "smm-2018-02-03,,stolen,exactly,1,tank,,x,,,",
      "category",
      "TL_INT_VALUE_UNKNOWN",
    ],
    ["smm-weapons", "smm-2018-02-03,,seen_moving,exactly,many,tank,,x,,,", "count", "TL_INT_VALUE"],
    [
      "smm-weapons",
      "smm-2018-02-03,,seen_moving,nearly,1,tank,,x,,,",
      "count_qualifier",
      "TL_INT_VALUE_UNKNOWN",
    ],
    [
      "smm-weapons",
      "smm-2018-02-03,,seen_moving,exactly,1,tank,12 cm,x,,,",
      "calibre_mm",
      "TL_INT_VALUE",
    ],
    [
      "smm-weapons",
      "smm-2018-02-03,,seen_moving,exactly,1,tank,,x,both,,",
      "control",
      "TL_INT_VALUE_UNKNOWN",
    ],
    [
      "smm-weapons",
      "smm-2018-02-03,,seen_moving,exactly,1,tank,,x,,rumour,",
      "source_of_observation",
      "TL_INT_VALUE_UNKNOWN",
    ],
    ["smm-movement", "smm-2018-02-03,,x,bridge,denial,GC,", "place_kind", "TL_INT_VALUE_UNKNOWN"],
    ["smm-movement", "smm-2018-02-03,,x,,refusal,GC,", "kind", "TL_INT_VALUE_UNKNOWN"],
    ["smm-other", "smm-2018-02-03,weather,,x,,fog,,,", "category", "TL_INT_VALUE_UNKNOWN"],
  ] as const)("refused with its line and column: %s %s", (table, line, column, code) => {
    const good = `${smmTables[table].join(",")}\n`;
    const [first] = decoded(table, `${good}${line}\n`).rows;
    expect(first?.made).toBeUndefined();
    expect(first?.faults).toEqual([
      expect.objectContaining({
        code,
        line: 2,
        file: fileOf(table),
        column: smmTables[table].indexOf(column as never) + 1,
        message: expect.stringContaining(`\`${column}\``),
      }),
    ]);
  });

  test("the same file again gives the same records", () => {
    for (const table of ["smm-weapons", "smm-movement", "smm-other"] as const)
      expect(whole(table).rows.map(({ made }) => made)).toEqual(
        whole(table).rows.map(({ made }) => made),
      );
  });
});
