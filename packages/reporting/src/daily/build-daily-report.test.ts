import { Compile } from "typebox/compile";
import { describe, expect, test } from "vitest";
import { denial, fullInput } from "../../fixtures/full-report.ts";
import {
  assessed,
  claimed,
  clause,
  dayMs,
  hourMs,
  noonMs,
  north,
  observed,
  reportInput,
  south,
} from "../../fixtures/mid-ocean-report.ts";
import { renderMarkdown } from "../render/render-markdown.ts";
import { assessmentsToTrace, traceOf } from "../traces.ts";
import { findSentence } from "./apply-edits.ts";
import { buildDailyReport } from "./build-daily-report.ts";
import { DailyReportSchema } from "./daily-report.ts";

const validator = Compile(DailyReportSchema);
const at = (atMs: number) => ({ fromMs: atMs, toMs: atMs, precision: "exact" as const });

describe("counts", () => {
  const observations = [
    observed("1", { count: { qualifier: "exactly", min: 3 } }),
    observed("2", { kind: "burst", count: { qualifier: "at-least", min: 10 } }),
    observed("3", { kind: "shot", count: { qualifier: "uncounted" } }),
    observed("part", { statement: { reportId: "r", partOfNo: 1 } }),
    observed("before", { span: at(noonMs - dayMs), count: { qualifier: "about", min: 7 } }),
    observed("three days before", { span: at(noonMs - 3 * dayMs) }),
    observed("after", { span: at(noonMs + dayMs) }),
    observed("vehicle", { kind: "vehicle" }),
  ];

  test("[REP-005] by region and period under the rule smm, beside the period before", () => {
    const { counts } = buildDailyReport(reportInput({ observations }));
    expect(counts.rule).toBe("smm");
    expect(counts.rows).toHaveLength(2);
    expect(counts.rows[0]).toMatchObject({
      region: north,
      period: "2026-01-10",
      count: 13,
      byFamily: { explosions: 3, "bursts-and-shots": 10 },
      atLeast: true,
      observationCount: 4,
      uncountedCount: 1,
      includedElsewhereCount: 1,
      previous: { period: "2026-01-09", count: 7, atLeast: false },
    });
  });

  test("[REP-016] each figure names its rule and carries the period before and the week", () => {
    const { figures } = buildDailyReport(reportInput({ observations }));
    const figure = (key: string) => figures.find((one) => one.key === key);
    expect(figure("fire/north/all")).toEqual({
      key: "fire/north/all",
      rule: "smm",
      value: 13,
      atLeast: true,
      about: false,
      previous: { value: 7, atLeast: false },
      week: { value: 21, atLeast: true },
    });
    // The bound is that of the heading: nothing was open about explosions.
    expect(figure("fire/north/explosions")).toMatchObject({ value: 3, atLeast: false });
    expect(figure("fire/south/all")).toMatchObject({ value: null, previous: null });
    for (const { rule } of fullReport().figures) expect(rule).toMatch(/^[a-z]+$/);
  });

  test("[REP-006] a region without an entry is not known to be quiet; one watched in vain has 0", () => {
    const nothing = observed("watch", { kind: "nothing", observerPosition: { place: "Elm" } });
    const rows = (all: typeof observations) =>
      buildDailyReport(reportInput({ observations: all })).counts.rows;
    expect(rows(observations)[1]).toMatchObject({ region: south, count: null });
    expect(rows([...observations, nothing])[1]).toMatchObject({ region: south, count: 0 });
  });

  test("[REP-005] an observation at the cut-off belongs to the period that begins there", () => {
    const cutOffMs = Date.UTC(2026, 0, 10, 19, 30);
    const countAt = (atMs: number) =>
      buildDailyReport(reportInput({ observations: [observed("x", { span: at(atMs) })] }))
        .observations.length;
    expect(countAt(cutOffMs - 1)).toBe(1);
    expect(countAt(cutOffMs)).toBe(0);
    expect(countAt(cutOffMs - dayMs)).toBe(1);
    expect(countAt(cutOffMs - dayMs - 1)).toBe(0);
  });

  test("[REP-005] what lies in no region is counted all the same, under its own heading", () => {
    const input = reportInput({ observations: [observed("1")], regions: [] });
    const report = buildDailyReport(input);
    expect(report.counts.rows.map(({ region, count }) => [region, count])).toEqual([[north, 1]]);
    expect(report.figures.find(({ key }) => key === "fire/whole/all")?.value).toBe(1);
    expect(report.bars.at(-1)?.count).toBe(1);
  });

  test("several periods: those in which something was entered, each with every region", () => {
    const { counts, bars } = buildDailyReport(
      reportInput({ observations, from: "2026-01-08", to: "2026-01-10" }),
    );
    expect(counts.rows.map(({ period, region }) => [period, region])).toEqual([
      ["2026-01-09", north],
      ["2026-01-09", south],
      ["2026-01-10", north],
      ["2026-01-10", south],
    ]);
    expect(bars).toHaveLength(14);
    expect(bars.slice(-4).map(({ count }) => count)).toEqual([1, null, 7, 13]);
  });
});

