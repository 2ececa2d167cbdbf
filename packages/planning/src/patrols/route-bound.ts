import { leastMinutes, MINUTES_OF_DAY } from "./day-clock.ts";
import type { RouteProblem, RouteShift, RouteTask } from "./route-problem.ts";

/** Steps of the search for multipliers. */
const stepCountMax = 120;
/** Of the dynamic programme, over all steps; above it the grid of time is made coarser. */
const workMax = 300_000_000;
const gridsMin = [1, 2, 5, 10, 15, 30] as const;

/**
 * No plan of routes can be worth more than this. The least of three proved bounds: all visits that some
 * car can reach at all; the fractional knapsack of time (each visit takes its stay and half of its two
 * shortest drives); and the Lagrangian dual of "each visit at most once", in which each car takes the
 * best walk that its hours and the windows allow (M. L. Fisher, Management Science 27, 1981). Times are
 * rounded down to a grid, and drives are the least of day and night, so that each stays a bound.
 */
export function routeBound(problem: RouteProblem): number {
  const reachable = reachableProblem(problem);
  const all = reachable.tasks.reduce((sum, { worth }) => sum + worth, 0);
  if (all === 0) return 0;
  return Math.min(all, knapsackBound(reachable), walkBound(reachable));
}

function reachableProblem({ tasks, shifts, legs }: RouteProblem): RouteProblem {
  const isReachable = (task: RouteTask) =>
    shifts.some(({ base, hours }) => {
      const there = leastMinutes(legs, base, task.place);
      const back = leastMinutes(legs, task.place, base);
      return there + task.stayMin + back <= hours.toMin - hours.fromMin + 1e-9;
    });
  return { tasks: tasks.filter(isReachable), shifts, legs };
}

/** All time on duty spent on visits in the order of worth for time. */
function knapsackBound({ tasks, shifts, legs }: RouteProblem): number {
  const bases = shifts.map(({ base }) => base);
  const costs = tasks.map((task) => {
    const others = [...bases, ...tasks.filter((one) => one !== task).map(({ place }) => place)];
    const least = (minutes: (other: number) => number) =>
      others.reduce((sum, other) => Math.min(sum, minutes(other)), Number.POSITIVE_INFINITY);
    const into = least((other) => leastMinutes(legs, other, task.place));
    const out = least((other) => leastMinutes(legs, task.place, other));
    return { worth: task.worth, minutes: task.stayMin + (into + out) / 2 };
  });
  let left = shifts.reduce((sum, { hours }) => sum + hours.toMin - hours.fromMin, 0);
  let worth = 0;
  const byRatio = costs.sort((a, b) => b.worth * a.minutes - a.worth * b.minutes);
  for (const cost of byRatio) {
    const share = cost.minutes <= 0 ? 1 : Math.min(1, left / cost.minutes);
    worth += share * cost.worth;
    left -= share * cost.minutes;
    if (left <= 0) break;
  }
  return worth;
}

/** The dual bound by walks through visits in time; infinite where no grid of time is fine enough. */
function walkBound(problem: RouteProblem): number {
  const { tasks } = problem;
  const groups = shiftGroups(problem.shifts);
  const minutes = groups.reduce(
    (sum, { shift }) => sum + shift.hours.toMin - shift.hours.fromMin,
    0,
  );
  const shortest = shortestStepMin(problem);
  // A step between two visits must be at least one step of the grid, or walks could turn for ever.
  const grid = gridsMin.find(
    (candidate) => (stepCountMax * minutes * tasks.length ** 2) / candidate <= workMax,
  );
  if (grid === undefined || grid > shortest) return Number.POSITIVE_INFINITY;
  const networks = groups.map(({ shift, count }) => ({
    count,
    network: new WalkNetwork(problem, shift, grid),
  }));
  const prices = new Float64Array(tasks.length);
  const seen = new Float64Array(tasks.length);
  let best = Number.POSITIVE_INFINITY;
  let scale = 1;
  let sinceBetter = 0;
  for (let step = 0; step < stepCountMax; step++) {
    seen.fill(0);
    let value = prices.reduce((sum, price) => sum + price, 0);
    for (const { count, network } of networks)
      value += count * network.bestWalk(prices, seen, count);
    if (value < best - 1e-9) {
      best = value;
      sinceBetter = 0;
    } else if (++sinceBetter >= 8) {
      scale /= 2;
      sinceBetter = 0;
    }
    let square = 0;
    for (const count of seen) square += (1 - count) ** 2;
    if (square < 1e-12 || scale < 1e-3) break;
    // Polyak's step towards a guess a little below the best so far.
    const length = (scale * Math.max(value * 0.05, value - 0.95 * best)) / square;
    for (const [index, count] of seen.entries()) {
      prices[index] = Math.max(0, (prices[index] as number) - length * (1 - count));
    }
  }
  return best;
}

