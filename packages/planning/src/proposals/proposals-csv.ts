import { isFigure } from "./figure-cell.ts";
import type { ProposalCell, ProposalColumn, ProposalsTable } from "./proposals-table.ts";

const header = [
  "assumptions",
  "row",
  "unit",
  "proposal",
  "who",
  "when",
  "task",
  "donor",
  "shown",
  "value",
  "low",
  "high",
  "mark",
  "missing",
  "formula",
  "inputs",
  "source",
  "note",
] as const;
type Column = (typeof header)[number];

/**
 * The table as rows of text, the first of them the names: one row a cell, each with the task of its
 * proposal, so that no figure can be read without it. For a writer of CSV, who guards the cells.
 */
export function proposalsCsvRows(table: ProposalsTable): string[][] {
  const body = table.rows.flatMap(({ id, label, unit }) =>
    table.columns.map((column) => {
      const cell = table.cells[id]?.[column.id];
      return row(table, column, { row: label, unit, donor: "" }, cell);
    }),
  );
  const donors = table.donors.flatMap((donor) =>
    table.donorRows.map(({ id, label, unit }) => {
      const column = table.columns.find((one) => one.id === donor.column);
      return row(table, column, { row: label, unit, donor: donor.name }, donor.cells[id]);
    }),
  );
  return [[...header], ...body, ...donors];
}

function row(
  { name }: ProposalsTable,
  column: ProposalColumn | undefined,
  place: Pick<Record<Column, string>, "row" | "unit" | "donor">,
  cell: ProposalCell | undefined,
): string[] {
  const fields: Partial<Record<Column, string>> = {
    ...place,
    assumptions: name,
    proposal: plain(column?.sizeText ?? ""),
    who: column?.who ?? "",
    when: column?.when ?? "",
    task: column?.task ?? "not published",
    ...(cell === undefined ? {} : fieldsOf(cell)),
  };
  return header.map((key) => fields[key] ?? "");
}

function fieldsOf(cell: ProposalCell): Partial<Record<Column, string>> {
  const note = plain(cell.note);
  if (cell.is === "missing") {
    return { missing: cell.missing, source: plain(cell.source), note };
  }
  if (!isFigure(cell)) {
    return { shown: plain(cell.text), mark: cell.mark, source: plain(cell.source), note };
  }
  const range = cell.rangeText === "" ? "" : ` (${cell.rangeText})`;
  return {
    shown: plain(`${cell.text}${range}`),
    unit: cell.unit,
    value: String(cell.value),
    low: String(cell.low),
    high: String(cell.high),
    mark: cell.mark,
    formula: cell.formula,
    inputs: plain(
      cell.inputs
        .map(({ symbol, name, value, low, high, mark }) =>
          low === high
            ? `${symbol} ${name} ${value} ${mark}`
            : `${symbol} ${name} ${value} (${low} to ${high}) ${mark}`,
        )
        .join("; "),
    ),
    source: plain([...new Set(cell.inputs.map(({ source }) => source))].join("; ")),
    note,
  };
}

/** Thin spaces are for the eye; a program reads plain ones. */
const plain = (text: string) => text.replaceAll("\u2009", " ");
