import type { LocalText } from "@truceline/agreement";
import type { Language } from "@truceline/model";
import {
  compileMessage,
  createWording,
  type MessageValues,
  type Wording,
} from "@truceline/wording";
import { en } from "./messages/en.ts";
import { fr } from "./messages/fr.ts";
import { ru } from "./messages/ru.ts";
import { uk } from "./messages/uk.ts";

/** Names a message of this package; the same in every language. */
export type ExplanationKey = keyof typeof en;

/** Every message of every language, as ICU MessageFormat text. */
export const catalogues: Readonly<Record<Language, Readonly<Record<ExplanationKey, string>>>> = {
  en,
  uk,
  ru,
  fr,
};

const fallbackOrder: readonly Language[] = ["en", "uk", "ru", "fr"];
const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What one language needs to tell of an agreement: messages, names, numbers, times. */
export class Speech {
  readonly language: Language;
  readonly wording: Wording;
  readonly #compiled = new Map<ExplanationKey, (values: MessageValues) => string>();

  constructor(language: Language, timezone: string) {
    this.language = language;
    this.wording = createWording(language, { timezone, placeName: (name) => name });
  }

  say(key: ExplanationKey, values: MessageValues = {}): string {
    let compiled = this.#compiled.get(key);
    if (compiled === undefined) {
      compiled = compileMessage(catalogues[this.language][key], this.language);
      this.#compiled.set(key, compiled);
    }
    return compiled(values);
  }

  /** A sentence: its first letter is a capital whatever it begins with. */
  sentence(key: ExplanationKey, values: MessageValues = {}): string {
    const text = this.say(key, values);
    return text.slice(0, 1).toLocaleUpperCase(this.language) + text.slice(1);
  }

  /** A text of the agreement in this language, else in the first it has. */
  text(local: LocalText): string {
    for (const tag of [this.language, ...fallbackOrder]) {
      const found = local[tag];
      if (found !== undefined) return found;
    }
    return Object.values(local)[0] ?? "";
  }

  /** A name in quotation marks; marks inside it become those of the second order. */
  quoted(name: string): string {
    const inner = this.language === "en" ? name : name.replaceAll("«", "„").replaceAll("»", "“");
    return this.say("quoted", { name: inner });
  }

  name(local: LocalText): string {
    return this.quoted(this.text(local));
  }

  number(value: number, decimalsMax = 3): string {
    return this.wording.number(value, decimalsMax);
  }

  /** A number as it stands in a sentence: small ones are words in English. */
  figure(value: number): string {
    return this.wording.message("figure", { n: value, figure: this.number(value) });
  }

  distance(valueM: number): string {
    // `Wording.distance` rounds to 10 m from a kilometre on; a limit is told to the metre.
    const isRound = Math.abs(valueM / 10 - Math.round(valueM / 10)) < 1e-6;
    if (valueM >= 1_000 && !isRound) {
      const figure = this.number(valueM / 1_000, 3);
      return this.wording.message("distance.km", { min: figure, max: figure });
    }
    return this.wording.distance(valueM);
  }

  /** A height: metres even above a kilometre, as charts tell it. */
  height(valueM: number): string {
    return this.say("event.metres", { figure: this.number(valueM, 1) });
  }

  percent(ratio: number): string {
    return this.say("percent", { figure: this.number(ratio * 100, 2) });
  }

  calibre(valueMm: number): string {
    return this.wording.message("weapon.calibre", { calibre: this.number(valueMm) });
  }

  clock(atMs: number): { time: string; date: string } {
    return { time: this.wording.time(atMs), date: this.wording.date(atMs) };
  }

  /**
   * "24 hours", "3 days", "1 hour and 30 minutes": a day is 24 hours until there are two of them.
   * @param as the case where a language has cases: `gen` behind "during", `acc` behind "before".
   */
  duration(valueMs: number, as: "gen" | "acc"): string {
    const parts: string[] = [];
    let restMs = valueMs;
    for (const [unit, unitMs] of [
      ["days", dayMs],
      ["hours", hourMs],
      ["minutes", minuteMs],
      ["seconds", secondMs],
    ] as const) {
      if (unit === "days" && valueMs < 2 * dayMs) continue;
      const n = unit === "seconds" ? restMs / secondMs : Math.floor(restMs / unitMs);
      if (n === 0 && !(unit === "seconds" && parts.length === 0)) continue;
      restMs -= n * unitMs;
      parts.push(this.say(`duration.${unit}`, { n, figure: this.number(n), as }));
    }
    return parts.reduce((first, last) => this.say("duration.pair", { first, last }));
  }

  /** "100 mm and more", "from 60 to 82 mm", as the message says it. */
  ends(
    key: "ends.calibre" | "ends.range" | "weapons.calibre" | "weapons.range",
    min: number | undefined,
    max: number | undefined,
    told: (value: number) => string,
  ): string {
    const values = { ends: endsOf(min, max), min: told(min ?? 0), max: told(max ?? 0) };
    return this.say(key, values);
  }

  position([lonDeg, latDeg]: readonly [number, number], decimals = 4): string {
    return this.wording.message("place.cell-position", {
      lat: this.number(Math.abs(latDeg), decimals),
      ns: latDeg < 0 ? "S" : "N",
      lon: this.number(Math.abs(lonDeg), decimals),
      ew: lonDeg < 0 ? "W" : "E",
    });
  }
}

/** Which ends a span has: the word that messages choose by. */
export function endsOf(min: number | undefined, max: number | undefined): "both" | "min" | "max" {
  if (min !== undefined && max !== undefined) return "both";
  return min === undefined ? "max" : "min";
}
