import type { ComponentChildren } from "preact";

/** A sign of 12 px: with a label it is read out, without one it is ornament beside its word. */
export function Sign(props: {
  readonly label: string | undefined;
  readonly children: ComponentChildren;
}) {
  const { label, children } = props;
  const name =
    label === undefined
      ? { "aria-hidden": true as const }
      : { role: "img" as const, "aria-label": label };
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" {...name}>
      {children}
    </svg>
  );
}
