import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { smallAgreement, smallCatalogue } from "../testing/small-world.ts";
import { poissonHull } from "./bound-terms.ts";
import { rebuild } from "./choose-posts.ts";
import { CoverageTally } from "./coverage-tally.ts";
import type { PlanOption } from "./detection-matrix.ts";
import { middleFigures } from "./plan-assumptions.ts";
import { budgetOf, optionCosts, type PlanInput, planStudy } from "./plan-study.ts";
import { searchPlan } from "./search-plan.ts";
import { upperBound } from "./upper-bound.ts";

/** Few enough candidates that every choice can be looked at. */
const candidateCount = 11;

const input: PlanInput = {
  prepared: smallAgreement({ lengthDeg: 0.1 }),
  withTechnicalMonitoring: true,
  seed: 1,
  catalogue: smallCatalogue,
};
const whole = planStudy(input);
const costs = optionCosts(whole, middleFigures);

/** A study of some of the candidates, drawn by a seed. */
function studyOf(seed: number) {
  const picked = [...whole.eligible.all]
    .map((option) => ({ option, rank: Math.sin((option + 1) * (seed + 1)) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, candidateCount)
    .map(({ option }) => option);
  return { ...whole, eligible: { all: picked, people: picked } };
}

function bestOfAll(
  study: ReturnType<typeof studyOf>,
  people: number,
  eur: number,
  arraysMax = Number.POSITIVE_INFINITY,
): number {
  const { matrix, eligible, meanTerms, patterns } = study;
  const isArray = (option: number) =>
    patterns[matrix.options[option]?.site.patternIndex ?? 0]?.pattern.id === "acoustic-array";
  const tally = new CoverageTally(matrix);
  let best = 0;
  for (let mask = 0; mask < 2 ** eligible.all.length; mask++) {
    const chosen = eligible.all.filter((_, index) => (mask >> index) & 1);
    const spent = (of: Float64Array) => chosen.reduce((sum, option) => sum + (of[option] ?? 0), 0);
    if (spent(costs.people) > people || spent(costs.eur) > eur) continue;
    if (chosen.filter(isArray).length > arraysMax) continue;
    rebuild(tally, matrix, chosen);
    best = Math.max(best, tally.total(meanTerms));
  }
  return best;
}

describe("searchPlan against every choice there is", () => {
  test.each([
    { seed: 1, people: 60, eurPerYear: 1e9 },
    { seed: 2, people: 150, eurPerYear: 1e9 },
    { seed: 3, people: 1e6, eurPerYear: 1.5e7 },
    { seed: 4, people: 110, eurPerYear: 1.6e7 },
    { seed: 5, people: 200, eurPerYear: 9e6 },
  ])(
    "[PLN-050] seed $seed, $people people, EUR $eurPerYear",
    async ({ seed, people, eurPerYear }) => {
      const study = studyOf(seed);
      const best = bestOfAll(study, people, eurPerYear);
      const found = await searchPlan(study, { ...input, people, eurPerYear });
      expect(found.people).toBeLessThanOrEqual(people);
      expect(found.eur).toBeLessThanOrEqual(eurPerYear);
      expect(found.value).toBeLessThanOrEqual(best + 1e-9);
      expect(found.value).toBeGreaterThanOrEqual(0.9 * best);
      expect(found.bound).toBeGreaterThanOrEqual(best - 1e-9);
    },
  );
});

test("[PLN-050] the bound knows of means that are limited, and holds", async () => {
  const study = studyOf(8);
  const people = 120;
  const best = bestOfAll(study, people, 1e9, 1);
  const limited = { ...input, people, eurPerYear: 1e9, atMost: { "acoustic-array": 1 } };
  const found = await searchPlan(study, limited);
  expect(found.value).toBeLessThanOrEqual(best + 1e-9);
  expect(found.bound).toBeGreaterThanOrEqual(best - 1e-9);
  const free = await searchPlan(study, { ...limited, atMost: {} });
  expect(found.bound).toBeLessThanOrEqual(free.bound + 1e-9);
});

test("[PLN-050] the bound holds whatever choice it starts from, and only falls with rounds", () => {
  const study = studyOf(6);
  const budget = budgetOf({ ...input, people: 150 }, study, middleFigures);
  const best = bestOfAll(study, 150, Number.POSITIVE_INFINITY);
  const { matrix, meanTerms, eligible } = study;
  for (const start of [[], eligible.all.slice(0, 2), eligible.all]) {
    const boundAfter = (rounds: number) =>
      upperBound(matrix, meanTerms, budget, costs, eligible.all, start, rounds).bound;
    const [few, many] = [boundAfter(2), boundAfter(40)];
    expect(many).toBeLessThanOrEqual(few);
    expect(many).toBeGreaterThanOrEqual(best - 1e-9);
  }
});

describe("poissonHull", () => {
  const arbChances = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), {
    minLength: 1,
    maxLength: 8,
  });

  test("[PLN-050] lies above the chance that enough of independent posts detect", () => {
    fc.assert(
      fc.property(arbChances, fc.integer({ min: 2, max: 4 }), (chances, needed) => {
        let exactly = [1, ...Array.from({ length: chances.length }, () => 0)];
        for (const p of chances) {
          exactly = exactly.map((own, count) => own * (1 - p) + (exactly[count - 1] ?? 0) * p);
        }
        const enough = exactly.slice(needed).reduce((sum, own) => sum + own, 0);
        const mean = chances.reduce((sum, p) => sum - Math.log1p(-p), 0);
        expect(poissonHull(needed).value(mean)).toBeGreaterThanOrEqual(enough - 1e-9);
      }),
    );
  });

  test("[PLN-050] is concave and rises", () => {
    const { value, slope } = poissonHull(2);
    let last = Number.POSITIVE_INFINITY;
    for (let mean = 0.01; mean < 12; mean += 0.01) {
      const own = slope(mean);
      expect(own).toBeLessThanOrEqual(last + 1e-12);
      expect(own).toBeGreaterThan(0);
      last = own;
    }
    expect(value(0)).toBe(0);
    // Where the line from 0 touches: e^L = 1 + L + L².
    expect(slope(1)).toBeCloseTo(0.2984, 4);
  });
});

