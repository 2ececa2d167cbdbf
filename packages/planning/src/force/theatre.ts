import type { Ranged } from "../assumption.ts";
import { exactly } from "./check-range.ts";
import { personsPerPlace } from "./formulas.ts";
import type {
  ContributorMonthOf,
  StationFiguresOf,
  TheatreFigures,
  TheatreMonthOf,
} from "./theatre-figures.ts";
import {
  type ContributorOf,
  checkTheatreInputs,
  mapTheatreInputs,
  type TheatreInputs,
  type TheatrePart,
  theatreParts,
} from "./theatre-inputs.ts";

/**
 * From people in theatre to watchers at any hour, month by month.
 *
 * A contributor keeps what its pool sustains, `min(cap, pool / R)`, from its arrival on over its ramp,
 * until it withdraws. The parts take their shares of all; the rest `s` can stand on the line, but no more
 * than the people whom no caveat keeps off it: those of the others fill the parts first. Of these the
 * share `a = (1 − (leave + training) / 365) · (1 − sickness)` is at work, and `h / 24 / (1 + g)` of them
 * watch at any hour. A condition that nobody knows to hold counts as held.
 *
 * Units: people; months count from 1 and are told as at their end.
 * Source: FIELD 4.1 and 4.3, with s and a taken apart.
 *
 * @throws PlanningError `TL_PLAN_RANGE` with each input that cannot be
 */
export function theatre(inputs: TheatreInputs): TheatreFigures {
  checkTheatreInputs(mapTheatreInputs<number, Ranged>(inputs, exactly));
  return theatreFigures(inputs);
}

/** `theatre` without looking at its inputs again. */
export function theatreFigures(inputs: TheatreInputs): TheatreFigures {
  const availability =
    (1 - (inputs.leaveDaysPerYear + inputs.trainingDaysPerYear) / 365) * (1 - inputs.sicknessRatio);
  const lineShare = Math.max(
    0,
    theatreParts.reduce((rest, part) => rest - inputs.parts[part], 1),
  );
  const terms = {
    availability,
    lineShare,
    personsPerPlace: personsPerPlace(inputs.onWatch, inputs.dutyHoursPerPersonDay, inputs.overhead),
  };
  return {
    ...terms,
    months: Array.from({ length: inputs.monthCount }, (_, index) =>
      monthFigures(inputs, terms, index + 1),
    ),
    stations: inputs.stations.map(
      ({ id, part, count, readyRatio, hoursPerDay, peopleEach }): StationFiguresOf<number> => ({
        id,
        part,
        onStation: (count * readyRatio * hoursPerDay) / 24,
        people: count * peopleEach,
      }),
    ),
    openConditions: inputs.contributors.flatMap(({ id, caveats }) =>
      caveats.flatMap((caveat) =>
        caveat.is === "needs" && caveat.holds === null
          ? [{ contributor: id, text: caveat.text }]
          : [],
      ),
    ),
  };
}

interface Terms {
  readonly availability: number;
  readonly lineShare: number;
  readonly personsPerPlace: number;
}

function monthFigures(
  { contributors, parts, rotationFactor, onWatch }: TheatreInputs,
  { availability, lineShare, personsPerPlace: perPlace }: Terms,
  month: number,
): TheatreMonthOf<number> {
  const byContributor = contributors.map((one) => contributorMonth(one, rotationFactor, month));
  const sumOf = (counts: (one: ContributorOf<number>) => boolean) =>
    contributors.reduce(
      (sum, one, index) => sum + (counts(one) ? (byContributor[index]?.people ?? 0) : 0),
      0,
    );
  const inTheatre = sumOf(() => true);
  const onLineByDay = Math.min(
    inTheatre * lineShare,
    sumOf((one) => !has(one, "off-line")),
  );
  const onLineByNight = Math.min(
    onLineByDay,
    sumOf((one) => !has(one, "off-line") && !has(one, "day-only")),
  );
  const watchersOf = (onLine: number) => (onWatch * onLine * availability) / perPlace;
  return {
    month,
    inTheatre,
    byContributor,
    byPart: Object.fromEntries(
      theatreParts.map((part) => [part, inTheatre * parts[part]]),
    ) as Record<TheatrePart, number>,
    keptOffLine: sumOf((one) => has(one, "off-line")),
    onLineByDay,
    onLineByNight,
    atWork: onLineByDay * availability,
    posts: (onLineByNight * availability) / perPlace,
    watchersByDay: watchersOf(onLineByDay),
    watchersByNight: watchersOf(onLineByNight),
    pool: inTheatre * rotationFactor,
  };
}

const has = ({ caveats }: ContributorOf<number>, is: "off-line" | "day-only") =>
  caveats.some((caveat) => caveat.is === is);

function contributorMonth(
  { id, cap, pool, arrivalMonth, rampMonths, caveats, withdraws }: ContributorOf<number>,
  rotationFactor: number,
  month: number,
): ContributorMonthOf<number> {
  if (caveats.some((caveat) => caveat.is === "needs" && caveat.holds === false)) {
    return { id, people: 0, withdrawn: 0 };
  }
  const kept = pool === null ? cap : Math.min(cap, pool / rotationFactor);
  const arrived = kept * share((month - arrivalMonth + 1) / rampMonths);
  const gone =
    withdraws === null ? 0 : share((month - withdraws.fromMonth + 1) / withdraws.overMonths);
  return { id, people: arrived * (1 - gone), withdrawn: arrived * gone };
}

const share = (value: number) => Math.min(1, Math.max(0, value));

/**
 * How many months a state keeps so many people away out of a pool, its rotation factor and the months of
 * a tour: contingents go one after the other, and the first goes again after `R` tours.
 *
 * Infinite where the pool sustains them; 0 where it does not hold as many at all.
 * @example monthsKeptUp(15_000, 60_000, 5, 6) // 24
 */
export function monthsKeptUp(
  people: number,
  pool: number,
  rotationFactor: number,
  tourMonths: number,
): number {
  if (people * rotationFactor <= pool) return Number.POSITIVE_INFINITY;
  return Math.floor(pool / people) * tourMonths;
}

/**
 * Mean share of a contributor's people that is in theatre in a year from its arrival on, 1 the first, when
 * they come evenly over `rampMonths`; each month counts as at its end.
 */
export function meanPresence(rampMonths: number, year: number): number {
  let sum = 0;
  for (let month = 12 * (year - 1) + 1; month <= 12 * year; month++)
    sum += share(month / rampMonths);
  return sum / 12;
}
