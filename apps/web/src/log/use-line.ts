import {
  type Completion,
  completions,
  type LineContext,
  type LineReading,
  readLine,
} from "@truceline/log";
import { useMemo, useRef, useState } from "preact/hooks";

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

/** The line under way: read anew at every key, in a fraction of the 30 ms that a key may take. */
export function useLine(context: LineContext): LineState {
  const [text, setText] = useState("");
  const [cursor, setCursor] = useState(0);
  const [startedAtMs, setStarted] = useState<number | null>(null);
  const cleared = useRef("");
  const reading = useMemo(() => readLine(text, context), [text, context]);
  const candidates = useMemo(() => completions(text, cursor, context), [text, cursor, context]);

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
