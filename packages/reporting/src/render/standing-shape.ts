import type { StandingState } from "./word-report.ts";

/** Shapes of the states of a clause: told apart without colour, so that a copier keeps them. */
const shapes: Readonly<Record<StandingState, string>> = {
  met: '<circle cx="6" cy="6" r="4.6" fill="#0b6e5b"/>',
  found: '<path d="M6 .8 11.2 6 6 11.2.8 6Z" fill="#a4241c"/>',
  examined:
    '<path d="M1.5 1.5h9v9h-9z" fill="none" stroke="#4b4470" stroke-width="1.3"/><path d="M1.5 6 6 1.5M1.5 10.5l9-9M6 10.5 10.5 6" stroke="#4b4470" stroke-width="1"/>',
  undetermined:
    '<path d="M1.5 1.5h9v9h-9z" fill="none" stroke="#4b4470" stroke-width="1.3"/><path d="M1.5 6 6 1.5M1.5 10.5l9-9M6 10.5 10.5 6" stroke="#4b4470" stroke-width="1"/>',
  "not-applicable": '<path d="M2 6h8" stroke="#5b676b" stroke-width="1.5"/>',
  narrative: '<path d="M2 6h8" stroke="#5b676b" stroke-width="1.5"/>',
};

/** The shape as an inline picture of 12 by 12. */
export function standingShape(state: StandingState): string {
  return `<svg class="shape" viewBox="0 0 12 12" aria-hidden="true">${shapes[state]}</svg>`;
}

/** The shape as a picture of its own. */
export function standingSvg(state: StandingState): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12" width="12" height="12">${shapes[state]}</svg>`;
}
