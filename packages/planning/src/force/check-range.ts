import type { DocumentFault } from "@truceline/model";
import type { Ranged } from "../assumption.ts";
import { PlanningError } from "../errors.ts";

/** What a quantity can be at all; both ends included. */
export interface Limits {
  readonly least: number;
  readonly most: number;
}

/** One value without a range. */
export function exactly(value: number): Ranged {
  return { value, low: value, high: value };
}

/** Why a range cannot be, in one sentence; undefined where it can. */
export function rangeFault(
  name: string,
  { value, low, high }: Ranged,
  { least, most }: Limits,
): DocumentFault | undefined {
  const fault = (message: string): DocumentFault => ({
    code: "TL_PLAN_RANGE",
    path: name,
    message,
  });
  const notNumber = [low, value, high].find((one) => !Number.isFinite(one));
  if (notNumber !== undefined) return fault(`${notNumber} is not a number to reckon with`);
  if (low > high) return fault(`${low} to ${high} is reversed: write the lower end first`);
  if (value < low || value > high) {
    return fault(`the middle value ${value} lies outside its own range ${low} to ${high}`);
  }
  if (low < least || high > most) {
    const outside = low < least ? low : high;
    return fault(`${outside} cannot be: it lies outside ${least} to ${most}`);
  }
  return undefined;
}

/** @throws PlanningError `TL_PLAN_RANGE` with every fault, where there is one */
export function throwRangeFaults(found: readonly (DocumentFault | undefined)[]): void {
  const faults = found.filter((one) => one !== undefined);
  if (faults.length > 0) throw new PlanningError("TL_PLAN_RANGE", { faults });
}

/** Why a count cannot be: not whole, or outside its limits; undefined where it can. */
export function countFault(name: string, count: number, limits: Limits): DocumentFault | undefined {
  if (Number.isFinite(count) && !Number.isInteger(count)) {
    return { code: "TL_PLAN_RANGE", path: name, message: `${count} is not a whole number` };
  }
  return rangeFault(name, exactly(count), limits);
}
