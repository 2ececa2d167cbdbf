import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Ranged } from "../assumption.ts";
import { exactly } from "./check-range.ts";
import { type ForceFigureName, forceFigureNames } from "./force-figures.ts";
import {
  type ForceInputs,
  forceInputNames,
  mapForceInputs,
  type RangedForceInputs,
} from "./force-inputs.ts";
import { forceModel, forceModelOverRanges } from "./force-model.ts";

type Quantity = number | readonly [number, number];
interface OracleCase {
  readonly id: string;
  readonly inputs: Readonly<Record<string, Quantity>>;
  readonly states: readonly { readonly pool: number; readonly rotationFactor: number }[];
  readonly expected: Readonly<Partial<Record<ForceFigureName, Quantity>>>;
}
const oracle = JSON.parse(
  readFileSync(
    new URL("../../../../fixtures/oracles/09-force-model.json", import.meta.url),
    "utf8",
  ),
) as { readonly cases: readonly OracleCase[] };

const ranged = (quantity: Quantity | undefined): Ranged => {
  if (quantity === undefined) throw new Error("the case lacks an input");
  if (typeof quantity === "number") return exactly(quantity);
  const [low, high] = quantity;
  return { value: (low + high) / 2, low, high };
};

/** The oracle's two kinds of equipment stand in numbered names. */
function inputsOf({ inputs, states }: OracleCase): RangedForceInputs {
  const scalars = Object.fromEntries(forceInputNames.map((name) => [name, ranged(inputs[name])]));
  return {
    ...(scalars as unknown as RangedForceInputs),
    equipment: ["1", "2"].map((kind) => ({
      count: ranged(inputs[`count${kind}`]),
      capex: ranged(inputs[`capex${kind}`]),
      lifeYears: ranged(inputs[`lifeYears${kind}`]),
      opexPerYear: ranged(inputs[`opex${kind}`]),
    })),
    states: states.map(({ pool, rotationFactor }) => ({
      pool: exactly(pool),
      rotationFactor: exactly(rotationFactor),
    })),
  };
}
const near = (actual: number, expected: number) =>
  Math.abs(actual - expected) <= 1e-9 * Math.max(1e-300, Math.abs(expected));

const isRange = ({ inputs }: OracleCase) =>
  Object.values(inputs).some((quantity) => typeof quantity !== "number");
const plain = oracle.cases.filter((one) => !isRange(one));
const boxes = oracle.cases.filter(isRange);

describe("[PLN-001] the force model gives what the oracle gives", () => {
  test("all its cases are here, and every figure is asked", () => {
    expect([plain.length, boxes.length]).toEqual([30, 30]);
    const asked = new Set(oracle.cases.flatMap(({ expected }) => Object.keys(expected)));
    expect([...asked].sort()).toEqual([...forceFigureNames].sort());
  });

  test.each(plain)("$id", (one) => {
    const figures = forceModel(mapForceInputs(inputsOf(one), ({ value }) => value));
    const off = forceFigureNames.filter(
      (name) => !near(figures[name], one.expected[name] as number),
    );
    expect(off).toEqual([]);
  });
});

describe("[PLN-002] over ranges the ends are the true smallest and largest values", () => {
  test.each(boxes)("$id", (one) => {
    const figures = forceModelOverRanges(inputsOf(one));
    const off = Object.entries(one.expected).filter(([name, quantity]) => {
      const { low, high } = figures[name as ForceFigureName];
      const [least, most] = typeof quantity === "number" ? [quantity, quantity] : quantity;
      return !near(low, least) || !near(high, most);
    });
    expect(off).toEqual([]);
  });

  test("an hour of a km watched is cheapest where the whole line is just seen, not at an end", () => {
    const turning = boxes.filter((one) => {
      const inputs = inputsOf(one);
      const at = (deployed: number) =>
        forceModel(mapForceInputs({ ...inputs, deployed: exactly(deployed) }, ({ value }) => value))
          .costPerKmHour;
      const { low, high } = inputs.deployed;
      return (
        low < high && forceModelOverRanges(inputs).costPerKmHour.low < Math.min(at(low), at(high))
      );
    });
    expect(turning.length).toBeGreaterThan(0);
  });
});

