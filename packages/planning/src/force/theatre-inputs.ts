import type { Ranged } from "../assumption.ts";
import { countFault, type Limits, rangeFault, throwRangeFaults } from "./check-range.ts";

/** What people in theatre do that do not watch the line. */
export const theatreParts = [
  "support",
  "headquarters",
  "quickReaction",
  "engineers",
  "medical",
  "police",
  "air",
  "sea",
] as const;
export type TheatrePart = (typeof theatreParts)[number];

/** A condition that a contributor set on its people. */
export type Caveat =
  /** They do not stand on the line; they can do everything else. */
  | { readonly is: "off-line"; readonly text: string }
  /** They watch by day only. */
  | { readonly is: "day-only"; readonly text: string }
  /** They come only if something holds; `null`: nobody knows yet. */
  | { readonly is: "needs"; readonly text: string; readonly holds: boolean | null }
  /** Told and shown; changes no number. */
  | { readonly is: "stated"; readonly text: string };

/** A state or body that sends people. */
export interface ContributorOf<N> {
  readonly id: string;
  readonly name: string;
  /** The most people it keeps in theatre at a time. */
  readonly cap: N;
  /** People it can draw on in all; `null` where its cap is all that is known. */
  readonly pool: N | null;
  /** Month of the plan in which its first people come; 1 is the first. */
  readonly arrivalMonth: N;
  /** Months from then until all are there; 1: all at once. */
  readonly rampMonths: N;
  readonly caveats: readonly Caveat[];
  /** It leaves: from this month on, over so many months (1: at once). */
  readonly withdraws: { readonly fromMonth: N; readonly overMonths: N } | null;
}

/** Aircraft or ships of one kind. */
export interface StationOf<N> {
  readonly id: string;
  readonly part: "air" | "sea";
  readonly count: N;
  /** Share of them fit to go on a day. */
  readonly readyRatio: N;
  /** Hours on station a day of one that goes. */
  readonly hoursPerDay: N;
  /** People in theatre for one: crews, ground or deck, upkeep. */
  readonly peopleEach: N;
}

/** From people in theatre to watchers at any hour: numbers, or ranges. */
export interface TheatreInputsOf<N> {
  /** Months to tell, 1 to `monthCountMax`. */
  readonly monthCount: number;
  readonly contributors: readonly ContributorOf<N>[];
  /** Shares of all in theatre. What they leave is the share that can stand on the line. */
  readonly parts: { readonly [Part in TheatrePart]: N };
  readonly leaveDaysPerYear: N;
  readonly trainingDaysPerYear: N;
  /** Share of those present who are sick or hurt. */
  readonly sicknessRatio: N;
  /** People who watch at a time in one place: a count, so without a range. */
  readonly onWatch: number;
  readonly dutyHoursPerPersonDay: N;
  readonly overhead: N;
  readonly rotationFactor: N;
  readonly stations: readonly StationOf<N>[];
}

export type TheatreInputs = TheatreInputsOf<number>;
export type RangedTheatreInputs = TheatreInputsOf<Ranged>;

/** Ten years: beyond, no proposal says anything. */
export const monthCountMax = 120;
export const contributorCountMax = 200;

const ratio: Limits = { least: 0, most: 1 };
const people: Limits = { least: 0, most: 10_000_000 };
const month: Limits = { least: 1, most: 1_200 };
const days: Limits = { least: 0, most: 365 };

