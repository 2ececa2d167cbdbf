import { assumedShare } from "@truceline/sensing";
import type { Assumption } from "../assumption.ts";
import { planAssumptions, shipKeys } from "./plan-assumptions.ts";
import type { PlanStudy } from "./plan-study.ts";

/** The inputs with ranges that bear on a plan: those of technical means and ships only where there are some. */
export function inputAssumptions(
  { patterns }: Pick<PlanStudy, "patterns">,
  withTechnicalMonitoring: boolean,
): readonly Assumption[] {
  const hasShips = patterns.some(({ pattern }) => pattern.stands === "sea");
  return planAssumptions
    .filter(({ key }) => withTechnicalMonitoring || key !== "otherReach")
    .filter(({ key }) => hasShips || !shipKeys.includes(key))
    .map(({ id, name, unit, value, low, high, mark, source }) => ({
      id,
      name,
      unit,
      value,
      low,
      high,
      mark,
      source,
    }));
}

/**
 * Share of a plan's inputs that no source bears: of the figures of the means that its patterns have, of
 * the climate, and of its own inputs; each counts alike.
 */
export function shareAssumed(study: PlanStudy, withTechnicalMonitoring: boolean): number {
  const { patterns, conditions } = study;
  const used = new Set(
    patterns
      .filter(({ pattern }) => withTechnicalMonitoring || !pattern.isTechnical)
      .flatMap(({ pattern }) => pattern.sensors.map(({ means }) => means)),
  );
  const entries = conditions.catalogue.filter(({ id }) => used.has(id));
  const own = inputAssumptions(study, withTechnicalMonitoring).map(({ mark, source }) => ({
    source: mark === "assumed" ? `assumed: ${source}` : source,
  }));
  return Math.round(assumedShare(entries, [...own, conditions.climate]) * 1e4) / 1e4;
}
