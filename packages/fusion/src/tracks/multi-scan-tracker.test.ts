import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { TrackScene } from "../testing/track-scenes.ts";
import { meanGospaM, toldOf, trackerOptionsFor } from "../testing/tracked-scenes.ts";
import { MultiScanTracker } from "./multi-scan-tracker.ts";
import { PlaneTracker } from "./plane-tracker.ts";

function readScene(name: string): TrackScene {
  const file = new URL(`../../../../fixtures/tracks/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as TrackScene;
}

const scenes = Array.from({ length: 8 }, (_, index) => readScene(`small-${index + 1}`));

function multiScan(scene: TrackScene, scanWindow: number) {
  const tracker = new MultiScanTracker({
    ...trackerOptionsFor(scene),
    scanWindow,
    branchCountMax: 40,
    pastCountMax: 40,
  });
  return { tracker, told: toldOf(scene, tracker) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

test("[FUS-176] on small scenes, tracks revised by later scans are nearer to the truth than any told at once", () => {
  const several = scenes.map((scene) => ({ scene, ...multiScan(scene, 8) }));
  const revisedM = mean(
    several.map(({ scene, tracker }) => {
      const tracks = tracker.revisedTracks();
      const told = scene.truth.map((_, scan) =>
        tracks
          .flatMap(({ past }) => past.filter((point) => point.scan === scan))
          .map(({ estimate }) => [estimate.eastM, estimate.northM] as const),
      );
      return meanGospaM(scene, told);
    }),
  );
  const atOnceM = mean(several.map(({ scene, told }) => meanGospaM(scene, told)));
  expect(revisedM).toBeLessThan(0.9 * atOnceM);
  expect(revisedM).toBeLessThan(75);
  // Told at once, chances come near to it, without keeping any way open.
  const chancesM = mean(
    scenes.map((scene) => {
      const options = { ...trackerOptionsFor(scene), association: "probabilistic" as const };
      return meanGospaM(scene, toldOf(scene, new PlaneTracker(options)));
    }),
  );
  expect(chancesM).toBeLessThan(1.08 * atOnceM);
});

test("[FUS-176] no track is anywhere twice in one scan, and none beyond the last one", () => {
  const { tracker } = multiScan(readScene("dense-crossing"), 3);
  const tracks = tracker.revisedTracks();
  expect(tracks.length).toBeGreaterThan(20);
  for (const { past } of tracks) {
    const scans = past.map((point) => point.scan);
    expect(scans).toEqual([...new Set(scans)].sort((one, other) => one - other));
    expect(scans.at(-1)).toBeLessThan(34);
  }
});
