import { type Claim, claimRecord, derivedId, localToMs } from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  airReportClaim,
  airReportColumns,
  encodeRecord,
  headerFaults,
  oblastAlertsMapping,
  RowDecoder,
  readAirReport,
  readCsv,
} from "../index.ts";

const header = airReportColumns.join(",");
const rowOf = (cells: string) => {
  const [row] = readCsv(`${header}\n${cells}\n`, { name: "list.csv" }).rows;
  if (row === undefined) throw new Error("no row");
  return row;
};
const sound = `2026-03-01 19:30,2026-03-02 08:30,Model 1 and Model 2,south,170.0,74.0,68.0,,"['Region A', 'Region B']",kpszsu/posts/1`;

describe("reports of an air force", () => {
  test("[INT-249] a claim graded F6 with its own figures, in our own words", () => {
    const result = readAirReport(rowOf(sound), "list.csv");
    if ("fault" in result) throw new Error(result.fault.message);
    expect(result.report).toMatchObject({
      span: {
        fromMs: localToMs("2026-03-01T19:30", "Europe/Kyiv"),
        toMs: localToMs("2026-03-02T08:30", "Europe/Kyiv") + 59_999,
        precision: "minute",
      },
      sentCount: 170,
      stoppedCount: 74,
      lostCount: 68,
      stillFlyingCount: null,
      regionsHit: ["Region A", "Region B"],
    });
    const claim = airReportClaim(result.report, { origin: "observed" });
    expect(claim).toMatchObject({
      schema: "claim/1",
      claimant: "Air Force of Ukraine",
      grade: { source: "F", information: "6" },
      place: "south",
      types: ["Model 1", "Model 2"],
      statement:
        "Model 1 and Model 2: 170 sent, 74 stopped, 68 lost on the way; regions said to be hit: Region A, Region B.",
    });
    const whole = { ...claim, id: derivedId(claim.source, claim.sourceId), recordedAtMs: 0 };
    expect(claimRecord.faults(whole)).toEqual([]);
  });

  test.each([
    ["time_start", sound.replace("2026-03-01 19:30", "evening")],
    ["launched", sound.replace("170.0", "1.5")],
    ["affected region", sound.replace("['Region A'", "[__import__('os')")],
    ["model", sound.replace("Model 1 and Model 2", "")],
  ])("[INT-249] a row with a bad %s is told", (column, cells) => {
    const result = readAirReport(rowOf(cells), "list.csv");
    expect(result).toMatchObject({
      fault: { code: "TL_INT_ALERT_VALUE", file: "list.csv", line: 2 },
    });
    expect("fault" in result && result.fault.message).toContain(`\`${column}\``);
  });
});

describe("warnings by region", () => {
  const header = "region,started_at,finished_at,n_subalerts,duration_minutes,is_anomaly_duration";
  const table = readCsv(
    `${header}\nRegion A,2026-03-01T00:45:41Z,2026-03-01T07:15:25Z,1,389.73,false\nRegion B,2026-03-01T00:45:41Z,2026-04-01T07:15:25Z,1,44949.73,true\n`,
    { name: "warnings.csv" },
  );

  test("[INT-250] a claim graded F6; one that was never ended is marked; it can be written again", () => {
    expect(headerFaults(table.header, oblastAlertsMapping, "warnings.csv")).toEqual([]);
    const decoder = new RowDecoder(oblastAlertsMapping, {
      name: "warnings.csv",
      origin: "observed",
    });
    const decoded = table.rows.map((row) => decoder.decode(row));
    expect(decoded.flatMap(({ faults }) => faults)).toEqual([]);
    expect(decoded.map(({ record }) => (record as Claim).types)).toEqual([
      ["air-raid-warning"],
      ["air-raid-warning-never-ended"],
    ]);
    expect(decoded[0]?.record).toMatchObject({
      schema: "claim/1",
      place: "Region A",
      grade: { source: "F", information: "6" },
      span: { fromMs: Date.UTC(2026, 2, 1, 0, 45, 41), toMs: Date.UTC(2026, 2, 1, 7, 15, 25) },
    });
    for (const [index, { record }] of decoded.entries()) {
      if (record === undefined) throw new Error("no record");
      const { n_subalerts: _n, duration_minutes: _d, ...cells } = table.rows[index]?.cells ?? {};
      expect({ ...encodeRecord(oblastAlertsMapping, record) }).toEqual(cells);
    }
  });
});
