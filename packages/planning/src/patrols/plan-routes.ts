import type { Rng } from "@truceline/model";
import { routeBound } from "./route-bound.ts";
import {
  checkRouteProblem,
  type Route,
  type RouteProblem,
  type RouteShift,
  type RouteTask,
  routeOf,
  timedStops,
} from "./route-problem.ts";

export interface RoutePlan {
  readonly routes: readonly Route[];
  /** Worth of all visits planned. */
  readonly worth: number;
  /** No plan at all can be worth more than this. */
  readonly bound: number;
  /** How far the plan may be from the best one: (bound − worth) / bound; 0 if nothing can be visited. */
  readonly gapRatio: number;
  /** Visits that no route holds, and why. */
  readonly left: readonly {
    readonly task: string;
    readonly reason: "no-road" | "hours" | "full";
  }[];
}

export interface RouteOptions {
  /** How often the plan is shaken and mended again. */
  readonly roundCountMax?: number | undefined;
}

const roundCountDefault = 150;
/** Placings tried in all; a plan of thousands of visits is mended less often. */
const trialCountMax = 4_000_000;

/** Routes without a bound. */
export type FoundRoutes = Omit<RoutePlan, "bound" | "gapRatio">;

/**
 * Routes of a day: which car visits what, when, so that the visits are worth most (a team orienteering
 * problem with time windows; P. Vansteenwegen et al., European J. Operational Research 209, 2011).
 *
 * Own insertion and interchange: the visit that is worth most for the time it takes is put in where it
 * takes least; then visits change places, cars, or give way to ones worth more; then a part of the plan
 * is taken out by the seed and put in again. The bound is proved apart from it (`routeBound`).
 * Same problem and seed, same plan; the order in which tasks and shifts are given does not matter.
 *
 * @throws PlanningError `TL_PLAN_PATROL`
 */
export function planRoutes(problem: RouteProblem, rng: Rng, options: RouteOptions = {}): RoutePlan {
  const found = findRoutes(problem, rng, options);
  const bound = Math.max(found.worth, routeBound(inOrder(problem)));
  return { ...found, bound, gapRatio: bound > 0 ? (bound - found.worth) / bound : 0 };
}

/** The same without its bound, which takes most of the time. @throws PlanningError `TL_PLAN_PATROL` */
export function findRoutes(given: RouteProblem, rng: Rng, options: RouteOptions = {}): FoundRoutes {
  checkRouteProblem(given);
  const problem = inOrder(given);
  const search = new RouteSearch(problem);
  search.mend();
  let best = search.snapshot();
  const chance = rng.fork("routes");
  const roundCount = options.roundCountMax ?? roundCountDefault;
  for (let round = 0; round < roundCount && search.trialCount < trialCountMax; round++) {
    search.shake(() => chance.nextUnit());
    search.mend();
    const now = search.snapshot();
    if (isBetter(now, best)) best = now;
    else search.restore(best);
  }
  const { tasks, shifts, legs } = problem;
  const routes = shifts.flatMap((shift, index) => {
    const route = routeOf(legs, shift, best.orders[index] ?? []);
    return route === undefined ? [] : [route];
  });
  const worth = routes.reduce((sum, route) => sum + route.worth, 0);
  const planned = new Set(best.orders.flat().map(({ id }) => id));
  const left = tasks
    .filter(({ id }) => !planned.has(id))
    .map((task) => ({ task: task.id, reason: reasonLeft(problem, task) }));
  return { routes, worth, left };
}

