import type { ProposalCell } from "@truceline/planning";
import { useRef } from "preact/hooks";
import { cellAfter } from "../clauses/board-moves.ts";
import type { Address } from "../state/address.ts";
import { go } from "../state/navigate.ts";
import { cellAt, type ShownTable, saidOf, taskRowId, underline, unitBeside } from "./figures.ts";
import { proposalsWords as words } from "./proposals-words.ts";

/** The proposals as columns. One cell is in the tab order; arrows move from cell to cell. */
export function ProposalsBoard(props: {
  readonly table: ShownTable;
  readonly figure: Address["figure"];
  readonly csvOf: (rowLabel?: string) => string;
}) {
  const { table, figure, csvOf } = props;
  const board = useRef<HTMLTableElement>(null);
  const { columns, rows } = table;
  const chosenAt =
    columns.length *
      Math.max(
        0,
        rows.findIndex(({ id }) => id === figure?.rowId),
      ) +
    Math.max(
      0,
      columns.findIndex(({ id }) => id === figure?.proposalId),
    );
  const openable = rows.flatMap(() => columns.map(() => true));

  const key = (event: KeyboardEvent): void => {
    const from = Number((event.target as HTMLElement).closest("button")?.dataset["at"] ?? -1);
    const to = from < 0 ? null : cellAfter(event.key, from, columns.length, openable);
    if (to === null) return;
    event.preventDefault();
    board.current?.querySelector<HTMLElement>(`button[data-at="${to}"]`)?.focus();
  };
  /** The row of the cell in focus, as CSV, unless the reader has marked some text. */
  const copy = (event: ClipboardEvent): void => {
    const at = document.activeElement?.closest<HTMLElement>("button[data-at]")?.dataset["at"];
    const row = at === undefined ? undefined : rows[Math.floor(Number(at) / columns.length)];
    if (row === undefined || getSelection()?.isCollapsed === false) return;
    // The task stands in every row of the copy; a row of its own it has not.
    event.clipboardData?.setData("text/plain", row.id === taskRowId ? csvOf() : csvOf(row.label));
    event.preventDefault();
  };
  return (
    <div class="ppw">
      <table class="ppt" ref={board} onKeyDown={key} onCopy={copy} aria-label={words.table}>
        <thead>
          <tr>
            <th scope="col">
              <span class="pplegend">
                <span class="ppu">{words.legend.confirmed}</span>,{" "}
                <span class="ppu as">{words.legend.assumed}</span>,{" "}
                <span class="ppun">{words.legend.unknown}</span>
              </span>
            </th>
            {columns.map(({ id, sizeText, who, when }) => (
              <th key={id} scope="col" title={`${who}, ${when}`}>
                <b>{sizeText}</b>
                <span>
                  {who}, {when}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowAt) => (
            <tr key={row.id}>
              <th scope="row">
                {row.label} <span>{unitBeside(row.label, row.unit)}</span>
              </th>
              {columns.map((column, columnAt) => {
                const at = rowAt * columns.length + columnAt;
                const cell = cellAt(table, row.id, column.id);
                return (
                  <td key={column.id} class={row.id === taskRowId ? "pptask" : undefined}>
                    <button
                      type="button"
                      class="ppc"
                      data-at={at}
                      data-figure={`${row.id}/${column.id}`}
                      tabIndex={at === chosenAt ? 0 : -1}
                      aria-current={figure !== null && at === chosenAt ? "true" : undefined}
                      title={saidOf(cell, row.unit)}
                      onClick={() => go({ figure: { rowId: row.id, proposalId: column.id } })}
                    >
                      <CellText cell={cell} />
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CellText({ cell }: { readonly cell: ProposalCell }) {
  if (cell.is === "missing") return <span class="ppun">{cell.missing}</span>;
  return (
    <>
      <span class={underline(cell)}>{cell.text}</span>{" "}
      {cell.is === "figure" && <span class="ppr">{cell.rangeText}</span>}
    </>
  );
}
