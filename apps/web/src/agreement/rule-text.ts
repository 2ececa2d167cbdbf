import type { AgreementView } from "@truceline/watch";
import { distance, percent, probability } from "../format/numbers.ts";
import { agreementWords as words } from "./agreement-words.ts";
import { spanText } from "./span-text.ts";
import { nameOf } from "./text-of.ts";
import { wordText } from "./who-text.ts";

type Article = AgreementView["articles"][number];

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

/** Weapons by class, calibre and range, as a definition means them. */
export function weaponsText(weapons: { readonly classes: readonly string[] }): string {
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
