import type { ObservationDraft } from "@truceline/model";
import { WordingError } from "./errors.ts";
import {
  assessedText,
  circumstances,
  eventText,
  movingText,
  type NounCase,
  weaponNote,
  whereText,
} from "./event-words.ts";
import { genderOf, isInstrument, observerText, placeText } from "./observer-words.ts";
import type { Words } from "./words.ts";

/** How an observation is told. */
export interface SentenceOptions {
  /** Tells where the mission's own people or devices were. Only inside the mission. Default false. */
  readonly position?: boolean | undefined;
  /** Tells control and reference town of the place, as at its first mention. Default true. */
  readonly bracket?: boolean | undefined;
  /** UTC in brackets after local time. Default false. */
  readonly utc?: boolean | undefined;
}

/** One observation as a sentence; for several of one statement see `statementSentence`. */
export function observationSentence(
  words: Words,
  observation: ObservationDraft,
  options: SentenceOptions,
): string {
  const frame = frameOf(words, observation, options);
  if (observation.kind === "nothing") return frame.nothing();
  const event = eventText(words, observation, frame.form);
  const where = whereText(words, observation, frame.isPlaced);
  const placed = where === "" ? event : words.say("event.where", { event, where });
  const details = [
    movingText(words, observation),
    assessedText(words, observation),
    weaponNote(words, observation),
  ];
  const isPart = observation.statement?.partOfNo !== undefined;
  const part = isPart ? words.say("event.part") : "";
  return frame.sentence(
    withDetails(words, withCircumstances(words, observation, placed, details), [part]),
  );
}

/** Circumstances follow the bare event at once, and other details after a comma. */
function withCircumstances(
  words: Words,
  observation: ObservationDraft,
  event: string,
  details: readonly string[],
): string {
  const detailed = withDetails(words, event, details);
  const isBare = detailed === event && whereText(words, observation, true) === "";
  const key = isBare ? "event.at-once" : "event.detail";
  return circumstances(words, observation).reduce(
    (before, detail) => words.say(key, { event: before, detail }),
    detailed,
  );
}

/**
 * All observations of one statement as one sentence, heaviest first, in their own order where the
 * source kept it; a distance and direction that all share is said once for all, at the end. They share
 * time, observer and means: the first one's are told.
 * @throws WordingError `TL_WORDING_EMPTY` without any observation.
 */
export function statementSentence(
  words: Words,
  observations: readonly ObservationDraft[],
  options: SentenceOptions,
): string {
  const [first] = observations;
  if (first === undefined) throw new WordingError("TL_WORDING_EMPTY");
  if (observations.length === 1) return observationSentence(words, first, options);
  const frame = frameOf(words, first, options);
  const fire = observations.filter(({ kind }) => kind !== "nothing");
  if (fire.length === 0) return frame.nothing();
  const numbers = new Set(fire.map(({ statement }) => statement?.observationNo));
  const isPart = ({ statement }: ObservationDraft) =>
    statement?.partOfNo !== undefined && numbers.has(statement.partOfNo);
  const wholes = fire.filter((one) => !isPart(one));
  const inOrder = wholes.filter(({ statement }) => statement?.inSequence === true);
  const others = byWeight(wholes.filter(({ statement }) => statement?.inSequence !== true));
  const told = [...inOrder, ...others];
  const places = told.map((one) => whereText(words, one, frame.isPlaced));
  // What is said of "all" or "the others" must hold for one whose place was not told, too.
  const shared = places.includes("") ? undefined : commonest(places);
  const texts = told.map((one, index) => {
    const parts = fire.filter((part) => isPart(part) && partOf(part, one));
    return eventInStatement(words, one, {
      form: frame.form,
      where: places[index] === shared ? "" : (places[index] ?? ""),
      parts,
    });
  });
  const events = inTurn(words, texts.slice(0, inOrder.length), texts.slice(inOrder.length));
  if (shared === undefined) return frame.sentence(events);
  if (told.length === 1) {
    return frame.sentence(words.say("event.where", { event: events, where: shared }));
  }
  const sharesAll = places.every((place) => place === shared);
  return frame.sentence(
    words.say(sharesAll ? "statement.all" : "statement.others", { events, where: shared }),
  );
}

const partOf = (part: ObservationDraft, whole: ObservationDraft) =>
  part.statement?.partOfNo === whole.statement?.observationNo;

/** One of several events: what is its own stands right beside it, so that commas part the events only. */
function eventInStatement(
  words: Words,
  observation: ObservationDraft,
  { form, where, parts }: { form: NounCase; where: string; parts: readonly ObservationDraft[] },
): string {
  let event = eventText(words, observation, form);
  const moving = movingText(words, observation);
  if (moving !== "") event = words.say("event.moving", { event, detail: moving });
  const assessed = assessedText(words, observation);
  // English has a participle for it; the others name the assessment apart.
  const isBeside = words.language === "en" && assessed !== "";
  if (isBeside) event = words.say("event.moving", { event, detail: assessed });
  const aside = [
    isBeside ? "" : assessed,
    where,
    weaponNote(words, observation),
    ...circumstances(words, observation),
    observation.statement?.partOfNo === undefined ? "" : words.say("event.part"),
  ].filter((text) => text !== "");
  if (aside.length > 0) {
    const text = aside.reduce((first, next) => words.say("list.cell", { first, next }));
    event = words.say("event.bracket", { event, text });
  }
  if (parts.length === 0) return event;
  // A part stands alone in its brackets, so it is named, not governed by the verb.
  const named = parts.map((part) =>
    withCircumstances(words, part, eventText(words, part, "nom"), [
      otherPlace(words, part, observation),
      movingText(words, part),
      assessedText(words, part),
      weaponNote(words, part),
    ]),
  );
  return words.say("statement.including", {
    event,
    parts: named.reduce((first, next) => words.say("list.cell", { first, next })),
  });
}

