import type { Position } from "@truceline/geo";
import { seededRng } from "@truceline/model";
import type { Assumption, Ranged } from "../assumption.ts";
import { assumptionOf, type Figure, minuteOf, rangedOf, spanOf } from "../file-parts.ts";
import type { Solver } from "../solver.ts";
import { type Daylight, MINUTES_OF_DAY } from "./day-clock.ts";
import { assumedDaylight, daylightOn } from "./daylight.ts";
import { Driving, type GroundTold, groundOf, speedsOf } from "./ground.ts";
import { type LaneFigures, laneFigures } from "./lane-programme.ts";
import type { PatrolsFile } from "./patrols-file.ts";
import { findRoutes, planRoutes, type RoutePlan } from "./plan-routes.ts";
import type { Road } from "./road-graph.ts";
import { speedAssumptions } from "./road-speeds.ts";
import type { RouteShift, RouteTask } from "./route-problem.ts";
import { type PatrolDay, timedDay } from "./timed-day.ts";
import type {
  ChanceByLight,
  PatrolGroup,
  TimetableProblem,
  WatchedPlace,
} from "./timetable-game.ts";
import {
  drawDays,
  type UnpredictableTimetable,
  unpredictableTimetable,
} from "./unpredictable-timetable.ts";
import { planVisits, type VisitProblem, type VisitProgramme } from "./visit-programme.ts";

/** What a plan of patrols takes from the agreement and from files beside it. */
export interface PatrolGround {
  /** The line, in the order of its coordinates. */
  readonly line: readonly Position[];
  readonly timezone: string;
  /** Undefined where none are given: then along the line. */
  readonly roads: readonly Road[] | undefined;
  /** The party on whose side a place lies. */
  readonly sideOf: (position: Position) => string | null;
  readonly solver?: Solver | undefined;
}

export interface PatrolsPlan {
  readonly agreement: string;
  readonly seed: string;
  readonly ground: GroundTold;
  readonly daylight: Daylight & { readonly from: "date" | "file" | "assumed" };
  /** Places that no base reaches by road. */
  readonly cutOff: readonly { readonly place: string; readonly from: readonly string[] }[];
  readonly routes: RoutePlan | null;
  /** Worth of the day's routes at the slow and fast ends of the speeds. */
  readonly routesWorth: Ranged | null;
  readonly timetable: UnpredictableTimetable | null;
  readonly days: readonly (readonly PatrolDay[])[];
  readonly visits: VisitProgramme | null;
  readonly lanes: readonly LaneFigures[];
  readonly assumptions: readonly Assumption[];
  /** Of the inputs of this plan, those that are assumed. */
  readonly assumedRatio: number;
}

const certain: ChanceByLight = {
  day: { value: 0, low: 0, high: 0 },
  night: { value: 0, low: 0, high: 0 },
};

/**
 * A plan of patrols from its document: routes of a day, an unpredictable timetable with drawn days, a
 * programme of visits, lanes at sea and in the air; each where the document asks for it.
 * Same document, ground and seed, same plan.
 * @throws PlanningError `TL_PLAN_ROADS`, `TL_PLAN_SPEED`, `TL_PLAN_PATROL`, `TL_PLAN_RANGE`
 */
