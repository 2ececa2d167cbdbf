import { seededRng } from "@truceline/model";
import {
  type Contributor,
  type MixedIntegerModel,
  planRotation,
  type RotationProblem,
  type TimetableProblem,
  unpredictableTimetable,
} from "@truceline/planning";
import { highsWasmSolver } from "@truceline/solver-highs";
import { describe, expect, test } from "vitest";

const solver = highsWasmSolver();
const exact = (value: number) => ({ value, low: value, high: value });
const both = (value: number) => ({ day: exact(value), night: exact(value) });

interface Small {
  /** Minutes of the places along one road from the base at 0. */
  readonly at: readonly number[];
  readonly chances: readonly number[];
  readonly already: readonly number[];
  readonly slots: number;
  readonly patrols: number;
}
const lookMin = 20;

function problemOf({ at, chances, already, slots, patrols }: Small): TimetableProblem {
  const points = [0, ...at];
  const table = points.map((from) => Float64Array.from(points, (to) => Math.abs(to - from)));
  return {
    places: at.map((_, index) => ({
      id: `p${index}`,
      place: index + 1,
      side: null,
      chance: both(chances[index] as number),
      already: both(already[index] as number),
    })),
    groups: [
      {
        id: "g",
        count: patrols,
        base: 0,
        hours: { fromMin: 480, toMin: 480 + slots * 60 },
        lookMin,
      },
    ],
    legs: { day: table, night: table, daylight: { fromMin: 0, toMin: 1440 } },
    slotMin: 60,
  };
}

/** Every way of one patrol, as the options it looks at, by plain search; written apart from the code. */
function waysOfOne({ at, slots }: Small): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [[]];
  const gap = (minutes: number) => Math.ceil((lookMin + minutes) / 60);
  const walk = (way: readonly string[], place: number, slot: number) => {
    if (slot + gap(at[place] as number) <= slots) found.push(way);
    for (const [next, where] of at.entries()) {
      const first = slot + Math.max(1, gap(Math.abs(where - (at[place] as number))));
      for (let then = first; then < slots; then++) walk([...way, `${next} ${then}`], next, then);
    }
  };
  for (const [place, minutes] of at.entries()) {
    for (let slot = Math.ceil(minutes / 60); slot < slots; slot++)
      walk([`${place} ${slot}`], place, slot);
  }
  return found;
}

/** The value of the game by all days of all patrols: one linear programme over whole days. */
async function gameValue(small: Small): Promise<number> {
  const one = waysOfOne(small);
  const days = new Map<string, ReadonlySet<string>>();
  const gather = (left: number, looked: ReadonlySet<string>) => {
    if (left === 0) {
      days.set([...looked].sort().join("|"), looked);
      return;
    }
    for (const way of one) gather(left - 1, new Set([...looked, ...way]));
  };
  gather(small.patrols, new Set());
  const options = new Set(one.flat());
  const all = [...days.values()];
  const model: MixedIntegerModel = {
    sense: "max",
    columns: [
      { name: "v", objective: 1, lower: 0, upper: 1, integer: false },
      ...all.map((_, day) => ({
        name: `${day}`,
        objective: 0,
        lower: 0,
        upper: 1,
        integer: false,
      })),
    ],
    rows: [
      { name: "sum", lower: 1, upper: 1, entries: all.map((_, day) => [day + 1, 1] as const) },
      ...[...options].map((option) => {
        const place = Number(option.split(" ")[0]);
        const unseen = small.already[place] as number;
        const gain = (1 - unseen) * (small.chances[place] as number);
        const looking = all.flatMap((looked, day) =>
          looked.has(option) ? [[day + 1, -gain] as const] : [],
        );
        const entries: (readonly [number, number])[] = [[0, 1], ...looking];
        return { name: option, lower: Number.NEGATIVE_INFINITY, upper: unseen, entries };
      }),
    ],
  };
  return (await solver.solve(model, { gapRatio: 0, timeLimitMs: 20_000 })).objective;
}

describe("timetable by a solver", () => {
  test.each([
    {
      title: "three places on a road, one patrol",
      at: [10, 40, 70],
      chances: [1, 1, 1],
      already: [0, 0, 0],
      slots: 5,
      patrols: 1,
    },
    {
      title: "unlike chances",
      at: [5, 50, 55],
      chances: [0.9, 0.4, 0.7],
      already: [0, 0, 0],
      slots: 4,
      patrols: 1,
    },
    {
      title: "one place is watched already",
      at: [30, 35, 90],
      chances: [0.8, 0.8, 0.8],
      already: [0, 0.3, 0],
      slots: 6,
      patrols: 1,
    },
    {
      title: "two patrols that must not meet",
      at: [10, 50, 90],
      chances: [1, 0.8, 0.9],
      already: [0, 0.1, 0],
      slots: 4,
      patrols: 2,
    },
  ])(
    "[PLN-066] $title: both methods bound the value that all days together have",
    async (small) => {
      const want = await gameValue(small);
      const made = await unpredictableTimetable(problemOf(small), { solver, gapRatio: 0.01 });
      const { timetable } = made;
      expect(timetable.byProgramme?.status).toBe("optimal");
      // One group of patrols alike: the programme's value is the game's, and its ways reach it.
      expect(timetable.byProgramme?.bound).toBeCloseTo(want, 6);
      expect(timetable.byProgramme?.guaranteed).toBeCloseTo(want, 5);
      expect(timetable.byWeights.guaranteed).toBeLessThanOrEqual(want + 1e-9);
      expect(timetable.byWeights.bound).toBeGreaterThanOrEqual(want - 1e-9);
      expect(timetable.byWeights.bound - timetable.byWeights.guaranteed).toBeLessThan(0.03);
      expect(timetable.fixed.guaranteed).toBeLessThanOrEqual(timetable.guaranteed.value + 1e-9);
    },
  );
});

describe("rotation by a solver", () => {
  const one = (id: string, change: Partial<Contributor>): Contributor => ({
    id,
    unitPeople: 100,
    unitCount: 3,
    capPeople: Number.POSITIVE_INFINITY,
    tourMonthsMin: 4,
    tourMonthsMax: 6,
    restMonths: 12,
    fromMonth: 0,
    untilMonth: Number.POSITIVE_INFINITY,
    caveats: [],
    ...change,
  });
  const problem = (required: number): RotationProblem => ({
    start: "2026-01",
    required: Array.from({ length: 24 }, () => required),
    contributors: [
      one("x", { unitCount: 4, tourMonthsMin: 3 }),
      one("y", { unitCount: 5, restMonths: 10, capPeople: 200 }),
    ],
    handoverDays: 10,
    ceilingPeople: Number.POSITIVE_INFINITY,
  });

  test("[PLN-071] with a solver less is left open, never more missing, and its bound holds for own search", async () => {
    for (const required of [200, 300]) {
      const own = await planRotation(problem(required), seededRng("r"));
      const both = await planRotation(problem(required), seededRng("r"), { solver });
      expect(both.shortfall).toBeLessThanOrEqual(own.shortfall + 1e-6);
      expect(both.bound).toBeGreaterThanOrEqual(own.bound - 1e-6);
      expect(both.bound).toBeLessThanOrEqual(own.shortfall + 1e-6);
    }
  });
});
