import type { Assumption, Mark } from "../assumption.ts";
import type { Limits } from "../force/check-range.ts";
import { personsPerPlace } from "../force/formulas.ts";
import { defaultArrival, defaultOnWatch, defaultTheatreTerms } from "../force/theatre-defaults.ts";
import type { InputId } from "./proposals-table.ts";

export interface NamedInput extends Assumption {
  readonly id: InputId;
  readonly symbol: string;
}

type Spread = number | readonly [low: number, value: number, high: number];

/** An input with its letter; one number, or low, middle and high. */
export function input(
  id: InputId,
  symbol: string,
  name: string,
  spread: Spread,
  unit: string,
  mark: Mark,
  source: string,
): NamedInput {
  const [low, value, high] = typeof spread === "number" ? [spread, spread, spread] : spread;
  return { id, symbol, name, value, low, high, unit, mark, source };
}

const dutyHours: NamedInput = {
  ...defaultTheatreTerms.dutyHoursPerPersonDay,
  id: "duty-hours",
  symbol: "h",
};
const overhead: NamedInput = { ...defaultTheatreTerms.overhead, id: "overhead", symbol: "g" };
const onWatch: NamedInput = { ...defaultOnWatch, id: "on-watch", symbol: "n" };

/**
 * People for one post that is never empty, from how many watch, for how long, and what comes on top: 12
 * (10 to 12) for the defaults. Its range is exact: it falls with the hours and grows with the overhead.
 */
export function personsPerPost(watch: Assumption, hours: Assumption, top: Assumption): NamedInput {
  const { value } = watch;
  const from = `${value} on watch, ${textOf(hours)} h a day, ${textOf(top)} on top; derived`;
  return input(
    "persons-per-post",
    "m",
    "For one post",
    [
      personsPerPlace(value, hours.high, top.low),
      personsPerPlace(value, hours.value, top.value),
      personsPerPlace(value, hours.low, top.high),
    ],
    "people",
    "assumed",
    from,
  );
}

const textOf = ({ low, value, high }: Assumption) =>
  low === high ? `${value}` : `${value} (${low} to ${high})`;

/** The same line, share, shifts and cost for all proposals. */
export const commonInputs: readonly NamedInput[] = [
  input(
    "line",
    "L",
    "Line",
    [1_000, 1_000, 1_287],
    "km",
    "confirmed",
    "S 002: 1 000 km; 800 miles: S 000",
  ),
  input(
    "share-on-line",
    "s",
    "Share on line",
    [0.25, 0.3, 0.35],
    "",
    "unconfirmed",
    "of a deployed force on its main task; not confirmed",
  ),
  input(
    "availability",
    "a",
    "At work",
    0.85,
    "",
    "unconfirmed",
    "leave, sickness, courses; not confirmed",
  ),
  personsPerPost(onWatch, dutyHours, overhead),
  onWatch,
  dutyHours,
  overhead,
  input(
    "mast-range",
    "r",
    "A mast sees a flash to",
    [5, 10, 15],
    "km",
    "unconfirmed",
    "5 to 15 km day or night; not confirmed",
  ),
  input("mast-overlap", "o", "Overlap", 0.3, "", "assumed", "chosen here"),
  { ...defaultTheatreTerms.rotationFactor, id: "rotation-factor", symbol: "R" },
  input(
    "cost-per-person",
    "c",
    "One person a year",
    [0.5, 0.75, 1],
    "USD m",
    "unconfirmed",
    "deployed to NATO standard: USD 0.5 to 1.0 m; not confirmed",
  ),
  input(
    "people-per-site",
    "p",
    "For one site",
    [60, 120, 240],
    "people",
    "assumed",
    "5 to 20 places never empty, of 12 people each; chosen here",
  ),
  { ...defaultArrival.rampMonths, id: "ramp-months", symbol: "t" },
  { ...defaultArrival.tourMonths, id: "tour-months", symbol: "T" },
];

/** How a post is kept: the one thing that is ours even where only its authors' words count. */
export const postKeeping: readonly InputId[] = [
  "availability",
  "persons-per-post",
  "on-watch",
  "duty-hours",
  "overhead",
];

/** How a person on a post sees by day: for the picture only. */
export const sightKm: Assumption = {
  id: "sight",
  name: "A person is seen by day to",
  value: 2,
  low: 2,
  high: 2,
  unit: "km",
  mark: "unconfirmed",
  source: "a person at 2 km by eye; not confirmed",
};
export const terrainFactor: Assumption = {
  id: "terrain-factor",
  name: "Left by ground and cover",
  value: 0.5,
  low: 0.5,
  high: 0.5,
  unit: "",
  mark: "assumed",
  source: "chosen here",
};

const aboveZero = 1e-3;

/** What each input can be at all. Nobody at work, or no line, is no plan: those begin above zero. */
export const inputLimits: Readonly<Record<InputId, Limits>> = {
  people: { least: 1, most: 10_000_000 },
  "people-on-zone": { least: 1, most: 10_000_000 },
  line: { least: 1, most: 40_075 },
  "share-on-line": { least: aboveZero, most: 1 },
  availability: { least: aboveZero, most: 1 },
  "persons-per-post": { least: 1, most: 1_000 },
  "on-watch": { least: 1, most: 1_000 },
  "duty-hours": { least: 0.5, most: 24 },
  overhead: { least: 0, most: 10 },
  "mast-range": { least: 0.1, most: 100 },
  "mast-overlap": { least: 0, most: 0.99 },
  "rotation-factor": { least: 1, most: 100 },
  "cost-per-person": { least: aboveZero, most: 100 },
  "people-per-site": { least: 1, most: 100_000 },
  pool: { least: 1, most: 100_000_000 },
  "agreement-line": { least: aboveZero, most: 40_075 },
  "donor-part": { least: 1, most: 10_000_000 },
  "donor-army": { least: 1, most: 10_000_000 },
  "donor-gdp": { least: aboveZero, most: 1_000_000 },
  "ramp-months": { least: 1, most: 120 },
  "tour-months": { least: 1, most: 120 },
};
