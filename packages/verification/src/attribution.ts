import { type AttributionWord, wordOfAttribution } from "./standard.ts";

/** One piece of evidence: how likely it is under each hypothesis. */
export interface Evidence {
  readonly id: string;
  /** By hypothesis; only ratios matter. */
  readonly likelihood: Readonly<Record<string, number>>;
  /** No hypothesis loses more than this factor by it: 20 unless the agreement says otherwise. */
  readonly cap: number;
  /** Evidence of one group depends on each other and makes one factor; null: on its own. */
  readonly group: string | null;
}

/** How the items of one group become one factor. */
export type GroupRule = "geometric-mean" | "strongest";

export interface Attribution {
  readonly posterior: Readonly<Record<string, number>>;
  /** Factor of each independent group by hypothesis, largest 1; a single item is `single:ID`. */
  readonly groupFactors: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Null without evidence. */
  readonly leading: string | null;
  /** Groups that favour the leading hypothesis strictly over every other. */
  readonly favouringGroups: number;
  readonly word: AttributionWord;
}

/** Who is responsible is never decided by one factor more than this. FIELD 5.7. */
export const LIKELIHOOD_CAP = 20;

/**
 * Responsibility by Bayes: prior times one capped factor for each independent group of evidence.
 *
 * Shape: probabilities by hypothesis, sum 1. An item's factor is its likelihood over the largest,
 * held above 1/cap; dependent items are merged before they count.
 * Source: FIELD 5.7. Accuracy: 1e-12.
 */
export function attribute(
  hypotheses: readonly string[],
  priorWeights: Readonly<Record<string, number>>,
  evidence: readonly Evidence[],
  groupRule: GroupRule = "geometric-mean",
): Attribution {
  const groups = new Map<string, number[][]>();
  for (const item of evidence) {
    const key = item.group ?? `single:${item.id}`;
    const factors = groups.get(key) ?? [];
    factors.push(itemFactors(hypotheses, item));
    groups.set(key, factors);
  }
  const merged = [...groups].map(([key, items]) => ({ key, factors: merge(items, groupRule) }));
  const weights = hypotheses.map((hypothesis, index) =>
    merged.reduce(
      (weight, { factors }) => weight * (factors[index] ?? 1),
      priorWeights[hypothesis] ?? 0,
    ),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => weight / total);
  const leadingIndex = shares.indexOf(Math.max(...shares));
  const favouringGroups = merged.filter(({ factors }) =>
    factors.every(
      (factor, index) => index === leadingIndex || factor < (factors[leadingIndex] ?? 0),
    ),
  ).length;
  const hasEvidence = evidence.length > 0;
  return {
    posterior: byHypothesis(hypotheses, shares),
    groupFactors: Object.fromEntries(
      merged.map(({ key, factors }) => [key, byHypothesis(hypotheses, factors)]),
    ),
    leading: hasEvidence ? (hypotheses[leadingIndex] ?? null) : null,
    favouringGroups: hasEvidence ? favouringGroups : 0,
    word: hasEvidence
      ? wordOfAttribution(shares[leadingIndex] ?? 0, favouringGroups)
      : "not-attributed",
  };
}

function byHypothesis(hypotheses: readonly string[], values: readonly number[]) {
  return Object.fromEntries(hypotheses.map((name, index) => [name, values[index] ?? 0]));
}

function itemFactors(hypotheses: readonly string[], { likelihood, cap }: Evidence): number[] {
  const values = hypotheses.map((hypothesis) => likelihood[hypothesis] ?? 0);
  const largest = Math.max(...values);
  // Evidence that no hypothesis explains tells them not apart.
  if (!(largest > 0)) return values.map(() => 1);
  return values.map((value) => Math.max(value / largest, 1 / cap));
}

function merge(items: readonly (readonly number[])[], groupRule: GroupRule): number[] {
  const [first = []] = items;
  const raw =
    groupRule === "strongest"
      ? (items.toSorted((one, other) => Math.min(...one) - Math.min(...other))[0] ?? first)
      : first.map((_, index) =>
          Math.exp(items.reduce((sum, item) => sum + Math.log(item[index] ?? 1), 0) / items.length),
        );
  const largest = Math.max(...raw);
  return raw.map((factor) => factor / largest);
}
