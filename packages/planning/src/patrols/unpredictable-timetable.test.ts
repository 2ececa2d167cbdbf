import { seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import type { MixedIntegerModel, Solver, SolverResult } from "../solver.ts";
import { timedDay } from "./timed-day.ts";
import type { PatrolGroup, TimetableProblem, WatchedPlace } from "./timetable-game.ts";
import { drawDays, unpredictableTimetable } from "./unpredictable-timetable.ts";

const exact = (value: number) => ({ value, low: value, high: value });
const both = (day: number, night = day) => ({ day: exact(day), night: exact(night) });

/** Places on a straight road, so many minutes from one to the next; place 0 is the base. */
function onRoad(count: number, minutes: number) {
  const table = Array.from({ length: count + 1 }, (_, from) =>
    Float64Array.from({ length: count + 1 }, (_x, to) => minutes * Math.abs(from - to)),
  );
  return { day: table, night: table, daylight: { fromMin: 0, toMin: 1440 } };
}
const place = (id: string, at: number, change: Partial<WatchedPlace> = {}): WatchedPlace => ({
  id,
  place: at,
  side: null,
  chance: both(1),
  already: both(0),
  ...change,
});
const group = (change: Partial<PatrolGroup> = {}): PatrolGroup => ({
  id: "g",
  count: 1,
  base: 0,
  hours: { fromMin: 480, toMin: 540 },
  lookMin: 20,
  ...change,
});
const problemOf = (change: Partial<TimetableProblem>): TimetableProblem => ({
  places: [place("p", 1)],
  groups: [group()],
  legs: onRoad(4, 0),
  slotMin: 60,
  ...change,
});
const close = { gapRatio: 0.002, roundCountMax: 20_000 };

describe("unpredictable timetable", () => {
  test.each([
    {
      title: "one patrol, three places alike: a third each",
      chances: [1, 1, 1],
      patrols: 1,
      want: 1 / 3,
    },
    {
      title: "two patrols, four places alike: a half each",
      chances: [1, 1, 1, 1],
      patrols: 2,
      want: 1 / 2,
    },
    // Looked at in proportion to 1 / chance, all are seen alike: 1 / Σ(1 / chance).
    {
      title: "places that are hard to see are looked at more",
      chances: [1, 0.5, 0.25],
      patrols: 1,
      want: 1 / 7,
    },
    {
      title: "as many patrols as places: the worst chance is left",
      chances: [0.9, 0.6],
      patrols: 2,
      want: 0.6,
    },
  ])("[PLN-063] $title", async ({ chances, patrols, want }) => {
    const places = chances.map((chance, index) =>
      place(`p${index}`, index + 1, { chance: both(chance) }),
    );
    const problem = problemOf({ places, groups: [group({ count: patrols })], legs: onRoad(5, 0) });
    const { timetable } = await unpredictableTimetable(problem, close);
    expect(timetable.guaranteed.value).toBeLessThanOrEqual(want + 1e-9);
    expect(timetable.bound).toBeGreaterThanOrEqual(want - 1e-9);
    expect(timetable.guaranteed.value).toBeCloseTo(want, 2);
    expect(timetable.bound).toBeCloseTo(want, 2);
  });

  test("[PLN-063] drives decide what one patrol can look at: two places 50 min apart, two hours", async () => {
    // Look 20 min at one, drive 50: the other falls to the third slot, so one place a slot at most.
    const places = [place("near", 1), place("far", 2)];
    const hours = { fromMin: 480, toMin: 600 };
    const legs = onRoad(2, 50);
    const problem = problemOf({ places, legs, groups: [group({ hours })] });
    const { timetable } = await unpredictableTimetable(problem, close);
    // From the base 50 min to the near one: only the second slot would do, and 70 > 60 min to be home.
    expect(timetable.drawnFrom).toBe("nothing");
    expect(timetable.outOfReach.map(({ place: id }) => id)).toEqual(["far", "near"]);
    const longer = problemOf({
      places: [place("near", 1)],
      legs,
      groups: [group({ hours: { fromMin: 480, toMin: 720 } })],
    });
    const made = await unpredictableTimetable(longer, close);
    expect(made.timetable.outOfReach[0]?.slots).not.toContain(9);
    expect(made.timetable.rows[0]?.lookRatios[9]).toBeCloseTo(1, 6);
  });

  test("[PLN-063] what stands there already counts, and patrols go where it does not", async () => {
    const places = [place("watched", 1, { already: both(0.6) }), place("open", 2)];
    const { timetable } = await unpredictableTimetable(
      problemOf({ places, legs: onRoad(2, 0) }),
      close,
    );
    // All at the open one guarantees 0.6 there and at the other; a little less there, a little more here.
    const want = (0.6 + 0.4) / 1.4; // x + 0 = 0.6 + 0.4 (1 - x)
    expect(timetable.guaranteed.value).toBeCloseTo(want, 2);
    expect(timetable.bound).toBeCloseTo(want, 2);
  });

  test("[PLN-064] the best fixed timetable guarantees nothing against who knows it; drawn days do", async () => {
    const places = ["p1", "p2", "p3"].map((id, index) => place(id, index + 1));
    const { timetable } = await unpredictableTimetable(
      problemOf({ places, legs: onRoad(3, 0) }),
      close,
    );
    expect(timetable.fixed).toMatchObject({ guaranteed: 0, bound: 0 });
    expect(timetable.fixed.mean).toBeCloseTo(1 / 3, 6);
    expect(timetable.guaranteed.value).toBeGreaterThan(0.32);
  });

  test("[PLN-064] hours and places that nobody can look at are told, and the guarantee with them", async () => {
    const places = [place("p", 1, { already: both(0.1) })];
    const { timetable } = await unpredictableTimetable(problemOf({ places }), close);
    expect(timetable.outOfReach[0]?.slots).toHaveLength(23);
    expect(timetable.guaranteed.value).toBeCloseTo(1, 6);
    expect(timetable.guaranteedEverywhere).toBeCloseTo(0.1, 6);
  });

  test("[PLN-064] ranges of the chances: low from the slow ends, high from the fast ones", async () => {
    const chance = { value: 0.5, low: 0.2, high: 0.8 };
    const places = ["p1", "p2"].map((id, index) =>
      place(id, index + 1, { chance: { day: chance, night: chance } }),
    );
    const { timetable } = await unpredictableTimetable(
      problemOf({ places, legs: onRoad(2, 0) }),
      close,
    );
    const { low, value, high } = timetable.guaranteed;
    expect(low).toBeCloseTo(0.1, 2);
    expect(value).toBeCloseTo(0.25, 2);
    expect(high).toBeCloseTo(0.4, 2);
  });

  test("[PLN-064] exchange of the sides exchanges what each side gets, and nothing else", async () => {
    const sides = (first: string, second: string) =>
      problemOf({
        places: [
          place("p1", 1, { side: first }),
          place("p2", 2, { side: second, chance: both(0.5) }),
          place("p3", 3, { side: first }),
        ],
        legs: onRoad(3, 5),
      });
    const one = (await unpredictableTimetable(sides("a", "b"), close)).timetable;
    const other = (await unpredictableTimetable(sides("b", "a"), close)).timetable;
    const swap = (side: string | null) => (side === "a" ? "b" : side === "b" ? "a" : side);
    expect(other.bySide.map((entry) => ({ ...entry, side: swap(entry.side) })).reverse()).toEqual(
      one.bySide,
    );
    expect({ ...other, bySide: [], rows: [] }).toEqual({ ...one, bySide: [], rows: [] });
  });

  test.each([
    { title: "a look longer than its slot", change: { groups: [group({ lookMin: 61 })] } },
    { title: "a slot that does not divide the day", change: { slotMin: 50 } },
    { title: "a chance above 1", change: { places: [place("p", 1, { chance: both(1.2) })] } },
    { title: "half a patrol", change: { groups: [group({ count: 0.5 })] } },
    {
      title: "hours that end before they begin",
      change: { groups: [group({ hours: { fromMin: 500, toMin: 400 } })] },
    },
    { title: "no places", change: { places: [] } },
  ])("[PLN-064] $title is refused", async ({ change }) => {
    await expect(unpredictableTimetable(problemOf(change))).rejects.toMatchObject({
      code: "TL_PLAN_PATROL",
    });
  });
});

describe("days as drawn", () => {
  const problem = problemOf({
    places: Array.from({ length: 4 }, (_, index) => place(`p${index + 1}`, index + 1)),
    groups: [
      group({ id: "g", count: 2, hours: { fromMin: 470, toMin: 900 } }),
      group({ id: "h", hours: { fromMin: 700, toMin: 1100 } }),
    ],
    legs: onRoad(4, 15),
  });

  test("[PLN-065] the same seed draws the same days; the drawn looks come to the probabilities", async () => {
    const made = await unpredictableTimetable(problem, { roundCountMax: 400 });
    const { game } = made;
    const draw = (seed: string, count: number) => drawDays(made, seededRng(seed), count);
    expect(draw("x", 5)).toEqual(draw("x", 5));
    expect(draw("x", 5)).not.toEqual(draw("y", 5));
    const dayCount = 3_000;
    const looks = new Float64Array(4 * 24);
    for (const day of draw("z", dayCount)) {
      const seen = new Set<number>();
      for (const { network, nodes } of day.ways) {
        const of = game.networks[network];
        for (const node of nodes) {
          const slot = ((of?.firstSlot ?? 0) + Math.floor(node / 4)) % 24;
          seen.add((node % 4) * 24 + slot);
        }
      }
      for (const option of seen) looks[option] = (looks[option] as number) + 1;
    }
    for (const [index, { lookRatios }] of made.timetable.rows.entries()) {
      for (const [slot, ratio] of lookRatios.entries()) {
        const drawn = (looks[index * 24 + slot] as number) / dayCount;
        const error = Math.sqrt(Math.max(ratio * (1 - ratio), 1e-4) / dayCount);
        expect(Math.abs(drawn - ratio)).toBeLessThan(5 * error);
      }
    }
  });

  test("[PLN-065] every drawn day fits: looks in their slots, drives between them, back within the hours", async () => {
    const made = await unpredictableTimetable(problem, { roundCountMax: 200 });
    const rng = seededRng("minutes");
    for (const [index, day] of drawDays(made, seededRng("days"), 60).entries()) {
      for (const { patrol, leaveMin, looks, backMin } of timedDay(
        made.problem,
        made.game,
        day,
        rng.fork(`${index}`),
      )) {
        const of = problem.groups.find(({ id }) => patrol.startsWith(id)) as PatrolGroup;
        expect(leaveMin).toBeGreaterThanOrEqual(of.hours.fromMin);
        expect(backMin).toBeLessThanOrEqual(of.hours.toMin + 1e-6);
        let at = { place: 0, min: leaveMin };
        for (const { place: id, beginMin, endMin } of looks) {
          const to = Number(id.slice(1));
          expect(beginMin - at.min).toBeGreaterThanOrEqual(15 * Math.abs(to - at.place) - 1e-6);
          expect(Math.floor(beginMin / 60)).toBe(Math.floor((endMin - 1e-6) / 60));
          at = { place: to, min: endMin };
        }
        expect(backMin - at.min).toBeCloseTo(15 * at.place, 6);
      }
    }
  });
});

describe("by a solver", () => {
  const answer = (result: Partial<SolverResult>): Solver => ({
    name: "test",
    solve: () =>
      Promise.resolve({
        status: "no-answer",
        values: [],
        objective: Number.NaN,
        bound: Number.POSITIVE_INFINITY,
        gapRatio: 1,
        detail: "killed",
        ...result,
      }),
  });
  const problem = problemOf({
    places: ["p1", "p2"].map((id, index) => place(id, index + 1)),
    legs: onRoad(2, 0),
  });

  test("[PLN-066] a solver that gives no answer changes nothing but what is told of it", async () => {
    const { timetable } = await unpredictableTimetable(problem, { ...close, solver: answer({}) });
    expect(timetable.guaranteed.value).toBeCloseTo(0.5, 2);
    expect(timetable.byProgramme).toMatchObject({
      status: "no-answer",
      bound: null,
      detail: "killed",
    });
    expect(timetable.drawnFrom).toBe("days");
  });

  test("[PLN-066] ways of a solver's flow are drawn with exactly its probabilities, two patrols never together", async () => {
    // Three places, two patrols alike, one slot: two thirds each is the best there is.
    const three = problemOf({
      places: ["p1", "p2", "p3"].map((id, index) => place(id, index + 1)),
      groups: [group({ count: 2 })],
      legs: onRoad(3, 0),
    });
    const solver: Solver = {
      name: "by hand",
      solve: (model: MixedIntegerModel) => {
        const values = model.columns.map(({ name }) => (name === "guaranteed" ? 2 / 3 : 0));
        for (const [column, { name }] of model.columns.entries()) {
          if (name.includes("-out-") || name.includes("-home-")) values[column] = 2 / 3;
        }
        const result = {
          status: "optimal",
          values,
          objective: 2 / 3,
          bound: 2 / 3,
          gapRatio: 0,
          detail: "",
        };
        return Promise.resolve(result as SolverResult);
      },
    };
    const made = await unpredictableTimetable(three, { roundCountMax: 20, gapRatio: 0, solver });
    expect(made.timetable.drawnFrom).toBe("ways");
    expect(made.timetable.guaranteed.value).toBeCloseTo(2 / 3, 6);
    expect(made.timetable.bound).toBeCloseTo(2 / 3, 6);
    const counts = [0, 0, 0];
    const days = drawDays(made, seededRng("d"), 3_000);
    for (const { ways } of days) {
      const places = ways.flatMap(({ nodes }) => nodes.map((node) => node % 3));
      expect(new Set(places).size).toBe(2);
      for (const at of places) counts[at] = (counts[at] as number) + 1;
    }
    for (const count of counts) expect(count / 3_000).toBeCloseTo(2 / 3, 1);
  });
});
