import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Ballot, type DecisionRule, decide, type Share, votingPower } from "../index.ts";

interface OracleCase {
  readonly id: string;
  readonly tag: string;
  readonly rule:
    | { readonly type: "unanimity"; readonly silenceBlocks: boolean; readonly vetoes?: string[] }
    | {
        readonly type: "threshold";
        readonly of: "present-and-voting" | "present" | "members";
        readonly share: Share;
        readonly strict: boolean;
        readonly minYesMembers?: number;
        readonly vetoes?: string[];
      };
  readonly members: readonly string[];
  readonly weights: Readonly<Record<string, number>>;
  readonly ballots: Readonly<Record<string, Ballot>>;
  readonly expected: {
    readonly outcome: string;
    readonly tally: Readonly<Record<Ballot, number>>;
    readonly weightedYes: number;
    readonly pivotal: readonly string[];
    readonly power?: {
      readonly swings: Readonly<Record<string, string>>;
      readonly banzhafAbsolute: Readonly<Record<string, string>>;
      readonly banzhafNormalised: Readonly<Record<string, string>>;
      readonly banzhafNormalisedFloat: Readonly<Record<string, number>>;
      readonly shapleyShubik: Readonly<Record<string, string>>;
      readonly shapleyShubikFloat: Readonly<Record<string, number>>;
    };
  };
}

const { cases } = JSON.parse(
  readFileSync(new URL("../../../../fixtures/oracles/12-decisions.json", import.meta.url), "utf8"),
) as { readonly cases: readonly OracleCase[] };

function ruleOf({ rule, members, weights }: OracleCase): DecisionRule {
  const { quorumOfPresent } = rule as { quorumOfPresent?: Share };
  return {
    members: members.map((id) => ({ id, weight: weights[id] ?? 1 })),
    vetoes: rule.vetoes ?? [],
    quorum: quorumOfPresent ?? null,
    passes:
      rule.type === "unanimity"
        ? { by: "unanimity", silenceBlocks: rule.silenceBlocks }
        : {
            by: "threshold",
            of: rule.of,
            share: rule.share,
            strict: rule.strict,
            yesMembersAtLeast: rule.minYesMembers ?? 0,
          },
  };
}

test.each(cases.map((entry) => [entry.id, entry.tag, entry] as const))(
  "[AGR-017] oracle %s (%s): outcome, tally and who could turn it",
  (_id, _tag, entry) => {
    const { outcome, tally, weightedYes, pivotal } = decide(ruleOf(entry), entry.ballots);
    const { expected } = entry;
    expect({ outcome, tally, weightedYes, pivotal }).toEqual({
      outcome: expected.outcome,
      tally: expected.tally,
      weightedYes: expected.weightedYes,
      pivotal: expected.pivotal,
    });
  },
);

const withPower = cases.filter(({ expected }) => expected.power !== undefined);

test.each(withPower.map((entry) => [entry.id, entry.tag, entry] as const))(
  "[AGR-018] oracle %s (%s): power, as exact fractions",
  (_id, _tag, entry) => {
    const power = votingPower(ruleOf(entry)) ?? [];
    const expected = entry.expected.power;
    const texts = (of: (one: (typeof power)[number]) => string) =>
      Object.fromEntries(power.map((one) => [one.id, of(one)]));
    expect(texts(({ swings }) => swings)).toEqual(expected?.swings);
    expect(texts(({ banzhafAbsolute }) => banzhafAbsolute.text)).toEqual(expected?.banzhafAbsolute);
    expect(texts(({ banzhafNormalised }) => banzhafNormalised.text)).toEqual(
      expected?.banzhafNormalised,
    );
    expect(texts(({ shapleyShubik }) => shapleyShubik.text)).toEqual(expected?.shapleyShubik);
    for (const { id, banzhafNormalised, shapleyShubik } of power) {
      expect(banzhafNormalised.value).toBeCloseTo(expected?.banzhafNormalisedFloat[id] ?? -1, 11);
      expect(shapleyShubik.value).toBeCloseTo(expected?.shapleyShubikFloat[id] ?? -1, 11);
    }
  },
);

test("[AGR-018] the oracle was there, with power in most cases", () => {
  expect(cases.length).toBeGreaterThanOrEqual(40);
  expect(withPower.length).toBeGreaterThan(25);
});
