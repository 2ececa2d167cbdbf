import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { DailyReport } from "@truceline/reporting";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryDataDir, truceline } from "./server-process.ts";

/** The Easter truce of April 2025: claims from news, no observation, no mission. */
const events = fileURLToPath(
  new URL("../../shared/data/events/viina-2025-02..04.csv.gz", import.meta.url),
);
const scenario = "scenarios/easter-2025";
const isThere = existsSync(events);
if (!isThere) console.warn("skipped: the shared data folder is not there");

describe.skipIf(!isThere)("claims about the Easter truce", () => {
  const data = temporaryDataDir();
  const where = ["--data", data.dir];
  const report = (from: string, to: string, format = "json") =>
    truceline(["report", scenario, "--from", from, "--to", to, "--format", format, ...where]);

  beforeAll(() => {
    const args = ["import", "csv", events, "--mapping", "viina", "--agreement", scenario, "--json"];
    expect(JSON.parse(truceline([...args, ...where]))).toMatchObject({
      rowCount: 12_983,
      storedCount: 12_983,
      quarantinedCount: 0,
      unreadableCount: 0,
    });
  }, 180_000);
  afterAll(() => data.remove());

  test("[CLI-007] the truce: how many claims, how many without a type, every clause undetermined", () => {
    const told = JSON.parse(report("2025-04-20", "2025-04-21")) as DailyReport;
    // Counted by other means: 121 and 76 rows on the two days, 45 and 17 of them with a type.
    expect(told.claims).toEqual({
      count: 197,
      untypedCount: 197 - 62,
      storedCount: 12_983,
      storedUntypedCount: 5_893,
    });
    expect(told.observations).toEqual([]);
    expect(told.counts.rows).toEqual([]);
    const asked = told.clauses.filter(
      ({ state }) => state !== "narrative" && state !== "not-applicable",
    );
    // Two articles, three sectors, two periods.
    expect(asked).toHaveLength(12);
    for (const { state, coverage } of asked) {
      expect(state).toBe("undetermined");
      expect(coverage).toMatchObject({ coverageRatio: 0, bound: null });
      expect(coverage?.losses[0]?.reason).toBe("no-sensor");
      expect(coverage?.hourUnseenCount).toBe(coverage?.hourCount);
    }
    expect(told.working).toMatchObject({ breachCount: 0, openCount: 0 });
  }, 180_000);

  test("[CLI-007] April has 3,764 claims", () => {
    const told = JSON.parse(report("2025-04-02", "2025-05-01")) as DailyReport;
    expect(told.claims.count).toBe(3_764);
  }, 180_000);

  test("the report in words says it too", () => {
    const markdown = report("2025-04-20", "2025-04-21", "md");
    expect(markdown).toContain("No observation was entered. That does not mean that nothing");
    expect(markdown).toContain("Of 12 clauses by article and sector: 0 met");
    expect(markdown).toContain("12 undetermined");
    expect(markdown).toContain("197 claims in the period, 135 of them without a type");
  }, 180_000);
});
