import type { CompiledAgreement, CompiledArticle } from "@truceline/agreement";
import type { ClauseBoard } from "./picture.ts";

/** A reporting period and how a clause stood in it, all sectors together. */
export interface PeriodStanding {
  readonly fromMs: number;
  readonly toMs: number;
  readonly standing: ClauseBoard["history"][number][number];
}

export type PhaseWait = NonNullable<ClauseBoard["articles"][number]["waitsFor"]>;

/**
 * What an article waits for whose phase has not begun: the article that must have been met, for how
 * long, and for how long it has been by now. Null for one that does not wait. Whether the condition is
 * there is for people to establish; this only shows them what the clause states say.
 * @param standings of the article that is waited for: periods in order, the last one up to now
 */
export function phaseWait(
  { rule }: CompiledArticle,
  { phases }: Pick<CompiledAgreement, "phases">,
  standings: (articleId: string) => readonly PeriodStanding[],
): PhaseWait | null {
  if (rule.kind === "narrative" || rule.time.waits !== true) return null;
  const begins = phases?.find(({ id }) => id === rule.time.phase)?.begins;
  if (begins?.by !== "after") return null;
  let metMs = 0;
  for (const { fromMs, toMs, standing } of [...standings(begins.article)].reverse()) {
    if (standing !== "met") break;
    metMs += Math.max(0, toMs - fromMs);
  }
  return { articleId: begins.article, forMs: begins.forMs, metMs };
}
