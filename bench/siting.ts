// How soon are sites chosen with a proof, beside HiGHS at the same gap? Published problems to the optimum,
// maximal covering to 1 %, and a band of 5,000 sites.

import { seededRng } from "@truceline/model";
import {
  coverageWithin,
  gapRatioOf,
  type MixedIntegerModel,
  type SiteCoverage,
  type SitingAnswer,
  type SitingPlan,
  type SolverResult,
  siteBand,
  siteCoverage,
  siteLeastCover,
  siteMaximalCover,
  siteMedian,
} from "@truceline/planning";
import { highsWasmSolver, solverNamed } from "@truceline/solver-highs";
import { median, printLine } from "./bench-line.ts";
import { hasOrLibrary, readOrCover, readOrMedian } from "./or-library.ts";

const gapRatio = 0.01;
const timesFloor = 5;
const bandFloorMs = 10_000;
/** HiGHS gets at most this for one model; where it is not done by then, so it says. */
const yardTimeMs = 60_000;
const exact = { gapRatio: 0, roundMax: 3_000, nodeMax: 20_000 };
const searchPath = process.env["PATH"] ?? "";

// Native HiGHS where it is installed, else the same HiGHS in the process; its start and the writing of the
// model count on neither side: it is warmed up, and its own clock is read where it has one.
const native = solverNamed("highs", searchPath);
const probe: MixedIntegerModel = {
  sense: "min",
  columns: [{ name: "x", objective: 1, lower: 0, upper: 1, integer: true }],
  rows: [],
};
const hasNative =
  (await native.solve(probe, { gapRatio: 0, timeLimitMs: 5_000 })).values.length > 0;
const yard = hasNative ? native : highsWasmSolver();
const cbc = solverNamed("cbc", searchPath);
const hasCbc = (await cbc.solve(probe, { gapRatio: 0, timeLimitMs: 5_000 })).values.length > 0;

async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly ms: number; readonly result: T }> {
  const startMs = performance.now();
  const result = await work();
  return { ms: performance.now() - startMs, result };
}

/** The least that starting the yardstick costs, to be taken off its time. */
let startMs = Infinity;
for (let run = 0; run < 5; run++) {
  const { ms } = await timed(() => yard.solve(probe, { gapRatio: 0, timeLimitMs: 5_000 }));
  startMs = Math.min(startMs, ms);
}

async function yardRun(model: MixedIntegerModel, gap: number) {
  const run = await timed(() => yard.solve(model, { gapRatio: gap, timeLimitMs: yardTimeMs }));
  return { ms: Math.max(1, run.ms - startMs), result: run.result };
}

function planOf(answer: SitingAnswer): SitingPlan {
  if (!answer.feasible) throw new Error(answer.detail);
  return answer;
}

const columnOf = (objective: number, integer: boolean, name: string) => ({
  name,
  objective,
  lower: 0,
  upper: 1,
  integer,
});

/** The textbook model: cheapest columns that cover each row. */
function coverModel(
  costs: readonly number[],
  rows: readonly (readonly number[])[],
): MixedIntegerModel {
  return {
    sense: "min",
    columns: costs.map((cost, site) => columnOf(cost, true, `site${site}`)),
    rows: rows.map((sites, row) => ({
      name: `demand${row}`,
      lower: 1,
      upper: Infinity,
      entries: sites.map((site) => [site, 1] as const),
    })),
  };
}

/** The textbook model: each place served from an open one. */
function medianModel(distances: readonly Float64Array[], count: number): MixedIntegerModel {
  const size = distances.length;
  const way = (from: number, to: number) => size + from * size + to;
  return {
    sense: "min",
    columns: [
      ...distances.map((_, site) => columnOf(0, true, `site${site}`)),
      ...distances.flatMap((row) =>
        Array.from(row, (distance) => columnOf(distance, false, "way")),
      ),
    ],
    rows: [
      { name: "count", lower: count, upper: count, entries: distances.map((_, site) => [site, 1]) },
      ...distances.map((_, from) => ({
        name: `served${from}`,
        lower: 1,
        upper: 1,
        entries: distances.map((_site, to) => [way(from, to), 1] as const),
      })),
      ...distances.flatMap((_, from) =>
        distances.map((_site, to) => ({
          name: "open",
          lower: 0,
          upper: Infinity,
          entries: [
            [to, 1],
            [way(from, to), -1],
          ] as const,
        })),
      ),
    ],
  };
}

