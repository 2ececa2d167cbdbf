import type { Observation, TimePrecision, TimeSpan } from "@truceline/model";
import type { LogErrorCode } from "./errors.ts";
import type { LineContext } from "./line-types.ts";
import { directionOf, movementOf } from "./read-direction.ts";
import {
  calibresOf,
  countOf,
  distanceOf,
  isDistanceOnly,
  plainCount,
  plainPair,
} from "./read-quantity.ts";
import {
  type ClockSpan,
  clockAt,
  clockOf,
  type DaySpan,
  dateOf,
  dayOf,
  instantOf,
  isBareClock,
  weekdayDate,
} from "./read-time.ts";
import { splitLine, type Token } from "./split-line.ts";
import type { Concept } from "./words/concept.ts";
import { fold } from "./words/fold.ts";
import { type Lexicon, lexiconOf, phraseLengthMax } from "./words/lexicon.ts";

/** What one or more words next to each other can mean, before its place in the line decides. */
export type Meaning =
  | { readonly is: "comma" }
  | { readonly is: "concept"; readonly concepts: readonly Concept[] }
  | { readonly is: "count"; readonly count: Observation["count"] }
  /** A number, a distance, or a time, by its place. */
  | { readonly is: "plain"; readonly word: string }
  | { readonly is: "distance"; readonly distance: NonNullable<Observation["distance"]> }
  | { readonly is: "calibres"; readonly calibres: readonly number[] }
  | { readonly is: "direction"; readonly direction: NonNullable<Observation["direction"]> }
  | { readonly is: "movement"; readonly movement: NonNullable<Observation["movement"]> }
  | { readonly is: "clock"; readonly clock: ClockSpan; readonly day?: DaySpan }
  | { readonly is: "day"; readonly day: DaySpan }
  | { readonly is: "instant"; readonly span: TimeSpan }
  | { readonly is: "daypart"; readonly daypart: TimePrecision }
  | { readonly is: "zone"; readonly zone: string }
  | { readonly is: "assessed"; readonly text: string }
  | { readonly is: "remark"; readonly text: string }
  | { readonly is: "stated-weapon"; readonly concept: Concept; readonly text: string }
  | { readonly is: "place" | "media"; readonly index: number }
  | { readonly is: "part-of"; readonly no: number }
  /** Says nothing by itself: `and`, `+`, a small word before a wrong one. */
  | { readonly is: "joining" }
  | { readonly is: "wrong"; readonly code: LogErrorCode; readonly isOpen?: boolean };

export type Item = Meaning & {
  readonly from: number;
  readonly to: number;
  readonly raw: string;
};

const zoneLengthMax = 5;
/** Words before a number: `по меньшей мере 100`. */
const sayingLengthMax = 3;

/** Cuts a line and says of each piece what it can mean. Never throws. */
export function readItems(line: string, context: LineContext, today: string): readonly Item[] {
  const tokens = splitLine(line, context.language !== "en");
  const reader = new ItemReader(line, tokens, context, today);
  return reader.all();
}

class ItemReader {
  readonly #line: string;
  readonly #tokens: readonly Token[];
  readonly #context: LineContext;
  readonly #today: string;
  readonly #lexicon: Lexicon;

  constructor(line: string, tokens: readonly Token[], context: LineContext, today: string) {
    this.#line = line;
    this.#tokens = tokens;
    this.#context = context;
    this.#today = today;
    this.#lexicon = lexiconOf(context.language);
  }

