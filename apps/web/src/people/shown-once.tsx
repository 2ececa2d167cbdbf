import { useState } from "preact/hooks";
import { Dialog } from "../frame/dialog.tsx";
import { instantSaid } from "./instant-said.ts";
import { peopleWords } from "./people-words.ts";

const words = peopleWords.people;

/** A link or code that is shown this once. */
export function ShownOnce(props: {
  readonly title: string;
  readonly say: (until: string) => string;
  readonly text: string;
  readonly expiresAtMs: number;
  readonly close: () => void;
}) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(props.text);
    setCopied(true);
  };
  return (
    <Dialog title={props.title} close={props.close}>
      <p class="q">{props.say(instantSaid(props.expiresAtMs))}</p>
      <input
        class="field once"
        readOnly
        value={props.text}
        aria-label={props.title}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="db">
        {window.isSecureContext && (
          <button type="button" class="btn" onClick={() => void copy()}>
            {copied ? words.copied : words.copy}
          </button>
        )}
        <button type="button" class="btn pri" onClick={props.close}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
}
