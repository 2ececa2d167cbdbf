import type { Ranged } from "../assumption.ts";
import type { EquipmentOf, ForceInputName, ForceInputs, StatePoolOf } from "./force-inputs.ts";
import {
  costPerKmHour,
  coveredShare,
  lineStrength,
  patrolDetection,
  patrolPassesPerDay,
  personsPerPlace,
  sensorsFor,
  technicians,
  wholePosts,
  yearlyCost,
} from "./formulas.ts";

/** What the force model gives: plain numbers, or ranges. */
export interface ForceFiguresOf<N> {
  readonly lineStrength: N;
  readonly personsPerPlace: N;
  readonly posts: N;
  readonly postsWhole: N;
  readonly spacingKm: N;
  readonly spacingKmFromWholePosts: N;
  readonly coveredShare: N;
  readonly patrolPassesPerDay: N;
  readonly meanGapH: N;
  readonly patrolDetection: N;
  readonly sensors: N;
  readonly technicians: N;
  readonly pool: N;
  readonly rotationsPerYear: N;
  readonly sustainableF: N;
  readonly forceToSpacePerKm: N;
  readonly forceToPopulation: N;
  readonly costPerYear: N;
  readonly costPerKmHour: N;
  readonly costPerDetectedEvent: N;
}

export type ForceFigures = ForceFiguresOf<number>;
export type RangedForceFigures = ForceFiguresOf<Ranged>;
export type ForceFigureName = keyof ForceFigures;

/** 1: the figure grows with the input or stays; -1: it falls or stays. */
export type Direction = 1 | -1;

type EquipmentDirections = { readonly [Name in keyof EquipmentOf<number>]: Direction };
type StateDirections = { readonly [Name in keyof StatePoolOf<number>]: Direction };
type ScalarDirections = Partial<Record<ForceInputName, Direction>>;

export interface Directions {
  readonly inputs: ScalarDirections;
  readonly equipment?: EquipmentDirections;
  readonly states?: StateDirections;
}

/** One figure: its formula, for people and for the machine, and how it moves with each input. */
export interface ForceFigure extends Directions {
  readonly label: string;
  readonly unit: string;
  /** In the letters of the inputs, as the field writes it. */
  readonly formula: string;
  compute(inputs: ForceInputs): number;
  /**
   * Where the figure is not monotone in one input: it falls up to this value of it and grows beyond.
   * Told for the other inputs as given; that input has no direction.
   */
  readonly turn?: { readonly input: ForceInputName; at(inputs: ForceInputs): number };
}

const strengthOf = (one: ForceInputs) =>
  lineStrength(one.deployed, one.lineShare, one.availability);
const perPlace = (one: ForceInputs) =>
  personsPerPlace(one.onWatch, one.dutyHoursPerPersonDay, one.overhead);
const postsOf = (one: ForceInputs) => strengthOf(one) / perPlace(one);
const covered = (one: ForceInputs) =>
  coveredShare(postsOf(one), one.sightKm, one.terrainFactor, one.lineKm);
const passesPerDay = (one: ForceInputs) =>
  patrolPassesPerDay(one.patrols, one.kmPerPatrolDay, one.parallelTracks, one.lineKm);
const gapH = (one: ForceInputs) => 24 / passesPerDay(one);
const sensorsOf = (one: ForceInputs) =>
  sensorsFor(one.sensorShare, one.lineKm, one.sensorRangeKm, one.overlap);
const costOf = (one: ForceInputs) =>
  one.equipment.reduce(
    (sum, { count, capex, lifeYears, opexPerYear }) =>
      sum + count * yearlyCost(capex, lifeYears, opexPerYear),
    one.deployed * one.costPerPerson,
  );

const onStrength = { deployed: 1, lineShare: 1, availability: 1 } as const;
const onPosts = {
  ...onStrength,
  onWatch: -1,
  dutyHoursPerPersonDay: 1,
  overhead: -1,
} as const;
const onSpacing = {
  lineKm: 1,
  deployed: -1,
  lineShare: -1,
  availability: -1,
  onWatch: 1,
  dutyHoursPerPersonDay: -1,
  overhead: 1,
} as const;
const onGap = { patrols: -1, kmPerPatrolDay: -1, parallelTracks: 1, lineKm: 1 } as const;
const onPasses = { patrols: 1, kmPerPatrolDay: 1, parallelTracks: -1, lineKm: -1 } as const;
const onSensors = { sensorShare: 1, lineKm: 1, sensorRangeKm: -1, overlap: 1 } as const;
const onCost = { deployed: 1, costPerPerson: 1 } as const;
const dearer = { count: 1, capex: 1, lifeYears: -1, opexPerYear: 1 } as const;

/**
 * The formula set, FIELD 4.3. Posts are not rounded unless a figure says so. A figure whose divisor is
 * nothing (no posts, no patrols, nothing seen) is infinite, never a made-up number.
 */
