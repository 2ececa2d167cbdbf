import { addDays } from "@truceline/model";
import { PlanningError } from "../errors.ts";

/** Tours begin at the first and in the middle of a month: two steps a month. */
export const STEPS_PER_MONTH = 2;
export const DAYS_PER_STEP = 15;

/** A state's contingents: units alike that serve in turns. */
export interface Contributor {
  readonly id: string;
  readonly unitPeople: number;
  readonly unitCount: number;
  /** People on duty at once, at most; infinite where nothing is said. */
  readonly capPeople: number;
  /** Length of a tour on duty, whole months. */
  readonly tourMonthsMin: number;
  readonly tourMonthsMax: number;
  /** At home between two tours, whole months at least. */
  readonly restMonths: number;
  /** First month on duty, counted from 0. */
  readonly fromMonth: number;
  /** On duty up to this month, not in it; infinite if to the end. */
  readonly untilMonth: number;
  /** Tasks it will not do; told, not planned with. */
  readonly caveats: readonly string[];
}

export interface RotationProblem {
  /** First month, `2026-01`. */
  readonly start: string;
  /** People needed on duty, by month. */
  readonly required: readonly number[];
  readonly contributors: readonly Contributor[];
  /** Who comes is there so many days before taking over. */
  readonly handoverDays: number;
  /** People that can be housed, those handing over included; infinite where nothing is said. */
  readonly ceilingPeople: number;
}

/** One tour of one unit, in steps from the beginning. */
export interface Tour {
  readonly contributor: string;
  readonly fromStep: number;
  readonly toStep: number;
}

const monthCountMax = 120;
const contributorCountMax = 100;
const unitCountMax = 2_000;

/** @throws PlanningError `TL_PLAN_ROTATION` with what cannot be. */
export function checkRotation(problem: RotationProblem): void {
  const refuse = (details: Record<string, unknown>): never => {
    throw new PlanningError("TL_PLAN_ROTATION", details);
  };
  const { start, required, contributors, handoverDays, ceilingPeople } = problem;
  if (!/^[0-9]{4}-(0[1-9]|1[0-2])$/.test(start)) refuse({ reason: "first month", start });
  if (required.length < 1 || required.length > monthCountMax) {
    refuse({ reason: "months", monthCount: required.length, monthCountMax });
  }
  if (!required.every((people) => people >= 0 && Number.isFinite(people))) {
    refuse({ reason: "people needed" });
  }
  if (contributors.length > contributorCountMax) refuse({ reason: "too many contributors" });
  if (!(handoverDays >= 0 && handoverDays <= 60)) refuse({ reason: "handover", handoverDays });
  if (!(ceilingPeople >= 0)) refuse({ reason: "ceiling", ceilingPeople });
  const isCount = (value: number, least: number) => Number.isInteger(value) && value >= least;
  for (const one of contributors) {
    const { id, unitPeople, unitCount, capPeople, tourMonthsMin, tourMonthsMax } = one;
    const isSound =
      unitPeople > 0 &&
      isCount(unitCount, 0) &&
      unitCount <= unitCountMax &&
      capPeople >= 0 &&
      isCount(tourMonthsMin, 1) &&
      isCount(tourMonthsMax, tourMonthsMin) &&
      isCount(one.restMonths, 0) &&
      isCount(one.fromMonth, 0) &&
      one.untilMonth >= one.fromMonth;
    if (!isSound) refuse({ contributor: id });
  }
}

export function stepCountOf({ required }: RotationProblem): number {
  return required.length * STEPS_PER_MONTH;
}

/** Steps between who comes and taking over; a part of a step counts whole. */
export function handoverStepsOf({ handoverDays }: RotationProblem): number {
  return Math.ceil(handoverDays / DAYS_PER_STEP);
}

/** Lengths of tours of a contributor, steps, longest first. */
export function tourStepsOf({ tourMonthsMin, tourMonthsMax }: Contributor): readonly number[] {
  return Array.from(
    { length: tourMonthsMax - tourMonthsMin + 1 },
    (_, index) => (tourMonthsMax - index) * STEPS_PER_MONTH,
  );
}

/** Steps that a unit is neither free nor on duty between two tours: rest, and handing over. */
export function awaySteps(problem: RotationProblem, { restMonths }: Contributor): number {
  return restMonths * STEPS_PER_MONTH + handoverStepsOf(problem);
}

/** The span of steps on which a contributor may be on duty. A tour under way at the end runs on. */
export function dutySpan({ fromMonth, untilMonth }: Contributor): {
  readonly fromStep: number;
  readonly untilStep: number;
} {
  return {
    fromStep: fromMonth * STEPS_PER_MONTH,
    untilStep: Number.isFinite(untilMonth)
      ? untilMonth * STEPS_PER_MONTH
      : Number.POSITIVE_INFINITY,
  };
}

/** People needed at a step. */
export function requiredAt({ required }: RotationProblem, step: number): number {
  return required[Math.floor(step / STEPS_PER_MONTH)] ?? 0;
}

/** The day on which a step begins: the first or the sixteenth of its month. */
export function dateOfStep(start: string, step: number): string {
  const months = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1;
  const month = months + Math.floor(step / STEPS_PER_MONTH);
  const isHalf = ((step % STEPS_PER_MONTH) + STEPS_PER_MONTH) % STEPS_PER_MONTH === 1;
  const year = Math.floor(month / 12);
  const number = String((month % 12) + 1).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${number}-${isHalf ? "16" : "01"}`;
}

/** The day on which who comes for a step arrives. */
export function arrivalDate({ start, handoverDays }: RotationProblem, step: number): string {
  return addDays(dateOfStep(start, step), -Math.ceil(handoverDays));
}

/** People on duty at each step. */
export function dutyByStep(problem: RotationProblem, tours: readonly Tour[]): Float64Array {
  const people = new Float64Array(stepCountOf(problem));
  const sizes = new Map(problem.contributors.map(({ id, unitPeople }) => [id, unitPeople]));
  for (const { contributor, fromStep, toStep } of tours) {
    for (let step = Math.max(0, fromStep); step < Math.min(toStep, people.length); step++) {
      people[step] = (people[step] as number) + (sizes.get(contributor) ?? 0);
    }
  }
  return people;
}

/** People in the theatre at each step, those who take over included. */
export function theatreByStep(problem: RotationProblem, tours: readonly Tour[]): Float64Array {
  const handover = handoverStepsOf(problem);
  const early = tours.map((tour) => ({ ...tour, fromStep: tour.fromStep - handover }));
  return dutyByStep(problem, early);
}

/** Person-months short, over all steps. */
export function shortfallOf(problem: RotationProblem, duty: Float64Array): number {
  return duty.reduce((sum, people, step) => {
    return sum + Math.max(0, requiredAt(problem, step) - people) / STEPS_PER_MONTH;
  }, 0);
}
