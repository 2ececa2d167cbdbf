import type { Rng } from "@truceline/model";
import type { Ranged } from "../assumption.ts";
import { PlanningError } from "../errors.ts";
import type { LegTimes, MinuteSpan } from "./day-clock.ts";
import { findRoutes } from "./plan-routes.ts";
import { type RouteShift, type RouteTask, timedStops } from "./route-problem.ts";

/** A plant, port or storage site that is to be seen again and again. */
export interface VisitSite {
  readonly id: string;
  readonly kind: "plant" | "port" | "storage-site" | "other";
  readonly side: string | null;
  readonly place: number;
  /** A visit at least every so many days. */
  readonly everyDays: number;
  readonly visitMin: number;
  readonly window: MinuteSpan;
  /** Days of the programme, counted from 0, on which it is closed to visits. */
  readonly closedDays: readonly number[];
  /** That a visit is refused at the gate; the site is then due again the next day. */
  readonly deniedRatio: Ranged;
  /** Days since the last visit when the programme begins. */
  readonly sinceDays: number;
}

export interface VisitTeam {
  readonly id: string;
  readonly base: number;
  readonly hours: MinuteSpan;
  /** Days of the programme off duty. */
  readonly offDays: readonly number[];
}

export interface VisitProblem {
  readonly sites: readonly VisitSite[];
  readonly teams: readonly VisitTeam[];
  readonly legs: LegTimes;
  readonly dayCount: number;
}

export interface PlannedVisit {
  readonly day: number;
  readonly team: string;
  readonly site: string;
  readonly beginMin: number;
  readonly endMin: number;
}

export interface SiteProgramme {
  readonly site: string;
  readonly visitCount: number;
  /** The longest time without a visit, in days, the beginning and the end of the programme included. */
  readonly longestGapDays: number;
  /** Days on which a visit was overdue. */
  readonly overdueDays: number;
  readonly reason: "kept" | "no-road" | "hours" | "closed" | "teams";
}

export interface VisitProgramme {
  readonly visits: readonly PlannedVisit[];
  readonly sites: readonly SiteProgramme[];
  /** Sites overdue at the end of each day. */
  readonly backlog: readonly number[];
  /** Fewer site-days overdue are not possible: what cannot be reached, and what teams have hours for. */
  readonly overdueDaysBound: number;
  /** Teams of the longest day that the visits need at least, by hours alone. */
  readonly teamsAtLeast: number;
  /** Mean number of sites overdue a day when visits are refused at the gate. */
  readonly backlogWithDenials: Ranged;
}

const dayCountMax = 366;
const siteCountMax = 1_000;
const denialRunCount = 20;

/** @throws PlanningError `TL_PLAN_PATROL` */
function checkVisits({ sites, teams, dayCount }: VisitProblem): void {
  const refuse = (details: Record<string, unknown>): never => {
    throw new PlanningError("TL_PLAN_PATROL", details);
  };
  if (!(Number.isInteger(dayCount) && dayCount >= 1 && dayCount <= dayCountMax)) {
    refuse({ reason: "days", dayCount });
  }
  if (sites.length > siteCountMax) refuse({ reason: "too many sites", siteCountMax });
  for (const { id, everyDays, visitMin, deniedRatio, sinceDays } of sites) {
    if (!(Number.isInteger(everyDays) && everyDays >= 1)) refuse({ site: id, everyDays });
    if (!(visitMin > 0 && visitMin <= 1440)) refuse({ site: id, visitMin });
    if (!(sinceDays >= 0)) refuse({ site: id, sinceDays });
    const { low, value, high } = deniedRatio;
    if (!(low >= 0 && low <= value && value <= high && high < 1))
      refuse({ site: id, low, value, high });
  }
  for (const { id, hours } of teams) {
    if (!(hours.toMin > hours.fromMin)) refuse({ team: id, reason: "hours" });
  }
}

/**
 * A programme of visits, day by day: what is due or overdue goes first, then what falls due next where a
 * team has room. Each day's routes are those of `findRoutes`. The backlog is proved from below by what
 * cannot be reached and by the hours that visits need at least. With denials the same programme is
 * lived through by the seed, refused visits coming back the next day.
 *
 * @throws PlanningError `TL_PLAN_PATROL`
 */
