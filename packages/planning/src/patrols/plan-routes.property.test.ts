import { seededRng } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LegTimes } from "./day-clock.ts";
import { planRoutes } from "./plan-routes.ts";
import { routeBound } from "./route-bound.ts";
import { type RouteProblem, type RouteShift, type RouteTask, timedStops } from "./route-problem.ts";

const table = (points: readonly (readonly [number, number])[], slower: number) =>
  points.map(([x, y]) =>
    Float64Array.from(points, ([ox, oy]) => slower * Math.hypot(ox - x, oy - y)),
  );
const legsOf = (points: readonly (readonly [number, number])[], nightSlower: number): LegTimes => ({
  day: table(points, 1),
  night: table(points, nightSlower),
  daylight: { fromMin: 360, toMin: 1080 },
});

const arbPoint = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }));
const arbProblem = (taskMax: number, shiftMax: number): fc.Arbitrary<RouteProblem> =>
  fc
    .record({
      base: arbPoint,
      tasks: fc.array(
        fc.record({
          at: arbPoint,
          worth: fc.integer({ min: 1, max: 9 }),
          stay: fc.integer({ min: 5, max: 40 }),
          from: fc.integer({ min: 0, max: 1300 }),
          open: fc.integer({ min: 60, max: 900 }),
        }),
        { minLength: 1, maxLength: taskMax },
      ),
      shifts: fc.array(
        fc.record({
          from: fc.integer({ min: 0, max: 1200 }),
          length: fc.integer({ min: 90, max: 400 }),
        }),
        { minLength: 1, maxLength: shiftMax },
      ),
      night: fc.constantFrom(1, 1.5),
    })
    .map(({ base, tasks, shifts, night }) => ({
      legs: legsOf([base, ...tasks.map(({ at }) => at)], night),
      tasks: tasks.map(({ worth, stay, from, open }, index) => ({
        id: `t${index}`,
        place: index + 1,
        worth,
        stayMin: stay,
        window: { fromMin: from, toMin: from + open },
      })),
      shifts: shifts.map(({ from, length }, index) => ({
        id: `s${index}`,
        base: 0,
        hours: { fromMin: from, toMin: from + length },
      })),
    }));

/** The most that orders of any of the tasks are worth for one shift, by set of tasks. */
function bestBySet(problem: RouteProblem, shift: RouteShift): Map<number, number> {
  const best = new Map<number, number>([[0, 0]]);
  const walk = (order: readonly RouteTask[], used: number) => {
    for (const [index, task] of problem.tasks.entries()) {
      if ((used >> index) & 1) continue;
      const next = [...order, task];
      // No road is shorter by a detour here, so what cannot be done cannot be begun either.
      if (timedStops(problem.legs, shift, next) === undefined) continue;
      const set = used | (1 << index);
      best.set(
        set,
        next.reduce((sum, { worth }) => sum + worth, 0),
      );
      walk(next, set);
    }
  };
  walk([], 0);
  return best;
}

/** By trying everything: orders, and which car takes what. */
function optimum(problem: RouteProblem): number {
  let sums = new Map<number, number>([[0, 0]]);
  for (const shift of problem.shifts) {
    const own = bestBySet(problem, shift);
    const next = new Map<number, number>();
    for (const [used, sum] of sums) {
      for (const [set, worth] of own) {
        if ((used & set) !== 0) continue;
        next.set(used | set, Math.max(next.get(used | set) ?? 0, sum + worth));
      }
    }
    sums = next;
  }
  return Math.max(...sums.values());
}

test("[PLN-062] no plan is worth more than its bound, and small plans come out as by trying everything", () => {
  let equal = 0;
  let count = 0;
  fc.assert(
    fc.property(arbProblem(5, 2), (problem) => {
      const best = optimum(problem);
      const plan = planRoutes(problem, seededRng("routes"), { roundCountMax: 30 });
      expect(plan.bound).toBeGreaterThanOrEqual(best - 1e-9);
      expect(routeBound(problem)).toBeGreaterThanOrEqual(best - 1e-9);
      expect(plan.worth).toBeLessThanOrEqual(best + 1e-9);
      count += 1;
      if (plan.worth >= best - 1e-9) equal += 1;
    }),
    { numRuns: 60 },
  );
  expect(equal / count).toBeGreaterThan(0.95);
});

test("[PLN-062] every route keeps windows, drives and its shift; each visit is made once", () => {
  fc.assert(
    fc.property(arbProblem(12, 3), (problem) => {
      const plan = planRoutes(problem, seededRng("routes"), { roundCountMax: 10 });
      const seen = plan.routes.flatMap(({ stops }) => stops.map(({ task }) => task));
      expect(new Set(seen).size).toBe(seen.length);
      expect([...seen, ...plan.left.map(({ task }) => task)].sort()).toEqual(
        problem.tasks.map(({ id }) => id).sort(),
      );
      for (const route of plan.routes) {
        const shift = problem.shifts.find(({ id }) => id === route.shift) as RouteShift;
        expect(route.departMin).toBeGreaterThanOrEqual(shift.hours.fromMin - 1e-9);
        expect(route.backMin).toBeLessThanOrEqual(shift.hours.toMin + 1e-9);
        let left = route.departMin;
        for (const { task, arriveMin, beginMin, leaveMin } of route.stops) {
          const of = problem.tasks.find(({ id }) => id === task) as RouteTask;
          expect(arriveMin).toBeGreaterThanOrEqual(left - 1e-9);
          expect(beginMin).toBeGreaterThanOrEqual(arriveMin - 1e-9);
          expect(leaveMin).toBeCloseTo(beginMin + of.stayMin, 9);
          const day = (((beginMin - of.window.fromMin) % 1440) + 1440) % 1440;
          expect(day).toBeLessThanOrEqual(of.window.toMin - of.window.fromMin + 1e-6);
          left = leaveMin;
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("[PLN-062] same seed, same plan; the order in which visits and shifts are given does not matter", () => {
  fc.assert(
    fc.property(arbProblem(8, 3), (problem) => {
      const turned = {
        ...problem,
        tasks: [...problem.tasks].reverse(),
        shifts: [...problem.shifts].reverse(),
      };
      const plan = planRoutes(problem, seededRng("x"), { roundCountMax: 10 });
      expect(planRoutes(turned, seededRng("x"), { roundCountMax: 10 })).toEqual(plan);
    }),
    { numRuns: 20 },
  );
});
