import type { Deployment } from "@truceline/model";
import { clauseHours, type PlanStudy } from "@truceline/planning";
import { isNight } from "@truceline/sensing";
import type { PlannedCoverage } from "./plan-lines.ts";

const hourMs = 3_600_000;
/** Coverage is drawn in four steps: more digits only cost. */
const digits = 1e3;

/**
 * What a plan would see, cell by cell: the mean over hours of light and over the others, by the same
 * engine as the plan's own figures. Of an hour its middle counts, in the middle of the ground.
 */
export function plannedCoverage(
  { ground, conditions }: PlanStudy,
  deployment: Deployment,
): readonly PlannedCoverage[] {
  return clauseHours(ground, deployment, conditions).map(({ clause, ratios }) => {
    const isDark = ratios.map((_, hour) =>
      isNight(ground.middle, ground.dayStartMs + (hour + 0.5) * hourMs),
    );
    const meanOf = (dark: boolean): number[] => {
      const hours = ratios.filter((_, hour) => isDark[hour] === dark);
      return clause.cells.map((_, cell) => {
        const sum = hours.reduce((all, own) => all + (own[cell] ?? 0), 0);
        return hours.length === 0 ? 0 : Math.round((digits * sum) / hours.length) / digits;
      });
    };
    return {
      article: clause.article,
      cells: clause.cells.map(({ cell }) => cell),
      dayRatios: meanOf(false),
      nightRatios: meanOf(true),
    };
  });
}
