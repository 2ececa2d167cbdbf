import { seededRng } from "@truceline/model";
import { expect, test } from "vitest";
import { withVelocities } from "./link-model.ts";
import { linkAccuracy, linkNearest, linkPoints } from "./link-points.ts";

const knots = 111_195;

/** Vessels that report every half hour or so, on ways that cross. */
function made(vesselCount: number, reportCount: number) {
  const rng = seededRng("link-points");
  const rows: {
    vessel: number;
    atS: number;
    lon: number;
    lat: number;
    mps: number;
    deg: number;
  }[] = [];
  for (let vessel = 0; vessel < vesselCount; vessel++) {
    const mps = 2 + 6 * rng.nextUnit();
    const deg = 360 * rng.nextUnit();
    let atS = 1_800 * rng.nextUnit();
    const startS = atS;
    const [lon, lat] = [-30 + 0.6 * rng.nextUnit(), 0.6 * rng.nextUnit()];
    for (let report = 0; report < reportCount; report++) {
      const way = (mps * (atS - startS)) / knots;
      const off = () => ((rng.nextUnit() - 0.5) * 100) / knots;
      rows.push({
        vessel,
        atS,
        lon: lon + way * Math.sin((deg * Math.PI) / 180) + off(),
        lat: lat + way * Math.cos((deg * Math.PI) / 180) + off(),
        mps,
        deg,
      });
      atS += 1_700 + 100 * rng.nextUnit();
    }
  }
  rows.sort((one, other) => one.atS - other.atS);
  const truth = new Int32Array(rows.length).fill(-1);
  const last = new Map<number, number>();
  for (const [index, { vessel }] of rows.entries()) {
    const before = last.get(vessel);
    if (before !== undefined) truth[before] = index;
    last.set(vessel, index);
  }
  const points = withVelocities({
    count: rows.length,
    atS: Float64Array.from(rows, (row) => row.atS),
    lonDeg: Float64Array.from(rows, (row) => row.lon),
    latDeg: Float64Array.from(rows, (row) => row.lat),
    speedMps: Float64Array.from(rows, (row) => row.mps),
    courseDeg: Float64Array.from(rows, (row) => row.deg),
  });
  return { points, truth };
}

test("[FUS-175] vessels on crossing ways are told apart without their names", () => {
  const { points, truth } = made(60, 12);
  const own = linkAccuracy(linkPoints(points).nextOf, truth);
  expect(own).toBeGreaterThan(0.95);
  expect(own).toBeGreaterThanOrEqual(linkAccuracy(linkNearest(points), truth));
});

test("[FUS-175] each report has at most one before and one after it, and later is later", () => {
  const { points } = made(40, 8);
  const { nextOf } = linkPoints(points);
  const used = new Set<number>();
  for (const [earlier, later] of nextOf.entries()) {
    if (later === -1) continue;
    expect(points.atS[later]).toBeGreaterThan(points.atS[earlier] ?? Number.NaN);
    expect(used.has(later)).toBe(false);
    used.add(later);
  }
});

test.each([
  [[1, 2, -1], [1, 2, -1], 1],
  [[-1, -1, -1], [1, 2, -1], 2 / 6],
  [[2, -1, -1], [1, 2, -1], 2 / 6],
])("[FUS-175] links %j against %j are right to %d", (found, truth, share) => {
  expect(linkAccuracy(Int32Array.from(found), Int32Array.from(truth))).toBeCloseTo(share, 9);
});

test("no reports give no links", () => {
  const none = new Float64Array(0);
  const points = withVelocities({
    count: 0,
    atS: none,
    lonDeg: none,
    latDeg: none,
    speedMps: none,
    courseDeg: none,
  });
  expect(linkPoints(points).nextOf).toHaveLength(0);
});
