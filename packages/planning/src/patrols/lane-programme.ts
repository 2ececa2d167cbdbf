import type { Ranged } from "../assumption.ts";
import { PlanningError } from "../errors.ts";
import { overCorners } from "./range-box.ts";

/** A sea lane or an air corridor. */
export interface Lane {
  readonly id: string;
  readonly kind: "sea" | "air";
  readonly lengthKm: number;
  /** How long what is done there can still be seen, hours: a vessel in a lane, an aircraft crossing. */
  readonly persistenceH: Ranged;
}

/** Ships, boats or aircraft that go up and down a lane. */
export interface Craft {
  readonly id: string;
  readonly count: number;
  readonly speedKmh: Ranged;
  /** To both sides of its way together. */
  readonly sweepKm: Ranged;
  readonly hoursOut: Ranged;
  /** From its base to the lane and back, hours. */
  readonly transitH: Ranged;
  /** Between two trips: crew's rest, fuel, upkeep; hours. */
  readonly turnaroundH: Ranged;
  /** Ready for use, and weather in which it may go. */
  readonly readyRatio: Ranged;
}

/** Receivers and radars that stand and see part of a lane at all times. */
export interface LaneWatch {
  readonly id: string;
  readonly count: number;
  readonly radiusKm: Ranged;
  readonly readyRatio: Ranged;
}

export interface LaneCraftShare {
  readonly craft: string;
  /** On the lane at any hour, on the mean. */
  readonly onLaneCount: Ranged;
}

export interface LaneFigures {
  readonly lane: string;
  readonly kind: "sea" | "air";
  readonly craft: readonly LaneCraftShare[];
  readonly passesPerDay: Ranged;
  /** Between two passes at one place; null where nothing passes, at that end. */
  readonly meanGapH: {
    readonly value: number | null;
    readonly low: number | null;
    readonly high: number | null;
  };
  /** Seen by craft that pass at even intervals: what a known timetable promises who does not know it. */
  readonly detectionAtEvenGaps: Ranged;
  /** Seen by craft that pass at random: guaranteed against who knows how often, not when. */
  readonly detectionAtRandom: Ranged;
  /** Share of the lane within sight of something that stands. */
  readonly watchedRatio: Ranged;
  /** Random passes and standing watch together, means that fail apart. */
  readonly detection: Ranged;
}

/**
 * What ships, aircraft and standing receivers see of a lane. Passes a day = craft on the lane × speed ×
 * 24 / length; on the lane = count × ready × (hours out − transit) / (hours out + turnaround). Each
 * pass sees the share of the width that it sweeps. Detection at even gaps counts the passes within the
 * persistence; at random passes it is 1 − exp(−persistence × passes × share / 24). Ranges are the true
 * extremes over all inputs, as every figure rises or falls in each (at even gaps: for craft of one
 * sweep).
 *
 * @param widthKm Width of the lane.
 * @throws PlanningError `TL_PLAN_PATROL`, `TL_PLAN_RANGE`
 */
