import type { AssessmentOutcome } from "@truceline/model";

/** The evidence an article asks for. */
export interface Standard {
  readonly probability: number;
  readonly independentSources: number;
}

/** Sums of shares that should be equal differ by less; of the size of rounding only. */
const ROUNDING = 1e-9;

/**
 * The outcome by an article's standard, probability q and n independent groups of sources: `breach`
 * if it was broken with q or more and n groups or more bear it; `no-breach` if it was not with q or
 * more; else `undetermined`.
 *
 * @param least mass on which the rule is surely broken
 * @param most the same and all the mass that leaves it open
 */
export function outcomeOf(
  standard: Standard,
  least: number,
  most: number,
  groupCount: number,
): AssessmentOutcome {
  if (least >= standard.probability - ROUNDING && groupCount >= standard.independentSources) {
    return "breach";
  }
  return most <= 1 - standard.probability + ROUNDING ? "no-breach" : "undetermined";
}

export type AttributionWord = "not-attributed" | "indicated" | "probable" | "established";

/**
 * The word for a probability of responsibility. FIELD 5.7.
 * @param favouringCount independent groups of evidence that favour it strictly over all others
 */
export function wordOfAttribution(probability: number, favouringCount: number): AttributionWord {
  if (probability < 0.55) return "not-attributed";
  if (probability < 0.75) return "indicated";
  if (probability < 0.95 || favouringCount < 2) return "probable";
  return "established";
}
