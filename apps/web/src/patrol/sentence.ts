import { createWording, type Wording } from "@truceline/wording";
import { typedPlace } from "../format/place-name.ts";
import { clockText } from "./clock.ts";
import type { Draft } from "./draft.ts";
import type { Mission } from "./mission.ts";
import { observationOf, type PatrolContext } from "./records-of-draft.ts";
import type { PatrolWords } from "./words/en.ts";

const wordings = new Map<string, Wording>();

function wordingOf(language: PatrolContext["language"], timezone: string): Wording {
  const key = `${language}/${timezone}`;
  const known = wordings.get(key);
  if (known !== undefined) return known;
  // The gazetteer is in the house; on the phone names stand as they were typed.
  const made = createWording(language, { timezone, placeName: typedPlace });
  wordings.set(key, made);
  return made;
}

/** What the draft says, as a sentence: of the report for an observation, of the form for the rest. */
export function sentenceOf(
  draft: Draft,
  context: PatrolContext,
  mission: Mission,
  words: PatrolWords,
): string {
  const observation = observationOf(draft, context);
  if (observation !== null) {
    return wordingOf(context.language, mission.timezone).observationSentence(observation, {
      position: true,
    });
  }
  const place = draft.place.name ?? words.readBack.place;
  if (draft.kind === "check-in") {
    return words.readBack.checkIn(place, clockText(draft.toMs, mission.timezone).slice(0, 5));
  }
  const said = [draft.asked, draft.reasonGiven, draft.result].filter((text) => text.trim() !== "");
  return [headlineOf(draft, words), place, ...said].join(". ");
}

/** A few words for the list of what the phone holds. */
export function headlineOf(draft: Draft, words: PatrolWords): string {
  switch (draft.kind) {
    case "nothing":
    case "check-in":
      return words.doors[draft.kind][0] ?? "";
    case "stopped":
      return draft.denial === null ? (words.doors.stopped[0] ?? "") : stoppedText(draft, words);
    default: {
      const kind = draft.observed === null ? "" : kindText(draft.observed, words);
      const count = draft.count === null ? "" : `${draft.atLeast ? "≥ " : ""}${draft.count} × `;
      return `${count}${kind}`;
    }
  }
}

function stoppedText({ denial, fromMs, toMs }: Draft, words: PatrolWords): string {
  const minutes = Math.round((toMs - fromMs) / 60_000);
  const kind = denial === null || denial === undefined ? "" : words.stopped.kinds[denial];
  return `${words.doors.stopped[0]}: ${kind}, ${minutes} min`;
}

function kindText(kind: string, words: PatrolWords): string {
  const kinds: Readonly<Record<string, string>> = words.what.kinds;
  return kinds[kind] ?? kind;
}
