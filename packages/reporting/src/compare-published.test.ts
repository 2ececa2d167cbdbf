import { readFileSync } from "node:fs";
import {
  type PublishedTotal,
  RowDecoder,
  readCsv,
  readPublishedTotals,
  smmMapping,
} from "@truceline/interop";
import { derivedId, type Observation, observationRecord } from "@truceline/model";
import { expect, test } from "vitest";
import { dayMs, noonMs, observed } from "../fixtures/mid-ocean-report.ts";
import { comparePublished } from "./compare-published.ts";
import { CountTable } from "./count-table.ts";
import { ObservationTally } from "./daily/observation-tally.ts";

const total = (change: Partial<PublishedTotal>): PublishedTotal => ({
  reportId: "smm-2026-01-10",
  region: "Donetsk",
  part: null,
  countKind: "explosions",
  published: { qualifier: "exactly", count: 10 },
  previous: null,
  comparison: "",
  remark: "",
  ...change,
});
const regions = ["Donetsk region, north", "Donetsk region, south", "Luhansk region"];
const options = { from: "2026-01-10", to: "2026-01-10", regions };
const at = (sourceId: string, daysBefore: number, region: string, count: number) =>
  observed(sourceId, {
    span: {
      fromMs: noonMs - daysBefore * dayMs,
      toMs: noonMs - daysBefore * dayMs,
      precision: "exact",
    },
    observerPosition: { place: region },
    count: { qualifier: "exactly", min: count },
  });
const observations = [
  at("1", 0, regions[0] ?? "", 3),
  at("2", 0, regions[1] ?? "", 4),
  at("3", 1, regions[0] ?? "", 2),
  at("4", 0, regions[2] ?? "", 5),
];
const tallied = (
  own: readonly Observation[],
  regionOf: (one: Observation) => string,
  more: { readonly timezone: string; readonly cutOff: string },
) => {
  const tally = new ObservationTally({ ...more, from: "2014-01-01", to: "2026-12-31", regionOf });
  for (const one of own) tally.add(one);
  return { counts: new CountTable(tally.rows()), begins: tally.reportBegins };
};
const compared = (change: Partial<PublishedTotal>, own: readonly Observation[] = observations) => {
  const regionOf = ({ observerPosition }: Observation) => observerPosition?.place ?? "";
  const { counts, begins } = tallied(own, regionOf, { timezone: "Etc/UTC", cutOff: "19:30" });
  return comparePublished([total(change)], counts, { ...options, begins })[0];
};

test.each([
  ["the regions whose names begin with the published one", {}, 7, 3],
  ["both regions", { region: "Donetsk and Luhansk" }, 12, -2],
  ["the two evenings of a part", { part: { from: "2026-01-08", to: "2026-01-10" } }, 9, 1],
  ["every kind of fire", { countKind: "ceasefire_violations" }, 7, 3],
  ["without a published number", { published: null }, 7, null],
] as const)("[REP-012] entered beside published: %s", (_, change, entered, notEntered) => {
  expect(compared(change)).toMatchObject({ entered: { count: entered }, notEntered });
});

test.each([
  ["a place that is no region", { region: "around the airport" }],
  ["a kind that is not counted here", { countKind: "explosions_assessed_artillery" }],
  ["a part of one day", { part: { from: "2026-01-10", to: "2026-01-10" } }],
] as const)("[REP-012] nothing is set beside %s", (_, change) => {
  expect(compared(change)).toMatchObject({ entered: null, notEntered: null });
});

test("[REP-012] totals of other periods and running totals are left out", () => {
  expect(compared({ reportId: "smm-2026-01-12" })).toBeUndefined();
  expect(compared({ part: { from: "2026-01-01T00:01", to: "" } })).toBeUndefined();
  expect(compared({ reportId: "spot" })).toBeUndefined();
});

test("[REP-012] a report whose observations say that it covers two days is compared over both", () => {
  const period = {
    fromMs: noonMs - 2 * dayMs,
    toMs: noonMs,
    precision: "reporting-period",
  } as const;
  const stated = observations.map((one) => ({
    ...one,
    statement: { reportId: "smm-2026-01-10", period },
  }));
  expect(compared({}, stated)).toMatchObject({
    periods: { from: "2026-01-09", to: "2026-01-10" },
    entered: { count: 9 },
  });
});

test("[REP-012] all typed observations and totals of the mission: entered and not entered is published", () => {
  const folder = new URL("../../../fixtures/smm/", import.meta.url);
  const text = (name: string) => readFileSync(new URL(name, folder), "utf8");
  const decoder = new RowDecoder(smmMapping, { name: "o.csv", origin: "observed" });
  const own = readCsv(text("observations.csv"), { name: "o.csv" }).rows.map((row) =>
    observationRecord.parse({
      ...decoder.decode(row).record,
      id: derivedId("smm", row.row),
      recordedAtMs: 0,
    }),
  );
  const { totals } = readPublishedTotals(text("totals.csv"), { name: "t.csv" });
  const region = ({ observerPosition }: Observation) =>
    `${observerPosition?.referenceTown === "Luhansk" ? "Luhansk" : "Donetsk"} region`;
  const kyiv = { timezone: "Europe/Kyiv", cutOff: "19:30" };
  const { counts, begins } = tallied(own, region, kyiv);
  const rows = comparePublished(totals, counts, {
    from: "2014-01-01",
    to: "2022-12-31",
    regions: ["Donetsk region", "Luhansk region"],
    begins,
  });
  // Every total but the four running ones since 27 July 2020.
  const running = totals.filter(({ part }) => part?.from.includes("T"));
  expect(rows).toHaveLength(totals.length - running.length);
  const both = rows.filter(({ notEntered }) => notEntered !== null);
  expect(both.length).toBeGreaterThan(150);
  for (const { published, entered, notEntered } of both) {
    expect((entered?.count ?? 0) + (notEntered ?? 0)).toBe(published?.count);
  }
  const september = rows.find(
    ({ reportId, region: of, countKind }) =>
      reportId === "smm-2018-09-21" && of === "Donetsk" && countKind === "explosions",
  );
  // By hand: 45 + 1 + 6 + 2 at the filtration station and Avdiivka, 4 at Hnutove; published 115.
  expect(september).toMatchObject({ entered: { count: 58, about: true }, notEntered: 57 });
});
