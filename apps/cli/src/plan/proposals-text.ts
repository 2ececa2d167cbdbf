import {
  type CellInput,
  type ProposalCell,
  type ProposalColumn,
  type ProposalsTable,
  restsOnAssumption,
} from "@truceline/planning";

const labelWidth = 23;
const cellWidth = 20;
const lineWidth = 100;
const donorLabelWidth = 44;

/** The screen's thin spaces are plain ones in a terminal. */
const plain = (text: string) => text.replaceAll("\u2009", " ");

/** Words of a text in lines of at most so many letters; a longer word stands alone. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

const wrappedText = (text: string, indent: string) =>
  wrapped(text, lineWidth - indent.length).map((line) => `${indent}${line}`);

/** `637~`: it rests on an assumption; `(share not stated)`: nothing was said. */
function cellLines(cell: ProposalCell | undefined): string[] {
  if (cell === undefined) return [];
  if (cell.is === "missing") return wrapped(`(${cell.missing})`, cellWidth - 2);
  const mark = restsOnAssumption(cell.mark) ? "~" : "";
  if (cell.is === "said") return wrapped(`${plain(cell.text)}${mark}`, cellWidth - 2);
  const range = cell.rangeText === "" ? [] : [plain(cell.rangeText)];
  return [`${plain(cell.text)}${mark}`, ...range];
}

/** One row of the table, as many lines as its longest cell. */
function rowLines(label: string, cells: readonly (readonly string[])[]): string[] {
  const labels = wrapped(label, labelWidth - 2);
  const height = Math.max(labels.length, ...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, index) =>
    [
      (labels[index] ?? "").padEnd(labelWidth),
      ...cells.map((lines) => (lines[index] ?? "").padEnd(cellWidth)),
    ]
      .join("")
      .trimEnd(),
  );
}

/** The table for a terminal: each figure under its proposal and its task, ranges below the figures. */
export function proposalsText(table: ProposalsTable): string {
  const { columns, rows, cells, name, about } = table;
  const head = [
    ...wrappedText(plain(`${name.charAt(0).toUpperCase()}${name.slice(1)}. ${about}`), ""),
    "",
    ...rowLines(
      "",
      columns.map(({ sizeText, who, when }) => [
        plain(sizeText),
        ...wrapped(`${who}, ${when}`, cellWidth - 2),
      ]),
    ),
    ...rowLines(
      "Task",
      columns.map(({ task }) => wrapped(plain(task ?? "(not published)"), cellWidth - 2)),
    ),
  ];
  const body = rows.flatMap(({ id, label, unit }) => [
    "",
    ...rowLines(
      label.toLowerCase().includes(unit.toLowerCase()) ? label : `${label}, ${unit}`,
      columns.map((column) => cellLines(cells[id]?.[column.id])),
    ),
  ]);
  return [...head, ...body].join("\n");
}

function donorText(cell: ProposalCell, unit: string): string {
  const [text = "", range] = cellLines(cell);
  if (cell.is !== "figure") return cellLines(cell).join(" ");
  return `${text} ${unit}${range === undefined ? "" : `, ${range}`}`;
}

/** What states would bear, a block a proposal; empty where no state is named. */
export function donorsText({ donors, donorRows, columns }: ProposalsTable): string {
  const lines = donors.flatMap(({ column, name, isOffer, cells }) => {
    const proposal = columns.find(({ id }) => id === column);
    const offer = isOffer ? "" : ", compared only: no state offered it";
    return [
      `  ${plain(proposal?.sizeText ?? column)}, ${name}${offer}`,
      ...donorRows.map(({ id, label, unit }) => {
        return `    ${label.padEnd(donorLabelWidth)}${donorText(cells[id], unit)}`;
      }),
    ];
  });
  return lines.length === 0 ? "" : ["What states would bear:", ...lines].join("\n");
}

export const legend =
  "~ rests on an assumption; ( ) not stated, and what is missing. Second line: the range over all inputs.\n" +
  "No row and no column is ranked. Open a figure: --cell spacing/30000.";

function inputLine({ symbol, name, value, low, high, unit, mark, source }: CellInput): string[] {
  const range = low === high ? "" : ` (${low} to ${high})`;
  const amount = `${value}${range}${unit === "" ? "" : ` ${unit}`}`;
  return [
    `    ${symbol.padEnd(3)}${name.padEnd(26)}${amount.padEnd(32)} ${mark}`.trimEnd(),
    ...wrappedText(plain(source), "       "),
  ];
}

/** One figure opened: value and range, formula, inputs, what moves it, what it does not say. */
export function cellText(
  table: ProposalsTable,
  label: string,
  column: ProposalColumn,
  cell: ProposalCell,
): string {
  const { name } = table;
  const task = plain(column.task ?? "not published");
  const head = [
    `${label}, ${plain(column.sizeText)} (${column.who}, ${column.when})`,
    `  Task: ${task}`,
  ];
  const note = cell.note === "" ? [] : ["", ...wrappedText(plain(cell.note), "  ")];
  if (cell.is === "missing") {
    const source = cell.source === "" ? [] : wrappedText(plain(cell.source), "  ");
    return [...head, `  Missing: ${cell.missing}; ${name}`, ...source, ...note].join("\n");
  }
  if (cell.is === "said") {
    const said = `  ${plain(cell.text)} (${cell.mark}); ${name}`;
    return [...head, said, ...wrappedText(plain(cell.source), "  "), ...note].join("\n");
  }
  const unit = cell.unit === "" ? "" : ` ${cell.unit}`;
  const range = cell.rangeText === "" ? "" : `, ${plain(cell.rangeText)}`;
  const counts = `${cell.assumedCount} of ${cell.inputs.length} inputs assumed`;
  const nameOf = (id: string) => cell.inputs.find((one) => one.id === id)?.name ?? id;
  const moves = cell.moves.map(
    ({ inputId, low, high }) =>
      `    ${nameOf(inputId).padEnd(29)}${moveText(low)} to ${moveText(high)}`,
  );
  return [
    ...head,
    `  ${plain(cell.text)}${unit}${range} (${cell.mark}); ${name}; ${counts}`,
    `  Formula: ${cell.formula}`,
    "  Inputs:",
    ...cell.inputs.flatMap(inputLine),
    ...(moves.length === 0 ? [] : ["  What moves it, one at a time:", ...moves]),
    ...note,
  ].join("\n");
}

/** Three digits that count, more where the number is larger. */
const moveText = (value: number) =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
