import { readFileSync } from "node:fs";
import type { DailyReport } from "@truceline/reporting";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  deviceToken,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
  truceline,
} from "./server-process.ts";

/** The published observations of the OSCE mission, through every layer: command line, HTTP, PostgreSQL. */
const scenario = "scenarios/minsk-2015";
const file = "fixtures/smm/observations.csv";
const totals = "fixtures/smm/totals.csv";
const data = temporaryDataDir();
let server: ServerProcess;
let reader: string;

beforeAll(async () => {
  // The truce of 2025 does not reach back to these years, so its server has nothing to work out.
  server = await startServerProcess({ args: ["scenarios/easter-2025"], dataDir: data.dir });
  reader = deviceToken(data.dir, "reporting", "reporting-officer");
}, 180_000);

afterAll(async () => {
  await server.stop();
  data.remove();
}, 60_000);

describe("443 published observations, through a running server", () => {
  test("[CLI-003] all are taken in through a running server, and a second time as duplicates", () => {
    const token = truceline(["device", "add", "typist", "--data", data.dir]).trim();
    const args = ["import", "csv", file, "--mapping", "smm", "--json"];
    const take = () =>
      JSON.parse(truceline([...args, "--server", server.address, "--token", token])) as unknown;
    const none = { quarantinedCount: 0, unreadableCount: 0, faultCount: 0, rowCount: 443 };
    expect(take()).toMatchObject({ ...none, storedCount: 443, duplicateCount: 0 });
    expect(take()).toMatchObject({ ...none, storedCount: 0, duplicateCount: 443 });
  }, 180_000);

  test("[CLI-004] exported again, the file is the same byte for byte: no field is lost", () => {
    const args = ["export", "observations", "--format", "csv", "--mapping", "smm"];
    const exported = truceline([...args, "--server", server.address, "--token", reader]);
    expect(exported).toBe(readFileSync(file, "utf8"));
    const ndjson = truceline([
      "export",
      "observations",
      "--server",
      server.address,
      "--token",
      reader,
    ]);
    expect(ndjson.trimEnd().split("\n")).toHaveLength(443);
  }, 180_000);

  test("[CLI-005] without a token, nothing is exported and the command says what to do", () => {
    const args = ["export", "observations", "--server", server.address];
    expect(() => truceline(args)).toThrow(
      expect.objectContaining({ status: 3, stderr: expect.stringContaining("TL_SERVER_TOKEN") }),
    );
  }, 60_000);
});

