import type { LonLat, ObservationKind, WeaponClass } from "@truceline/model";
import type { CompiledRule, TestedPlace } from "../compiled-rule.ts";
import { type ActivityName, activities } from "../vocabulary.ts";

/** One certain event as the calculus speaks of it. Places that do not apply are null. */
export interface CalculusEvent {
  readonly kind: ObservationKind;
  /** Null: without a weapon, such as persons or works. */
  readonly weapon: WeaponClass | null;
  readonly calibreMm: number | null;
  /** Greatest range of the weapon; absent or null where it is not said. */
  readonly rangeM?: number | null | undefined;
  /** How many at once, at the same place and time. */
  readonly count: number;
  /** Id of who did it: a party, or a third party. */
  readonly by: string;
  readonly firedFrom: LonLat | null;
  readonly landedAt: LonLat | null;
  readonly present: LonLat | null;
  /** Height above ground; null: on the ground. */
  readonly altitudeM: number | null;
  readonly atMs: number;
  /** Purpose that was stated, and notified where the exemption asks for it; null: none. */
  readonly purpose: string | null;
}

/** Which place of an event a rule looks at; null for a rule that no event can break or use. */
export function testedPlaceOf(rule: CompiledRule): TestedPlace | null {
  switch (rule.kind) {
    case "prohibit":
    case "limit":
    case "withdraw":
      return rule.tested;
    case "access":
      return "present";
    case "permit":
      return activityPlace(rule.activity);
    case "notify":
      return activityPlace(rule.of);
    case "require":
    case "freeze":
    case "narrative":
      return null;
  }
}

function activityPlace(name: string): TestedPlace {
  return Object.hasOwn(activities, name) ? activities[name as ActivityName].tested : "present";
}