/** Least minutes from the beginning of a visit to the beginning of another. */
function shortestStepMin({ tasks, legs }: RouteProblem): number {
  let least = Number.POSITIVE_INFINITY;
  for (const from of tasks) {
    for (const to of tasks) {
      if (from === to) continue;
      least = Math.min(least, from.stayMin + leastMinutes(legs, from.place, to.place));
    }
  }
  return least;
}

function shiftGroups(shifts: readonly RouteShift[]) {
  const groups = new Map<string, { readonly shift: RouteShift; count: number }>();
  for (const shift of shifts) {
    const key = `${shift.base} ${shift.hours.fromMin} ${shift.hours.toMin}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { shift, count: 1 });
    else group.count += 1;
  }
  return [...groups.values()];
}

/** Walks of one car: a dynamic programme over visits and steps in which a visit may come again. */
class WalkNetwork {
  readonly #worths: Float64Array;
  /** One more than the last step. */
  readonly #width: number;
  readonly #count: number;
  /** Steps from the beginning of one visit to that of another; the last row is from the base. */
  readonly #gaps: Int32Array;
  /** Steps from the beginning of a visit to being back. */
  readonly #homes: Int32Array;
  /** Per visit and step: may it begin within the step? */
  readonly #isOpen: Uint8Array;
  /** The most that a walk is worth whose last visit, this one, has begun by this step. */
  readonly #value: Float64Array;
  /** The visit before it; −1 the base, −2 begun in an earlier step, −3 not at all. */
  readonly #before: Int32Array;

  constructor({ tasks, legs }: RouteProblem, shift: RouteShift, gridMin: number) {
    const n = tasks.length;
    const steps = (minutes: number) =>
      Number.isFinite(minutes) ? Math.floor(minutes / gridMin + 1e-9) : 1e9;
    this.#count = n;
    this.#worths = Float64Array.from(tasks, ({ worth }) => worth);
    this.#width = steps(shift.hours.toMin - shift.hours.fromMin) + 1;
    this.#gaps = new Int32Array((n + 1) * n);
    this.#homes = Int32Array.from(tasks, ({ place, stayMin }) =>
      steps(stayMin + leastMinutes(legs, place, shift.base)),
    );
    this.#isOpen = new Uint8Array(n * this.#width);
    for (const [to, task] of tasks.entries()) {
      for (const [from, other] of tasks.entries()) {
        const minutes = other.stayMin + leastMinutes(legs, other.place, task.place);
        this.#gaps[from * n + to] = steps(minutes);
      }
      this.#gaps[n * n + to] = steps(leastMinutes(legs, shift.base, task.place));
      for (let step = 0; step < this.#width; step++) {
        const fromMin = shift.hours.fromMin + step * gridMin;
        if (isOpenWithin(task, fromMin, fromMin + gridMin)) {
          this.#isOpen[to * this.#width + step] = 1;
        }
      }
    }
    this.#value = new Float64Array(n * this.#width);
    this.#before = new Int32Array(n * this.#width);
  }

  /** The most a walk is worth at these prices; adds `count` to `seen` for each visit it makes. */
  bestWalk(prices: Float64Array, seen: Float64Array, count: number): number {
    const n = this.#count;
    const width = this.#width;
    const value = this.#value;
    let best = 0;
    let bestAt = -1;
    for (let step = 0; step < width; step++) {
      for (let to = 0; to < n; to++) {
        const at = to * width + step;
        let most = step > 0 ? (value[at - 1] as number) : Number.NEGATIVE_INFINITY;
        let source = step > 0 ? -2 : -3;
        if (this.#isOpen[at] === 1) {
          const gain = (this.#worths[to] as number) - (prices[to] as number);
          if (step >= (this.#gaps[n * n + to] as number) && gain > most) {
            most = gain;
            source = -1;
          }
          for (let via = 0; via < n; via++) {
            const begun = step - (this.#gaps[via * n + to] as number);
            if (begun < 0 || via === to) continue;
            const sum = (value[via * width + begun] as number) + gain;
            if (sum > most) {
              most = sum;
              source = via;
            }
          }
        }
        value[at] = most;
        this.#before[at] = source;
        if (most > best && step + (this.#homes[to] as number) < width) {
          best = most;
          bestAt = at;
        }
      }
    }
    this.#walkBack(bestAt, seen, count);
    return best;
  }

  #walkBack(last: number, seen: Float64Array, count: number): void {
    const width = this.#width;
    for (let at = last; at >= 0; ) {
      const source = this.#before[at] as number;
      if (source === -2) {
        at -= 1;
        continue;
      }
      const to = Math.floor(at / width);
      seen[to] = (seen[to] as number) + count;
      if (source < 0) return;
      at = source * width + (at % width) - (this.#gaps[source * this.#count + to] as number);
    }
  }
}

/** May the visit begin within these minutes, ends included? */
function isOpenWithin({ window }: RouteTask, fromMin: number, toMin: number): boolean {
  for (let shift = -MINUTES_OF_DAY; shift <= 2 * MINUTES_OF_DAY; shift += MINUTES_OF_DAY) {
    if (window.toMin + shift >= fromMin && window.fromMin + shift <= toMin) return true;
  }
  return false;
}