describe("CoverageTally", () => {
  const { matrix, meanTerms, eligible } = whole;
  const optionOf = (index: number) =>
    matrix.options[eligible.all[index % eligible.all.length] as number] as PlanOption;

  test("[PLN-051] what a post is said to add is what it adds, and taking it out undoes it", () => {
    const tally = new CoverageTally(matrix);
    for (const index of [0, 7, 20, 31]) tally.add(optionOf(index));
    const before = tally.total(meanTerms);
    const gain = tally.gain(optionOf(12), meanTerms, 0);
    tally.add(optionOf(12));
    expect(tally.total(meanTerms) - before).toBeCloseTo(gain, 12);
    expect(gain).toBeGreaterThan(0);
    expect(tally.remove(optionOf(12))).toBe(true);
    expect(tally.total(meanTerms)).toBeCloseTo(before, 9);
  });

  test("[PLN-051] gains by cell add up to the gain", () => {
    const tally = new CoverageTally(matrix);
    tally.add(optionOf(3));
    tally.add(optionOf(5));
    const option = optionOf(4);
    let sum = 0;
    for (const [row, { question }] of option.rows.entries()) {
      const { clauses, times } = matrix.questions[question] ?? { clauses: [], times: [] };
      const gains = new Map(tally.cellGains(option, row));
      for (const { clause, cells } of clauses) {
        const weight = whole.ground.clauses[clause]?.weight ?? 0;
        for (const cell of cells) {
          for (const [time, gain] of (gains.get(cell) ?? []).entries()) {
            sum += (weight * gain * (times[time]?.weight ?? 0)) / cells.length;
          }
        }
      }
    }
    expect(sum).toBeCloseTo(tally.gain(option, meanTerms, 0), 12);
  });
});
