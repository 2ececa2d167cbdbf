import { msToLocal } from "@truceline/model";
import type { CompiledAgreement } from "./compiled.ts";
import { decide } from "./decisions/decide.ts";
import { remarkOnEscalation } from "./escalation/remark-on-escalation.ts";
import { remarkOnIndicators } from "./indicators/remark-on-indicators.ts";
import { planObligations } from "./obligations/obligation-plan.ts";
import { commonGround } from "./positions/common-ground.ts";
import type { RemarkList } from "./remark.ts";

/** Remarks on obligations, decision rules, positions, the ladder and indicators. */
export function remarkOnTerms(compiled: CompiledAgreement, list: RemarkList): void {
  remarkOnObligations(compiled, list);
  remarkOnEscalation(compiled, list);
  remarkOnIndicators(compiled, list);
  for (const [index, rule] of (compiled.decisions ?? []).entries()) {
    const allYes = Object.fromEntries(rule.members.map(({ id }) => [id, "yes" as const]));
    const { outcome } = decide(rule, allYes);
    if (outcome !== "adopted") {
      list.add("TL_AGR_REMARK_DECISION_UNREACHABLE", `/decisions/${index}`, `\`${rule.id}\``, {
        votes: { yes: rule.members.length },
        outcome,
      });
    }
  }
  for (const [index, ground] of commonGround(
    compiled.terms ?? [],
    compiled.positions ?? [],
  ).entries()) {
    if (ground.remains !== null) continue;
    list.add(
      "TL_AGR_REMARK_TERM_EXCLUDED",
      `/terms/${index}`,
      `\`${ground.term}\`, ${ground.excluding.join(" and ")}`,
      { term: ground.term, positions: ground.excluding },
    );
  }
}

function remarkOnObligations(compiled: CompiledAgreement, list: RemarkList): void {
  const obligations = compiled.obligations ?? [];
  const plan = planObligations(obligations, compiled.inForce.fromMs);
  const indexOf = (id: string | undefined) => obligations.findIndex((one) => one.id === id);
  const planned = new Map(plan.obligations.map((one) => [one.id, one]));
  const day = (atMs: number) => msToLocal(atMs, compiled.timezone).slice(0, 10);
  for (const cycle of plan.cycles) {
    const closed = [...cycle, ...cycle.slice(0, 1)];
    list.add(
      "TL_AGR_REMARK_OBLIGATION_CYCLE",
      `/obligations/${indexOf(cycle[0])}`,
      closed.map((id) => `\`${id}\``).join(" waits for "),
      { cycle: closed },
    );
  }
  for (const [index, one] of obligations.entries()) {
    const pointer = `/obligations/${index}`;
    if (one.due === null) {
      list.add("TL_AGR_REMARK_OBLIGATION_UNDATED", pointer, `\`${one.id}\``);
      continue;
    }
    const { earliestEndMs = null, dueMs = null, chain = [] } = planned.get(one.id) ?? {};
    if (earliestEndMs === null || dueMs === null) continue;
    if (earliestEndMs > dueMs) {
      list.add(
        "TL_AGR_REMARK_OBLIGATION_IMPOSSIBLE",
        `${pointer}/due`,
        `\`${one.id}\` is due on ${day(dueMs)} and done on ${day(earliestEndMs)} at the earliest`,
        { dueMs, earliestEndMs, chain: [...chain].reverse() },
      );
      continue;
    }
    for (const [position, earlier] of one.depends.entries()) {
      const earlierDueMs = planned.get(earlier)?.dueMs ?? null;
      const beginsMs = one.throughout ? (planned.get(one.id)?.earliestStartMs ?? dueMs) : dueMs;
      if (earlierDueMs === null || earlierDueMs <= beginsMs) continue;
      list.add(
        "TL_AGR_REMARK_OBLIGATION_ORDER",
        `${pointer}/depends/${position}`,
        `\`${one.id}\` by ${day(beginsMs)}, \`${earlier}\` by ${day(earlierDueMs)}`,
        { dueMs: beginsMs, earlier, earlierDueMs },
      );
    }
  }
}
