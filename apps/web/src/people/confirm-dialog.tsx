import { Dialog } from "../log/dialog.tsx";
import type { Problem } from "../state/api.ts";
import { peopleWords } from "./people-words.ts";
import { ProblemLine } from "./problem-line.tsx";

/** Asks before something that shuts somebody out. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly say: string;
  readonly act: string;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly go: () => void;
  readonly close: () => void;
}) {
  return (
    <Dialog title={props.title} close={props.close}>
      <p class="q">{props.say}</p>
      {props.problem !== null && <ProblemLine problem={props.problem} />}
      <div class="db">
        <button type="button" class="btn pri" disabled={props.busy} onClick={props.go}>
          {props.act}
        </button>
        <button type="button" class="btn" onClick={props.close}>
          {peopleWords.people.cancel}
        </button>
      </div>
    </Dialog>
  );
}
