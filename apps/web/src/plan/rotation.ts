import { seededRng } from "@truceline/model";
import {
  type Contributor,
  type PlannedTour,
  planRotation,
  type RotationPlan,
  type RotationProblem,
} from "@truceline/planning";
import { createStore } from "../state/store.ts";

/** A contributor as the reader writes it. */
export interface ContributorDraft {
  readonly name: string;
  /** People in one contingent, and how many contingents it has for this. */
  readonly people: number;
  readonly contingents: number;
  readonly tourMonths: number;
  readonly restMonths: number;
  /** Last month on duty, from 1; null to the end. */
  readonly untilMonth: number | null;
}

export interface RotationDraft {
  /** Empty: as many as are needed, from whoever sends them. */
  readonly contributors: readonly ContributorDraft[];
  readonly handoverDays: number;
}

export const monthCount = 24;
/** British practice is six months out; two of rest for each is the rule of thirds. */
export const usual = { tourMonths: 6, restMonths: 12, handoverDays: 14 } as const;

/** Stays while the reader looks at another screen; it is sent to nobody. */
export const rotationDraft = createStore<RotationDraft>({
  contributors: [],
  handoverDays: usual.handoverDays,
});

/** People of whom nothing is known but how many are needed: whole contingents, enough of them. */
const unnamed = (name: string, people: number): Contributor => ({
  id: name,
  unitPeople: Math.max(1, people),
  unitCount: Math.ceil((usual.tourMonths + usual.restMonths) / usual.tourMonths) + 1,
  capPeople: Number.POSITIVE_INFINITY,
  tourMonthsMin: usual.tourMonths,
  tourMonthsMax: usual.tourMonths,
  restMonths: usual.restMonths,
  fromMonth: 0,
  untilMonth: Number.POSITIVE_INFINITY,
  caveats: [],
});

/** What the planner of rotations is asked: the plan's people on duty in each of 24 months. */
export function rotationProblem(
  { contributors, handoverDays }: RotationDraft,
  people: number,
  date: string,
  nameOfUnnamed: string,
): RotationProblem {
  return {
    start: date.slice(0, 7),
    required: Array.from({ length: monthCount }, () => people),
    contributors:
      contributors.length === 0
        ? [unnamed(nameOfUnnamed, people)]
        : contributors.map(
            ({ name, people: unitPeople, contingents, tourMonths, restMonths, untilMonth }) => ({
              id: name,
              unitPeople,
              unitCount: contingents,
              capPeople: Number.POSITIVE_INFINITY,
              tourMonthsMin: tourMonths,
              tourMonthsMax: tourMonths,
              restMonths,
              fromMonth: 0,
              untilMonth: untilMonth ?? Number.POSITIVE_INFINITY,
              caveats: [],
            }),
          ),
    handoverDays,
    ceilingPeople: Number.POSITIVE_INFINITY,
  };
}

/** @throws PlanningError `TL_PLAN_ROTATION` */
export const workedOut = (problem: RotationProblem): Promise<RotationPlan> =>
  planRotation(problem, seededRng("plan rotation"));

/** People at home and away for those on duty: of each contributor its most on duty, by its own rest. */
export function poolOf({ contributors }: RotationPlan): {
  readonly people: number;
  readonly factor: number;
} {
  const onDuty = contributors.reduce((sum, own) => sum + own.peakPeople, 0);
  const people = contributors.reduce(
    (sum, own) => sum + own.peakPeople * own.rotationFactor.value,
    0,
  );
  return { people, factor: onDuty === 0 ? 0 : people / onDuty };
}

/** Months from the beginning of the first, with days as parts of 30. */
export function monthsFrom(start: string, date: string): number {
  const [year = 0, month = 1] = start.split("-").map(Number);
  const [atYear = 0, atMonth = 1, atDay = 1] = date.split("-").map(Number);
  return (atYear - year) * 12 + (atMonth - month) + (atDay - 1) / 30;
}

/** A tour as a bar: from arrival to handing over, the first part beside those who leave. */
interface TourBar {
  readonly tour: PlannedTour;
  readonly fromMonth: number;
  readonly dutyMonth: number;
  readonly toMonth: number;
}

/** Tours in the 24 months looked at, by arrival; what runs on is cut at the end. */
export function tourBars(plan: RotationPlan, start: string): readonly TourBar[] {
  return plan.tours
    .map((tour) => ({
      tour,
      fromMonth: Math.max(0, monthsFrom(start, tour.arrives)),
      dutyMonth: Math.max(0, monthsFrom(start, tour.takesOver)),
      toMonth: Math.min(monthCount, monthsFrom(start, tour.leaves)),
    }))
    .filter(({ fromMonth, toMonth }) => toMonth > fromMonth)
    .sort((one, other) => one.fromMonth - other.fromMonth);
}
