import { cellAt, cellCentre, destination, flatTerrain, type Terrain } from "@truceline/geo";
import type { Deployment } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { FLAT_GROUND, prepareCoverage } from "./coverage-engine.ts";
import type { CoverageTerrain } from "./reach.ts";
import { plannedUptimes } from "./sensor-timeline.ts";
import { terrainCover } from "./terrain-cover.ts";

const cell = cellAt(-30, 0.1, 8);
const centre = cellCentre(cell);
const deployment: Deployment = {
  schema: "deployment/1",
  id: "mid-ocean",
  posts: [{ id: "p", kind: "observation-post", position: destination(centre, 270, 3_000) }],
  sensors: [
    { id: "ear", means: "ear", post: "p" },
    { id: "eye", means: "eye", post: "p" },
    { id: "image", means: "optical-satellite", post: "p" },
  ],
};
const hourAt = (
  sensorIds: readonly string[],
  kinds: readonly ["construction"] | readonly ["explosion"],
  terrain?: CoverageTerrain,
  sensors = deployment.sensors,
) =>
  prepareCoverage({
    deployment: { ...deployment, sensors: sensors.filter(({ id }) => sensorIds.includes(id)) },
    cells: [cell],
    timezone: "Etc/UTC",
    ...(terrain === undefined ? {} : { terrain }),
  }).hour({
    hourFromMs: Date.UTC(2025, 2, 1, 14),
    uptimes: plannedUptimes(() => 1),
    kinds,
    groupsNeeded: 1,
    weather: [{ id: "clear", probability: 1 }],
  });
const ratioOf = (...asked: Parameters<typeof hourAt>) => hourAt(...asked).ratios[0] ?? Number.NaN;

/** A ridge across the way, so high, some hundred metres wide. */
const ridge = (heightM: number): Terrain => {
  const ridgeLonDeg = destination(centre, 270, 1_500)[0];
  return {
    source: "a ridge",
    heightM: (lonDeg) => heightM * Math.exp(-(((lonDeg - ridgeLonDeg) / 0.002) ** 2)),
  };
};

describe("[SEN-042] coverage over ground", () => {
  const hidden: CoverageTerrain = { source: "all hidden", isHidden: () => true };

  test("what hides takes all from an eye, half from an ear, nothing from a satellite", () => {
    expect(ratioOf(["eye"], ["construction"])).toBeGreaterThan(0.3);
    expect(ratioOf(["eye"], ["construction"], hidden)).toBe(0);
    const open = ratioOf(["ear"], ["explosion"]);
    expect(ratioOf(["ear"], ["explosion"], hidden)).toBeCloseTo(open / 2, 12);
    expect(ratioOf(["image"], ["construction"], hidden)).toBe(ratioOf(["image"], ["construction"]));
  });

  test("a hill between is found by the line of sight, and a mast sees over it", () => {
    const open = ratioOf(["eye"], ["construction"]);
    expect(ratioOf(["eye"], ["construction"], terrainCover(flatTerrain))).toBe(open);
    expect(ratioOf(["eye"], ["construction"], terrainCover(ridge(40)))).toBe(0);
    const high = deployment.sensors.map((sensor) => ({ ...sensor, heightM: 150 }));
    expect(ratioOf(["eye"], ["construction"], terrainCover(ridge(40)), high)).toBe(open);
  });

  test("the reason is terrain, with the sensor concerned; the source is said", () => {
    const blocked = hourAt(["eye"], ["construction"], terrainCover(ridge(40)));
    expect(blocked.terrainSource).toBe("a ridge");
    const [first] = blocked.losses([0]);
    expect(first).toMatchObject({ reason: "terrain", sensorIds: ["eye"] });
    expect(first?.lossRatio).toBeCloseTo(ratioOf(["eye"], ["construction"]), 9);
    expect(blocked.losses([0]).map(({ reason }) => reason)).not.toContain("out-of-view");
    const flat = hourAt(["eye"], ["construction"]);
    expect(flat.terrainSource).toBe(FLAT_GROUND);
    expect(flat.losses([0]).map(({ reason }) => reason)).not.toContain("terrain");
  });
});
