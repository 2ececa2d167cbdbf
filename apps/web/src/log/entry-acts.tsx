import type { MediaRef } from "@truceline/model";
import type { Problem } from "../state/api.ts";
import { logWords as words } from "./log-words.ts";
import { PhotoButton } from "./photo-button.tsx";

/** What can be done with the line under way and the drafts before it; what the server said to it. */
export function EntryActs(props: {
  readonly text: string;
  readonly isCorrection: boolean;
  readonly draftCount: number;
  readonly media: readonly MediaRef[];
  readonly said: string;
  readonly problem: Problem | null;
  readonly keep: () => void;
  readonly submit: () => void;
  readonly nothing: () => void;
  readonly addPhoto: (ref: MediaRef) => void;
}) {
  const { draftCount, problem } = props;
  return (
    <>
      <div class="eb">
        <button
          type="button"
          class="btn pri"
          disabled={props.text.trim() === ""}
          onClick={props.keep}
        >
          {props.isCorrection ? words.keepCorrection : words.keep} <kbd>Enter</kbd>
        </button>
        <button type="button" class="btn" disabled={draftCount === 0} onClick={props.submit}>
          {words.submit(draftCount)} <kbd>Ctrl Enter</kbd>
        </button>
        <button type="button" class="btn" onClick={props.nothing}>
          {words.nothing} <kbd>Alt N</kbd>
        </button>
        <PhotoButton media={props.media} add={props.addPhoto} />
        <span class="grow" role="status">
          {props.said}
        </span>
      </div>
      {problem !== null && (
        <p class="nx bad" role="alert">
          <span class="w">{problem.title}</span> {problem.detail ?? problem.hint}{" "}
          <span class="code">{problem.code}</span>
        </p>
      )}
    </>
  );
}
