import { useLayoutEffect } from "preact/hooks";
import { createStore } from "./store.ts";

/** Single-key shortcuts can be switched off (WCAG 2.1.4). */
const offKey = "truceline-keys-off";
export const keysOff = createStore(localStorage.getItem(offKey) === "yes");
export function setKeysOff(off: boolean): void {
  localStorage.setItem(offKey, off ? "yes" : "no");
  keysOff.set(off);
}

let waitingForScreen = false;

/** Name of the key pressed, `g n` for the two in a row; null where a shortcut may not fire. */
function shortcutOf(event: KeyboardEvent): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  const at = event.target;
  if (at instanceof HTMLElement && at.closest("input, textarea, select, dialog") !== null) {
    return null;
  }
  if (keysOff.get() && event.key.length === 1) return null;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (waitingForScreen) {
    waitingForScreen = false;
    return `g ${name}`;
  }
  waitingForScreen = name === "g";
  return name;
}

/** Shortcuts of the page, for as long as the part is shown. A missing name does nothing. */
export function useKeys(acts: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  // Before the next key can be pressed: an act of the view that stood before would do the wrong thing.
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const act = pressedActs.has(event) ? (pressedActs.get(event) ?? null) : remember(event);
      if (act === null) return;
      acts[act]?.(event);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
}

/** Several parts listen to one press; it is read once. */
const pressedActs = new WeakMap<KeyboardEvent, string | null>();
function remember(event: KeyboardEvent): string | null {
  const act = shortcutOf(event);
  pressedActs.set(event, act);
  return act;
}
