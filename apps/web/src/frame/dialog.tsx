import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** A dialog over the page: focus stays in it, Esc leaves it, the page below does not move. */
export function Dialog(props: {
  readonly title: string;
  readonly close: () => void;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class={props.wide === true ? "dlg wide" : "dlg"}
      aria-label={props.title}
      onClose={props.close}
      onCancel={props.close}
    >
      <h2>{props.title}</h2>
      {props.children}
    </dialog>
  );
}
