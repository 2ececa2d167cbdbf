import { type RosterShortage, rosterShortages } from "./roster-bound.ts";
import {
  checkRoster,
  mayServe,
  type RosterPerson,
  type RosterProblem,
  type RosterRules,
  type RosterSlot,
  slotsOf,
} from "./roster-problem.ts";

export interface RosterEntry {
  readonly day: number;
  readonly shift: string;
  readonly people: readonly string[];
  readonly missing: number;
}

export interface RosterPersonHours {
  readonly id: string;
  readonly hours: number;
  readonly weekHoursMost: number;
  readonly nightCount: number;
  readonly shiftCount: number;
}

export interface PostRoster {
  /** `met`: every place filled. `impossible`: proved. `open`: not found, and not proved impossible. */
  readonly status: "met" | "impossible" | "open";
  readonly entries: readonly RosterEntry[];
  readonly people: readonly RosterPersonHours[];
  /** Places that nobody fills. */
  readonly missing: number;
  readonly shortages: readonly RosterShortage[];
  /** Rules not to be met together; without any one of them this proof no longer holds. */
  readonly conflict: readonly string[];
  /** Proved to be needed, and the fewest with which a roster was found; null where none was. */
  readonly peopleAtLeast: number;
  readonly peopleEnough: number | null;
}

/** Placings tried before a search is broken off. */
const trialCountMax = 200_000;
/** The same for each number of people that is looked at. */
const quickTrialCountMax = 20_000;
const extraPeopleMax = 20;

/**
 * A roster of a post: people, days and shifts with hours, rest, leave and rows of days and nights. Found
 * by a depth-first search that gives each place to whoever has served fewest hours; the search is
 * complete, so where it ends without an answer within its bound, none exists. Where it is broken off,
 * places stay open and the answer is `open` unless counts prove it impossible. Deterministic.
 * @throws PlanningError `TL_PLAN_ROTATION`
 */
export function planRoster(problem: RosterProblem): PostRoster {
  checkRoster(problem);
  const shortages = rosterShortages(problem);
  const search = shortages.length > 0 ? undefined : searchRoster(problem);
  const isImpossible = shortages.length > 0 || search?.end === "exhausted";
  const served = search?.served ?? fillWhatCanBe(problem);
  const entries = entriesOf(problem, served);
  const missing = entries.reduce((sum, entry) => sum + entry.missing, 0);
  const atLeast = leastPeople(problem);
  return {
    status: isImpossible ? "impossible" : missing === 0 ? "met" : "open",
    entries,
    people: problem.people.map(({ id }, index) => hoursOf(id, served[index] ?? [])),
    missing,
    shortages,
    conflict: isImpossible ? conflictOf(problem) : [],
    peopleAtLeast: atLeast,
    peopleEnough: enoughPeople(problem, atLeast),
  };
}

interface Searched {
  readonly end: "found" | "exhausted" | "broken-off";
  /** Shifts of each person; undefined unless found. */
  readonly served: readonly (readonly RosterSlot[])[] | undefined;
}

function searchRoster(problem: RosterProblem, trialsMax = trialCountMax): Searched {
  const slots = slotsOf(problem);
  const { people } = problem;
  const served: RosterSlot[][] = people.map(() => []);
  const minutes = new Float64Array(people.length);
  /** For each place that is filled: who could fill it, and which of them does. */
  const choices: { readonly order: readonly number[]; at: number }[] = [];
  let trials = 0;
  while (choices.length < slots.length) {
    const slot = slots[choices.length] as RosterSlot;
    const order = candidates(problem, served, minutes, slot, whoBefore(choices, slots));
    choices.push({ order, at: -1 });
    while (choices.length > 0) {
      trials += 1;
      if (trials > trialsMax) return { end: "broken-off", served: undefined };
      const index = choices.length - 1;
      const choice = choices[index] as (typeof choices)[number];
      const here = slots[index] as RosterSlot;
      const now = choice.order[choice.at];
      if (now !== undefined) {
        served[now]?.pop();
        minutes[now] = (minutes[now] as number) - (here.toMin - here.fromMin);
      }
      choice.at += 1;
      const next = choice.order[choice.at];
      if (next === undefined) {
        choices.pop();
        continue;
      }
      served[next]?.push(here);
      minutes[next] = (minutes[next] as number) + here.toMin - here.fromMin;
      break;
    }
    if (choices.length === 0) return { end: "exhausted", served: undefined };
  }
  return { end: "found", served };
}

/** Places of one shift of one day are alike: they are filled in one order only. */
function whoBefore(
  choices: readonly { readonly order: readonly number[]; readonly at: number }[],
  slots: readonly RosterSlot[],
): ReadonlySet<number> {
  const index = choices.length;
  const taken = new Set<number>();
  for (let at = index - 1; at >= 0 && slots[at] === slots[index]; at--) {
    const choice = choices[at];
    const who = choice?.order[choice.at];
    if (who !== undefined) taken.add(who);
    // Whoever was passed over for an equal place before was tried there already.
    for (const passed of choice?.order.slice(0, choice.at) ?? []) taken.add(passed);
  }
  return taken;
}

