import type { FrontierPoint } from "@truceline/planning";
import type { PlanAsk } from "../state/address.ts";

/** Where the slider of people stops; past the last one there is no limit. */
export const peopleStops: readonly number[] = [
  100, 250, 500, 1_000, 1_500, 2_500, 4_000, 5_000, 7_500, 10_000, 15_000, 20_000, 30_000, 40_000,
  50_000, 64_000, 80_000, 100_000, 150_000, 200_000,
];
export const eurMStops: readonly number[] = [
  5, 10, 25, 50, 75, 100, 150, 250, 400, 600, 1_000, 1_500, 2_500, 4_000, 6_000, 10_000, 15_000,
  25_000, 50_000, 100_000,
];

/** The stop nearest to an amount, as a position of the slider; past the last one is no limit. */
export function stopOf(amount: number | null, stops: readonly number[]): number {
  if (amount === null) return stops.length;
  let best = 0;
  for (const [index, stop] of stops.entries()) {
    if (Math.abs(stop - amount) < Math.abs((stops[best] ?? 0) - amount)) best = index;
  }
  return best;
}

/** What the server takes: whole numbers, nothing where there is no limit. */
export function askBody({ people, eurM, technical, byDay }: PlanAsk): object {
  return {
    withTechnicalMonitoring: technical,
    ...(byDay ? { mannedByDayOnly: true } : {}),
    ...(people === null ? {} : { people }),
    ...(eurM === null ? {} : { eurPerYear: eurM * 1e6 }),
  };
}

/**
 * Mean verifiability of a size between those of a frontier, along straight lines: an estimate until the
 * plan itself is there. Null where there is no frontier, no size, or a limit of money or of hours, which it leaves out.
 */
export function estimated(ask: PlanAsk, points: readonly FrontierPoint[]): number | null {
  const { people, eurM, technical, byDay } = ask;
  if (people === null || eurM !== null || byDay) return null;
  const curve = curveOf(points, technical);
  const [first, last] = [curve[0], curve.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (people <= first.people) {
    return first.people === 0 ? first.mean : (first.mean * people) / first.people;
  }
  for (const [index, after] of curve.entries()) {
    const before = curve[index - 1];
    if (before === undefined || people > after.people) continue;
    const t = (people - before.people) / (after.people - before.people);
    return before.mean + t * (after.mean - before.mean);
  }
  return last.mean;
}

/** People with whom a curve reaches a mean; null where it does not. */
export function peopleFor(
  mean: number,
  points: readonly FrontierPoint[],
  technical: boolean,
): number | null {
  const curve = [{ people: 0, mean: 0 }, ...curveOf(points, technical)];
  for (const [index, after] of curve.entries()) {
    const before = curve[index - 1];
    if (before === undefined || after.mean < mean) continue;
    const rise = after.mean - before.mean;
    return before.people + ((mean - before.mean) / rise) * (after.people - before.people);
  }
  return null;
}

/** The points of one mode, by size. */
export function curveOf(
  points: readonly FrontierPoint[],
  technical: boolean,
): readonly FrontierPoint[] {
  return points
    .filter(({ withTechnicalMonitoring }) => withTechnicalMonitoring === technical)
    .sort((one, other) => one.people - other.people);
}
