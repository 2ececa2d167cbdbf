import type { SiteVisit } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMidOcean } from "../../fixtures/mid-ocean.ts";
import type { CompiledContribution, CompiledObligation } from "../compiled.ts";
import { contributionTotals } from "./contribution-totals.ts";
import { moneyByYear } from "./money-by-year.ts";
import { type ObligationEvent, obligationStates } from "./obligation-states.ts";
import { visitEvidence } from "./visit-evidence.ts";

const text = `thirdParties:
  - { id: c, name: { en: State C } }
  - { id: d, name: { en: State D } }
decisions:
  - { id: vote, name: { en: Vote }, members: 3, threshold: { of: members, moreThan: 1/2 }, mark: assumed }
obligations:
  - { id: last-year, who: c, does: { en: Pay. }, amount: 3 billion GBP, due: { from: 2025-01-01, to: 2026-01-01 }, evidence: [accounts], mark: claimed }
  - { id: this-year, who: c, does: { en: Pay. }, amount: 4.5 billion GBP, due: { from: 2026-01-01, to: 2027-01-01 }, evidence: [accounts], mark: claimed }
  - { id: proceeds, who: c, does: { en: Pay. }, amount: 1.5 billion GBP, due: { from: 2026-01-01, to: 2027-01-01 }, mayBePartOf: this-year, evidence: [accounts], mark: claimed }
  - { id: gift, who: d, does: { en: Pay. }, amount: 2 million EUR, evidence: [accounts], mark: assumed }
  - { id: survey, who: mission, does: { en: Survey. }, visit: { site: port-west, gives: report }, evidence: [report], mark: claimed }
  - { id: repair, who: each, does: { en: Repair. }, depends: [survey], visit: { site: port-west, gives: report }, evidence: [record, report], mark: claimed }
contributions:
  - { id: c-force, who: c, gives: { en: Soldiers. }, upTo: 15 thousand persons, caveats: [{ en: Not on the line. }], needs: [vote], mark: claimed }
  - { id: d-force, who: d, gives: { en: Soldiers. }, atLeast: 500 persons, upTo: 2000 persons, mark: assumed }
  - { id: c-part, who: c, gives: { en: Medics. }, atLeast: 100 persons, upTo: 500 persons, mayBePartOf: c-force, mark: claimed }
  - { id: d-ships, who: d, gives: { en: Ships. }, atLeast: 2 ships, mark: confirmed }
  - { id: c-words, who: c, gives: { en: Support in words. }, mark: claimed }
articles:
`;
const { compiled, faults } = parseMidOcean((original) => original.replace("articles:\n", text));
const obligations = compiled?.obligations ?? [];
const dueMsOf = (id: string) => {
  const due = obligations.find((one) => one.id === id)?.due ?? null;
  return due?.by === "span" ? due.toMs : null;
};

test("[AGR-066] contributions are summed by unit, caps and least apart, no surer than the weakest", () => {
  expect(faults).toEqual([]);
  expect(contributionTotals(compiled?.contributions ?? [])).toEqual([
    {
      unit: "persons",
      atLeast: 500,
      upTo: 17_500,
      upToApart: 17_000,
      ids: ["c-force", "d-force", "c-part"],
      mark: "assumed",
      conditionalCount: 1,
    },
    {
      unit: "ships",
      atLeast: 2,
      upTo: null,
      upToApart: null,
      ids: ["d-ships"],
      mark: "confirmed",
      conditionalCount: 0,
    },
  ]);
});

test("[AGR-066] money by year has two ends where an amount may be part of another", () => {
  const rows = moneyByYear(obligations, dueMsOf, "Etc/UTC");
  expect(rows.map(({ year, currency, least, most }) => [year, currency, least, most])).toEqual([
    [2025, "GBP", 3e9, 3e9],
    [2026, "GBP", 4.5e9, 6e9],
    [null, "EUR", 2e6, 2e6],
  ]);
  expect(rows[1]?.obligations.map(({ id, mayBePartOf }) => [id, mayBePartOf])).toEqual([
    ["this-year", undefined],
    ["proceeds", "this-year"],
  ]);
});

