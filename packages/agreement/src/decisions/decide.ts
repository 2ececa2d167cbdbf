import type { Ballot, DecisionRule, Member } from "./decision-rule.ts";

export type Outcome = "adopted" | "rejected" | "no-quorum";

/** What a body decided, who could have turned it, and what it lacked. */
export interface Decision {
  readonly outcome: Outcome;
  /** Members by ballot, by head. */
  readonly tally: Readonly<Record<Ballot, number>>;
  readonly weightedYes: number;
  /** Yes weight over what the rule divides by; null for unanimity and where nobody counts. */
  readonly yesRatio: number | null;
  /**
   * Adopted: members voting yes without whom it would not be. Otherwise: members not voting yes, any
   * one of whom could have it adopted alone. In the order of the members.
   */
  readonly pivotal: readonly string[];
  /** Vetoes cast. */
  readonly vetoedBy: readonly string[];
  /**
   * The fewest members that would have to change to yes: the heaviest first, of equals the first in
   * order; empty when it is adopted, null when even all of them would not do.
   */
  readonly missing: readonly string[] | null;
}

/** Sums that decide: everything a rule looks at, so that one changed ballot costs nothing. */
interface Count {
  readonly heads: Record<Ballot, number>;
  readonly weight: Record<Ballot, number>;
  vetoCount: number;
}

/**
 * Decides by a rule. Order: quorum, vetoes, then unanimity or threshold; without a yes nothing is
 * adopted. A member without a ballot is absent. Whole numbers throughout, no rounding.
 *
 * @example decide(rule, { p1: "no", e1: "yes" }).pivotal
 */
export function decide(
  rule: DecisionRule,
  ballots: Readonly<Record<string, Ballot | undefined>>,
): Decision {
  const vetoes = new Set(rule.vetoes);
  const ballotOf = ({ id }: Member): Ballot =>
    (Object.hasOwn(ballots, id) ? ballots[id] : undefined) ?? "absent";
  const count: Count = {
    heads: { yes: 0, no: 0, abstain: 0, absent: 0 },
    weight: { yes: 0, no: 0, abstain: 0, absent: 0 },
    vetoCount: 0,
  };
  for (const member of rule.members) add(count, member, ballotOf(member), vetoes, 1);
  const outcome = outcomeOf(rule, count);
  const tally = { ...count.heads };
  const isPivotal = (member: Member) => {
    const before = ballotOf(member);
    if ((outcome === "adopted") !== (before === "yes")) return false;
    const after = before === "yes" ? "no" : "yes";
    add(count, member, before, vetoes, -1);
    add(count, member, after, vetoes, 1);
    const changed = outcomeOf(rule, count);
    add(count, member, after, vetoes, -1);
    add(count, member, before, vetoes, 1);
    return (outcome === "adopted") !== (changed === "adopted");
  };
  const base = rule.passes.by === "threshold" ? baseOf(rule.passes.of, count) : 0;
  return {
    outcome,
    tally,
    weightedYes: count.weight.yes,
    yesRatio: base === 0 ? null : count.weight.yes / base,
    pivotal: rule.members.filter(isPivotal).map(({ id }) => id),
    vetoedBy: rule.members
      .filter((member) => vetoes.has(member.id) && ballotOf(member) === "no")
      .map(({ id }) => id),
    missing:
      outcome === "adopted"
        ? []
        : missingYes(rule, count, vetoes, (ballot) =>
            rule.members.filter((member) => ballotOf(member) === ballot),
          ),
  };
}

function add(
  count: Count,
  { id, weight }: Member,
  ballot: Ballot,
  vetoes: ReadonlySet<string>,
  sign: 1 | -1,
): void {
  count.heads[ballot] += sign;
  count.weight[ballot] += sign * weight;
  if (ballot === "no" && vetoes.has(id)) count.vetoCount += sign;
}

function baseOf(of: "present-and-voting" | "present" | "members", { weight }: Count): number {
  const voting = weight.yes + weight.no;
  if (of === "present-and-voting") return voting;
  return of === "present" ? voting + weight.abstain : voting + weight.abstain + weight.absent;
}

function outcomeOf({ passes, quorum }: DecisionRule, count: Count): Outcome {
  const { heads, weight } = count;
  const isPresentEnough =
    quorum === null || baseOf("present", count) * quorum[1] >= baseOf("members", count) * quorum[0];
  if (!isPresentEnough) return "no-quorum";
  if (count.vetoCount > 0 || heads.yes === 0) return "rejected";
  if (passes.by === "unanimity") {
    const silent = heads.abstain + heads.absent;
    return heads.no === 0 && (!passes.silenceBlocks || silent === 0) ? "adopted" : "rejected";
  }
  const [numerator, denominator] = passes.share;
  const left = weight.yes * denominator;
  const right = baseOf(passes.of, count) * numerator;
  const reaches = passes.strict ? left > right : left >= right;
  return reaches && heads.yes >= passes.yesMembersAtLeast ? "adopted" : "rejected";
}

/**
 * A change to yes never hurts, and among members of one ballot the heavier helps at least as much:
 * so the fewest are vetoes cast, then the heaviest of each ballot, and trying how many of each is exact.
 */
function missingYes(
  rule: DecisionRule,
  start: Count,
  vetoes: ReadonlySet<string>,
  membersOf: (ballot: Ballot) => readonly Member[],
): readonly string[] | null {
  const count: Count = { heads: { ...start.heads }, weight: { ...start.weight }, vetoCount: 0 };
  const forced = membersOf("no").filter(({ id }) => vetoes.has(id));
  for (const { weight } of forced) turn(count, "no", weight, 1);
  const heaviest = (ballot: Ballot) =>
    membersOf(ballot)
      .filter((member) => !forced.includes(member))
      .sort((a, b) => b.weight - a.weight);
  const [nos, abstaining, absent] = [heaviest("no"), heaviest("abstain"), heaviest("absent")];
  const all = nos.length + abstaining.length + absent.length;
  for (let size = 0; size <= all; size++) {
    for (let ofAbsent = 0; ofAbsent <= Math.min(size, absent.length); ofAbsent++) {
      for (let ofNo = 0; ofNo <= Math.min(size - ofAbsent, nos.length); ofNo++) {
        const chosen = [
          nos.slice(0, ofNo),
          abstaining.slice(0, size - ofAbsent - ofNo),
          absent.slice(0, ofAbsent),
        ] as const;
        if (chosen[1].length < size - ofAbsent - ofNo) continue;
        const ballots = ["no", "abstain", "absent"] as const;
        const turnAll = (sign: 1 | -1) => {
          for (const [index, ballot] of ballots.entries()) {
            for (const { weight } of chosen[index] ?? []) turn(count, ballot, weight, sign);
          }
        };
        turnAll(1);
        const isEnough = outcomeOf(rule, count) === "adopted";
        turnAll(-1);
        if (!isEnough) continue;
        const ids = new Set([...forced, ...chosen.flat()].map(({ id }) => id));
        return rule.members.map(({ id }) => id).filter((id) => ids.has(id));
      }
    }
  }
  return null;
}

/** Turns a ballot to yes (1), or back (-1). */
function turn(count: Count, from: Ballot, weight: number, sign: 1 | -1): void {
  count.heads[from] -= sign;
  count.weight[from] -= sign * weight;
  count.heads.yes += sign;
  count.weight.yes += sign * weight;
}
