import { useState } from "preact/hooks";
import { FormDialog } from "../frame/form-dialog.tsx";
import { logWords as words } from "./log-words.ts";

/** Asks why a submitted line is corrected or withdrawn; without a reason it is not. */
export function ReasonDialog(props: {
  readonly title: string;
  readonly done: (reason: string) => void;
  readonly close: () => void;
}) {
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={props.title}
      act={words.go}
      cancel={words.cancel}
      off={reason.trim() === ""}
      send={() => {
        if (reason.trim() !== "") props.done(reason.trim());
      }}
      close={props.close}
    >
      <p class="q">{words.reasonSay}</p>
      <label class="fl">
        {words.reason}
        <textarea
          class="field"
          rows={3}
          required
          maxLength={4_000}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
    </FormDialog>
  );
}