const [first] = plain;
if (first === undefined) throw new Error("no oracle case");
const good = inputsOf(first);
const worked: ForceInputs = mapForceInputs(good, ({ value }) => value);

describe("[PLN-001] the worked examples of the field", () => {
  test.each([
    { deployed: 30_000, lineKm: 1_000, postsWhole: 637, spacing: "1.57" },
    { deployed: 30_000, lineKm: 1_287, postsWhole: 637, spacing: "2.02" },
    { deployed: 30_000, lineKm: 2_897, postsWhole: 637, spacing: "4.54" },
    { deployed: 100_000, lineKm: 1_000, postsWhole: 2_125, spacing: "0.47" },
    { deployed: 100_000, lineKm: 1_287, postsWhole: 2_125, spacing: "0.61" },
    { deployed: 100_000, lineKm: 2_897, postsWhole: 2_125, spacing: "1.36" },
    { deployed: 200_000, lineKm: 1_000, postsWhole: 4_250, spacing: "0.24" },
    { deployed: 200_000, lineKm: 1_287, postsWhole: 4_250, spacing: "0.30" },
    { deployed: 200_000, lineKm: 2_897, postsWhole: 4_250, spacing: "0.68" },
  ])("$deployed on $lineKm km", ({ deployed, lineKm, postsWhole, spacing }) => {
    const figures = forceModel({ ...worked, deployed, lineKm });
    expect(figures.postsWhole).toBe(postsWhole);
    expect(figures.spacingKm.toFixed(2)).toBe(spacing);
  });

  test("nobody on the line: no posts, no spacing, nothing seen, no price of an hour", () => {
    const none = forceModel({ ...worked, lineShare: 0 });
    expect(none).toMatchObject({ posts: 0, coveredShare: 0 });
    expect([none.spacingKm, none.costPerKmHour]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    expect(forceModel({ ...worked, deployed: 0, equipment: [] }).costPerKmHour).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(forceModel({ ...worked, patrols: 0 }).patrolDetection).toBe(0);
  });
});

describe("[PLN-003] an input that cannot be is refused by name", () => {
  test.each([
    [
      "reversed",
      { ...good, lineShare: { value: 0.3, low: 0.35, high: 0.25 } },
      "lineShare",
      /reversed/,
    ],
    [
      "negative",
      { ...good, deployed: exactly(-1) },
      "deployed",
      /-1 cannot be: it lies outside 0 to/,
    ],
    [
      "absurd",
      { ...good, dutyHoursPerPersonDay: exactly(25) },
      "dutyHoursPerPersonDay",
      /25 cannot be/,
    ],
    ["no number", { ...good, lineKm: exactly(Number.NaN) }, "lineKm", /NaN is not a number/],
    [
      "middle outside",
      { ...good, overlap: { value: 0.5, low: 0.1, high: 0.2 } },
      "overlap",
      /middle/,
    ],
    [
      "a state's pool",
      { ...good, states: [{ pool: exactly(-5), rotationFactor: exactly(3) }] },
      "states/0/pool",
      /-5 cannot be/,
    ],
    [
      "a mast that lasts no time",
      {
        ...good,
        equipment: [
          { count: exactly(1), capex: exactly(1), lifeYears: exactly(0), opexPerYear: exactly(1) },
        ],
      },
      "equipment/0/lifeYears",
      /0 cannot be/,
    ],
  ])("%s", (_what, inputs, path, message) => {
    expect(() => forceModelOverRanges(inputs)).toThrow(
      expect.objectContaining({
        code: "TL_PLAN_RANGE",
        faults: [
          expect.objectContaining({ path, message: expect.stringMatching(message) as string }),
        ],
      }),
    );
  });

  test("all faults at once, and plain numbers are looked at as well", () => {
    const bad = { ...worked, lineKm: 0, overlap: 1, availability: 1.2 };
    expect(() => forceModel(bad)).toThrow(
      expect.objectContaining({
        faults: ["availability", "lineKm", "overlap"].map((path) =>
          expect.objectContaining({ path }),
        ),
      }),
    );
  });
});
