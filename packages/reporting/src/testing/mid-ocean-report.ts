import { readFileSync } from "node:fs";
import { parseAgreement } from "@truceline/agreement";
import { type Assessment, type Claim, derivedId, type Observation } from "@truceline/model";
import type { ReportedClause, ReportInput } from "../build-report.ts";

const folder = new URL("../../../../fixtures/agreements/mid-ocean/", import.meta.url);
const parsed = parseAgreement({
  path: "agreement.yaml",
  text: readFileSync(new URL("agreement.yaml", folder), "utf8"),
  readFile: (name) => readFileSync(new URL(name, folder), "utf8"),
});
if (parsed.compiled === undefined) throw new Error("the fixture has faults");
export const agreement = parsed.compiled;

/** Inside the period named 10 January 2026: from 19:30 the day before to 19:30. */
export const noonMs = Date.UTC(2026, 0, 10, 12);
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
export const north = "Sector North";
export const south = "Sector South";

export function observed(sourceId: string, change: Partial<Observation> = {}): Observation {
  return {
    schema: "observation/1",
    id: derivedId("reporting-test", sourceId),
    origin: "observed",
    recordedAtMs: noonMs + 60_000,
    source: "mission",
    sourceId,
    span: { fromMs: noonMs, toMs: noonMs, precision: "exact" },
    observer: { kind: "patrol", id: "patrol-1" },
    observerPosition: { place: "Birch" },
    means: ["heard"],
    kind: "explosion",
    count: { qualifier: "exactly", min: 1 },
    ...change,
  };
}

export function claimed(sourceId: string, change: Partial<Claim> = {}): Claim {
  return {
    schema: "claim/1",
    id: derivedId("reporting-test", "claim", sourceId),
    origin: "observed",
    recordedAtMs: noonMs,
    source: "news",
    sourceId,
    grade: { source: "F", information: "6" },
    span: { fromMs: noonMs, toMs: noonMs, precision: "exact" },
    types: ["artillery"],
    ...change,
  };
}

export function assessed(name: string, change: Partial<Assessment> = {}): Assessment {
  return {
    schema: "assessment/1",
    id: derivedId("reporting-test", "assessment", name),
    version: 1,
    origin: "observed",
    recordedAtMs: noonMs,
    incidentId: derivedId("reporting-test", "incident", name),
    atMs: noonMs,
    articleId: "1",
    agreementHash: agreement.hash,
    sectorIds: ["north"],
    probability: 0.96,
    standard: { probability: 0.9, independentSources: 2 },
    independentSources: 2,
    outcome: "breach",
    underLines: [],
    responsibility: {
      word: "indicated",
      posterior: [
        { hypothesis: "a", p: 0.7 },
        { hypothesis: "unknown", p: 0.3 },
      ],
      prior: [],
    },
    trace: [
      { factor: "place", text: "0.960 of the place of fire lies in security-zone." },
      { factor: "responsibility", text: "Party A with 0.70." },
    ],
    ...change,
  };
}

export function clause(change: Partial<ReportedClause> = {}): ReportedClause {
  return {
    period: "2026-01-10",
    articleId: "1",
    sectorId: "north",
    sectorName: north,
    state: "undetermined",
    sentence:
      "We cannot say that Article 1 was kept here. We could see 38 % of it; the article asks 80 %.",
    assessedCount: 0,
    openCount: 0,
    expectedWrongCount: 0,
    coverageRatio: 0.38,
    requirementRatio: 0.8,
    bound: { seenCount: 0, exposureH: 9.1, upperPerDay: 7.9 },
    freeToAvoidRatio: 0.2,
    losses: [{ reason: "down", lossRatio: 0.24, text: "Down: cam-03. Alone it takes 24 %." }],
    coverageByHour: [0, 0.5, 0.9],
    ...change,
  };
}

/** A whole input; what a test is about is put over it. */
export function reportInput(change: Partial<ReportInput> = {}): ReportInput {
  return {
    agreement,
    origin: "observed",
    from: "2026-01-10",
    to: "2026-01-10",
    knownAtMs: noonMs + dayMs,
    regions: [north, south],
    regionOf: ({ observerPosition }) => (observerPosition?.place === "Elm" ? south : north),
    observations: [],
    claims: [],
    assessments: [],
    clauses: [],
    quarantine: { waitingCount: 0, readmittedCount: 0, countByCode: {} },
    ...change,
  };
}
