import type { CompiledContribution } from "../compiled.ts";
import type { Mark } from "../compiled-words.ts";

/** What contributions come to in one unit. */
export interface ContributionTotal {
  readonly unit: string;
  /**
   * The sum of what is given at least, without what may be part of another; who named no least gives
   * nothing here.
   */
  readonly atLeast: number;
  /** The sum of the caps; null where somebody gives without a cap. */
  readonly upTo: number | null;
  /** The same without what may be part of another contribution in this unit. */
  readonly upToApart: number | null;
  /** Contributions that it is made of. */
  readonly ids: readonly string[];
  /** The weakest mark among them: the sum is no surer. */
  readonly mark: Mark;
  /** How many of them carry caveats or wait for a body. */
  readonly conditionalCount: number;
}

const marksByDoubt: readonly Mark[] = ["confirmed", "claimed", "assumed"];

/** Sums by unit, in the order in which units first appear; what has no amount is in none. */
export function contributionTotals(
  contributions: readonly CompiledContribution[],
): readonly ContributionTotal[] {
  const byUnit = new Map<string, CompiledContribution[]>();
  for (const one of contributions) {
    const unit = (one.upTo ?? one.atLeast)?.unit;
    if (unit === undefined) continue;
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), one]);
  }
  return [...byUnit].map(([unit, members]) => ({
    unit,
    atLeast: apart(members).reduce((sum, { atLeast }) => sum + (atLeast?.value ?? 0), 0),
    upTo: capOf(members),
    upToApart: capOf(apart(members)),
    ids: members.map(({ id }) => id),
    mark:
      marksByDoubt[Math.max(...members.map(({ mark }) => marksByDoubt.indexOf(mark)))] ?? "assumed",
    conditionalCount: members.filter(({ caveats, needs }) => caveats.length + needs.length > 0)
      .length,
  }));
}

/** Those that are surely no part of another of them. */
function apart(members: readonly CompiledContribution[]): readonly CompiledContribution[] {
  const ids = new Set(members.map(({ id }) => id));
  return members.filter(({ mayBePartOf }) => !ids.has(mayBePartOf ?? ""));
}

function capOf(members: readonly CompiledContribution[]): number | null {
  if (members.some(({ upTo }) => upTo === null)) return null;
  return members.reduce((sum, { upTo }) => sum + (upTo?.value ?? 0), 0);
}
