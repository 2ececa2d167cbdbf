import type { ClauseBoard } from "@truceline/watch";
import { StateShape } from "../shapes/state-shape.tsx";
import { words } from "../words/words.ts";
import { boardTotals } from "./board-totals.ts";

/** The sums, with who said so, and the key of the bar. */
export function BoardFoot({ board }: { board: ClauseBoard }) {
  const totals = boardTotals(board.cells);
  return (
    <div class="foot">
      <div class="sum">
        <span class="st">
          <StateShape shape="met" />
          <b>{totals.metCount}</b> {words.clauses.met}
        </span>
        <span class="st">
          <StateShape shape={totals.foundCount > 0 ? "found" : "breached"} />
          <b>{totals.breachedCount}</b>{" "}
          {words.clauses.breachedAre(totals.assessedCellCount, totals.foundCellCount)}
        </span>
        <span class="st">
          <StateShape shape="undetermined" />
          <b>{totals.undeterminedCount}</b> {words.clauses.undetermined}
        </span>
      </div>
      <div class="key">
        <svg width="84" height="9" viewBox="0 0 84 9" aria-hidden>
          <rect width="84" height="5" y="2" fill="url(#hatch)" />
          <rect width="58" height="5" y="2" class="cvf" />
          <rect x="66" width="1.6" height="9" class="f-ink1" />
        </svg>
        <span>
          {words.clauses.keySeen} <span class="c-undet">{words.clauses.keyNotSeen}</span>
          {words.clauses.keyAsked}
        </span>
      </div>
    </div>
  );
}
