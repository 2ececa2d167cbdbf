import type { Assumption, Mark } from "../assumption.ts";
import { defaultParts, defaultTheatreTerms } from "../force/theatre-defaults.ts";

/** Inputs of a plan that are known as ranges only, by id. Values of one draw or of the middle. */
export interface PlanFigures {
  /** Share of the people in theatre on line tasks, 0..1. */
  readonly shareOnLine: number;
  /** Share of people not on leave, sick or on a course, 0..1. */
  readonly availability: number;
  /** Hours on watch of a person a day. */
  readonly dutyHours: number;
  /** Guard, meals and travel on top of watching, as a share of it. */
  readonly overhead: number;
  /** Cost of a person in theatre, EUR a year. */
  readonly personEur: number;
  /** EUR for one USD, the currency of the catalogue. */
  readonly eurPerUsd: number;
  /** Factor on the price and the running cost of all equipment. */
  readonly equipmentPrice: number;
  /** Factor on the distances of the means that hear. */
  readonly hearingReach: number;
  /** Factor on the distances of eyes and cameras. */
  readonly sightReach: number;
  /** Factor on the distances of the other means: radar, drones, strings in the ground. */
  readonly otherReach: number;
  /** Factor on every chance of detection: terrain and attention that curves on flat ground leave out. */
  readonly flatGround: number;
  /** Factor on the odds that equipment does not work. */
  readonly downTime: number;
  /** Factor on the shares of hours with rain, fog and wind. */
  readonly badWeather: number;
  /** Ships that it takes to keep one on station at sea at all times. */
  readonly shipsPerStation: number;
  /** Persons aboard a ship. */
  readonly shipCrew: number;
  /** A ship with fuel and upkeep, without its crew, EUR a year. */
  readonly shipEur: number;
}

const made = (
  id: string,
  name: string,
  unit: string,
  [low, value, high]: readonly [number, number, number],
  mark: Mark,
  source: string,
): Assumption => ({ id, name, unit, value, low, high, mark, source });

type End = "low" | "value" | "high";

const rounded = (ratio: number) => Math.round(ratio * 1e4) / 1e4;

/** What the parts of a theatre leave for the line, with all of them at one end of their ranges. */
const restOf = (end: End) =>
  rounded(Object.values(defaultParts).reduce((rest, part) => rest - part[end], 1));

/** a = (1 − (leave + training) / 365)(1 − sickness), as the theatre model has it. */
const atWork = (end: End) => {
  const {
    leaveDaysPerYear: leave,
    trainingDaysPerYear: training,
    sicknessRatio,
  } = defaultTheatreTerms;
  return rounded((1 - (leave[end] + training[end]) / 365) * (1 - sicknessRatio[end]));
};

