import type { AgreementView, ShownLadder } from "@truceline/watch";
import { clockMinutes, fullDate } from "../format/time.ts";
import { agreementWords } from "./agreement-words.ts";
import { spanText } from "./span-text.ts";
import { nameOf } from "./text-of.ts";
import { whoText } from "./who-text.ts";

const words = agreementWords.ladder;
type Transition = ShownLadder["transitions"][number];
type Condition = Transition["when"][number];

/** Date and time of an instant in the agreement's zone. */
export const whenText = (atMs: number, { timezone }: AgreementView): string =>
  `${fullDate(atMs, timezone)} ${clockMinutes(atMs, timezone)}`;

/** Who decides or answers, offices by their own names. */
export function decidersText(
  ids: readonly string[],
  view: AgreementView,
  ladder: ShownLadder,
  language: string,
): string {
  return whoText(ids, [...view.parties, ...ladder.offices], language);
}

/** What must be so before a transition may be decided, in words. */
export function conditionText(condition: Condition, view: AgreementView): string {
  const say = words.conditions;
  switch (condition.by) {
    case "findings":
      return say.findings(
        condition.count,
        articlesText(condition.articles),
        spanText(condition.withinMs),
        placeText(condition.place),
      );
    case "quiet":
      return say.quiet(spanText(condition.forMs), placeText(condition.place));
    case "unanswered":
      return say.unanswered(say[condition.who]);
    case "answered":
      return say.answered(say[condition.who]);
    case "lasted":
      return say.lasted(spanText(condition.forMs));
    case "at":
      return say.at(fullDate(condition.atMs, view.timezone));
  }
}

/** "From No step: 3 findings of Article 1 within 6 h in one sector; decided by Head of mission". */
export function wayText(
  transition: Transition,
  view: AgreementView,
  ladder: ShownLadder,
  language: string,
): string {
  const { from, when, decidedBy, automatic } = transition;
  const steps = from.map((id) => stepName(id, ladder, language)).join(", ");
  const conditions = when.map((one) => conditionText(one, view)).join(words.conditions.and);
  const who = automatic
    ? words.automatic
    : decidedBy.length === 0
      ? words.nobody
      : words.decidedBy(decidersText(decidedBy, view, ladder, language));
  return words.fromTo(steps, conditions, who);
}

export function stepName(id: string, { steps }: ShownLadder, language: string): string {
  const step = steps.find((one) => one.id === id);
  return step === undefined ? id : nameOf(step.name, language);
}

const articlesText = (ids: readonly string[]): string =>
  ids.length === 0 ? "" : words.conditions.ofArticles(ids.join(", "));

function placeText(place: Extract<Condition, { readonly by: "findings" }>["place"]): string {
  switch (place.by) {
    case "everywhere":
      return words.conditions.everywhere;
    case "one-sector":
      return words.conditions.inOneSector;
    case "sector":
      return words.conditions.inSector(place.sector);
  }
}
