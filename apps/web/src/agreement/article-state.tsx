import type { ClauseBoard, ClauseCell } from "@truceline/watch";
import { cellCount, cellShape } from "../clauses/cell-words.ts";
import { percent } from "../format/numbers.ts";
import { StateShape } from "../shapes/state-shape.tsx";
import { go } from "../state/navigate.ts";
import { agreementWords as words } from "./agreement-words.ts";

const order = ["breached", "undetermined", "met"] as const;

const cellsOf = (board: ClauseBoard, articleId: string): readonly ClauseCell[] =>
  board.cells.flatMap((cell) =>
    cell?.articleId === articleId && order.some((state) => state === cell.state) ? [cell] : [],
  );

/** How an article stands today, over all sectors: each state once, with its number of sectors. */
export function ArticleState({ board, id }: { board: ClauseBoard | null; id: string }) {
  if (board === null) return <p class="d">{words.stateWaits}</p>;
  const cells = cellsOf(board, id);
  if (cells.length === 0) return <p class="d">{words.noState}</p>;
  return (
    <p class="ags">
      <span class="d">{words.today}</span>
      {order.map((state) => {
        const [first, ...rest] = cells.filter((cell) => cell.state === state);
        if (first === undefined) return null;
        const found = [first, ...rest].find((cell) => cellShape(cell) === "found");
        return (
          <span key={state} class="st">
            <StateShape shape={cellShape(found ?? first)} />
            {words.inSectors(words.stateWords[state], rest.length + 1)}
          </span>
        );
      })}
    </p>
  );
}

/** The same sector by sector; each opens its cell of the board. */
export function ArticleSectors({ board, id }: { board: ClauseBoard; id: string }) {
  const cells = cellsOf(board, id);
  if (cells.length === 0) return null;
  const nameOf = new Map(board.sectors.map((sector) => [sector.id, sector.name]));
  return (
    <>
      <h3>{words.bySector}</h3>
      <ul class="agsec">
        {cells.map((cell) => {
          const { count, word } = cellCount(cell);
          return (
            <li key={cell.sectorId}>
              <StateShape shape={cellShape(cell)} />
              <button
                type="button"
                class="link"
                onClick={() =>
                  go(
                    { screen: "clauses", cell: { articleId: id, sectorId: cell.sectorId } },
                    "step",
                  )
                }
              >
                {nameOf.get(cell.sectorId) ?? cell.sectorId}
              </button>
              <span>
                {count === null ? word : `${count} ${word}`}{" "}
                <span class="d">{percent(cell.coverageRatio)}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
