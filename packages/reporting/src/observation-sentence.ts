import type { Observation, ObservationKind } from "@truceline/model";
import { createWording, type Wording } from "@truceline/wording";

/** How an observation is told inside the mission, in English; times in the agreement's zone. */
export interface SentenceOptions {
  /** IANA name. */
  readonly timezone: string;
}

const wordings = new Map<string, Wording>();

/** Messages are parsed once a zone; places are named as the observer named them. */
function wordingOf({ timezone }: SentenceOptions): Wording {
  const before = wordings.get(timezone);
  if (before !== undefined) return before;
  const made = createWording("en", { timezone, placeName: (name) => name });
  wordings.set(timezone, made);
  return made;
}

/**
 * One observation as a sentence in the mission's manner, with the observer's place and UTC beside local
 * time. It says no more than the record does, and names no side.
 *
 * @example "At 14:41 (12:41 UTC) on 10 March 2026, while at OP 9, the mission heard two undetermined
 * explosions, 2 to 4 km south-south-east."
 */
export function observationSentence(observation: Observation, options: SentenceOptions): string {
  return wordingOf(options).observationSentence(observation, { position: true, utc: true });
}

/** "at 14:41 (12:41 UTC) on 10 March 2026", "on the evening of 9 March 2026". */
export function spanText({ span }: Pick<Observation, "span">, options: SentenceOptions): string {
  return wordingOf(options).span(span, { utc: true });
}

/** "2 to 4 km", "300 m": below a kilometre in metres. */
export function distanceText(minM: number, maxM: number): string {
  return wordingOf({ timezone: "Etc/UTC" }).distance(minM, maxM);
}

/** The plural or singular name of a kind, for titles: "2 explosions". */
export function kindName(kind: ObservationKind, isOne: boolean): string {
  return wordingOf({ timezone: "Etc/UTC" }).kind(kind, isOne);
}
