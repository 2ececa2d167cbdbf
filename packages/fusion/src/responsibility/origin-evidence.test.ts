import { destination } from "@truceline/geo";
import type { Observation } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildIncident } from "../build-incident.ts";
import { observed, ocean } from "../testing/observations.ts";
import { originEvidence, type SideDrawing } from "./origin-evidence.ts";

// The equator is the line; a holds the ground north of it.
const drawing: SideDrawing = {
  drawnBy: "mission",
  sideOf: (_lonDeg, latDeg) => (latDeg > 0 ? "a" : "b"),
};
const reaches = () => [{ p: 1, reachM: 8_000 }];

function crater(
  bearingDeg: number,
  southM: number,
  change: Partial<Observation> = {},
): Observation {
  return observed("crater", {
    nature: "impact",
    means: ["observed"],
    area: { shape: "circle", centre: destination(ocean, 180, southM), radiusM: 10 },
    arrivedFrom: { bearingDeg, standardDeviationDeg: 8 },
    ...change,
  });
}

const evidenceOf = (...observations: Observation[]) =>
  originEvidence(observations, buildIncident(observations).samples, [drawing], reaches);
const shareOf = (side: string, ...observations: Observation[]) =>
  evidenceOf(...observations)[0]?.bySide[side] ?? Number.NaN;

describe("[FUS-130] what a direction of arrival says of the sides", () => {
  test("across the line and within reach, the other side; along it, neither; back, the own", () => {
    // A little is left to who fires close by from this side of it.
    expect(shareOf("a", crater(0, 1_000))).toBeGreaterThan(0.9);
    expect(shareOf("a", crater(0, 300))).toBeGreaterThan(0.97);
    expect(shareOf("a", crater(180, 1_000))).toBeLessThan(0.03);
    expect(Math.abs(shareOf("a", crater(90, 10)) - 0.5)).toBeLessThan(0.02);
  });

  test("where the class does not reach over the line, the other side has no share", () => {
    expect(evidenceOf(crater(0, 9_000))[0]?.bySide).toEqual({ b: 1 });
  });

  test("without a direction there is no evidence; one observer's craters are one, all ways are none", () => {
    expect(evidenceOf(observed("x"))).toEqual([]);
    const twice = [crater(10, 1_000), crater(350, 1_000, { sourceId: "two" })];
    expect(evidenceOf(...twice)).toHaveLength(1);
    expect(shareOf("a", ...twice)).toBeGreaterThan(0.9);
    const allWays = [0, 90, 180, 270].map((deg) => crater(deg, 1_000, { sourceId: `${deg}` }));
    expect(evidenceOf(...allWays)).toEqual([]);
  });

  test("a flight seen by a person is a wide direction of the same kind", () => {
    const flight = observed("flight", {
      kind: "projectile-in-flight",
      means: ["saw"],
      area: { shape: "circle", centre: destination(ocean, 180, 500), radiusM: 200 },
      movement: { from: ["N"], to: ["S"] },
    });
    const share = shareOf("a", flight);
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(shareOf("a", crater(0, 500)) + 1e-9);
  });

  test("the sentence names sides and shares, and no place", () => {
    const [{ text = "" } = {}] = evidenceOf(crater(0, 1_000));
    expect(text).toContain("came from 0° ± 8°");
    expect(text).toMatch(/by the line of mission, \d\.\d{3} to a, \d\.\d{3} to b\./);
  });

  test("turned about the line, the shares are exchanged", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 359 }),
        fc.integer({ min: -7_000, max: 7_000 }),
        (bearingDeg, southM) => {
          const here = shareOf("a", crater(bearingDeg, southM));
          const there = shareOf("b", crater((540 - bearingDeg) % 360, -southM));
          expect(Math.abs((here || 0) - (there || 0))).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 40 },
    );
  });
});
