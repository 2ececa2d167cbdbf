import { seededRng } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type SiteCoverage, siteCoverage } from "./coverage.ts";
import { siteLeastCover } from "./least-cover.ts";
import { siteMaximalCover } from "./maximal-cover.ts";
import { siteMedian } from "./median.ts";
import type { SitingAnswer, SitingOptions } from "./siting-problem.ts";
import { siteVerifiability } from "./verifiability.ts";

const runs = { numRuns: 150 };
const options = (): SitingOptions => ({
  rng: seededRng("siting/property"),
  gapRatio: 0,
  roundMax: 400,
  nodeMax: 4_000,
});

/** Every set of sites, by its bits. */
function sets(siteCount: number): number[][] {
  return Array.from({ length: 2 ** siteCount }, (_, mask) =>
    Array.from({ length: siteCount }, (_site, site) => site).filter((site) => (mask >> site) & 1),
  );
}

/** The best value over all sets that are allowed; undefined where none is. */
function best(
  siteCount: number,
  isAllowed: (set: readonly number[]) => boolean,
  worthOf: (set: readonly number[]) => number,
  isLess: boolean,
): number | undefined {
  const values = sets(siteCount).filter(isAllowed).map(worthOf);
  if (values.length === 0) return undefined;
  return isLess ? Math.min(...values) : Math.max(...values);
}

function expectBest(answer: SitingAnswer, value: number | undefined): void {
  if (value === undefined) {
    expect(answer.feasible).toBe(false);
    return;
  }
  expect(answer.feasible).toBe(true);
  if (!answer.feasible) return;
  expect(answer.objective).toBeCloseTo(value, 7);
  expect(answer.bound).toBeCloseTo(value, 5);
}

const total = (values: readonly number[], set: readonly number[]) =>
  set.reduce((sum, site) => sum + (values[site] ?? 0), 0);

/** Sites, who serves whom, and two budgets. */
const arbPlaces = fc.integer({ min: 1, max: 7 }).chain((siteCount) =>
  fc.record({
    siteCount: fc.constant(siteCount),
    serving: fc.array(
      fc.uniqueArray(fc.integer({ min: 0, max: siteCount - 1 }), { maxLength: 4 }),
      {
        minLength: 1,
        maxLength: 9,
      },
    ),
    people: fc.array(fc.integer({ min: 0, max: 9 }), {
      minLength: siteCount,
      maxLength: siteCount,
    }),
    money: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: siteCount, maxLength: siteCount }),
    peopleMax: fc.integer({ min: 0, max: 25 }),
    moneyMax: fc.integer({ min: 0, max: 25 }),
    countMax: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    weightSeed: fc.integer({ min: 0, max: 1_000 }),
    survivesLoss: fc.boolean(),
    minimumShare: fc.constantFrom(0, 0, 0.3, 1),
    fairMax: fc.option(fc.constantFrom(0, 0.1, 0.4), { nil: undefined }),
  }),
);
type Places = typeof arbPlaces extends fc.Arbitrary<infer T> ? T : never;

const weightsOf = ({ serving, weightSeed }: Places) =>
  serving.map((_, demand) => (weightSeed * (demand + 3) * 7) % 11);
const minimaOf = ({ serving, minimumShare }: Places) =>
  serving.map((_, demand) => (((demand * 37) % 10) / 10 < minimumShare ? 1 : 0));
const budgetsOf = ({ people, money, peopleMax, moneyMax }: Places) => [
  { id: "people", costs: people, limit: peopleMax },
  { id: "money", costs: money, limit: moneyMax },
];
const sidesOf = ({ serving }: Places) => serving.map((_, demand) => (demand % 3) - 1);
const coverageOf = ({ siteCount, serving }: Places): SiteCoverage =>
  siteCoverage(siteCount, serving);

function servedBy(places: Places, set: readonly number[], needed: number): boolean[] {
  return places.serving.map((list) => list.filter((site) => set.includes(site)).length >= needed);
}

