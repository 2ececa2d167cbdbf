import type { CompassPoint, Language, TimeSpan } from "@truceline/model";
import { addDays, zoneOffsetMs } from "@truceline/model";
import { MessageBook, type MessageKey } from "./message-book.ts";
import type { MessageValues } from "./message-shape.ts";
import { type PlaceNamer, type PlaceWord, withoutDirectionMarks } from "./place-words.ts";

const quarterMs = 900_000;
const thinSpace = "\u2009";

/** How a point of the compass is used in a sentence or a table. */
export type DirectionForm = "name" | "short" | "toward" | "start" | "end" | "bound" | "vague";

/** Numbers, dates, spans, distances, directions, places and lists of one language. */
export class Words {
  readonly book: MessageBook;
  readonly language: Language;
  readonly timezone: string;
  readonly #placeName: PlaceNamer;
  readonly #offsets = new Map<number, number>();

  constructor(language: Language, options: { timezone: string; placeName: PlaceNamer }) {
    this.book = new MessageBook(language);
    this.language = language;
    this.timezone = options.timezone;
    this.#placeName = options.placeName;
  }

  say(key: MessageKey, values?: MessageValues): string {
    return this.book.format(key, values);
  }

  /** "6 400", with a thin space; decimal point, in uk, ru and fr a comma. */
  number(value: number, decimalsMax = 3): string {
    const [whole = "", part] = Math.abs(value).toFixed(decimalsMax).split(".");
    const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, thinSpace) : whole;
    const decimals = part?.replace(/0+$/, "") ?? "";
    const mark = this.language === "en" ? "." : ",";
    const text = decimals === "" ? grouped : `${grouped}${mark}${decimals}`;
    return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
  }

  /** A number as it stands in a sentence: English has words up to nine. */
  figure(value: number): string {
    return this.say("figure", { n: value, figure: this.number(value) });
  }

  /** "10 March 2026". @param day `2026-03-10` or an instant. */
  date(day: string | number): string {
    return this.say("date.full", dateValues(this.#day(day)));
  }

  /** "10 to 12 March 2026"; one date where both are the same. */
  dateRange(from: string | number, to: string | number): string {
    const [first, last] = [this.#day(from), this.#day(to)];
    if (first === last) return this.date(first);
    const same = sameness(first, last);
    return this.say("date.range", {
      same,
      first: this.#firstDay(first, last),
      last: this.date(last),
    });
  }

  /** "14:41", with `utc` "14:41 (12:41 UTC)". */
  time(atMs: number, { utc = false }: { utc?: boolean | undefined } = {}): string {
    const time = this.#local(atMs).slice(11, 16);
    return utc ? this.say("time.utc", { time, utc: clockUtc(atMs) }) : time;
  }

  /** "on the evening of 9 March 2026", "between 14:41 and 15:10 on 10 March 2026". */
  span(span: TimeSpan, { utc = false }: { utc?: boolean | undefined } = {}): string {
    const { precision, first, last, from, to } = this.#spanParts(span);
    if (precision === "exact" || precision === "minute") {
      const clocks = {
        from,
        to,
        withUtc: utc ? "yes" : "no",
        fromUtc: clockUtc(span.fromMs),
        toUtc: clockUtc(span.toMs),
      };
      if (first !== last) {
        const days = { first: this.date(first), last: this.date(last) };
        const short =
          first.slice(0, 4) === last.slice(0, 4) ? { first: this.#dayMonth(first) } : {};
        return this.say("span.across", { ...clocks, ...days, ...short });
      }
      const date = this.date(first);
      if (from !== to) return this.say("span.between", { ...clocks, date });
      return this.say("span.at", {
        withUtc: clocks.withUtc,
        time: from,
        // Some languages change the word before "11".
        hour: from.slice(0, 2),
        utc: clocks.fromUtc,
        date,
      });
    }
    const across = first === last ? "no" : "yes";
    const values = {
      across,
      date: this.date(first),
      first: this.#firstDay(first, last),
      // Some languages change the word before "2".
      firstDay: String(Number(first.slice(8))),
      last: this.date(last),
    };
    if (precision === "day" && across === "yes") return this.say("span.days", values);
    return this.say(`span.${precision}`, values);
  }

  /** "21 September 2018, 14:41", "20 September 2018, evening": as a cell of a table. */
  spanCell(span: TimeSpan): string {
    const { precision, first, last, from, to } = this.#spanParts(span);
    if (precision === "exact" || precision === "minute") {
      if (first !== last) {
        return this.say("cell.across", {
          first: this.date(first),
          last: this.date(last),
          from,
          to,
        });
      }
      const date = this.date(first);
      if (from === to) return this.say("cell.at", { date, time: from });
      return this.say("cell.between", { date, from, to });
    }
    return this.say("cell.part", { part: precision, date: this.dateRange(first, last) });
  }

  direction(point: CompassPoint, form: DirectionForm = "name"): string {
    return this.say(`direction.${form}`, { point });
  }

  /** "3 to 5 km", "300 m": below a kilometre in metres. */
  distance(minM: number, maxM: number = minM): string {
    const unit = maxM < 1_000 ? "m" : "km";
    const figure = (valueM: number) =>
      unit === "m" ? this.number(valueM, 1) : this.number(valueM / 1_000, 2);
    const [min, max] = [figure(minM), figure(maxM)];
    return this.say(min === max ? `distance.${unit}` : `distance.${unit}-range`, { min, max });
  }

  place(name: string): PlaceWord {
    const given = this.#placeName(name);
    const word: PlaceWord =
      typeof given === "string" ? { text: given, is: "point", isFallback: false } : given;
    return { ...word, text: withoutDirectionMarks(word.text) };
  }

  /** The name as it stands in a cell: marked where it is of another language. */
  placeCell(word: PlaceWord): string {
    return word.isFallback ? this.say("place.fallback", { place: word.text }) : word.text;
  }

  /** The name as a sentence takes it; other languages than English quote what is no settlement. */
  placeText(word: PlaceWord): string {
    if (word.is === "settlement" || this.language === "en") return this.placeCell(word);
    return word.text.replaceAll("«", "„").replaceAll("»", "“");
  }

  /** "a", "a and b", "a, b and c". */
  list(items: readonly string[]): string {
    const last = items.at(-1) ?? "";
    if (items.length < 2) return last;
    const before = items
      .slice(0, -1)
      .reduce((first, next) => this.say("list.more", { first, next }));
    return this.say("list.pair", { first: before, last });
  }

  #spanParts({ fromMs, toMs, precision }: TimeSpan) {
    const local = this.#local(fromMs);
    const localTo = toMs === fromMs ? local : this.#local(toMs);
    const [first, from, to] = [local.slice(0, 10), local.slice(11, 16), localTo.slice(11, 16)];
    const isClock = precision === "exact" || precision === "minute";
    // A part of the day that ends at midnight ends on its own day.
    const endsBefore = !isClock && to === "00:00" && localTo.slice(0, 10) > first;
    const end = localTo.slice(0, 10);
    const lastDay = endsBefore ? addDays(end, -1) : end;
    const last = oneDayParts.has(precision) ? first : lastDay;
    return { precision, first, last, from, to };
  }

  #firstDay(first: string, last: string): string {
    const same = sameness(first, last);
    if (same === "month") return this.say("date.day", dateValues(first));
    return same === "year" ? this.#dayMonth(first) : this.date(first);
  }

  #dayMonth(day: string): string {
    return this.say("date.month", dateValues(day));
  }

  #day(day: string | number): string {
    return typeof day === "string" ? day : this.#local(day).slice(0, 10);
  }

  #local(atMs: number): string {
    // Zones change their offset on quarters of an hour only; finding it is slow.
    const quarter = Math.floor(atMs / quarterMs);
    let offsetMs = this.#offsets.get(quarter);
    if (offsetMs === undefined) {
      offsetMs = zoneOffsetMs(atMs, this.timezone);
      if (this.#offsets.size >= 5_000) this.#offsets.clear();
      this.#offsets.set(quarter, offsetMs);
    }
    return new Date(atMs + offsetMs).toISOString();
  }
}

const oneDayParts: ReadonlySet<string> = new Set([
  "early-morning",
  "morning",
  "afternoon",
  "evening",
]);

const clockUtc = (atMs: number) => new Date(atMs).toISOString().slice(11, 16);

function dateValues(day: string) {
  const [year = "", month, date] = day.split("-");
  return { year, month: String(Number(month)), day: String(Number(date)) };
}

function sameness(first: string, last: string): "month" | "year" | "none" {
  if (first.slice(0, 7) === last.slice(0, 7)) return "month";
  return first.slice(0, 4) === last.slice(0, 4) ? "year" : "none";
}
