import type { Ranged } from "../assumption.ts";
import {
  type Direction,
  type ForceFigure,
  type ForceFigureName,
  type ForceFigures,
  forceFigureNames,
  forceFigures,
  type RangedForceFigures,
} from "./force-figures.ts";
import {
  checkForceInputs,
  exactInputs,
  type ForceInputs,
  forceInputNames,
  mapForceInputs,
  type RangedForceInputs,
} from "./force-inputs.ts";

/**
 * People, posts, sensors, pool and cost from plain numbers: FIELD 4.3, posts not rounded.
 *
 * Units as the inputs name them. A figure whose divisor is nothing (no posts) is infinite; without
 * states, `sustainableF` is infinite too: nothing limits it.
 *
 * @throws PlanningError `TL_PLAN_RANGE` with each input that cannot be
 * @example forceModel({ deployed: 30000, lineShare: 0.3, … }).posts // 637.5
 */
export function forceModel(inputs: ForceInputs): ForceFigures {
  checkForceInputs(exactInputs(inputs));
  return figuresBy(({ compute }) => compute(inputs));
}

/**
 * The same over ranges. `low` and `high` are the true smallest and largest value while every input moves
 * freely in its range, not the wider sum of worst cases term by term; `value` is that of the middle
 * values. Exact: each figure is monotone in each input, and where one is not, its turning point counts.
 *
 * @throws PlanningError `TL_PLAN_RANGE` with each input that is absurd, negative or reversed
 */
export function forceModelOverRanges(inputs: RangedForceInputs): RangedForceFigures {
  checkForceInputs(inputs);
  const middle = mapForceInputs(inputs, ({ value }) => value);
  return figuresBy((figure) => ({
    value: figure.compute(middle),
    low: extreme(figure, inputs, "low"),
    high: extreme(figure, inputs, "high"),
  }));
}

function figuresBy<N>(figureOf: (figure: ForceFigure) => N): Record<ForceFigureName, N> {
  return Object.fromEntries(
    forceFigureNames.map((name) => [name, figureOf(forceFigures[name])]),
  ) as Record<ForceFigureName, N>;
}

function extreme(figure: ForceFigure, inputs: RangedForceInputs, end: "low" | "high"): number {
  const corner = cornerOf(figure, inputs, end);
  const { turn } = figure;
  if (turn === undefined) return figure.compute(corner);
  const { low, high } = inputs[turn.input];
  const valueAt = (value: number) => figure.compute({ ...corner, [turn.input]: value });
  // It falls, then grows: the largest value is at an end, the smallest where it turns if that is inside.
  if (end === "high") return Math.max(valueAt(low), valueAt(high));
  return valueAt(Math.min(high, Math.max(low, turn.at(corner))));
}

/** Each input at that end of its range which takes the figure to its end. */
function cornerOf(
  { inputs: directions, equipment, states }: ForceFigure,
  inputs: RangedForceInputs,
  end: "low" | "high",
): ForceInputs {
  const at = (range: Ranged, direction: Direction | undefined) => endOf(range, direction, end);
  const scalars = Object.fromEntries(
    forceInputNames.map((name) => [name, at(inputs[name], directions[name])]),
  ) as unknown as ForceInputs;
  return {
    ...scalars,
    equipment: inputs.equipment.map((one) => ({
      count: at(one.count, equipment?.count),
      capex: at(one.capex, equipment?.capex),
      lifeYears: at(one.lifeYears, equipment?.lifeYears),
      opexPerYear: at(one.opexPerYear, equipment?.opexPerYear),
    })),
    states: inputs.states.map((one) => ({
      pool: at(one.pool, states?.pool),
      rotationFactor: at(one.rotationFactor, states?.rotationFactor),
    })),
  };
}

/** The end of a range that takes what moves in this direction to its own end. */
export function endOf(
  { value, low, high }: Ranged,
  direction: Direction | undefined,
  end: "low" | "high",
): number {
  if (direction === undefined) return value;
  return (direction === 1) === (end === "high") ? high : low;
}