/** @throws PlanningError `TL_PLAN_RANGE` with each input that cannot be */
export function checkTheatreInputs(inputs: RangedTheatreInputs): void {
  const { parts, contributors, stations } = inputs;
  throwRangeFaults([
    countFault("monthCount", inputs.monthCount, { least: 1, most: monthCountMax }),
    countFault("contributors", contributors.length, { least: 0, most: contributorCountMax }),
    ...theatreParts.map((part) => rangeFault(`parts/${part}`, parts[part], ratio)),
    tooManyParts(inputs),
    rangeFault("leaveDaysPerYear", inputs.leaveDaysPerYear, days),
    rangeFault("trainingDaysPerYear", inputs.trainingDaysPerYear, days),
    tooManyDays(inputs),
    rangeFault("sicknessRatio", inputs.sicknessRatio, ratio),
    countFault("onWatch", inputs.onWatch, { least: 1, most: 1_000 }),
    rangeFault("dutyHoursPerPersonDay", inputs.dutyHoursPerPersonDay, { least: 1e-6, most: 24 }),
    rangeFault("overhead", inputs.overhead, { least: 0, most: 10 }),
    rangeFault("rotationFactor", inputs.rotationFactor, { least: 1, most: 100 }),
    ...contributors.flatMap((one) => [
      rangeFault(`contributors/${one.id}/cap`, one.cap, people),
      one.pool === null
        ? undefined
        : rangeFault(`contributors/${one.id}/pool`, one.pool, { least: 0, most: 1e9 }),
      rangeFault(`contributors/${one.id}/arrivalMonth`, one.arrivalMonth, month),
      rangeFault(`contributors/${one.id}/rampMonths`, one.rampMonths, month),
      ...(one.withdraws === null
        ? []
        : [
            rangeFault(`contributors/${one.id}/withdraws`, one.withdraws.fromMonth, month),
            rangeFault(`contributors/${one.id}/withdraws`, one.withdraws.overMonths, month),
          ]),
    ]),
    ...stations.flatMap((one) => [
      rangeFault(`stations/${one.id}/count`, one.count, { least: 0, most: 100_000 }),
      rangeFault(`stations/${one.id}/readyRatio`, one.readyRatio, ratio),
      rangeFault(`stations/${one.id}/hoursPerDay`, one.hoursPerDay, { least: 0, most: 24 }),
      rangeFault(`stations/${one.id}/peopleEach`, one.peopleEach, people),
    ]),
  ]);
}

/** The parts at their largest must leave room for a line. */
function tooManyParts({ parts }: RangedTheatreInputs) {
  const sum = theatreParts.reduce((total, part) => total + parts[part].high, 0);
  if (!(sum > 1)) return undefined;
  const message = `the parts come to ${Math.round(sum * 1000) / 1000} of all people at their largest; at most 1`;
  return { code: "TL_PLAN_RANGE", path: "parts", message };
}

function tooManyDays({ leaveDaysPerYear, trainingDaysPerYear }: RangedTheatreInputs) {
  const sum = leaveDaysPerYear.high + trainingDaysPerYear.high;
  if (!(sum > 365)) return undefined;
  const message = `leave and training come to ${sum} days a year at their largest; at most 365`;
  return { code: "TL_PLAN_RANGE", path: "leaveDaysPerYear", message };
}

/** The same inputs with each quantity turned into another form, told the last part of its name. */
export function mapTheatreInputs<From, To>(
  inputs: TheatreInputsOf<From>,
  turn: (quantity: From, name: string) => To,
): TheatreInputsOf<To> {
  return {
    monthCount: inputs.monthCount,
    contributors: inputs.contributors.map((one) => ({
      id: one.id,
      name: one.name,
      cap: turn(one.cap, "cap"),
      pool: one.pool === null ? null : turn(one.pool, "pool"),
      arrivalMonth: turn(one.arrivalMonth, "arrivalMonth"),
      rampMonths: turn(one.rampMonths, "rampMonths"),
      caveats: one.caveats,
      withdraws:
        one.withdraws === null
          ? null
          : {
              fromMonth: turn(one.withdraws.fromMonth, "fromMonth"),
              overMonths: turn(one.withdraws.overMonths, "overMonths"),
            },
    })),
    parts: Object.fromEntries(
      theatreParts.map((part) => [part, turn(inputs.parts[part], part)]),
    ) as Record<TheatrePart, To>,
    leaveDaysPerYear: turn(inputs.leaveDaysPerYear, "leaveDaysPerYear"),
    trainingDaysPerYear: turn(inputs.trainingDaysPerYear, "trainingDaysPerYear"),
    sicknessRatio: turn(inputs.sicknessRatio, "sicknessRatio"),
    onWatch: inputs.onWatch,
    dutyHoursPerPersonDay: turn(inputs.dutyHoursPerPersonDay, "dutyHoursPerPersonDay"),
    overhead: turn(inputs.overhead, "overhead"),
    rotationFactor: turn(inputs.rotationFactor, "rotationFactor"),
    stations: inputs.stations.map((one) => ({
      id: one.id,
      part: one.part,
      count: turn(one.count, "count"),
      readyRatio: turn(one.readyRatio, "readyRatio"),
      hoursPerDay: turn(one.hoursPerDay, "hoursPerDay"),
      peopleEach: turn(one.peopleEach, "peopleEach"),
    })),
  };
}
