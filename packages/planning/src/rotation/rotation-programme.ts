import type { MixedIntegerModel, ModelColumn, ModelRow } from "../solver.ts";
import {
  awaySteps,
  dutySpan,
  handoverStepsOf,
  type RotationProblem,
  requiredAt,
  STEPS_PER_MONTH,
  stepCountOf,
  type Tour,
  tourStepsOf,
} from "./rotation-problem.ts";

const columnCountMax = 60_000;

interface TourColumn {
  readonly contributor: number;
  readonly fromStep: number;
  readonly length: number;
  readonly column: number;
}

export interface BuiltRotation {
  readonly model: MixedIntegerModel;
  readonly tours: readonly TourColumn[];
}

/**
 * The rotation as a mixed-integer model: how many units of each contributor begin a tour of each length
 * at each step. Its objective is person-months short. A unit is never counted twice: units whose tours and rests
 * overlap are at most as many as there are, which for tours on a line is enough to name each of them.
 * Undefined where the model would be too large.
 */
export function rotationModel(problem: RotationProblem): BuiltRotation | undefined {
  const stepCount = stepCountOf(problem);
  const handover = handoverStepsOf(problem);
  const columns: ModelColumn[] = [];
  const tours: TourColumn[] = [];
  for (const [contributor, one] of problem.contributors.entries()) {
    const { fromStep, untilStep } = dutySpan(one);
    for (let step = fromStep; step < stepCount; step++) {
      for (const length of tourStepsOf(one)) {
        if (step + length > untilStep) continue;
        const column = columns.push({
          name: `${one.id}-${step}-${length}`,
          objective: 0,
          lower: 0,
          upper: one.unitCount,
          integer: true,
        });
        tours.push({ contributor, fromStep: step, length, column: column - 1 });
      }
    }
    if (columns.length > columnCountMax) return undefined;
  }
  const rows: ModelRow[] = [];
  for (let step = 0; step < stepCount; step++) {
    const on = tours.filter(({ fromStep, length }) => fromStep <= step && step < fromStep + length);
    const people = ({ contributor }: TourColumn) =>
      problem.contributors[contributor]?.unitPeople ?? 0;
    const short = columns.push({
      name: `short-${step}`,
      objective: 1 / STEPS_PER_MONTH,
      lower: 0,
      upper: requiredAt(problem, step),
      integer: false,
    });
    const duty = on.map((tour) => [tour.column, people(tour)] as const);
    const needed = { lower: requiredAt(problem, step), upper: Number.POSITIVE_INFINITY };
    rows.push({ name: `needed-${step}`, ...needed, entries: [...duty, [short - 1, 1]] });
    if (Number.isFinite(problem.ceilingPeople)) {
      const there = tours.filter(
        ({ fromStep, length }) => fromStep - handover <= step && step < fromStep + length,
      );
      rows.push({
        name: `ceiling-${step}`,
        lower: Number.NEGATIVE_INFINITY,
        upper: problem.ceilingPeople,
        entries: there.map((tour) => [tour.column, people(tour)]),
      });
    }
    for (const [contributor, one] of problem.contributors.entries()) {
      const away = awaySteps(problem, one);
      const own = tours.filter((tour) => tour.contributor === contributor);
      const busy = own.filter(
        ({ fromStep, length }) => fromStep <= step && step < fromStep + length + away,
      );
      if (busy.length > 0) {
        rows.push({
          name: `${one.id}-units-${step}`,
          lower: Number.NEGATIVE_INFINITY,
          upper: one.unitCount,
          entries: busy.map(({ column }) => [column, 1]),
        });
      }
      const serving = own.filter(
        ({ fromStep, length }) => fromStep <= step && step < fromStep + length,
      );
      if (serving.length > 0 && Number.isFinite(one.capPeople)) {
        rows.push({
          name: `${one.id}-cap-${step}`,
          lower: Number.NEGATIVE_INFINITY,
          upper: Math.floor(one.capPeople / one.unitPeople + 1e-9),
          entries: serving.map(({ column }) => [column, 1]),
        });
      }
    }
  }
  return { model: { sense: "min", columns, rows }, tours };
}

/** The tours that an answer to the model describes. */
export function toursOf(
  problem: RotationProblem,
  built: BuiltRotation,
  values: readonly number[],
): readonly Tour[] {
  return built.tours.flatMap(({ contributor, fromStep, length, column }) => {
    const id = problem.contributors[contributor]?.id ?? "";
    const tour = { contributor: id, fromStep, toStep: fromStep + length };
    return Array.from({ length: Math.round(values[column] ?? 0) }, () => tour);
  });
}
