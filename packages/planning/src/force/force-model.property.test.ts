import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Ranged } from "../assumption.ts";
import { forceFigureNames, forceFigures } from "./force-figures.ts";
import {
  type EquipmentOf,
  type ForceInputName,
  type ForceInputs,
  forceInputNames,
  forceLimits,
  mapForceInputs,
  type RangedForceInputs,
} from "./force-inputs.ts";
import { forceModel, forceModelOverRanges } from "./force-model.ts";

/** Plausible spans, so that shares in sight fall on both sides of all of it. */
const spans: Readonly<Record<ForceInputName, readonly [number, number]>> = {
  deployed: [500, 200_000],
  lineShare: [0.05, 0.5],
  availability: [0.5, 1],
  onWatch: [1, 4],
  dutyHoursPerPersonDay: [4, 12],
  overhead: [0, 1],
  lineKm: [100, 4_000],
  sightKm: [0.5, 6],
  terrainFactor: [0.3, 1],
  patrols: [1, 300],
  kmPerPatrolDay: [10, 150],
  parallelTracks: [1, 4],
  persistenceH: [0.5, 48],
  sensorShare: [0, 1],
  sensorRangeKm: [2, 20],
  overlap: [0, 0.6],
  visitsPerYear: [1, 50],
  hoursPerVisit: [1, 24],
  rotationFactor: [2, 6],
  tourMonths: [3, 12],
  population: [100_000, 4e7],
  costPerPerson: [40_000, 1e6],
  eventsPerYear: [50, 30_000],
  detectionProbability: [0.05, 1],
};
const within = (low: number, high: number) =>
  fc.double({ min: low, max: high, noNaN: true, noDefaultInfinity: true });
/** A range inside a span, sometimes of one value. */
const arbRange = (low: number, high: number): fc.Arbitrary<Ranged> =>
  fc
    .tuple(within(low, high), within(low, high), within(low, high), fc.boolean())
    .map(([a, b, c, isExact]) => {
      const [least = low, middle = low, most = low] = [a, b, c].toSorted((x, y) => x - y);
      return isExact
        ? { value: middle, low: middle, high: middle }
        : { value: middle, low: least, high: most };
    });
const arbEquipment: fc.Arbitrary<EquipmentOf<Ranged>> = fc.record({
  count: arbRange(0, 2_000),
  capex: arbRange(0, 1e7),
  lifeYears: arbRange(2, 20),
  opexPerYear: arbRange(0, 1e6),
});
const arbInputs: fc.Arbitrary<RangedForceInputs> = fc
  .tuple(
    fc.record(
      Object.fromEntries(forceInputNames.map((name) => [name, arbRange(...spans[name])])) as Record<
        ForceInputName,
        fc.Arbitrary<Ranged>
      >,
    ),
    fc.array(arbEquipment, { maxLength: 3 }),
    fc.array(fc.record({ pool: arbRange(0, 50_000), rotationFactor: arbRange(2, 6) }), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([scalars, equipment, states]) => ({ ...scalars, equipment, states }));

/** Where in each range a sample lies, drawn once an input. */
const sampleAt = (inputs: RangedForceInputs, shares: readonly number[]): ForceInputs => {
  let index = 0;
  return mapForceInputs(inputs, ({ low, high }) => {
    const share = shares[index++ % shares.length] ?? 0.5;
    return Math.min(high, Math.max(low, low + share * (high - low)));
  });
};
const arbShares = fc.array(fc.oneof(fc.constantFrom(0, 1), within(0, 1)), {
  minLength: 37,
  maxLength: 37,
});
/** Rounding errors of the machine. */
const slack = (value: number) => 1e-9 * Math.max(1, Math.abs(value));

test("[PLN-002] no sample inside the ranges lies outside what the model gives", () => {
  fc.assert(
    fc.property(arbInputs, arbShares, (inputs, shares) => {
      const over = forceModelOverRanges(inputs);
      const sample = forceModel(sampleAt(inputs, shares));
      for (const name of forceFigureNames) {
        const { low, value, high } = over[name];
        expect(sample[name]).toBeGreaterThanOrEqual(low - slack(low));
        expect(sample[name]).toBeLessThanOrEqual(high + slack(high));
        expect(value).toBeGreaterThanOrEqual(low - slack(low));
        expect(value).toBeLessThanOrEqual(high + slack(high));
      }
    }),
    { numRuns: 400 },
  );
});

test("[PLN-001] each figure moves with each input the way its table says, and with no other", () => {
  fc.assert(
    fc.property(
      arbInputs,
      fc.constantFrom(...forceInputNames),
      within(0, 1),
      (inputs, moved, share) => {
        const before = mapForceInputs(inputs, ({ value }) => value);
        const { most } = forceLimits[moved];
        const [, spanHigh] = spans[moved];
        const raised = before[moved] + share * (Math.min(most, spanHigh) - before[moved]);
        const after = { ...before, [moved]: raised };
        for (const name of forceFigureNames) {
          const figure = forceFigures[name];
          if (figure.turn?.input === moved) continue;
          const [was, is] = [figure.compute(before), figure.compute(after)];
          // Both infinite: nobody on the line before and after.
          const change = is === was ? 0 : is - was;
          const direction = figure.inputs[moved];
          const size = slack(was);
          if (direction === undefined) expect(Math.abs(change)).toBeLessThanOrEqual(size);
          else expect(direction * change).toBeGreaterThanOrEqual(-size);
        }
      },
    ),
    { numRuns: 600 },
  );
});

test("[PLN-002] a narrower range never gives a wider answer", () => {
  fc.assert(
    fc.property(arbInputs, arbShares, (inputs, shares) => {
      const inner = sampleAt(inputs, shares);
      const wide = forceModelOverRanges(inputs);
      let index = 0;
      const values: number[] = [];
      mapForceInputs(inner, (value) => values.push(value));
      const narrow = forceModelOverRanges(
        mapForceInputs(inputs, ({ value, low, high }) => {
          const end = values[index++] ?? value;
          return {
            value,
            low: Math.max(low, Math.min(value, end)),
            high: Math.min(high, Math.max(value, end)),
          };
        }),
      );
      for (const name of forceFigureNames) {
        expect(narrow[name].low).toBeGreaterThanOrEqual(wide[name].low - slack(wide[name].low));
        expect(narrow[name].high).toBeLessThanOrEqual(wide[name].high + slack(wide[name].high));
      }
    }),
    { numRuns: 200 },
  );
});

test("[PLN-011] the order of states and of equipment changes nothing", () => {
  fc.assert(
    fc.property(arbInputs, (inputs) => {
      const turned = {
        ...inputs,
        states: inputs.states.toReversed(),
        equipment: inputs.equipment.toReversed(),
      };
      const [a, b] = [forceModelOverRanges(inputs), forceModelOverRanges(turned)];
      for (const name of forceFigureNames) {
        for (const end of ["low", "high"] as const) {
          const [one, other] = [a[name][end], b[name][end]];
          if (one !== other) expect(Math.abs(one - other)).toBeLessThanOrEqual(slack(one));
        }
      }
    }),
    { numRuns: 100 },
  );
});
