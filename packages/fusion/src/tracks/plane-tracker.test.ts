import { readFileSync } from "node:fs";
import { seededRng } from "@truceline/model";
import { expect, test } from "vitest";
import type { TrackScene } from "../testing/track-scenes.ts";
import { meanGospaM, toldOf, trackerOptionsFor } from "../testing/tracked-scenes.ts";
import { PlaneTracker } from "./plane-tracker.ts";
import { type AssociationKind, associations } from "./plane-tracker-options.ts";

function readScene(name: string): TrackScene {
  const file = new URL(`../../../../fixtures/tracks/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as TrackScene;
}

function trackerFor(scene: TrackScene, association: AssociationKind, trackCountMax = 1_000) {
  return new PlaneTracker({ ...trackerOptionsFor(scene), association, trackCountMax });
}

function meanM(name: string, association: AssociationKind): number {
  const scene = readScene(name);
  return meanGospaM(scene, toldOf(scene, trackerFor(scene, association)));
}

test.each([
  ["fifty-objects", 220],
  ["two-hundred-objects", 600],
])("[FUS-172] %s are followed by every association", (name, mostM) => {
  for (const association of associations) {
    expect(meanM(name, association)).toBeLessThan(mostM);
  }
});

test("[FUS-172] in a dense crossing, pairing all at once beats the nearest, and chances beat a pairing", () => {
  const globalM = meanM("dense-crossing", "global-nearest");
  expect(globalM).toBeLessThan(meanM("dense-crossing", "nearest"));
  expect(meanM("dense-crossing", "probabilistic")).toBeLessThan(globalM);
});

test("[FUS-200] two that go side by side stay two, and where they are", () => {
  const scene = readScene("small-7");
  const rng = seededRng("side by side");
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - rng.nextUnit())) * Math.cos(2 * Math.PI * rng.nextUnit());
  let apartM = 0;
  const runCount = 40;
  for (let run = 0; run < runCount; run++) {
    const tracker = trackerFor(scene, "probabilistic");
    for (let scan = 0; scan < 20; scan++) {
      // 60 m apart, less than the error of a place on either side.
      const places = [0, 60].flatMap((northM) => [
        80 * scan + 25 * normal(),
        northM + 25 * normal(),
      ]);
      tracker.scan(scan * 10_000, Float64Array.from(places));
    }
    const tracks = tracker.tracks();
    expect(tracks).toHaveLength(2);
    const [one, other] = tracks.map(({ northM }) => northM) as [number, number];
    apartM += Math.abs(one - other) / runCount;
  }
  expect(apartM).toBeGreaterThan(45);
  expect(apartM).toBeLessThan(75);
});

test("[FUS-157] the tracker never holds more tracks than it may", () => {
  const scene = readScene("dense-crossing");
  const told = toldOf(scene, trackerFor(scene, "probabilistic", 10));
  for (const tracks of told) expect(tracks.length).toBeLessThanOrEqual(10);
});

test("[FUS-172] without places tracks end, and nothing begins", () => {
  const scene = readScene("fifty-objects");
  const tracker = trackerFor(scene, "probabilistic");
  toldOf({ ...scene, detections: scene.detections.slice(0, 5) }, tracker);
  expect(tracker.tracks().length).toBeGreaterThan(40);
  for (let scan = 5; scan < 9; scan++) tracker.scan(scan * 10_000, new Float64Array(0));
  expect(tracker.tracks()).toEqual([]);
});
