import type { Ranged } from "../assumption.ts";
import { PlanningError } from "../errors.ts";

const inputCountMax = 12;

/**
 * A figure over a box of ranges: its value at the inputs' values, and its least and greatest over all
 * corners. True extremes for a figure that rises or falls in each input, whatever the others are.
 * @throws PlanningError `TL_PLAN_RANGE` for a range that is none, with its name.
 */
export function overCorners<Name extends string>(
  inputs: Readonly<Record<Name, Ranged>>,
  figure: (values: Readonly<Record<Name, number>>) => number,
): Ranged {
  const names = Object.keys(inputs) as Name[];
  for (const name of names) checkRanged(name, inputs[name]);
  const open = names.filter((name) => inputs[name].low < inputs[name].high);
  if (open.length > inputCountMax) throw new PlanningError("TL_PLAN_RANGE", { open: open.length });
  const at = (pick: (name: Name) => number) =>
    figure(Object.fromEntries(names.map((name) => [name, pick(name)])) as Record<Name, number>);
  const value = at((name) => inputs[name].value);
  let low = value;
  let high = value;
  for (let corner = 0; corner < 2 ** open.length; corner++) {
    const found = at((name) => {
      const bit = open.indexOf(name);
      if (bit < 0) return inputs[name].value;
      return (corner >> bit) & 1 ? inputs[name].high : inputs[name].low;
    });
    low = Math.min(low, found);
    high = Math.max(high, found);
  }
  return { value, low, high };
}

/** @throws PlanningError `TL_PLAN_RANGE` unless low ≤ value ≤ high, all finite. */
export function checkRanged(name: string, { value, low, high }: Ranged): void {
  if (low <= value && value <= high && Number.isFinite(low) && Number.isFinite(high)) return;
  throw new PlanningError("TL_PLAN_RANGE", { name, low, value, high });
}