/** Who may take a place: fewest hours first, then longest off. People without a difference once. */
function candidates(
  { people, rules }: RosterProblem,
  served: readonly (readonly RosterSlot[])[],
  minutes: Float64Array,
  slot: RosterSlot,
  taken: ReadonlySet<number>,
): readonly number[] {
  const able = people.flatMap((person, index) => {
    const own = served[index] ?? [];
    const isAway = person.awayDays.includes(slot.day);
    return !taken.has(index) && !isAway && mayServe(rules, own, slot) ? [index] : [];
  });
  able.sort((a, b) => {
    const last = (index: number) => served[index]?.at(-1)?.toMin ?? -1;
    return (minutes[a] as number) - (minutes[b] as number) || last(a) - last(b) || a - b;
  });
  const seenAlike = new Set<string>();
  return able.filter((index) => {
    if ((served[index]?.length ?? 0) > 0) return true;
    // Two who have not served yet and are away on the same days are the same to the roster.
    const key = (people[index] as RosterPerson).awayDays.join(" ");
    const isNew = !seenAlike.has(key);
    seenAlike.add(key);
    return isNew;
  });
}

/** Without going back: whoever can takes the next place, the rest stays open. */
function fillWhatCanBe(problem: RosterProblem): readonly (readonly RosterSlot[])[] {
  const served: RosterSlot[][] = problem.people.map(() => []);
  const minutes = new Float64Array(problem.people.length);
  for (const slot of slotsOf(problem)) {
    const taken = new Set(served.flatMap((own, index) => (own.at(-1) === slot ? [index] : [])));
    const [next] = candidates(problem, served, minutes, slot, taken);
    if (next === undefined) continue;
    served[next]?.push(slot);
    minutes[next] = (minutes[next] as number) + slot.toMin - slot.fromMin;
  }
  return served;
}

function entriesOf(
  problem: RosterProblem,
  served: readonly (readonly RosterSlot[])[],
): readonly RosterEntry[] {
  const entries: RosterEntry[] = [];
  for (let day = 0; day < problem.dayCount; day++) {
    for (const shift of problem.shifts) {
      const people = problem.people.flatMap(({ id }, index) => {
        const has = served[index]?.some((slot) => slot.day === day && slot.shift.id === shift.id);
        return has === true ? [id] : [];
      });
      const missing = shift.peopleCount - people.length;
      entries.push({ day, shift: shift.id, people, missing });
    }
  }
  return entries;
}

function hoursOf(id: string, served: readonly RosterSlot[]): RosterPersonHours {
  const hours = (slots: readonly RosterSlot[]) =>
    slots.reduce((sum, { fromMin, toMin }) => sum + (toMin - fromMin) / 60, 0);
  const weekHoursMost = served.reduce((most, last) => {
    const week = served.filter(({ day }) => day > last.day - 7 && day <= last.day);
    return Math.max(most, hours(week));
  }, 0);
  return {
    id,
    hours: hours(served),
    weekHoursMost,
    nightCount: served.filter(({ shift }) => shift.isNight).length,
    shiftCount: served.length,
  };
}

/** Fewest people that no count forbids. */
function leastPeople(problem: RosterProblem): number {
  for (let count = 0; count <= problem.people.length + extraPeopleMax; count++) {
    if (rosterShortages(withPeople(problem, count)).length === 0) return count;
  }
  return problem.people.length + extraPeopleMax;
}

/** The same people and as many more without leave; or the first of them. */
function withPeople(problem: RosterProblem, count: number): RosterProblem {
  const more = Array.from({ length: Math.max(0, count - problem.people.length) }, (_, index) => ({
    id: `more-${index + 1}`,
    awayDays: [],
  }));
  return { ...problem, people: [...problem.people.slice(0, count), ...more] };
}

function enoughPeople(problem: RosterProblem, atLeast: number): number | null {
  for (let count = atLeast; count <= problem.people.length + extraPeopleMax; count++) {
    if (searchRoster(withPeople(problem, count), quickTrialCountMax).end === "found") return count;
  }
  return null;
}

const ruleNames = ["rest", "week hours", "days in a row", "nights in a row", "leave"] as const;

/** Rules left out one after the other, as long as the rest is proved impossible. */
function conflictOf(problem: RosterProblem): readonly string[] {
  let current = problem;
  const kept: string[] = [];
  for (const name of ruleNames) {
    const relaxed = withoutRule(current, name);
    if (isProvedImpossible(relaxed)) current = relaxed;
    else kept.push(name);
  }
  return [...kept, `${problem.people.length} people`];
}

function isProvedImpossible(problem: RosterProblem): boolean {
  if (rosterShortages(problem).length > 0) return true;
  return searchRoster(problem).end === "exhausted";
}

function withoutRule(problem: RosterProblem, name: (typeof ruleNames)[number]): RosterProblem {
  const rules = (change: Partial<RosterRules>) => ({
    ...problem,
    rules: { ...problem.rules, ...change },
  });
  switch (name) {
    case "rest":
      return rules({ restHours: 0 });
    case "week hours":
      return rules({ weekHoursMax: 168 });
    case "days in a row":
      return rules({ daysInRowMax: problem.dayCount + 1 });
    case "nights in a row":
      return rules({ nightsInRowMax: problem.dayCount + 1 });
    case "leave":
      return { ...problem, people: problem.people.map(({ id }) => ({ id, awayDays: [] })) };
  }
}
