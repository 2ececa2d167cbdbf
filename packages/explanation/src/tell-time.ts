import type { CompiledPhase, RuleTime } from "@truceline/agreement";
import { listOf } from "./named-things.ts";
import type { Speech } from "./speech.ts";

/** Windows that are told one by one; of more, the reader looks into the agreement. */
const windowCountMax = 40;

/** When a rule or an exemption holds, one sentence for each part of it. */
export function timeSentences(
  time: RuleTime,
  speech: Speech,
  of: "article" | "deadline" | "exemption",
): readonly string[] {
  const { untilMs, dailyWindow, weekdays, spans } = time;
  const told: string[] = [
    beginSentence(time, speech, of),
    untilMs === undefined
      ? speech.sentence("time.open")
      : speech.sentence("time.until", { ...speech.clock(untilMs), of }),
  ];
  if (spans !== undefined) {
    const windows = spans.slice(0, windowCountMax).map((span) => {
      const [from, to] = [speech.clock(span.fromMs), speech.clock(span.toMs)];
      return speech.say("time.window", {
        fromTime: from.time,
        fromDate: from.date,
        toTime: to.time,
        toDate: to.date,
      });
    });
    told.push(speech.sentence("time.spans", { windows: listOf(windows, speech) }));
    if (spans.length > windowCountMax) {
      const n = spans.length - windowCountMax;
      told.push(speech.sentence("time.more-windows", { n, figure: speech.figure(n) }));
    }
  }
  const isOverMidnight = dailyWindow !== undefined && dailyWindow[0] > dailyWindow[1];
  if (dailyWindow !== undefined) {
    const [from, to] = dailyWindow;
    const over = isOverMidnight ? "midnight" : "no";
    told.push(speech.sentence("time.daily", { from, to, over }));
  }
  if (weekdays !== undefined) {
    const days = weekdays.map((day) => speech.say("time.weekday", { day: String(day) }));
    told.push(speech.sentence("time.weekdays", { days: listOf(days, speech) }));
    if (isOverMidnight) told.push(speech.sentence("time.night"));
  }
  return told;
}

function beginSentence(
  { fromMs, waits }: RuleTime,
  speech: Speech,
  of: "article" | "deadline" | "exemption",
): string {
  if (of === "deadline") return speech.sentence("time.deadline", speech.clock(fromMs));
  // Of a rule that waits for its phase the date is only the earliest.
  if (of === "article" && waits === true) {
    return speech.sentence("time.not-before", speech.clock(fromMs));
  }
  return speech.sentence("time.from", { ...speech.clock(fromMs), of });
}

/** The phase a rule belongs to, when it begins, and what holds until then. */
export function phaseSentences(
  { name, begins }: CompiledPhase,
  waits: boolean,
  speech: Speech,
): readonly string[] {
  const phase = speech.name(name);
  return [
    speech.sentence("time.phase", { phase }),
    begins.by === "at"
      ? speech.sentence("phase.at", { phase, ...speech.clock(begins.atMs) })
      : speech.sentence("phase.after", {
          phase,
          article: begins.article,
          duration: speech.duration(begins.forMs, "gen"),
        }),
    ...(waits ? [speech.sentence("phase.waits")] : []),
  ];
}
