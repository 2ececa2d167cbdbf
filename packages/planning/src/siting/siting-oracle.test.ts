import { readFileSync } from "node:fs";
import { seededRng } from "@truceline/model";
import { expect, test } from "vitest";
import { coverageWithin } from "./coverage.ts";
import { siteLeastCover } from "./least-cover.ts";
import { siteMaximalCover } from "./maximal-cover.ts";
import { siteMedian } from "./median.ts";
import type { SitingAnswer, SitingOptions } from "./siting-problem.ts";
import { siteVerifiability } from "./verifiability.ts";

type Places = readonly (readonly [number, number])[];
interface OracleCase {
  readonly id: string;
  readonly size: "small" | "medium";
  readonly problem: "mclp" | "lscp" | "p-median" | "verifiability";
  readonly sites: Places;
  readonly demands: Places;
  readonly weights: readonly number[];
  readonly costs: readonly number[];
  readonly radius: number;
  readonly p: number;
  readonly candidates: readonly { readonly type: string; readonly cost: number }[];
  readonly probability: readonly (readonly number[])[];
  readonly states: readonly {
    readonly probability: number;
    readonly factor: Readonly<Record<string, number>>;
  }[];
  readonly budget: number;
  readonly expected: {
    readonly feasible?: boolean;
    readonly optimum: number;
    readonly optimalSet?: readonly number[];
    readonly optimalSets?: readonly (readonly number[])[];
    readonly uncoverable?: readonly number[];
  };
}

const file = new URL("../../../../fixtures/oracles/10-siting.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(file, "utf8")) as {
  readonly cases: readonly OracleCase[];
};
const options = (): SitingOptions => ({
  rng: seededRng("siting/oracle"),
  gapRatio: 0,
  roundMax: 1_500,
  nodeMax: 5_000,
});

function solve(each: OracleCase): Promise<SitingAnswer> {
  const { sites, demands, weights, costs, radius, p: countMax } = each;
  switch (each.problem) {
    case "mclp": {
      const coverage = coverageWithin(sites, demands, radius);
      return siteMaximalCover({ coverage, weights, countMax }, options());
    }
    case "lscp":
      return siteLeastCover({ coverage: coverageWithin(sites, demands, radius), costs }, options());
    case "p-median": {
      const distances = demands.map(([x, y]) =>
        sites.map(([siteX, siteY]) => Math.hypot(siteX - x, siteY - y)),
      );
      return siteMedian({ distances, weights, count: countMax }, options());
    }
    default: {
      const { candidates, probability, states, budget } = each;
      return siteVerifiability(
        {
          siteCount: candidates.length,
          weights,
          detections: probability.map((row) =>
            row.flatMap((chance, site) => (chance > 0 ? [[site, chance] as const] : [])),
          ),
          states: states.map(({ probability: chance, factor }) => ({
            probability: chance,
            factors: candidates.map(({ type }) => factor[type] ?? 1),
          })),
          budgets: [{ id: "money", costs: candidates.map(({ cost }) => cost), limit: budget }],
        },
        options(),
      );
    }
  }
}

test.each(cases)("[PLN-020] oracle $id ($size $problem)", async (each) => {
  const answer = await solve(each);
  const { feasible = true, optimum, optimalSet, optimalSets, uncoverable } = each.expected;
  expect(answer.feasible).toBe(feasible);
  if (!answer.feasible) {
    expect(answer).toMatchObject({ unservable: uncoverable, isProved: true });
    return;
  }
  const isExact = each.problem === "mclp" || each.problem === "lscp";
  if (isExact) expect(answer.objective).toBe(optimum);
  else
    expect(Math.abs(answer.objective - optimum)).toBeLessThanOrEqual(1e-9 * Math.max(1, optimum));
  expect(answer.proof).toBe("the best possible");
  // With a second best beside it, the best set is the only one.
  if (optimalSet !== undefined) expect(answer.chosen).toEqual(optimalSet);
  if (optimalSets !== undefined && optimalSets.length < 50 && each.problem === "lscp") {
    expect(optimalSets).toContainEqual(answer.chosen);
  }
});

test("the oracle holds all four problems, small and medium", () => {
  expect(cases.length).toBe(36);
  expect(new Set(cases.map(({ problem }) => problem)).size).toBe(4);
  expect(cases.filter(({ size }) => size === "medium")).toHaveLength(6);
});