/** Difference of the served shares of two sides. */
function lead(places: Places, served: readonly boolean[], swapped = false): number {
  const weights = weightsOf(places);
  const sides = sidesOf(places);
  const share = (side: number) => {
    const of = weights.map((weight, demand) => (sides[demand] === side ? weight : 0));
    const all = of.reduce((sum, each) => sum + each, 0);
    const got = of.reduce((sum, each, demand) => (served[demand] ? sum + each : sum), 0);
    return all === 0 ? 0 : got / all;
  };
  return swapped ? share(1) - share(0) : share(0) - share(1);
}

const withinBudgets = (places: Places, set: readonly number[]) =>
  total(places.people, set) <= places.peopleMax &&
  total(places.money, set) <= places.moneyMax &&
  set.length <= (places.countMax ?? Infinity);

test("[PLN-020, PLN-024, PLN-025, PLN-026] maximal covering is the best of all sets, under two budgets, minima, loss and fairness", async () => {
  await fc.assert(
    fc.asyncProperty(arbPlaces, async (places) => {
      const { survivesLoss, fairMax, countMax, siteCount } = places;
      const extra = survivesLoss ? 1 : 0;
      const weights = weightsOf(places);
      const minimum = minimaOf(places);
      const answer = await siteMaximalCover(
        {
          coverage: coverageOf(places),
          weights,
          budgets: budgetsOf(places),
          countMax,
          minimum,
          survivesLoss,
          ...(fairMax === undefined
            ? {}
            : { fairness: { sides: sidesOf(places), differenceMax: fairMax } }),
        },
        options(),
      );
      const isAllowed = (set: readonly number[]) =>
        withinBudgets(places, set) &&
        servedBy(places, set, 1 + extra).every((isServed, d) => isServed || minimum[d] === 0) &&
        (fairMax === undefined ||
          Math.abs(lead(places, servedBy(places, set, 1 + extra))) <= fairMax + 1e-9);
      const worthOf = (set: readonly number[]) =>
        servedBy(places, set, 1 + extra).reduce(
          (sum, isServed, d) => (isServed ? sum + (weights[d] ?? 0) : sum),
          0,
        );
      expectBest(answer, best(siteCount, isAllowed, worthOf, false));
      if (answer.feasible) expect(isAllowed(answer.chosen)).toBe(true);
    }),
    runs,
  );
});

test("[PLN-020, PLN-024, PLN-025] least-cost covering is the cheapest of all sets", async () => {
  await fc.assert(
    fc.asyncProperty(arbPlaces, async (places) => {
      const { survivesLoss, countMax, siteCount, people, money, moneyMax } = places;
      const extra = survivesLoss ? 1 : 0;
      const minimum = minimaOf(places);
      const answer = await siteLeastCover(
        {
          coverage: coverageOf(places),
          costs: people,
          budgets: [{ id: "money", costs: money, limit: moneyMax }],
          countMax,
          minimum,
          survivesLoss,
        },
        options(),
      );
      const isAllowed = (set: readonly number[]) =>
        total(money, set) <= moneyMax &&
        set.length <= (countMax ?? Infinity) &&
        servedBy(places, set, 1 + extra).every((isServed, d) => isServed || minimum[d] === 0);
      expectBest(
        answer,
        best(siteCount, isAllowed, (set) => total(people, set), true),
      );
    }),
    runs,
  );
});

