import { canonicalJson, type LogEntry, localDate } from "@truceline/model";
import type { LineContext, LineReading } from "./line-types.ts";
import { dayAfter } from "./observation-defaults.ts";
import { readLine } from "./read-line.ts";
import { lineContextOf } from "./write-line.ts";

const dayMs = 86_400_000;
/** A line may have been typed up to so many days after what it tells. */
const typedDaysLaterMax = 8;

/** What an entry does not keep and the reader of its line needs. */
export type EntryGround = Pick<LineContext, "timezone" | "zones" | "nowMs">;
type EntryLine = Pick<LogEntry, "line" | "language" | "observations">;

/**
 * Reads the line of a stored entry again. The day and the means that were carried into it, and the day
 * on which it was typed (from which `yest` counts), are not kept with it: they are taken from its
 * observations, and where several are possible, so that it says what they say.
 *
 * The reading is that of the line as it stands: where no context makes it say what the observations
 * say, it is read in the likeliest one, and differs.
 */
export function readEntryLine(entry: EntryLine, ground: EntryGround): LineReading {
  const { line, observations } = entry;
  const wanted = canonicalJson(observations);
  let likeliest: LineReading | undefined;
  for (const context of contextsOf(entry, ground)) {
    const reading = readLine(line, context);
    if (reading.fault === undefined && canonicalJson(reading.observations) === wanted)
      return reading;
    likeliest ??= reading;
  }
  return likeliest ?? readLine(line, baseContext(entry, ground));
}

/** Whether an entry's line says what its observations say, and nothing else. */
export function lineSays(entry: EntryLine, ground: EntryGround): boolean {
  const { observations, fault } = readEntryLine(entry, ground);
  return (
    fault === undefined &&
    observations.length > 0 &&
    canonicalJson(observations) === canonicalJson(entry.observations)
  );
}

function baseContext({ language, observations }: EntryLine, ground: EntryGround): LineContext {
  const [first] = observations;
  // An empty watch says nothing of how the next thing was noticed.
  const means = (observations.find(({ kind }) => kind !== "nothing") ?? first)?.means;
  return lineContextOf(observations, {
    ...ground,
    language,
    dayLocal: localDate(first?.span.fromMs ?? ground.nowMs, ground.timezone),
    post: { observer: first?.observer ?? { kind: "not-stated" } },
    means,
  });
}

function* contextsOf(entry: EntryLine, ground: EntryGround): Generator<LineContext> {
  const base = baseContext(entry, ground);
  const [first] = entry.observations;
  if (first === undefined) return;
  const { span } = first;
  const days = [base.dayLocal, dayAfter(span, ground.timezone)];
  if (span.stated !== undefined) days.push(span.stated.to.slice(0, 10));
  const clocks = [ground.nowMs, span.fromMs];
  for (let later = 0; later <= typedDaysLaterMax; later++) clocks.push(span.toMs + later * dayMs);
  for (const dayLocal of new Set(days))
    for (const nowMs of clocks) yield { ...base, dayLocal, nowMs };
}
