import { cellCentre, cellsOfZone, destination } from "@truceline/geo";
import { type Deployment, type LonLat, lonLat, type ObservationKind } from "@truceline/model";
import { defaultCatalogue, kindMix, plannedUptimes, prepareCoverage } from "@truceline/sensing";
import { describe, expect, test } from "vitest";
import { prepareSurrogate, type SurrogateInput } from "./surrogate.ts";

const noonMs = Date.UTC(2026, 2, 10, 14);
const midnightMs = Date.UTC(2026, 2, 10, 2);
const dayMs = 86_400_000;
const cells = cellsOfZone(
  {
    type: "Polygon",
    coordinates: [
      [
        [-30.3, -0.1],
        [-29.7, -0.1],
        [-29.7, 0.1],
        [-30.3, 0.1],
        [-30.3, -0.1],
      ],
    ],
  },
  7,
);
const posts = [-30.2, -30.1, -30, -29.9, -29.8].map((lonDeg, index) => ({
  id: `p${index}`,
  kind: "observation-post" as const,
  position: lonLat(lonDeg, index % 2 === 0 ? 0.02 : -0.02),
}));
const deployment: Deployment = {
  schema: "deployment/1",
  id: "mid-ocean",
  posts,
  sensors: posts.flatMap(({ id }, index) =>
    (index % 2 === 0 ? ["ear", "eye"] : ["camera", "acoustic-array"]).map((means) => ({
      id: `${id}-${means}`,
      post: id,
      means,
    })),
  ),
};
const asked: readonly {
  kinds: readonly ObservationKind[];
  groupsNeeded: number;
  lookEveryMs: number;
}[] = [
  { kinds: ["explosion", "burst", "shot"], groupsNeeded: 2, lookEveryMs: 0 },
  { kinds: ["explosion"], groupsNeeded: 1, lookEveryMs: 0 },
  { kinds: ["vehicle"], groupsNeeded: 1, lookEveryMs: dayMs },
];

/** What the coverage engine says of a deployment: by article, by day and by night. */
function exactly(own: Deployment): SurrogateInput {
  const ratioOf = new Map(defaultCatalogue.map(({ id, uptimeRatio }) => [id, uptimeRatio.value]));
  const meansOf = new Map(own.sensors.map(({ id, means }) => [id, means]));
  const uptimes = plannedUptimes((id) => ratioOf.get(meansOf.get(id) ?? "") ?? 0);
  const engine = prepareCoverage({ deployment: own, cells, timezone: "Etc/UTC" });
  const coverage = asked.map(({ kinds, groupsNeeded, lookEveryMs }, index) => {
    const at = (hourFromMs: number) => [
      ...engine.hour({
        hourFromMs,
        uptimes,
        kinds,
        groupsNeeded,
        persistence: lookEveryMs === 0 ? { is: "impulse" } : { is: "state", lookEveryMs },
      }).ratios,
    ];
    return {
      article: String(index),
      weight: 1 / asked.length,
      kinds: kindMix(kinds),
      groupsNeeded,
      lookEveryMs,
      cells,
      dayRatios: at(noonMs),
      nightRatios: at(midnightMs),
    };
  });
  const mean = coverage.reduce((sum, { weight, dayRatios, nightRatios }) => {
    const all = [...dayRatios, ...nightRatios];
    return sum + (weight * all.reduce((total, ratio) => total + ratio, 0)) / all.length;
  }, 0);
  const centres = Object.fromEntries(cells.map((cell) => [cell, cellCentre(cell)]));
  return { deployment: own, coverage, centres, nightShare: 0.5, mean };
}

const solved = exactly(deployment);
const surrogate = prepareSurrogate(solved);
const movedTo = (id: string, position: LonLat): Deployment => ({
  ...deployment,
  posts: posts.map((post) => (post.id === id ? { ...post, position } : post)),
});

describe("the estimate while a post is dragged", () => {
  test("[WEB-300] nothing moved is the solved plan", () => {
    expect(surrogate.meanWith(new Map())).toBe(solved.mean);
    const [first] = posts;
    if (first === undefined) throw new Error("no post");
    expect(surrogate.meanWith(new Map([[first.id, first.position]]))).toBeCloseTo(solved.mean, 12);
  });

  test.each([
    { id: "p2", awayM: 3_000, azimuthDeg: 0 },
    { id: "p2", awayM: 12_000, azimuthDeg: 90 },
    { id: "p1", awayM: 8_000, azimuthDeg: 200 },
    { id: "p4", awayM: 500_000, azimuthDeg: 90 },
    { id: "p3", awayM: 500_000, azimuthDeg: 90 },
  ])("[WEB-300] $id, $awayM m to $azimuthDeg°, is near what the engine says", (move) => {
    const post = posts.find(({ id }) => id === move.id);
    if (post === undefined) throw new Error("no such post");
    const position = destination(post.position, move.azimuthDeg, move.awayM);
    const exact = exactly(movedTo(move.id, position)).mean - solved.mean;
    const guess = surrogate.meanWith(new Map([[move.id, position]])) - solved.mean;
    // Within a hundredth, and where it is more than that, the right way and within a quarter.
    expect(Math.abs(guess - exact)).toBeLessThan(Math.max(0.01, 0.25 * Math.abs(exact)));
    if (Math.abs(exact) > 0.01) expect(Math.sign(guess)).toBe(Math.sign(exact));
  });

  test("[WEB-300] a post that is not there changes nothing", () => {
    expect(surrogate.meanWith(new Map([["nowhere", lonLat(0, 0)]]))).toBe(solved.mean);
  });
});
