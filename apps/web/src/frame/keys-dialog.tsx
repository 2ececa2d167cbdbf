import { useEffect, useRef } from "preact/hooks";
import { keysOff, setKeysOff } from "../state/keys.ts";
import { useStore } from "../state/store.ts";
import { words } from "../words/words.ts";

export function KeysDialog({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const off = useStore(keysOff);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="keys" ref={dialog} onClose={close} aria-labelledby="keys-title">
      <h2 id="keys-title">{words.keys.title}</h2>
      <dl>
        {words.keys.rows.map(([keys, meaning]) => (
          <div key={meaning} class="contents">
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input
          type="checkbox"
          checked={off}
          onChange={(event) => setKeysOff(event.currentTarget.checked)}
        />
        {words.keys.off}
      </label>
      <button type="button" class="btn pri" onClick={() => dialog.current?.close()}>
        {words.keys.close}
      </button>
    </dialog>
  );
}
