import { seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { bandCoverage, siteBand } from "./band.ts";
import { coverageWithin, siteCoverage } from "./coverage.ts";
import { siteLeastCover } from "./least-cover.ts";
import { type MaximalCoverProblem, siteMaximalCover } from "./maximal-cover.ts";
import { type MedianProblem, siteMedian } from "./median.ts";
import type { VerifiabilityProblem } from "./read-verifiability.ts";
import { siteVerifiability } from "./verifiability.ts";

const options = () => ({ rng: seededRng("siting/input") });
const coverage = siteCoverage(3, [[0, 1], [2], []]);
const sound: MaximalCoverProblem = { coverage, weights: [1, 2, 3] };
const refused = { code: "TL_PLAN_SITING" };

describe("[PLN-028] what cannot be is refused by its name", () => {
  test.each<[string, Partial<MaximalCoverProblem>]>([
    ["weights of demands", { weights: [1, 2] }],
    ["weights of demands", { weights: [1, -2, 3] }],
    ["weights of demands", { weights: [1, Number.NaN, 3] }],
    ["weights of demands", { weights: [1, Infinity, 3] }],
    ["countMax", { countMax: -1 }],
    ["countMax", { countMax: 1.5 }],
    ["limit of a budget", { budgets: [{ id: "people", costs: [1, 1, 1], limit: -1 }] }],
    ["limit of a budget", { budgets: [{ id: "people", costs: [1, 1, 1], limit: Number.NaN }] }],
    ["costs of budget people", { budgets: [{ id: "people", costs: [1, -1, 1], limit: 1 }] }],
    ["costs of budget people", { budgets: [{ id: "people", costs: [1, 1], limit: 1 }] }],
    [
      "budget named twice",
      {
        budgets: [
          { id: "people", costs: [1, 1, 1], limit: 1 },
          { id: "people", costs: [1, 1, 1], limit: 2 },
        ],
      },
    ],
    ["fixed site", { fixedIn: [3] }],
    ["fixed site", { fixedOut: [-1] }],
    ["fixed site", { fixedOut: [0.5] }],
    ["site fixed in and out", { fixedIn: [1], fixedOut: [1] }],
    ["minimum of demands", { minimum: -1 }],
    ["minimum of demands", { minimum: [1, 1] }],
    ["fair difference", { fairness: { sides: [0, 1, 0], differenceMax: -0.1 } }],
    ["side of a demand", { fairness: { sides: [0, 0.5, 0], differenceMax: 0.1 } }],
    ["sides of demands", { fairness: { sides: [0, 2, 0], differenceMax: 0.1 } }],
  ])("maximal covering: %s", async (what, change) => {
    await expect(siteMaximalCover({ ...sound, ...change }, options())).rejects.toMatchObject({
      ...refused,
      details: expect.objectContaining({ what }),
    });
  });

  test.each([-0.1, 1, Number.NaN])("a gap of %d", async (gapRatio) => {
    const work = siteMaximalCover(sound, { ...options(), gapRatio });
    await expect(work).rejects.toMatchObject(refused);
  });

  test.each([0, 1.5])("%d rounds", async (roundMax) => {
    const work = siteMaximalCover(sound, { ...options(), roundMax });
    await expect(work).rejects.toMatchObject(refused);
  });

  test("least-cost covering: negative costs", async () => {
    await expect(siteLeastCover({ coverage, costs: [1, -1, 1] }, options())).rejects.toMatchObject(
      refused,
    );
  });

  test.each<[string, Partial<MedianProblem>]>([
    ["distances of demand 1", { distances: [[1, 2], [1]] }],
    [
      "distances of demand 0",
      {
        distances: [
          [-1, 2],
          [1, 1],
        ],
      },
    ],
    [
      "distances of demand 0",
      {
        distances: [
          [Number.NaN, 2],
          [1, 1],
        ],
      },
    ],
    ["count", { count: 0 }],
    ["count", { count: 3 }],
    ["count beside countMax or budgets", { countMax: 1 }],
    ["distanceMax", { distanceMax: -1 }],
    ["weights of demands", { weights: [1] }],
  ])("median: %s", async (what, change) => {
    const problem = {
      distances: [
        [1, 2],
        [3, 4],
      ],
      weights: [1, 1],
      count: 1,
      ...change,
    };
    await expect(siteMedian(problem, options())).rejects.toMatchObject({
      ...refused,
      details: expect.objectContaining({ what }),
    });
  });

  test.each<[string, Partial<VerifiabilityProblem>]>([
    ["number of sites", { siteCount: -1 }],
    ["weights of cells", { weights: [0, 0] }],
    ["chance of detection", { detections: [[[0, 1.1]], []] }],
    ["chance of detection", { detections: [[[0, Number.NaN]], []] }],
    ["site of a cell", { detections: [[[2, 0.5]], []] }],
    [
      "site of a cell",
      {
        detections: [
          [
            [0, 0.5],
            [0, 0.5],
          ],
          [],
        ],
      },
    ],
    ["probabilities of states", { states: [{ probability: 0.9 }] }],
    ["number of states", { states: [] }],
    ["factors of state 0", { states: [{ probability: 1, factors: [1, 2] }] }],
    ["groups needed", { groupsNeeded: 0 }],
    ["groups needed", { groupsNeeded: 1.5 }],
    ["minimum of cells", { minimum: 1.1 }],
    ["groups of sites", { groups: [0] }],
  ])("verifiability: %s", async (what, change) => {
    const problem: VerifiabilityProblem = {
      siteCount: 2,
      weights: [1, 1],
      detections: [[[0, 0.5]], []],
    };
    await expect(siteVerifiability({ ...problem, ...change }, options())).rejects.toMatchObject({
      ...refused,
      details: expect.objectContaining({ what }),
    });
  });

  test("coverage: sites that are not there, named twice, or too many", () => {
    const refusal = expect.objectContaining(refused);
    expect(() => siteCoverage(2, [[2]])).toThrow(refusal);
    expect(() => siteCoverage(2, [[0.5]])).toThrow(refusal);
    expect(() => siteCoverage(2, [[-1]])).toThrow(refusal);
    expect(() => siteCoverage(2, [[1, 1]])).toThrow(refusal);
    expect(() => siteCoverage(1e9, [])).toThrow(refusal);
    expect(() => coverageWithin([[0, 0]], [[0, 0]], 0)).toThrow(refusal);
  });

  test("a band: places that are no numbers, no reach", () => {
    const one = { chainageM: [0], offsetM: [0] };
    const refusal = expect.objectContaining(refused);
    expect(() => bandCoverage({ chainageM: [Number.NaN], offsetM: [0] }, one, 1)).toThrow(refusal);
    expect(() => bandCoverage({ chainageM: [0], offsetM: [] }, one, 1)).toThrow(refusal);
    expect(() => bandCoverage(one, one, -1)).toThrow(refusal);
    expect(() => bandCoverage(one, one, 0)).toThrow(refusal);
  });
});

describe("the edges of what can be", () => {
  test("no sites, no demands, no budget", async () => {
    const nothing = siteCoverage(0, []);
    expect(await siteMaximalCover({ coverage: nothing, weights: [] }, options())).toMatchObject({
      feasible: true,
      chosen: [],
      objective: 0,
      bound: 0,
      gapRatio: 0,
    });
    expect(await siteLeastCover({ coverage: nothing, costs: [] }, options())).toMatchObject({
      chosen: [],
    });
    const none = { ...sound, countMax: 0 };
    expect(await siteMaximalCover(none, options())).toMatchObject({ chosen: [], objective: 0 });
  });

  test("sites that stand already stay, sites that may not be used are not", async () => {
    const answer = await siteMaximalCover(
      { ...sound, countMax: 2, fixedIn: [1], fixedOut: [2] },
      options(),
    );
    expect(answer).toMatchObject({ feasible: true, objective: 1 });
    if (answer.feasible) expect(answer.chosen).toContain(1);
  });

  test("plane distance decides coverage, the limit included", () => {
    const { demandStart, sites } = coverageWithin(
      [
        [0, 0],
        [3, 4],
        [-5, 0],
        [-6, 0],
      ],
      [[0, 0]],
      5,
    );
    expect(Array.from(demandStart)).toEqual([0, 3]);
    expect(Array.from(sites)).toEqual([0, 1, 2]);
  });

  test("a band is covered as its places are covered in the plane", async () => {
    const rng = seededRng("siting/band");
    const places = (count: number) => {
      const pairs = Array.from(
        { length: count },
        () => [rng.nextUnit() * 50_000, (rng.nextUnit() - 0.5) * 8_000] as const,
      );
      return {
        pairs,
        band: { chainageM: pairs.map(([x]) => x), offsetM: pairs.map(([, y]) => y) },
      };
    };
    const sites = places(60);
    const demands = places(80);
    expect(bandCoverage(sites.band, demands.band, 3_000)).toEqual(
      coverageWithin(sites.pairs, demands.pairs, 3_000),
    );
    const answer = await siteBand(
      {
        sites: sites.band,
        demands: demands.band,
        reachM: 3_000,
        weights: demands.pairs.map(() => 1),
        countMax: 6,
      },
      { ...options(), gapRatio: 0 },
    );
    expect(answer).toMatchObject({ feasible: true, proof: "the best possible" });
  });

  test("a stop is heard: what was found so far comes with its bound", async () => {
    const stop = { aborted: true, addEventListener: () => {}, removeEventListener: () => {} };
    const answer = await siteMaximalCover(
      { ...sound, countMax: 1 },
      { ...options(), signal: stop },
    );
    expect(answer).toMatchObject({ feasible: true });
  });

  test("progress is told as the answer is", async () => {
    const told: number[] = [];
    const answer = await siteLeastCover(
      {
        coverage: siteCoverage(3, [
          [0, 1],
          [1, 2],
          [0, 2],
        ]),
        costs: [2, 3, 4],
      },
      { ...options(), gapRatio: 0, onProgress: ({ objective }) => told.push(objective) },
    );
    expect(told.length).toBeGreaterThan(0);
    expect(answer).toMatchObject({ objective: told.at(-1) });
  });
});
