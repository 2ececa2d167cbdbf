import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { type UnnamedPoints, withVelocities } from "./link-model.ts";
import { linkAccuracy, linkNearest, linkPoints } from "./link-points.ts";

const file = new URL(
  "../../../../../shared/data/ais-association/atd2025-dataset1_truth.csv.gz",
  import.meta.url,
);
const knotMps = 0.514_444;

/** Part of the set, by longitude, so that a test does not take a minute. */
function read(westDeg: number, eastDeg: number): { points: UnnamedPoints; truth: Int32Array } {
  const rows = gunzipSync(readFileSync(file))
    .toString()
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","))
    .filter((row) => Number(row[5]) >= westDeg && Number(row[5]) < eastDeg);
  const column = (at: number) => Float64Array.from(rows, (row) => Number(row[at]));
  const truth = new Int32Array(rows.length).fill(-1);
  const last = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const track = row[2] ?? "";
    const before = last.get(track);
    if (before !== undefined) truth[before] = index;
    last.set(track, index);
  }
  const points = withVelocities({
    count: rows.length,
    atS: Float64Array.from(rows, (row) => Date.parse(`${row[3]}Z`) / 1000),
    lonDeg: column(5),
    latDeg: column(4),
    speedMps: column(6).map((knots) => knots * knotMps),
    courseDeg: column(7),
  });
  return { points, truth };
}

test.skipIf(!existsSync(file))(
  "[FUS-175] on a day of AIS without identities far more links are right than by nearest neighbour",
  () => {
    const { points, truth } = read(-89.5, -87.5);
    expect(points.count).toBeGreaterThan(3_000);
    const own = linkAccuracy(linkPoints(points).nextOf, truth);
    const nearest = linkAccuracy(linkNearest(points), truth);
    expect(own).toBeGreaterThan(0.65);
    expect(own).toBeGreaterThan(nearest + 0.2);
  },
  120_000,
);
