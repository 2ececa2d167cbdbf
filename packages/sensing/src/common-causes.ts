import { SensingError } from "./errors.ts";

/** Something that weakens several sensors at once: weather, jamming, a power line. */
export interface CommonCause {
  readonly id: string;
  readonly states: readonly CauseState[];
}

export interface CauseState {
  readonly id: string;
  readonly probability: number;
  /** Factor on the chance of each sensor named, 0..1; not named: 1. */
  readonly factors: Readonly<Record<string, number>>;
}

/** One combination of states, one of each cause. */
export interface CauseCombination {
  readonly probability: number;
  /** Product of the factors, sensor by sensor, in the order asked for. */
  readonly factors: Float64Array;
}

/** More combinations than this are refused. */
export const CAUSE_COMBINATION_MAX = 4096;
const PROBABILITY_SUM_TOLERANCE = 1e-6;

/** @throws SensingError `TL_SENSING_STATES` unless each is 0..1 and together they are 1. */
export function checkProbabilities(
  cause: string,
  states: readonly { readonly probability: number }[],
): void {
  const sum = states.reduce((total, state) => total + state.probability, 0);
  const isSound =
    states.every(({ probability }) => probability >= 0 && probability <= 1) &&
    Math.abs(sum - 1) <= PROBABILITY_SUM_TOLERANCE;
  if (!isSound) throw new SensingError("TL_SENSING_STATES", { cause, sum });
}

/**
 * All combinations of states of causes that are independent of each other; a sensor in several
 * causes has its factors multiplied. Combinations of probability 0 are left out.
 *
 * @throws SensingError `TL_SENSING_STATES`, `TL_SENSING_STATE_LIMIT`
 */
export function combineCauses(
  causes: readonly CommonCause[],
  sensorIds: readonly string[],
): CauseCombination[] {
  let combinations: CauseCombination[] = [
    { probability: 1, factors: new Float64Array(sensorIds.length).fill(1) },
  ];
  for (const { id, states } of causes) {
    checkProbabilities(id, states);
    const combinationCount = combinations.length * states.length;
    if (combinationCount > CAUSE_COMBINATION_MAX) {
      throw new SensingError("TL_SENSING_STATE_LIMIT", { combinationCount });
    }
    combinations = combinations.flatMap((combination) =>
      states
        .filter((state) => state.probability > 0)
        .map((state) => ({
          probability: combination.probability * state.probability,
          factors: combination.factors.map(
            (factor, index) => factor * factorOf(state, sensorIds[index]),
          ),
        })),
    );
  }
  return combinations;
}

function factorOf(state: CauseState, sensorId: string | undefined): number {
  // An own key only: a sensor may be called "constructor".
  if (sensorId === undefined || !Object.hasOwn(state.factors, sensorId)) return 1;
  return state.factors[sensorId] ?? 1;
}
