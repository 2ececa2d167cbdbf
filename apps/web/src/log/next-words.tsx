import type { LineFault } from "@truceline/log";
import { Alarm } from "../shapes/glyphs.tsx";
import { logWords as words } from "./log-words.ts";

/** Of what might stand there, the likeliest; all of it would not be read. */
const expectedCountMax = 4;

export interface Candidate {
  readonly text: string;
  readonly hint: string;
}

/** What may follow; the first is taken by Tab. */
export function NextWords(props: {
  readonly candidates: readonly Candidate[];
  readonly take: (candidate: Candidate) => void;
}) {
  return (
    <div class="nx">
      <span>
        {words.next} <kbd>Tab</kbd>
      </span>
      <span class="cands">
        {props.candidates.map((candidate, index) => (
          <button
            key={candidate.text}
            type="button"
            tabIndex={-1}
            class={index === 0 ? "cand first" : "cand"}
            onClick={() => props.take(candidate)}
          >
            <b>{candidate.text}</b>{" "}
            {candidate.text === ","
              ? words.another
              : candidate.hint === candidate.text
                ? ""
                : candidate.hint}
          </button>
        ))}
      </span>
    </div>
  );
}

/** The first wrong word, its code and place, and one way to mend it. */
export function FaultBar(props: {
  readonly fault: LineFault;
  readonly mend: (suggestion: string) => void;
}) {
  const { fault, mend } = props;
  return (
    <div class="nx bad" role="alert">
      <Alarm />
      <span>
        <span class="w">{words.wrong(fault.word, fault.wordNo)}</span>{" "}
        {fault.suggestion === undefined &&
          words.expected(fault.expected.slice(0, expectedCountMax).join(", "))}
      </span>
      {fault.suggestion !== undefined && (
        <button type="button" class="btn" onClick={() => mend(fault.suggestion ?? "")}>
          {words.didYouMean} <b>{fault.suggestion}</b>
        </button>
      )}
      <span class="code">{fault.code}</span>
    </div>
  );
}
