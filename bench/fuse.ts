// Tracks from scans without identities: a thousand detections of 50 and of 200 objects and of a dense
// crossing, each whole scene in at most 5 ms of CPU; GOSPA of nearest neighbour, global nearest
// neighbour and joint probabilistic association side by side; and on small scenes these and multi-scan
// tracks beside the best explanation of all scans at once, proved by an exact solver. Where the set is
// there: a day of AIS without identities, links of all reports at once beside the nearest neighbour.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import {
  type AssociationKind,
  associations,
  linkAccuracy,
  linkNearest,
  linkPoints,
  MultiScanTracker,
  PlaneTracker,
  type PlaneTrackerOptions,
  trackHypotheses,
  withVelocities,
} from "@truceline/fusion";
import type { MixedIntegerModel } from "@truceline/planning";
import { highsWasmSolver } from "@truceline/solver-highs";
import type { TrackScene } from "../packages/fusion/src/testing/track-scenes.ts";
import { meanGospaM, trackerOptionsFor } from "../packages/fusion/src/testing/tracked-scenes.ts";
import { median, printLine } from "./bench-line.ts";

const floorMs = 5;
const withinRatio = 1.05;
const folder = new URL("../fixtures/tracks/", import.meta.url);

function readScene(name: string): TrackScene {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as TrackScene;
}

function optionsFor(scene: TrackScene, association: AssociationKind): PlaneTrackerOptions {
  return { ...trackerOptionsFor(scene), association };
}

function scansOf(scene: TrackScene): readonly Float64Array[] {
  return scene.detections.map((places) => Float64Array.from(places.flat()));
}

function follow(scene: TrackScene, scans: readonly Float64Array[], options: PlaneTrackerOptions) {
  const tracker = new PlaneTracker(options);
  return scans.map((scan, index) => {
    tracker.scan(index * scene.parameters.stepS * 1000, scan);
    return tracker.tracks();
  });
}

function meanGospa(
  scene: TrackScene,
  estimates: readonly (readonly { readonly eastM: number; readonly northM: number }[])[],
): number {
  const places = estimates.map((told) => told.map(({ eastM, northM }) => [eastM, northM] as const));
  return meanGospaM(scene, places);
}

const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

for (const name of ["fifty-objects", "two-hundred-objects", "dense-crossing"]) {
  const scene = readScene(name);
  const scans = scansOf(scene);
  const errors: Record<string, number> = {};
  const times: Record<string, number> = {};
  for (const association of associations) {
    const options = optionsFor(scene, association);
    errors[association] = meanGospa(scene, follow(scene, scans, options));
    const runs: number[] = [];
    for (let run = 0; run < 60; run++) {
      const startMs = cpuMs();
      follow(scene, scans, options);
      // The first runs warm up the compiler, whose own threads count as well.
      if (run >= 20) runs.push(cpuMs() - startMs);
    }
    times[association] = median(runs);
  }
  const worstMs = Math.max(...Object.values(times));
  const { objectCount, scanCount, detectionCount } = scene.parameters;
  printLine({
    name: `fuse ${name}`,
    value: worstMs,
    unit: "ms CPU for the whole scene, slowest of three ways",
    against: `at most ${floorMs} ms`,
    ratio: floorMs / worstMs,
    detail: { objectCount, scanCount, detectionCount, gospaM: errors, medianCpuMs: times },
  });
}

const solver = highsWasmSolver();
let columnCount = 0;

/** The ways that together explain the scans best, proved; of each, where it was at each scan. */
async function bestExplanation(scene: TrackScene, scans: readonly Float64Array[]) {
  const options = optionsFor(scene, "global-nearest");
  const limits = { missCountMax: 3, hypothesisCountMax: 200_000 };
  const ways = trackHypotheses(scans, scene.parameters.stepS, options, limits);
  if (ways === undefined) throw new Error("A scene has too many ways to be solved");
  columnCount = Math.max(columnCount, ways.length);
  const rows = new Map<string, number[]>();
  for (const [index, { places }] of ways.entries()) {
    for (const [scan, place] of places.entries()) {
      if (place === -1) continue;
      const key = `${scan}/${place}`;
      const row = rows.get(key);
      if (row === undefined) rows.set(key, [index]);
      else row.push(index);
    }
  }
  const model: MixedIntegerModel = {
    sense: "max",
    columns: ways.map(({ gain }, index) => ({
      name: `w${index}`,
      objective: gain,
      lower: 0,
      upper: 1,
      integer: true,
    })),
    rows: [...rows.values()].map((columns, index) => ({
      name: `r${index}`,
      lower: Number.NEGATIVE_INFINITY,
      upper: 1,
      entries: columns.map((column) => [column, 1] as const),
    })),
  };
  const result = await solver.solve(model, { gapRatio: 0, timeLimitMs: 120_000 });
  if (result.status !== "optimal") throw new Error(`A small scene: ${result.detail}`);
  return ways
    .filter((_, index) => (result.values[index] ?? 0) > 0.5)
    .map(({ estimates }) => estimates);
}