test("[PLN-020, PLN-024, PLN-025] the median is the best of all sets", async () => {
  await fc.assert(
    fc.asyncProperty(arbPlaces, fc.constantFrom(undefined, 6, 12), async (places, distanceMax) => {
      const { siteCount, serving, survivesLoss } = places;
      const extra = survivesLoss ? 1 : 0;
      const weights = weightsOf(places);
      const distances = serving.map((list, d) =>
        Array.from({ length: siteCount }, (_, site) =>
          (site * 7 + d * 3) % 11 === 0 && !list.includes(site)
            ? Infinity
            : ((site * 5 + d * 11 + (list[0] ?? 0) * 13) % 17) + 0.25,
        ),
      );
      const answer = await siteMedian(
        {
          distances,
          weights,
          budgets: budgetsOf(places),
          countMax: places.countMax,
          distanceMax,
          survivesLoss,
        },
        options(),
      );
      const reach = distanceMax ?? Number.MAX_VALUE;
      const isAllowed = (set: readonly number[]) =>
        withinBudgets(places, set) &&
        distances.every((row) => set.filter((s) => (row[s] ?? 99) <= reach).length >= 1 + extra);
      const worthOf = (set: readonly number[]) =>
        distances.reduce(
          (sum, row, d) => sum + (weights[d] ?? 0) * Math.min(...set.map((s) => row[s] ?? 99)),
          0,
        );
      expectBest(answer, best(siteCount, isAllowed, worthOf, true));
    }),
    runs,
  );
});

/** P[at least n groups detect] by going through every outcome of every sensor. */
function byOutcomes(
  pairs: readonly (readonly [group: number, chance: number])[],
  n: number,
): number {
  let sum = 0;
  for (let mask = 0; mask < 2 ** pairs.length; mask++) {
    const groups = new Set<number>();
    let chance = 1;
    for (const [index, [group, each]] of pairs.entries()) {
      const isSeen = (mask >> index) & 1;
      chance *= isSeen ? each : 1 - each;
      if (isSeen) groups.add(group);
    }
    if (groups.size >= n) sum += chance;
  }
  return sum;
}

test("[PLN-020, PLN-024, PLN-025, PLN-026, PLN-029] verifiability is the best of all sets, with groups, states, minima, loss and fairness", async () => {
  await fc.assert(
    fc.asyncProperty(
      arbPlaces,
      fc.integer({ min: 1, max: 2 }),
      fc.boolean(),
      fc.constantFrom(0, 0, 0.2, 0.5),
      async (places, groupsNeeded, areShared, least) => {
        const { siteCount, serving, fairMax, survivesLoss } = places;
        const weights = weightsOf(places).map((each) => each + 1);
        const groups = Array.from({ length: siteCount }, (_, s) => (areShared ? s >> 1 : s));
        const chance = (site: number, cell: number) => ((site * 29 + cell * 53) % 10) / 10 + 0.05;
        const fog = Array.from({ length: siteCount }, (_, site) => (site % 2 === 0 ? 0.2 : 0.9));
        const states = [
          { probability: 0.7, factors: undefined },
          { probability: 0.3, factors: fog },
        ];
        const minimum = serving.map((_, cell) => (cell % 4 === 0 ? least : 0));
        const answer = await siteVerifiability(
          {
            siteCount,
            weights,
            detections: serving.map((list, cell) =>
              list.map((site) => [site, chance(site, cell)] as const),
            ),
            states,
            groups,
            groupsNeeded,
            minimum,
            survivesLoss,
            budgets: budgetsOf(places),
            countMax: places.countMax,
            ...(fairMax === undefined
              ? {}
              : { fairness: { sides: sidesOf(places), differenceMax: fairMax } }),
          },
          options(),
        );
        const cells = (set: readonly number[]) =>
          serving.map((list, cell) =>
            states.reduce((sum, { probability, factors }) => {
              const pairs = list
                .filter((site) => set.includes(site))
                .map((s) => [groups[s] ?? 0, chance(s, cell) * (factors?.[s] ?? 1)] as const);
              return sum + probability * byOutcomes(pairs, groupsNeeded);
            }, 0),
          );
        const mean = (values: readonly number[], side?: number) => {
          const of = weights.map((w, c) =>
            side === undefined || sidesOf(places)[c] === side ? w : 0,
          );
          const all = of.reduce((sum, each) => sum + each, 0);
          return all === 0 ? 0 : values.reduce((sum, v, c) => sum + v * (of[c] ?? 0), 0) / all;
        };
        const isSure = (set: readonly number[]) => {
          const lost = survivesLoss ? [...new Set(set.map((site) => groups[site]))] : [];
          const left = [set, ...lost.map((g) => set.filter((site) => groups[site] !== g))];
          return left.every((each) =>
            cells(each).every((value, cell) => value >= (minimum[cell] ?? 0) - 1e-9),
          );
        };
        const isAllowed = (set: readonly number[]) =>
          withinBudgets(places, set) &&
          isSure(set) &&
          (fairMax === undefined ||
            Math.abs(mean(cells(set), 0) - mean(cells(set), 1)) <= fairMax + 1e-9);
        const value = best(siteCount, isAllowed, (set) => mean(cells(set)), false);
        if (value === undefined) {
          expect(answer.feasible).toBe(false);
          return;
        }
        expect(answer.feasible).toBe(true);
        if (!answer.feasible) return;
        expect(answer.bound).toBeGreaterThanOrEqual(value - 1e-7);
        expect(answer.objective).toBeCloseTo(value, 7);
        expect(isAllowed(answer.chosen)).toBe(true);
      },
    ),
    { numRuns: 100 },
  );
});

