/** Words for a probability, from the most to the least likely, with the least probability of each. */
const steps = [
  [0.95, "almost certain"],
  [0.8, "very likely"],
  [0.6, "likely"],
  [0.4, "about even"],
  [0.2, "unlikely"],
  [0.05, "very unlikely"],
] as const;

export type ProbabilityWord = (typeof steps)[number][1] | "remote" | "certain";

/**
 * The word for a probability 0..1. It is chosen by the two decimals that are printed beside it, so that
 * word and number never disagree. `certain` is for the mission's own records (`isOwnRecord`) only: no
 * assessment is ever certain.
 *
 * @example wordOfProbability(0.6) // "likely"
 */
export function wordOfProbability(p: number, isOwnRecord = false): ProbabilityWord {
  if (isOwnRecord && p === 1) return "certain";
  const shown = Number(p.toFixed(2));
  return steps.find(([least]) => shown >= least)?.[1] ?? "remote";
}

/**
 * A probability with two decimals; an assessment never shows 0.00 or 1.00 but `< 0.01`, `> 0.99`.
 *
 * @example formatProbability(0.998) // "> 0.99"
 */
export function formatProbability(p: number, isOwnRecord = false): string {
  if (isOwnRecord && p === 1) return "1.00";
  const shown = p.toFixed(2);
  if (shown === "0.00") return "< 0.01";
  return shown === "1.00" ? "> 0.99" : shown;
}