export async function planPatrols(file: PatrolsFile, given: PatrolGround): Promise<PatrolsPlan> {
  const seed = file.seed ?? "1";
  const rng = seededRng(`patrols ${seed}`);
  const speeds = speedsOf(file.speeds);
  const ground = groundOf(given.roads, given.line, speeds);
  const { bases = [], places = [], visits } = file;
  const sites = visits?.sites ?? [];
  const stops = [...bases, ...places, ...sites];
  const driving = new Driving(
    ground,
    stops.map(({ position }) => position),
  );
  const daylight = daylightOf(file, given);
  const legsAt = (end: "slow" | "value" | "fast") => driving.legs(daylight, end);
  const legs = legsAt("value");
  const indexOf = { base: new Map(bases.map(({ id }, index) => [id, index])) };
  const sideOf = (entry: { readonly side?: string; readonly position: readonly number[] }) =>
    entry.side ?? given.sideOf(entry.position as Position);

  const tasks = tasksOf(file, bases.length);
  const shifts = shiftsOf(file, indexOf.base);
  const hasRoutes = tasks.length > 0 && shifts.length > 0;
  const problem = { tasks, shifts, legs };
  const routes = hasRoutes ? planRoutes(problem, rng.fork("routes")) : null;
  const routesWorth =
    routes === null
      ? null
      : {
          value: routes.worth,
          low: Math.min(routes.worth, worthAt("slow")),
          high: Math.max(routes.worth, worthAt("fast")),
        };
  function worthAt(end: "slow" | "fast"): number {
    const few = { roundCountMax: 20 };
    return findRoutes({ ...problem, legs: legsAt(end) }, rng.fork("routes"), few).worth;
  }

  const game = timetableOf(file, bases.length, indexOf.base, sideOf);
  const made =
    game === null
      ? null
      : await unpredictableTimetable(
          { ...game, legs, legsAt: { slow: legsAt("slow"), fast: legsAt("fast") } },
          { solver: given.solver },
        );
  const dayCount = file.timetable?.drawDays ?? 1;
  const days =
    made === null
      ? []
      : drawDays(made, rng.fork("draw"), dayCount).map((day, index) =>
          timedDay(made.problem, made.game, day, rng.fork(`minutes-${index}`)),
        );

  const visitProblem = visitsOf(file, bases.length + places.length, indexOf.base, sideOf);
  const programme =
    visitProblem === null ? null : planVisits({ ...visitProblem, legs }, rng.fork("visits"));
  const lanes = (file.lanes ?? []).map((lane) => laneOf(lane));
  const assumptions = assumptionsOf(file, speeds);
  const assumed = assumptions.filter(({ mark }) => mark === "assumed").length;
  return {
    agreement: file.agreement,
    seed,
    ground: ground.told,
    daylight,
    cutOff: cutOffOf([...places, ...sites], bases, legs.day),
    routes,
    routesWorth,
    timetable: made?.timetable ?? null,
    days,
    visits: programme,
    lanes,
    assumptions,
    assumedRatio: assumptions.length === 0 ? 0 : assumed / assumptions.length,
  };
}

function daylightOf(file: PatrolsFile, { line, timezone }: PatrolGround): PatrolsPlan["daylight"] {
  const middle = line[Math.floor(line.length / 2)];
  if (file.daylight !== undefined) {
    const { from, to } = file.daylight;
    return { fromMin: minuteOf(from), toMin: minuteOf(to), from: "file" };
  }
  if (file.date !== undefined && middle !== undefined) {
    return { ...daylightOn(middle, file.date, timezone), from: "date" };
  }
  return { ...assumedDaylight, from: "assumed" };
}

/** Each window of a place is a visit of its own. */
function tasksOf({ places = [] }: PatrolsFile, firstPlace: number): readonly RouteTask[] {
  return places.flatMap(({ id, worth = 1, stay = 20, windows }, index) => {
    const task = { place: firstPlace + index, worth, stayMin: stay };
    if (windows === undefined || windows.length === 0) {
      return [{ id, ...task, window: { fromMin: 0, toMin: MINUTES_OF_DAY } }];
    }
    return windows.map((window, number) => ({
      id: windows.length === 1 ? id : `${id} (${number + 1})`,
      ...task,
      window: spanOf(window),
    }));
  });
}

function shiftsOf(
  { patrols = [] }: PatrolsFile,
  bases: ReadonlyMap<string, number>,
): readonly RouteShift[] {
  return patrols.flatMap(({ id, base, cars, from, to }) =>
    Array.from({ length: cars }, (_, car) => ({
      id: cars === 1 ? id : `${id}-${car + 1}`,
      base: bases.get(base) as number,
      hours: spanOf({ from, to }),
    })),
  );
}

type SideOf = (entry: {
  readonly side?: string;
  readonly position: readonly number[];
}) => string | null;

function timetableOf(
  { places = [], patrols = [], timetable }: PatrolsFile,
  firstPlace: number,
  bases: ReadonlyMap<string, number>,
  sideOf: SideOf,
): Omit<TimetableProblem, "legs"> | null {
  if (timetable === undefined) return null;
  const chanceOf = (given: { readonly day: Figure; readonly night: Figure } | undefined) =>
    given === undefined ? undefined : { day: rangedOf(given.day), night: rangedOf(given.night) };
  const watched = places.map(
    (place, index): WatchedPlace => ({
      id: place.id,
      place: firstPlace + index,
      side: sideOf(place),
      chance: chanceOf(place.chance ?? timetable.chance) ?? certain,
      already: chanceOf(place.already ?? timetable.already) ?? certain,
    }),
  );
  const groups = patrols.map(
    ({ id, base, cars, from, to }): PatrolGroup => ({
      id,
      count: cars,
      base: bases.get(base) as number,
      hours: spanOf({ from, to }),
      lookMin: timetable.lookMinutes ?? 20,
    }),
  );
  return { places: watched, groups, slotMin: timetable.slotMinutes ?? 60 };
}

