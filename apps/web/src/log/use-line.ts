import {
  type Completion,
  completions,
  type LineContext,
  type LineReading,
  readLine,
} from "@truceline/log";
import { useMemo, useRef, useState } from "preact/hooks";
import { clockMinutes } from "../format/time.ts";

export interface LineState {
  readonly text: string;
  readonly reading: LineReading;
  readonly candidates: readonly Completion[];
  readonly cursor: number;
  /** From the first key of this line on; null before it. */
  readonly startedAtMs: number | null;
  set(text: string, cursor?: number): void;
  /** Puts a word in the place of what is typed of it. The new text and cursor. */
  take(candidate: Completion): { readonly text: string; readonly cursor: number };
  clear(): void;
  /** What was cleared last, brought back. */
  undo(): void;
}

const candidateCountMax = 6;
/** Of one kind of word, while nothing is typed of it: a monitor chooses what comes next, then which. */
const perSlotCount = 2;

/**
 * The few words that help: one for each meaning, at the beginning a time, and a comma as soon as the
 * observation is whole.
 */
function offered(
  text: string,
  candidates: readonly Completion[],
  context: LineContext,
  { observations, fault }: LineReading,
): readonly Completion[] {
  if (text.trim() === "") return timesNow(context);
  const isTyping = !/[\s,]$/.test(text);
  const meanings = new Set<string>();
  const counts = new Map<string, number>();
  const few = candidates.filter(({ slot, hint, text: word, exact }) => {
    const meaning = `${slot}/${hint}`;
    const count = counts.get(slot) ?? 0;
    if (slot === "next" || meanings.has(meaning)) return false;
    if (!exact && !isTyping && count >= perSlotCount) return false;
    meanings.add(meaning);
    counts.set(slot, count + 1);
    return word !== "";
  });
  const end = text.length;
  const isWhole = observations.length > 0 && fault === undefined && text.trimEnd() === text;
  const comma = isWhole
    ? [{ text: ",", hint: "", slot: "next" as const, exact: false, from: end, to: end }]
    : candidates.filter(({ slot }) => slot === "next");
  return [...few.slice(0, candidateCountMax - comma.length), ...comma];
}

/** What most lines begin with: the clock now, and since the line before. */
function timesNow({ nowMs, previousToMs, timezone }: LineContext): readonly Completion[] {
  const clock = (atMs: number) => clockMinutes(atMs, timezone).replace(":", "");
  const at = { slot: "time", exact: false, from: 0, to: 0 } as const;
  const sinceMs = Math.max(previousToMs ?? 0, nowMs - 3_600_000);
  return [
    { ...at, text: clock(nowMs), hint: "now" },
    { ...at, text: `${clock(sinceMs)}-${clock(nowMs)}`, hint: "since" },
    { ...at, text: `${clock(sinceMs)}-${clock(nowMs)} nothing`, hint: "nothing heard or seen" },
  ];
}

/** The line under way: read anew at every key, in a fraction of the 30 ms that a key may take. */
export function useLine(context: LineContext): LineState {
  const [text, setText] = useState("");
  const [cursor, setCursor] = useState(0);
  const [startedAtMs, setStarted] = useState<number | null>(null);
  const cleared = useRef("");
  const reading = useMemo(() => readLine(text, context), [text, context]);
  const candidates = useMemo(
    () => offered(text, completions(text, cursor, context), context, reading),
    [text, cursor, context, reading],
  );

  const set = (next: string, at = next.length): void => {
    if (text === "" && next !== "") setStarted(Date.now());
    if (next === "") setStarted(null);
    setText(next);
    setCursor(at);
  };
  return {
    text,
    reading,
    candidates,
    cursor,
    startedAtMs,
    set,
    take({ text: word, from, to }) {
      const before = text.slice(0, from);
      const rest = text.slice(to);
      const gap = word === "," ? " " : rest.startsWith(" ") ? "" : " ";
      const next = `${word === "," ? before.trimEnd() : before}${word}${gap}${rest}`;
      const at = next.length - rest.length;
      set(next, at);
      return { text: next, cursor: at };
    },
    clear() {
      cleared.current = text;
      set("");
    },
    undo() {
      if (text === "" && cleared.current !== "") set(cleared.current);
    },
  };
}
