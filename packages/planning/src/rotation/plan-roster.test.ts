import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planRoster } from "./plan-roster.ts";
import {
  mayServe,
  type RosterProblem,
  type RosterRules,
  type RosterShift,
  type RosterSlot,
  slotsOf,
} from "./roster-problem.ts";

const eight = (id: string, from: number, peopleCount = 2): RosterShift => ({
  id,
  fromMin: from * 60,
  toMin: from * 60 + 480,
  peopleCount,
  isNight: from === 22,
});
const shifts = [eight("morning", 6), eight("evening", 14), eight("night", 22)];
const rules: RosterRules = { restHours: 11, weekHoursMax: 48, daysInRowMax: 6, nightsInRowMax: 3 };
const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `P${index + 1}`, awayDays: [] as number[] }));
const problem = (change: Partial<RosterProblem> = {}): RosterProblem => ({
  dayCount: 14,
  people: people(12),
  shifts,
  rules,
  ...change,
});

describe("roster of a post", () => {
  test("[PLN-073] twelve people keep two on watch at all hours by the rules, as the field's formula has it", () => {
    // FIELD 4.3: 2 × 24 / 6 × 1.5 = 12 with 6 h of watch a person and day.
    const roster = planRoster(problem());
    expect(roster.status).toBe("met");
    expect(roster.missing).toBe(0);
    expect(roster.conflict).toEqual([]);
    for (const { weekHoursMost } of roster.people) expect(weekHoursMost).toBeLessThanOrEqual(48);
    // 336 hours a week over 48 h a person: seven by hours alone.
    expect(roster.peopleAtLeast).toBeGreaterThanOrEqual(7);
    expect(roster.peopleEnough).toBeLessThanOrEqual(12);
    expect(roster.peopleEnough).toBeGreaterThanOrEqual(roster.peopleAtLeast);
  });

  test("[PLN-073] too few people: what cannot hold together is named, and places stay open", () => {
    const roster = planRoster(problem({ people: people(6) }));
    expect(roster.status).toBe("impossible");
    expect(roster.missing).toBeGreaterThan(0);
    expect(roster.shortages.some(({ rule }) => rule === "week-hours")).toBe(true);
    expect(roster.conflict).toContain("week hours");
    expect(roster.conflict).toContain("6 people");
    expect(roster.conflict).not.toContain("leave");
  });

  test("[PLN-073] leave is kept, and is the reason where it is", () => {
    const away = people(2).map((person) => ({ ...person, awayDays: [3] }));
    const given = { people: away, dayCount: 5, shifts: [eight("day", 8, 2)] };
    const roster = planRoster(problem(given));
    expect(roster.status).toBe("impossible");
    expect(roster.conflict).toContain("leave");
    expect(roster.entries[3]).toMatchObject({ day: 3, people: [], missing: 2 });
    expect(roster.peopleEnough).toBe(4);
  });

  test("[PLN-073] a shift by day between them does not part two nights in a row", () => {
    const roster = planRoster({
      dayCount: 2,
      people: people(1),
      shifts: [eight("m", 6, 1), eight("n", 22, 1)],
      rules: { restHours: 0, weekHoursMax: 48, daysInRowMax: 6, nightsInRowMax: 1 },
    });
    expect(roster.status).toBe("impossible");
    expect(roster.conflict).toContain("nights in a row");
  });

  test("[PLN-073] the least number proved is not above one that is found to do", () => {
    for (const restHours of [0, 8, 11, 16, 30]) {
      const { peopleAtLeast, peopleEnough } = planRoster(
        problem({ dayCount: 7, rules: { ...rules, restHours } }),
      );
      if (peopleEnough !== null) expect(peopleAtLeast).toBeLessThanOrEqual(peopleEnough);
    }
  });

  test.each([
    { title: "no days", change: { dayCount: 0 } },
    {
      title: "a shift that ends before it begins",
      change: { shifts: [{ ...eight("x", 6), toMin: 300 }] },
    },
    { title: "no hours a week", change: { rules: { ...rules, weekHoursMax: 0 } } },
    { title: "half a person on watch", change: { shifts: [eight("x", 6, 0.5)] } },
  ])("[PLN-073] $title is refused", ({ change }) => {
    expect(() => planRoster(problem(change))).toThrow(
      expect.objectContaining({ code: "TL_PLAN_ROTATION" }),
    );
  });
});

const arbSmall: fc.Arbitrary<RosterProblem> = fc.record({
  dayCount: fc.integer({ min: 1, max: 3 }),
  people: fc
    .array(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 1 }), {
      minLength: 0,
      maxLength: 3,
    })
    .map((away) => away.map((awayDays, index) => ({ id: `P${index}`, awayDays }))),
  shifts: fc.constantFrom(
    [eight("m", 6, 1), eight("n", 22, 1)],
    [eight("m", 6, 2)],
    [eight("m", 6, 1), eight("e", 14, 1)],
  ),
  rules: fc.record({
    restHours: fc.constantFrom(0, 8, 11, 24),
    weekHoursMax: fc.constantFrom(8, 16, 48),
    daysInRowMax: fc.constantFrom(1, 2, 6),
    nightsInRowMax: fc.constantFrom(0, 1, 3),
  }),
});

/** By trying everybody in every place. */
function hasRoster(given: RosterProblem): boolean {
  const slots = slotsOf(given);
  const served: RosterSlot[][] = given.people.map(() => []);
  const fill = (index: number): boolean => {
    const slot = slots[index];
    if (slot === undefined) return true;
    return given.people.some(({ awayDays }, person) => {
      const own = served[person] as RosterSlot[];
      if (awayDays.includes(slot.day) || own.at(-1) === slot || !mayServe(given.rules, own, slot))
        return false;
      own.push(slot);
      const isFilled = fill(index + 1);
      own.pop();
      return isFilled;
    });
  };
  return fill(0);
}

test("[PLN-073] small rosters are met or impossible exactly as trying everything says, and what is met keeps the rules", () => {
  fc.assert(
    fc.property(arbSmall, (given) => {
      const roster = planRoster(given);
      expect(roster.status).toBe(hasRoster(given) ? "met" : "impossible");
      if (roster.status !== "met") return;
      for (const person of given.people) {
        const own = slotsOf(given).filter(
          (slot, index, all) =>
            all.indexOf(slot) === index &&
            roster.entries.some(
              ({ day, shift, people: names }) =>
                day === slot.day && shift === slot.shift.id && names.includes(person.id),
            ),
        );
        for (const [index, slot] of own.entries()) {
          expect(person.awayDays).not.toContain(slot.day);
          expect(mayServe(given.rules, own.slice(0, index), slot)).toBe(true);
        }
      }
    }),
    { numRuns: 200 },
  );
});
