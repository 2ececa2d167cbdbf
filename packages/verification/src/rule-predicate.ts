import {
  type AssessedRule,
  type CompiledArticle,
  isAssessed,
  type PreparedAgreement,
} from "@truceline/agreement";
import type { RulePredicate } from "./breach-mass.ts";
import { timeTest } from "./rule-time.ts";

const predicates = new WeakMap<CompiledArticle, RulePredicate>();

/**
 * What an article's rule asks of an incident. A withdrawal holds from its deadline on; a denial of
 * access is tested where the mission was stopped. Made once an article.
 */
export function predicateOf(
  article: CompiledArticle,
  prepared: PreparedAgreement,
): RulePredicate | null {
  const { rule } = article;
  if (!isAssessed(rule)) return null;
  let predicate = predicates.get(article);
  if (predicate === undefined) {
    const time = timeTest(timeOf(rule, prepared), prepared.compiled.timezone);
    predicate =
      rule.kind === "access"
        ? { kinds: new Set(["access-denied"]), weapons: null, tested: "present", time }
        : { kinds: new Set(rule.kinds), weapons: rule.weapons, tested: rule.tested, time };
    predicates.set(article, predicate);
  }
  return predicate;
}

/** The rule's own time within the agreement's. */
function timeOf({ time }: AssessedRule, { compiled }: PreparedAgreement): AssessedRule["time"] {
  const { fromMs, toMs } = compiled.inForce;
  const ends = [time.untilMs, toMs].filter((end) => end !== undefined);
  return {
    ...time,
    fromMs: Math.max(time.fromMs, fromMs),
    untilMs: ends.length === 0 ? undefined : Math.min(...ends),
  };
}
