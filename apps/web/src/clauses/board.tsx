import type { ClauseBoard } from "@truceline/watch";
import { useRef } from "preact/hooks";
import { kilometres } from "../format/numbers.ts";
import type { Address } from "../state/address.ts";
import { go } from "../state/navigate.ts";
import { words } from "../words/words.ts";
import { BoardCell } from "./board-cell.tsx";
import { cellAfter } from "./board-moves.ts";
import { History } from "./history.tsx";

/** With more sectors than this, cells are drawn narrower. */
const compactAbove = 6;
/** What a cell needs for its longest word, beside the article and the history. */
const leastColumnPx = 92;
const firstColumnPx = 140;
const lastColumnPx = 88;

/** The table. One cell is in the tab order; arrows move from cell to cell. */
export function Board(props: { readonly board: ClauseBoard; readonly chosen: Address["cell"] }) {
  const { board, chosen } = props;
  const table = useRef<HTMLTableElement>(null);
  const columns = board.sectors.length;
  const chosenAt = board.cells.findIndex(
    (cell) =>
      cell !== null && cell.articleId === chosen?.articleId && cell.sectorId === chosen?.sectorId,
  );
  const openable = board.cells.map((cell) => cell !== null && cell.state !== "not-applicable");
  const inOrder = chosenAt === -1 ? openable.indexOf(true) : chosenAt;

  const key = (event: KeyboardEvent): void => {
    const from = Number((event.target as HTMLElement).closest("button")?.dataset["at"] ?? -1);
    const to = from < 0 ? null : cellAfter(event.key, from, columns, openable);
    if (to === null) return;
    event.preventDefault();
    table.current?.querySelector<HTMLElement>(`button[data-at="${to}"]`)?.focus();
  };
  return (
    <div class="bw">
      <table
        style={{ minWidth: `${firstColumnPx + lastColumnPx + columns * leastColumnPx}px` }}
        class={`board ${columns > compactAbove ? "compact" : ""}`}
        ref={table}
        onKeyDown={key}
      >
        <thead>
          <tr>
            <th scope="col">{words.clauses.article}</th>
            {board.sectors.map(({ id, name, lengthM }) => (
              <th key={id} scope="col">
                {name} {lengthM > 0 && <span class="d">{kilometres(lengthM)}</span>}
              </th>
            ))}
            <th scope="col">{words.clauses.history}</th>
          </tr>
        </thead>
        <tbody>
          {board.articles.map((article, row) => (
            <tr key={article.id} class={article.notAssessed === null ? "" : "narrative"}>
              <th scope="row" colSpan={article.notAssessed === null ? 1 : columns + 1}>
                <b>{article.id}</b>
                <span title={article.text}>{article.text}</span>
              </th>
              {article.notAssessed !== null ? (
                <td class="na" title={article.notAssessed}>
                  — {words.clauses.notAssessedAs[article.kind] ?? words.clauses.notAssessed}
                </td>
              ) : (
                board.sectors.map((sector, column) => {
                  const at = row * columns + column;
                  const cell = board.cells[at] ?? null;
                  return (
                    <BoardCell
                      key={sector.id}
                      cell={cell}
                      sectorName={sector.name}
                      at={at}
                      inTabOrder={at === inOrder}
                      chosen={at === chosenAt}
                      open={() =>
                        go({ cell: { articleId: article.id, sectorId: sector.id } }, "detail")
                      }
                    />
                  );
                })
              )}
              {article.notAssessed === null && (
                <td class="hist">
                  <History articleId={article.id} states={board.history[row] ?? []} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
