import { distanceM } from "@truceline/geo";
import { lonLat } from "@truceline/model";
import type { DeploymentPlan } from "@truceline/planning";
import { describe, expect, test } from "vitest";
import type { Planned, PlannedCoverage, Tried } from "./planned.ts";
import {
  differences,
  lastMoves,
  patchedCoverage,
  placesOf,
  planTaken,
  stepM,
  stepped,
} from "./trial.ts";

const home = lonLat(-30, 0);
const away = lonLat(-29.9, 0.05);

describe("moves by hand", () => {
  test("[WEB-300] of several moves of one post the last counts; undone, the one before", () => {
    const moves = [
      { post: "p1", position: home },
      { post: "p2", position: home },
      { post: "p1", position: away },
    ];
    expect(placesOf(moves).get("p1")).toEqual(away);
    expect(lastMoves(moves)).toHaveLength(2);
    expect(placesOf(moves.slice(0, -1)).get("p1")).toEqual(home);
  });

  test.each([
    ["ArrowUp", 0, 1],
    ["ArrowDown", 0, -1],
    ["ArrowLeft", -1, 0],
    ["ArrowRight", 1, 0],
  ])("[WEB-300] %s is a step that way, farther with Shift", (key, east, north) => {
    for (const isFar of [false, true]) {
      const to = stepped(home, key, isFar);
      if (to === null) throw new Error("no step");
      expect(distanceM(home, to)).toBeCloseTo(isFar ? stepM.far : stepM.fine, -1);
      expect(Math.sign(Math.round((to[0] - home[0]) * 1e4))).toBe(east);
      expect(Math.sign(Math.round((to[1] - home[1]) * 1e4))).toBe(north);
    }
  });

  test("[WEB-300] another key moves nothing", () => expect(stepped(home, "x", false)).toBe(null));
});

const figures = (means: Readonly<Record<string, number>>): Tried["figures"] => ({
  mean: 0.5,
  worstTenth: 0.1,
  bySector: {},
  computedCellCount: 3,
  byClause: [
    {
      article: "1",
      mean: 0.5,
      worstTenth: 0.1,
      bySector: Object.fromEntries(
        Object.entries(means).map(([id, mean]) => [id, { mean, worstTenth: 0 }]),
      ),
    },
  ],
});

describe("what moves change", () => {
  test("[WEB-300] lost and gained by clause and sector, the largest first, without rounding", () => {
    const solved = figures({ s1: 0.5, s2: 0.5, s3: 0.5 });
    const tried = figures({ s1: 0.52, s2: 0.4, s3: 0.500001 });
    expect(differences(solved, tried)).toEqual([
      { article: "1", sector: "s2", before: 0.5, now: 0.4 },
      { article: "1", sector: "s1", before: 0.5, now: 0.52 },
    ]);
  });

  test("[WEB-300] the veil takes the cells computed anew, and leaves the solved plan alone", () => {
    const coverage: PlannedCoverage[] = [
      {
        article: "1",
        weight: 1,
        kinds: [],
        groupsNeeded: 1,
        lookEveryMs: 0,
        cells: ["a", "b"],
        dayRatios: [0.1, 0.2],
        nightRatios: [0.3, 0.4],
      },
    ];
    const changed = [{ article: "1", cells: [1], dayRatios: [0.9], nightRatios: [0.8] }];
    const [own] = patchedCoverage(coverage, changed);
    expect(own?.dayRatios).toEqual([0.1, 0.9]);
    expect(own?.nightRatios).toEqual([0.3, 0.8]);
    expect(coverage[0]?.dayRatios).toEqual([0.1, 0.2]);
  });
});

describe("the plan as it is taken away", () => {
  const plan = {
    deployment: {
      schema: "deployment/1",
      id: "p",
      sources: ["seed 1"],
      posts: [{ id: "p1", position: home, kind: "mast" }],
      sensors: [],
    },
    bySite: [{ post: "p1", position: home, chainageM: 5 }],
    byClause: [{ article: "1", mean: 0.6, worstTenth: 0.2 }],
    mean: 0.6,
    worstTenth: 0.2,
    notes: ["flat"],
  } as unknown as DeploymentPlan;
  const planned = { plan } as unknown as Planned;
  const say = (n: number) => `${n} moved`;

  test("[WEB-304] is the solved one where nothing was moved", () => {
    expect(planTaken(planned, [], null, say)).toBe(plan);
  });

  test("[WEB-304] has posts where they were moved to, the figures worked out for them, and says so", () => {
    const moves = [{ post: "p1", position: away }];
    const tried = { figures: figures({}), changed: [] };
    const taken = planTaken(planned, moves, tried, say);
    expect(taken.deployment.posts[0]?.position).toEqual(away);
    expect(taken.deployment.sources).toEqual(["seed 1", "1 moved"]);
    expect(taken.bySite[0]).toMatchObject({ position: away, chainageM: null });
    expect(taken.mean).toBe(0.5);
    expect(taken.byClause[0]).toMatchObject({ mean: 0.5, worstTenth: 0.1 });
    expect(taken.notes).toEqual(["1 moved", "flat"]);
    expect(plan.deployment.posts[0]?.position).toEqual(home);
  });
});
