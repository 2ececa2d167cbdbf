import type { Rng } from "@truceline/model";
import type { Ranged } from "../assumption.ts";
import type { Solver } from "../solver.ts";
import { rotationBound } from "./rotation-bound.ts";
import { byWindows, type Conflict, type Prover, rotationConflict } from "./rotation-conflict.ts";
import {
  arrivalDate,
  awaySteps,
  checkRotation,
  dateOfStep,
  dutyByStep,
  type RotationProblem,
  requiredAt,
  STEPS_PER_MONTH,
  shortfallOf,
  stepCountOf,
  type Tour,
  theatreByStep,
} from "./rotation-problem.ts";
import { rotationModel, toursOf } from "./rotation-programme.ts";
import { type FoundRotation, searchRotation, withoutIdle } from "./rotation-search.ts";

/** A tour as it is told: who, which of its units, when. */
export interface PlannedTour {
  readonly contributor: string;
  /** Number of the unit among the contributor's, from 1. */
  readonly unit: number;
  readonly people: number;
  readonly arrives: string;
  readonly takesOver: string;
  /** First day on which it is no longer on duty. */
  readonly leaves: string;
  readonly months: number;
}

export interface MonthOfRotation {
  /** `2026-03`. */
  readonly month: string;
  readonly required: number;
  /** Least on duty at any time of the month. */
  readonly onDuty: number;
  /** Most in the theatre at any time of the month, handing over included. */
  readonly inTheatre: number;
  readonly short: number;
}

export interface ContributorShare {
  readonly id: string;
  readonly peakPeople: number;
  readonly personMonths: number;
  readonly tourCount: number;
  /** (tour + rest) / tour: people needed at home and away for each on duty. */
  readonly rotationFactor: Ranged;
  readonly caveats: readonly string[];
}

export interface RotationPlan {
  /** `met`: nobody missing. `impossible`: proved that somebody must be. `open`: neither. */
  readonly status: "met" | "impossible" | "open";
  readonly tours: readonly PlannedTour[];
  readonly months: readonly MonthOfRotation[];
  readonly contributors: readonly ContributorShare[];
  /** Person-months short in this plan, and the least that any plan has. */
  readonly shortfall: number;
  readonly bound: number;
  readonly personMonths: number;
  readonly conflict: Conflict | null;
  /** What found the plan: own search, or a solver by its name. */
  readonly foundBy: string;
  readonly detail: string;
}

/** Someone withdraws although the plan counted on them. */
export interface Withdrawal {
  readonly contributor: string;
  /** Gone by the beginning of this month, counted from 0. */
  readonly month: number;
  /** Known so many months before. */
  readonly noticeMonths: number;
}

export interface WithdrawalOutcome {
  readonly contributor: string;
  readonly gone: string;
  readonly known: string;
  /** As planned, without anybody stepping in. */
  readonly months: readonly MonthOfRotation[];
  readonly shortfallUnmended: number;
  /** With what the others can do from the day it is known. */
  readonly mended: readonly MonthOfRotation[];
  readonly shortfallMended: number;
  readonly bound: number;
  /** First month from which nobody is missing to the end; null if that does not come. */
  readonly recoveredBy: string | null;
  readonly extraTours: readonly PlannedTour[];
  readonly conflict: Conflict | null;
}

export interface RotationOptions {
  readonly solver?: Solver | undefined;
  readonly timeLimitMs?: number | undefined;
}

const timeLimitDefaultMs = 10_000;
const proofTimeLimitMs = 3_000;
/** Above this a solver is not asked for each step of a conflict. */
const proverContributorMax = 8;

/**
 * Who serves when over the months: contingents with caps, lengths of tours, rest at home and handover,
 * so that the people needed are on duty. Own search, and a solver where one is given and the own search
 * leaves somebody missing or the bound is not met. What cannot be met is proved, with a smallest set of
 * requirements in conflict. Same problem and seed, same plan.
 * @throws PlanningError `TL_PLAN_ROTATION`
 */
export async function planRotation(
  problem: RotationProblem,
  rng: Rng,
  options: RotationOptions = {},
): Promise<RotationPlan> {
  checkRotation(problem);
  const own = searchRotation(problem, rng.fork("rotation"));
  let bound = Math.min(own.shortfall, rotationBound(problem).shortfall);
  let found: FoundRotation = own;
  let foundBy = "own search";
  let detail = "";
  const { solver } = options;
  if (solver !== undefined && own.shortfall - bound > 1e-6) {
    const answer = await bySolver(problem, solver, options.timeLimitMs ?? timeLimitDefaultMs);
    detail = answer.detail;
    bound = Math.max(bound, Math.min(own.shortfall, answer.bound));
    if (answer.found !== null && answer.found.shortfall < own.shortfall - 1e-6) {
      found = answer.found;
      foundBy = solver.name;
    }
  }
  bound = Math.min(bound, found.shortfall);
  const conflict = bound > 1e-6 ? await conflictOf(problem, solver, rng) : null;
  const status = found.shortfall <= 1e-6 ? "met" : bound > 1e-6 ? "impossible" : "open";
  return {
    status,
    tours: namedTours(problem, found.tours),
    months: monthsOf(problem, found.tours),
    contributors: sharesOf(problem, found.tours),
    shortfall: found.shortfall,
    bound,
    personMonths:
      dutyByStep(problem, found.tours).reduce((sum, people) => sum + people, 0) / STEPS_PER_MONTH,
    conflict,
    foundBy,
    detail,
  };
}

