import type { CompiledZone, LocalText } from "@truceline/agreement";
import type { ExplanationKey, Speech } from "./speech.ts";
import { catalogues } from "./speech.ts";
import type { Bound } from "./statement.ts";

/** "a, b and c", as the language joins them. */
export function listOf(items: readonly string[], speech: Speech): string {
  return speech.wording.list(items);
}

export function partiesText(parties: readonly Bound[], speech: Speech): string {
  return listOf(
    parties.map(({ name }) => speech.name(name)),
    speech,
  );
}

/** "the zone “Security zone”", in its first case. */
export function zoneText(zone: CompiledZone, speech: Speech): string {
  return speech.say("of-zone", { zone: speech.name(zone.name) });
}

/** An activity by its name in the language; one that has none there is quoted. */
export function activityText(name: string, isWithWeapons: boolean, speech: Speech): string {
  const key = `activity.${name}`;
  const activity = isActivityKey(key)
    ? speech.say(key)
    : speech.say("activity.other", { name: speech.quoted(name) });
  return isWithWeapons ? speech.say("activity.with", { activity }) : activity;
}

type ActivityKey = Exclude<
  Extract<ExplanationKey, `activity.${string}`>,
  "activity.other" | "activity.with"
>;

function isActivityKey(key: string): key is ActivityKey {
  return Object.hasOwn(catalogues.en, key) && key !== "activity.other" && key !== "activity.with";
}

/** Words of the agreement inside a sentence of ours: quoted, and without a full stop of their own. */
export function clause(text: LocalText, speech: Speech): string {
  return speech.quoted(speech.text(text).replace(/[.\s]+$/, ""));
}
