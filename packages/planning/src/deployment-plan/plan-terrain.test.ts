import type { Terrain } from "@truceline/geo";
import { FLAT_GROUND, terrainCover } from "@truceline/sensing";
import { describe, expect, test } from "vitest";
import { smallAgreement, smallCatalogue } from "../testing/small-world.ts";
import { CoverageTally } from "./coverage-tally.ts";
import type { PlanOption } from "./detection-matrix.ts";
import { evaluatorFor } from "./evaluate-plan.ts";
import { examineDeployment } from "./examine-deployment.ts";
import { planDeployment } from "./plan-deployment.ts";
import { type PlanInput, planStudy } from "./plan-study.ts";

/** A ridge of 120 m from south to north, 2 km east of the line: who stands west of it sees nothing east. */
const ridge: Terrain = {
  source: "a ridge",
  heightM: (lonDeg) => 120 * Math.exp(-(((lonDeg + 29.982) / 0.003) ** 2)),
};
const prepared = smallAgreement({ lengthDeg: 0.1 });
const base: PlanInput = {
  prepared,
  people: 400,
  withTechnicalMonitoring: true,
  seed: 1,
  catalogue: smallCatalogue,
  effort: "quick",
};
const hilly = { ...base, terrain: terrainCover(ridge) };

describe("[PLN-080] a plan on ground that hides", () => {
  test("sees what the engine sees there, says whose heights, and less than on flat ground", async () => {
    const plan = await planDeployment(hilly);
    const flat = await planDeployment(base);
    expect(plan.ground.terrainSource).toBe("a ridge");
    expect(plan.notes.join(" ")).toContain("a ridge");
    expect(Math.abs(plan.value - plan.mean)).toBeLessThan(0.002);
    expect(plan.mean).toBeLessThan(flat.mean);
    expect(plan.bound).toBeGreaterThanOrEqual(plan.value);
    // The same posts, looked at on either ground.
    const examined = examineDeployment(prepared, flat.deployment, {
      catalogue: smallCatalogue,
      terrain: hilly.terrain,
    });
    expect(examined.mean).toBeLessThan(flat.mean);
    expect(plan.mean).toBeGreaterThanOrEqual(examined.mean - 1e-9);
    expect(flat.ground.terrainSource).toBe(FLAT_GROUND);
    expect(flat.notes).toContain(
      "Ground is flat: no terrain was given, so nothing hides behind a hill.",
    );
  });

  test("tells of each post how much the ground hides from it", async () => {
    const plan = await planDeployment(hilly);
    const ratios = plan.bySite.map(({ hiddenRatio }) => hiddenRatio ?? -1);
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ratios)).toBeGreaterThan(0.1);
    expect(Math.max(...ratios)).toBeLessThanOrEqual(1);
    const flat = await planDeployment(base);
    expect(flat.bySite.every(({ hiddenRatio }) => hiddenRatio === null)).toBe(true);
  });

  test("ground that hides nothing is as flat ground, but for its name", () => {
    const study = planStudy(base);
    const level = planStudy({ ...base, terrain: { source: "open", isHidden: () => false } });
    for (const [index, { rows }] of study.matrix.options.entries()) {
      const own = level.matrix.options[index] as PlanOption;
      expect(own.rows.map(({ chances }) => chances)).toEqual(rows.map(({ chances }) => chances));
    }
  });

  test("is under the middle of the ranges what the search had, by the tables of samples too", () => {
    const study = planStudy(hilly);
    const chosen = study.eligible.all.filter((_, index) => index % 7 === 0);
    const tally = new CoverageTally(study.matrix);
    for (const option of chosen) tally.add(study.matrix.options[option] as PlanOption);
    const own = tally.figures(study.ground.clauses.length);
    const again = evaluatorFor(study, study.conditions).figures(chosen);
    for (const [index, { mean }] of own.entries()) {
      expect(again[index]?.mean).toBeCloseTo(mean, 3);
    }
  });
});
