import type { Assessment, AssessmentOutcome } from "@truceline/model";
import type { Trace } from "./daily/report-parts.ts";

/**
 * Which assessments to trace, so that a few show how different ones came about: breaches, open ones
 * and others in turn, and of each outcome the likeliest, the least likely and what lies between. One
 * an incident.
 */
export function assessmentsToTrace(
  assessments: readonly Assessment[],
  countMax: number,
): Assessment[] {
  const standing = assessments
    .filter(({ withdrawn }) => withdrawn === undefined)
    .sort((a, b) => b.probability - a.probability || a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
  const taken = new Set<string>();
  const byOutcome = outcomes.map((outcome) =>
    standing.filter((one) => {
      if (one.outcome !== outcome || taken.has(one.incidentId)) return false;
      taken.add(one.incidentId);
      return true;
    }),
  );
  const shares = byOutcome.map(() => 0);
  for (let left = Math.min(countMax, taken.size); left > 0; ) {
    for (const [index, found] of byOutcome.entries()) {
      if (left === 0 || (shares[index] ?? 0) >= found.length) continue;
      shares[index] = (shares[index] ?? 0) + 1;
      left--;
    }
  }
  return byOutcome.flatMap((found, index) => spreadOver(found, shares[index] ?? 0));
}

/** So many items of a list, from its first to its last, evenly. */
function spreadOver<Item>(items: readonly Item[], count: number): Item[] {
  return Array.from({ length: count }, (_, index) =>
    items.at(count === 1 ? 0 : Math.round((index * (items.length - 1)) / (count - 1))),
  ).filter((item) => item !== undefined);
}

const outcomes: readonly AssessmentOutcome[] = ["breach", "undetermined", "no-breach"];

/** The trace of an assessment, without responsibility: a report names no party. */
export function traceOf(
  assessment: Assessment,
  observationIds: readonly string[],
  observations: readonly string[],
): Trace {
  const { id, incidentId, articleId, atMs, sectorIds, probability, outcome } = assessment;
  return {
    assessmentId: id,
    incidentId,
    articleId,
    atMs,
    sectorIds: [...sectorIds],
    observationIds: [...observationIds],
    observations: [...observations],
    probability,
    outcome,
    standard: assessment.standard,
    independentSources: assessment.independentSources,
    underLines: assessment.underLines.map(({ line, drawnBy, probability: p, outcome: under }) => ({
      line,
      drawnBy,
      probability: p,
      outcome: under,
    })),
    steps: assessment.trace
      .filter(({ factor }) => factor !== "responsibility")
      .map(({ factor, text }) => ({ factor, text })),
  };
}
