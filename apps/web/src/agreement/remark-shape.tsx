import { Sign } from "../shapes/sign.tsx";

/** The shape of a remark: what is wrong, what is doubtful, what to know, what depends on the deployment. */
export type RemarkKind = "error" | "warning" | "note" | "deployment";

export function RemarkShape({ kind, label }: { kind: RemarkKind; label?: string }) {
  return <Sign label={label}>{drawing[kind]}</Sign>;
}

const drawing = {
  error: (
    <>
      <path d="M3.6.7h4.8l2.9 2.9v4.8l-2.9 2.9H3.6L.7 8.4V3.6Z" class="f-ink1" />
      <path d="M6 3v3.4M6 8v1.1" class="s-bg1" stroke-width="1.6" />
    </>
  ),
  warning: (
    <>
      <path
        d="M6 1 11.4 10.8H.6Z"
        class="nofill s-attn"
        stroke-width="1.4"
        stroke-linejoin="round"
      />
      <path d="M6 4.6v3M6 9v.6" class="s-attn" stroke-width="1.4" />
    </>
  ),
  note: <path d="M2 6h8" class="s-ink2" stroke-width="1.6" />,
  deployment: (
    <>
      <path d="M1.5 1.5h9v9h-9z" class="nofill s-undet" stroke-width="1.4" />
      <path d="M1.5 6 6 1.5M1.5 10.5l9-9M6 10.5 10.5 6" class="s-undet" stroke-width="1.1" />
    </>
  ),
};