/** Where a part was, if that was told of it otherwise than of the whole. */
function otherPlace(words: Words, part: ObservationDraft, whole: ObservationDraft): string {
  const where = whereText(words, part, true);
  return where === whereText(words, whole, true) ? "" : where;
}

/** Events in their order, then those whose order is not known. */
function inTurn(words: Words, ordered: readonly string[], others: readonly string[]): string {
  if (ordered.length < 2) return eventList(words, [...ordered, ...others]);
  const events = words.say("statement.in-sequence", {
    events: ordered.reduce((first, next) => words.say("statement.then", { first, next })),
  });
  if (others.length === 0) return events;
  return words.say("statement.followed", { events, others: eventList(words, others) });
}

/** Events hold lists of their own, so the last is set apart by more than "and" where a language can. */
function eventList(words: Words, events: readonly string[]): string {
  const last = events.at(-1) ?? "";
  if (events.length < 2) return last;
  const first = events.slice(0, -1).reduce((a, b) => words.say("list.more", { first: a, next: b }));
  return words.say("statement.last", { first, last });
}

/** Observations by statement and means, in the order in which each first comes. */
export function byStatement<Observed extends ObservationDraft>(
  observations: readonly Observed[],
): readonly (readonly Observed[])[] {
  const groups = new Map<string, Observed[]>();
  observations.forEach((observation, index) => {
    const { statement, means } = observation;
    const key =
      statement?.statementNo === undefined
        ? `${index}`
        : `${statement.reportId}/${statement.statementNo}/${means.join()}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [observation]);
    else group.push(observation);
  });
  return [...groups.values()];
}

/** What all sentences on an observer share: when, where, who, by which means. */
function frameOf(words: Words, observation: ObservationDraft, options: SentenceOptions) {
  const { observer, means, observerPosition } = observation;
  const told = means.includes("informed");
  const seen = [...new Set(means.filter((one) => one !== "informed"))];
  const place =
    options.position === true && observerPosition !== undefined
      ? placeText(words, observerPosition, { bracket: options.bracket ?? true })
      : undefined;
  const standing = isInstrument(observer.kind);
  const placed = place === undefined ? "none" : standing ? "at" : "staying";
  const values = {
    when: words.span(observation.span, { utc: options.utc }),
    placed,
    place:
      place === undefined || standing
        ? (place?.text ?? "")
        : words.say("place.staying", { how: place.how, place: place.text }),
    observer: observerText(words, observer, options.position === true),
  };
  const gender = genderOf(observer.kind);
  const form: NounCase = told && seen.length === 0 ? "nom" : "acc";
  return {
    isPlaced: place !== undefined,
    form,
    sentence: (events: string) => {
      if (seen.length === 0) return capital(words.say("sentence.told", { ...values, events }));
      const verbs = words.list(seen.map((one) => words.say(`verb.${one}`, { gender })));
      const key = told ? "sentence.observed-and-told" : "sentence.observed";
      return capital(words.say(key, { ...values, verbs, events }));
    },
    nothing: () => {
      if (seen.length === 0) return capital(words.say("sentence.told-nothing", values));
      const verbs = seen
        .map((one) => words.say(`verb.not-${one}`, { gender }))
        .reduce((first, last) => words.say("verb.neither", { first, last }));
      return capital(words.say("sentence.nothing", { ...values, verbs }));
    },
  };
}

function withDetails(words: Words, event: string, details: readonly string[]): string {
  return details
    .filter((detail) => detail !== "")
    .reduce((before, detail) => words.say("event.detail", { event: before, detail }), event);
}

/** Heaviest first, as a mission lists them. */
const weights: readonly ObservationDraft["kind"][] = [
  "violation-unspecified",
  "explosion",
  "salvo",
  "explosion-or-burst",
  "rocket-assisted-projectile",
  "projectile-in-flight",
  "burst",
  "shot-or-burst",
  "shot",
  "bullet-flyby",
  "tracer-burst",
  "tracer-round",
  "tracer-episode",
  "muzzle-flash",
  "illumination-flare",
];

function byWeight(observations: readonly ObservationDraft[]): ObservationDraft[] {
  const weight = ({ kind }: ObservationDraft) => {
    const index = weights.indexOf(kind);
    return index === -1 ? weights.length : index;
  };
  return observations.toSorted((a, b) => weight(a) - weight(b));
}

/** What most share; nothing unless two do. */
function commonest(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [best] = [...counts].toSorted((a, b) => b[1] - a[1]);
  if (best === undefined) return undefined;
  return best[1] > 1 || texts.length === 1 ? best[0] : undefined;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