const fullReport = () => buildDailyReport(fullInput());

test("[REP-007] claims are counted apart, with how many have no type, and change no other figure", () => {
  const observations = [observed("1")];
  const claims = [claimed("1"), claimed("2", { types: [] })];
  const report = buildDailyReport(reportInput({ claims, observations }));
  expect(report.claims).toMatchObject({ count: 2, untypedCount: 1 });
  const without = buildDailyReport(reportInput({ observations }));
  const rest = ({ claims: _claims, sections, ...others }: typeof report) => ({
    ...others,
    sections: sections.filter(({ key }) => key !== "claims" && key !== "summary"),
  });
  expect(rest(report)).toEqual(rest(without));
});

test("[REP-008] records of another origin are refused", () => {
  for (const change of [
    () => reportInput({ observations: [observed("x", { origin: "exercise" })] }),
    () => reportInput({ observations: [observed("x"), observed("y", { origin: "exercise" })] }),
    () => reportInput({ assessments: [assessed("x", { origin: "exercise" })] }),
    () => reportInput({ desk: { denials: [denial("x", { origin: "exercise" })] } }),
    () => reportInput({ origin: "exercise", observations: [observed("x")] }),
  ]) {
    expect(() => buildDailyReport(change())).toThrow(
      expect.objectContaining({ code: "TL_MODEL_ORIGIN_MIXED" }),
    );
  }
});

test("[REP-009] what was assessed stands in the inner annex with Σ(1 − p), and names no party", () => {
  const assessments = [
    assessed("1", { probability: 0.96 }),
    assessed("2", { probability: 0.91 }),
    assessed("3", { probability: 0.5, outcome: "undetermined" }),
    assessed("4", { probability: 0.01, outcome: "no-breach" }),
  ];
  const traces = assessmentsToTrace(assessments, 3).map((one) => traceOf(one, [], ["Seen."]));
  const report = buildDailyReport(reportInput({ assessments, traces }));
  expect(report.working).toMatchObject({
    breachCount: 2,
    openCount: 1,
    noBreachCount: 1,
    expectedWrongCount: 0.13,
  });
  expect(report.working?.traces).toHaveLength(3);
  const { agreement: _agreement, ...rest } = report;
  expect(JSON.stringify(rest)).not.toMatch(/responsib|hypothesis|Party A|"a"/);
  const outside = buildDailyReport(reportInput({ assessments, traces, level: "public" }));
  expect(outside.working).toBeNull();
});

test("[REP-017] a breach that only software assessed is examined; one that people found is found", () => {
  const { clauses } = buildDailyReport(
    reportInput({
      clauses: [
        clause({ state: "breached", assessedCount: 2 }),
        clause({ sectorId: "south", state: "breached", assessedCount: 2, foundCount: 1 }),
      ],
    }),
  );
  expect(clauses.map(({ state }) => state)).toEqual(["examined", "found"]);
  expect(clauses.map(({ examinedCount }) => examinedCount)).toEqual([2, 1]);
});

