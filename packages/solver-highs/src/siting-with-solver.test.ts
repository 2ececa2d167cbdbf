import { seededRng } from "@truceline/model";
import {
  coverageWithin,
  type SitingAnswer,
  type SitingOptions,
  siteLeastCover,
  siteMaximalCover,
  siteMedian,
  siteVerifiability,
  solverChain,
} from "@truceline/planning";
import { describe, expect, test } from "vitest";
import { cbcProgram } from "./cbc-program.ts";
import { highsWasmSolver } from "./highs-wasm-solver.ts";
import { nativeSolver } from "./native-solver.ts";

const solver = highsWasmSolver();
const rng = seededRng("siting with a solver");
const places = (count: number) =>
  Array.from(
    { length: count },
    () => [Math.floor(rng.nextUnit() * 100), Math.floor(rng.nextUnit() * 100)] as const,
  );
const sites = places(24);
const demands = places(60);
const coverage = coverageWithin(sites, demands, 24);
const isReached = (demand: number) =>
  (coverage.demandStart[demand + 1] ?? 0) > (coverage.demandStart[demand] ?? 0);
const weights = demands.map(() => 1 + Math.floor(rng.nextUnit() * 9));
const people = sites.map(() => 3 + Math.floor(rng.nextUnit() * 9));
const money = sites.map(() => 3 + Math.floor(rng.nextUnit() * 9));
const budgets = [
  { id: "people", costs: people, limit: 30 },
  { id: "money", costs: money, limit: 34 },
];
const fairness = { sides: demands.map(([x]) => (x < 50 ? 0 : 1)), differenceMax: 0.03 };
const distances = demands.map(([x, y]) => sites.map(([a, b]) => Math.hypot(a - x, b - y)));
const detections = demands.map(([x, y]) =>
  sites.flatMap(([a, b], site) => {
    const chance = Math.round((0.9 - Math.hypot(a - x, b - y) / 40) * 100) / 100;
    return chance > 0 ? [[site, chance] as const] : [];
  }),
);

/** Own bounds with hardly any effort, so that a gap is left to the solver. */
const hurried = (): SitingOptions => ({
  rng: seededRng("hurried"),
  gapRatio: 0,
  roundMax: 3,
  nodeMax: 0,
});
const patient = (): SitingOptions => ({
  rng: seededRng("patient"),
  gapRatio: 0,
  roundMax: 2_000,
  nodeMax: 20_000,
});

const problems: readonly [string, (options: SitingOptions) => Promise<SitingAnswer>][] = [
  [
    "maximal covering under two budgets",
    (options) => siteMaximalCover({ coverage, weights, budgets }, options),
  ],
  [
    "maximal covering, any site may be lost",
    (options) => siteMaximalCover({ coverage, weights, budgets, survivesLoss: true }, options),
  ],
  [
    "maximal covering, fair to both sides",
    (options) => siteMaximalCover({ coverage, weights, countMax: 5, fairness }, options),
  ],
  [
    "least-cost covering within a second budget",
    (options) =>
      siteLeastCover(
        {
          coverage,
          costs: people,
          minimum: demands.map((_, index) => (index % 3 === 0 && isReached(index) ? 1 : 0)),
          budgets: [{ id: "money", costs: money, limit: 60 }],
        },
        options,
      ),
  ],
  [
    "the median under two budgets",
    (options) => siteMedian({ distances, weights, budgets, survivesLoss: true }, options),
  ],
];

describe("[PLN-020] a solver proves what own bounds in a hurry leave open", () => {
  test.each(problems)(
    "%s",
    async (_title, solve) => {
      const rough = await solve(hurried());
      const exact = await solve(patient());
      const helped = await solve({ ...hurried(), solver });
      if (!rough.feasible || !exact.feasible || !helped.feasible) throw new Error("no plan");
      expect(rough.gapRatio).toBeGreaterThan(1e-4);
      expect(helped.gapRatio).toBeLessThan(1e-4);
      expect(exact.gapRatio).toBeLessThan(1e-6);
      expect(Math.abs(helped.objective / exact.objective - 1)).toBeLessThan(1e-4);
      expect(helped.detail).toContain("HiGHS in the process");
    },
    60_000,
  );
});

test("[PLN-020, PLN-021] a solver's bounds on verifiability are bounds, and tighten what a hurry left open", async () => {
  const solve = (options: SitingOptions) =>
    siteVerifiability({ siteCount: sites.length, weights, detections, countMax: 3 }, options);
  const rough = await solve(hurried());
  const exact = await solve(patient());
  const helped = await solve({ ...hurried(), solver, solverTimeMs: 6_000 });
  if (!rough.feasible || !exact.feasible || !helped.feasible) throw new Error("no plan");
  expect(exact.proof).toBe("the best possible");
  expect(helped.bound).toBeGreaterThanOrEqual(exact.objective - 1e-9);
  expect(helped.objective).toBeLessThanOrEqual(exact.objective + 1e-9);
  expect(helped.gapRatio).toBeLessThan(rough.gapRatio);
}, 60_000);

test("[PLN-021, PLN-032] without the solver that was named, the plan stands with its own bound and says so", async () => {
  const [, solve] = problems[0] ?? [];
  const missing = solverChain([nativeSolver(cbcProgram, "")]);
  const plan = await solve?.({ ...hurried(), solver: missing });
  if (plan?.feasible !== true) throw new Error("no plan");
  expect(plan.detail).toContain("CBC: not found on this machine");
  expect(plan.gapRatio).toBeGreaterThan(0);
  expect(plan.proof).toMatch(/^within .* % of the best possible$/);
});

test("[PLN-027] with a solver, what cannot be is proved and named as well", async () => {
  const answer = await siteMaximalCover(
    { coverage, weights, minimum: demands.map((_, d) => (isReached(d) ? 1 : 0)), countMax: 3 },
    { ...patient(), solver },
  );
  if (answer.feasible) throw new Error("there is a plan");
  expect(answer.isProved).toBe(true);
  expect(answer.conflict.length).toBeGreaterThan(0);
});
