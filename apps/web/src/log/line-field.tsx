import type { LineReading } from "@truceline/log";
import type { Ref } from "preact";
import { logWords as words } from "./log-words.ts";

/**
 * The line. What is typed lies over a drawing of the same text: read words underlined, the first wrong
 * one inverted, what follows grey and kept.
 */
export function LineField(props: {
  readonly text: string;
  readonly reading: LineReading;
  readonly input: Ref<HTMLInputElement>;
  readonly change: (text: string) => void;
  readonly pressed: (event: KeyboardEvent) => void;
}) {
  const { text, reading, change, pressed } = props;
  return (
    <div class="ln">
      <div class="mir" aria-hidden>
        {partsOf(text, reading).map(({ from, text: part, is }) =>
          is === "read" ? (
            <u key={from}>{part}</u>
          ) : is === "wrong" ? (
            <mark key={from}>{part}</mark>
          ) : is === "rest" ? (
            <i key={from} class="rest">
              {part}
            </i>
          ) : (
            <span key={from}>{part}</span>
          ),
        )}
      </div>
      <input
        ref={props.input}
        id="log-line"
        aria-label={words.line}
        aria-describedby="log-say"
        aria-invalid={reading.fault !== undefined && !reading.fault.unfinished}
        placeholder={words.linePlaceholder}
        spellcheck={false}
        autocomplete="off"
        maxLength={2_000}
        value={text}
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={pressed}
        onScroll={(event) => {
          const mirror = event.currentTarget.previousElementSibling;
          if (mirror !== null) mirror.scrollLeft = event.currentTarget.scrollLeft;
        }}
      />
    </div>
  );
}

interface Part {
  readonly from: number;
  readonly text: string;
  readonly is: "read" | "wrong" | "rest" | "space";
}

function partsOf(text: string, { words: read, fault, unread }: LineReading): readonly Part[] {
  const marks = [
    ...read.map(({ from, to }) => ({ from, to, is: "read" as const })),
    ...(fault === undefined || fault.unfinished
      ? []
      : [{ from: fault.from, to: fault.to, is: "wrong" as const }]),
    ...(unread === undefined ? [] : [{ ...unread, is: "rest" as const }]),
  ].sort((a, b) => a.from - b.from);
  const parts: Part[] = [];
  let at = 0;
  for (const { from, to, is } of marks) {
    if (from < at) continue;
    if (from > at) parts.push({ from: at, text: text.slice(at, from), is: "space" });
    parts.push({ from, text: text.slice(from, to), is });
    at = to;
  }
  if (at < text.length) parts.push({ from: at, text: text.slice(at), is: "space" });
  return parts;
}
