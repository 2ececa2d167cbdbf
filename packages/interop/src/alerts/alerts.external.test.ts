import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type Claim, claimRecord, derivedId } from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  airReportClaim,
  headerFaults,
  oblastAlertsMapping,
  RowDecoder,
  readAirReport,
  readCsv,
} from "../index.ts";

const data = new URL("../../../../../shared/data/", import.meta.url);
const isThere = existsSync(data);
if (!isThere) console.log("skipped: the folder of shared data is not there");
const tableOf = (name: string) =>
  readCsv(gunzipSync(readFileSync(new URL(name, data))).toString("utf8"), { name });

describe.skipIf(!isThere)("three months of lists", () => {
  test("[INT-250] 3,549 warnings, 7 never ended, each a claim of its own", () => {
    const { header, rows, faults } = tableOf("alerts/oblast-alerts-2025-02..04.csv.gz");
    expect(faults).toEqual([]);
    expect(headerFaults(header, oblastAlertsMapping, "alerts")).toEqual([]);
    const decoder = new RowDecoder(oblastAlertsMapping, { name: "alerts", origin: "observed" });
    const decoded = rows.map((row) => decoder.decode(row));
    expect(decoded.flatMap((one) => one.faults)).toEqual([]);
    const claims = decoded.map(({ record }) => record as Claim);
    expect(claims).toHaveLength(3_549);
    expect(new Set(claims.map(({ sourceId }) => sourceId)).size).toBe(3_549);
    expect(claims.filter(({ types }) => types[0]?.endsWith("never-ended") === true)).toHaveLength(
      7,
    );
    const easter = claims.filter(
      ({ span }) => span.fromMs >= Date.UTC(2025, 3, 20) && span.fromMs < Date.UTC(2025, 3, 21),
    );
    expect(easter).toHaveLength(6);
  });

  test("[INT-249] 321 reports, each a valid claim; no place of launch is kept", () => {
    const { rows } = tableOf("events/air-attacks-2025-02..04.csv.gz");
    const results = rows.map((row) => readAirReport(row, "reports"));
    expect(results.flatMap((one) => ("fault" in one ? [one.fault.message] : []))).toEqual([]);
    const claims = results.flatMap((one) =>
      "fault" in one ? [] : [airReportClaim(one.report, { origin: "observed" })],
    );
    expect(claims).toHaveLength(321);
    expect(new Set(claims.map(({ sourceId }) => sourceId)).size).toBe(321);
    for (const claim of claims) {
      const whole = { ...claim, id: derivedId(claim.source, claim.sourceId), recordedAtMs: 0 };
      if (!claimRecord.check(whole)) expect(claimRecord.faults(whole)).toEqual([]);
    }
    expect(JSON.stringify(claims)).not.toMatch(/Akhtarsk|Chauda/);
  });
});
