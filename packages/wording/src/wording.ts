import type {
  CompassPoint,
  Language,
  ObservationDraft,
  ObservationKind,
  TimeSpan,
} from "@truceline/model";
import { directionsText } from "./event-words.ts";
import type { MessageKey } from "./message-book.ts";
import type { MessageValues } from "./message-shape.ts";
import { type ObservationRow, observationRow, type RowOptions } from "./observation-row.ts";
import {
  byStatement,
  observationSentence,
  type SentenceOptions,
  statementSentence,
} from "./observation-sentence.ts";
import type { PlaceNamer, PlaceWord } from "./place-words.ts";
import { type WeaponNamed, weaponsText } from "./weapon-words.ts";
import { type DirectionForm, Words } from "./words.ts";

/** Everything that records are told with in one language. Make one and keep it: messages are parsed once. */
export interface Wording {
  readonly language: Language;
  readonly timezone: string;
  /** A message by its key. @throws WordingError `TL_WORDING_MESSAGE` when a value is missing. */
  message(key: MessageKey, values?: MessageValues): string;
  /** "6 400" with a thin space; decimal point, in uk, ru and fr a comma. @param decimalsMax default 3. */
  number(value: number, decimalsMax?: number): string;
  /** "10 March 2026". @param day `2026-03-10`, or an instant whose local day is meant. */
  date(day: string | number): string;
  /** "10 to 12 March 2026". */
  dateRange(from: string | number, to: string | number): string;
  /** "14:41", with `utc` "14:41 (12:41 UTC)". */
  time(atMs: number, options?: { utc?: boolean | undefined }): string;
  /** "on the evening of 9 March 2026": stands in a sentence. */
  span(span: TimeSpan, options?: { utc?: boolean | undefined }): string;
  /** "9 March 2026, evening": stands in a table. */
  spanCell(span: TimeSpan): string;
  /** `name` "north-east" (default), `short` "NE", `toward` as it stands after a distance. */
  direction(point: CompassPoint, form?: DirectionForm): string;
  /** Direction of an observation in any of its forms. */
  directions(direction: NonNullable<ObservationDraft["direction"]>): string;
  /** "3 to 5 km", "300 m". */
  distance(minM: number, maxM?: number): string;
  place(name: string): PlaceWord;
  /** "2 explosions", "21 explosions": figures in every language, standing alone. */
  count(n: number, kind: ObservationKind): string;
  /** The kind without a number: "explosions", or "explosion" where `isOne`. */
  kind(kind: ObservationKind, isOne?: boolean): string;
  /** "mortar (82 mm)". */
  weapons(weapons: readonly WeaponNamed[], calibresMm?: readonly number[]): string;
  /** "a, b and c". */
  list(items: readonly string[]): string;
  /** One observation as a sentence in the mission's manner. */
  observationSentence(observation: ObservationDraft, options?: SentenceOptions): string;
  /** The observations of one statement as one sentence. */
  statementSentence(observations: readonly ObservationDraft[], options?: SentenceOptions): string;
  /** Observations grouped by statement, each with its sentence, in the order they first come. */
  statementSentences<Observed extends ObservationDraft>(
    observations: readonly Observed[],
    options?: SentenceOptions,
  ): readonly { readonly text: string; readonly observations: readonly Observed[] }[];
  /** One observation in the mission's columns. */
  observationRow(observation: ObservationDraft, options?: RowOptions): ObservationRow;
}

/**
 * Wording in one language.
 * @param options.timezone IANA name; all local times are in it.
 * @param options.placeName gives names of places; see `placeNamer` for the gazetteer's.
 */
export function createWording(
  language: Language,
  options: { readonly timezone: string; readonly placeName: PlaceNamer },
): Wording {
  const words = new Words(language, options);
  const noun = (kind: ObservationKind, n: number, form: "counted" | "some") =>
    words.say(`kind.${kind}`, { n, form, as: "nom" });
  return {
    language,
    timezone: options.timezone,
    message: (key, values) => words.say(key, values),
    number: (value, decimalsMax) => words.number(value, decimalsMax),
    date: (day) => words.date(day),
    dateRange: (from, to) => words.dateRange(from, to),
    time: (atMs, format) => words.time(atMs, format),
    span: (span, format) => words.span(span, format),
    spanCell: (span) => words.spanCell(span),
    direction: (point, form) => words.direction(point, form),
    directions: (direction) => directionsText(words, direction),
    distance: (minM, maxM) => words.distance(minM, maxM),
    place: (name) => words.place(name),
    count: (n, kind) =>
      words.say("count.exactly", { figure: words.number(n), noun: noun(kind, n, "counted") }),
    kind: (kind, isOne = false) => noun(kind, isOne ? 1 : 2, isOne ? "counted" : "some"),
    weapons: (weapons, calibresMm) => weaponsText(words, { weapons, calibresMm }, "name"),
    list: (items) => words.list(items),
    observationSentence: (observation, format = {}) =>
      observationSentence(words, observation, format),
    statementSentence: (observations, format = {}) =>
      statementSentence(words, observations, format),
    statementSentences: (observations, format = {}) =>
      byStatement(observations).map((group) => ({
        text: statementSentence(words, group, format),
        observations: group,
      })),
    observationRow: (observation, format = {}) => observationRow(words, observation, format),
  };
}
