import { type CompiledArticle, isAssessed, type PreparedAgreement } from "@truceline/agreement";
import type { RoomLogs, RoomOptions } from "../processor/room-logs.ts";
import type { EventBook } from "./event-book.ts";
import type { TallyBook } from "./tally-book.ts";

export type ViewOptions = RoomOptions;

/** What the views are built from, read up to one number of the feed. */
export interface ViewContext extends ViewOptions, RoomLogs {
  readonly tallies: TallyBook;
  /** Incidents that may touch a span. */
  events(fromMs: number, toMs: number): Promise<EventBook>;
  readonly headSeq: number;
  /** The instant the view is of. */
  readonly asOfMs: number;
  /** The same for the past; undefined when the view is live and takes all there is. */
  readonly knownAtMs: number | undefined;
}

/** The article the map's veil and the share seen are about: the first ban, else the first assessed. */
export function mainArticle({ compiled }: PreparedAgreement): CompiledArticle | undefined {
  const { articles } = compiled;
  return (
    articles.find(({ rule }) => rule.kind === "prohibit" && isAssessed(rule)) ??
    articles.find(({ rule }) => isAssessed(rule))
  );
}

export function meanOf(ratios: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < ratios.length; index++) sum += ratios[index] ?? 0;
  return ratios.length === 0 ? 0 : sum / ratios.length;
}

export function rounded(ratio: number): number {
  return Math.round(ratio * 1e4) / 1e4;
}
