import type { LineContext } from "@truceline/log";
import type { Ground } from "@truceline/watch";
import type { Wording } from "@truceline/wording";
import type { RefObject } from "preact";
import { FormEntry } from "./form-entry.tsx";
import { LineField } from "./line-field.tsx";
import type { LogSeat } from "./log-context.ts";
import { LogHead } from "./log-head.tsx";
import { FaultBar, NextWords } from "./next-words.tsx";
import { Preview } from "./preview.tsx";
import type { LineState } from "./use-line.ts";

/** The line under way: what it is read with, the line, what may follow or is wrong, and what it says. */
export function LineEntry(props: {
  readonly seat: LogSeat;
  readonly context: LineContext;
  readonly wording: Wording;
  readonly ground: Ground;
  readonly line: LineState;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly isForm: boolean;
  readonly pressed: (event: KeyboardEvent) => void;
  readonly post: string;
  readonly nowMs: number;
}) {
  const { seat, context, wording, ground, line, input, post, nowMs } = props;
  const { reading } = line;
  const isWrong = reading.fault !== undefined && !reading.fault.unfinished;
  return (
    <>
      <LogHead seat={seat} context={context} atMs={reading.observations[0]?.span.fromMs ?? nowMs} />
      {props.isForm && <FormEntry context={context} wording={wording} change={line.set} />}
      <LineField
        text={line.text}
        reading={reading}
        input={input}
        change={line.set}
        pressed={props.pressed}
      />
      {isWrong && reading.fault !== undefined ? (
        <FaultBar
          fault={reading.fault}
          mend={(suggestion) => {
            const { from = 0, to = 0 } = reading.fault ?? {};
            line.set(`${line.text.slice(0, from)}${suggestion}${line.text.slice(to)}`);
            input.current?.focus();
          }}
        />
      ) : (
        <NextWords
          candidates={line.candidates}
          take={(candidate) => {
            const found = line.candidates.find(({ text }) => text === candidate.text);
            if (found !== undefined) line.take(found);
            input.current?.focus();
          }}
        />
      )}
      <Preview reading={reading} wording={wording} ground={ground} post={post} nowMs={nowMs} />
    </>
  );
}
