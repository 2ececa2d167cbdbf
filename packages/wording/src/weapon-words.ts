import type { WeaponClass } from "@truceline/model";
import type { MessageKey } from "./message-book.ts";
import { withoutDirectionMarks } from "./place-words.ts";
import type { Words } from "./words.ts";

/** `name` alone; `of` after "round of"; `fire` with "fire". Cases follow from it in other languages. */
export type WeaponForm = "name" | "of" | "fire";
type WeaponWord =
  Extract<MessageKey, `weapon.${string}`> extends `weapon.${infer Word}`
    ? Exclude<
        Word,
        "with" | "stated" | "calibre" | "model" | "model-and-calibre" | "fire" | "given"
      >
    : never;
/** One weapon, as a class, the observer's word for it, or both. */
export interface WeaponNamed {
  readonly class: WeaponClass;
  readonly statedAs?: string | undefined;
}
/** Weapons together, and calibres that are not split between them. */
interface WeaponsNamed {
  readonly weapons?: readonly WeaponNamed[] | undefined;
  readonly calibresMm?: readonly number[] | undefined;
}
type Named = { word: WeaponWord; model?: string | undefined } | { stated: string };

/** Words of observers that have a word of their own in every language. */
const statedWords: Readonly<Record<string, WeaponWord>> = {
  "small arms": "small-arms",
  "light machine gun": "light-machine-gun",
  "heavy machine gun": "heavy-machine-gun",
  "machine gun": "machine-gun",
  lmg: "light-machine-gun",
  hmg: "heavy-machine-gun",
  grenade: "grenade",
  "grenade launcher": "grenade-launcher",
  "rocket propelled grenade": "rocket-propelled-grenade",
  rpg: "rocket-propelled-grenade",
  "automatic grenade launcher": "automatic-grenade-launcher",
  agl: "automatic-grenade-launcher",
  "recoilless gun": "recoilless-gun",
  "anti aircraft cannon": "anti-aircraft-gun",
  "anti aircraft gun": "anti-aircraft-gun",
  "ifv cannon": "ifv-cannon",
  tank: "tank",
  mortar: "mortar",
  artillery: "artillery",
  mlrs: "mlrs",
  missile: "missile",
  "uncrewed aircraft": "uncrewed-aircraft",
  "undetermined weapon": "undetermined",
  "unknown weapon": "undetermined",
  undetermined: "undetermined",
};
const modelled = /^(.*\S)\s+([A-Z]{1,5}-?\d{1,4}[A-Z]?)$/;

/** The weapons of an observation with their calibres, as one phrase; empty where none were given. */
export function weaponsText(
  words: Words,
  { weapons, calibresMm }: WeaponsNamed,
  form: WeaponForm,
): string {
  const calibres = (calibresMm ?? []).map((calibreMm) =>
    words.say("weapon.calibre", { calibre: words.number(calibreMm) }),
  );
  const calibre = calibres.length === 0 ? undefined : words.list(calibres);
  const named = uniqueBy((weapons ?? []).map(nameOf), JSON.stringify);
  const only = named.length === 1 ? named[0] : undefined;
  if (only !== undefined) return oneWeapon(words, only, calibre, form);
  const text = words.list(named.map((one) => oneWeapon(words, one, undefined, form)));
  if (calibre === undefined) return text;
  return text === "" ? calibre : words.say("weapon.with", { weapon: text, model: calibre });
}

/** What an observer wrote as an assessment, if it is of natures and weapons that are known by name. */
export function readAssessed(
  text: string,
): { nature: string | undefined; weapons: readonly WeaponNamed[] } | undefined {
  const [, word, rest] = natured.exec(text) ?? [];
  const weapons = (word === undefined ? text : (rest ?? "")).split("|").filter((one) => one !== "");
  const isKnown = weapons.every(
    (one) => !("stated" in nameOf({ class: "undetermined", statedAs: one })),
  );
  if (!isKnown || (word === undefined && weapons.length === 0)) return undefined;
  return {
    nature: word?.replaceAll(" ", "-"),
    weapons: weapons.map((statedAs) => ({ class: "undetermined", statedAs })),
  };
}
/** Singular or plural, with or without "rounds": as people and mappings write it. */
const natured =
  /^(outgoing and impact|outgoing|impact|airburst|incoming|controlled detonation|undetermined)s?(?: rounds?)?(?: of (.+))?$/;

function oneWeapon(
  words: Words,
  named: Named,
  calibre: string | undefined,
  form: WeaponForm,
): string {
  if ("stated" in named) {
    const weapon = words.say("weapon.stated", { text: named.stated, form });
    return calibre === undefined ? weapon : words.say("weapon.with", { weapon, model: calibre });
  }
  const weapon = words.say(`weapon.${named.word}`, { form });
  const model = named.model === undefined ? undefined : modelText(words, named.model);
  if (model === undefined && calibre === undefined) return weapon;
  const both = model !== undefined && calibre !== undefined;
  const about = both
    ? words.say("weapon.model-and-calibre", { model, calibre })
    : (model ?? calibre);
  return words.say("weapon.with", { weapon, model: about ?? "" });
}

/** "BMP-1" in the letters of the language, as far as its series is known by name. */
function modelText(words: Words, model: string): string {
  const [, letters, number] = /^([A-Z]{1,5})-(\d{1,4}[A-Z]?)$/.exec(model) ?? [];
  if (letters === undefined || number === undefined) return model;
  return words.say("weapon.model", { series: letters, letters, number });
}

function nameOf({ class: weaponClass, statedAs }: WeaponNamed): Named {
  if (statedAs === undefined) return { word: weaponClass };
  const stated = withoutDirectionMarks(statedAs).replaceAll("_", " ").trim();
  const key = (text: string) => text.toLowerCase().replaceAll("-", " ");
  const whole = wordOf(key(stated));
  if (whole !== undefined) return { word: whole };
  const [, before = "", model] = modelled.exec(stated) ?? [];
  const word = wordOf(key(before));
  if (word !== undefined) return { word, model };
  return weaponClass === "undetermined" ? { stated } : { word: weaponClass, model: stated };
}

function wordOf(text: string): WeaponWord | undefined {
  return Object.hasOwn(statedWords, text) ? statedWords[text] : undefined;
}

function uniqueBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}