export function planVisits(given: VisitProblem, rng: Rng): VisitProgramme {
  checkVisits(given);
  const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
  const problem = {
    ...given,
    sites: [...given.sites].sort(byId),
    teams: [...given.teams].sort(byId),
  };
  const plain = live(problem, rng.fork("plan"), () => 0);
  const withDenials = (of: (ratio: Ranged) => number): number => {
    if (problem.sites.every(({ deniedRatio }) => of(deniedRatio) === 0)) return mean(plain.backlog);
    let sum = 0;
    for (let run = 0; run < denialRunCount; run++) {
      // The same draws at each end of the range, so that a higher chance never helps by luck.
      const lived = live(problem, rng.fork(`run-${run}`), ({ deniedRatio }) => of(deniedRatio));
      sum += mean(lived.backlog);
    }
    return sum / denialRunCount;
  };
  const middle = withDenials(({ value }) => value);
  const low = withDenials(({ low: least }) => least);
  const high = withDenials(({ high: most }) => most);
  return {
    ...plain,
    sites: problem.sites.map((site) => siteProgramme(problem, site, plain.visits)),
    overdueDaysBound: overdueBound(problem),
    teamsAtLeast: teamsAtLeast(problem),
    backlogWithDenials: {
      value: middle,
      low: Math.min(low, middle),
      high: Math.max(high, middle),
    },
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function live(problem: VisitProblem, rng: Rng, deniedOf: (site: VisitSite) => number) {
  const { sites, legs, dayCount } = problem;
  const last = new Map(sites.map(({ id, sinceDays }) => [id, -sinceDays]));
  const visits: PlannedVisit[] = [];
  const backlog: number[] = [];
  for (let day = 0; day < dayCount; day++) {
    const shifts = shiftsOn(problem, day);
    const tasks = tasksOn(problem, day, last);
    const plan = findRoutes({ tasks, shifts, legs }, rng.fork(`day-${day}`), { roundCountMax: 4 });
    for (const { shift, stops } of plan.routes) {
      for (const { task, beginMin, leaveMin } of stops) {
        const site = sites.find(({ id }) => id === task) as VisitSite;
        if (rng.fork(`gate-${task}-${day}`).nextUnit() < deniedOf(site)) continue;
        visits.push({ day, team: shift, site: task, beginMin, endMin: leaveMin });
        last.set(task, day);
      }
    }
    backlog.push(
      sites.filter(({ id, everyDays }) => day - (last.get(id) as number) >= everyDays).length,
    );
  }
  return { visits, backlog };
}

function shiftsOn({ teams }: VisitProblem, day: number): readonly RouteShift[] {
  return teams
    .filter(({ offDays }) => !offDays.includes(day))
    .map(({ id, base, hours }) => ({ id, base, hours }));
}

/** What a day's routes may hold: worth most if overdue, less if due soon, nothing if seen of late. */
function tasksOn(
  { sites }: VisitProblem,
  day: number,
  last: ReadonlyMap<string, number>,
): readonly RouteTask[] {
  return sites.flatMap(({ id, place, everyDays, visitMin, window, closedDays }) => {
    const age = day - (last.get(id) as number);
    // Earlier than half the interval a visit only takes the place of another.
    if (closedDays.includes(day) || 2 * age < everyDays) return [];
    const lateDays = age - everyDays + 1;
    const worth = lateDays >= 0 ? 1_000 + 100 * lateDays : 1 / (1 - lateDays);
    return [{ id, place, worth, stayMin: visitMin, window }];
  });
}

function siteProgramme(
  problem: VisitProblem,
  site: VisitSite,
  visits: readonly PlannedVisit[],
): SiteProgramme {
  const own = visits.filter(({ site: id }) => id === site.id).map(({ day }) => day);
  const marks = [-site.sinceDays, ...own, problem.dayCount];
  let longestGapDays = 0;
  let overdueDays = 0;
  for (const [index, mark] of marks.entries()) {
    const next = marks[index + 1];
    if (next === undefined) break;
    longestGapDays = Math.max(longestGapDays, next - mark);
    // Overdue is each day of the programme that ends more than the interval after the last visit.
    const from = Math.max(0, mark + site.everyDays);
    overdueDays += Math.max(0, next - from);
  }
  const reason = overdueDays === 0 ? "kept" : reasonOverdue(problem, site);
  return { site: site.id, visitCount: own.length, longestGapDays, overdueDays, reason };
}

/** Days on which some team could visit the site, were it the only one. */
function openDays(problem: VisitProblem, site: VisitSite): readonly number[] {
  const days: number[] = [];
  for (let day = 0; day < problem.dayCount; day++) {
    if (!site.closedDays.includes(day) && canVisit(problem, site, shiftsOn(problem, day))) {
      days.push(day);
    }
  }
  return days;
}

function canVisit({ legs }: VisitProblem, site: VisitSite, shifts: readonly RouteShift[]): boolean {
  const { id, place, visitMin, window } = site;
  const task = { id, place, worth: 1, stayMin: visitMin, window };
  return shifts.some((shift) => timedStops(legs, shift, [task]) !== undefined);
}

function reasonOverdue(problem: VisitProblem, site: VisitSite): SiteProgramme["reason"] {
  const { teams, legs } = problem;
  const hasRoad = teams.some(({ base }) => Number.isFinite(legs.day[base]?.[site.place]));
  if (!hasRoad) return "no-road";
  if (!canVisit(problem, site, teams)) return "hours";
  return leastOverdue(problem, site) > 0 ? "closed" : "teams";
}

/** Days overdue even if the site were the only one. */
function leastOverdue(problem: VisitProblem, site: VisitSite): number {
  const days = openDays(problem, site);
  const marks = [-site.sinceDays, ...days, problem.dayCount];
  return marks.reduce((sum, mark, index) => {
    const next = marks[index + 1];
    if (next === undefined) return sum;
    return sum + Math.max(0, next - Math.max(0, mark + site.everyDays));
  }, 0);
}

/** Each site alone; and all together by hours, if that is more. */
function overdueBound(problem: VisitProblem): number {
  return problem.sites.reduce((sum, site) => sum + leastOverdue(problem, site), 0);
}

/** Minutes that visits and their shortest drives take a day, over the hours of the longest duty. */
function teamsAtLeast({ sites, teams, legs }: VisitProblem): number {
  const longest = Math.max(0, ...teams.map(({ hours }) => hours.toMin - hours.fromMin));
  if (longest === 0) return 0;
  const minutes = sites.reduce((sum, site) => {
    const { place, everyDays, visitMin } = site;
    const others = sites.filter((one) => one !== site).map((one) => one.place);
    const near = [...teams.map(({ base }) => base), ...others].reduce((least, other) => {
      return Math.min(
        least,
        legs.day[other]?.[place] ?? least,
        legs.night[other]?.[place] ?? least,
      );
    }, Number.POSITIVE_INFINITY);
    return Number.isFinite(near) ? sum + (visitMin + near) / everyDays : sum;
  }, 0);
  return Math.ceil(minutes / longest - 1e-9);
}
