import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { TrackScene } from "../testing/track-scenes.ts";
import { PlaneTracker } from "./plane-tracker.ts";
import { type AssociationKind, associations } from "./plane-tracker-options.ts";
import { gospa } from "./set-distance.ts";

function readScene(name: string): TrackScene {
  const file = new URL(`../../../../fixtures/tracks/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as TrackScene;
}

function trackerFor(
  { parameters }: TrackScene,
  association: AssociationKind,
  trackCountMax = 1_000,
) {
  const areaM2 = (2 * parameters.reachM) ** 2;
  return new PlaneTracker({
    association,
    motion: {
      turnRateRadPerS: parameters.turnRateRadPerS,
      accelerationMps2: 0.15,
      changeTimeS: 100,
      speedSigmaMps: 8,
    },
    positionSigmaM: parameters.positionSigmaM,
    detectionRatio: parameters.detectionRatio,
    clutterPerM2: 8 / areaM2,
    presentPerM2: parameters.objectCount / areaM2,
    birthPerM2: 0.5 / areaM2,
    survivalRatio: 0.999,
    toldRatio: 0.6,
    trackCountMax,
  });
}

function meanGospaM(scene: TrackScene, association: AssociationKind): number {
  const tracker = trackerFor(scene, association);
  let sumM = 0;
  for (const [scan, places] of scene.detections.entries()) {
    tracker.scan(scan * scene.parameters.stepS * 1000, Float64Array.from(places.flat()));
    const told = tracker.tracks().map(({ eastM, northM }) => [eastM, northM] as const);
    const truth = scene.truth[scan] ?? [];
    if (scan >= 2) sumM += gospa(told, truth, { cutOffM: 200, order: 2 }).value;
  }
  return sumM / (scene.detections.length - 2);
}

test.each([
  ["fifty-objects", 220],
  ["two-hundred-objects", 600],
])("[FUS-172] %s are followed by every association", (name, mostM) => {
  for (const association of associations) {
    expect(meanGospaM(readScene(name), association)).toBeLessThan(mostM);
  }
});

test("[FUS-172] in a dense crossing, pairing all at once beats the nearest, and chances beat a pairing", () => {
  const scene = readScene("dense-crossing");
  const nearestM = meanGospaM(scene, "nearest");
  const globalM = meanGospaM(scene, "global-nearest");
  const probabilisticM = meanGospaM(scene, "probabilistic");
  expect(globalM).toBeLessThan(nearestM);
  expect(probabilisticM).toBeLessThan(globalM);
});

test("[FUS-157] the tracker never holds more tracks than it may", () => {
  const scene = readScene("dense-crossing");
  const tracker = trackerFor(scene, "probabilistic", 10);
  for (const [scan, places] of scene.detections.entries()) {
    tracker.scan(scan * 10_000, Float64Array.from(places.flat()));
    expect(tracker.tracks().length).toBeLessThanOrEqual(10);
  }
});

test("[FUS-172] without places tracks end, and nothing begins", () => {
  const scene = readScene("fifty-objects");
  const tracker = trackerFor(scene, "probabilistic");
  for (let scan = 0; scan < 5; scan++) {
    const places = scene.detections[scan]?.flat() ?? [];
    tracker.scan(scan * 10_000, Float64Array.from(places));
  }
  expect(tracker.tracks().length).toBeGreaterThan(40);
  for (let scan = 5; scan < 9; scan++) tracker.scan(scan * 10_000, new Float64Array(0));
  expect(tracker.tracks()).toEqual([]);
});