function visitsOf(
  { visits }: PatrolsFile,
  firstSite: number,
  bases: ReadonlyMap<string, number>,
  sideOf: SideOf,
): Omit<VisitProblem, "legs"> | null {
  if (visits === undefined) return null;
  const { days, teams, sites } = visits;
  const weekly = (off: readonly number[]) =>
    Array.from({ length: days }, (_, day) => day).filter((day) => off.includes((day % 7) + 1));
  return {
    dayCount: days,
    teams: teams.map(({ id, base, off = [], from, to }) => ({
      id,
      base: bases.get(base) as number,
      hours: spanOf({ from, to }),
      offDays: weekly(off),
    })),
    sites: sites.map((site, index) => ({
      id: site.id,
      kind: site.kind,
      side: sideOf(site),
      place: firstSite + index,
      everyDays: site.everyDays,
      visitMin: site.visit,
      window: spanOf(site),
      closedDays: (site.closed ?? []).map((day) => day - 1),
      deniedRatio: rangedOf(site.denied ?? 0),
      sinceDays: site.sinceDays ?? 0,
    })),
  };
}

function laneOf(lane: NonNullable<PatrolsFile["lanes"]>[number]): LaneFigures {
  const { id, kind, lengthKm, widthKm, persistenceHours, craft = [], watch = [] } = lane;
  return laneFigures(
    { id, kind, lengthKm, persistenceH: rangedOf(persistenceHours) },
    widthKm,
    craft.map((one) => ({
      id: one.id,
      count: one.count,
      speedKmh: rangedOf(one.speedKmh),
      sweepKm: rangedOf(one.sweepKm),
      hoursOut: rangedOf(one.hoursOut),
      transitH: rangedOf(one.transitHours),
      turnaroundH: rangedOf(one.turnaroundHours),
      readyRatio: rangedOf(one.ready),
    })),
    watch.map((one) => ({
      id: one.id,
      count: one.count,
      radiusKm: rangedOf(one.radiusKm),
      readyRatio: rangedOf(one.ready),
    })),
  );
}

/** Places with the bases whose roads do not reach them. */
function cutOffOf(
  places: readonly { readonly id: string }[],
  bases: readonly { readonly id: string }[],
  minutes: readonly Float64Array[],
): PatrolsPlan["cutOff"] {
  return places.flatMap(({ id }, index) => {
    const from = bases
      .filter((_, base) => !Number.isFinite(minutes[base]?.[bases.length + index]))
      .map((base) => base.id);
    return from.length === 0 ? [] : [{ place: id, from }];
  });
}

/** The inputs with a range or a source, and the speeds. */
function assumptionsOf(
  file: PatrolsFile,
  speeds: Parameters<typeof speedAssumptions>[0],
): readonly Assumption[] {
  const found: Assumption[] = [...speedAssumptions(speeds)];
  const add = (given: Figure | undefined, id: string, name: string, unit: string) => {
    if (given !== undefined) found.push(assumptionOf(given, id, name, unit));
  };
  const { timetable, visits, lanes = [], places = [] } = file;
  for (const light of ["day", "night"] as const) {
    add(timetable?.chance[light], `chance-${light}`, `Seen by a look, by ${light}`, "");
    add(timetable?.already?.[light], `already-${light}`, `Seen without a patrol, by ${light}`, "");
    for (const { id, chance, already } of places) {
      add(chance?.[light], `${id}-chance-${light}`, `Seen by a look at ${id}, by ${light}`, "");
      add(already?.[light], `${id}-already-${light}`, `Seen anyway at ${id}, by ${light}`, "");
    }
  }
  for (const { id, denied } of visits?.sites ?? []) {
    add(denied, `${id}-denied`, `Visit of ${id} refused`, "");
  }
  for (const { id, persistenceHours, craft = [], watch = [] } of lanes) {
    add(persistenceHours, `${id}-persistence`, `Still to be seen in ${id}`, "h");
    for (const one of craft) {
      const of = `${id}-${one.id}`;
      add(one.speedKmh, `${of}-speed`, `Speed of ${one.id}`, "km/h");
      add(one.sweepKm, `${of}-sweep`, `Width seen by ${one.id}`, "km");
      add(one.hoursOut, `${of}-out`, `Hours out, ${one.id}`, "h");
      add(one.transitHours, `${of}-transit`, `Hours to and from the lane, ${one.id}`, "h");
      add(one.turnaroundHours, `${of}-turnaround`, `Hours between trips, ${one.id}`, "h");
      add(one.ready, `${of}-ready`, `Ready, ${one.id}`, "");
    }
    for (const one of watch) {
      add(one.radiusKm, `${id}-${one.id}-radius`, `Reach of ${one.id}`, "km");
      add(one.ready, `${id}-${one.id}-ready`, `Works, ${one.id}`, "");
    }
  }
  return found;
}
