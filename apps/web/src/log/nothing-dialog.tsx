import { useState } from "preact/hooks";
import { clockMinutes } from "../format/time.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { logWords as words } from "./log-words.ts";

/** Hours in which nothing was heard or seen: a line like any other, written as one. */
export function NothingDialog(props: {
  readonly fromMs: number;
  readonly toMs: number;
  readonly timezone: string;
  /** Given the line, `1330-1430 nothing`. */
  readonly done: (line: string) => void;
  readonly close: () => void;
}) {
  const [from, setFrom] = useState(clockMinutes(props.fromMs, props.timezone));
  const [to, setTo] = useState(clockMinutes(props.toMs, props.timezone));
  const field = (label: string, value: string, set: (text: string) => void) => (
    <label class="fl">
      {label}
      <input
        class="field"
        type="time"
        required
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  );
  return (
    <FormDialog
      title={words.nothingTitle}
      act={words.keep}
      cancel={words.cancel}
      send={() => props.done(`${from.replace(":", "")}-${to.replace(":", "")} nothing`)}
      close={props.close}
    >
      <div class="pair">
        {field(words.from, from, setFrom)}
        {field(words.to, to, setTo)}
      </div>
    </FormDialog>
  );
}
