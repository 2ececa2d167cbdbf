import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { TrackScene } from "../testing/track-scenes.ts";
import { MultiScanTracker } from "./multi-scan-tracker.ts";
import { PlaneTracker } from "./plane-tracker.ts";
import { gospa, type PlanePoint } from "./set-distance.ts";

const names = Array.from({ length: 8 }, (_, index) => `small-${index + 1}`);

function readScene(name: string): TrackScene {
  const file = new URL(`../../../../fixtures/tracks/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as TrackScene;
}

function optionsFor({ parameters }: TrackScene) {
  const areaM2 = (2 * parameters.reachM) ** 2;
  return {
    motion: {
      turnRateRadPerS: parameters.turnRateRadPerS,
      accelerationMps2: 0.15,
      changeTimeS: 100,
      speedSigmaMps: 8,
    },
    positionSigmaM: parameters.positionSigmaM,
    detectionRatio: parameters.detectionRatio,
    clutterPerM2: 2 / areaM2,
    presentPerM2: parameters.objectCount / areaM2,
    birthPerM2: 0.05 / areaM2,
    survivalRatio: 0.999,
    toldRatio: 0.6,
    trackCountMax: 500,
  };
}

function meanM(scene: TrackScene, told: readonly (readonly PlanePoint[])[]): number {
  const values = scene.truth
    .map((truth, scan) => gospa(told[scan] ?? [], truth, { cutOffM: 200, order: 2 }).value)
    .slice(2);
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

function multiScan(scene: TrackScene, scanWindow: number) {
  const tracker = new MultiScanTracker({
    ...optionsFor(scene),
    scanWindow,
    branchCountMax: 40,
    pastCountMax: 40,
  });
  for (const [scan, places] of scene.detections.entries()) {
    tracker.scan(scan * 10_000, Float64Array.from(places.flat()));
  }
  return tracker;
}

test("[FUS-176] on small scenes, tracks revised by later scans are nearer to the truth than any told at once", () => {
  let revisedM = 0;
  let atOnceM = 0;
  for (const name of names) {
    const scene = readScene(name);
    const tracks = multiScan(scene, 8).revisedTracks();
    const told = scene.truth.map((_, scan) =>
      tracks
        .flatMap(({ past }) => past.filter((point) => point.scan === scan))
        .map(({ estimate }) => [estimate.eastM, estimate.northM] as const),
    );
    revisedM += meanM(scene, told) / names.length;
    const plain = new PlaneTracker({ ...optionsFor(scene), association: "probabilistic" });
    const plainTold = scene.detections.map((places, scan) => {
      plain.scan(scan * 10_000, Float64Array.from(places.flat()));
      return plain.tracks().map(({ eastM, northM }) => [eastM, northM] as const);
    });
    atOnceM += meanM(scene, plainTold) / names.length;
  }
  expect(revisedM).toBeLessThan(0.8 * atOnceM);
  expect(revisedM).toBeLessThan(75);
});

test("[FUS-176] no track is anywhere twice in one scan, and none beyond the last one", () => {
  const tracker = multiScan(readScene("dense-crossing"), 3);
  const tracks = tracker.revisedTracks();
  expect(tracks.length).toBeGreaterThan(20);
  for (const { past } of tracks) {
    const scans = past.map((point) => point.scan);
    expect(scans).toEqual([...new Set(scans)].sort((one, other) => one - other));
    expect(scans.at(-1)).toBeLessThan(34);
  }
});