async function conflictOf(
  problem: RotationProblem,
  solver: Solver | undefined,
  rng: Rng,
): Promise<Conflict | null> {
  const plain = await rotationConflict(problem);
  if (plain !== null || solver === undefined) return plain;
  if (problem.contributors.length > proverContributorMax) return null;
  const prove: Prover = async (candidate) => {
    if (await byWindows(candidate)) return true;
    // What own search meets is not impossible; only the rest is worth a solver's time.
    if (searchRotation(candidate, rng.fork("proof")).shortfall <= 1e-6) return false;
    return (await bySolver(candidate, solver, proofTimeLimitMs)).bound > 1e-6;
  };
  return await rotationConflict(problem, prove);
}

async function bySolver(problem: RotationProblem, solver: Solver, timeLimitMs: number) {
  const built = rotationModel(problem);
  if (built === undefined) return { found: null, bound: 0, detail: "too large for the solver" };
  const result = await solver.solve(built.model, { gapRatio: 0, timeLimitMs });
  const bound = Number.isFinite(result.bound) ? Math.max(0, result.bound) : 0;
  if (result.status !== "optimal" && result.status !== "feasible") {
    return { found: null, bound, detail: result.detail };
  }
  const tours = withoutIdle(problem, toursOf(problem, built, result.values), []);
  const shortfall = shortfallOf(problem, dutyByStep(problem, tours));
  return { found: { tours, shortfall }, bound, detail: result.detail };
}

/** Tours with the number of the unit that serves each: the one rested longest. */
function namedTours(problem: RotationProblem, tours: readonly Tour[]): readonly PlannedTour[] {
  const sorted = [...tours].sort((a, b) => a.fromStep - b.fromStep || a.toStep - b.toStep);
  const ready = new Map(
    problem.contributors.map(({ id, unitCount }) => [
      id,
      new Array<number>(unitCount).fill(Number.NEGATIVE_INFINITY),
    ]),
  );
  return sorted.map(({ contributor, fromStep, toStep }) => {
    const one = problem.contributors.find(({ id }) => id === contributor);
    const units = ready.get(contributor) ?? [];
    const unit = units.indexOf(Math.min(...units));
    if (one !== undefined) units[unit] = toStep + awaySteps(problem, one);
    return {
      contributor,
      unit: unit + 1,
      people: one?.unitPeople ?? 0,
      arrives: arrivalDate(problem, fromStep),
      takesOver: dateOfStep(problem.start, fromStep),
      leaves: dateOfStep(problem.start, toStep),
      months: (toStep - fromStep) / STEPS_PER_MONTH,
    };
  });
}

function monthsOf(problem: RotationProblem, tours: readonly Tour[]): readonly MonthOfRotation[] {
  const duty = dutyByStep(problem, tours);
  const theatre = theatreByStep(problem, tours);
  return problem.required.map((required, month) => {
    const steps = Array.from(
      { length: STEPS_PER_MONTH },
      (_, index) => month * STEPS_PER_MONTH + index,
    );
    const onDuty = Math.min(...steps.map((step) => duty[step] as number));
    return {
      month: dateOfStep(problem.start, month * STEPS_PER_MONTH).slice(0, 7),
      required,
      onDuty,
      inTheatre: Math.max(...steps.map((step) => theatre[step] as number)),
      short: Math.max(0, required - onDuty),
    };
  });
}

function sharesOf(problem: RotationProblem, tours: readonly Tour[]): readonly ContributorShare[] {
  return problem.contributors.map((one) => {
    const own = tours.filter(({ contributor }) => contributor === one.id);
    const duty = dutyByStep(problem, own);
    const factor = (months: number) => (months + one.restMonths) / months;
    return {
      id: one.id,
      peakPeople: duty.reduce((most, people) => Math.max(most, people), 0),
      personMonths: duty.reduce((sum, people) => sum + people, 0) / STEPS_PER_MONTH,
      tourCount: own.length,
      rotationFactor: {
        value: factor(one.tourMonthsMax),
        low: factor(one.tourMonthsMax),
        high: factor(one.tourMonthsMin),
      },
      caveats: one.caveats,
    };
  });
}

