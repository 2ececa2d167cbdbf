import type { DecisionRule, Member } from "./decision-rule.ts";

/** A fraction in lowest terms as `a/b`, and the double nearest to it. */
export interface Fraction {
  readonly text: string;
  readonly value: number;
}

/** How often a member decides, in the game where everybody votes yes or no. */
export interface VotingPower {
  readonly id: string;
  /** Coalitions of the others that this member turns from losing to winning. */
  readonly swings: string;
  /** Swings over all coalitions of the others (Banzhaf 1965, Penrose 1946). */
  readonly banzhafAbsolute: Fraction;
  /** Swings over the swings of all members; sums to 1. */
  readonly banzhafNormalised: Fraction;
  /** Share of the orders in which this member completes a winning coalition (Shapley and Shubik 1954). */
  readonly shapleyShubik: Fraction;
}

/** Sums of the count that is the most work; beyond it power is not computed. */
const stepCountMax = 4_000_000;

/**
 * Exact indices of power, by counting coalitions by size and weight (generating functions). Null when
 * the count would take more than four million steps, which takes many different large weights.
 */
export function votingPower(rule: DecisionRule): readonly VotingPower[] | null {
  const { members } = rule;
  const total = members.reduce((sum, { weight }) => sum + weight, 0);
  const kinds = new Map<string, Member>();
  for (const member of members) kinds.set(kindOf(rule, member), member);
  const isUniform = new Set(members.map(({ weight }) => weight)).size === 1;
  const stateCount = members.length * (isUniform ? 1 : total + 1);
  if (kinds.size * members.length * stateCount > stepCountMax) return null;

  // Members of one kind are alike, so each kind is counted once.
  const byKind = new Map<string, { swings: bigint; orders: bigint }>();
  const factorials = [1n];
  for (let n = 1; n <= members.length; n++) factorials.push((factorials[n - 1] ?? 1n) * BigInt(n));
  for (const [kind, member] of kinds)
    byKind.set(kind, countSwings(rule, member, total, factorials));
  const of = (member: Member) => byKind.get(kindOf(rule, member)) ?? { swings: 0n, orders: 0n };
  const allSwings = members.reduce((sum, member) => sum + of(member).swings, 0n);
  const coalitions = 1n << BigInt(Math.max(0, members.length - 1));
  return members.map((member) => {
    const { swings, orders } = of(member);
    return {
      id: member.id,
      swings: String(swings),
      banzhafAbsolute: fraction(swings, coalitions),
      banzhafNormalised: fraction(swings, allSwings === 0n ? 1n : allSwings),
      shapleyShubik: fraction(orders, factorials[members.length] ?? 1n),
    };
  });
}

function kindOf(rule: DecisionRule, { id, weight }: Member): string {
  return `${weight}${rule.vetoes.includes(id) ? " veto" : ""}`;
}

/** Swings of a member, and the number of orders of all members in which it is the one that decides. */
function countSwings(
  rule: DecisionRule,
  member: Member,
  total: number,
  factorials: readonly bigint[],
): { readonly swings: bigint; readonly orders: bigint } {
  const hasVeto = rule.vetoes.includes(member.id);
  const others = rule.members.filter(({ id }) => id !== member.id);
  // No coalition wins without every veto: those of the others are in, the rest is counted.
  const held = others.filter(({ id }) => rule.vetoes.includes(id));
  const free = others.filter(({ id }) => !rule.vetoes.includes(id));
  let counts = new Map<string, { heads: number; weight: number; ways: bigint }>();
  const heldWeight = held.reduce((sum, { weight }) => sum + weight, 0);
  counts.set("start", { heads: held.length, weight: heldWeight, ways: 1n });
  for (const { weight } of free) {
    const next = new Map<string, { heads: number; weight: number; ways: bigint }>();
    const put = (heads: number, sum: number, ways: bigint) => {
      const key = `${heads}/${sum}`;
      const known = next.get(key);
      if (known === undefined) next.set(key, { heads, weight: sum, ways });
      else known.ways += ways;
    };
    for (const state of counts.values()) {
      put(state.heads, state.weight, state.ways);
      put(state.heads + 1, state.weight + weight, state.ways);
    }
    counts = next;
  }
  let swings = 0n;
  let orders = 0n;
  const memberCount = rule.members.length;
  for (const { heads, weight, ways } of counts.values()) {
    const winsAlone = !hasVeto && isWinning(rule, heads, weight, total);
    if (winsAlone || !isWinning(rule, heads + 1, weight + member.weight, total)) continue;
    swings += ways;
    const before = factorials[heads] ?? 1n;
    const after = factorials[memberCount - heads - 1] ?? 1n;
    orders += ways * before * after;
  }
  return { swings, orders };
}

/** Whether a coalition that holds every veto wins when all others vote no. */
function isWinning(
  { members, passes }: DecisionRule,
  heads: number,
  weight: number,
  total: number,
): boolean {
  if (heads === 0) return false;
  if (passes.by === "unanimity") return heads === members.length;
  const left = weight * passes.share[1];
  const right = total * passes.share[0];
  return (passes.strict ? left > right : left >= right) && heads >= passes.yesMembersAtLeast;
}

function fraction(numerator: bigint, denominator: bigint): Fraction {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  const digits = 10n ** 20n;
  return {
    text: `${numerator / a}/${denominator / a}`,
    value: Number((numerator * digits) / denominator) / 1e20,
  };
}