test("[AGR-066] no money is lost, whatever the dates", () => {
  const arb = fc.array(
    fc.record({
      value: fc.integer({ min: 0, max: 1_000 }),
      unit: fc.constantFrom("GBP", "USD", "persons"),
      dueMs: fc.option(fc.integer({ min: 0, max: 4e12 })),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(arb, (list) => {
      const [base] = obligations;
      const made = list.map(
        ({ value, unit }, index) =>
          ({ ...base, id: `o${index}`, amount: { value, unit } }) as CompiledObligation,
      );
      const rows = moneyByYear(made, (id) => list[Number(id.slice(1))]?.dueMs ?? null, "Etc/UTC");
      const sum = (currency: string) =>
        rows.filter((row) => row.currency === currency).reduce((all, row) => all + row.most, 0);
      for (const unit of ["GBP", "USD"]) {
        const own = list.filter((one) => one.unit === unit);
        expect(sum(unit)).toBe(own.reduce((all, { value }) => all + value, 0));
      }
      expect(sum("persons")).toBe(0);
      expect(rows.every(({ least, most }) => least === most)).toBe(true);
    }),
  );
});

test("[AGR-066] the order of contributions changes no sum", () => {
  const arb = fc.array(
    fc.record({
      value: fc.integer({ min: 0, max: 100 }),
      unit: fc.constantFrom("persons", "ships"),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(arb, (list) => {
      const made = list.map(
        (upTo, index): CompiledContribution => ({
          id: `c${index}`,
          who: "c",
          gives: { en: "Something." },
          atLeast: null,
          upTo,
          caveats: [],
          needs: [],
          mark: "claimed",
        }),
      );
      const sums = (of: readonly CompiledContribution[]) =>
        new Map(contributionTotals(of).map(({ unit, upTo }) => [unit, upTo]));
      expect(sums([...made].reverse())).toEqual(sums(made));
    }),
  );
});

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 0, 1);
const visit = (id: string, day: number, change: Partial<SiteVisit> = {}): SiteVisit => ({
  schema: "site-visit/1",
  id,
  origin: "exercise",
  recordedAtMs: startMs + day * dayMs + 3_600_000,
  version: 1,
  by: "officer",
  place: { siteId: "port-west" },
  purpose: "Look at the port",
  state: "done",
  requestedAtMs: startMs,
  done: { fromMs: startMs + day * dayMs - 7_200_000, toMs: startMs + day * dayMs },
  checklist: [],
  ...change,
});
const given = (visits: readonly SiteVisit[], entered: readonly ObligationEvent[] = []) =>
  visitEvidence(obligations, visits, entered).map(({ obligation, atMs, item }) => [
    obligation,
    (atMs - startMs) / dayMs,
    item,
  ]);

test("[AGR-067] the first visit shows the survey, the next one after it the repair", () => {
  const first = visit("v1", 3);
  const second = visit("v2", 9);
  expect(given([first])).toEqual([["survey", 3, "report"]]);
  const both = [
    ["survey", 3, "report"],
    ["repair", 9, "report"],
  ];
  expect(given([second, first])).toEqual(both);
  const events = visitEvidence(obligations, [first, second], []);
  const states = obligationStates(obligations, events, startMs + 10 * dayMs);
  expect(states.find(({ id }) => id === "survey")?.state).toBe("met");
  // The record of the repair is not a visit's to give.
  expect(states.find(({ id }) => id === "repair")?.lacks).toEqual(["record"]);
});

test.each<[string, Partial<SiteVisit>]>([
  ["was only granted", { state: "granted" }],
  ["was blocked", { state: "blocked" }],
  ["was elsewhere", { place: { siteId: "birch" } }],
  ["names no site", { place: { name: "West Port" } }],
])("[AGR-067] a visit that %s gives nothing", (_title, change) => {
  expect(given([visit("v1", 3, change)])).toEqual([]);
});

test("[AGR-067] of a visit the newest version counts, and what people entered comes before", () => {
  const done = visit("v1", 3);
  const taken = visit("v1", 3, { version: 2, state: "cancelled" });
  expect(given([taken, done])).toEqual([]);
  const entered = [
    { obligation: "survey", atMs: startMs + dayMs, is: "evidence", item: "report" } as const,
  ];
  expect(given([done], entered)).toEqual([
    ["survey", 3, "report"],
    ["repair", 3, "report"],
  ]);
  const waived = [{ obligation: "survey", atMs: startMs + 4 * dayMs, is: "waive" } as const];
  expect(given([visit("v2", 5, { place: { siteId: "birch" } }), visit("v3", 6)], waived)).toEqual([
    ["survey", 6, "report"],
    ["repair", 6, "report"],
  ]);
});
