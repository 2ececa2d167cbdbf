import type { OptionCosts } from "./choose-posts.ts";
import {
  type ClauseFigures,
  type CoverageTally,
  meanWeights,
  type TermWeights,
} from "./coverage-tally.ts";
import type { PlanObjective } from "./deployment-plan.ts";
import type { MatrixQuestion } from "./detection-matrix.ts";
import type { PlanInput, PlanStudy } from "./plan-study.ts";

/** The worst tenth of cell-hours carries all weight of its part of the objective. */
const worstFactor = 10;
const meanOnly: PlanObjective = { meanWeight: 1 };

export const objectiveOf = (input: PlanInput): PlanObjective => input.objective ?? meanOnly;

/** What a choice takes. */
export function spent(chosen: readonly number[], costs: OptionCosts) {
  return {
    people: chosen.reduce((sum, option) => sum + (costs.people[option] as number), 0),
    eur: chosen.reduce((sum, option) => sum + (costs.eur[option] as number), 0),
  };
}

/** The objective of a plan, its figures, and the weights under which its sum is maximised. */
export function worthOf(
  { ground, matrix, meanAtMost, meanTerms }: PlanStudy,
  objective: PlanObjective,
  tally: CoverageTally,
) {
  const clauseWeights = ground.clauses.map(({ weight }) => weight);
  const { meanWeight } = objective;
  const figures = (byClause: readonly ClauseFigures[]) => {
    const sum = (of: (own: ClauseFigures) => number) =>
      byClause.reduce((total, own, index) => total + of(own) * (clauseWeights[index] as number), 0);
    return { mean: sum(({ mean }) => mean), worstTenth: sum(({ worstTenth }) => worstTenth) };
  };
  return {
    figures,
    value(): number {
      const { mean, worstTenth } = figures(tally.figures(ground.clauses.length));
      return meanWeight * mean + (1 - meanWeight) * worstTenth;
    },
    /** With every candidate there; the worst tenth is no more than the mean. */
    ceiling(withAll: boolean): number {
      const means = withAll ? meanAtMost.all : meanAtMost.people;
      return means.reduce((sum, mean, index) => sum + mean * (clauseWeights[index] as number), 0);
    },
    /** Weights with the worst part on the cell-hours that are worst by a tally; null: even. */
    weights(by: CoverageTally | null): TermWeights {
      if (by === null || meanWeight === 1) return meanTerms;
      const focus: (Float64Array | null)[] = ground.clauses.map(() => null);
      for (const [index, question] of matrix.questions.entries()) {
        const covered = by.cellTimes(index);
        for (const { clause, cells } of question.clauses) {
          focus[clause] = worstFocus(cells, covered, question, meanWeight);
        }
      }
      return meanWeights(matrix, clauseWeights, focus);
    },
  };
}

/** For each cell and part of the day a factor: the worst tenth, by share of the day, carries the rest. */
function worstFocus(
  cells: Int32Array,
  covered: Float64Array,
  { times }: MatrixQuestion,
  meanWeight: number,
): Float64Array {
  const factors = new Float64Array(cells.length * times.length).fill(meanWeight);
  const ranked = [...factors.keys()].sort((a, b) => {
    const ratio = (index: number) => {
      const cell = cells[Math.floor(index / times.length)] as number;
      return covered[cell * times.length + (index % times.length)] as number;
    };
    return ratio(a) - ratio(b) || a - b;
  });
  let left = 1 / worstFactor;
  for (const index of ranked) {
    const share = (times[index % times.length]?.weight ?? 0) / cells.length;
    const taken = Math.min(left, share);
    if (taken <= 0) break;
    factors[index] = meanWeight + ((1 - meanWeight) * worstFactor * taken) / share;
    left -= taken;
  }
  return factors;
}
