import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type CompiledPosition, type CompiledTerm, commonGround, type HeldTerm } from "../index.ts";

const terms: readonly CompiledTerm[] = [
  { id: "length", name: { en: "Length" }, is: "interval", unit: "km" },
  {
    id: "role",
    name: { en: "Role" },
    is: "choice",
    options: ["watch", "guard", "defend", "none"].map((id) => ({ id, name: { en: id } })),
  },
];
const optionIds = (terms[1]?.options ?? []).map(({ id }) => id);
/** Ends lie on whole numbers, so wholes and halves from -1 to 8 stand for every place between. */
const places = Array.from({ length: 19 }, (_, index) => index / 2 - 1);

const end = fc.option(
  fc.record({ value: fc.integer({ min: 0, max: 7 }), included: fc.boolean() }),
  { freq: 2 },
);
const interval: fc.Arbitrary<HeldTerm> = fc
  .record({ term: fc.constant("length"), low: end, high: end, options: fc.constant(null) })
  .filter((held) => places.some((place) => accepts(held, place)));
const choice: fc.Arbitrary<HeldTerm> = fc
  .subarray(optionIds, { minLength: 1 })
  .map((options) => ({ term: "role", low: null, high: null, options }));
const positions = fc
  .array(
    fc
      .tuple(fc.option(interval), fc.option(choice))
      .map((held) => held.filter((one) => one !== null)),
    { maxLength: 6 },
  )
  .map((list) =>
    list.map(
      (holds, index): CompiledPosition => ({
        id: `p${index}`,
        who: "somebody",
        said: { fromMs: 0, toMs: 1 },
        dateBasis: "stated",
        published: "here",
        says: { en: "Something." },
        holds,
      }),
    ),
  );

function accepts({ low, high, options }: HeldTerm, value: number | string): boolean {
  if (options !== null) return options.includes(String(value));
  const at = Number(value);
  const above = low === null || at > low.value || (low.included && at === low.value);
  return above && (high === null || at < high.value || (high.included && at === high.value));
}

test("[AGR-021] what remains is what every position accepts, tried value by value", () => {
  fc.assert(
    fc.property(positions, (list) => {
      for (const ground of commonGround(terms, list)) {
        const values = ground.term === "role" ? optionIds : places;
        const held = list.flatMap(({ holds }) => holds.filter(({ term }) => term === ground.term));
        const common = values.filter((value) => held.every((one) => accepts(one, value)));
        const { remains } = ground;
        const told =
          remains === null
            ? []
            : values.filter((value) =>
                remains.is === "choice"
                  ? remains.options.includes(String(value))
                  : accepts({ ...remains, term: "", options: null }, value),
              );
        expect(told).toEqual(common);
        expect(remains === null).toBe(common.length === 0);
      }
    }),
    { numRuns: 500 },
  );
});

test("[AGR-021] the positions named exclude each other, and no fewer do", () => {
  fc.assert(
    fc.property(positions, (list) => {
      for (const { term, remains, excluding } of commonGround(terms, list)) {
        if (remains !== null) {
          expect(excluding).toEqual([]);
          continue;
        }
        const values = term === "role" ? optionIds : places;
        const excludes = (ids: readonly string[]) =>
          !values.some((value) =>
            list
              .filter(({ id }) => ids.includes(id))
              .every(({ holds }) =>
                holds.every((held) => held.term !== term || accepts(held, value)),
              ),
          );
        expect(excludes(excluding)).toBe(true);
        const all = list.map(({ id }) => id);
        for (let bits = 0; bits < 2 ** all.length; bits++) {
          const ids = all.filter((_id, index) => (bits & (1 << index)) !== 0);
          if (ids.length < excluding.length) expect(excludes(ids)).toBe(false);
        }
      }
    }),
    { numRuns: 500 },
  );
});
