import {
  type Ballot,
  type CompiledAgreement,
  type CompiledDecision,
  commonGround,
  decide,
  type EscalationEvent,
  type ObligationEvent,
  obligationStates,
  planObligations,
  votingPower,
  walkEscalation,
} from "@truceline/agreement";
import type { DocumentFault } from "@truceline/model";
import type {
  ShownDecision,
  ShownLadder,
  ShownObligations,
  ShownPositions,
} from "./agreement-shown.ts";

/** What people entered in a book that is kept beside the agreement, as far as it could be read. */
export type Entered<Event> =
  | { readonly is: "read"; readonly events: readonly Event[] }
  | { readonly is: "absent" }
  | { readonly is: "refused"; readonly faults: readonly DocumentFault[] };

/** Obligations by date; states only where something could be entered: no file says nothing came. */
export function obligationsShown(
  { obligations = [], inForce }: CompiledAgreement,
  entered: Entered<ObligationEvent>,
  atMs: number,
): ShownObligations {
  const plan = planObligations(obligations, inForce.fromMs);
  const planned = new Map(plan.obligations.map((one) => [one.id, one]));
  const states = entered.is === "read" ? obligationStates(obligations, entered.events, atMs) : [];
  const statusOf = new Map(states.map((status) => [status.id, status]));
  const items = obligations.map((one) => {
    const { id, who, does, amount, dueBasis, throughout, evidence, depends, mark, source } = one;
    const status = statusOf.get(id);
    const own = planned.get(id);
    const plannedFromMs = one.due?.by === "span" ? one.due.fromMs : (own?.earliestStartMs ?? null);
    const dueMs = status?.dueMs ?? own?.dueMs ?? null;
    return {
      id,
      who,
      does,
      ...(amount === undefined ? {} : { amount }),
      dueBasis,
      throughout,
      evidence,
      depends,
      mark,
      ...(source === undefined ? {} : { source }),
      // Without a date there is no stretch of time to draw.
      fromMs: dueMs === null ? null : (status?.fromMs ?? plannedFromMs),
      dueMs,
      status:
        status === undefined
          ? null
          : {
              state: status.state,
              endedAtMs: status.endedAtMs,
              lateByMs: status.lateByMs,
              lacks: status.lacks,
              waitsFor: status.waitsFor,
            },
    };
  });
  const last = planned.get(plan.criticalPath.at(-1) ?? "");
  return {
    items: items.sort((a, b) => {
      const [first, second] = [a.dueMs ?? withoutDateMs, b.dueMs ?? withoutDateMs];
      return first - second;
    }),
    criticalPath: plan.criticalPath,
    earliestEndMs: last?.earliestEndMs ?? null,
    entered: bookShown(entered, atMs),
  };
}

function bookShown(
  entered: Entered<{ readonly atMs: number }>,
  atMs: number,
): ShownObligations["entered"] {
  return entered.is === "read"
    ? { is: "read", count: entered.events.filter((event) => event.atMs <= atMs).length }
    : entered;
}

/** The ladder and, where what happened is kept, where it stands; null for an agreement without one. */
export function ladderShown(
  { escalation, decisions = [], inForce }: CompiledAgreement,
  entered: Entered<EscalationEvent>,
  atMs: number,
): ShownLadder | null {
  if (escalation === undefined) return null;
  const frame = { escalation, decisions, beginsMs: inForce.fromMs };
  return {
    ...escalation,
    standing: entered.is === "read" ? walkEscalation(frame, entered.events, atMs).standing : null,
    entered: bookShown(entered, atMs),
  };
}

const withoutDateMs = Number.MAX_SAFE_INTEGER;

/** Positions by term with what they have in common. */
export function positionsShown({
  terms = [],
  positions = [],
  contradictions = [],
}: CompiledAgreement): ShownPositions {
  const grounds = commonGround(terms, positions);
  return {
    terms: terms.flatMap((term, index) => {
      const ground = grounds[index];
      return ground === undefined ? [] : [{ ...term, ground }];
    }),
    positions,
    contradictions,
  };
}

/** How each body decides: who could turn it, what it needs, and how much a member's vote weighs. */
export function decisionsShown({ decisions = [] }: CompiledAgreement): readonly ShownDecision[] {
  return decisions.map((decision) => {
    const { id, name, mark, source, members, vetoes, quorum, passes } = decision;
    const allYes = decide(
      decision,
      Object.fromEntries(members.map((member): [string, Ballot] => [member.id, "yes"])),
    );
    return {
      id,
      name,
      mark,
      source: source ?? null,
      vetoes,
      quorum,
      passes,
      memberCount: members.length,
      weightTotal: members.reduce((sum, { weight }) => sum + weight, 0),
      groups: groupsOf(decision),
      fewestYes: decide(decision, {}).missing,
      allYes: { outcome: allYes.outcome, pivotal: allYes.pivotal },
    };
  });
}

function groupsOf(decision: CompiledDecision): ShownDecision["groups"] {
  const power = new Map(votingPower(decision)?.map((one) => [one.id, one]));
  const groups = new Map<string, ShownDecision["groups"][number] & { members: string[] }>();
  for (const { id, weight } of decision.members) {
    const hasVeto = decision.vetoes.includes(id);
    const key = `${weight} ${hasVeto}`;
    const group = groups.get(key);
    if (group !== undefined) {
      group.members.push(id);
      continue;
    }
    const own = power.get(id);
    groups.set(key, {
      members: [id],
      weight,
      hasVeto,
      banzhaf: own?.banzhafNormalised ?? null,
      shapleyShubik: own?.shapleyShubik ?? null,
    });
  }
  return [...groups.values()];
}
