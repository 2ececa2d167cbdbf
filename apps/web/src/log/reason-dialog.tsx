import { useState } from "preact/hooks";
import { Dialog } from "./dialog.tsx";
import { logWords as words } from "./log-words.ts";

/** Asks why a submitted line is corrected or withdrawn; without a reason it is not. */
export function ReasonDialog(props: {
  readonly title: string;
  readonly done: (reason: string) => void;
  readonly close: () => void;
}) {
  const [reason, setReason] = useState("");
  return (
    <Dialog title={props.title} close={props.close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== "") props.done(reason.trim());
        }}
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
        <div class="db">
          <button type="submit" class="btn pri" disabled={reason.trim() === ""}>
            {words.go}
          </button>
          <button type="button" class="btn" onClick={props.close}>
            {words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