export function laneFigures(
  lane: Lane,
  widthKm: number,
  craft: readonly Craft[],
  watches: readonly LaneWatch[],
): LaneFigures {
  if (!(lane.lengthKm > 0 && widthKm > 0)) {
    throw new PlanningError("TL_PLAN_PATROL", { lane: lane.id, lengthKm: lane.lengthKm, widthKm });
  }
  for (const { id, count } of [...craft, ...watches]) {
    if (!(count >= 0)) throw new PlanningError("TL_PLAN_PATROL", { craft: id, count });
  }
  const parts = craft.map((one) => craftParts(lane, widthKm, one));
  const sum = (of: (part: CraftParts) => Ranged) => addRanged(parts.map(of));
  const passes = sum(({ passesPerDay }) => passesPerDay);
  const sweptPasses = sum(({ sweptPerDay }) => sweptPerDay);
  const inverse = (perDay: number) => (perDay > 0 ? 24 / perDay : null);
  const persistence = { persistenceH: lane.persistenceH, sweptPerDay: sweptPasses };
  const evenAt = (end: "value" | "low" | "high") =>
    seenAtEvenGaps(lane.persistenceH[end], passes[end], sweptPasses[end]);
  const [evenValue, evenLow, evenHigh] = [evenAt("value"), evenAt("low"), evenAt("high")];
  const even = {
    value: evenValue,
    low: Math.min(evenLow, evenValue),
    high: Math.max(evenHigh, evenValue),
  };
  const random = overCorners(
    persistence,
    ({ persistenceH, sweptPerDay }) => 1 - Math.exp((-persistenceH * sweptPerDay) / 24),
  );
  const watched = addRanged(
    watches.map(({ count, radiusKm, readyRatio }) =>
      overCorners({ radiusKm, readyRatio }, (at) => {
        return (count * 2 * at.radiusKm * at.readyRatio) / lane.lengthKm;
      }),
    ),
  );
  const watchedRatio = mapRanged(watched, (share) => Math.min(1, share));
  const detection = overCorners(
    { random, watchedRatio },
    (at) => 1 - (1 - at.random) * (1 - at.watchedRatio),
  );
  return {
    lane: lane.id,
    kind: lane.kind,
    craft: parts.map(({ id, onLaneCount }) => ({ craft: id, onLaneCount })),
    passesPerDay: passes,
    meanGapH: {
      value: inverse(passes.value),
      low: inverse(passes.high),
      high: inverse(passes.low),
    },
    detectionAtEvenGaps: even,
    detectionAtRandom: random,
    watchedRatio,
    detection,
  };
}

/** Passes at even gaps from a phase nobody knows, each of which sees the share swept of all passes. */
function seenAtEvenGaps(persistenceH: number, passesPerDay: number, sweptPerDay: number): number {
  if (passesPerDay <= 0) return 0;
  const missRatio = Math.max(0, 1 - sweptPerDay / passesPerDay);
  const passes = (persistenceH * passesPerDay) / 24;
  const whole = Math.floor(passes);
  return 1 - missRatio ** whole * (1 - (passes - whole) * (1 - missRatio));
}

interface CraftParts {
  readonly id: string;
  readonly onLaneCount: Ranged;
  readonly passesPerDay: Ranged;
  /** Passes that see a given place across the width. */
  readonly sweptPerDay: Ranged;
}

function craftParts(lane: Lane, widthKm: number, craft: Craft): CraftParts {
  const { count, speedKmh, sweepKm, hoursOut, transitH, turnaroundH, readyRatio } = craft;
  const duty = { hoursOut, transitH, turnaroundH, readyRatio };
  const onLane = (at: Readonly<Record<keyof typeof duty, number>>) => {
    const cycleH = at.hoursOut + at.turnaroundH;
    const useful = Math.max(0, at.hoursOut - at.transitH);
    return cycleH > 0 ? (count * at.readyRatio * useful) / cycleH : 0;
  };
  const passes = (at: Readonly<Record<keyof typeof duty | "speedKmh", number>>) =>
    (onLane(at) * at.speedKmh * 24) / lane.lengthKm;
  return {
    id: craft.id,
    onLaneCount: overCorners(duty, onLane),
    passesPerDay: overCorners({ ...duty, speedKmh }, passes),
    sweptPerDay: overCorners({ ...duty, speedKmh, sweepKm }, (at) => {
      return passes(at) * Math.min(1, at.sweepKm / widthKm);
    }),
  };
}

/** Sums of quantities that vary apart. */
function addRanged(parts: readonly Ranged[]): Ranged {
  const total = (of: (part: Ranged) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  return {
    value: total(({ value }) => value),
    low: total(({ low }) => low),
    high: total(({ high }) => high),
  };
}

function mapRanged({ value, low, high }: Ranged, rising: (value: number) => number): Ranged {
  return { value: rising(value), low: rising(low), high: rising(high) };
}
