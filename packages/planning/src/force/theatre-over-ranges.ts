import type { Ranged } from "../assumption.ts";
import { theatreFigures } from "./theatre.ts";
import type {
  ContributorMonthOf,
  TheatreFigures,
  TheatreFiguresOf,
  TheatreMonthOf,
} from "./theatre-figures.ts";
import {
  type Caveat,
  checkTheatreInputs,
  mapTheatreInputs,
  type RangedTheatreInputs,
  type TheatreInputs,
  type TheatrePart,
  theatreParts,
} from "./theatre-inputs.ts";

export type RangedTheatreFigures = TheatreFiguresOf<Ranged>;

/** Inputs that move figures together: each group goes to its end as one. */
type Group =
  /** Caps, pools, earlier arrival, shorter ramp, later withdrawal: more people. */
  | "people"
  /** Earlier and quicker withdrawal. */
  | "withdrawal"
  | "rotation"
  | "parts"
  | "absence"
  /** Fewer hours and more overhead: more people for one place. */
  | "crew"
  | "stations";
type Ends = { readonly [G in Group]: "low" | "high" };

/**
 * `theatre` over ranges: for each figure the true smallest and largest value while every input moves
 * freely, and the value of the middle ones. A condition that nobody knows to hold is not held at the low
 * end and held at the high end.
 *
 * Exact because each figure is monotone in each input: more people of anybody, and fewer in the parts,
 * never make fewer watchers.
 *
 * @throws PlanningError `TL_PLAN_RANGE` with each input that is absurd, negative or reversed
 */
export function theatreOverRanges(inputs: RangedTheatreInputs): RangedTheatreFigures {
  checkTheatreInputs(inputs);
  const middle = theatreFigures(mapTheatreInputs(inputs, ({ value }) => value));
  const worst: Ends = {
    people: "low",
    withdrawal: "high",
    rotation: "high",
    parts: "high",
    absence: "high",
    crew: "high",
    stations: "low",
  };
  const best = opposite(worst);
  const at = (ends: Ends) => theatreFigures(endsOf(inputs, ends));
  const [low, high] = [at(worst), at(best)];
  /** Pools grow with the rotation factor although it lets fewer come. */
  const [lowPool, highPool] = [
    at({ ...worst, rotation: "low" }),
    at({ ...best, rotation: "high" }),
  ];
  /** Most leave where most are there and they leave soonest; and the other way round. */
  const [lowLeft, highLeft] = [
    at({ ...worst, withdrawal: "low" }),
    at({ ...best, withdrawal: "high" }),
  ];
  /** Parts grow with people and with their own share. */
  const [lowParts, highParts] = [at({ ...worst, parts: "low" }), at({ ...best, parts: "high" })];
  return {
    availability: range(middle.availability, low.availability, high.availability),
    lineShare: range(middle.lineShare, low.lineShare, high.lineShare),
    personsPerPlace: range(middle.personsPerPlace, high.personsPerPlace, low.personsPerPlace),
    months: middle.months.map((month, index) =>
      monthOver(month, {
        people: [low, high].map((one) => monthAt(one, index)),
        pool: [lowPool, highPool].map((one) => monthAt(one, index)),
        left: [lowLeft, highLeft].map((one) => monthAt(one, index)),
        parts: [lowParts, highParts].map((one) => monthAt(one, index)),
      }),
    ),
    stations: middle.stations.map(({ id, part, onStation, people }, index) => ({
      id,
      part,
      onStation: range(onStation, low.stations[index]?.onStation, high.stations[index]?.onStation),
      people: range(people, low.stations[index]?.people, high.stations[index]?.people),
    })),
    openConditions: middle.openConditions,
  };
}

type Month = TheatreMonthOf<number>;
type LowHigh = readonly (Month | undefined)[];

function monthOver(
  middle: Month,
  by: {
    readonly people: LowHigh;
    readonly pool: LowHigh;
    readonly left: LowHigh;
    readonly parts: LowHigh;
  },
): TheatreMonthOf<Ranged> {
  const figure = (
    name: Exclude<keyof Month, "month" | "byContributor" | "byPart">,
    of = by.people,
  ) => range(middle[name], of[0]?.[name], of[1]?.[name]);
  return {
    month: middle.month,
    inTheatre: figure("inTheatre"),
    byContributor: middle.byContributor.map(
      ({ id, people, withdrawn }, index): ContributorMonthOf<Ranged> => ({
        id,
        people: range(
          people,
          by.people[0]?.byContributor[index]?.people,
          by.people[1]?.byContributor[index]?.people,
        ),
        withdrawn: range(
          withdrawn,
          by.left[0]?.byContributor[index]?.withdrawn,
          by.left[1]?.byContributor[index]?.withdrawn,
        ),
      }),
    ),
    byPart: Object.fromEntries(
      theatreParts.map((part) => [
        part,
        range(middle.byPart[part], by.parts[0]?.byPart[part], by.parts[1]?.byPart[part]),
      ]),
    ) as Record<TheatrePart, Ranged>,
    keptOffLine: figure("keptOffLine"),
    onLineByDay: figure("onLineByDay"),
    onLineByNight: figure("onLineByNight"),
    atWork: figure("atWork"),
    posts: figure("posts"),
    watchersByDay: figure("watchersByDay"),
    watchersByNight: figure("watchersByNight"),
    pool: figure("pool", by.pool),
  };
}

const monthAt = ({ months }: TheatreFigures, index: number) => months[index];
const range = (value: number, low = value, high = value): Ranged => ({ value, low, high });
const opposite = (ends: Ends): Ends =>
  Object.fromEntries(
    Object.entries(ends).map(([group, end]) => [group, end === "low" ? "high" : "low"]),
  ) as Ends;

/** Which way an input goes when its group goes up, by the last part of its name. */
const groupOf: Readonly<Record<string, readonly [group: Group, isWithIt: boolean]>> = {
  cap: ["people", true],
  pool: ["people", true],
  arrivalMonth: ["people", false],
  rampMonths: ["people", false],
  fromMonth: ["withdrawal", false],
  overMonths: ["withdrawal", false],
  rotationFactor: ["rotation", true],
  leaveDaysPerYear: ["absence", true],
  trainingDaysPerYear: ["absence", true],
  sicknessRatio: ["absence", true],
  dutyHoursPerPersonDay: ["crew", false],
  overhead: ["crew", true],
  count: ["stations", true],
  readyRatio: ["stations", true],
  hoursPerDay: ["stations", true],
  peopleEach: ["stations", true],
};

function endsOf(inputs: RangedTheatreInputs, ends: Ends): TheatreInputs {
  const picked = mapTheatreInputs<Ranged, number>(inputs, ({ low, high }, name) => {
    const [group, isWithIt] = groupOf[name] ?? ["parts", true];
    return (ends[group] === "high") === isWithIt ? high : low;
  });
  return {
    ...picked,
    contributors: picked.contributors.map((one) => ({
      ...one,
      caveats: one.caveats.map((caveat) => settled(caveat, ends.people === "high")),
    })),
  };
}

const settled = (caveat: Caveat, holds: boolean): Caveat =>
  caveat.is === "needs" && caveat.holds === null ? { ...caveat, holds } : caveat;
