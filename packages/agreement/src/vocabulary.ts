import { fireKinds, type ObservationKind, type WeaponClass } from "@truceline/model";

interface Activity {
  /** What an observer reports when the activity takes place. */
  readonly kinds: readonly ObservationKind[];
  readonly tested: "firedFrom" | "present";
  /** Over at once, or lasting until it is undone. */
  readonly lasts: boolean;
}

/** The activities that `prohibit` knows, as kinds of observation. FIELD section 2, by what they ban. */
export const activities = {
  fire: { kinds: [...fireKinds], tested: "firedFrom", lasts: false },
  "uncrewed-flight": { kinds: ["uncrewed-aircraft"], tested: "present", lasts: false },
  "crewed-flight": { kinds: ["aircraft"], tested: "present", lasts: false },
  flight: { kinds: ["aircraft", "uncrewed-aircraft"], tested: "present", lasts: false },
  construction: { kinds: ["construction"], tested: "present", lasts: true },
  presence: { kinds: ["persons", "vehicle", "weapon-present"], tested: "present", lasts: true },
  mines: { kinds: ["mine"], tested: "present", lasts: true },
} as const satisfies Record<string, Activity>;

export type ActivityName = keyof typeof activities;
export const activityNames = Object.keys(activities) as ActivityName[];

/** What shows that a weapon is where it may not be, by the place that is tested. */
export const withdrawalKinds: Readonly<
  Record<"present" | "firedFrom", readonly ObservationKind[]>
> = { present: ["weapon-present", "vehicle"], firedFrom: [...fireKinds] };

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

/** Rule kinds of the design that are read, but not assessed yet. */
export const laterRuleKinds: readonly string[] = ["limit", "require", "freeze", "notify", "permit"];
/** Parts of the design's documents that this version does not read yet. */
export const laterKeys: readonly string[] = ["exemptions", "escalation"];
/** Ids with a meaning of their own in rules. */
export const reservedIds: readonly string[] = ["any", "each", "unknown", "mission", "line"];
/** Ids of sectors that are made where the document declares none. */
export const reservedSectorIds: readonly string[] = ["all", "elsewhere"];