/**
 * What happens when a contributor withdraws against the plan: its tours end, whoever was to come does
 * not, and the others step in from the day it is known, within their own caps and rest.
 * @throws PlanningError `TL_PLAN_ROTATION`
 */
export async function afterWithdrawal(
  problem: RotationProblem,
  planned: RotationPlan,
  withdrawal: Withdrawal,
  rng: Rng,
): Promise<WithdrawalOutcome> {
  checkRotation(problem);
  const { contributor, month, noticeMonths } = withdrawal;
  const goneStep = month * STEPS_PER_MONTH;
  const knownStep = Math.max(0, (month - noticeMonths) * STEPS_PER_MONTH);
  const tours = toursBack(problem, planned.tours);
  const cut = tours.flatMap((tour) => {
    if (tour.contributor !== contributor) return [tour];
    const toStep = Math.min(tour.toStep, goneStep);
    return toStep > tour.fromStep ? [{ ...tour, toStep }] : [];
  });
  const without: RotationProblem = {
    ...problem,
    contributors: problem.contributors.map((one) =>
      one.id === contributor ? { ...one, untilMonth: Math.max(month, one.fromMonth) } : one,
    ),
  };
  // What is under way or on its way when it becomes known stays as it is.
  const kept = cut.filter(({ fromStep }) => fromStep < knownStep);
  const again = searchRotation(without, rng.fork("mend"), kept, knownStep);
  // Leaving the others' plan as it is and sending more may do better than planning anew.
  const added = searchRotation(without, rng.fork("add"), cut, knownStep);
  const mended = added.shortfall <= again.shortfall + 1e-9 ? added : again;
  const unmendedShort = shortfallOf(problem, dutyByStep(problem, cut));
  const isWorth = mended.shortfall < unmendedShort - 1e-9;
  const final = isWorth ? mended.tours : cut;
  const finalShort = isWorth ? mended.shortfall : unmendedShort;
  const bound = Math.min(finalShort, rotationBound(without).shortfall);
  const rows = monthsOf(problem, final);
  let recovered = rows.length;
  while (recovered > 0 && (rows[recovered - 1]?.short ?? 0) <= 1e-6) recovered -= 1;
  return {
    contributor,
    gone: dateOfStep(problem.start, goneStep),
    known: dateOfStep(problem.start, knownStep),
    months: monthsOf(problem, cut),
    shortfallUnmended: unmendedShort,
    mended: rows,
    shortfallMended: finalShort,
    bound,
    recoveredBy: rows[Math.max(recovered, Math.min(month, rows.length - 1))]?.month ?? null,
    extraTours: extraTours(problem, final, cut),
    conflict: bound > 1e-6 ? await rotationConflict(without) : null,
  };
}

/** Tours of one list that the other lacks, as they are told. */
function extraTours(
  problem: RotationProblem,
  all: readonly Tour[],
  known: readonly Tour[],
): readonly PlannedTour[] {
  const left = known.map((tour) => `${tour.contributor} ${tour.fromStep} ${tour.toStep}`);
  const extra = all.filter((tour) => {
    const at = left.indexOf(`${tour.contributor} ${tour.fromStep} ${tour.toStep}`);
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
  const named = namedTours(problem, all);
  const key = (contributor: string, takesOver: string, leaves: string) =>
    `${contributor} ${takesOver} ${leaves}`;
  const wanted = extra.map(({ contributor, fromStep, toStep }) =>
    key(contributor, dateOfStep(problem.start, fromStep), dateOfStep(problem.start, toStep)),
  );
  return named.filter(({ contributor, takesOver, leaves }) => {
    const at = wanted.indexOf(key(contributor, takesOver, leaves));
    if (at < 0) return false;
    wanted.splice(at, 1);
    return true;
  });
}

function toursBack(problem: RotationProblem, tours: readonly PlannedTour[]): readonly Tour[] {
  const stepOf = new Map<string, number>();
  // Tours may run on beyond the months planned for.
  const last = stepCountOf(problem) + 2 * 240;
  for (let step = 0; step <= last; step++) stepOf.set(dateOfStep(problem.start, step), step);
  return tours.map(({ contributor, takesOver, leaves }) => ({
    contributor,
    fromStep: stepOf.get(takesOver) ?? 0,
    toStep: stepOf.get(leaves) ?? last,
  }));
}

/** Least people on duty over what is needed, over all steps; for a range of pools. */
export function leastMannedRatio(problem: RotationProblem, plan: RotationPlan): number {
  const duty = dutyByStep(problem, toursBack(problem, plan.tours));
  return duty.reduce((least, people, step) => {
    const need = requiredAt(problem, step);
    return need > 0 ? Math.min(least, people / need) : least;
  }, 1);
}
