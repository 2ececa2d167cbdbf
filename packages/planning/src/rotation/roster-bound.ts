import { type RosterProblem, slotsOf } from "./roster-problem.ts";

/** A reason why so few people cannot do it. */
export interface RosterShortage {
  readonly rule: "rest" | "week-hours" | "days-in-row" | "nights-in-row" | "away";
  readonly day: number;
  /** People that would be needed. */
  readonly needed: number;
  readonly available: number;
}

/**
 * Proved shortages: shifts so near each other that nobody can serve two of them; hours of seven days
 * over hours that one may serve; days and nights over those that one may serve in a row. Each counts
 * the people who are not away. Empty where none of these counts proves anything.
 */
export function rosterShortages(problem: RosterProblem): readonly RosterShortage[] {
  const { people, dayCount, rules } = problem;
  const found: RosterShortage[] = [];
  const slots = slotsOf(problem);
  const presentOn = (from: number, to: number) =>
    people.filter(({ awayDays }) => {
      for (let day = from; day < to; day++) if (!awayDays.includes(day)) return true;
      return false;
    }).length;
  const personDays = (from: number, to: number, most: number) =>
    people.reduce((sum, { awayDays }) => {
      let days = 0;
      for (let day = from; day < to; day++) if (!awayDays.includes(day)) days += 1;
      return sum + Math.min(days, most);
    }, 0);
  for (let day = 0; day < dayCount; day++) {
    const own = slots.filter((slot) => slot.day === day);
    for (const first of own) {
      const untilMin = first.toMin + rules.restHours * 60;
      // All that end no sooner: then each is too near to each of the others.
      const near = slots.filter(
        ({ fromMin, toMin }) =>
          fromMin >= first.fromMin && fromMin < untilMin && toMin >= first.toMin,
      );
      const last = near.at(-1)?.day ?? day;
      const available = presentOn(day, last + 1);
      const isOneDay = last === day;
      if (near.length > available) {
        const rule = isOneDay && available < people.length ? "away" : "rest";
        found.push({ rule, day, needed: near.length, available });
        break;
      }
    }
    const end = Math.min(dayCount, day + 7);
    const week = slots.filter((slot) => slot.day >= day && slot.day < end);
    const minutes = week.reduce((sum, { fromMin, toMin }) => sum + toMin - fromMin, 0);
    const needed = Math.ceil(minutes / (rules.weekHoursMax * 60) - 1e-9);
    const available = presentOn(day, end);
    if (needed > available) found.push({ rule: "week-hours", day, needed, available });
    found.push(...rowShortages(problem, day, personDays));
  }
  return found;
}

type PersonDays = (from: number, to: number, most: number) => number;

/** Of so many days and one more, each may serve all but one. */
function rowShortages(
  { dayCount, people, rules, shifts }: RosterProblem,
  day: number,
  personDays: PersonDays,
): readonly RosterShortage[] {
  const found: RosterShortage[] = [];
  const nights = shifts.filter(({ isNight }) => isNight);
  const rows = [
    { rule: "days-in-row" as const, most: rules.daysInRowMax, of: shifts },
    { rule: "nights-in-row" as const, most: rules.nightsInRowMax, of: nights },
  ];
  for (const { rule, most, of } of rows) {
    const span = most + 1;
    if (day + span > dayCount) continue;
    // Who serves two shifts of a day serves one day: only one shift a day is sure to need a person.
    const perDay = Math.max(0, ...of.map(({ peopleCount }) => peopleCount));
    const needed = perDay * span;
    const available = personDays(day, day + span, most);
    if (needed > available && most > 0) {
      found.push({ rule, day, needed: Math.ceil(needed / most), available: people.length });
    } else if (most === 0 && perDay > 0) {
      found.push({ rule, day, needed: perDay, available: 0 });
    }
  }
  return found;
}