  all(): readonly Item[] {
    const items: Item[] = [];
    for (let at = 0; at < this.#tokens.length; ) {
      const { meanings, count } = this.#read(at);
      for (const meaning of meanings) {
        // A wrong name is marked, not the small word before it.
        const isLastOnly = meaning.is === "wrong" && count > 1;
        if (isLastOnly) items.push(this.#item({ is: "joining" }, at, at + count - 2));
        items.push(this.#item(meaning, isLastOnly ? at + count - 1 : at, at + count - 1));
      }
      at += count;
    }
    return items;
  }

  #item(meaning: Meaning, first: number, last: number): Item {
    const from = this.#tokens[first]?.from ?? 0;
    const to = this.#tokens[last]?.to ?? from;
    return { ...meaning, from, to, raw: this.#line.slice(from, to) };
  }

  #word(at: number): string | undefined {
    const token = this.#tokens[at];
    return token?.is === "word" ? token.text : undefined;
  }

  /** What begins at a token, and how many tokens it takes. */
  #read(at: number): { readonly meanings: readonly Meaning[]; readonly count: number } {
    const token = this.#tokens[at];
    const one = (meaning: Meaning, count = 1) => ({ meanings: [meaning], count });
    if (token === undefined || token.is === "comma") return one({ is: "comma" });
    if (token.is === "bad") return one({ is: "wrong", code: "TL_LOG_CHARACTER" });
    if (token.is === "remark") return one({ is: "remark", text: token.text });
    if (token.is === "quote") return one(this.#quote(token));
    const word = token.text;
    const merged = this.#merged(at);
    if (merged !== undefined) return merged;
    const figure = this.#figure(word);
    if (figure !== undefined) return one(figure);
    const phrase = this.#phrase(at);
    if (phrase !== undefined && phrase.count > 1) return phrase;
    const inside = phrase?.meanings.some(
      (meaning) => meaning.is === "concept" && meaning.concepts.some(([slot]) => slot === "inside"),
    );
    const direction = this.#direction(at);
    // In Russian `в` is "in" and `В` is east.
    const isPoint = direction !== undefined && word !== word.toLowerCase();
    const zone = inside === true && !isPoint ? this.#zone(at + 1) : undefined;
    if (zone !== undefined && zone.meaning.is === "zone") return one(zone.meaning, 1 + zone.count);
    if (direction !== undefined) return direction;
    if (zone !== undefined) return one(zone.meaning, 1 + zone.count);
    const movement = movementOf(word, this.#context.language);
    if (movement !== undefined) return one({ is: "movement", movement });
    if (phrase !== undefined) return phrase;
    const parts = this.#parts(word);
    return parts === undefined
      ? one({ is: "wrong", code: "TL_LOG_WORD_UNKNOWN" })
      : { meanings: parts, count: 1 };
  }

  #quote(token: Token): Meaning {
    const { label = "", text, isOpen = false } = token;
    if (isOpen) return { is: "wrong", code: "TL_LOG_QUOTE_OPEN", isOpen: true };
    if (label === "") return { is: "remark", text };
    if (label === "=") return { is: "assessed", text };
    if (label.endsWith(":")) {
      const concept = this.#lexicon
        .find(fold(label.slice(0, -1)))
        .find(([slot]) => slot === "weapon");
      if (concept !== undefined) return { is: "stated-weapon", concept, text };
    }
    return { is: "wrong", code: "TL_LOG_WORD_UNKNOWN" };
  }

  /** Words that only mean something together with a number beside them. */
  #merged(at: number): { meanings: readonly Meaning[]; count: number } | undefined {
    const word = this.#word(at) ?? "";
    const next = this.#word(at + 1);
    if (next === undefined) return undefined;
    const one = (meaning: Meaning | undefined) =>
      meaning === undefined ? undefined : { meanings: [meaning], count: 2 };
    if (/^(>=|>|~|<|<=|x)$/.test(word) && /^\d/.test(next)) return one(this.#figure(word + next));
    const pair = plainPair(word);
    if (/^\d/.test(word) && /^(km|км|m|м|mm|мм)$/iu.test(next))
      return one(this.#figure(word + next));
    if (pair !== undefined && pair.max === undefined && pair.min >= 1 && pair.min <= 31) {
      const month = this.#lexicon.find(fold(next)).find(([slot]) => slot === "month");
      if (month !== undefined) {
        const date = dateOf(pair.min, Number(month[1]), undefined, this.#context.dayLocal);
        return one(
          date === undefined
            ? { is: "wrong", code: "TL_LOG_DAY" }
            : { is: "day", day: { from: date, to: undefined } },
        );
      }
    }
    return this.#sayingAndFigure(at);
  }

  /** `at least 4`, `about 10`, `under 2`, `photo 1`. */
  #sayingAndFigure(at: number): { meanings: readonly Meaning[]; count: number } | undefined {
    for (let length = sayingLengthMax; length >= 1; length--) {
      const concept = this.#lexicon
        .find(this.#key(at, length) ?? "")
        .find(([slot]) => ["at-least", "about", "under", "photo"].includes(slot));
      const figure = this.#word(at + length);
      if (concept === undefined || figure === undefined || !/^\d/.test(figure)) continue;
      const sign = { "at-least": ">=", about: "~", under: "<" }[concept[0] as string];
      if (sign === undefined) {
        return { meanings: [this.#numbered("media", figure)], count: length + 1 };
      }
      const unit = this.#word(at + length + 1) ?? "";
      const hasUnit = /^(km|км|m|м)$/iu.test(unit);
      const meaning = this.#figure(sign + figure + (hasUnit ? unit : ""));
      if (meaning === undefined) continue;
      return { meanings: [meaning], count: length + 1 + (hasUnit ? 1 : 0) };
    }
    return undefined;
  }

  #numbered(is: "place" | "media", figure: string): Meaning {
    const index = Number(figure) - 1;
    const known = is === "place" ? this.#context.places : this.#context.media;
    return known?.[index] === undefined ? { is: "wrong", code: "TL_LOG_REFERENCE" } : { is, index };
  }

  /** Words made of figures and signs. */
  #figure(word: string): Meaning | undefined {
    if (/^@\d{1,3}$/.test(word)) return this.#numbered("place", word.slice(1));
    const photo = /^(\p{L}+)(\d{1,3})$/u.exec(word);
    if (
      photo !== null &&
      this.#lexicon.find(fold(photo[1] ?? "")).some(([slot]) => slot === "photo")
    ) {
      return this.#numbered("media", photo[2] ?? "");
    }
    const part = /^of#(\d{1,6})$/i.exec(word);
    if (part !== null) return { is: "part-of", no: Number(part[1]) };
    if (!/^[\d<>~x]/i.test(word)) return undefined;
    if (isBareClock(word)) return { is: "plain", word };
    const day = dayOf(word, this.#context.dayLocal) ?? this.#dayAndMonth(word);
    if (day !== undefined)
      return day === "bad" ? { is: "wrong", code: "TL_LOG_DAY" } : { is: "day", day };
    const span = instantOf(word);
    if (span !== undefined)
      return span === "bad" ? { is: "wrong", code: "TL_LOG_TIME" } : { is: "instant", span };
    const clock = clockOf(word);
    if (clock !== undefined)
      return clock === "bad" ? { is: "wrong", code: "TL_LOG_TIME" } : { is: "clock", clock };
    const wrong: Meaning = { is: "wrong", code: "TL_LOG_NUMBER" };
    const calibres = calibresOf(word);
    if (calibres !== undefined) return calibres === "range" ? wrong : { is: "calibres", calibres };
    const count = countOf(word);
    if (count !== undefined) return count === "range" ? wrong : { is: "count", count };
    if (plainPair(word) !== undefined) return { is: "plain", word };
    const distance = isDistanceOnly(word) ? distanceOf(word) : undefined;
    if (distance !== undefined) return distance === "range" ? wrong : { is: "distance", distance };
    return undefined;
  }

  /** `9mar`. */
  #dayAndMonth(word: string): DaySpan | "bad" | undefined {
    const match = /^(\d{1,2})(\p{L}{3,})$/u.exec(word);
    const month = this.#lexicon.find(fold(match?.[2] ?? "")).find(([slot]) => slot === "month");
    if (match === null || month === undefined) return undefined;
    const date = dateOf(Number(match[1]), Number(month[1]), undefined, this.#context.dayLocal);
    return date === undefined ? "bad" : { from: date, to: undefined };
  }

  #key(at: number, length: number): string | undefined {
    const words: string[] = [];
    for (let index = at; index < at + length; index++) {
      const word = this.#word(index);
      if (word === undefined) return undefined;
      words.push(word);
    }
    return fold(words.join(" "));
  }

  /** The longest phrase of the lexicon that begins here. */
  #phrase(at: number): { meanings: readonly Meaning[]; count: number } | undefined {
    for (let length = phraseLengthMax; length >= 1; length--) {
      const key = this.#key(at, length);
      if (key === undefined) continue;
      const found = this.#lexicon
        .find(key)
        .filter(([slot]) => !["month", "photo", "about", "at-least", "under"].includes(slot));
      if (found.length > 0) return { meanings: [this.#said(found)], count: length };
    }
    return undefined;
  }

  #said(found: readonly Concept[]): Meaning {
    const [slot, value] = found[0] ?? ["", ""];
    const day = (date: string): Meaning => ({ is: "day", day: { from: date, to: undefined } });
    if (slot === "daypart") return { is: "daypart", daypart: value as TimePrecision };
    if (slot === "dayword") return day(shiftedDay(this.#today, Number(value)));
    if (slot === "weekday") return day(weekdayDate(Number(value), this.#today));
    if (slot === "and") return { is: "joining" };
    if (slot === "now") {
      const now = clockAt(this.#context.nowMs, this.#context.timezone);
      return {
        is: "clock",
        clock: { from: now.clock, to: undefined },
        day: { from: now.day, to: undefined },
      };
    }
    return { is: "concept", concepts: found };
  }

  #direction(at: number): { meanings: readonly Meaning[]; count: number } | undefined {
    for (let length = 3; length >= 1; length--) {
      const words = Array.from({ length }, (_, index) => this.#word(at + index));
      if (words.includes(undefined)) continue;
      // Points side by side are a list or a mistake; only words in full are put together.
      if (length > 1 && words.some((word) => (word ?? "").length < 4)) continue;
      const direction = directionOf(words.join(length === 1 ? "" : "-"), this.#context.language);
      if (direction === undefined) continue;
      return { meanings: [{ is: "direction", direction }], count: length };
    }
    return undefined;
  }

  /** The area named from a token on, after a word for "inside". */
  #zone(at: number): { readonly meaning: Meaning; readonly count: number } | undefined {
    const token = this.#tokens[at];
    if (token?.is === "quote" && token.label === "" && token.isOpen !== true && token.text !== "") {
      return { meaning: { is: "zone", zone: token.text }, count: 1 };
    }
    const zones = this.#context.zones ?? [];
    const tight = (text: string) => fold(text).replaceAll(" ", "");
    const isWhole = (name: string, key: string) => tight(name) === key.replaceAll(" ", "");
    const isInName = (name: string, key: string) => ` ${fold(name)} `.includes(` ${key} `);
    // The whole name or id first; then words of it, where only one area has them.
    for (const isSame of [isWhole, isInName]) {
      for (let length = zoneLengthMax; length >= 1; length--) {
        const key = this.#key(at, length);
        if (key === undefined || key === "") continue;
        const found = zones.filter(({ id, name }) => isSame(id, key) || isSame(name, key));
        const [zone] = found;
        if (zone === undefined || (found.length > 1 && isSame === isInName)) continue;
        return { meaning: { is: "zone", zone: zone.id }, count: length };
      }
    }
    if (this.#word(at) === undefined) return undefined;
    return { meaning: { is: "wrong", code: "TL_LOG_ZONE_UNKNOWN" }, count: 1 };
  }

  /** `heard+saw`, `HMG/SAF`: several words in one, each known. */
  #parts(word: string): readonly Meaning[] | undefined {
    const words = word.split(/[+/&]/);
    if (words.length < 2) return undefined;
    const meanings = words.map((part): Meaning | undefined => {
      const found = this.#lexicon
        .find(fold(part))
        .filter(([slot]) => slot === "means" || slot === "weapon");
      return found.length === 0 ? undefined : { is: "concept", concepts: found };
    });
    return meanings.includes(undefined) ? undefined : (meanings as Meaning[]);
  }
}

function shiftedDay(today: string, days: number): string {
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** A plain number as a count. */
export function plainAsCount(word: string): Observation["count"] | undefined {
  const pair = plainPair(word);
  const count = pair === undefined ? undefined : plainCount(pair.min, pair.max);
  return count === "range" ? undefined : count;
}

/** A plain number as a distance in kilometres. */
export function plainAsDistance(word: string): NonNullable<Observation["distance"]> | undefined {
  const distance = distanceOf(word);
  return distance === "range" ? undefined : distance;
}
