import type { BuiltPost } from "./build-deployment.ts";
import type { CoverageTally } from "./coverage-tally.ts";
import type { SiteExplanation } from "./deployment-plan.ts";
import type { DetectionMatrix, MatrixQuestion, PlanOption } from "./detection-matrix.ts";
import { middleFigures } from "./plan-assumptions.ts";
import type { PlanGround } from "./plan-ground.ts";
import { type PricedPattern, takesOf } from "./post-patterns.ts";

const shownCellCount = 8;
const round = (value: number) => Math.round(value * 1e7) / 1e7;

/**
 * What each post does in a plan: by clause, what the mean over its cell-hours loses without the post, all
 * others staying; in which cells; and how much of it by day. Losses of several posts do not add up: two
 * that see the same lose little each.
 *
 * @param tally holds all posts of the plan, and does so again afterwards
 */
export function explainPosts(
  ground: PlanGround,
  matrix: DetectionMatrix,
  tally: CoverageTally,
  built: readonly BuiltPost[],
  optionOf: ReadonlyMap<string, number>,
): readonly SiteExplanation[] {
  return built.map(({ post, site }) => {
    const option = matrix.options[optionOf.get(site.id) as number] as PlanOption;
    const isOut = tally.remove(option);
    const byClause = new Map<number, { loss: number; day: number; cells: number }>();
    const byCell = new Map<number, number>();
    for (const row of option.rows.keys())
      addLosses(ground, matrix, tally, option, row, byClause, byCell);
    if (isOut) tally.add(option);
    const { pattern } = matrix.patterns[site.patternIndex] as PricedPattern;
    const takes = takesOf(matrix.patterns[site.patternIndex] as PricedPattern, middleFigures);
    const clauses = [...byClause]
      .filter(([, { loss }]) => loss > 0)
      .sort((a, b) => b[1].loss - a[1].loss || a[0] - b[0])
      .map(([index, { loss, day, cells }]) => ({
        article: ground.clauses[index]?.article ?? "",
        loss: round(loss),
        cellCount: cells,
        dayRatio: Math.round((day / loss) * 1e3) / 1e3,
      }));
    return {
      post: post.id,
      pattern: pattern.id,
      position: post.position,
      chainageM: site.chainageM === null ? null : Math.round(site.chainageM),
      line: site.line,
      side: site.side,
      sector: site.sector,
      people: Math.round(takes.peopleInTheatre * 10) / 10,
      equipmentEur: Math.round(takes.equipmentEur),
      hiddenRatio: option.hiddenRatio === null ? null : Math.round(option.hiddenRatio * 1e3) / 1e3,
      lossWithout: round(
        [...byClause].reduce(
          (sum, [index, { loss }]) => sum + loss * (ground.clauses[index]?.weight ?? 0),
          0,
        ),
      ),
      clauses,
      cells: [...byCell]
        .sort((a, b) => b[1] - a[1] || a[0] - b[0])
        .slice(0, shownCellCount)
        .map(([cell, loss]) => ({ cell: matrix.cells[cell] as string, loss: round(loss) })),
    };
  });
}

function addLosses(
  ground: PlanGround,
  matrix: DetectionMatrix,
  tally: CoverageTally,
  option: PlanOption,
  row: number,
  byClause: Map<number, { loss: number; day: number; cells: number }>,
  byCell: Map<number, number>,
): void {
  const { question } = option.rows[row] as PlanOption["rows"][number];
  const { clauses, times, cells } = matrix.questions[question] as MatrixQuestion;
  const gains = tally.cellGains(option, row);
  for (const { clause, cells: own } of clauses) {
    const mine = new Set(own);
    const weight = ground.clauses[clause]?.weight ?? 0;
    for (const [place, byTime] of gains) {
      if (!mine.has(place)) continue;
      let loss = 0;
      let day = 0;
      for (const [time, gain] of byTime.entries()) {
        const { weight: share, dayRatio } = times[time] as MatrixQuestion["times"][number];
        const each = (gain * share) / own.length;
        loss += each;
        day += each * dayRatio;
      }
      if (loss <= 0) continue;
      const known = byClause.get(clause) ?? { loss: 0, day: 0, cells: 0 };
      known.loss += loss;
      known.day += day;
      known.cells += 1;
      byClause.set(clause, known);
      const cell = cells[place] as number;
      byCell.set(cell, (byCell.get(cell) ?? 0) + loss * weight);
    }
  }
}
