import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** A list that opens below its button; Esc or a click elsewhere closes it. */
export function Popover(props: {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly button: ComponentChildren;
  readonly buttonClass: string;
  /** Where the button's own text does not say enough. */
  readonly name?: string;
  readonly atRight?: boolean;
  readonly children: ComponentChildren;
}) {
  const { open, setOpen, button, buttonClass, name, atRight = false, children } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const away = (event: Event): void => {
      if (box.current?.contains(event.target as Node) !== true) setOpen(false);
    };
    const onEscape = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      setOpen(false);
      box.current?.querySelector("button")?.focus();
    };
    addEventListener("pointerdown", away);
    addEventListener("keydown", onEscape, true);
    return () => {
      removeEventListener("pointerdown", away);
      removeEventListener("keydown", onEscape, true);
    };
  }, [open, setOpen]);
  return (
    <div class={`pop ${atRight ? "at-right" : ""}`} ref={box}>
      <button
        type="button"
        class={buttonClass}
        aria-expanded={open}
        aria-label={name}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && <div class="list">{children}</div>}
    </div>
  );
}
