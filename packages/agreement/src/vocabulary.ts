import { fireKinds, type ObservationKind, type WeaponClass } from "@truceline/model";
import type { FreezeRule, LimitedThing } from "./compiled-rule.ts";

interface Activity {
  /** What an observer reports when the activity takes place. */
  readonly kinds: readonly ObservationKind[];
  readonly tested: "firedFrom" | "present";
  /** Over at once, or lasting until it is undone. */
  readonly lasts: boolean;
}

/** What shows that a weapon is where it may not be, by the place that is tested. */
export const withdrawalKinds: Readonly<
  Record<"present" | "firedFrom", readonly ObservationKind[]>
> = { present: ["weapon-present", "vehicle"], firedFrom: [...fireKinds] };

/**
 * The activities that rules know, as kinds of observation. FIELD section 2, by what they ban. Without
 * kinds: no single observation shows it, so people tell whether it took place.
 */
export const activities = {
  fire: { kinds: [...fireKinds], tested: "firedFrom", lasts: false },
  "uncrewed-flight": { kinds: ["uncrewed-aircraft"], tested: "present", lasts: false },
  "crewed-flight": { kinds: ["aircraft"], tested: "present", lasts: false },
  flight: { kinds: ["aircraft", "uncrewed-aircraft"], tested: "present", lasts: false },
  construction: { kinds: ["construction"], tested: "present", lasts: true },
  presence: { kinds: ["persons", "vehicle", "weapon-present"], tested: "present", lasts: true },
  mines: { kinds: ["mine"], tested: "present", lasts: true },
  persons: { kinds: ["persons"], tested: "present", lasts: true },
  vehicles: { kinds: ["vehicle"], tested: "present", lasts: true },
  weapons: { kinds: withdrawalKinds.present, tested: "present", lasts: true },
  vessels: { kinds: ["vessel"], tested: "present", lasts: false },
  jamming: { kinds: ["interference"], tested: "present", lasts: false },
  exercise: { kinds: [], tested: "present", lasts: true },
  reconnaissance: { kinds: [], tested: "present", lasts: false },
  sabotage: { kinds: [], tested: "present", lasts: false },
  "offensive-act": { kinds: [], tested: "present", lasts: false },
} as const satisfies Record<string, Activity>;

export type ActivityName = keyof typeof activities;
export const activityNames = Object.keys(activities) as ActivityName[];

/** What a limit counts, as kinds of observation; those of posts and exercises are told by people. */
export const limitKinds: Readonly<Record<LimitedThing, readonly ObservationKind[]>> = {
  persons: ["persons"],
  weapons: withdrawalKinds.present,
  vehicles: ["vehicle"],
  posts: [],
  exercise: [],
};
export const limitNames = Object.keys(limitKinds) as LimitedThing[];

/** What shows that something frozen has changed. */
export const freezeKinds: Readonly<Record<FreezeRule["what"], readonly ObservationKind[]>> = {
  line: [],
  positions: ["persons", "vehicle", "weapon-present"],
  works: ["construction"],
};

/** Days of the week as documents write them; the first is day 1 of `RuleTime.weekdays`. */
export const weekdayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** Words of agreements for equipment, beside the weapon classes themselves. */
const equipment = {
  "heavy-weapons": ["tank", "mortar", "artillery", "mlrs", "missile"],
  howitzer: ["artillery"],
  gun: ["artillery"],
  "multiple-launch-rocket-system": ["mlrs"],
  "rocket-artillery": ["mlrs"],
  "tactical-missile": ["missile"],
  "infantry-fighting-vehicle": ["ifv-cannon"],
  "heavy-machine-gun": ["machine-gun"],
  uav: ["uncrewed-aircraft"],
} as const satisfies Record<string, readonly WeaponClass[]>;

export type EquipmentName = keyof typeof equipment;
export const equipmentNames = Object.keys(equipment) as EquipmentName[];

/** The weapon classes that a word of an agreement means. */
export function weaponClassesOf(name: WeaponClass | EquipmentName): readonly WeaponClass[] {
  return Object.hasOwn(equipment, name) ? equipment[name as EquipmentName] : [name as WeaponClass];
}

/** Ids with a meaning of their own in rules. */
export const reservedIds: readonly string[] = [
  "any",
  "each",
  "unknown",
  "mission",
  "line",
  "third-parties",
  "guarantors",
];
/** Words for ground that is no zone of the document. */
export const reservedZoneIds: readonly string[] = ["everywhere"];
/** Ids of sectors that are made where the document declares none. */
export const reservedSectorIds: readonly string[] = ["all", "elsewhere"];
