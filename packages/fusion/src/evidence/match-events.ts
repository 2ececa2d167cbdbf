import type { Covariance, PlanePlace } from "../location/measurement.ts";
import { assign } from "../tracks/assignment.ts";

/** Something heard, already placed by who heard it. */
export interface HeardPlace extends PlanePlace {
  readonly covarianceM2: Covariance;
  readonly sensor: PlanePlace;
  readonly kind: string;
  readonly heardAtS: number;
}

/** An event with its place and instant. */
export interface KnownEvent extends PlanePlace {
  readonly covarianceM2: Covariance;
  readonly kind: string;
  readonly timeS: number;
}

export interface MatchOptions {
  readonly soundSpeedMps: number;
  /** Of what was heard less what was expected, seconds. */
  readonly timeSigmaS: number;
  readonly gate: { readonly mahalanobisSquaredBelow: number; readonly timeResidualAtMostS: number };
  readonly unmatchedObservationCost: number;
  readonly unmatchedEventCost: number;
}

export interface EventMatch {
  /** Observation after observation by event; Infinity where the gate forbids the pair. */
  readonly costs: readonly (readonly number[])[];
  /** [observation, event], in order of observations. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly totalCost: number;
}

const UNDETERMINED = "undetermined";

/**
 * Which observations are of which known events: gated by place, by instant less the way of the sound,
 * and by kind, then the pairing of least total cost.
 *
 * Cost of a pair: squared Mahalanobis distance with the sum of both covariances, plus the squared
 * normalised time residual. Source: FIELD 5.10; `fixtures/oracles` family 6. Exact.
 */
export function matchEvents(
  observations: readonly HeardPlace[],
  events: readonly KnownEvent[],
  options: MatchOptions,
): EventMatch {
  const costs = observations.map((one) => events.map((event) => pairCost(one, event, options)));
  const { columnOfRow, costTotal } = assign({
    rowCount: observations.length,
    columnCount: events.length,
    costs: Float64Array.from(costs.flat()),
    unmatchedRowCost: options.unmatchedObservationCost,
    unmatchedColumnCost: options.unmatchedEventCost,
  });
  const pairs = [...columnOfRow].flatMap((column, row) =>
    column < 0 ? [] : [[row, column] as const],
  );
  return { costs, pairs, totalCost: costTotal };
}

function pairCost(
  one: HeardPlace,
  event: KnownEvent,
  { soundSpeedMps, timeSigmaS, gate }: MatchOptions,
): number {
  const isSameKind =
    one.kind === event.kind || one.kind === UNDETERMINED || event.kind === UNDETERMINED;
  if (!isSameKind) return Number.POSITIVE_INFINITY;
  const ee = one.covarianceM2[0][0] + event.covarianceM2[0][0];
  const en = one.covarianceM2[0][1] + event.covarianceM2[0][1];
  const nn = one.covarianceM2[1][1] + event.covarianceM2[1][1];
  const east = one.eastM - event.eastM;
  const north = one.northM - event.northM;
  const square =
    (nn * east * east - 2 * en * east * north + ee * north * north) / (ee * nn - en * en);
  if (square >= gate.mahalanobisSquaredBelow) return Number.POSITIVE_INFINITY;
  const wayM = Math.hypot(event.eastM - one.sensor.eastM, event.northM - one.sensor.northM);
  const residualS = one.heardAtS - (event.timeS + wayM / soundSpeedMps);
  if (Math.abs(residualS) > gate.timeResidualAtMostS) return Number.POSITIVE_INFINITY;
  return square + (residualS / timeSigmaS) ** 2;
}
