import type { ComponentChildren } from "preact";
import { Dialog } from "./dialog.tsx";

/** A dialog with fields: one button sends them, one leaves; Enter in a field sends. */
export function FormDialog(props: {
  readonly title: string;
  /** What the sending button says, and the leaving one. */
  readonly act: string;
  readonly cancel: string;
  /** What is there cannot be sent yet, or is under way. */
  readonly off?: boolean;
  readonly send: (form: HTMLFormElement) => void;
  readonly close: () => void;
  /** Buttons between the two. */
  readonly others?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <Dialog title={props.title} close={props.close}>
      <form
        class="pform"
        onSubmit={(event) => {
          event.preventDefault();
          props.send(event.currentTarget);
        }}
      >
        {props.children}
        <div class="db">
          <button type="submit" class="btn pri" disabled={props.off === true}>
            {props.act}
          </button>
          {props.others}
          <button type="button" class="btn" onClick={props.close}>
            {props.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