/** The order in which the problem was given must not matter. */
function inOrder(problem: RouteProblem): RouteProblem {
  return {
    ...problem,
    tasks: [...problem.tasks].sort(byId),
    shifts: [...problem.shifts].sort(byId),
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function reasonLeft({ shifts, legs }: RouteProblem, task: RouteTask): "no-road" | "hours" | "full" {
  const hasRoad = shifts.some(({ base }) => Number.isFinite(legs.day[base]?.[task.place]));
  if (!hasRoad) return "no-road";
  return shifts.some((shift) => timedStops(legs, shift, [task]) !== undefined) ? "full" : "hours";
}

interface Snapshot {
  readonly orders: readonly (readonly RouteTask[])[];
  readonly worth: number;
  readonly minutes: number;
}

function isBetter(one: Snapshot, other: Snapshot): boolean {
  if (Math.abs(one.worth - other.worth) > 1e-9) return one.worth > other.worth;
  return one.minutes < other.minutes - 1e-9;
}

/** The orders of stops of all shifts while they are being changed. */
class RouteSearch {
  trialCount = 0;
  readonly #problem: RouteProblem;
  #orders: RouteTask[][];
  #waiting: RouteTask[];

  constructor(problem: RouteProblem) {
    this.#problem = problem;
    this.#orders = problem.shifts.map(() => []);
    const { legs, shifts } = problem;
    // What no car could visit even alone is left out of the search.
    this.#waiting = problem.tasks.filter((task) =>
      shifts.some((shift) => timedStops(legs, shift, [task]) !== undefined),
    );
  }

  snapshot(): Snapshot {
    const orders = this.#orders.map((order) => [...order]);
    const worth = orders.flat().reduce((sum, task) => sum + task.worth, 0);
    const minutes = orders.reduce(
      (sum, order, index) => sum + (this.#length(index, order) ?? 0),
      0,
    );
    return { orders, worth, minutes };
  }

  restore({ orders }: Snapshot): void {
    const held = new Set(orders.flat());
    const all = [...this.#orders.flat(), ...this.#waiting];
    this.#orders = orders.map((order) => [...order]);
    this.#waiting = all.filter((task) => !held.has(task)).sort(byId);
  }

  /** Puts in what can be, and exchanges as long as that helps. */
  mend(): void {
    do this.#insertAll();
    while (this.#shorten() || this.#exchange());
  }

  /** Takes a run of stops out of each route; what is taken out waits. */
  shake(nextUnit: () => number): void {
    for (const order of this.#orders) {
      if (order.length === 0) continue;
      const count = 1 + Math.floor(nextUnit() * Math.min(order.length, 4));
      const from = Math.floor(nextUnit() * order.length);
      this.#waiting.push(...order.splice(from, count));
    }
    // Another order of waiting decides ties another way.
    for (let at = this.#waiting.length - 1; at > 0; at--) {
      const other = Math.floor(nextUnit() * (at + 1));
      const [a, b] = [this.#waiting[at], this.#waiting[other]] as [RouteTask, RouteTask];
      this.#waiting[at] = b;
      this.#waiting[other] = a;
    }
  }

  /** Minutes from the beginning of the shift to being back; undefined if it cannot be done. */
  #length(index: number, order: readonly RouteTask[]): number | undefined {
    this.trialCount += 1;
    const shift = this.#problem.shifts[index] as RouteShift;
    const timed = timedStops(this.#problem.legs, shift, order);
    return timed === undefined ? undefined : timed.backMin - shift.hours.fromMin;
  }

  /** Best worth for the time it takes, first; again until nothing fits. */
  #insertAll(): void {
    for (;;) {
      let best: { task: number; order: number; next: RouteTask[]; ratio: number } | undefined;
      for (const [order, stops] of this.#orders.entries()) {
        const now = this.#length(order, stops) ?? 0;
        for (const [task, candidate] of this.#waiting.entries()) {
          for (let at = 0; at <= stops.length; at++) {
            const next = [...stops.slice(0, at), candidate, ...stops.slice(at)];
            const length = this.#length(order, next);
            if (length === undefined) continue;
            const ratio = (candidate.worth + 1e-9) / Math.max(1, length - now);
            if (best === undefined || ratio > best.ratio) best = { task, order, next, ratio };
          }
        }
      }
      if (best === undefined || this.trialCount > trialCountMax) return;
      this.#orders[best.order] = best.next;
      this.#waiting.splice(best.task, 1);
    }
  }

  /** Moves one stop elsewhere, or turns a run of stops round, where that saves time. True if it did. */
  #shorten(): boolean {
    for (const [index, stops] of this.#orders.entries()) {
      const now = this.#length(index, stops) ?? 0;
      for (let from = 0; from < stops.length; from++) {
        for (let to = from + 2; to <= stops.length; to++) {
          const turned = [
            ...stops.slice(0, from),
            ...stops.slice(from, to).reverse(),
            ...stops.slice(to),
          ];
          const length = this.#length(index, turned);
          if (length === undefined || length >= now - 1e-6) continue;
          this.#orders[index] = turned;
          return true;
        }
      }
      for (let from = 0; from < stops.length; from++) {
        if (this.#moveElsewhere(index, from, now)) return true;
      }
    }
    return false;
  }

  #moveElsewhere(index: number, from: number, now: number): boolean {
    const stops = this.#orders[index] as RouteTask[];
    const moved = stops[from] as RouteTask;
    const rest = stops.filter((_, at) => at !== from);
    const without = this.#length(index, rest);
    if (without === undefined) return false;
    for (const [other, others] of this.#orders.entries()) {
      const into = other === index ? rest : others;
      const before = other === index ? without : (this.#length(other, others) ?? 0);
      for (let at = 0; at <= into.length; at++) {
        const next = [...into.slice(0, at), moved, ...into.slice(at)];
        const length = this.#length(other, next);
        if (length === undefined || length - before >= now - without - 1e-6) continue;
        if (other !== index) this.#orders[index] = rest;
        this.#orders[other] = next;
        return true;
      }
    }
    return false;
  }

  /** One stop gives way to a waiting visit worth more. True if it did. */
  #exchange(): boolean {
    for (const [index, stops] of this.#orders.entries()) {
      for (let from = 0; from < stops.length; from++) {
        const out = stops[from] as RouteTask;
        const rest = stops.filter((_, at) => at !== from);
        for (const [waiting, candidate] of this.#waiting.entries()) {
          if (candidate.worth <= out.worth + 1e-9) continue;
          for (let at = 0; at <= rest.length; at++) {
            const next = [...rest.slice(0, at), candidate, ...rest.slice(at)];
            if (this.#length(index, next) === undefined) continue;
            this.#orders[index] = next;
            this.#waiting[waiting] = out;
            return true;
          }
        }
      }
    }
    return false;
  }
}
