import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Ranged } from "../assumption.ts";
import { theatre } from "./theatre.ts";
import { theatreDefaults } from "./theatre-defaults.ts";
import type { TheatreMonthOf } from "./theatre-figures.ts";
import {
  type Caveat,
  type ContributorOf,
  mapTheatreInputs,
  type RangedTheatreInputs,
  type TheatreInputs,
  theatreParts,
} from "./theatre-inputs.ts";
import { theatreOverRanges } from "./theatre-over-ranges.ts";

const within = (low: number, high: number) =>
  fc.double({ min: low, max: high, noNaN: true, noDefaultInfinity: true });
const arbRange = (low: number, high: number): fc.Arbitrary<Ranged> =>
  fc.tuple(within(low, high), within(low, high), within(low, high)).map((three) => {
    const [least = low, middle = low, most = low] = three.toSorted((x, y) => x - y);
    return { value: middle, low: least, high: most };
  });
const arbCaveat: fc.Arbitrary<Caveat> = fc.oneof(
  fc.constant<Caveat>({ is: "off-line", text: "Not on the line." }),
  fc.constant<Caveat>({ is: "day-only", text: "By day only." }),
  fc
    .constantFrom(true, false, null)
    .map((holds): Caveat => ({ is: "needs", text: "With a backstop.", holds })),
);
const arbContributor: fc.Arbitrary<Omit<ContributorOf<Ranged>, "id" | "name">> = fc.record({
  cap: arbRange(0, 50_000),
  pool: fc.option(arbRange(0, 200_000)),
  arrivalMonth: arbRange(1, 12),
  rampMonths: arbRange(1, 12),
  caveats: fc.array(arbCaveat, { maxLength: 2 }),
  withdraws: fc.option(fc.record({ fromMonth: arbRange(1, 24), overMonths: arbRange(1, 6) })),
});
const arbInputs: fc.Arbitrary<RangedTheatreInputs> = fc
  .record({
    contributors: fc.array(arbContributor, { maxLength: 4 }),
    parts: fc.record(
      Object.fromEntries(theatreParts.map((part) => [part, arbRange(0, 0.12)])) as Record<
        (typeof theatreParts)[number],
        fc.Arbitrary<Ranged>
      >,
    ),
    leaveDaysPerYear: arbRange(0, 60),
    sicknessRatio: arbRange(0, 0.2),
    dutyHoursPerPersonDay: arbRange(4, 12),
    overhead: arbRange(0, 1),
    rotationFactor: arbRange(2, 6),
  })
  .map(({ contributors, ...rest }) => ({
    ...theatreDefaults,
    ...rest,
    monthCount: 18,
    contributors: contributors.map((one, index) => ({
      ...one,
      id: `c${index}`,
      name: `C${index}`,
    })),
  }));
const arbShares = fc.array(fc.oneof(fc.constantFrom(0, 1), within(0, 1)), {
  minLength: 41,
  maxLength: 41,
});

function sampleOf(inputs: RangedTheatreInputs, shares: readonly number[]): TheatreInputs {
  let index = 0;
  const share = () => shares[index++ % shares.length] ?? 0.5;
  const sample = mapTheatreInputs<Ranged, number>(inputs, ({ low, high }) =>
    Math.min(high, Math.max(low, low + share() * (high - low))),
  );
  return {
    ...sample,
    contributors: sample.contributors.map((one) => ({
      ...one,
      caveats: one.caveats.map((caveat) =>
        caveat.is === "needs" && caveat.holds === null
          ? { ...caveat, holds: share() < 0.5 }
          : caveat,
      ),
    })),
  };
}
const slack = (value: number) => 1e-9 * Math.max(1, Math.abs(value));

/** Every figure of a month, named. */
function* figuresOf<N>(month: TheatreMonthOf<N>): Generator<readonly [string, N]> {
  const { month: _month, byContributor, byPart, ...figures } = month;
  yield* Object.entries(figures);
  for (const part of theatreParts) yield [part, byPart[part]];
  for (const { id, people, withdrawn } of byContributor) {
    yield [`${id} people`, people];
    yield [`${id} withdrawn`, withdrawn];
  }
}

test("[PLN-002] no sample inside the ranges lies outside what the theatre gives", () => {
  fc.assert(
    fc.property(arbInputs, arbShares, (inputs, shares) => {
      const over = theatreOverRanges(inputs);
      const sample = theatre(sampleOf(inputs, shares));
      for (const name of ["availability", "lineShare", "personsPerPlace"] as const) {
        expect(sample[name]).toBeGreaterThanOrEqual(over[name].low - slack(over[name].low));
        expect(sample[name]).toBeLessThanOrEqual(over[name].high + slack(over[name].high));
      }
      for (const [index, month] of over.months.entries()) {
        const found = sample.months[index];
        if (found === undefined) throw new Error("a month is missing");
        const values = new Map(figuresOf(found));
        for (const [name, { low, value, high }] of figuresOf(month)) {
          const one = values.get(name) ?? Number.NaN;
          expect(one, `${name} in month ${index + 1}`).toBeGreaterThanOrEqual(low - slack(low));
          expect(one, `${name} in month ${index + 1}`).toBeLessThanOrEqual(high + slack(high));
          expect(value).toBeGreaterThanOrEqual(low - slack(low));
          expect(value).toBeLessThanOrEqual(high + slack(high));
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("[PLN-005] a caveat, a condition that fails, a withdrawal never adds a watcher", () => {
  fc.assert(
    fc.property(arbInputs, arbCaveat, fc.nat(3), (inputs, caveat, which) => {
      const before = mapTheatreInputs<Ranged, number>(inputs, ({ value }) => value);
      const after: TheatreInputs = {
        ...before,
        contributors: before.contributors.map((one, index) =>
          index === which
            ? {
                ...one,
                caveats: [...one.caveats, caveat],
                withdraws: one.withdraws ?? { fromMonth: 9, overMonths: 1 },
              }
            : one,
        ),
      };
      const [was, is] = [theatre(before), theatre(after)];
      for (const [index, month] of is.months.entries()) {
        const then = was.months[index];
        expect(month.watchersByDay).toBeLessThanOrEqual((then?.watchersByDay ?? 0) + 1e-6);
        expect(month.watchersByNight).toBeLessThanOrEqual((then?.watchersByNight ?? 0) + 1e-6);
        expect(month.watchersByNight).toBeLessThanOrEqual(month.watchersByDay + 1e-9);
      }
    }),
    { numRuns: 300 },
  );
});

test("[PLN-011] the order and the names of contributors change no sum", () => {
  fc.assert(
    fc.property(arbInputs, (inputs) => {
      const turned = {
        ...inputs,
        contributors: inputs.contributors
          .toReversed()
          .map((one, index) => ({ ...one, id: `x${index}`, name: "other" })),
      };
      const [a, b] = [theatreOverRanges(inputs), theatreOverRanges(turned)];
      for (const [index, month] of a.months.entries()) {
        const other = b.months[index];
        for (const name of ["inTheatre", "watchersByDay", "watchersByNight", "pool"] as const) {
          for (const end of ["low", "value", "high"] as const) {
            const [x, y] = [month[name][end], other?.[name][end] ?? Number.NaN];
            expect(Math.abs(x - y)).toBeLessThanOrEqual(slack(x));
          }
        }
      }
    }),
    { numRuns: 200 },
  );
});
