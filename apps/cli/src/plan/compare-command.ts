import { type CompiledAgreement, nearestNames } from "@truceline/agreement";
import { csvLine } from "@truceline/interop";
import {
  columnIds,
  compareProposals,
  type ProposalsTable,
  proposalSources,
  proposalsCsvRows,
} from "@truceline/planning";
import { type Command, Option } from "commander";
import { CliError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { type AgreementLine, agreementLine } from "./agreement-line.ts";
import { cellText, donorsText, legend, proposalsText } from "./proposals-text.ts";
import { readChanges } from "./read-set.ts";

export interface CompareOptions {
  readonly compare?: boolean;
  readonly assumptions?: "own" | "common";
  readonly set?: readonly string[];
  readonly line?: string;
  readonly cell?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** The options of `truceline plan AGREEMENT --compare`. */
export function addCompareOptions(command: Command): void {
  command
    .option("--compare", "set the reported proposals side by side")
    .addOption(
      new Option(
        "--assumptions <set>",
        "with --compare: what their authors said, or the same for all; both unless given",
      ).choices(["own", "common"]),
    )
    .option(
      "--set <id=value>",
      "with --compare: change an input, as ID=VALUE, ID=LOW..HIGH or ID=LOW..VALUE..HIGH, perhaps PROPOSAL/ID; again for another",
      (text: string, earlier: readonly string[]) => [...earlier, text],
      [],
    )
    .option("--line <id>", "with --compare: which line of the agreement; the first unless given")
    .option("--cell <row/proposal>", "with --compare: open one figure, as spacing/30000")
    .option("--csv", "with --compare: write the table as CSV");
}

export const compareExamples =
  "  truceline plan scenarios/ukraine-2025 --compare\n" +
  "  truceline plan scenarios/ukraine-2025 --compare --assumptions common --cell spacing/30000\n" +
  "  truceline plan scenarios/ukraine-2025 --compare --set share-on-line=0.2..0.5 --set 30000/people=25000\n";

/** Sets the reported proposals side by side, on the line that they named and on the agreement's own. */
export function comparePlan(
  agreement: CompiledAgreement,
  options: CompareOptions,
  terminal: Terminal,
): void {
  if (options.json === true && options.csv === true) usage("--json and --csv exclude each other");
  if (options.cell !== undefined && options.csv === true) usage("--cell is not written as CSV");
  const line = agreementLine(agreement, options.line);
  const tables = tablesOf(options, line);
  if (options.cell !== undefined) {
    const opened = tables.map((table) => openCell(table, options.cell ?? ""));
    terminal.out(
      options.json === true
        ? JSON.stringify(
            opened.map(({ table, row, column, cell }) => ({
              assumptions: table.name,
              row,
              column: column.id,
              task: column.task,
              cell,
            })),
          )
        : opened
            .map(({ table, label, column, cell }) => cellText(table, label, column, cell))
            .join("\n\n"),
    );
  } else if (options.csv === true) {
    const rows = tables.flatMap((table, index) =>
      proposalsCsvRows(table).slice(index === 0 ? 0 : 1),
    );
    terminal.out(
      rows
        .map((row) => csvLine(row, { isFormulaSafe: true }))
        .join("")
        .trimEnd(),
    );
  } else if (options.json === true) {
    const { id, hash } = agreement;
    terminal.out(
      JSON.stringify({ agreement: id, hash, line: line ?? null, tables, sources: proposalSources }),
    );
  } else terminal.out(wholeText(tables, line));
}

/** Both sets, one of them, or a private one. */
function tablesOf(
  { assumptions, set = [] }: CompareOptions,
  line: AgreementLine | undefined,
): ProposalsTable[] {
  const changes = readChanges(set);
  const lengthKm = line?.lengthKm;
  if (changes.length > 0) {
    return [compareProposals({ base: assumptions ?? "common", name: "", changes }, lengthKm)];
  }
  const sets = assumptions === undefined ? (["own", "common"] as const) : [assumptions];
  return sets.map((one) => compareProposals(one, lengthKm));
}

function wholeText(tables: readonly ProposalsTable[], line: AgreementLine | undefined): string {
  const donors = tables.at(-1);
  const sources = proposalSources.map(({ id, text }) => `  ${id}: ${text}`);
  return [
    "Proposals reported for Ukraine, November 2024 to April 2025. Nobody signed one.",
    ...(line === undefined ? [] : lineText(line)),
    "",
    tables.map(proposalsText).join("\n\n\n"),
    "",
    ...(donors === undefined ? [] : [donorsText(donors), ""]),
    legend,
    ["Sources:", ...sources].join("\n"),
  ].join("\n");
}

function lineText({ id, versions }: AgreementLine): string[] {
  const km = (value: number) => value.toLocaleString("en-GB", { maximumFractionDigits: 0 });
  return [
    `Line of this agreement: ${id}`,
    ...versions.map(({ line, drawnKm, leastKm, mostKm }) => {
      const detail =
        km(leastKm) === km(mostKm) ? "" : `; ${km(leastKm)} to ${km(mostKm)} km by detail`;
      return `  ${line}: ${km(drawnKm)} km as drawn${detail}`;
    }),
  ];
}

/** @throws CliError `TL_CLI_USAGE` where there is no such row or proposal, with the nearest */
function openCell(table: ProposalsTable, name: string) {
  const [rowName = "", columnName = "", ...more] = name.split("/");
  const row = table.rows.find(({ id }) => id === rowName);
  const column = table.columns.find(({ id }) => id === columnName.replaceAll(/[\s>_]/g, ""));
  if (row === undefined || more.length > 0 || columnName === "") {
    const ids = table.rows.map(({ id }) => id);
    usage(`--cell takes ROW/PROPOSAL; ${named("row", rowName, ids)}`);
  }
  const cell = column === undefined ? undefined : table.cells[row.id]?.[column.id];
  if (column === undefined || cell === undefined) {
    usage(
      `--cell ${name}: there is no proposal \`${columnName}\`; there are ${columnIds.join(", ")}`,
    );
  }
  const label = row.label;
  return { table, row: row.id, column, label, cell };
}

function named(what: string, name: string, ids: readonly string[]): string {
  const near = nearestNames(name, ids);
  const known = `there are ${ids.join(", ")}`;
  return near.length > 0 && !ids.includes(name)
    ? `there is no ${what} \`${name}\`, nearest: ${near.join(", ")}`
    : known;
}

function usage(message: string): never {
  throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
}
