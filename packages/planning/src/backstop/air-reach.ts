import { distanceM, type Position } from "@truceline/geo";
import type { Ranged } from "../assumption.ts";
import { PlanningError } from "../errors.ts";
import type { Light, RangeEnd } from "../patrols/road-speeds.ts";

/** A helicopter or aircraft that brings help or takes the injured. */
export interface Aircraft {
  readonly id: string;
  readonly base: string;
  readonly count: number;
  readonly speedKmh: Ranged;
  /** The whole way it can fly without fuel on the way. */
  readonly rangeKm: number;
  /** From the call to being in the air. */
  readonly readyMin: { readonly day: Ranged; readonly night: Ranged };
  /** Landing, loading or unloading at each place. */
  readonly groundMin: Ranged;
  readonly fliesByNight: boolean;
  readonly windMaxMps: number;
  readonly visibilityMinM: number;
  readonly ceilingMinM: number;
}

/** A state of the weather with the share of hours in which it holds. */
export interface WeatherState {
  readonly name: string;
  readonly hourRatio: Ranged;
  readonly windMps: number;
  readonly visibilityM: number;
  readonly cloudBaseM: number;
}

/** @throws PlanningError `TL_PLAN_BACKSTOP` for figures that cannot be. */
export function checkAir(aircraft: readonly Aircraft[], weather: readonly WeatherState[]): void {
  const refuse = (details: Record<string, unknown>): never => {
    throw new PlanningError("TL_PLAN_BACKSTOP", details);
  };
  for (const one of aircraft) {
    const ranges = [one.speedKmh, one.readyMin.day, one.readyMin.night, one.groundMin];
    const isSound =
      ranges.every(({ low, value, high }) => low >= 0 && low <= value && value <= high) &&
      one.speedKmh.low > 0 &&
      one.rangeKm > 0 &&
      Number.isInteger(one.count) &&
      one.count >= 0;
    if (!isSound) refuse({ aircraft: one.id });
  }
  const sum = weather.reduce((total, { hourRatio }) => total + hourRatio.value, 0);
  if (weather.length > 0 && Math.abs(sum - 1) > 0.005) {
    refuse({ reason: "the shares of the weather must sum to 1", sum });
  }
}

export function mayFly(one: Aircraft, state: WeatherState, light: Light): boolean {
  return (
    (light === "day" || one.fliesByNight) &&
    state.windMps <= one.windMaxMps &&
    state.visibilityM >= one.visibilityMinM &&
    state.cloudBaseM >= one.ceilingMinM
  );
}

/**
 * Share of hours in which an aircraft may fly by its own limits. With no weather stated it is 0 to 1,
 * as nothing is known. The ends are those of shares that sum to 1: what may fly is at least the sum of
 * its low ends and at least 1 less the high ends of the rest.
 */
export function flyableRatio(
  one: Aircraft,
  weather: readonly WeatherState[],
  light: Light,
): Ranged {
  if (light === "night" && !one.fliesByNight) return { value: 0, low: 0, high: 0 };
  if (weather.length === 0) return { value: 1, low: 0, high: 1 };
  const sums = { value: 0, low: 0, high: 0, restLow: 0, restHigh: 0 };
  for (const state of weather) {
    const { value, low, high } = state.hourRatio;
    if (mayFly(one, state, light)) {
      sums.value += value;
      sums.low += low;
      sums.high += high;
    } else {
      sums.restLow += low;
      sums.restHigh += high;
    }
  }
  const value = Math.min(1, sums.value);
  return {
    value,
    low: Math.min(value, Math.max(0, sums.low, 1 - sums.restHigh)),
    high: Math.max(value, Math.min(1, sums.high, 1 - sums.restLow)),
  };
}

function at({ value, low, high }: Ranged, end: RangeEnd, isFastLow: boolean): number {
  if (end === "value") return value;
  return (end === "fast") === isFastLow ? low : high;
}

/**
 * Minutes from the call until an aircraft has landed at a place; infinite where its range does not bring
 * it there and on to where it can refuel. Straight ways; no winds.
 * @param then Where it flies on to, such as a hospital; last of all back to a base with fuel.
 */
export function flightMinutes(
  one: Aircraft,
  from: Position,
  stops: readonly Position[],
  fuelAt: Position,
  light: Light,
  end: RangeEnd,
): number {
  if (light === "night" && !one.fliesByNight) return Number.POSITIVE_INFINITY;
  if (one.count === 0) return Number.POSITIVE_INFINITY;
  let wayM = 0;
  let last = from;
  for (const stop of stops) {
    wayM += distanceM(last, stop);
    last = stop;
  }
  const wholeM = wayM + distanceM(last, fuelAt);
  if (wholeM > one.rangeKm * 1_000) return Number.POSITIVE_INFINITY;
  const kmh = at(one.speedKmh, end, false);
  const ready = at(one.readyMin[light], end, true);
  const ground = at(one.groundMin, end, true) * stops.length;
  return ready + (wayM / 1_000 / kmh) * 60 + ground;
}
