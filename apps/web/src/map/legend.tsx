import type { Ground } from "@truceline/watch";
import { partyName } from "../format/party.ts";
import { StateShape } from "../shapes/state-shape.tsx";
import { words } from "../words/words.ts";
import { type LineDash, lineDash } from "./features/line-features.ts";

const dashOf: Readonly<Record<LineDash, string>> = {
  agreed: "",
  first: "9 4",
  second: "2 4.5",
  nobody: "14 5 5 5",
};

/** What the signs mean; of the lines only those that are drawn. */
export function Legend({ ground }: { ground: Ground }) {
  const { parties } = ground.agreement;
  const shown = new Map<LineDash, string>();
  for (const line of ground.lines.filter(({ inForce }) => inForce)) {
    const dash = lineDash(line.acceptedBy, parties);
    const by = line.acceptedBy[0];
    shown.set(
      dash,
      dash === "agreed"
        ? words.map.agreed
        : by === undefined
          ? words.map.shownBy(partyName(line.drawnBy, parties))
          : words.map.heldBy(partyName(by, parties)),
    );
  }
  return (
    <div class="legend" role="group" aria-label={words.map.legend}>
      <span class="st">
        <StateShape shape="met" />
        {words.map.met}
      </span>
      <span class="st">
        <StateShape shape="breached" />
        {words.map.assessed}
      </span>
      <span class="st">
        <StateShape shape="found" />
        {words.map.found}
      </span>
      <span class="st">
        <StateShape shape="undetermined" />
        {words.map.undetermined}
      </span>
      <span class="st">
        <svg viewBox="0 0 20 11" width="20" height="11" aria-hidden>
          <rect width="20" height="11" fill="url(#hatch)" />
        </svg>
        {words.map.cannotSee}
      </span>
      {[...shown].map(([dash, label]) => (
        <span class="st" key={dash}>
          <svg viewBox="0 0 30 11" width="30" height="11" aria-hidden>
            <path
              d="M0 5.5H30"
              stroke="var(--m-line)"
              stroke-width="2.4"
              stroke-dasharray={dashOf[dash]}
            />
          </svg>
          {label}
        </span>
      ))}
    </div>
  );
}
