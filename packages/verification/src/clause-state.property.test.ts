import type { CompiledArticle } from "@truceline/agreement";
import type { Assessment, Loss } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ClauseStateInput, clauseState } from "./clause-state.ts";

const hourMs = 3_600_000;
const midnight = Date.parse("2026-03-10T00:00Z");
const arbRatio = fc.double({ min: 0, max: 1, noNaN: true });
const arbLoss = fc.record({
  reason: fc.constantFrom<Loss["reason"]>("down", "night", "jammed"),
  lossRatio: arbRatio,
  sensorIds: fc.uniqueArray(fc.constantFrom("s1", "s2", "s3")),
});
const arbHours = fc.array(
  fc.record({
    ratios: fc.array(arbRatio, { minLength: 3, maxLength: 3 }),
    losses: fc.array(arbLoss, { maxLength: 3 }),
  }),
  { minLength: 0, maxLength: 24 },
);
const arbAssessment = fc
  .record({
    number: fc.nat({ max: 5 }),
    version: fc.integer({ min: 1, max: 3 }),
    probability: arbRatio,
    outcome: fc.constantFrom<Assessment["outcome"]>("breach", "no-breach", "undetermined"),
    p: arbRatio,
  })
  .map(
    ({ number, version, probability, outcome, p }): Assessment => ({
      schema: "assessment/1",
      id: `018f0000-0000-7000-8000-00000000010${number}`,
      version,
      origin: "simulated",
      recordedAtMs: midnight,
      incidentId: `018f0000-0000-7000-8000-00000000020${number}`,
      atMs: midnight + number * hourMs,
      articleId: "1",
      agreementHash: "0".repeat(64),
      sectorIds: ["s1"],
      probability,
      standard: { probability: 0.9, independentSources: 1 },
      independentSources: 1,
      outcome,
      underLines: [],
      responsibility: {
        word: "not-attributed",
        posterior: [
          { hypothesis: "a", p },
          { hypothesis: "b", p: 1 - p },
        ],
        prior: [],
      },
      trace: [],
    }),
  );
// One record a (incident, version): the store keeps no two.
const arbAssessments = fc.uniqueArray(arbAssessment, {
  maxLength: 8,
  selector: ({ incidentId, version }) => `${incidentId} ${version}`,
});
const arbRequirement = fc.double({ min: 0.05, max: 1, noNaN: true });

const articleOf = (coverageRatio: number, by: readonly string[]): CompiledArticle => ({
  id: "1",
  text: { en: "No fire." },
  rule: {
    kind: "prohibit",
    activity: "fire",
    kinds: ["explosion"],
    weapons: null,
    by,
    tested: "firedFrom",
    zone: "band",
    time: { fromMs: 0 },
  },
  standard: { probability: 0.9, independentSources: 1 },
  coverageRatio,
  persistence: { is: "impulse" },
  count: "smm",
});

type DrawnHours = readonly { readonly ratios: number[]; readonly losses: Loss[] }[];
const inputOf = (
  hours: DrawnHours,
  assessments: readonly Assessment[],
  article: CompiledArticle,
): ClauseStateInput => ({
  origin: "simulated",
  article,
  sectorId: "s1",
  timezone: "Etc/UTC",
  inForce: { fromMs: 0 },
  periodFromMs: midnight,
  periodToMs: midnight + 24 * hourMs,
  assessments,
  cellCount: 3,
  hours: hours.map((hour, index) => ({
    ...hour,
    fromMs: midnight + index * hourMs,
    toMs: midnight + (index + 1) * hourMs,
  })),
});

test("[VER-001] never met with less coverage than the article asks, or with a breach", () => {
  fc.assert(
    fc.property(arbHours, arbAssessments, arbRequirement, (hours, assessments, requirement) => {
      const state = clauseState(inputOf(hours, assessments, articleOf(requirement, ["a", "b"])));
      if (state.state === "met") {
        expect(state.coverageRatio).toBeGreaterThanOrEqual(requirement);
        expect(state.assessedCount + state.foundCount + state.openCount).toBe(0);
      }
      if (state.state === "undetermined" && state.openCount === 0) {
        expect(state.coverageRatio).toBeLessThan(requirement);
      }
      expect(state.expectedWrongCount).toBeLessThanOrEqual(state.assessedCount);
      expect(state.coverageRatio).toBeLessThanOrEqual(1);
      for (const ratio of state.coverageByHour) expect(ratio).toBeLessThanOrEqual(1);
    }),
    { numRuns: 300 },
  );
});

test("[VER-011] exchanging the parties changes no clause state", () => {
  const exchange = (name: string) => (name === "a" ? "b" : name === "b" ? "a" : name);
  fc.assert(
    fc.property(arbHours, arbAssessments, arbRequirement, (hours, assessments, requirement) => {
      const exchanged = assessments.map((assessment) => ({
        ...assessment,
        responsibility:
          assessment.responsibility === null
            ? null
            : {
                ...assessment.responsibility,
                posterior: assessment.responsibility.posterior.map(({ hypothesis, p }) => ({
                  hypothesis: exchange(hypothesis),
                  p,
                })),
              },
      }));
      expect(clauseState(inputOf(hours, exchanged, articleOf(requirement, ["b", "a"])))).toEqual(
        clauseState(inputOf(hours, assessments, articleOf(requirement, ["a", "b"]))),
      );
    }),
  );
});

test("[VER-002] the order of assessments and hours does not matter", () => {
  fc.assert(
    fc.property(arbHours, arbAssessments, arbRequirement, (hours, assessments, requirement) => {
      const input = inputOf(hours, assessments, articleOf(requirement, ["a", "b"]));
      const shuffled = {
        ...input,
        assessments: [...input.assessments].reverse(),
        hours: [...input.hours].reverse(),
      };
      expect(clauseState(shuffled)).toEqual(clauseState(input));
    }),
  );
});
