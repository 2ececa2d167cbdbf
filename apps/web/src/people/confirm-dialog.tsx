import { FormDialog } from "../frame/form-dialog.tsx";
import { ProblemLine } from "../frame/problem-line.tsx";
import type { Problem } from "../state/api.ts";
import { peopleWords } from "./people-words.ts";

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
    <FormDialog
      title={props.title}
      act={props.act}
      cancel={peopleWords.people.cancel}
      off={props.busy}
      send={props.go}
      close={props.close}
    >
      <p class="q">{props.say}</p>
      {props.problem !== null && <ProblemLine problem={props.problem} />}
    </FormDialog>
  );
}
