import type { CandidateSite } from "./candidate-sites.ts";
import { type ClauseFigures, CoverageTally } from "./coverage-tally.ts";
import type { MatrixQuestion, PlanOption } from "./detection-matrix.ts";
import { type Conditions, PatternDetection, weatherOf } from "./detection-question.ts";
import type { PlanStudy } from "./plan-study.ts";

/** Chances by distance are kept in steps of this; between them they are taken as straight. */
const stepM = 50;

/** Coverage under other conditions than those the search had, for many choices of the same candidates. */
export interface Evaluator {
  /** Figures by clause with these posts there, each kept only if `isThere` says so. */
  figures(
    chosen: readonly number[],
    isThere?: (option: number, site: CandidateSite) => boolean,
  ): readonly ClauseFigures[];
}

/**
 * Prepares other conditions: chances by distance for every pattern and question, and the shares of
 * weather. Accuracy: chances within 1e-3 of the curve, but for the 50 m at which a curve ends.
 *
 * @param tally scratch; its content is lost
 */
export function evaluatorFor(
  study: PlanStudy,
  conditions: Conditions,
  tally: CoverageTally = new CoverageTally(study.matrix),
): Evaluator {
  const { matrix, patterns, ground } = study;
  const weather = weatherOf(conditions);
  const questions = matrix.questions.map((question) => ({ ...question, weather }));
  const tables = patterns.map(({ pattern }) =>
    questions.map((states) => tablesByHiding(new PatternDetection(pattern, states, conditions))),
  );
  const stateShares = questions.map((question) => sharesUnder(question, weather));
  let scratch = new Float32Array(0);
  return {
    figures(chosen, isThere) {
      tally.reset();
      for (const option of chosen) {
        const { site, rows } = matrix.options[option] as PlanOption;
        if (isThere !== undefined && !isThere(option, site)) continue;
        for (const { question, points, distanceM, hidden } of rows) {
          const tableOf = tables[site.patternIndex]?.[question];
          if (tableOf === undefined) continue;
          let table = tableOf(0);
          const { maxM } = table;
          const { stateCount } = questions[question] as MatrixQuestion;
          if (scratch.length < points.length * stateCount) {
            scratch = new Float32Array(points.length * stateCount);
          }
          let at = 0;
          for (let index = 0; index < distanceM.length; index++) {
            const awayM = distanceM[index] as number;
            if (hidden !== null) table = tableOf(hidden[index] as number);
            const { values, binCount } = table;
            const place = awayM / stepM;
            const bin = Math.floor(place);
            if (awayM > maxM || bin + 1 >= binCount) {
              scratch.fill(0, at, at + stateCount);
              at += stateCount;
              continue;
            }
            const part = place - bin;
            let low = bin * stateCount;
            let high = low + stateCount;
            for (let state = 0; state < stateCount; state++, at++, low++, high++) {
              const here = values[low] as number;
              scratch[at] = here + ((values[high] as number) - here) * part;
            }
          }
          tally.addChances(question, points, scratch);
        }
      }
      return tally.figures(ground.clauses.length, stateShares);
    },
  };
}

interface ChanceTable {
  readonly values: Float32Array;
  readonly binCount: number;
  readonly maxM: number;
}

/** Chances by distance for each set of heights that the ground hides a place from; made when asked. */
function tablesByHiding(detection: PatternDetection): (hidden: number) => ChanceTable {
  const { maxM } = detection;
  const made: ChanceTable[] = [];
  return (hidden) => {
    made[hidden] ??= { maxM, ...detection.table(stepM, hidden) };
    return made[hidden] as ChanceTable;
  };
}

/** Shares of a question's states with other shares of weather. */
function sharesUnder(
  { stateShare, stateCount, weather: own }: MatrixQuestion,
  weather: MatrixQuestion["weather"],
): Float64Array {
  const shares = new Float64Array(stateCount);
  const sum = new Float64Array(stateCount);
  const count = weather.length;
  for (let first = 0; first < stateCount; first += count) {
    for (let state = first; state < first + count; state++) {
      sum[first] = (sum[first] as number) + (stateShare[state] as number);
    }
    for (let state = first; state < first + count; state++) {
      // The class's share of kinds is what its states add up to over all weather.
      shares[state] = (sum[first] as number) * (own[state - first]?.probability ?? 0);
    }
  }
  return shares;
}
