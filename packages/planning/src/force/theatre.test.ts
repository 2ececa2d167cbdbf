import { describe, expect, test } from "vitest";
import type { Ranged } from "../assumption.ts";
import { exactly } from "./check-range.ts";
import { meanPresence, monthsKeptUp, theatre } from "./theatre.ts";
import { oneForce, theatreDefaultList, theatreDefaults } from "./theatre-defaults.ts";
import {
  type Caveat,
  type ContributorOf,
  mapTheatreInputs,
  type RangedTheatreInputs,
  type TheatreInputs,
  theatreParts,
} from "./theatre-inputs.ts";
import { theatreOverRanges } from "./theatre-over-ranges.ts";

const middle = (inputs: RangedTheatreInputs): TheatreInputs =>
  mapTheatreInputs(inputs, ({ value }) => value);
const contributor = (
  id: string,
  change: Partial<ContributorOf<Ranged>> = {},
): ContributorOf<Ranged> => ({
  id,
  name: id.toUpperCase(),
  cap: exactly(10_000),
  pool: null,
  arrivalMonth: exactly(1),
  rampMonths: exactly(1),
  caveats: [],
  withdraws: null,
  ...change,
});
const withContributors = (...contributors: readonly ContributorOf<Ranged>[]) => ({
  ...theatreDefaults,
  monthCount: 12,
  contributors,
});
const monthOf = (inputs: RangedTheatreInputs, month: number) => {
  const found = theatre(middle(inputs)).months[month - 1];
  if (found === undefined) throw new Error(`no month ${month}`);
  return found;
};

describe("[PLN-004] from people in theatre to watchers at any hour", () => {
  test("the defaults leave the field's share of the line and people at work", () => {
    const { lineShare, availability, personsPerPlace } = theatreOverRanges(theatreDefaults);
    expect([lineShare.low, lineShare.value, lineShare.high].map((one) => one.toFixed(3))).toEqual([
      "0.250",
      "0.300",
      "0.350",
    ]);
    expect(availability.value.toFixed(2)).toBe("0.85");
    expect(personsPerPlace).toEqual({ value: 12, low: 10, high: 12 });
  });

  test("30 000 who all are there keep about the 637 posts of the field, two watching in each", () => {
    const force = { ...contributor("force"), cap: exactly(30_000) };
    const month = monthOf(withContributors(force), 1);
    expect(month.posts / 637.5).toBeCloseTo(0.8495 / 0.85, 3);
    expect(month.watchersByDay).toBeCloseTo(2 * month.posts, 9);
    expect(month.pool).toBe(120_000);
    const parts = theatreParts.reduce((sum, part) => sum + month.byPart[part], 0);
    expect(parts + month.onLineByDay).toBeCloseTo(month.inTheatre, 6);
  });

  test("they come over their ramp, from the month they arrive", () => {
    const late = contributor("late", { arrivalMonth: exactly(3), rampMonths: exactly(4) });
    const people = theatre(middle(withContributors(late))).months.map(({ inTheatre }) => inTheatre);
    expect(people.slice(0, 8)).toEqual([0, 0, 2_500, 5_000, 7_500, 10_000, 10_000, 10_000]);
  });

  test("a pool sustains its share by the rotation factor, and no cap brings more", () => {
    const small = contributor("small", { pool: exactly(20_000) });
    expect(monthOf(withContributors(small), 1).inTheatre).toBe(5_000);
  });

  test("aircraft and ships: on station at any hour, and their people", () => {
    const stations = [
      {
        id: "patrol-ship",
        part: "sea",
        count: exactly(3),
        readyRatio: exactly(0.5),
        hoursPerDay: exactly(24),
        peopleEach: exactly(60),
      },
    ] as const;
    expect(theatre(middle({ ...theatreDefaults, stations })).stations).toEqual([
      { id: "patrol-ship", part: "sea", onStation: 1.5, people: 180 },
    ]);
  });

  test("every default has a mark and a source, and none an id twice", () => {
    const ids = theatreDefaultList.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      theatreDefaultList.filter(
        ({ source, low, value, high }) => source === "" || low > value || value > high,
      ),
    ).toEqual([]);
  });

  test("one force of the defaults is told with ranges in every month", () => {
    const [people] = theatreDefaultList;
    if (people === undefined) throw new Error("no default");
    const force = oneForce({ ...people, id: "force", value: 30_000, low: 30_000, high: 30_000 });
    const { months } = theatreOverRanges({ ...theatreDefaults, contributors: [force] });
    expect(months).toHaveLength(24);
    const last = months.at(-1);
    expect(last?.inTheatre).toEqual({ value: 30_000, low: 30_000, high: 30_000 });
    expect(last?.watchersByDay.low).toBeLessThan(last?.watchersByDay.value ?? 0);
    expect(months[0]?.inTheatre).toEqual({ value: 5_000, low: 2_500, high: 10_000 });
  });
});

