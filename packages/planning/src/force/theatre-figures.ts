import type { TheatrePart } from "./theatre-inputs.ts";

/** One contributor in one month. */
export interface ContributorMonthOf<N> {
  readonly id: string;
  /** In theatre. */
  readonly people: N;
  /** Would be there, had it not withdrawn. */
  readonly withdrawn: N;
}

/** One month of the plan, as at its end. */
export interface TheatreMonthOf<N> {
  readonly month: number;
  readonly inTheatre: N;
  readonly byContributor: readonly ContributorMonthOf<N>[];
  readonly byPart: { readonly [Part in TheatrePart]: N };
  /** People whom a caveat keeps off the line. */
  readonly keptOffLine: N;
  /** People of line tasks by day: the share left by the parts, as far as caveats let them stand there. */
  readonly onLineByDay: N;
  /** The same by night. */
  readonly onLineByNight: N;
  /** Of those, at work on a day: not on leave, in training, sick. */
  readonly atWork: N;
  /** Places that can be kept manned round the clock, not rounded. */
  readonly posts: N;
  /** People with their eyes on the line at any hour of the day. */
  readonly watchersByDay: N;
  readonly watchersByNight: N;
  /** What rotation takes: people at home, in training and in theatre together. */
  readonly pool: N;
}

/** What aircraft or ships of one kind give. */
export interface StationFiguresOf<N> {
  readonly id: string;
  readonly part: "air" | "sea";
  /** On station at any hour. */
  readonly onStation: N;
  readonly people: N;
}

export interface TheatreFiguresOf<N> {
  /** Share of people at work on a day. */
  readonly availability: N;
  /** Share of people in theatre that can stand on the line. */
  readonly lineShare: N;
  readonly personsPerPlace: N;
  readonly months: readonly TheatreMonthOf<N>[];
  readonly stations: readonly StationFiguresOf<N>[];
  /** Conditions that nobody knows to hold; the middle value counts them as held, the low one as not. */
  readonly openConditions: readonly { readonly contributor: string; readonly text: string }[];
}

export type TheatreFigures = TheatreFiguresOf<number>;
