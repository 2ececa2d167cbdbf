import { Compile } from "typebox/compile";
import { describe, expect, test } from "vitest";
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
} from "../fixtures/mid-ocean-report.ts";
import { buildReport } from "./build-report.ts";
import { ReportSchema } from "./report-schema.ts";
import { assessmentsToTrace, traceOf } from "./traces.ts";

const validator = Compile(ReportSchema);

describe("counts", () => {
  const observations = [
    observed("1", { count: { qualifier: "exactly", min: 3 } }),
    observed("2", { kind: "burst", count: { qualifier: "at-least", min: 10 } }),
    observed("3", { kind: "shot", count: { qualifier: "uncounted" } }),
    observed("part", { statement: { reportId: "r", partOfNo: 1 } }),
    observed("before", {
      span: { fromMs: noonMs - dayMs, toMs: noonMs - dayMs, precision: "exact" },
      count: { qualifier: "about", min: 7 },
    }),
    observed("after", {
      span: { fromMs: noonMs + dayMs, toMs: noonMs + dayMs, precision: "exact" },
    }),
    observed("vehicle", { kind: "vehicle" }),
  ];

  test("[REP-005] by region and period under the rule smm, beside the period before", () => {
    const { counts } = buildReport(reportInput({ observations }));
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

  test("[REP-006] a region without an entry is not known to be quiet; one watched in vain has 0", () => {
    const nothing = observed("watch", { kind: "nothing", observerPosition: { place: "Elm" } });
    const rows = (all: typeof observations) =>
      buildReport(reportInput({ observations: all })).counts.rows;
    expect(rows(observations)[1]).toMatchObject({ region: south, count: null });
    expect(rows([...observations, nothing])[1]).toMatchObject({ region: south, count: 0 });
  });

  test("[REP-005] an observation at the cut-off belongs to the period that begins there", () => {
    const cutOffMs = Date.UTC(2026, 0, 10, 19, 30);
    const at = (atMs: number) =>
      buildReport(
        reportInput({
          observations: [observed("x", { span: { fromMs: atMs, toMs: atMs, precision: "exact" } })],
        }),
      ).observations.length;
    expect(at(cutOffMs - 1)).toBe(1);
    expect(at(cutOffMs)).toBe(0);
    expect(at(cutOffMs - dayMs)).toBe(1);
    expect(at(cutOffMs - dayMs - 1)).toBe(0);
  });

  test("several periods: those in which something was entered, each with every region", () => {
    const { counts, observations: rows } = buildReport(
      reportInput({ observations, from: "2026-01-07", to: "2026-01-10" }),
    );
    expect(counts.rows.map(({ period, region }) => [period, region])).toEqual([
      ["2026-01-09", north],
      ["2026-01-09", south],
      ["2026-01-10", north],
      ["2026-01-10", south],
    ]);
    expect(rows).toHaveLength(6);
  });
});

test("[REP-007] claims are counted apart, with how many have no type, and change no other figure", () => {
  const claims = [
    claimed("1"),
    claimed("2", { types: [] }),
    claimed("old", {
      types: [],
      span: { fromMs: noonMs - 9 * dayMs, toMs: noonMs - 9 * dayMs, precision: "exact" },
    }),
  ];
  const observations = [observed("1")];
  const report = buildReport(reportInput({ claims, observations }));
  expect(report.claims).toEqual({
    count: 2,
    untypedCount: 1,
    storedCount: 3,
    storedUntypedCount: 2,
  });
  const without = buildReport(reportInput({ observations }));
  expect({ ...report, claims: null }).toEqual({ ...without, claims: null });
});

test("[REP-008] records of another origin are refused", () => {
  for (const change of [
    { observations: [observed("x", { origin: "exercise" })] },
    { claims: [claimed("x", { origin: "exercise" })] },
    { assessments: [assessed("x", { origin: "exercise" })] },
    { origin: "exercise", observations: [observed("x")] },
  ] as const) {
    expect(() => buildReport(reportInput(change))).toThrow(
      expect.objectContaining({ code: "TL_MODEL_ORIGIN_MIXED" }),
    );
  }
});

test("[REP-009] what was assessed carries Σ(1 − p), and no party", () => {
  const assessments = [
    assessed("1", { probability: 0.96 }),
    assessed("2", { probability: 0.91 }),
    assessed("3", { probability: 0.5, outcome: "undetermined" }),
    assessed("4", { probability: 0.01, outcome: "no-breach" }),
  ];
  const traces = assessmentsToTrace(assessments, 3).map((one) => traceOf(one, ["Seen."]));
  const report = buildReport(reportInput({ assessments, traces }));
  expect(report.assessments).toEqual({
    breachCount: 2,
    openCount: 1,
    noBreachCount: 1,
    expectedWrongCount: 0.13,
  });
  expect(report.traces).toHaveLength(3);
  const { agreement: _agreement, ...rest } = report;
  expect(JSON.stringify(rest)).not.toMatch(/responsib|hypothesis|Party A|"a"/);
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
  const { clauses } = buildReport(
    reportInput({
      clauses: [
        clause(),
        clause({ sectorId: "south", coverageByHour: [0.8, 0.8, 1] }),
        clause({ articleId: "9", state: "narrative", coverageByHour: [] }),
      ],
    }),
  );
  expect(
    clauses.map(({ hourCount, hourBelowCount, hourUnseenCount }) => [
      hourCount,
      hourBelowCount,
      hourUnseenCount,
    ]),
  ).toEqual([
    [3, 2, 1],
    [3, 0, 0],
    [0, 0, 0],
  ]);
});

test("[REP-011] a report is a valid record of its schema, and unknown keys are refused", () => {
  const report = buildReport(
    reportInput({
      observations: [observed("1"), observed("2", { remark: "loud" })],
      clauses: [clause()],
      assessments: [assessed("1")],
      traces: [traceOf(assessed("1"), ["Seen."])],
      totals: [],
      quarantine: { waitingCount: 2, readmittedCount: 1, countByCode: { TL_B: 1, TL_A: 1 } },
    }),
  );
  expect(validator.Errors(report)).toEqual([]);
  expect(report.quarantine.byCode.map(({ code }) => code)).toEqual(["TL_A", "TL_B"]);
  expect(validator.Check({ ...report, verdict: "x" })).toBe(false);
});

test("[REP-011] the order of the records does not matter", () => {
  const observations = [3, 1, 2].map((number) =>
    observed(String(number), {
      span: {
        fromMs: noonMs + number * hourMs,
        toMs: noonMs + number * hourMs,
        precision: "exact",
      },
    }),
  );
  const claims = [claimed("1"), claimed("2")];
  const one = buildReport(reportInput({ observations, claims }));
  const other = buildReport(
    reportInput({ observations: [...observations].reverse(), claims: [...claims].reverse() }),
  );
  expect(other).toEqual(one);
});