test("[PLN-022] the same seed gives the same plan, another seed one within the same gap", async () => {
  await fc.assert(
    fc.asyncProperty(arbPlaces, fc.string(), async (places, seed) => {
      const problem = {
        coverage: coverageOf(places),
        weights: weightsOf(places),
        budgets: budgetsOf(places),
      };
      const once = await siteMaximalCover(problem, { rng: seededRng(seed), gapRatio: 0.05 });
      const again = await siteMaximalCover(problem, { rng: seededRng(seed), gapRatio: 0.05 });
      expect(again).toEqual(once);
      const other = await siteMaximalCover(problem, { rng: seededRng(`${seed}!`), gapRatio: 0.05 });
      if (once.feasible && other.feasible) {
        expect(other.objective).toBeLessThanOrEqual(once.bound + 1e-9);
        expect(once.objective).toBeLessThanOrEqual(other.bound + 1e-9);
      }
    }),
    runs,
  );
});

test("[PLN-023] exchange the parties, and the plan is the same with the sides exchanged", async () => {
  await fc.assert(
    fc.asyncProperty(arbPlaces, async (places) => {
      const solve = (sides: readonly number[]) =>
        siteMaximalCover(
          {
            coverage: coverageOf(places),
            weights: weightsOf(places),
            budgets: budgetsOf(places),
            fairness: { sides, differenceMax: places.fairMax ?? 0.2 },
          },
          options(),
        );
      const sides = sidesOf(places);
      const exchanged = sides.map((side) => (side < 0 ? side : 1 - side));
      const [one, other] = [await solve(sides), await solve(exchanged)];
      expect(other).toEqual(one);
      if (!one.feasible) return;
      const served = servedBy(places, one.chosen, 1);
      expect(lead(places, served, true)).toBe(-lead(places, served) + 0);
    }),
    runs,
  );
});

test("[PLN-021] a bound found with little effort is still a bound", async () => {
  await fc.assert(
    fc.asyncProperty(arbPlaces, fc.integer({ min: 1, max: 30 }), async (places, roundMax) => {
      const problem = {
        coverage: coverageOf(places),
        weights: weightsOf(places),
        budgets: budgetsOf(places),
      };
      const rng = seededRng("siting/effort");
      const rough = await siteMaximalCover(problem, { rng, gapRatio: 0, roundMax, nodeMax: 0 });
      const exact = await siteMaximalCover(problem, options());
      if (!rough.feasible || !exact.feasible) throw new Error("both have a plan: the empty one");
      expect(rough.bound).toBeGreaterThanOrEqual(exact.objective - 1e-9);
      expect(rough.objective).toBeLessThanOrEqual(exact.objective + 1e-9);
    }),
    runs,
  );
});
