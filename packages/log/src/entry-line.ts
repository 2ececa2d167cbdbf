import { canonicalJson, type LogEntry, localDate, type ObservationDraft } from "@truceline/model";
import type { LineContext } from "./line-types.ts";
import { readLine } from "./read-line.ts";
import { dayAfter } from "./read-observation.ts";
import { lineContextOf } from "./write-line.ts";

const dayMs = 86_400_000;
/** A line may have been typed up to so many days after what it tells. */
const typedDaysLaterMax = 8;

/** What an entry does not keep and the reader of its line needs. */
export type EntryGround = Pick<LineContext, "timezone" | "zones" | "nowMs">;

/**
 * The context in which an entry's line was typed, as far as its observations tell it: the day and the
 * means that were carried are those of the first observation.
 */
export function entryContext(
  { language, observations }: Pick<LogEntry, "language" | "observations">,
  ground: EntryGround,
): LineContext {
  const [first] = observations;
  const base: LineContext = {
    ...ground,
    language,
    dayLocal:
      first === undefined
        ? localDate(ground.nowMs, ground.timezone)
        : dayAfter(first.span, ground.timezone),
    post: { observer: first?.observer ?? { kind: "not-stated" } },
    means: first?.means,
  };
  return lineContextOf(observations, base);
}

/**
 * Whether an entry's line says what its observations say: the answer to a line that was changed after
 * it was read. Words such as `yest` count from the day it was typed, which an entry does not keep;
 * any day of the week after what is told will do.
 */
export function lineSays(
  entry: Pick<LogEntry, "line" | "language" | "observations">,
  ground: EntryGround,
): boolean {
  const wanted = said(entry.observations);
  const [first] = entry.observations;
  if (first === undefined) return false;
  const context = entryContext(entry, ground);
  const clocks = [ground.nowMs, first.span.fromMs];
  for (let days = 0; days <= typedDaysLaterMax; days++) clocks.push(first.span.toMs + days * dayMs);
  return clocks.some((nowMs) => {
    const { observations, fault } = readLine(entry.line, { ...context, nowMs });
    return fault === undefined && said(observations) === wanted;
  });
}

const said = (observations: readonly ObservationDraft[]) => canonicalJson(observations);
