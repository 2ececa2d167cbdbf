import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type DatedLine, versionAt } from "./dated-line.ts";
import { lengthM, zoneAreaM2 } from "./geodesic.ts";
import type { Position } from "./geometry.ts";
import { PreparedBand } from "./prepared-band.ts";
import { type LineSide, PreparedLine } from "./prepared-line.ts";
import { lengthAtDetailM, simplifyLine } from "./simplify-line.ts";

interface BandOracle {
  readonly lines: Readonly<
    Record<string, readonly { readonly validFrom: string; readonly coordinates: Position[] }[]>
  >;
  readonly bands: readonly {
    readonly line: string;
    readonly versionIndex: number;
    readonly lengthM: number;
    readonly areas: readonly {
      readonly distanceM: number;
      readonly leftM2: number;
      readonly rightM2: number;
      readonly bothM2: number;
    }[];
  }[];
  readonly simplified: readonly {
    readonly line: string;
    readonly versionIndex: number;
    readonly toleranceM: number;
    readonly expected: { readonly keptIndices: readonly number[]; readonly lengthM: number };
  }[];
  readonly cases: readonly {
    readonly id: string;
    readonly line: string;
    readonly atMs: number;
    readonly point: Position;
    readonly side: LineSide;
    readonly distanceM: number;
    readonly expected: {
      readonly versionIndex: number | null;
      readonly signedDistanceM: number | null;
      readonly nearestIsLineEnd: boolean | null;
      readonly within: boolean | null;
    };
  }[];
}

const oracle = JSON.parse(
  readFileSync(new URL("../../../fixtures/oracles/02-band.json", import.meta.url), "utf8"),
) as BandOracle;

const dated = (id: string): DatedLine => ({
  id,
  versions: (oracle.lines[id] ?? []).map(({ validFrom, coordinates }) => ({
    validFromMs: Date.parse(validFrom),
    drawnBy: "mission",
    acceptedBy: [],
    coordinates,
  })),
});

const coordinatesOf = (line: string, versionIndex: number): Position[] =>
  oracle.lines[line]?.[versionIndex]?.coordinates ?? [];

const relative = (value: number, expected: number) => Math.abs(value / expected - 1);

describe("oracle 02: band and line", () => {
  test("the family is there in full", () => {
    expect(oracle.cases).toHaveLength(150);
    expect(oracle.bands).toHaveLength(5);
    expect(oracle.simplified).toHaveLength(35);
  });

  test.each(oracle.cases)("[GEO-002] [GEO-003] [GEO-004] point $id", (entry) => {
    const line = dated(entry.line);
    const version = versionAt(line, entry.atMs);
    if (version === undefined) {
      expect(entry.expected.versionIndex).toBeNull();
      return;
    }
    expect(line.versions.indexOf(version)).toBe(entry.expected.versionIndex);
    const prepared = new PreparedLine(version.coordinates);
    const nearest = prepared.nearest(entry.point);
    const expectedM = entry.expected.signedDistanceM ?? Number.NaN;
    expect(Math.abs(nearest.signedDistanceM - expectedM)).toBeLessThan(0.001);
    expect(Math.abs(prepared.fastSignedDistanceM(...entry.point) - expectedM)).toBeLessThan(0.05);
    expect(nearest.isLineEnd).toBe(entry.expected.nearestIsLineEnd);
    expect(prepared.isWithin(entry.side, entry.distanceM, ...entry.point)).toBe(
      entry.expected.within,
    );
    const reach = {
      leftM: entry.side === "left" ? entry.distanceM : 0,
      rightM: entry.side === "right" ? entry.distanceM : 0,
    };
    expect(new PreparedBand(prepared, reach).contains(...entry.point)).toBe(entry.expected.within);
  });

  test.each(oracle.bands)("[GEO-001] [GEO-005] length and areas of $line", (entry) => {
    const line = new PreparedLine(coordinatesOf(entry.line, entry.versionIndex));
    expect(relative(line.lengthM, entry.lengthM)).toBeLessThan(1e-6);
    expect(entry.areas).toHaveLength(4);
    for (const { distanceM, leftM2, rightM2, bothM2 } of entry.areas) {
      const band = new PreparedBand(line, { leftM: distanceM, rightM: distanceM });
      const area = band.areaM2();
      expect(relative(area.leftM2, leftM2)).toBeLessThan(5e-4);
      expect(relative(area.rightM2, rightM2)).toBeLessThan(5e-4);
      expect(relative(area.bothM2, bothM2)).toBeLessThan(5e-4);
      // The outline is another construction altogether; its area agrees as well.
      expect(relative(zoneAreaM2(band.outline), bothM2)).toBeLessThan(5e-4);
      const offEdgeM = band.outline.coordinates
        .flat(2)
        .map((place) => Math.abs(line.nearest(place).distanceM - distanceM));
      expect(Math.max(...offEdgeM)).toBeLessThan(0.1);
    }
  });

  test.each(oracle.simplified)("[GEO-006] $line at $toleranceM m", (entry) => {
    const coordinates = coordinatesOf(entry.line, entry.versionIndex);
    const kept = simplifyLine(coordinates, entry.toleranceM);
    expect(kept).toEqual(entry.expected.keptIndices);
    const keptM = lengthM(kept.map((index) => coordinates[index] as Position));
    expect(relative(keptM, entry.expected.lengthM)).toBeLessThan(1e-6);
    expect(lengthAtDetailM(coordinates, entry.toleranceM)).toBe(keptM);
  });
});
