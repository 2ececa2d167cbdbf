import { readFileSync } from "node:fs";
import { lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { ellipseInZoneProbability } from "./ellipse-in-zone.ts";
import type { ZoneGeometry } from "./geometry.ts";
import { sampleArea, shareWhere } from "./observation-area.ts";
import { PreparedZone } from "./prepared-zone.ts";

interface EllipseCase {
  readonly id: string;
  readonly tags: readonly string[];
  readonly centre: readonly [number, number];
  readonly semiMajorM: number;
  readonly semiMinorM: number;
  readonly orientationDeg: number;
  readonly zone: ZoneGeometry;
  readonly expected: { readonly probability: number };
}

const oracle = JSON.parse(
  readFileSync(
    new URL("../../../fixtures/oracles/01-ellipse-in-zone.json", import.meta.url),
    "utf8",
  ),
) as { readonly cases: readonly EllipseCase[] };

const areaOf = ({ centre, semiMajorM, semiMinorM, orientationDeg }: EllipseCase) => ({
  shape: "ellipse" as const,
  centre: lonLat(...centre),
  semiMajorM,
  semiMinorM,
  orientationDeg,
});

describe("oracle 01: ellipse in zone", () => {
  test("the family is there in full", () => {
    expect(oracle.cases).toHaveLength(120);
  });

  test("[GEO-007] the exact probability agrees in all cases, far below the tolerance", () => {
    for (const entry of oracle.cases) {
      const probability = ellipseInZoneProbability(areaOf(entry), entry.zone);
      expect(Math.abs(probability - entry.expected.probability), entry.id).toBeLessThan(1e-8);
    }
  });

  // Its edges are straight in longitude and latitude; the oracle allows 2e-4 for that.
  test("[GEO-007] [GEO-016] the fast share agrees in all cases", () => {
    for (const entry of oracle.cases) {
      const share = new PreparedZone(entry.zone).shareOf(areaOf(entry));
      expect(Math.abs(share - entry.expected.probability), entry.id).toBeLessThan(3e-4);
    }
  });

  test("drawn places agree as closely as their number allows", () => {
    for (const entry of oracle.cases) {
      const zone = new PreparedZone(entry.zone);
      const places = sampleArea(areaOf(entry), 4_000);
      const share = shareWhere(places, (lonDeg, latDeg) => zone.contains(lonDeg, latDeg));
      expect(Math.abs(share - entry.expected.probability), entry.id).toBeLessThan(0.006);
    }
  });
});
