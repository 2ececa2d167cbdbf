import type { Deployment } from "@truceline/model";
import type { PlanGround } from "./plan-ground.ts";
import { type ClauseHours, clauseHours } from "./verify-deployment.ts";

/** How long what lasts stands before it can be established. */
export interface AssessmentDelay {
  /** Expected hours from the event to what establishes it, of those established within a day. */
  readonly hours: number;
  /** Share of events that are not established within a day, 0..1. */
  readonly missedRatio: number;
  /** Clauses that it is about: those whose breach lasts. */
  readonly articles: readonly string[];
}

/**
 * Time from event to assessment for what lasts: a gun, a trench, people where they may not be. It begins at
 * any hour of the day and in any cell alike; an hour later it is established if a look of that hour reaches
 * the clause's standard, where looks of one day are taken as wholly dependent, so that only a better one
 * adds anything. Whole hours; tomorrow is as today. What does not last is seen in its own minute or never and
 * is left out, as is the time that people take to report. Null where no clause is about what lasts.
 */
export function assessmentDelay(
  ground: PlanGround,
  deployment: Deployment,
  options: Parameters<typeof clauseHours>[2],
): AssessmentDelay | null {
  const clauses = ground.clauses
    .filter(({ question }) => question.persistence.is === "state")
    .map((clause) => ({
      ...clause,
      question: { ...clause.question, persistence: { is: "impulse" } as const },
    }));
  if (clauses.length === 0) return null;
  return delayOf(clauseHours({ ...ground, clauses }, deployment, options));
}

/** @see assessmentDelay */
export function delayOf(hours: readonly ClauseHours[]): AssessmentDelay {
  let [waited, found, weights] = [0, 0, 0];
  for (const { clause, ratios } of hours) {
    const count = ratios.length;
    const each = clause.weight / (clause.cells.length * count);
    for (const cell of clause.cells.keys()) {
      for (let first = 0; first < count; first++) {
        let best = 0;
        for (let step = 0; step < count; step++) {
          const ratio = ratios[(first + step) % count]?.[cell] ?? 0;
          if (ratio <= best) continue;
          waited += each * step * (ratio - best);
          best = ratio;
        }
        found += each * best;
      }
    }
    weights += clause.weight;
  }
  return {
    hours: found === 0 ? 0 : waited / found,
    missedRatio: weights === 0 ? 0 : 1 - found / weights,
    articles: hours.map(({ clause }) => clause.article),
  };
}
