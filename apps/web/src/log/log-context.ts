import type { LineContext } from "@truceline/log";
import { type DeskPlace, type Language, type LonLat, languages } from "@truceline/model";
import type { Ground } from "@truceline/watch";

/** Where the one who types stands, and who it is. Kept on this machine between lines. */
export interface LogSeat {
  readonly post: DeskPlace;
  readonly observers: readonly string[];
}

/** What is carried from the line before. */
export interface Carried {
  readonly dayLocal: string;
  readonly means?: LineContext["means"];
  readonly previousToMs?: number;
}

export interface ContextParts {
  readonly ground: Ground;
  readonly seat: LogSeat;
  readonly carried: Carried;
  readonly language: Language;
  readonly nowMs: number;
  readonly places: LineContext["places"];
  readonly media: LineContext["media"];
}

/** All that a line is read with. */
export function lineContext(parts: ContextParts): LineContext {
  const { ground, seat, carried, language, nowMs, places, media } = parts;
  const { name, position, accuracyM } = seat.post;
  return {
    language,
    timezone: ground.agreement.timezone,
    ...carried,
    post: {
      observer: { kind: "person", id: seat.observers[0] ?? "Observer" },
      position: {
        ...(position === undefined ? {} : { position }),
        ...(accuracyM === undefined ? {} : { accuracyM }),
        ...(name === undefined ? {} : { place: name }),
      },
    },
    zones: ground.zones
      .filter(({ kind }) => kind === "disengagement-area")
      .map(({ id, name }) => ({ id, name })),
    nowMs,
    places,
    media,
  };
}

/** The local day of an instant, `2026-03-10`. */
export function localDay(atMs: number, timezone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: timezone }).format(atMs);
}

/** A post of the deployment as the place of a log entry. */
export function postPlace(post: {
  readonly id: string;
  readonly name: string;
  readonly position: LonLat;
}): DeskPlace {
  // A surveyed post: as good as its papers.
  return { name: post.name, postId: post.id, position: post.position, accuracyM: 20 };
}

const seatKey = "truceline-log-seat";

export function keptSeat(room: string): LogSeat | null {
  try {
    const kept = JSON.parse(localStorage.getItem(`${seatKey}/${room}`) ?? "null") as LogSeat | null;
    return kept?.post === undefined || !Array.isArray(kept.observers) ? null : kept;
  } catch {
    return null;
  }
}

export function keepSeat(room: string, seat: LogSeat): void {
  localStorage.setItem(`${seatKey}/${room}`, JSON.stringify(seat));
}

const languageKey = "truceline-log-language";

/** Language of the lines on this machine, as it was chosen last. */
export const keptLanguage = (): Language =>
  languages.find((one) => one === localStorage.getItem(languageKey)) ?? "en";

export function keepLanguage(chosen: Language): void {
  localStorage.setItem(languageKey, chosen);
}

/** The first post of the deployment, until somebody says otherwise. */
export function firstSeat(ground: Ground, observer: string | null | undefined): LogSeat {
  const [post] = ground.posts;
  return {
    post: post === undefined ? {} : postPlace(post),
    observers: [
      observer === undefined || observer === null || observer === "" ? "Observer" : observer,
    ],
  };
}
