import { seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { smallestConflict, thinnedConflict } from "./conflict.ts";
import { siteCoverage } from "./coverage.ts";
import { siteLeastCover } from "./least-cover.ts";
import { siteMaximalCover } from "./maximal-cover.ts";
import { siteMedian } from "./median.ts";
import type { SitingAnswer } from "./siting-problem.ts";
import { siteVerifiability } from "./verifiability.ts";

const options = () => ({ rng: seededRng("siting/conflict"), gapRatio: 0, nodeMax: 2_000 });

function conflictOf(answer: SitingAnswer): readonly string[] {
  if (answer.feasible) throw new Error("there is a plan");
  expect(answer.isProved).toBe(true);
  return answer.conflict.map(({ text }) => text);
}

/** Four demands in a row, each served by its own site and by one that serves two. */
const pairs = siteCoverage(6, [
  [0, 4],
  [1, 4],
  [2, 5],
  [3, 5],
]);

describe("[PLN-027] where no plan is possible, the smallest set of requirements in conflict is named", () => {
  test("a budget and the minima it cannot pay for; the other budget is not named", async () => {
    const answer = await siteMaximalCover(
      {
        coverage: pairs,
        weights: [1, 1, 1, 1],
        minimum: 1,
        budgets: [
          { id: "people", costs: [5, 5, 5, 5, 6, 6], limit: 11 },
          { id: "money", costs: [1, 1, 1, 1, 1, 1], limit: 3 },
        ],
      },
      options(),
    );
    const names = conflictOf(answer);
    expect(names[0]).toBe("people at most 11");
    expect(names).not.toContain("money at most 3");
    // A site for two demands and one for a third cost 11: only all four are too much.
    expect(names.slice(1)).toEqual(
      [0, 1, 2, 3].map((demand) => `at least 1 of the sites serving demand ${demand}`),
    );
  });

  test("two budgets that are in conflict only together", async () => {
    // Cheap in people is dear in money and the other way round; the middle is out of both.
    const answer = await siteLeastCover(
      {
        coverage: siteCoverage(2, [[0, 1]]),
        costs: [1, 1],
        budgets: [
          { id: "people", costs: [10, 1], limit: 5 },
          { id: "money", costs: [1, 10], limit: 5 },
        ],
      },
      options(),
    );
    expect(conflictOf(answer)).toEqual([
      "people at most 5",
      "money at most 5",
      "at least 1 of the sites serving demand 0",
    ]);
  });

  test("a demand that nobody can serve is a conflict by itself, and all such demands are named", async () => {
    const answer = await siteLeastCover(
      { coverage: siteCoverage(2, [[0], [], [1], []]), costs: [1, 1] },
      options(),
    );
    expect(conflictOf(answer)).toEqual(["at least 1 of the sites serving demand 1"]);
    expect(answer).toMatchObject({ unservable: [1, 3] });
  });

  test("that one site may be lost is named where only that is too much", async () => {
    const answer = await siteLeastCover(
      { coverage: siteCoverage(3, [[0, 1], [2]]), costs: [1, 1, 1], survivesLoss: true },
      options(),
    );
    expect(conflictOf(answer)).toEqual([
      "at least 1 of the sites serving demand 1",
      "demand 1 is served though any one site is lost",
    ]);
  });

  test("sites that may not be used", async () => {
    const answer = await siteLeastCover(
      { coverage: pairs, costs: [1, 1, 1, 1, 1, 1], fixedOut: [0, 4] },
      options(),
    );
    expect(conflictOf(answer)).toEqual([
      "at least 1 of the sites serving demand 0",
      "sites that must or may not be used",
    ]);
  });

  test("sites that stand already and cost more than there is", async () => {
    const answer = await siteMaximalCover(
      {
        coverage: pairs,
        weights: [1, 1, 1, 1],
        fixedIn: [0, 1, 2],
        budgets: [{ id: "people", costs: [5, 5, 5, 5, 6, 6], limit: 11 }],
      },
      options(),
    );
    expect(conflictOf(answer)).toEqual(["people at most 11", "sites that must or may not be used"]);
  });

  test("of a median: the number of sites and the distance", async () => {
    const distances = [
      [1, 9, 9],
      [9, 1, 9],
      [9, 9, 1],
    ];
    const answer = await siteMedian(
      { distances, weights: [1, 1, 1], count: 2, distanceMax: 5 },
      options(),
    );
    const names = conflictOf(answer);
    expect(names).toContain("at most 2 sites");
    expect(names).toHaveLength(4);
  });

  test("of verifiability: the budget and the cells whose minimum it cannot pay for", async () => {
    const answer = await siteVerifiability(
      {
        siteCount: 3,
        weights: [1, 1, 1],
        detections: [[[0, 0.9]], [[1, 0.9]], [[2, 0.4]]],
        minimum: [0.8, 0.8, 0],
        budgets: [
          { id: "people", costs: [4, 4, 4], limit: 7 },
          { id: "money", costs: [1, 1, 1], limit: 3 },
        ],
      },
      options(),
    );
    expect(conflictOf(answer)).toEqual([
      "people at most 7",
      "cell 0 at least 0.8",
      "cell 1 at least 0.8",
    ]);
  });

  test("of verifiability: a cell that stays under its minimum whoever stands there", async () => {
    const answer = await siteVerifiability(
      {
        siteCount: 2,
        weights: [1, 1],
        detections: [
          [
            [0, 0.5],
            [1, 0.5],
          ],
          [[0, 0.6]],
        ],
        minimum: 0.7,
      },
      options(),
    );
    expect(conflictOf(answer)).toEqual(["cell 1 at least 0.7"]);
    expect(answer).toMatchObject({ unservable: [1] });
  });
});

test("what was not decided is not called impossible", async () => {
  const undecided = async () => undefined;
  expect(await smallestConflict([1, 2, 3], undecided)).toEqual([1, 2, 3]);
  expect(await thinnedConflict([1, 2, 3], undecided)).toEqual([1, 2, 3]);
});

test.each([
  { among: 9, conflict: [2, 7] },
  { among: 40, conflict: [0, 39] },
  { among: 40, conflict: [13] },
  { among: 16, conflict: [3, 4, 5, 15] },
])("of $among requirements exactly $conflict remain", async ({ among, conflict }) => {
  const items = Array.from({ length: among }, (_, index) => index);
  const decide = async (kept: readonly number[]) => !conflict.every((each) => kept.includes(each));
  expect(await thinnedConflict(items, decide)).toEqual(conflict);
  expect(await smallestConflict(items, decide)).toEqual(conflict);
});

test("of two conflicts the smaller is named", async () => {
  const decide = async (kept: readonly string[]) =>
    !(kept.includes("d") || ["a", "b", "c"].every((each) => kept.includes(each)));
  expect(await smallestConflict(["a", "b", "c", "d"], decide)).toEqual(["d"]);
});
