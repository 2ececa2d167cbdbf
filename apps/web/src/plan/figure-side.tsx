import type {
  CellInput,
  FigureCell,
  Move,
  ProposalCell,
  ProposalColumn,
} from "@truceline/planning";
import { useEffect, useState } from "preact/hooks";
import type { Address, ProposalsBy } from "../state/address.ts";
import { go } from "../state/navigate.ts";
import { ChangeInput } from "./change-input.tsx";
import { Donors } from "./donors.tsx";
import {
  cellAt,
  inputRange,
  inputText,
  type ShownTable,
  underline,
  writtenLike,
} from "./figures.ts";
import { proposalsWords } from "./proposals-words.ts";

const words = proposalsWords.side;

/** How a figure comes about: value and range, formula, inputs with their sources, what moves it. */
export function FigureSide(props: {
  readonly table: ShownTable;
  readonly by: ProposalsBy;
  readonly figure: Address["figure"];
}) {
  const { table, by, figure } = props;
  const [isChanging, setChanging] = useState(false);
  const row = table.rows.find(({ id }) => id === figure?.rowId);
  const column = table.columns.find(({ id }) => id === figure?.proposalId);
  // Another figure begins with its inputs as they are.
  useEffect(() => setChanging(false), [row?.id, column?.id, by]);
  if (row === undefined || column === undefined) return <HowToRead />;
  const cell = cellAt(table, row.id, column.id);
  const changeable = cell.is === "figure" ? changeableOf(cell, table) : [];
  return (
    <aside class="panel0" aria-label={words.name}>
      <div class="ph">
        <h2>{words.heading(row.label, column.sizeText)}</h2>
        <div class="right">
          <button type="button" class="btn" onClick={() => go({ figure: null })}>
            {words.close} <kbd>Esc</kbd>
          </button>
        </div>
      </div>
      <div class="pb sb" tabIndex={0} role="region" aria-label={words.name}>
        <Head cell={cell} column={column} unit={row.unit} by={by} />
        {isChanging ? (
          <ChangeInput
            {...{ table, by, column, inputs: changeable }}
            done={() => setChanging(false)}
          />
        ) : (
          <>
            <Making cell={cell} />
            {(row.id === "army-share" || row.id === "cost") && (
              <Donors table={table} column={column} />
            )}
          </>
        )}
      </div>
      {!isChanging && (
        <div class="ifoot">
          {changeable.length > 0 && (
            <button type="button" class="btn" onClick={() => setChanging(true)}>
              {words.changeInput}
            </button>
          )}
          <button
            type="button"
            class="btn"
            onClick={() =>
              go(
                {
                  screen: "plan",
                  planAsk: { people: column.size, eurM: null, technical: true, byDay: false },
                },
                "step",
              )
            }
          >
            {words.planThis}
          </button>
        </div>
      )}
    </aside>
  );
}

const changeableOf = (cell: FigureCell, table: ShownTable): readonly CellInput[] =>
  cell.inputs.filter(({ id }) => table.changeable.some((one) => one.id === id));

function HowToRead() {
  return (
    <aside class="panel0" aria-label={words.name}>
      <div class="empty">
        <p class="b">{words.choose}</p>
        {words.chooseSay.map((say) => (
          <p key={say} class="q">
            {say}
          </p>
        ))}
      </div>
    </aside>
  );
}

/** The figure itself, whose it is, and under which assumptions. */
function Head(props: {
  readonly cell: ProposalCell;
  readonly column: ProposalColumn;
  readonly unit: string;
  readonly by: ProposalsBy;
}) {
  const { cell, column, by } = props;
  const under = words.from(`${column.who}, ${column.when}`, proposalsWords.under[by]);
  return (
    <>
      <p>
        {cell.is === "missing" ? (
          <span class="ppun">{cell.missing}</span>
        ) : cell.is === "said" ? (
          <span class="ppbig text">{cell.text}</span>
        ) : (
          <span class="ppbig">
            {cell.text}{" "}
            <span>
              {cell.rangeText === "" ? cell.unit : words.unitAndRange(cell.unit, cell.rangeText)}
            </span>
          </span>
        )}
      </p>
      <p class="q s12">
        {under}
        {cell.is === "figure" &&
          cell.inputs.length > 0 &&
          ` · ${words.assumed(cell.assumedCount, cell.inputs.length)}`}
      </p>
      <p class="q s12">{words.task(column.task ?? proposalsWords.noTask)}</p>
    </>
  );
}

function Making({ cell }: { readonly cell: ProposalCell }) {
  return (
    <>
      {cell.is === "figure" ? (
        <>
          {cell.formula !== "" && (
            <>
              <h3>{words.formula}</h3>
              <p class="ppfm">{cell.formula}</p>
            </>
          )}
          {cell.inputs.length > 0 && <Inputs inputs={cell.inputs} />}
          {cell.moves.length > 0 && <Moves cell={cell} />}
        </>
      ) : (
        cell.source !== "" && (
          <>
            <h3>{words.source}</h3>
            <p class="q">{cell.source}</p>
          </>
        )
      )}
      {cell.note !== "" && (
        <>
          <h3>{words.notSaid}</h3>
          <p class="ppnote">{cell.note}</p>
        </>
      )}
    </>
  );
}

function Inputs({ inputs }: { readonly inputs: readonly CellInput[] }) {
  return (
    <>
      <h3>{words.inputs}</h3>
      <table class="ppin">
        <tbody>
          {inputs.map((input) => {
            const range = inputRange(input);
            return (
              <tr key={input.id}>
                <td class="sy">{input.symbol}</td>
                <td>
                  {input.name}
                  <span class="so">{input.source}</span>
                </td>
                <td class="num">
                  <span class={underline(input)}>{inputText(input.value, input.unit)}</span>
                  {range !== null && <span class="so">{range}</span>}
                </td>
                <td class="mk">{input.isChanged ? words.changed : words.marks[input.mark]}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

/** One input at a time through its range: where the figure goes, on one scale for all of them. */
function Moves({ cell }: { readonly cell: FigureCell }) {
  const ends = ({ low, high }: Move) => [Math.min(low, high), Math.max(low, high)] as const;
  const from = Math.min(...cell.moves.map((move) => ends(move)[0]));
  const to = Math.max(...cell.moves.map((move) => ends(move)[1]));
  const at = (value: number): number => (to === from ? 0 : (100 * (value - from)) / (to - from));
  return (
    <>
      <h3>{words.moves}</h3>
      <div class="pptor">
        {cell.moves.map((move) => {
          const [low, high] = ends(move);
          const name = cell.inputs.find(({ id }) => id === move.inputId)?.name ?? move.inputId;
          return (
            <div key={move.inputId} class="contents">
              <span>{name}</span>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
                <rect y="3" width="100" height="4" class="bar-t" />
                <rect
                  x={at(low)}
                  y="1"
                  width={Math.max(1, at(high) - at(low))}
                  height="8"
                  class="bar-f"
                />
              </svg>
              <span class="num">
                {proposalsWords.range(writtenLike(low, cell.text), writtenLike(high, cell.text))}
              </span>
            </div>
          );
        })}
      </div>
    </>
  );
}
