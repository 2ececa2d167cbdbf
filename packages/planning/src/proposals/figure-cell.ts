import type { Mark } from "../assumption.ts";
import { figureText } from "./figure-text.ts";
import {
  type CellInput,
  type FigureCell,
  type InputId,
  type MissingCell,
  type Move,
  type ProposalCell,
  restsOnAssumption,
  type SaidCell,
} from "./proposals-table.ts";
import { missingWords, type RowDefinition, type RowFormula } from "./row-definitions.ts";

export type Inputs = ReadonlyMap<InputId, CellInput>;

/** The first formula of a row whose inputs are all known. */
export function formulaFor(
  { formulas }: Pick<RowDefinition<string>, "formulas">,
  known: Inputs,
): RowFormula | undefined {
  return formulas.find(({ inputs }) => inputs.every((id) => known.has(id)));
}

/**
 * A row's figure with its range: the smallest and largest value while all inputs move freely in theirs.
 * Where it has no number (nobody there for ever long) it is said in words.
 */
export function figureCell(
  row: RowDefinition<string>,
  formula: RowFormula,
  known: Inputs,
  unit: string = row.unit,
  ...notes: readonly (string | undefined)[]
): FigureCell | SaidCell {
  const inputs = formula.inputs.map((id) => known.get(id)).filter((one) => one !== undefined);
  const middle = new Map(inputs.map(({ id, value }) => [id, value]));
  const valueAt = (changed: ReadonlyMap<InputId, number>) =>
    formula.compute((id) => changed.get(id) ?? middle.get(id) ?? Number.NaN);
  const [low, high] = extremes(inputs, valueAt);
  const value = valueAt(middle);
  const mark = markOf(inputs);
  const note = [row.note?.((id) => middle.get(id) ?? Number.NaN), ...notes]
    .filter((one) => one !== undefined && one !== "")
    .join(" ");
  if (!Number.isFinite(high)) {
    const text = Number.isFinite(low) ? `${figureText(low, 0)} ${unit} at least` : "without end";
    return { is: "said", text, mark, source: `${formula.text}; ${sourcesOf(inputs)}`, note };
  }
  const decimals = row.decimals(value);
  const [text, lowText, highText] = [value, low, high].map((one) => figureText(one, decimals));
  const isRange = low !== high;
  return {
    is: "figure",
    value,
    low,
    high,
    unit,
    mark,
    text: text ?? "",
    rangeText: isRange ? `${lowText} to ${highText}` : "",
    formula: formula.text,
    inputs,
    assumedCount: inputs.filter((one) => restsOnAssumption(one.mark)).length,
    moves: movesOf(inputs, valueAt),
    note,
  };
}

/** Why there is no figure: the first input that nobody stated, and the others in the note. */
export function missingCell(
  { formulas, missing: fixed }: Pick<RowDefinition<string>, "formulas" | "missing">,
  known: Inputs,
): MissingCell {
  const wanted = formulas.at(-1)?.inputs ?? [];
  const unknown = wanted.filter((id) => !known.has(id));
  const words = unknown.flatMap((id) => missingWords[id] ?? []);
  // A row that is nothing but the missing input needs not name it again.
  const missing = fixed ?? (wanted.length === 1 ? "not stated" : (words[0] ?? "not stated"));
  const rest = fixed === undefined && wanted.length > 1 ? words.slice(1) : [];
  return {
    is: "missing",
    missing,
    source: "No source held says it.",
    note: rest.length === 0 ? "" : `And ${rest.join(", ")}.`,
  };
}

type ValueAt = (changed: ReadonlyMap<InputId, number>) => number;

/** Over all corners of the ranges: the formula is monotone in each input, so no value lies outside. */
function extremes(inputs: readonly CellInput[], valueAt: ValueAt): readonly [number, number] {
  const ranged = inputs.filter(({ low, high }) => low !== high);
  let corners: ReadonlyMap<InputId, number>[] = [new Map()];
  for (const { id, low, high } of ranged) {
    corners = corners.flatMap((corner) => [
      new Map([...corner, [id, low]]),
      new Map([...corner, [id, high]]),
    ]);
  }
  const values = corners.map(valueAt);
  return [Math.min(...values), Math.max(...values)];
}

/** Each input moved alone, widest first; of two as wide, in the order of the formula. */
function movesOf(inputs: readonly CellInput[], valueAt: ValueAt): Move[] {
  return inputs
    .filter(({ low, high }) => low !== high)
    .map(({ id, low, high }): Move => {
      const ends = [valueAt(new Map([[id, low]])), valueAt(new Map([[id, high]]))];
      return { inputId: id, low: Math.min(...ends), high: Math.max(...ends) };
    })
    .toSorted((a, b) => b.high - b.low - (a.high - a.low));
}

const marks: readonly Mark[] = ["confirmed", "derived", "unconfirmed", "assumed"];

/** The worst mark of the inputs; what a formula made of confirmed ones is derived. */
function markOf(inputs: readonly CellInput[]): Mark {
  const worst = Math.max(...inputs.map(({ mark }) => marks.indexOf(mark)));
  return (
    marks[inputs.length === 1 ? worst : Math.max(worst, marks.indexOf("derived"))] ?? "assumed"
  );
}

const sourcesOf = (inputs: readonly CellInput[]) =>
  inputs.map(({ name, source }) => `${name}: ${source}`).join("; ");

/** Whether a cell shows a number. */
export const isFigure = (cell: ProposalCell): cell is FigureCell => cell.is === "figure";
