import type { Ranged } from "../assumption.ts";
import { exactly, type Limits, rangeFault, throwRangeFaults } from "./check-range.ts";

/** Things of one kind that are bought and run, beside people. Money in one currency throughout. */
export interface EquipmentOf<N> {
  readonly count: N;
  readonly capex: N;
  readonly lifeYears: N;
  readonly opexPerYear: N;
}

/** What one state can draw on, and by what its pool exceeds those it keeps deployed. */
export interface StatePoolOf<N> {
  readonly pool: N;
  readonly rotationFactor: N;
}

/**
 * What the force model reckons with: plain numbers, or ranges. Lengths in km, times in hours (`H`),
 * shares and chances 0 to 1, money in one currency.
 */
export interface ForceInputsOf<N> {
  /** F: people in theatre. */
  readonly deployed: N;
  /** s: share of them on line tasks. */
  readonly lineShare: N;
  /** a: share of those at work on a day; the rest are on leave, sick, on courses. */
  readonly availability: N;
  /** n: people who watch at a time in one place. */
  readonly onWatch: N;
  /** h: hours a person watches in a day. */
  readonly dutyHoursPerPersonDay: N;
  /** g: overhead on top, for guard, meals and handover. */
  readonly overhead: N;
  /** L. */
  readonly lineKm: N;
  /** r: how far a person is seen. */
  readonly sightKm: N;
  /** q: what ground and cover leave of that. */
  readonly terrainFactor: N;
  /** Patrols out on a day. */
  readonly patrols: N;
  readonly kmPerPatrolDay: N;
  /** k: tracks beside each other along the line. */
  readonly parallelTracks: N;
  /** D: how long what a patrol should see stays there. */
  readonly persistenceH: N;
  /** c: share of the line that sensors are to see. */
  readonly sensorShare: N;
  readonly sensorRangeKm: N;
  /** Share of its reach that a sensor has in common with the next. */
  readonly overlap: N;
  readonly visitsPerYear: N;
  readonly hoursPerVisit: N;
  /** R: pool over deployed. */
  readonly rotationFactor: N;
  readonly tourMonths: N;
  /** People who live where the force stands. */
  readonly population: N;
  /** c_p: a deployed person for a year. */
  readonly costPerPerson: N;
  readonly eventsPerYear: N;
  readonly detectionProbability: N;
  readonly equipment: readonly EquipmentOf<N>[];
  readonly states: readonly StatePoolOf<N>[];
}

export type ForceInputs = ForceInputsOf<number>;
export type RangedForceInputs = ForceInputsOf<Ranged>;

export type ForceInputName = Exclude<keyof ForceInputs, "equipment" | "states">;

/** What must be above zero. A millionth of an hour or kilometre is nobody's plan. */
const aboveZero = 1e-6;

/** What each input can be at all; outside it is refused. */
export const forceLimits: { readonly [Name in ForceInputName]: Limits } = {
  deployed: { least: 0, most: 10_000_000 },
  lineShare: { least: 0, most: 1 },
  availability: { least: 0, most: 1 },
  onWatch: { least: aboveZero, most: 1_000 },
  dutyHoursPerPersonDay: { least: aboveZero, most: 24 },
  overhead: { least: 0, most: 10 },
  lineKm: { least: aboveZero, most: 40_075 },
  sightKm: { least: 0, most: 100 },
  terrainFactor: { least: 0, most: 1 },
  patrols: { least: 0, most: 1_000_000 },
  kmPerPatrolDay: { least: 0, most: 5_000 },
  parallelTracks: { least: aboveZero, most: 1_000 },
  persistenceH: { least: 0, most: 8_784 },
  sensorShare: { least: 0, most: 1 },
  sensorRangeKm: { least: aboveZero, most: 10_000 },
  overlap: { least: 0, most: 0.99 },
  visitsPerYear: { least: 0, most: 8_784 },
  hoursPerVisit: { least: 0, most: 8_784 },
  rotationFactor: { least: 1, most: 100 },
  tourMonths: { least: aboveZero, most: 120 },
  population: { least: 1, most: 1e10 },
  costPerPerson: { least: 0, most: 1e8 },
  eventsPerYear: { least: aboveZero, most: 1e9 },
  detectionProbability: { least: aboveZero, most: 1 },
};

const equipmentLimits: { readonly [Name in keyof EquipmentOf<number>]: Limits } = {
  count: { least: 0, most: 10_000_000 },
  capex: { least: 0, most: 1e12 },
  lifeYears: { least: aboveZero, most: 200 },
  opexPerYear: { least: 0, most: 1e12 },
};
const stateLimits: { readonly [Name in keyof StatePoolOf<number>]: Limits } = {
  pool: { least: 0, most: 1e9 },
  rotationFactor: { least: 1, most: 100 },
};

export const forceInputNames = Object.keys(forceLimits) as readonly ForceInputName[];
const equipmentNames = Object.keys(equipmentLimits) as (keyof EquipmentOf<number>)[];
const stateNames = Object.keys(stateLimits) as (keyof StatePoolOf<number>)[];

/** The same inputs with each quantity turned into another form: a range into one of its ends. */
export function mapForceInputs<From, To>(
  inputs: ForceInputsOf<From>,
  turn: (quantity: From, name: string) => To,
): ForceInputsOf<To> {
  const scalars = Object.fromEntries(
    forceInputNames.map((name) => [name, turn(inputs[name], name)]),
  ) as Record<ForceInputName, To>;
  return {
    ...scalars,
    equipment: inputs.equipment.map((one, index) => ({
      count: turn(one.count, `equipment/${index}/count`),
      capex: turn(one.capex, `equipment/${index}/capex`),
      lifeYears: turn(one.lifeYears, `equipment/${index}/lifeYears`),
      opexPerYear: turn(one.opexPerYear, `equipment/${index}/opexPerYear`),
    })),
    states: inputs.states.map((one, index) => ({
      pool: turn(one.pool, `states/${index}/pool`),
      rotationFactor: turn(one.rotationFactor, `states/${index}/rotationFactor`),
    })),
  };
}

/** @throws PlanningError `TL_PLAN_RANGE` with each input that is absurd, negative or reversed */
export function checkForceInputs(inputs: RangedForceInputs): void {
  throwRangeFaults([
    ...forceInputNames.map((name) => rangeFault(name, inputs[name], forceLimits[name])),
    ...inputs.equipment.flatMap((one, index) =>
      equipmentNames.map((name) =>
        rangeFault(`equipment/${index}/${name}`, one[name], equipmentLimits[name]),
      ),
    ),
    ...inputs.states.flatMap((one, index) =>
      stateNames.map((name) => rangeFault(`states/${index}/${name}`, one[name], stateLimits[name])),
    ),
  ]);
}

/** Inputs without ranges as ranges of one value each. */
export const exactInputs = (inputs: ForceInputs): RangedForceInputs =>
  mapForceInputs(inputs, exactly);