/** The textbook model: demands served by a chosen site, at most so many sites. */
function maximalModel(
  coverage: SiteCoverage,
  weights: readonly number[],
  countMax: number,
): MixedIntegerModel {
  const { siteCount, demandStart, sites } = coverage;
  const all = Array.from({ length: siteCount }, (_, site) => site);
  return {
    sense: "max",
    columns: [
      ...all.map((site) => columnOf(0, true, `site${site}`)),
      ...weights.map((weight, demand) => columnOf(weight, false, `served${demand}`)),
    ],
    rows: [
      {
        name: "count",
        lower: -Infinity,
        upper: countMax,
        entries: all.map((site) => [site, 1] as const),
      },
      ...weights.map((_, demand) => ({
        name: `link${demand}`,
        lower: 0,
        upper: Infinity,
        entries: [
          ...Array.from(
            sites.subarray(demandStart[demand], demandStart[demand + 1]),
            (site) => [site, 1] as const,
          ),
          [siteCount + demand, -1] as const,
        ],
      })),
    ],
  };
}

const spoken = ({ status, gapRatio: gap }: SolverResult) =>
  status === "optimal" ? status : `${status}, gap ${Math.round(gap * 1e4) / 100} %`;

if (hasOrLibrary) {
  const problems = [
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((index) => {
      const { name, distances, count, optimum } = readOrMedian(index);
      const weights = distances.map(() => 1);
      const rng = () => ({ rng: seededRng("bench/siting"), ...exact });
      return {
        name,
        optimum,
        own: () => siteMedian({ distances, weights, count }, rng()),
        model: () => medianModel(distances, count),
      };
    }),
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((index) => {
      const { name, costs, sitesOfDemand, optimum } = readOrCover(index);
      const coverage = siteCoverage(costs.length, sitesOfDemand);
      const rng = () => ({ rng: seededRng("bench/siting"), ...exact });
      return {
        name,
        optimum,
        own: () => siteLeastCover({ coverage, costs }, rng()),
        model: () => coverModel(costs, sitesOfDemand),
      };
    }),
  ];
  const kinds = [
    { name: "siting p-median", of: problems.slice(0, 10) },
    { name: "siting set cover", of: problems.slice(10) },
  ];
  for (const { name, of } of kinds) {
    let ownMs = 0;
    let yardMs = 0;
    let error = 0;
    const each: Record<string, string> = {};
    for (const { name: problem, optimum, own, model } of of) {
      const mine = await timed(own);
      const { objective, gapRatio: gap } = planOf(mine.result);
      error = Math.max(error, Math.abs(objective - optimum), gap);
      const theirs = await yardRun(model(), 0);
      ownMs += mine.ms;
      yardMs += theirs.ms;
      each[problem] =
        `${Math.round(mine.ms)} ms; ${Math.round(theirs.ms)} ms ${spoken(theirs.result)}`;
    }
    printLine({
      name,
      value: ownMs,
      unit: `ms for ${of.length} problems of the OR-Library to the proved optimum`,
      against: `${yard.name}, same proof, ${Math.round(yardMs)} ms`,
      ratio: yardMs / ownMs,
      error,
      detail: each,
    });
  }
} else process.stderr.write("no OR-Library beside the checkout: its problems are left out\n");

