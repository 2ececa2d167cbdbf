import { useLayoutEffect } from "preact/hooks";

/** Keys that hold anywhere on the Log, also in its field: submit, nothing heard or seen, another post. */
export function useLogKeys(
  live: boolean,
  acts: { submit(): void; ask(is: "nothing" | "post"): void },
): void {
  // Before the next key can be pressed: it is for the line that is seen.
  useLayoutEffect(() => {
    if (!live) return;
    const pressed = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase();
      const act =
        event.ctrlKey && event.key === "Enter"
          ? acts.submit
          : event.altKey && key === "n"
            ? () => acts.ask("nothing")
            : event.altKey && key === "p"
              ? () => acts.ask("post")
              : null;
      if (act === null) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
}
