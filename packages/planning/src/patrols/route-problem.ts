import { PlanningError } from "../errors.ts";
import { arrivalMin, type LegTimes, MINUTES_OF_DAY, type MinuteSpan } from "./day-clock.ts";

/** A visit that is worth something: at a place, begun within a window, once. */
export interface RouteTask {
  readonly id: string;
  /** Row and column of the place in the driving times. */
  readonly place: number;
  /** What the visit is worth; in units of the asker's choice. */
  readonly worth: number;
  readonly stayMin: number;
  /** When the visit may begin: minutes of a day, 0 … 1440; over midnight if to > 1440. */
  readonly window: MinuteSpan;
}

/** A car with its crew on duty: leaves its base and is back within its hours. */
export interface RouteShift {
  readonly id: string;
  /** Row and column of the base in the driving times. */
  readonly base: number;
  readonly hours: MinuteSpan;
}

export interface RouteProblem {
  readonly tasks: readonly RouteTask[];
  readonly shifts: readonly RouteShift[];
  readonly legs: LegTimes;
}

/** A visit as it is planned, minutes of the day on which the shift begins. */
export interface RouteStop {
  readonly task: string;
  readonly arriveMin: number;
  readonly beginMin: number;
  readonly leaveMin: number;
}

export interface Route {
  readonly shift: string;
  readonly stops: readonly RouteStop[];
  /** Leaves the base so as to wait as little as may be at the first stop. */
  readonly departMin: number;
  readonly backMin: number;
  readonly drivingMin: number;
  readonly worth: number;
}

const taskCountMax = 2_000;
const shiftCountMax = 500;

/** @throws PlanningError `TL_PLAN_PATROL` for hours, stays or worths that cannot be, or too many. */
export function checkRouteProblem({ tasks, shifts }: RouteProblem): void {
  const refuse = (details: Record<string, unknown>): never => {
    throw new PlanningError("TL_PLAN_PATROL", details);
  };
  if (tasks.length > taskCountMax) refuse({ reason: "too many visits", taskCountMax });
  if (shifts.length > shiftCountMax) refuse({ reason: "too many shifts", shiftCountMax });
  const isSpan = ({ fromMin, toMin }: MinuteSpan) =>
    fromMin >= 0 && fromMin <= MINUTES_OF_DAY && toMin > fromMin && toMin <= 2 * MINUTES_OF_DAY;
  for (const { id, worth, stayMin, window } of tasks) {
    if (!isSpan(window)) refuse({ visit: id, reason: "window", ...window });
    if (!(stayMin >= 0 && stayMin <= MINUTES_OF_DAY))
      refuse({ visit: id, reason: "stay", stayMin });
    if (!(worth >= 0 && worth < 1e9)) refuse({ visit: id, reason: "worth", worth });
  }
  for (const { id, hours } of shifts) {
    const isSound = isSpan(hours) && hours.toMin - hours.fromMin <= MINUTES_OF_DAY;
    if (!isSound) refuse({ shift: id, reason: "hours", ...hours });
  }
}

/** The first minute from `atMin` on at which a visit may begin; undefined if there is none left. */
export function beginWithin({ fromMin, toMin }: MinuteSpan, atMin: number): number | undefined {
  // The same window belongs to the day before and to the day after: a shift may pass midnight.
  for (let shift = -MINUTES_OF_DAY; shift <= 2 * MINUTES_OF_DAY; shift += MINUTES_OF_DAY) {
    if (atMin <= toMin + shift) return Math.max(atMin, fromMin + shift);
  }
  return undefined;
}

/**
 * A shift's stops in order, with their times: leaves at the beginning of its hours, each visit begun as
 * early as may be. Undefined where a window, a road or the end of the shift does not allow it.
 */
export function timedStops(
  legs: LegTimes,
  shift: RouteShift,
  tasks: readonly RouteTask[],
): { readonly stops: readonly RouteStop[]; readonly backMin: number } | undefined {
  let atMin = shift.hours.fromMin;
  let place = shift.base;
  const stops: RouteStop[] = [];
  for (const task of tasks) {
    const arriveMin = arrivalMin(legs, place, task.place, atMin);
    if (!(arriveMin <= shift.hours.toMin)) return undefined;
    const beginMin = beginWithin(task.window, arriveMin);
    if (beginMin === undefined) return undefined;
    atMin = beginMin + task.stayMin;
    if (atMin > shift.hours.toMin) return undefined;
    stops.push({ task: task.id, arriveMin, beginMin, leaveMin: atMin });
    place = task.place;
  }
  const backMin = stops.length === 0 ? atMin : arrivalMin(legs, place, shift.base, atMin);
  return backMin <= shift.hours.toMin ? { stops, backMin } : undefined;
}

/** A feasible order of stops as a route; the car leaves late enough not to wait at the first. */
export function routeOf(
  legs: LegTimes,
  shift: RouteShift,
  tasks: readonly RouteTask[],
): Route | undefined {
  const timed = timedStops(legs, shift, tasks);
  if (timed === undefined) return undefined;
  const [first] = timed.stops;
  if (first === undefined) {
    const departMin = shift.hours.fromMin;
    return { shift: shift.id, stops: [], departMin, backMin: departMin, drivingMin: 0, worth: 0 };
  }
  // Driving slower hours than at the beginning could make a late start arrive late: then leave early.
  const waitMin = first.beginMin - first.arriveMin;
  const lateMin = shift.hours.fromMin + waitMin;
  const place = (tasks[0] as RouteTask).place;
  const isInTime = arrivalMin(legs, shift.base, place, lateMin) <= first.beginMin + 1e-9;
  const departMin = isInTime ? lateMin : shift.hours.fromMin;
  const stops = timed.stops.map((stop, index) =>
    index === 0 ? { ...stop, arriveMin: arrivalMin(legs, shift.base, place, departMin) } : stop,
  );
  let drivingMin = timed.backMin - (stops.at(-1) as RouteStop).leaveMin;
  let left = departMin;
  for (const { arriveMin, leaveMin } of stops) {
    drivingMin += arriveMin - left;
    left = leaveMin;
  }
  const worth = tasks.reduce((sum, task) => sum + task.worth, 0);
  return { shift: shift.id, stops, departMin, backMin: timed.backMin, drivingMin, worth };
}
