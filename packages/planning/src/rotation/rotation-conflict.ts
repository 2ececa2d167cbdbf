import { rotationBound } from "./rotation-bound.ts";
import { dateOfStep, type RotationProblem, STEPS_PER_MONTH } from "./rotation-problem.ts";

/** A requirement that can be in conflict with others. */
export interface Requirement {
  /** `rest:x`, `strength:6-11`. */
  readonly id: string;
  readonly sentence: string;
}

/** A requirement together with the problem as it would be without it. */
interface Removable extends Requirement {
  readonly without: (problem: RotationProblem) => RotationProblem;
}

export interface Conflict {
  /** Not to be met together; without any one of them this proof no longer holds. */
  readonly requirements: readonly Requirement[];
  /** True if the set was made as small as can be; false if the work was broken off. */
  readonly isSmallest: boolean;
}

/** Decides whether a problem is proved to have no rotation without shortfall. */
export type Prover = (problem: RotationProblem) => Promise<boolean>;

/** The proof by windows of time; sound, and not complete. */
export const byWindows: Prover = (problem) =>
  Promise.resolve(rotationBound(problem).shortfall > 1e-6);

const proofCountMax = 400;

/**
 * A smallest set of requirements in conflict: one after the other is left out, and stays out where the
 * rest is still proved impossible (deletion filter; J. W. Chinneck, Feasibility and Infeasibility in
 * Optimization, 2008, section 6.1). Smallest means that none of those told can be left out; there may be
 * other sets. Null where the problem itself is not proved impossible.
 */
export async function rotationConflict(
  problem: RotationProblem,
  prove: Prover = byWindows,
): Promise<Conflict | null> {
  if (!(await prove(problem))) return null;
  let proofCount = 1;
  let current = problem;
  const kept: Requirement[] = [];
  const all = removables(problem);
  for (const { id, sentence, without } of all) {
    const relaxed = without(current);
    if (proofCount >= proofCountMax) {
      kept.push({ id, sentence });
      continue;
    }
    proofCount += 1;
    if (await prove(relaxed)) current = relaxed;
    else kept.push({ id, sentence });
  }
  return { requirements: kept, isSmallest: proofCount < proofCountMax };
}

function removables(problem: RotationProblem): readonly Removable[] {
  const found: Removable[] = [];
  const { handoverDays, ceilingPeople, contributors } = problem;
  if (Number.isFinite(ceilingPeople)) {
    found.push({
      id: "ceiling",
      sentence: `at most ${people(ceilingPeople)} housed at once`,
      without: (given) => ({ ...given, ceilingPeople: Number.POSITIVE_INFINITY }),
    });
  }
  if (handoverDays > 0) {
    found.push({
      id: "handover",
      sentence: `${handoverDays} days of handover`,
      without: (given) => ({ ...given, handoverDays: 0 }),
    });
  }
  for (const one of contributors) found.push(...ofContributor(problem, one.id));
  found.push(...strengthRemovables(problem));
  return found;
}

function ofContributor(problem: RotationProblem, id: string): readonly Removable[] {
  const one = problem.contributors.find((candidate) => candidate.id === id);
  if (one === undefined) return [];
  const change =
    (more: Partial<typeof one>) =>
    (given: RotationProblem): RotationProblem => ({
      ...given,
      contributors: given.contributors.map((entry) =>
        entry.id === id ? { ...entry, ...more } : entry,
      ),
    });
  const months = problem.required.length;
  const found: Removable[] = [];
  if (Number.isFinite(one.untilMonth) && one.untilMonth < months) {
    const day = dateOfStep(problem.start, one.untilMonth * STEPS_PER_MONTH);
    found.push({
      id: `withdrawal:${id}`,
      sentence: `${id} withdraws by ${day}`,
      without: change({ untilMonth: Number.POSITIVE_INFINITY }),
    });
  }
  if (one.fromMonth > 0) {
    const day = dateOfStep(problem.start, one.fromMonth * STEPS_PER_MONTH);
    found.push({
      id: `arrival:${id}`,
      sentence: `${id} comes on ${day} at the earliest`,
      without: change({ fromMonth: 0 }),
    });
  }
  if (one.restMonths > 0) {
    found.push({
      id: `rest:${id}`,
      sentence: `${id} rests ${one.restMonths} months between tours`,
      without: change({ restMonths: 0 }),
    });
  }
  found.push({
    id: `tour:${id}`,
    sentence: `${id} serves tours of ${
      one.tourMonthsMin === one.tourMonthsMax
        ? `${one.tourMonthsMax}`
        : `${one.tourMonthsMin} to ${one.tourMonthsMax}`
    } months`,
    without: change({ tourMonthsMin: 1, tourMonthsMax: Math.max(months, one.tourMonthsMax) }),
  });
  if (Number.isFinite(one.capPeople)) {
    found.push({
      id: `cap:${id}`,
      sentence: `${id} sends at most ${people(one.capPeople)} at once`,
      without: change({ capPeople: Number.POSITIVE_INFINITY }),
    });
  }
  const most = Math.max(0, ...problem.required);
  found.push({
    id: `pool:${id}`,
    sentence: `${id} has ${one.unitCount} contingents of ${people(one.unitPeople)}`,
    // So many that all could be relieved in every month.
    without: change({ unitCount: Math.ceil(most / one.unitPeople) * (months + 1) }),
  });
  return found;
}

/** Months in a row that need the same number of people are one requirement. */
function strengthRemovables({ required, start }: RotationProblem): readonly Removable[] {
  const found: Removable[] = [];
  for (let from = 0; from < required.length; ) {
    let to = from + 1;
    while (to < required.length && required[to] === required[from]) to += 1;
    const [first, last] = [from, to];
    if ((required[from] as number) > 0) {
      found.push({
        id: `strength:${first + 1}-${last}`,
        sentence: `${people(required[from] as number)} on duty in months ${first + 1} to ${last} (from ${dateOfStep(start, first * STEPS_PER_MONTH)})`,
        without: (given) => ({
          ...given,
          required: given.required.map((need, month) =>
            month >= first && month < last ? 0 : need,
          ),
        }),
      });
    }
    from = to;
  }
  return found;
}

function people(count: number): string {
  return `${Math.round(count).toLocaleString("en-GB")} people`;
}
