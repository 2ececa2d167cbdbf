import type { ShownObligation } from "@truceline/watch";
import { StateShape } from "../shapes/state-shape.tsx";
import { agreementWords } from "./agreement-words.ts";
import { wordText } from "./who-text.ts";

const words = agreementWords.obligations;
const dayMs = 86_400_000;

/** The state of an obligation by shape and word, with what it lacks or waits for. */
export function StateSign({ item }: { item: ShownObligation }) {
  const { status, evidence } = item;
  if (status === null)
    return <span class="d">{words.asks(evidence.map(wordText).join(", "))}</span>;
  const days = Math.floor(status.lateByMs / dayMs);
  const { state } = status;
  const word =
    state === "late"
      ? words.lateBy(days)
      : state === "met" && days > 0
        ? words.metLate(days)
        : (words.states[state] ?? state);
  const isOver = state === "met" || state === "waived";
  return (
    <span class={`agst ${state === "late" ? "c-attn" : ""}`}>
      <span class="st">
        {state === "met" && <StateShape shape="met" />}
        {state === "late" && <StateShape shape="cannot-see" />}
        {state === "disputed" && <StateShape shape="undetermined" />}
        {word}
      </span>
      {!isOver && status.lacks.length > 0 && (
        <span class="d">{words.lacks(status.lacks.map(wordText).join(", "))}</span>
      )}
      {!isOver && status.waitsFor.length > 0 && (
        <span class="d">{words.waitsFor(status.waitsFor.map(wordText).join(", "))}</span>
      )}
    </span>
  );
}
