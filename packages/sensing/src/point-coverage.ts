import { atLeastChance } from "./at-least-groups.ts";
import { type CommonCause, combineCauses } from "./common-causes.ts";
import { type DetectionCurve, detectionChance } from "./detection-curve.ts";
import { SensingError } from "./errors.ts";

/** One sensor as seen from one point at one time. */
export interface SensorAtPoint {
  readonly id: string;
  /** Sensors of one group (one mast, one post) count as one source. */
  readonly group: string;
  /** Chance to detect, all factors but those of the common causes applied: 0..1. */
  readonly chance: number;
}

/**
 * Chance of one sensor at one point: curve × line of sight × hour factor × uptime. Uptime is a factor
 * on the chance, not a state of its own. DESIGN section 7.
 */
export function sensorChance(sensor: {
  readonly curve: DetectionCurve;
  readonly distanceM: number;
  readonly isInSight: boolean;
  readonly hourFactor: number;
  readonly uptimeRatio: number;
}): number {
  if (!sensor.isInSight) return 0;
  return detectionChance(sensor.curve, sensor.distanceM) * sensor.hourFactor * sensor.uptimeRatio;
}

/**
 * Coverage of a point at a time: Σ_z π_z · P[at least `groupsNeeded` groups detect | z], over all
 * combinations z of the common causes' states. Inside a state sensors detect independently; a group
 * detects when one of its sensors does.
 *
 * Shape: sensors and causes in, one probability 0..1 out. Accuracy: rounding only.
 * Source: DESIGN section 7; FIELD section 5.3.
 *
 * @throws SensingError `TL_SENSING_STATES`, `TL_SENSING_STATE_LIMIT`, `TL_SENSING_QUERY`
 */
export function pointCoverage(input: {
  readonly sensors: readonly SensorAtPoint[];
  readonly causes: readonly CommonCause[];
  readonly groupsNeeded: number;
}): number {
  const { sensors, causes, groupsNeeded } = input;
  if (!(Number.isInteger(groupsNeeded) && groupsNeeded >= 1)) {
    throw new SensingError("TL_SENSING_QUERY", { groupsNeeded });
  }
  const groupNames = [...new Set(sensors.map(({ group }) => group))];
  const groupIndexes = sensors.map(({ group }) => groupNames.indexOf(group));
  const chances = new Float64Array(groupNames.length);
  const scratch = new Float64Array(groupsNeeded);
  let coverage = 0;
  for (const { probability, factors } of combineCauses(
    causes,
    sensors.map(({ id }) => id),
  )) {
    chances.fill(1); // misses first
    for (const [index, { chance }] of sensors.entries()) {
      const group = groupIndexes[index] as number;
      chances[group] = (chances[group] as number) * (1 - chance * (factors[index] as number));
    }
    for (const [group, miss] of chances.entries()) chances[group] = 1 - miss;
    coverage += probability * atLeastChance(chances, 0, chances.length, groupsNeeded, scratch);
  }
  return Math.min(1, coverage);
}
