import type { MotionEstimate } from "./motion.ts";
import type { PlaneTrackerOptions } from "./plane-tracker-options.ts";
import { TurnFilter } from "./turn-filter.ts";
import { SLOT_SIZE } from "./turn-slot.ts";

/** One way in which a track could have run through a scene. */
export interface TrackHypothesis {
  /** Index of the place in each scan; −1 where it was missed or before it began. */
  readonly places: readonly number[];
  /** By how much it is likelier than that its places came from nothing, natural logarithm. */
  readonly gain: number;
  /** From its second place on, for each scan; undefined before. */
  readonly estimates: readonly (MotionEstimate | undefined)[];
}

export interface HypothesisLimits {
  /** Scans in which it may be missed, from its first place to the end. */
  readonly missCountMax: number;
  /** More are refused: the scene is too large for this. */
  readonly hypothesisCountMax: number;
}

/** As the gate of `PlaneTracker`, so that neither sees what the other cannot. */
const GATE = 16;

/**
 * Every way in which a track could run through a scene and be likelier than nothing: what a solver
 * chooses from to find the best explanation of all scans at once, against which trackers that go
 * scan by scan are measured. For small scenes only. Undefined where there are too many ways.
 *
 * The gain is that of track-oriented multiple hypothesis tracking (Blackman 2004), by the same
 * filter and the same numbers as `PlaneTracker`; a track that began goes on to the last scan.
 */
export function trackHypotheses(
  scans: readonly Float64Array[],
  stepS: number,
  options: PlaneTrackerOptions,
  limits: HypothesisLimits,
): readonly TrackHypothesis[] | undefined {
  const filter = new TurnFilter(options.motion);
  const varianceM2 = options.positionSigmaM ** 2;
  const { detectionRatio, clutterPerM2, birthPerM2, presentPerM2 } = options;
  const found: TrackHypothesis[] = [];
  const missGain = Math.log(1 - detectionRatio);

  function goOn(
    scan: number,
    slots: Float64Array,
    places: readonly number[],
    estimates: readonly (MotionEstimate | undefined)[],
    gain: number,
    missCount: number,
  ): boolean {
    if (scan === scans.length) {
      const isLong = places.filter((place) => place !== -1).length > 1;
      if (gain > 0 && isLong) found.push({ places, gain, estimates });
      return found.length <= limits.hypothesisCountMax;
    }
    const ahead = slots.slice();
    filter.advance(ahead, 0, stepS);
    if (missCount < limits.missCountMax) {
      const missed = [...estimates, told(filter, ahead, places)];
      if (!goOn(scan + 1, ahead, [...places, -1], missed, gain + missGain, missCount + 1)) {
        return false;
      }
    }
    const received = scans[scan] as Float64Array;
    for (let place = 0; place < received.length / 2; place++) {
      const east = received[place * 2] as number;
      const north = received[place * 2 + 1] as number;
      if (filter.distanceSquared(ahead, 0, east, north, varianceM2) > GATE) continue;
      const density = filter.likelihood(ahead, 0, east, north, varianceM2);
      const after = ahead.slice();
      filter.receive(after, 0, received, [place], [1], 1, varianceM2);
      const longer = [...places, place];
      const more = gain + Math.log((detectionRatio * density) / clutterPerM2);
      const told2 = [...estimates, told(filter, after, longer)];
      if (!goOn(scan + 1, after, longer, told2, more, missCount)) return false;
    }
    return true;
  }

  for (const [scan, received] of scans.entries()) {
    for (let place = 0; place < received.length / 2; place++) {
      const slots = new Float64Array(SLOT_SIZE);
      const east = received[place * 2] as number;
      const north = received[place * 2 + 1] as number;
      filter.begin(slots, 0, east, north, options.positionSigmaM);
      const before = Array.from({ length: scan }, () => -1);
      const gain = Math.log((scan === 0 ? presentPerM2 : birthPerM2) / clutterPerM2);
      const silent = Array.from({ length: scan + 1 }, () => undefined);
      if (!goOn(scan + 1, slots, [...before, place], silent, gain, 0)) return undefined;
    }
  }
  return found;
}

function told(
  filter: TurnFilter,
  slots: Float64Array,
  places: readonly number[],
): MotionEstimate | undefined {
  const count = places.filter((place) => place !== -1).length;
  return count > 1 ? filter.estimate(slots, 0) : undefined;
}
