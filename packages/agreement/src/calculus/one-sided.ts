import { breachOf } from "./breach.ts";
import type { CalculusEvent } from "./event.ts";
import { findEvent } from "./find-event.ts";
import type { Norm, Norms } from "./norms.ts";

/** An article that binds some parties and leaves others free of the same. */
export interface OneSided {
  readonly norm: Norm;
  readonly bound: readonly string[];
  readonly free: readonly string[];
  /** The same event by one of those bound and by one left free; null where no event breaks the rule. */
  readonly event: CalculusEvent | null;
  readonly by: readonly [bound: string, free: string] | null;
}

/**
 * Articles that bind some of the parties only. A party is not left free where another article asks the
 * same of it: the same rule with the same measures and times, on ground of its own or the same.
 * Rules for third parties alone are not one-sided.
 */
export function oneSided(norms: Norms): readonly OneSided[] {
  const { prepared, all } = norms;
  const parties = prepared.compiled.parties.map(({ id }) => id);
  const byMeaning = Map.groupBy(all, meaningOf);
  return all.flatMap((norm): OneSided[] => {
    const bound = parties.filter((id) => norm.rule.by.includes(id));
    if (bound.length === 0 || bound.length === parties.length) return [];
    const alike = byMeaning.get(meaningOf(norm)) ?? [];
    const free = parties.filter(
      (id) => !bound.includes(id) && !alike.some(({ rule }) => rule.by.includes(id)),
    );
    const [freeId] = free;
    if (freeId === undefined) return [];
    const found = findEvent({ all: [norm] });
    const event = found.answer === "found" ? found.event : null;
    const isShown =
      event !== null &&
      breachOf(prepared, norm.article.id, event).breached &&
      !breachOf(prepared, norm.article.id, { ...event, by: freeId }).breached;
    return [
      isShown
        ? { norm, bound, free, event, by: [event.by, freeId] }
        : { norm, bound, free, event: null, by: null },
    ];
  });
}

/** What a rule asks, apart from whom and where. */
function meaningOf({ rule }: Norm): string {
  const of = rule.kind === "limit" || rule.kind === "notify" ? rule.of : null;
  return JSON.stringify({ ...rule, by: null, zone: null, line: null, of });
}
