import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Ballot, type DecisionRule, decide, type Share, votingPower } from "../index.ts";

const share = fc.constantFrom<Share>([1, 2], [2, 3], [3, 4], [0, 1], [1, 1], [9, 15]);
const ballot = fc.constantFrom<Ballot>("yes", "no", "abstain", "absent");
const rules: fc.Arbitrary<DecisionRule> = fc
  .array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 })
  .chain((weights) => {
    const members = weights.map((weight, index) => ({ id: `m${index}`, weight }));
    return fc.record({
      members: fc.constant(members),
      vetoes: fc.subarray(
        members.map(({ id }) => id),
        { maxLength: Math.min(2, members.length) },
      ),
      quorum: fc.option(share),
      passes: fc.oneof(
        fc.record({ by: fc.constant("unanimity" as const), silenceBlocks: fc.boolean() }),
        fc.record({
          by: fc.constant("threshold" as const),
          of: fc.constantFrom(
            "present-and-voting" as const,
            "present" as const,
            "members" as const,
          ),
          share,
          strict: fc.boolean(),
          yesMembersAtLeast: fc.integer({ min: 0, max: 5 }),
        }),
      ),
    });
  });
const votes = rules.chain((rule) =>
  fc
    .array(ballot, { minLength: rule.members.length, maxLength: rule.members.length })
    .map((cast) => ({
      rule,
      ballots: Object.fromEntries(
        rule.members.map(({ id }, index) => [id, cast[index] ?? "absent"]),
      ),
    })),
);

test("[AGR-017] what is missing is the fewest members that trying every set would find", () => {
  fc.assert(
    fc.property(votes, ({ rule, ballots }) => {
      const decision = decide(rule, ballots);
      const free = rule.members.map(({ id }) => id).filter((id) => ballots[id] !== "yes");
      const withYes = (ids: readonly string[]) =>
        decide(rule, { ...ballots, ...Object.fromEntries(ids.map((id) => [id, "yes" as const])) })
          .outcome;
      const enough = subsets(free).filter((ids) => withYes(ids) === "adopted");
      if (decision.outcome === "adopted") expect(decision.missing).toEqual([]);
      else if (enough.length === 0) expect(decision.missing).toBeNull();
      else {
        expect(decision.missing).toHaveLength(Math.min(...enough.map((ids) => ids.length)));
        expect(withYes(decision.missing ?? [])).toBe("adopted");
      }
    }),
    { numRuns: 400 },
  );
});

test("[AGR-018] power is what counting every coalition and every order gives", () => {
  fc.assert(
    fc.property(rules, (rule) => {
      const ids = rule.members.map(({ id }) => id);
      const wins = (yes: readonly string[]) =>
        decide(
          rule,
          Object.fromEntries(ids.map((id) => [id, yes.includes(id) ? ("yes" as const) : "no"])),
        ).outcome === "adopted";
      const power = votingPower(rule) ?? [];
      expect(power.map(({ id }) => id)).toEqual(ids);
      for (const { id, swings, shapleyShubik } of power) {
        const turned = subsets(ids.filter((other) => other !== id)).filter(
          (others) => !wins(others) && wins([...others, id]),
        );
        expect(swings).toBe(String(turned.length));
        const orders = turned.reduce(
          (sum, { length }) => sum + factorial(length) * factorial(ids.length - length - 1),
          0,
        );
        expect(shapleyShubik.value).toBeCloseTo(orders / factorial(ids.length), 12);
      }
    }),
    { numRuns: 120 },
  );
});

test("[AGR-018] nobody waits for a power that takes too long to count", () => {
  const members = Array.from({ length: 300 }, (_, index) => ({
    id: `m${index}`,
    weight: 1_000_000 - index,
  }));
  const rule: DecisionRule = {
    members,
    vetoes: [],
    quorum: null,
    passes: {
      by: "threshold",
      of: "members",
      share: [1, 2],
      strict: true,
      yesMembersAtLeast: 0,
    },
  };
  expect(votingPower(rule)).toBeNull();
  expect(decide(rule, {}).missing?.length).toBe(150);
});

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

function subsets(ids: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: 2 ** ids.length }, (_, bits) =>
    ids.filter((_id, index) => (bits & (1 << index)) !== 0),
  );
}