export const forceFigures: { readonly [Name in ForceFigureName]: ForceFigure } = {
  lineStrength: {
    label: "At work on the line",
    unit: "people",
    formula: "F · s · a",
    inputs: onStrength,
    compute: strengthOf,
  },
  personsPerPlace: {
    label: "People for one place that is never empty (m)",
    unit: "people",
    formula: "n · 24/h · (1 + g)",
    inputs: { onWatch: 1, dutyHoursPerPersonDay: -1, overhead: 1 },
    compute: perPlace,
  },
  posts: {
    label: "Posts",
    unit: "posts",
    formula: "F · s · a / m",
    inputs: onPosts,
    compute: postsOf,
  },
  postsWhole: {
    label: "Whole posts",
    unit: "posts",
    formula: "posts, rounded down",
    inputs: onPosts,
    compute: (one) => wholePosts(postsOf(one)),
  },
  spacingKm: {
    label: "Spacing of posts",
    unit: "km",
    formula: "L / posts",
    inputs: onSpacing,
    compute: (one) => one.lineKm / postsOf(one),
  },
  spacingKmFromWholePosts: {
    label: "Spacing of whole posts",
    unit: "km",
    formula: "L / whole posts",
    inputs: onSpacing,
    compute: (one) => one.lineKm / wholePosts(postsOf(one)),
  },
  coveredShare: {
    label: "Share of the line in sight of a post",
    unit: "",
    formula: "min(1, posts · 2 · r · q / L)",
    inputs: { ...onPosts, lineKm: -1, sightKm: 1, terrainFactor: 1 },
    compute: covered,
  },
  patrolPassesPerDay: {
    label: "Patrols past a place in a day",
    unit: "passes a day",
    formula: "patrols · km a patrol-day / (k · L)",
    inputs: onPasses,
    compute: passesPerDay,
  },
  meanGapH: {
    label: "Mean time between patrols",
    unit: "h",
    formula: "24 / passes a day",
    inputs: onGap,
    compute: gapH,
  },
  patrolDetection: {
    label: "Chance that a patrol sees what stays for D",
    unit: "",
    formula: "min(1, D / mean time between patrols)",
    inputs: { ...onPasses, persistenceH: 1 },
    compute: (one) => patrolDetection(one.persistenceH, gapH(one)),
  },
  sensors: {
    label: "Sensors for a share c of the line",
    unit: "sensors",
    formula: "c · L / (2 · r_s · (1 − overlap))",
    inputs: onSensors,
    compute: sensorsOf,
  },
  technicians: {
    label: "Technicians for them",
    unit: "people",
    formula: "sensors · visits a year · hours a visit / 1 600",
    inputs: { ...onSensors, visitsPerYear: 1, hoursPerVisit: 1 },
    compute: (one) => technicians(sensorsOf(one), one.visitsPerYear, one.hoursPerVisit),
  },
  pool: {
    label: "Pool",
    unit: "people",
    formula: "R · F",
    inputs: { rotationFactor: 1, deployed: 1 },
    compute: (one) => one.rotationFactor * one.deployed,
  },
  rotationsPerYear: {
    label: "Rotations a year",
    unit: "a year",
    formula: "12 / months of a tour",
    inputs: { tourMonths: -1 },
    compute: (one) => 12 / one.tourMonths,
  },
  sustainableF: {
    label: "What the state that can keep up least keeps up",
    unit: "people",
    formula: "min over states of pool / R",
    inputs: {},
    states: { pool: 1, rotationFactor: -1 },
    compute: (one) =>
      Math.min(...one.states.map(({ pool, rotationFactor }) => pool / rotationFactor)),
  },
  forceToSpacePerKm: {
    label: "People on line tasks a km of line",
    unit: "people a km",
    formula: "F · s / L",
    inputs: { deployed: 1, lineShare: 1, lineKm: -1 },
    compute: (one) => (one.deployed * one.lineShare) / one.lineKm,
  },
  forceToPopulation: {
    label: "People in theatre a 1 000 inhabitants",
    unit: "a 1 000",
    formula: "1 000 · F / inhabitants",
    inputs: { deployed: 1, population: -1 },
    compute: (one) => (1_000 * one.deployed) / one.population,
  },
  costPerYear: {
    label: "Cost a year",
    unit: "money a year",
    formula: "F · c_p + Σ n_j (capex_j / life_j + opex_j)",
    inputs: onCost,
    equipment: dearer,
    compute: costOf,
  },
  costPerKmHour: {
    label: "Cost of an hour of a km in sight of a post",
    unit: "money",
    formula: "cost a year / (share in sight · L · 8 760)",
    // Not monotone in F: more people see more until all is seen; beyond, they only cost.
    inputs: {
      lineShare: -1,
      availability: -1,
      onWatch: 1,
      dutyHoursPerPersonDay: -1,
      overhead: 1,
      lineKm: -1,
      sightKm: -1,
      terrainFactor: -1,
      costPerPerson: 1,
    },
    equipment: dearer,
    compute: (one) => costPerKmHour(costOf(one), covered(one), one.lineKm),
    turn: {
      input: "deployed",
      /** The people with whom the whole line is just seen. */
      at: (one) =>
        (one.lineKm * perPlace(one)) /
        (2 * one.sightKm * one.terrainFactor * one.lineShare * one.availability),
    },
  },
  costPerDetectedEvent: {
    label: "Cost of a detected event",
    unit: "money",
    formula: "cost a year / (events a year · chance of detection)",
    inputs: { ...onCost, eventsPerYear: -1, detectionProbability: -1 },
    equipment: dearer,
    compute: (one) => costOf(one) / (one.eventsPerYear * one.detectionProbability),
  },
};

export const forceFigureNames = Object.keys(forceFigures) as readonly ForceFigureName[];
