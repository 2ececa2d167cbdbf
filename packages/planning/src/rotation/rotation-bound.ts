import {
  awaySteps,
  type Contributor,
  dutySpan,
  type RotationProblem,
  requiredAt,
  STEPS_PER_MONTH,
  stepCountOf,
  tourStepsOf,
} from "./rotation-problem.ts";

/** Months in which contributors cannot give what is needed, whatever the plan. */
export interface ShortWindow {
  readonly fromStep: number;
  readonly toStep: number;
  /** Person-months needed, and the most that can be given. */
  readonly needed: number;
  readonly available: number;
}

/**
 * A proof that no rotation can do better: person-months short at least, and the windows of time that
 * show it. In any window a unit serves no longer than tours, rest and its months allow (a dynamic
 * programme over one unit), and a contributor no more than its cap; windows apart add up.
 */
export function rotationBound(problem: RotationProblem): {
  readonly shortfall: number;
  readonly windows: readonly ShortWindow[];
} {
  const stepCount = stepCountOf(problem);
  const supply = problem.contributors.map((one) => unitSupply(problem, one));
  const best = new Float64Array(stepCount + 1);
  const from = new Int32Array(stepCount + 1).fill(-1);
  const available = (start: number, end: number): number => {
    const width = end - start;
    const given = problem.contributors.reduce((sum, one, index) => {
      const units = one.unitCount * (supply[index]?.(start, end) ?? 0) * one.unitPeople;
      const capped = Math.floor(one.capPeople / one.unitPeople) * one.unitPeople * width;
      return sum + Math.min(units, Number.isFinite(capped) ? capped : units);
    }, 0);
    return Math.min(given, problem.ceilingPeople * width);
  };
  const needs = new Float64Array(stepCount + 1);
  for (let step = 0; step < stepCount; step++) {
    needs[step + 1] = (needs[step] as number) + requiredAt(problem, step);
  }
  for (let end = 1; end <= stepCount; end++) {
    best[end] = best[end - 1] as number;
    for (let start = 0; start < end; start++) {
      const needed = (needs[end] as number) - (needs[start] as number);
      const deficit = needed - available(start, end);
      if (deficit <= 1e-9) continue;
      const sum = (best[start] as number) + deficit;
      if (sum > (best[end] as number) + 1e-9) {
        best[end] = sum;
        from[end] = start;
      }
    }
  }
  const windows: ShortWindow[] = [];
  for (let end = stepCount; end > 0; ) {
    const start = from[end] as number;
    if (start < 0 || (best[end] as number) <= (best[end - 1] as number) + 1e-12) {
      end -= 1;
      continue;
    }
    windows.unshift({
      fromStep: start,
      toStep: end,
      needed: ((needs[end] as number) - (needs[start] as number)) / STEPS_PER_MONTH,
      available: available(start, end) / STEPS_PER_MONTH,
    });
    end = start;
  }
  return { shortfall: (best[stepCount] as number) / STEPS_PER_MONTH, windows };
}

/** The most steps that one unit can be on duty within a window. */
function unitSupply(
  problem: RotationProblem,
  contributor: Contributor,
): (start: number, end: number) => number {
  const stepCount = stepCountOf(problem);
  const lengths = tourStepsOf(contributor);
  const away = awaySteps(problem, contributor);
  const { fromStep, untilStep } = dutySpan(contributor);
  const longest = lengths[0] ?? 0;
  const tables = Array.from({ length: stepCount + 1 }, (_, end) => {
    // Free at a step: steps on duty up to `end`.
    const free = new Float64Array(end + 1);
    for (let step = end - 1; step >= 0; step--) {
      let best = free[step + 1] as number;
      for (const length of step < fromStep ? [] : lengths) {
        if (step + length > untilStep) continue;
        const next = Math.min(end, step + length + away);
        best = Math.max(best, Math.min(length, end - step) + (free[next] as number));
      }
      free[step] = best;
    }
    return free;
  });
  return (start, end) => {
    const free = tables[end] as Float64Array;
    let best = free[start] as number;
    // A tour that began before the window: any part of it may be left.
    if (start > fromStep) {
      for (let left = 1; left < longest && start + left <= Math.min(end, untilStep); left++) {
        const next = Math.min(end, start + left + away);
        best = Math.max(best, left + (free[next] as number));
      }
    }
    return best;
  };
}
