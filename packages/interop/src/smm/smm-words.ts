import type { Denial, Observation, WeaponClass } from "@truceline/model";
import type { InteropErrorCode } from "../errors.ts";
import { quote } from "../mapping/cell-values.ts";

/**
 * What the words of the typed tables stand for in records. A word that is in none of these lists is a
 * fault of its row: it is not guessed.
 */
export const weaponCategories: Readonly<Record<string, string>> = {
  in_violation_of_withdrawal_lines: "in violation of withdrawal lines",
  beyond_lines_outside_storage: "beyond withdrawal lines but outside storage sites",
  outside_withdrawal_lines: "outside withdrawal lines",
  seen_moving: "seen moving",
  present_not_verifiable: "present, could not be verified as withdrawn",
};

/** Looks at storage sites; a weapon that was missing is entered as seen none times. */
export const storageCategories: Readonly<
  Record<string, { readonly isThere: boolean; readonly says: string }>
> = {
  missing_from_storage: { isThere: false, says: "missing from storage" },
  in_storage_as_recorded: { isThere: true, says: "in storage as recorded" },
};

/** Aerial imagery is what was given to the mission; its own aircraft are said as such. */
export const observerKinds: Readonly<Record<string, Observation["observer"]["kind"]>> = {
  "": "not-stated",
  patrol: "patrol",
  uav: "uncrewed-aircraft",
  aerial_imagery: "satellite",
};

const weaponWords: readonly (readonly [RegExp, WeaponClass])[] = [
  [/\bmlrs\b/, "mlrs"],
  [/\bmortar\b/, "mortar"],
  [/\b(howitzer|gun|artillery)\b/, "artillery"],
  [/\b(missile|surface-to-air)\b/, "missile"],
  [/\binfantry fighting vehicle\b/, "ifv-cannon"],
  [/\btank\b/, "tank"],
];

/** The class of a weapon by the mission's own word for its type, which is kept beside it. */
export function weaponClassOf(type: string): WeaponClass {
  // "anti-tank guided missile system" is a missile: `missile` stands before `tank`.
  return weaponWords.find(([word]) => word.test(type.toLowerCase()))?.[1] ?? "undetermined";
}

type Tell = (code: InteropErrorCode, column: string, special: string) => void;

/** A number with its qualifier; a number alone is exact, none at all uncounted. */
export function countOf(cells: Readonly<Record<string, string>>, tell: Tell): Observation["count"] {
  const { count = "", count_qualifier: qualifier = "" } = cells;
  if (count === "" && qualifier === "") return { qualifier: "uncounted" };
  if (!/^\d{1,6}$/.test(count)) {
    tell("TL_INT_VALUE", "count", `${quote(count)} is no whole number`);
    return { qualifier: "uncounted" };
  }
  const min = Number(count);
  switch (qualifier) {
    case "":
    case "exactly":
      return { qualifier: "exactly", min };
    case "at_least":
      return { qualifier: "at-least", min };
    case "about":
      return { qualifier: "about", min };
    default:
      tell("TL_INT_VALUE_UNKNOWN", "count_qualifier", quote(qualifier));
      return { qualifier: "uncounted" };
  }
}

export function calibres(cell: string, tell: Tell): readonly number[] {
  if (cell === "") return [];
  return cell.split("|").flatMap((part) => {
    if (/^\d{1,4}(\.\d{1,3})?$/.test(part) && Number(part) > 0) return [Number(part)];
    tell("TL_INT_VALUE", "calibre_mm", `${quote(part)} is no calibre`);
    return [];
  });
}

/** Sides of `scenarios/minsk-2015`, by the mission's label of the place. */
export const partyOfLabel = { GC: "a", NGC: "b" } as const;

/** What kind of place it was, as what was asked for there. */
export const placeKinds: Readonly<Record<string, string>> = {
  "": "",
  disengagement_area: "At a disengagement area.",
  checkpoint: "At a checkpoint.",
  uav: "In the air: an uncrewed aircraft of the mission.",
  weapons_site: "At a weapons site.",
  border_crossing: "At a border crossing point.",
  road: "On a road.",
  railway_station: "At a railway station.",
  patrol_base: "At a patrol base.",
};

const limitKinds: Readonly<Record<string, Denial["kind"]>> = {
  denial: "denial",
  conditional: "conditional-access",
  delay: "delay",
  mines: "mines",
  gps_interference: "interference",
  other: "other-impediment",
};

/**
 * The kind of a limit on movement. "Restricted" without a word on how is a regular restriction in a
 * disengagement area, where the mission reported it day by day, and another impediment elsewhere.
 */
export function movementKind(
  kind: string,
  placeKind: string,
): { readonly kind: Denial["kind"]; readonly howIsNotSaid: boolean } | undefined {
  if (kind === "")
    return {
      kind: placeKind === "disengagement_area" ? "regular" : "other-impediment",
      howIsNotSaid: true,
    };
  const known = limitKinds[kind];
  return known === undefined ? undefined : { kind: known, howIsNotSaid: false };
}

type OtherKind =
  | { readonly is: "note" }
  | {
      readonly is: "observation";
      readonly kind: Observation["kind"];
      readonly means: Observation["means"][number];
    };
const asNote: OtherKind = { is: "note" };

/** Facts that somebody saw or was told are observations; arrangements and the mission's own affairs notes. */
export const otherKinds: Readonly<Record<string, OtherKind>> = {
  damage: { is: "observation", kind: "damage", means: "observed" },
  mines: { is: "observation", kind: "mine", means: "observed" },
  trenches: { is: "observation", kind: "construction", means: "observed" },
  civilian_casualties: { is: "observation", kind: "casualty-report", means: "informed" },
  local_ceasefire_for_repairs: asNote,
  local_ceasefire_for_demining: asNote,
  window_of_silence: asNote,
  disengagement_area: asNote,
  facilitation: asNote,
  crossing_point: asNote,
  demining: asNote,
  camera: asNote,
  uav: asNote,
  border: asNote,
  base: asNote,
  military_presence: asNote,
  infrastructure: asNote,
  incident: asNote,
  institution: asNote,
  staff: asNote,
};
