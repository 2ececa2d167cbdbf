import { expect, test } from "vitest";
import { expectGolden } from "../../../checks/expect-golden.ts";
import {
  assessed,
  claimed,
  clause,
  dayMs,
  noonMs,
  north,
  observed,
  reportInput,
  south,
} from "../fixtures/mid-ocean-report.ts";
import { buildReport } from "./build-report.ts";
import { reportMarkdown } from "./report-markdown.ts";
import { traceOf } from "./traces.ts";

const evening = {
  fromMs: Date.UTC(2026, 0, 9, 19, 30),
  toMs: Date.UTC(2026, 0, 10),
  precision: "evening",
} as const;
const full = reportInput({
  observations: [
    observed("1", {
      observer: { kind: "camera", sensorId: "cam-03" },
      observerPosition: {
        place: "Birch",
        control: "GC",
        offsetM: 1_500,
        offsetDirection: "NE",
        referenceTown: "Elm",
        referenceM: 20_000,
        referenceDirection: "N",
      },
      span: evening,
      means: ["recorded"],
      kind: "projectile-in-flight",
      count: { qualifier: "about", min: 80 },
      distance: { minM: 2_000, maxM: 4_000 },
      direction: { form: "list", points: ["ENE", "E"] },
      movement: { from: ["N"], to: ["S"] },
      remark: "movement: mostly",
    }),
    observed("2", {
      span: { fromMs: noonMs, toMs: noonMs, precision: "minute" },
      means: ["heard", "saw"],
      nature: "outgoing",
      count: { qualifier: "exactly", min: 3 },
      distance: { minM: 600, maxM: 4_000 },
      direction: { form: "range-ends", points: ["S", "SW"] },
      assessedAs: "outgoing rounds of mortar",
      weapons: [{ class: "mortar", statedAs: "mortar" }],
      calibresMm: [82],
      insideDisengagementArea: "Gorse",
    }),
    observed("3", {
      observerPosition: { place: "Elm" },
      kind: "burst",
      count: { qualifier: "uncounted" },
      remark: "**bold** <script>alert(1)</script> | cell [link](http://x.example) \u202eright",
    }),
    observed("before", {
      span: { fromMs: noonMs - dayMs, toMs: noonMs - dayMs, precision: "exact" },
    }),
  ],
  claims: [claimed("1"), claimed("2", { types: [] })],
  assessments: [assessed("1"), assessed("2", { outcome: "undetermined", probability: 0.6 })],
  clauses: [
    clause({ state: "breached", assessedCount: 1, expectedWrongCount: 0.04 }),
    clause({ sectorId: "south", sectorName: south, bound: null, coverageByHour: [0, 0, 0] }),
    clause({ articleId: "9", state: "narrative", coverageByHour: [], losses: [] }),
  ],
  quarantine: { waitingCount: 2, readmittedCount: 1, countByCode: { TL_WATCH_CLOCK_AHEAD: 2 } },
  totals: [
    {
      reportId: "smm-2026-01-10",
      region: "Sector",
      part: null,
      countKind: "explosions",
      published: { qualifier: "at_least", count: 40 },
      previous: { qualifier: "exactly", count: 1 },
      comparison: "more",
      remark: "",
    },
  ],
  traces: [
    traceOf(
      assessed("1", {
        underLines: [
          {
            line: "line",
            drawnBy: "mission",
            validFromMs: 0,
            probability: 0.96,
            outcome: "breach",
          },
        ],
      }),
      ["At Birch, a patrol heard three outgoing explosions."],
    ),
  ],
});

test("the report people read", () => {
  expectGolden(
    new URL("../fixtures/report.md", import.meta.url),
    reportMarkdown(buildReport(full)),
  );
});

test("the report as JSON", () => {
  expectGolden(
    new URL("../fixtures/report.json", import.meta.url),
    `${JSON.stringify(buildReport(full), null, 1)}\n`,
  );
});

test("[REP-014] an exercise says so first and in each heading", () => {
  const staged = <Record extends { readonly origin: string }>(records: readonly Record[]) =>
    records.map((record) => ({ ...record, origin: "exercise" as const }));
  const markdown = reportMarkdown(
    buildReport({
      ...full,
      origin: "exercise",
      observations: staged(full.observations),
      claims: staged(full.claims),
      assessments: staged(full.assessments),
    }),
  );
  expect(markdown.startsWith("**EXERCISE. ")).toBe(true);
  const headings = markdown.split("\n").filter((line) => line.startsWith("#"));
  expect(headings.length).toBeGreaterThan(8);
  for (const heading of headings) expect(heading).toMatch(/^#{1,3} EXERCISE\. /);
  expect(reportMarkdown(buildReport(full))).not.toContain("EXERCISE");
});

test("[REP-015] with nothing entered, the report says that this does not mean quiet", () => {
  const markdown = reportMarkdown(buildReport(reportInput({ clauses: [clause()] })));
  expect(markdown).toContain("That does not mean that nothing happened.");
  expect(markdown).toContain("every clause is undetermined");
  expect(markdown).toContain(`| ${north} | 2026-01-10 | no entry |`);
  expect(markdown).not.toMatch(/\bquiet\b(?!\.)/);
  expectGolden(new URL("../fixtures/report-empty.md", import.meta.url), markdown);
});
