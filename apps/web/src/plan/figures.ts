import {
  type CellInput,
  type ColumnId,
  type ProposalCell,
  type ProposalsTable,
  type RowId,
  restsOnAssumption,
} from "@truceline/planning";
import { whole } from "../format/numbers.ts";
import { proposalsWords as words } from "./proposals-words.ts";

/** The row of what each is for: its cells open as the others. */
export const taskRowId = "task";
type ShownRowId = RowId | typeof taskRowId;

/** The table as it is shown: with the task of each proposal as its first row. */
export interface ShownTable extends Omit<ProposalsTable, "rows" | "cells"> {
  readonly rows: readonly {
    readonly id: ShownRowId;
    readonly label: string;
    readonly unit: string;
  }[];
  readonly cells: Readonly<Partial<Record<ShownRowId, Readonly<Record<ColumnId, ProposalCell>>>>>;
}

/** @see ShownTable */
export function withTask(table: ProposalsTable): ShownTable {
  const cellOf = ({ task, source, lineText }: ProposalsTable["columns"][number]): ProposalCell => {
    const note = lineText === null ? "" : words.taskLine(lineText);
    return task === null
      ? { is: "missing", missing: words.noTask, source, note }
      : { is: "said", text: task, mark: "confirmed", source, note };
  };
  const cells = Object.fromEntries(table.columns.map((column) => [column.id, cellOf(column)]));
  return {
    ...table,
    rows: [{ id: taskRowId, label: words.task, unit: "" }, ...table.rows],
    cells: { [taskRowId]: cells as Record<ColumnId, ProposalCell>, ...table.cells },
  };
}

/** The cell of a row and a column. Every row of a table has a cell for each of its columns. */
export function cellAt(
  table: Pick<ShownTable, "cells">,
  rowId: ShownRowId,
  columnId: ProposalsTable["columns"][number]["id"],
): ProposalCell {
  const cell = table.cells[rowId]?.[columnId];
  if (cell === undefined) throw new Error(`no cell ${rowId}/${columnId}`);
  return cell;
}

/** Dotted where it is no more than an assumption, solid where somebody bears it. */
export const underline = ({ mark }: Pick<CellInput, "mark">): string =>
  restsOnAssumption(mark) ? "ppu as" : "ppu";

/** What a cell says, in one phrase: for a screen reader and for whoever points at it. */
export function saidOf(cell: ProposalCell, unit: string): string {
  if (cell.is === "missing") return words.missing(cell.missing);
  const ranged = cell.is === "figure" && cell.rangeText !== "";
  const said = [cell.text, ...(cell.is === "figure" ? [unit] : [])].join(" ").trim();
  const full = ranged ? words.ranged(said, cell.rangeText) : said;
  return restsOnAssumption(cell.mark) ? words.resting(full) : full;
}

/** Thin spaces in long numbers of a sentence, which then do not break at them. */
const thin = (text: string): string => text.replaceAll(/(?<=\d) (?=\d{3}(?!\d))/g, "\u2009");

/** The table with thin spaces in the long numbers of all its texts; ids hold no spaces. */
export const shownTable = (table: ShownTable): ShownTable =>
  JSON.parse(JSON.stringify(table), (_, value: unknown) =>
    typeof value === "string" ? thin(value) : value,
  );

/** The unit beside a label, without the words that the label already ends with or holds. */
export function unitBeside(label: string, unit: string): string {
  if (label.toLowerCase().includes(unit.toLowerCase())) return "";
  const [said, more] = [label.split(" "), unit.split(" ")];
  while (more.length > 1 && said.length > 0 && said.at(-1) === more.at(-1)) {
    said.pop();
    more.pop();
  }
  return more.join(" ");
}
/** A number as another one is written: as many decimals, a thin space from 1 000 on. */
export function writtenLike(value: number, text: string): string {
  const decimals = /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;
  return grouped(value.toFixed(decimals));
}

const numberText = (value: number, unit: string): string =>
  unit === "" && value < 1 ? value.toFixed(2) : grouped(String(round(value)));

/** The value of an input in its unit; a ratio has two decimals. */
export function inputText(value: number, unit: string): string {
  const number = numberText(value, unit);
  return unit === "" ? number : `${number}\u00a0${unit}`;
}

/** `10 to 12`, in the unit of the value; null for an input that is one number. */
export function inputRange({ low, high, unit }: CellInput): string | null {
  return low === high ? null : words.range(numberText(low, unit), numberText(high, unit));
}
/** Binary fractions and long tails say nothing here. */
const round = (value: number): number =>
  Math.abs(value) >= 1_000 ? Math.round(value) : Number(value.toPrecision(4));

const grouped = (text: string): string => {
  const [before = "", after] = text.split(".");
  const long = Math.abs(Number(before)) >= 1_000 ? whole(Number(before)) : before;
  return after === undefined ? long : `${long}.${after}`;
};
