import { seededRng } from "@truceline/model";
import { expect, test } from "vitest";
import { hasOrLibrary, readOrCover, readOrMedian } from "../../../../bench/or-library.ts";
import { siteCoverage } from "./coverage.ts";
import { siteLeastCover } from "./least-cover.ts";
import { siteMedian } from "./median.ts";

const options = () => ({
  rng: seededRng("siting/or-library"),
  gapRatio: 0,
  roundMax: 2_000,
  nodeMax: 5_000,
});

if (!hasOrLibrary)
  test.skip("the problems of the OR-Library are not beside this checkout", () => {});

test.skipIf(!hasOrLibrary).each([1, 3, 5, 7, 10])(
  "[PLN-020] OR-Library pmed%i: the published optimum, proved",
  async (index) => {
    const { count, distances, optimum } = readOrMedian(index);
    const weights = distances.map(() => 1);
    const answer = await siteMedian({ distances, weights, count }, options());
    expect(answer).toMatchObject({ objective: optimum, bound: optimum, gapRatio: 0 });
    if (answer.feasible) expect(answer.chosen).toHaveLength(count);
  },
  60_000,
);

test.skipIf(!hasOrLibrary).each([1, 2, 5, 8, 10])(
  "[PLN-020] OR-Library scp4.%i: the published optimum, proved",
  async (index) => {
    const { costs, sitesOfDemand, optimum } = readOrCover(index);
    const coverage = siteCoverage(costs.length, sitesOfDemand);
    const answer = await siteLeastCover({ coverage, costs }, options());
    expect(answer).toMatchObject({ objective: optimum, bound: optimum, gapRatio: 0 });
  },
  60_000,
);
