import type { ClauseCell } from "@truceline/watch";
import { percent } from "../format/numbers.ts";
import { CoverageBar } from "../shapes/coverage-bar.tsx";
import { StateShape } from "../shapes/state-shape.tsx";
import { words } from "../words/words.ts";
import { cellCount, cellShape } from "./cell-words.ts";

/** One article in one sector: shape, word, count, and the coverage it rests on. */
export function BoardCell(props: {
  readonly cell: ClauseCell | null;
  readonly sectorName: string;
  readonly at: number;
  readonly inTabOrder: boolean;
  readonly chosen: boolean;
  readonly open: () => void;
}) {
  const { cell, sectorName, at, inTabOrder, chosen, open } = props;
  if (cell === null) {
    return (
      <td class="k-none">
        <div class="cc">
          <span class="cr und">{words.clauses.noData}</span>
          <span class="cb">
            <CoverageBar seenRatio={0} askedRatio={1} />
          </span>
        </div>
      </td>
    );
  }
  if (cell.state === "not-applicable" || cell.state === "narrative")
    return <td class="na">{cellCount(cell).word}</td>;
  const { count, word } = cellCount(cell);
  const said = count === null ? word : `${count} ${word}`;
  const seen = percent(cell.coverageRatio);
  return (
    <td class={`k-${cell.state}`}>
      <button
        type="button"
        class="cc"
        data-at={at}
        tabIndex={inTabOrder ? 0 : -1}
        aria-current={chosen ? "true" : undefined}
        aria-label={words.clauses.cell(
          cell.articleId,
          sectorName,
          said,
          seen,
          percent(cell.requirementRatio),
        )}
        onClick={open}
      >
        <span class="cr">
          <StateShape shape={cellShape(cell)} />
          {count !== null && <b>{count}</b>}{" "}
          <span class={cell.state === "undetermined" && count === null ? "und" : ""}>{word}</span>
        </span>{" "}
        <span class="cb">
          <CoverageBar seenRatio={cell.coverageRatio} askedRatio={cell.requirementRatio} />
          <span class="cp">{seen}</span>
        </span>
      </button>
    </td>
  );
}
