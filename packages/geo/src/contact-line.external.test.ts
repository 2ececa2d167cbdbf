import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { contactLine, lengthsAtDetail } from "./contact-line.ts";
import type { Position, Ring, ZoneGeometry } from "./geometry.ts";

const shared = new URL("../../../../shared/data/", import.meta.url);
const modules = new URL("../../../node_modules/", import.meta.url);
const landUrl = new URL("world-atlas/land-10m.json", modules);
const isThere = existsSync(shared) && existsSync(landUrl);
if (!isThere) console.warn("skipped: the shared data folder or world-atlas is not there");

const geometries = (path: string): ZoneGeometry[] => {
  const text = gunzipSync(readFileSync(new URL(path, shared))).toString("utf8");
  return (JSON.parse(text) as { features: { geometry: ZoneGeometry }[] }).features.map(
    ({ geometry }) => geometry,
  );
};

interface Topology {
  readonly transform: { readonly scale: [number, number]; readonly translate: [number, number] };
  readonly arcs: readonly (readonly [number, number])[][];
  readonly objects: { readonly land: { readonly geometries: readonly { arcs: number[][][] }[] } };
}

/** Land of Natural Earth 1:10 million, decoded from TopoJSON; the parts near the Black Sea. */
function landNearBlackSea(): ZoneGeometry {
  const { transform, arcs, objects } = JSON.parse(readFileSync(landUrl, "utf8")) as Topology;
  const lines = arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]): Position => {
      x += dx;
      y += dy;
      const [[kx, ky], [tx, ty]] = [transform.scale, transform.translate];
      return [x * kx + tx, y * ky + ty];
    });
  });
  const ringOf = (ids: readonly number[]): Ring =>
    ids.flatMap((id, index) => {
      const line = id < 0 ? [...(lines[~id] ?? [])].reverse() : (lines[id] ?? []);
      return index === 0 ? line : line.slice(1);
    });
  const polygons = objects.land.geometries.flatMap((geometry) =>
    geometry.arcs.map((p) => p.map(ringOf)),
  );
  const isNear = ([x, y]: Position) => x > 25 && x < 45 && y > 43 && y < 56;
  return {
    type: "MultiPolygon",
    coordinates: polygons.filter(([outline = []]) => outline.some(isNear)),
  };
}

describe.skipIf(!isThere)("line of contact from daily areas", () => {
  // Measured independently on the same files with OpenStreetMap land, estuary shore left out:
  // raw 1,107 to 1,216 km, 1 km detail 997 to 1,103, 10 km detail 785 to 879, with the margin.
  test.each([500, 1_000, 2_000, 3_000])("[GEO-014] 2025-02-24 at a margin of %i m", (marginM) => {
    const [held] = geometries("line/line-2025-02-24.geojson.gz");
    const outline = geometries("admin/ukraine-adm1.geojson.gz");
    const land = landNearBlackSea();
    const pieces = contactLine(held as ZoneGeometry, outline, {
      marginM,
      land,
      coastMarginM: 2_000,
    });
    const [raw, fine, coarse] = lengthsAtDetail(pieces, [0, 1_000, 10_000]).map(
      (row) => row.lengthM / 1_000,
    );
    expect(raw).toBeGreaterThan(1_110);
    expect(raw).toBeLessThan(1_216);
    expect(fine).toBeGreaterThan(997);
    expect(fine).toBeLessThan(1_103);
    expect(coarse).toBeGreaterThan(785);
    expect(coarse).toBeLessThan(879);
  });
});
