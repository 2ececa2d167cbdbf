import type { Deployment } from "@truceline/model";
import { type CoverageEngine, type CoverageQuery, HOUR_MS, lightSpans } from "@truceline/sensing";

const hoursPerDay = 24;
const DAY_MS = hoursPerDay * HOUR_MS;

/**
 * A name for each hour of a day: in hours of one name light and schedules are the same for every sensor
 * throughout, so that a deployment at its planned up-times covers the same. By day and by night many are.
 */
export function alikeHours({ posts, sensors }: Deployment, dayStartMs: number): readonly string[] {
  const hasHours = sensors.some(({ hours }) => hours !== undefined);
  const places = [
    ...posts.map(({ position }) => position),
    ...sensors.flatMap(({ position }) => (position === undefined ? [] : [position])),
  ];
  const positions = new Map(places.map((position) => [position.join(), position]));
  const marks = Array.from({ length: hoursPerDay }, () => new Set<string>());
  for (const position of positions.values()) {
    for (const { fromMs, toMs, isNight } of lightSpans(position, dayStartMs, dayStartMs + DAY_MS)) {
      const first = Math.floor((fromMs - dayStartMs) / HOUR_MS);
      const last = Math.ceil((toMs - dayStartMs) / HOUR_MS);
      for (let hour = first; hour < last; hour++) marks[hour]?.add(isNight ? "night" : "day");
    }
  }
  return marks.map((lights, hour) =>
    lights.size === 1 && !hasHours ? ([...lights][0] as string) : `hour ${hour}`,
  );
}

/**
 * Coverage of an engine's cells in each hour of a day, by [hour][cell]; hours that are alike are asked
 * once. A look that stays valid for a day has seen every hour of it, so that all hours are alike; for
 * shorter ones each hour is asked.
 *
 * @param names from `alikeHours` of the engine's deployment; up-times must not change within the day
 */
export function dayCoverage(
  engine: CoverageEngine,
  dayStartMs: number,
  names: readonly string[],
  query: Omit<CoverageQuery, "hourFromMs">,
): readonly Float64Array[] {
  const { persistence } = query;
  const lookBackMs = persistence?.is === "state" ? persistence.lookEveryMs : 0;
  const kept = new Map<string, Float64Array>();
  return names.map((name, hour) => {
    const key = lookBackMs === 0 ? name : lookBackMs >= DAY_MS ? "any" : `hour ${hour}`;
    let ratios = kept.get(key);
    if (ratios === undefined) {
      ratios = engine.hour({ ...query, hourFromMs: dayStartMs + hour * HOUR_MS }).ratios;
      kept.set(key, ratios);
    }
    return ratios;
  });
}