test("[CLI-006] a report is told by a running server as well", () => {
  const args = ["report", "scenarios/easter-2025", "--period", "2018-09-21", "--format", "json"];
  const told = JSON.parse(
    truceline([...args, "--server", server.address, "--token", reader]),
  ) as DailyReport;
  // Its cut-off is midnight: all of 20 September, six explosions and two shots by day and 181 by night.
  expect(told.observations).toHaveLength(12);
  expect(told.counts.rows.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(189);
  // Seven years before the truce nothing applies.
  expect(new Set(told.clauses.map(({ state }) => state))).toEqual(
    new Set(["not-applicable", "narrative"]),
  );
}, 120_000);

test("[CLI-041] weapons, movement and other facts go in beside them, each by its own door", async () => {
  const token = deviceToken(data.dir, "writer", "observer");
  for (const [table, rowCount] of [
    ["weapons", 91],
    ["movement", 358],
    ["other", 395],
  ] as const) {
    const args = ["import", "csv", `fixtures/smm/${table}.csv`, "--mapping", `smm-${table}`];
    const take = () =>
      JSON.parse(
        truceline([...args, "--json", "--server", server.address, "--token", token]),
      ) as unknown;
    const whole = { rowCount, quarantinedCount: 0, unreadableCount: 0, faultCount: 0 };
    expect(take()).toMatchObject({ ...whole, storedCount: rowCount });
    // Once is enough: the desk takes 600 writes at a time from one writer and then asks to wait.
    if (table === "weapons") expect(take()).toMatchObject({ ...whole, duplicateCount: rowCount });
  }
  const answer = await fetch(`${server.address}/api/v1/denials?limit=500`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { items } = (await answer.json()) as { items: readonly { by: string }[] };
  expect(items).toHaveLength(358);
  expect(new Set(items.map(({ by }) => by))).toEqual(new Set(["writer"]));
}, 300_000);

describe("in a data folder without a server, under the agreement of 2015", () => {
  const report = (...more: string[]) =>
    truceline(["report", scenario, "--totals", totals, "--data", data.dir, ...more]);

  beforeAll(async () => {
    await server.stop();
    const args = ["import", "csv", file, "--mapping", "smm", "--agreement", scenario, "--json"];
    const taken = truceline([...args, "--data", data.dir]);
    expect(JSON.parse(taken)).toMatchObject({ storedCount: 443, quarantinedCount: 0 });
  }, 180_000);

  test("[CLI-006] a report holds counts beside published totals, and three traces without a party", () => {
    const told = JSON.parse(
      report("--period", "2018-09-21", "--traces", "3", "--format", "json"),
    ) as DailyReport;
    expect(told.origin).toBe("observed");
    expect(told.observations).toHaveLength(10);
    const donetsk = told.counts.rows.filter(({ region }) => region.startsWith("Donetsk"));
    const sum = (of: (row: (typeof donetsk)[number]) => number) =>
      donetsk.reduce((total, row) => total + of(row), 0);
    // By hand from the file: 45 + 1 + 6 + 2 explosions at the filtration station and Avdiivka, 4 at
    // Hnutove; with projectiles (36 + 3 + 80) and flares (2 + 2) 181 in all.
    expect(sum(({ byFamily }) => byFamily.explosions)).toBe(58);
    expect(sum(({ count }) => count ?? 0)).toBe(181);
    expect(told.counts.rows.find(({ region }) => region.startsWith("Luhansk"))?.count).toBeNull();
    const explosions = told.published?.find(
      ({ region, countKind }) => region === "Donetsk" && countKind === "explosions",
    );
    expect(explosions).toMatchObject({ published: { count: 115 }, notEntered: 57 });

    expect(told.working?.traces).toHaveLength(3);
    for (const trace of told.working?.traces ?? []) {
      expect(trace.articleId).toBe("1");
      expect(trace.steps.map(({ factor }) => factor)).toEqual(
        expect.arrayContaining(["place", "time", "kind", "joint", "sources", "standard"]),
      );
      expect(trace.observations.length).toBeGreaterThan(0);
    }
    const clauses = told.clauses.filter(({ coverage }) => (coverage?.hourCount ?? 0) > 0);
    expect(clauses.length).toBeGreaterThan(20);
    expect(clauses.every(({ state }) => state === "undetermined")).toBe(true);
    // A side is named only as the ground on which coverage is told.
    const rest = told.sections.filter(({ key }) => key !== "unseen");
    expect(JSON.stringify({ ...told, sections: rest })).not.toMatch(
      /responsibility|hypothesis|overnment-controlled side/,
    );
  }, 180_000);

  test("[CLI-006] every published total of all years stands beside what was entered", () => {
    const told = JSON.parse(
      report("--from", "2014-11-26", "--to", "2022-02-28", "--format", "json"),
    ) as DailyReport;
    expect(told.observations).toHaveLength(443);
    expect(told.published?.length).toBeGreaterThan(350);
    for (const { published, entered, notEntered } of told.published ?? []) {
      if (notEntered === null) continue;
      expect((entered?.count ?? 0) + notEntered).toBe(published?.count);
    }
    expect(told.working?.openCount).toBeGreaterThan(100);
  }, 180_000);

  test("[CLI-006] as it was known before the import, nothing was", () => {
    const markdown = report("--period", "2018-09-21", "--known-at", "2019-01-01T00:00Z");
    expect(markdown).toContain("No observation was entered. That does not mean");
  }, 180_000);
});