for (const { siteCount, demandCount, radius, countMax } of [
  { siteCount: 200, demandCount: 2_000, radius: 900, countMax: 20 },
  { siteCount: 500, demandCount: 5_000, radius: 630, countMax: 40 },
  { siteCount: 1_000, demandCount: 10_000, radius: 450, countMax: 80 },
]) {
  const rng = seededRng(`bench/siting ${siteCount}`);
  const places = (count: number) =>
    Array.from(
      { length: count },
      () => [Math.floor(rng.nextUnit() * 10_000), Math.floor(rng.nextUnit() * 10_000)] as const,
    );
  const coverage = coverageWithin(places(siteCount), places(demandCount), radius);
  const weights = Array.from({ length: demandCount }, () => 1 + Math.floor(rng.nextUnit() * 50));
  const times: number[] = [];
  let plan: SitingPlan | undefined;
  for (let run = 0; run < 6; run++) {
    // HiGHS measures its gap against the objective; a hair less of ours is never more of its.
    const own = await timed(() =>
      siteMaximalCover(
        { coverage, weights, countMax },
        { rng: seededRng(`bench/siting/${run}`), gapRatio: gapRatio / (1 + gapRatio) },
      ),
    );
    // The first run is not counted: it also translates the code.
    if (run > 0) times.push(own.ms);
    plan = planOf(own.result);
  }
  const model = maximalModel(coverage, weights, countMax);
  const theirs = await yardRun(model, gapRatio);
  const cbcRun = hasCbc
    ? await timed(() => cbc.solve(model, { gapRatio, timeLimitMs: yardTimeMs }))
    : undefined;
  printLine({
    name: `siting cover ${siteCount} × ${demandCount}`,
    value: median(times),
    unit: "ms to a plan proved within 1 %",
    against: `floor ${timesFloor} × as fast as ${yard.name} at mip_rel_gap 0.01, ${Math.round(theirs.ms)} ms`,
    ratio: theirs.ms / median(times) / timesFloor,
    error: plan?.gapRatio ?? Number.NaN,
    detail: {
      timesYard: Math.round((theirs.ms / median(times)) * 10) / 10,
      objective: plan?.objective,
      bound: plan?.bound,
      yard: `${spoken(theirs.result)}, ${theirs.result.objective}`,
      cbc: cbcRun === undefined ? "absent" : `${Math.round(cbcRun.ms)} ms ${spoken(cbcRun.result)}`,
      entryCount: coverage.sites.length,
      plan: plan?.detail,
    },
  });
}

{
  const [siteCount, demandCount, lengthM] = [5_000, 5_000, 1_200_000];
  const rng = seededRng("bench/siting band");
  const band = (count: number, widthM: number) => ({
    chainageM: Array.from({ length: count }, () => rng.nextUnit() * lengthM),
    offsetM: Array.from({ length: count }, () => (rng.nextUnit() - 0.5) * widthM),
  });
  const sites = band(siteCount, 10_000);
  const demands = band(demandCount, 30_000);
  const weights = Array.from({ length: demandCount }, () => 1 + Math.floor(rng.nextUnit() * 50));
  const costs = Array.from({ length: siteCount }, () => 20 + Math.floor(rng.nextUnit() * 20));
  const money = Array.from({ length: siteCount }, () => 50 + Math.floor(rng.nextUnit() * 100));
  const times: number[] = [];
  let plan: SitingPlan | undefined;
  let worst = 0;
  for (let run = 0; run < 3; run++) {
    const own = await timed(() =>
      siteBand(
        {
          sites,
          demands,
          reachM: 8_000,
          weights,
          budgets: [
            { id: "people", costs, limit: 3_000 },
            { id: "money", costs: money, limit: 9_000 },
          ],
        },
        { rng: seededRng(`bench/siting/${run}`), gapRatio },
      ),
    );
    plan = planOf(own.result);
    times.push(own.ms);
    worst = Math.max(worst, plan.gapRatio);
  }
  printLine({
    name: `siting band ${siteCount} × ${demandCount}`,
    value: median(times),
    unit: "ms to a plan proved within 1 %, two budgets",
    against: `floor ${bandFloorMs} ms, 1 %`,
    ratio: bandFloorMs / median(times),
    error: gapRatioOf(plan?.objective ?? Number.NaN, plan?.bound ?? Number.NaN),
    detail: {
      worstGap: worst,
      chosen: plan?.chosen.length,
      plan: plan?.detail,
      peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    },
  });
}
