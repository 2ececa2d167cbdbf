import type { Assessment, AssessmentOutcome } from "@truceline/model";
import type { Trace } from "./report-schema.ts";

/**
 * Which assessments to trace: of each outcome in turn the likeliest, one an incident, so that a few
 * show how breaches, open ones and others came about.
 */
export function assessmentsToTrace(
  assessments: readonly Assessment[],
  countMax: number,
): Assessment[] {
  const queues = outcomes.map((outcome) =>
    assessments
      .filter((one) => one.outcome === outcome && one.withdrawn === undefined)
      .sort((a, b) => b.probability - a.probability || a.atMs - b.atMs || (a.id < b.id ? -1 : 1)),
  );
  const taken: Assessment[] = [];
  const incidents = new Set<string>();
  for (let turn = 0; taken.length < countMax && queues.some((queue) => queue.length > 0); turn++) {
    const queue = queues[turn % queues.length] ?? [];
    while (queue.length > 0) {
      const next = queue.shift();
      if (next === undefined || incidents.has(next.incidentId)) continue;
      incidents.add(next.incidentId);
      taken.push(next);
      break;
    }
  }
  return taken;
}

const outcomes: readonly AssessmentOutcome[] = ["breach", "undetermined", "no-breach"];

/** The trace of an assessment, without responsibility: a report names no party. */
export function traceOf(assessment: Assessment, observations: readonly string[]): Trace {
  const { id, incidentId, articleId, atMs, sectorIds, probability, outcome } = assessment;
  return {
    assessmentId: id,
    incidentId,
    articleId,
    atMs,
    sectorIds: [...sectorIds],
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