test("traces show each outcome, and of one outcome the likeliest and the least likely", () => {
  const open = Array.from({ length: 9 }, (_, index) =>
    assessed(`open ${index}`, { outcome: "undetermined", probability: index / 10 }),
  );
  const other = assessed("none", { outcome: "no-breach", probability: 0.02 });
  const withdrawn = assessed("gone", { withdrawn: {} });
  const chosen = (countMax: number) =>
    assessmentsToTrace([...open, other, withdrawn], countMax).map(({ probability }) => probability);
  expect(chosen(3)).toEqual([0.8, 0, 0.02]);
  expect(chosen(1)).toEqual([0.8]);
  expect(chosen(100)).toHaveLength(10);
});

test("[REP-010] hours below the article's requirement are counted, and those with nothing seen", () => {
  const { clauses } = buildDailyReport(
    reportInput({
      clauses: [
        clause(),
        clause({ sectorId: "south", coverageByHour: [0.8, 0.8, 1] }),
        clause({ articleId: "9", state: "narrative", coverageByHour: [] }),
      ],
    }),
  );
  expect(
    clauses.map(({ coverage }) => [
      coverage?.hourCount,
      coverage?.hourBelowCount,
      coverage?.hourUnseenCount,
    ]),
  ).toEqual([
    [3, 2, 1],
    [3, 0, 0],
    [0, 0, 0],
  ]);
});

test("[REP-011] a report is a valid record of its schema, and unknown keys are refused", () => {
  const report = fullReport();
  expect(validator.Errors(report)).toEqual([]);
  expect(validator.Check({ ...report, verdict: "x" })).toBe(false);
});

test("[REP-011] the order of the records does not matter", () => {
  const observations = [3, 1, 2, 4, 5].map((number) =>
    observed(String(number), { span: at(noonMs + (number % 3) * hourMs) }),
  );
  const one = buildDailyReport(reportInput({ observations }));
  const other = buildDailyReport(reportInput({ observations: observations.toReversed() }));
  expect(other).toEqual(one);
});

test("[REP-018] sections come in the order of the mission's own reports", () => {
  expect(fullReport().sections.map(({ key }) => key)).toEqual([
    "summary",
    "violations",
    "published",
    "casualties",
    "areas",
    "weapons",
    "presence",
    "mines",
    "windows",
    "visits",
    "movement",
    "unseen",
    "corrections",
    "quarantine",
    "clauses",
    "claims",
    "method",
    "annex/weapons",
    "annex/violations",
    "annex/working",
  ]);
});

test("[REP-018] every key of a sentence, a figure and a row is there once", () => {
  const { sections, figures } = fullReport();
  const parts = sections.flatMap((section) => [section, ...section.parts]);
  const keys = parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.is === "sentences"
        ? block.sentences.map(({ key }) => key)
        : block.is === "table"
          ? block.rows.map(({ key }) => key)
          : [],
    ),
  );
  expect(keys.length).toBeGreaterThan(80);
  for (const list of [keys, figures.map(({ key }) => key), parts.map(({ key }) => key)]) {
    expect(new Set(list).size).toBe(list.length);
  }
});

test("[REP-015] with nothing entered, the report says that this does not mean quiet", () => {
  const report = buildDailyReport(reportInput({ clauses: [clause()] }));
  const markdown = renderMarkdown(report, "en");
  expect(markdown).toContain("That does not mean that nothing happened.");
  expect(markdown).toContain("No record was entered for this section. In the period the mission");
  expect(markdown).toMatch(/\| Sector North \| no entry \|/);
  expect(markdown).not.toMatch(/\b(quiet|calm)\b/i);
  for (const key of ["casualties", "presence", "windows", "visits", "movement"]) {
    expect(findSentence(report, `${key}/none`), key).toBeDefined();
  }
});

test("[REP-019] a corrected count of one sentence leaves the keys of all others as they were", () => {
  const before = buildDailyReport(reportInput({ observations: [observed("1")] }));
  const after = buildDailyReport(
    reportInput({ observations: [observed("1"), observed("2", { kind: "burst" })] }),
  );
  const keys = (report: typeof before) =>
    report.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.is === "sentences" ? block.sentences.map(({ key }) => key) : [],
      ),
    );
  expect(keys(after)).toEqual(keys(before));
});
