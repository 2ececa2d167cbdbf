import type { StandingShape } from "@truceline/watch";
import { Sign } from "./sign.tsx";

/** Shape, pattern, then colour: one drawing for every place a state is shown. */
export function StateShape({ shape, label }: { shape: StandingShape; label?: string }) {
  return <Sign label={label}>{drawing[shape]}</Sign>;
}

const drawing = {
  met: <circle cx="6" cy="6" r="4.6" class="f-met" />,
  breached: (
    <path
      d="M6 1.3 10.7 6 6 10.7 1.3 6Z"
      class="nofill s-breached"
      stroke-width="1.6"
      stroke-linejoin="round"
    />
  ),
  found: <path d="M6 .6 11.4 6 6 11.4.6 6Z" class="f-breached" />,
  undetermined: (
    <>
      <path d="M1.5 1.5h9v9h-9z" class="nofill s-undet" stroke-width="1.4" />
      <path d="M1.5 6 6 1.5M1.5 10.5l9-9M6 10.5 10.5 6" class="s-undet" stroke-width="1.1" />
    </>
  ),
  "cannot-see": (
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
};
