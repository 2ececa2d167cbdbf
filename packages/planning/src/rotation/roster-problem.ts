import { PlanningError } from "../errors.ts";

/** A shift that comes every day. */
export interface RosterShift {
  readonly id: string;
  /** Minutes of the day; over midnight if `toMin` > 1440. */
  readonly fromMin: number;
  readonly toMin: number;
  readonly peopleCount: number;
  readonly isNight: boolean;
}

export interface RosterPerson {
  readonly id: string;
  /** Days, from 0, on which the person is on leave, sick or away. */
  readonly awayDays: readonly number[];
}

export interface RosterRules {
  /** Between the end of a shift and the beginning of the next. */
  readonly restHours: number;
  /** Within any seven days. */
  readonly weekHoursMax: number;
  readonly daysInRowMax: number;
  readonly nightsInRowMax: number;
}

export interface RosterProblem {
  readonly dayCount: number;
  readonly people: readonly RosterPerson[];
  readonly shifts: readonly RosterShift[];
  readonly rules: RosterRules;
}

/** One place in one shift of one day that somebody must fill. */
export interface RosterSlot {
  readonly day: number;
  readonly shift: RosterShift;
  /** Minutes from the beginning of the first day. */
  readonly fromMin: number;
  readonly toMin: number;
}

const dayCountMax = 366;
const personCountMax = 200;
const slotCountMax = 20_000;

/** @throws PlanningError `TL_PLAN_ROTATION` with what cannot be. */
export function checkRoster({ dayCount, people, shifts, rules }: RosterProblem): void {
  const refuse = (details: Record<string, unknown>): never => {
    throw new PlanningError("TL_PLAN_ROTATION", details);
  };
  if (!(Number.isInteger(dayCount) && dayCount >= 1 && dayCount <= dayCountMax)) {
    refuse({ reason: "days of the roster", dayCount });
  }
  if (people.length > personCountMax) refuse({ reason: "too many people", personCountMax });
  for (const { id, fromMin, toMin, peopleCount } of shifts) {
    const isSound =
      fromMin >= 0 &&
      fromMin < 1440 &&
      toMin > fromMin &&
      toMin - fromMin <= 1440 &&
      Number.isInteger(peopleCount) &&
      peopleCount >= 0;
    if (!isSound) refuse({ shift: id, fromMin, toMin, peopleCount });
  }
  const slotCount = dayCount * shifts.reduce((sum, { peopleCount }) => sum + peopleCount, 0);
  if (slotCount > slotCountMax) refuse({ reason: "too many shifts", slotCount });
  const { restHours, weekHoursMax, daysInRowMax, nightsInRowMax } = rules;
  const isSound =
    restHours >= 0 &&
    weekHoursMax > 0 &&
    daysInRowMax >= 1 &&
    nightsInRowMax >= 0 &&
    restHours <= 168;
  if (!isSound) refuse({ reason: "rules", ...rules });
}

/** All places to fill, in order of time. */
export function slotsOf({ dayCount, shifts }: RosterProblem): readonly RosterSlot[] {
  const slots: RosterSlot[] = [];
  const inOrder = [...shifts].sort((a, b) => a.fromMin - b.fromMin || (a.id < b.id ? -1 : 1));
  for (let day = 0; day < dayCount; day++) {
    for (const shift of inOrder) {
      const slot = {
        day,
        shift,
        fromMin: day * 1440 + shift.fromMin,
        toMin: day * 1440 + shift.toMin,
      };
      for (let place = 0; place < shift.peopleCount; place++) slots.push(slot);
    }
  }
  return slots;
}

/** May somebody with these earlier shifts, in order of time, take another? */
export function mayServe(
  rules: RosterRules,
  served: readonly RosterSlot[],
  next: RosterSlot,
): boolean {
  const last = served.at(-1);
  if (last !== undefined && next.fromMin - last.toMin < rules.restHours * 60) return false;
  let weekMin = next.toMin - next.fromMin;
  let daysInRow = 1;
  let nightsInRow = next.shift.isNight ? 1 : 0;
  let day = next.day;
  let isRowOpen = true;
  // A shift by day between two nights makes them no less two nights in a row.
  let nightDay = next.day;
  let areNightsOpen = next.shift.isNight;
  for (let index = served.length - 1; index >= 0; index--) {
    const slot = served[index] as RosterSlot;
    if (slot.day <= next.day - 7 && !isRowOpen) break;
    if (slot.day > next.day - 7) weekMin += slot.toMin - slot.fromMin;
    if (isRowOpen && slot.day < day) {
      if (slot.day === day - 1) daysInRow += 1;
      else isRowOpen = false;
      day = slot.day;
    }
    if (areNightsOpen && slot.shift.isNight && slot.day < nightDay) {
      if (slot.day === nightDay - 1) nightsInRow += 1;
      else areNightsOpen = false;
      nightDay = slot.day;
    }
  }
  return (
    weekMin <= rules.weekHoursMax * 60 + 1e-9 &&
    daysInRow <= rules.daysInRowMax &&
    nightsInRow <= rules.nightsInRowMax
  );
}