/** The inputs with their ranges; `key` names the figure that each one sets. */
export const planAssumptions: readonly (Assumption & { readonly key: keyof PlanFigures })[] = [
  {
    key: "shareOnLine",
    ...made(
      "share-on-line",
      "Share of the people in theatre on line tasks",
      "",
      [restOf("high"), restOf("value"), restOf("low")],
      "unconfirmed",
      "What the parts of the theatre leave: tooth share 0.25 to 0.35 of a deployed force; definition in McGrath, The Other End of the Spear, 2007",
    ),
  },
  {
    key: "availability",
    ...made(
      "availability",
      "Share of people not on leave, sick or on a course",
      "",
      [atWork("high"), atWork("value"), atWork("low")],
      "unconfirmed",
      "0.85, general knowledge; leave, training and sickness of the theatre model",
    ),
  },
  { key: "dutyHours", ...defaultTheatreTerms.dutyHoursPerPersonDay },
  { key: "overhead", ...defaultTheatreTerms.overhead },
  {
    key: "personEur",
    ...made(
      "person-cost",
      "Cost of a person in theatre",
      "EUR a year",
      [45_000, 130_000, 900_000],
      "derived",
      "UN missions USD 47,000 to 64,000 per uniformed person; OSCE mission EUR 133,000 to 147,000 per monitor; NATO-grade soldier USD 0.5 to 1.0 m, unconfirmed",
    ),
  },
  {
    key: "eurPerUsd",
    ...made(
      "eur-per-usd",
      "EUR for one USD",
      "EUR",
      [0.85, 0.95, 1],
      "assumed",
      "Range of recent years",
    ),
  },
  {
    key: "equipmentPrice",
    ...made(
      "equipment-price",
      "Price and running cost of equipment against the catalogue",
      "times",
      [0.5, 1, 2],
      "assumed",
      "No tender is public",
    ),
  },
  {
    key: "hearingReach",
    ...made(
      "hearing-reach",
      "Reach of ears and acoustic arrays against the catalogue",
      "times",
      [0.7, 1, 1.3],
      "assumed",
      "OSCE distance bands of 2 to 10 km for explosions bear the middle; the range is assumed",
    ),
  },
  {
    key: "sightReach",
    ...made(
      "sight-reach",
      "Reach of eyes and cameras against the catalogue",
      "times",
      [0.6, 1, 1.2],
      "assumed",
      "Class values 5 to 15 km for a flash, 3 to 5 km for a vehicle",
    ),
  },
  {
    key: "otherReach",
    ...made(
      "other-reach",
      "Reach of radar, drones and strings in the ground against the catalogue",
      "times",
      [0.6, 1, 1.2],
      "assumed",
      "Class values, unconfirmed",
    ),
  },
  {
    key: "flatGround",
    ...made(
      "flat-ground",
      "Chance of detection against that over flat ground",
      "times",
      [0.7, 1, 1],
      "assumed",
      "Curves hold over open, flat ground; hills, woods and towns take some of it",
    ),
  },
  {
    key: "downTime",
    ...made(
      "down-time",
      "Odds that equipment does not work, against the catalogue",
      "times",
      [0.5, 1, 2],
      "assumed",
      "No mission published its up-times",
    ),
  },
  {
    key: "badWeather",
    ...made(
      "bad-weather",
      "Share of hours with rain, fog or wind against the declared climate",
      "times",
      [0.6, 1, 1.8],
      "assumed",
      "Declared climate of a temperate plain",
    ),
  },
  // Those of ships stand last: draws of the others stay what they are without them.
  {
    key: "shipsPerStation",
    ...made(
      "ships-per-station",
      "Ships for one on station at all times",
      "",
      [2.5, 3, 4],
      "assumed",
      "One on station, one on its way or at rest, one in upkeep",
    ),
  },
  {
    key: "shipCrew",
    ...made(
      "ship-crew",
      "Persons aboard a patrol ship",
      "",
      [30, 45, 60],
      "unconfirmed",
      "Ship's companies of offshore patrol vessels, 34 to 58; general knowledge",
    ),
  },
  {
    key: "shipEur",
    ...made(
      "ship-cost",
      "A patrol ship with fuel and upkeep, without its crew",
      "EUR a year",
      [3_000_000, 7_000_000, 15_000_000],
      "assumed",
      "EUR 40 to 120 m over 25 years, and as much again for running it",
    ),
  },
];

/** Inputs that bear on ships alone. */
export const shipKeys: readonly (keyof PlanFigures)[] = ["shipsPerStation", "shipCrew", "shipEur"];

/** The figures at the middle of their ranges. */
export const middleFigures: PlanFigures = figuresOf(({ value }) => value);

/** Figures with a value chosen for each assumption. */
export function figuresOf(choose: (assumption: Assumption) => number): PlanFigures {
  return Object.fromEntries(
    planAssumptions.map((assumption) => [assumption.key, choose(assumption)]),
  ) as unknown as PlanFigures;
}

const HOURS_PER_DAY = 24;

/** Persons of line tasks for one person at work at any hour. FIELD 4.3: (24 / h) (1 + g). */
export function crewForOne({ dutyHours, overhead }: PlanFigures): number {
  return (HOURS_PER_DAY / dutyHours) * (1 + overhead);
}

/** People in theatre for some persons of line tasks. FIELD 4.3: N_line = F s a, solved for F. */
export function theatreFor(lineCrew: number, figures: PlanFigures): number {
  return lineCrew / (figures.shareOnLine * figures.availability);
}