const small = readdirSync(folder)
  .filter((file) => file.startsWith("small-"))
  .map((file) => file.replace(".json", ""));
const atOnce: Record<string, number> = {};
const revised: Record<string, number> = {};
const add = (sums: Record<string, number>, name: string, value: number) => {
  sums[name] = (sums[name] ?? 0) + value / small.length;
};
for (const name of small) {
  const scene = readScene(name);
  const scans = scansOf(scene);
  for (const association of associations) {
    const told = follow(scene, scans, optionsFor(scene, association));
    add(atOnce, association, meanGospa(scene, told));
  }
  const several = new MultiScanTracker({
    ...optionsFor(scene, "global-nearest"),
    scanWindow: 8,
    branchCountMax: 60,
    pastCountMax: 60,
  });
  const severalTold = scans.map((scan, index) => {
    several.scan(index * scene.parameters.stepS * 1000, scan);
    return several.tracks();
  });
  add(atOnce, "multiScan", meanGospa(scene, severalTold));
  const severalRevised = scans.map((_, scan) =>
    several
      .revisedTracks()
      .flatMap(({ past }) => past.filter((point) => point.scan === scan))
      .map(({ estimate }) => estimate),
  );
  add(revised, "multiScan", meanGospa(scene, severalRevised));
  const optimumTold = [];
  for (let scan = 0; scan < scans.length; scan++) {
    const chosen = await bestExplanation(scene, scans.slice(0, scan + 1));
    optimumTold.push(
      chosen.map((estimates) => estimates[scan]).filter((told) => told !== undefined),
    );
    if (scan < scans.length - 1) continue;
    const all = scans.map((_, at) =>
      chosen.map((estimates) => estimates[at]).filter((told) => told !== undefined),
    );
    add(revised, "optimum", meanGospa(scene, all));
  }
  add(atOnce, "optimum", meanGospa(scene, optimumTold));
}
for (const { when, gospaM, candidates, scansSeen } of [
  {
    when: "told at each scan",
    gospaM: atOnce,
    candidates: associations,
    scansSeen: "the scans so far",
  },
  {
    when: "revised after the last scan",
    gospaM: revised,
    candidates: ["multiScan"],
    scansSeen: "all scans at once",
  },
]) {
  const ofName = (name: string) => gospaM[name] ?? Number.NaN;
  const optimum = ofName("optimum");
  const best = candidates.toSorted((one, other) => ofName(one) - ofName(other))[0] ?? "";
  printLine({
    name: `fuse small scenes, ${when}`,
    value: ofName(best),
    unit: `m GOSPA of ${best}, mean over scans and scenes`,
    against: `the best explanation of ${scansSeen}, proved by HiGHS; within 5 %`,
    ratio: (optimum * withinRatio) / ofName(best),
    detail: {
      sceneCount: small.length,
      gospaM,
      ofOptimum: ofName(best) / optimum,
      // Of the proved best of all scans: what no tracker that tells at once can see.
      ofAllScans: ofName(best) / (revised["optimum"] ?? Number.NaN),
      columnCount,
    },
  });
}

const ais = new URL(
  "../../shared/data/ais-association/atd2025-dataset1_truth.csv.gz",
  import.meta.url,
);
if (existsSync(ais)) {
  const knotMps = 0.514_444;
  const rows = gunzipSync(readFileSync(ais))
    .toString()
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  const column = (at: number) => Float64Array.from(rows, (row) => Number(row[at]));
  const truth = new Int32Array(rows.length).fill(-1);
  const last = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const before = last.get(row[2] ?? "");
    if (before !== undefined) truth[before] = index;
    last.set(row[2] ?? "", index);
  }
  const points = withVelocities({
    count: rows.length,
    atS: Float64Array.from(rows, (row) => Date.parse(`${row[3]}Z`) / 1000),
    lonDeg: column(5),
    latDeg: column(4),
    speedMps: column(6).map((knots) => knots * knotMps),
    courseDeg: column(7),
  });
  const startMs = cpuMs();
  const own = linkAccuracy(linkPoints(points).nextOf, truth);
  const ownS = (cpuMs() - startMs) / 1000;
  const nearest = linkAccuracy(linkNearest(points), truth);
  printLine({
    name: "fuse AIS without identities",
    value: own,
    unit: "share of neighbours right (metric of the ATD 2025 challenge)",
    against: "nearest neighbour on the same reports",
    ratio: own / nearest,
    detail: { reportCount: rows.length, trackCount: last.size, nearest, cpuS: ownS },
  });
} else {
  process.stderr.write("fuse: the set of AIS without identities is not there; left out\n");
}
