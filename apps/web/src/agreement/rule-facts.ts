import type { AgreementView } from "@truceline/watch";
import { distance, percent, probability, whole } from "../format/numbers.ts";
import { fullDate } from "../format/time.ts";
import { agreementWords as words } from "./agreement-words.ts";
import { spanText } from "./span-text.ts";
import { nameOf } from "./text-of.ts";

type Article = AgreementView["articles"][number];
type Rule = Article["rule"];
type Time = Exclude<Rule, { kind: "narrative" }>["time"];

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** Who somebody is by name; whoever the document does not name by the word it uses. */
export function whoText(
  ids: readonly string[],
  parties: AgreementView["parties"],
  language: string,
): string {
  return ids
    .map((id) => {
      const party = parties.find((one) => one.id === id);
      return party === undefined ? wordText(id) : nameOf(party.name, language);
    })
    .join(", ");
}

/** What the compiled rule holds, one fact a row; nothing of it is made up for reading. */
export function ruleFacts(
  article: Article,
  view: AgreementView,
  language: string,
): readonly Fact[] {
  const { rule } = article;
  if (rule.kind === "narrative") return [];
  const fact = (name: keyof typeof words.facts, value: string | null): readonly Fact[] =>
    value === null || value === "" ? [] : [{ name: words.facts[name], value }];
  return [
    ...fact("kind", words.kinds[rule.kind]),
    ...fact("by", whoText(rule.by, view.parties, language)),
    ...fact("what", whatText(rule, language)),
    ...("weapons" in rule ? fact("weapons", weaponsText(rule.weapons)) : []),
    ...fact("where", whereText(article, language)),
    ...("tested" in rule ? fact("tested", words.testedPlaces[rule.tested] ?? rule.tested) : []),
    ...fact("when", timeText(rule.time, view, language)),
    ...(rule.kind === "limit" ? fact("atMost", whole(rule.atMost)) : []),
    ...(rule.kind === "notify"
      ? fact(
          "before",
          words.told(spanText(rule.beforeMs), whoText(rule.to, view.parties, language)),
        )
      : []),
    ...(rule.kind === "freeze" ? fact("tolerance", distance(rule.toleranceM)) : []),
    ...article.exemptions.flatMap((exempt) =>
      fact(
        "exempt",
        [
          words.exemption(wordText(exempt.for), whoText(exempt.by, view.parties, language)),
          ...(exempt.notify === null
            ? []
            : [
                words.exemptionTold(
                  spanText(exempt.notify.beforeMs),
                  whoText(exempt.notify.to, view.parties, language),
                ),
              ]),
        ].join(", "),
      ),
    ),
    ...askedFacts(article),
    ...(article.source === null ? [] : fact("source", article.source)),
  ];
}

function askedFacts({ asks }: Article): readonly Fact[] {
  if (asks === null) return [];
  const { standard, coverageRatio, persistence, count } = asks;
  return [
    {
      name: words.facts.asks,
      value: words.standard(probability(standard.probability), standard.independentSources),
    },
    { name: words.facts.coverage, value: words.seen(percent(coverageRatio)) },
    {
      name: words.facts.persistence,
      value:
        persistence.is === "impulse"
          ? words.impulse
          : words.lasting(spanText(persistence.lookEveryMs)),
    },
    { name: words.facts.count, value: count },
  ];
}

/** "0.90, 2 sources · counted as smm · seen ≥ 80 %"; null where nothing is asked. */
export function asksText({ asks }: Article): string | null {
  if (asks === null) return null;
  return [
    words.standard(probability(asks.standard.probability), asks.standard.independentSources),
    words.countedAs(asks.count),
    words.seen(percent(asks.coverageRatio)),
    ...(asks.persistence.is === "state"
      ? [words.lookedAgain(spanText(asks.persistence.lookEveryMs))]
      : []),
  ].join(" · ");
}

/** Where an article holds, in words; null for one that holds nowhere. */
export function whereText({ area, rule }: Article, language: string): string | null {
  if (area?.is === "zone") return nameOf(area.name, language);
  if (rule.kind === "withdraw") {
    return words.nearerThan(distance(rule.beyondM), wordText(rule.line));
  }
  return area === null ? null : words.map.ground;
}

function whatText(rule: Exclude<Rule, { kind: "narrative" }>, language: string): string | null {
  switch (rule.kind) {
    case "prohibit":
    case "permit":
      return wordText(rule.activity);
    case "limit":
    case "notify":
      return wordText(rule.of);
    case "require":
      return nameOf(rule.does, language);
    case "withdraw":
      return null; // the weapons and the distance say it
    case "freeze":
      return rule.what;
    case "access":
      return words.accessOf(wordText(rule.of));
  }
}

function weaponsText(weapons: { readonly classes: readonly string[] } | null): string {
  if (weapons === null) return words.anyWeapon;
  const { classes, calibreMinMm, calibreMaxMm, rangeMinM, rangeMaxM } = weapons as {
    readonly classes: readonly string[];
    readonly calibreMinMm?: number;
    readonly calibreMaxMm?: number;
    readonly rangeMinM?: number;
    readonly rangeMaxM?: number;
  };
  const ends = (
    low: number | undefined,
    high: number | undefined,
    say: (low: string | null, high: string | null) => string,
    shown: (value: number) => string,
  ): readonly string[] =>
    low === undefined && high === undefined
      ? []
      : [say(low === undefined ? null : shown(low), high === undefined ? null : shown(high))];
  return [
    classes.map(wordText).join(", "),
    ...ends(calibreMinMm, calibreMaxMm, words.calibre, String),
    ...ends(rangeMinM, rangeMaxM, words.range, distance),
  ].join("; ");
}

function timeText(time: Time, { timezone, phases }: AgreementView, language: string): string {
  const phase = phases.find(({ id }) => id === time.phase);
  return [
    time.untilMs === undefined
      ? words.from(fullDate(time.fromMs, timezone))
      : words.fromTo(fullDate(time.fromMs, timezone), fullDate(time.untilMs, timezone)),
    ...(time.dailyWindow === undefined ? [] : [words.daily(...time.dailyWindow)]),
    ...(time.weekdays === undefined
      ? []
      : [words.weekdays(time.weekdays.map((day) => words.days[day - 1] ?? "").join(", "))]),
    ...(time.spans === undefined ? [] : [words.spans(time.spans.length)]),
    ...(time.phase === undefined
      ? []
      : [words.phase(phase === undefined ? time.phase : nameOf(phase.name, language))]),
    ...(time.waits === true ? [words.waits] : []),
  ].join(", ");
}

/** A word of the document: "uncrewed-flight" as "uncrewed flight". */
export const wordText = (id: string): string => id.replaceAll("-", " ");