describe("[PLN-005] caveats, conditions and a withdrawal half-way", () => {
  const offLine: Caveat = { is: "off-line", text: "Not on the line." };
  const dayOnly: Caveat = { is: "day-only", text: "By day only." };
  const backstop = (holds: boolean | null): Caveat => ({
    is: "needs",
    text: "With a backstop.",
    holds,
  });

  test("who may not stand on the line fills the other parts first", () => {
    const few = withContributors(
      contributor("guards", { caveats: [offLine] }),
      contributor("watchers", { cap: exactly(2_000) }),
    );
    const month = monthOf(few, 1);
    expect(month).toMatchObject({ inTheatre: 12_000, keptOffLine: 10_000, onLineByDay: 2_000 });
    const many = withContributors(
      contributor("guards", { caveats: [offLine] }),
      contributor("watchers"),
    );
    expect(monthOf(many, 1).onLineByDay).toBeCloseTo(0.3 * 20_000, 6);
  });

  test("who watches by day only is missing by night, and posts count by night", () => {
    const month = monthOf(withContributors(contributor("day", { caveats: [dayOnly] })), 1);
    expect(month.watchersByDay).toBeGreaterThan(0);
    expect([month.watchersByNight, month.posts]).toEqual([0, 0]);
  });

  test("an open condition: all at the high end, none at the low end, and named", () => {
    const inputs = withContributors(contributor("x", { caveats: [backstop(null)] }));
    const figures = theatreOverRanges(inputs);
    expect(figures.months[0]?.inTheatre).toEqual({ value: 10_000, low: 0, high: 10_000 });
    expect(figures.openConditions).toEqual([{ contributor: "x", text: "With a backstop." }]);
    const refused = withContributors(contributor("x", { caveats: [backstop(false)] }));
    expect(theatreOverRanges(refused).months[0]?.inTheatre).toEqual(exactly(0));
  });

  test("a stated caveat is kept and changes no number", () => {
    const stated: Caveat = { is: "stated", text: "Reviewed by its parliament after a year." };
    const [bare, told] = [[], [stated]].map((caveats) =>
      theatre(middle(withContributors(contributor("x", { caveats })))),
    );
    expect(told).toEqual(bare);
  });

  test("who withdraws half-way is counted as gone, and the watchers with it", () => {
    const leaving = contributor("leaving", {
      withdraws: { fromMonth: exactly(6), overMonths: exactly(2) },
    });
    const inputs = withContributors(leaving, contributor("staying"));
    const { months } = theatre(middle(inputs));
    expect(months.map(({ inTheatre }) => inTheatre).slice(4, 8)).toEqual([
      20_000, 15_000, 10_000, 10_000,
    ]);
    expect(months[11]?.byContributor).toEqual([
      { id: "leaving", people: 0, withdrawn: 10_000 },
      { id: "staying", people: 10_000, withdrawn: 0 },
    ]);
    expect(months[11]?.watchersByDay).toBeCloseTo((months[4]?.watchersByDay ?? 0) / 2, 6);
    const unsure = {
      ...inputs,
      contributors: [
        contributor("leaving", {
          withdraws: { fromMonth: { value: 6, low: 3, high: 9 }, overMonths: exactly(1) },
        }),
      ],
    };
    expect(theatreOverRanges(unsure).months[5]?.byContributor[0]).toEqual({
      id: "leaving",
      people: { value: 0, low: 0, high: 10_000 },
      withdrawn: { value: 10_000, low: 0, high: 10_000 },
    });
  });
});

describe("[PLN-003] a theatre that cannot be is refused by name", () => {
  const { parts } = theatreDefaults;
  test.each<readonly [string, RangedTheatreInputs, string]>([
    ["parts above all", { ...theatreDefaults, parts: { ...parts, police: exactly(0.5) } }, "parts"],
    ["half a month", { ...theatreDefaults, monthCount: 2.5 }, "monthCount"],
    ["no month", { ...theatreDefaults, monthCount: 0 }, "monthCount"],
    [
      "more days than a year has",
      { ...theatreDefaults, leaveDaysPerYear: exactly(360) },
      "leaveDaysPerYear",
    ],
    [
      "reversed",
      { ...theatreDefaults, sicknessRatio: { value: 0.1, low: 0.2, high: 0.1 } },
      "sicknessRatio",
    ],
    [
      "a negative cap",
      withContributors(contributor("x", { cap: exactly(-1) })),
      "contributors/x/cap",
    ],
    [
      "a month before the first",
      withContributors(contributor("x", { arrivalMonth: exactly(0) })),
      "contributors/x/arrivalMonth",
    ],
  ])("%s", (_what, inputs, path) => {
    expect(() => theatreOverRanges(inputs)).toThrow(
      expect.objectContaining({
        code: "TL_PLAN_RANGE",
        faults: expect.arrayContaining([expect.objectContaining({ path })]) as unknown,
      }),
    );
  });

  test("plain numbers are looked at as well", () => {
    expect(() => theatre({ ...middle(theatreDefaults), overhead: -1 })).toThrow(
      expect.objectContaining({ code: "TL_PLAN_RANGE" }),
    );
  });
});

test.each([
  { people: 15_000, pool: 75_000, factor: 5, months: Number.POSITIVE_INFINITY },
  { people: 15_000, pool: 60_000, factor: 5, months: 24 },
  { people: 10_000, pool: 29_999, factor: 3, months: 12 },
  { people: 100_000, pool: 75_000, factor: 4, months: 0 },
])("[PLN-004] $people out of $pool at R = $factor: $months months", (one) => {
  expect(monthsKeptUp(one.people, one.pool, one.factor, 6)).toBe(one.months);
});

test("[PLN-004] the mean presence of the first and the second year", () => {
  expect([meanPresence(1, 1), meanPresence(1, 2)]).toEqual([1, 1]);
  expect(meanPresence(12, 1)).toBeCloseTo(6.5 / 12, 12);
  expect(meanPresence(24, 1)).toBeCloseTo(6.5 / 24, 12);
  expect(meanPresence(24, 2)).toBeCloseTo(18.5 / 24, 12);
});
