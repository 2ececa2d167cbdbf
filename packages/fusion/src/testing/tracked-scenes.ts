import type { PlaneTrackerOptions } from "../tracks/plane-tracker-options.ts";
import { gospa, type PlanePoint } from "../tracks/set-distance.ts";
import type { TrackScene } from "./track-scenes.ts";

/** What a tracker is told of a scene: how it was made, never the truth. */
export function trackerOptionsFor({
  parameters,
}: TrackScene): Omit<PlaneTrackerOptions, "association"> {
  const areaM2 = (2 * parameters.reachM) ** 2;
  const heardCount = parameters.objectCount * parameters.scanCount * parameters.detectionRatio;
  const falseCount = Math.max(1, parameters.detectionCount - heardCount) / parameters.scanCount;
  return {
    motion: {
      turnRateRadPerS: parameters.turnRateRadPerS,
      accelerationMps2: 0.15,
      changeTimeS: 100,
      speedSigmaMps: parameters.speedMps[1] * 0.6,
    },
    positionSigmaM: parameters.positionSigmaM,
    detectionRatio: parameters.detectionRatio,
    clutterPerM2: falseCount / areaM2,
    presentPerM2: parameters.objectCount / areaM2,
    birthPerM2: (0.01 * parameters.objectCount) / areaM2,
    survivalRatio: 0.999,
    toldRatio: 0.6,
    trackCountMax: 1_000,
  };
}

interface SceneTracker {
  scan(atMs: number, places: Float64Array): void;
  tracks(): readonly { readonly eastM: number; readonly northM: number }[];
}

/** Gives a tracker all scans of a scene, and returns what it told after each. */
export function toldOf(
  scene: TrackScene,
  tracker: SceneTracker,
): readonly (readonly PlanePoint[])[] {
  return scene.detections.map((places, scan) => {
    tracker.scan(scan * scene.parameters.stepS * 1000, Float64Array.from(places.flat()));
    return tracker.tracks().map(({ eastM, northM }) => [eastM, northM] as const);
  });
}

/** Mean over the scans from the third on: before, nobody can tell a track from two places. */
export function meanGospaM(scene: TrackScene, told: readonly (readonly PlanePoint[])[]): number {
  const values = scene.truth
    .map((truth, scan) => gospa(told[scan] ?? [], truth, { cutOffM: 200, order: 2 }).value)
    .slice(2);
  return values.reduce((sum, value) => sum + value / values.length, 0);
}
