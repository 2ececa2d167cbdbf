import type { ComponentChildren } from "preact";
import { words } from "../words/words.ts";

/** The panel beside a screen's main part: what was chosen there, and below it what can be done with it. */
export function SidePanel(props: {
  readonly name: string;
  /** Null: nothing is chosen; `empty` stands there instead. */
  readonly title: string | null;
  readonly empty?: ComponentChildren;
  readonly right?: ComponentChildren;
  readonly acts?: ComponentChildren;
  /** Absent where the panel always shows something. */
  readonly close?: () => void;
  readonly children: ComponentChildren;
}) {
  const { name, title, empty, right, acts, close, children } = props;
  return (
    <aside class="panel0" aria-label={name}>
      {title === null ? (
        <div class="empty">{empty}</div>
      ) : (
        <>
          <div class="ph">
            <h2>{title}</h2>
            <div class="right">{right}</div>
          </div>
          <div class="pb sb" tabIndex={0} role="region" aria-label={name}>
            {children}
          </div>
          {(acts !== undefined || close !== undefined) && (
            <div class="ifoot">
              {acts}
              {close !== undefined && (
                <button type="button" class="btn" onClick={close}>
                  {words.inspector.close} <kbd>Esc</kbd>
                </button>
              )}
            </div>
          )}
        </>
      )}
    </aside>
  );
}
