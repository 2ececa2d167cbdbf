import type { Assumption, Mark, Ranged } from "../assumption.ts";
import { PlanningError } from "../errors.ts";

export type Light = "day" | "night";
/** Which end of the ranges is looked at: `slow` is the least speed, `fast` the greatest. */
export type RangeEnd = "slow" | "value" | "fast";

/** Driving speed of a class of road, km/h. */
export interface RoadSpeed {
  readonly roadClass: string;
  readonly day: Ranged;
  readonly night: Ranged;
  readonly mark: Mark;
  readonly source: string;
}

/** Speeds by class; whoever drives off the roads goes by the class `off-road`. */
export type RoadSpeeds = readonly RoadSpeed[];

const speedMaxKmh = 200;

/**
 * Speeds of a marked patrol car where a document gives none. Assumed: escorted cars on roads in repair,
 * no blue light, slower by night for mines and barriers.
 */
export const assumedRoadSpeeds: RoadSpeeds = [
  speed("primary", [60, 45, 75], [45, 30, 60]),
  speed("road", [45, 30, 60], [35, 20, 50]),
  speed("track", [20, 10, 30], [12, 6, 20]),
  speed("off-road", [8, 4, 15], [5, 3, 10]),
];

function speed(
  roadClass: string,
  day: readonly [number, number, number],
  night: readonly [number, number, number],
): RoadSpeed {
  const ranged = ([value, low, high]: readonly [number, number, number]) => ({ value, low, high });
  const source = "assumed: marked cars, no published figure found";
  return { roadClass, day: ranged(day), night: ranged(night), mark: "assumed", source };
}

/** The same as entries of a list of assumptions. */
export function speedAssumptions(speeds: RoadSpeeds): readonly Assumption[] {
  return speeds.flatMap(({ roadClass, day, night, mark, source }) =>
    (["day", "night"] as const).map((light) => ({
      id: `speed-${roadClass}-${light}`,
      name: `Driving speed, ${roadClass}, by ${light}`,
      unit: "km/h",
      ...(light === "day" ? day : night),
      mark,
      source,
    })),
  );
}

/**
 * Metres a minute of a class of road.
 * @throws PlanningError `TL_PLAN_SPEED` for a class that the table lacks, or a speed that is none.
 */
export function metresPerMinute(
  speeds: RoadSpeeds,
  roadClass: string,
  light: Light,
  end: RangeEnd,
): number {
  const found = speeds.find((entry) => entry.roadClass === roadClass);
  if (found === undefined) throw new PlanningError("TL_PLAN_SPEED", { roadClass });
  const { value, low, high } = light === "day" ? found.day : found.night;
  if (!(low > 0 && low <= value && value <= high && high <= speedMaxKmh)) {
    throw new PlanningError("TL_PLAN_SPEED", { roadClass, light, low, value, high });
  }
  const kmh = end === "slow" ? low : end === "fast" ? high : value;
  return (kmh * 1000) / 60;
}

/** The speeds along a line that the true road follows with a detour: slower by as much, off road as before. */
export function slowedByDetour(speeds: RoadSpeeds, detour: Ranged): RoadSpeeds {
  const slowed = ({ value, low, high }: Ranged): Ranged => ({
    value: value / detour.value,
    low: low / detour.high,
    high: high / detour.low,
  });
  return speeds.map((entry) =>
    entry.roadClass === "off-road"
      ? entry
      : { ...entry, day: slowed(entry.day), night: slowed(entry.night) },
  );
}
