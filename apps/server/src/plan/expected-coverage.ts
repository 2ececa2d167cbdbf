import { cellAt } from "@truceline/geo";
import { msToLocal } from "@truceline/model";
import type { ClauseHours, PlanGround } from "@truceline/planning";
import type { ExpectedCoverage, PastIncident } from "./plan-lines.ts";

/**
 * What a plan would have established of breaches as they were recorded: of each incident on a clause's
 * ground, of a kind that the clause is about, the coverage of its cell at its hour of the day. Null where
 * there is none. The light is that of the plan's own day.
 */
export function expectedCoverage(
  { prepared }: PlanGround,
  hours: readonly ClauseHours[],
  past: readonly PastIncident[],
): ExpectedCoverage | null {
  const { timezone, cellResolution } = prepared.compiled;
  const placed = past.map(({ position, atMs, kind }) => ({
    cell: cellAt(position[0], position[1], cellResolution),
    localHour: Number(msToLocal(atMs, timezone).slice(11, 13)),
    kind,
  }));
  const counted = new Set<number>();
  const sectors = new Map<string, { sum: number; weights: number }>();
  let [sum, weights] = [0, 0];
  for (const { clause, ratios, localHours } of hours) {
    const indexOf = new Map(clause.cells.map(({ cell }, index) => [cell, index]));
    const found = placed.flatMap(({ cell, localHour, kind }, incident) => {
      const index = indexOf.get(cell);
      if (index === undefined || !clause.question.kinds.includes(kind)) return [];
      counted.add(incident);
      const ratio = ratios[localHours.indexOf(localHour)]?.[index] ?? 0;
      return [{ ratio, sector: clause.cells[index]?.sectorId ?? "" }];
    });
    if (found.length === 0) continue;
    sum += (clause.weight * found.reduce((all, { ratio }) => all + ratio, 0)) / found.length;
    weights += clause.weight;
    for (const { ratio, sector } of found) {
      const own = sectors.get(sector) ?? { sum: 0, weights: 0 };
      own.sum += clause.weight * ratio;
      own.weights += clause.weight;
      sectors.set(sector, own);
    }
  }
  if (weights === 0) return null;
  return {
    incidentCount: counted.size,
    mean: sum / weights,
    bySector: Object.fromEntries(
      [...sectors].map(([sector, own]) => [sector, own.sum / own.weights]),
    ),
  };
}
