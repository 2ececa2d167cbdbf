import type { ObservationKind } from "@truceline/model";
import type { WeaponSelector } from "../compiled-rule.ts";
import type { CalculusEvent } from "./event.ts";

/** Why a weapon is not among those selected; null: it is. What is not said is not selected. */
export function weaponMismatch(
  selector: WeaponSelector | null,
  { weapon, calibreMm, rangeM }: Pick<CalculusEvent, "weapon" | "calibreMm" | "rangeM">,
): "weapon" | "calibre" | null {
  if (selector === null) return null;
  if (weapon === null || !selector.classes.includes(weapon)) return "weapon";
  if (!isWithin(calibreMm, selector.calibreMinMm, selector.calibreMaxMm)) return "calibre";
  return isWithin(rangeM ?? null, selector.rangeMinM, selector.rangeMaxM) ? null : "weapon";
}

function isWithin(
  value: number | null,
  least: number | undefined,
  most: number | undefined,
): boolean {
  if (least === undefined && most === undefined) return true;
  return value !== null && value >= (least ?? value) && value <= (most ?? value);
}

/** The kinds that a rule names; a denial of access has one of its own. */
export function kindsOfRule(rule: {
  readonly kind: string;
  readonly kinds?: readonly ObservationKind[];
}): readonly ObservationKind[] {
  return rule.kind === "access" ? ["access-denied"] : (rule.kinds ?? []);
}
