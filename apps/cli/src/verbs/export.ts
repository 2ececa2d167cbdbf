import { columnsOf, csvLine, delimiterOf, encodeRecord, type Mapping } from "@truceline/interop";
import { type Observation, type Origin, origins } from "@truceline/model";
import { Argument, type Command, Option } from "commander";
import { counted } from "../counted.ts";
import { exitCode } from "../exit-code.ts";
import {
  documentWriter,
  type ExportedDocument,
  exportedDocuments,
  isExportedDocument,
} from "../records/exported-document.ts";
import {
  observationsOfServer,
  observationsOfStore,
  type StoredObservation,
} from "../records/observation-lines.ts";
import { readMapping } from "../records/read-mapping.ts";
import { exportedPaths, recordLinesOfServer, recordLinesOfStore } from "../records/record-lines.ts";
import { openRoomStore, readRoomGround } from "../records/room-store.ts";
import { addWhereOptions, refuse, type WhereFlags, whereOf } from "../records/where.ts";
import type { Terminal } from "../terminal.ts";

interface ExportOptions extends WhereFlags {
  readonly format: "ndjson" | "csv" | ExportedDocument;
  readonly patrol?: string;
  readonly mapping?: string;
  readonly versions?: boolean;
  readonly agreement?: string;
  readonly origin: Origin;
}

/**
 * `truceline export`: what was observed, as stored or in the columns of a mapping; and whatever else
 * came in or was written by people, as stored.
 */
export function addExport(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  const command = program
    .command("export")
    .description("Write stored records to standard output, for the mission's own use (internal).")
    .addArgument(new Argument("<what>", "what to export").choices(exportedPaths))
    .addOption(
      new Option("--format <format>")
        .choices(["ndjson", "csv", ...exportedDocuments])
        .default("ndjson"),
    )
    .option(
      "--mapping <name|file>",
      "columns of CSV, GeoJSON or KML; only what came from its source",
    )
    .option("--patrol <id>", "whose track, for gpx")
    .option("--versions", "every version of what people wrote, not only the newest")
    .option("--agreement <dir>", "the agreement whose records they are; needed without --server");
  addWhereOptions(command)
    .addOption(
      new Option("--origin <origin>", "without --server").choices([...origins]).default("observed"),
    )
    .addHelpText(
      "after",
      "\nExample:\n  truceline export observations --format csv --mapping smm --agreement scenarios/minsk-2015" +
        "\n  truceline export claims --format kml --mapping marks.yaml --agreement scenarios/minsk-2015" +
        "\n  truceline export patrol-tracks --format gpx --patrol ID --agreement scenarios/minsk-2015" +
        "\n  truceline export log-entries --versions --agreement scenarios/minsk-2015",
    )
    .action(async (what: string, options: ExportOptions) => {
      const { format, patrol } = options;
      if (isExportedDocument(format)) {
        const mapping =
          options.mapping === undefined ? undefined : readMapping(options.mapping, terminal);
        const write = documentWriter({ what, format, mapping, patrol });
        const lines: string[] = [];
        await eachLine(what, options, terminal, (line) => lines.push(line));
        const { text, count } = write(lines);
        terminal.out(text);
        terminal.say(`${counted(count, format === "gpx" ? "point" : what.slice(0, -1))}.`);
        return finish(exitCode.ok);
      }
      if (patrol !== undefined) refuse("--patrol belongs to --format gpx");
      if (what !== "observations") {
        await writeRecords(what, options, terminal);
        return finish(exitCode.ok);
      }
      const mapping =
        options.mapping === undefined ? undefined : readMapping(options.mapping, terminal);
      if (options.format === "csv" && mapping === undefined) refuse("--format csv needs --mapping");
      const query = options.format === "csv" ? { source: mapping?.source } : {};
      const where = whereOf(options, terminal);
      if (where.at === "server") {
        await write(observationsOfServer(where.server, query), format, mapping, terminal);
      } else {
        if (options.agreement === undefined) refuse("--agreement says which room's they are");
        const { id } = readRoomGround(options.agreement, undefined, terminal);
        const room = await openRoomStore(id, options.origin, where.settings);
        try {
          const observations = observationsOfStore(room, options.origin, query);
          await write(observations, format, mapping, terminal);
        } finally {
          await room.close();
        }
      }
      finish(exitCode.ok);
    });
}

/** Any other kind: line by line as it is stored. */
async function writeRecords(
  path: string,
  options: ExportOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.format === "csv") refuse(`${path} are written as NDJSON only`);
  let count = 0;
  await eachLine(path, options, terminal, (line) => {
    count++;
    terminal.out(line);
  });
  terminal.say(`${counted(count, options.versions === true ? "version" : "record")} of ${path}.`);
}

/** The records of a resource as they are stored, from a server or a store. */
async function eachLine(
  path: string,
  options: ExportOptions,
  terminal: Terminal,
  take: (line: string) => void,
): Promise<void> {
  const { versions = false, agreement, origin } = options;
  const where = whereOf(options, terminal);
  const write = async (lines: AsyncIterable<string>): Promise<void> => {
    for await (const line of lines) take(line);
  };
  if (where.at === "server") await write(recordLinesOfServer(where.server, path, versions));
  else {
    if (agreement === undefined) refuse("--agreement says which room's they are");
    const { id } = readRoomGround(agreement, undefined, terminal);
    const room = await openRoomStore(id, origin, where.settings);
    try {
      await write(recordLinesOfStore(room, origin, path, versions));
    } finally {
      await room.close();
    }
  }
}

/** NDJSON streams; CSV is put into the order of the reports it came from, which needs all of it. */
async function write(
  observations: AsyncIterable<StoredObservation>,
  format: "ndjson" | "csv",
  mapping: Mapping | undefined,
  terminal: Terminal,
): Promise<void> {
  let count = 0;
  const rows: { readonly order: readonly [string, number]; readonly line: string }[] = [];
  const columns = mapping === undefined ? [] : columnsOf(mapping);
  const written = mapping === undefined ? {} : { delimiter: delimiterOf(mapping) };
  for await (const { text, observation } of observations) {
    count++;
    if (format === "ndjson" || mapping === undefined) terminal.out(text);
    else {
      const cells = encodeRecord(mapping, observation);
      const line = csvLine(
        columns.map((column) => cells[column] ?? ""),
        written,
      ).slice(0, -1);
      rows.push({ order: orderOf(observation), line });
    }
  }
  if (format === "csv") {
    rows.sort((a, b) => compare(a.order, b.order));
    terminal.out(csvLine(columns, written).slice(0, -1));
    for (const { line } of rows) terminal.out(line);
  }
  terminal.say(`${counted(count, "observation")}.`);
}

/** By the day of the report, its name, and the place in it. */
function orderOf({ statement, sourceId }: Observation): readonly [string, number] {
  if (statement === undefined) return [sourceId, 0];
  const day = /\d{4}-\d{2}-\d{2}$/.exec(statement.reportId)?.[0] ?? "";
  return [`${day} ${statement.reportId}`, statement.observationNo ?? 0];
}

function compare([a, no]: readonly [string, number], [b, other]: readonly [string, number]) {
  return a < b ? -1 : a > b ? 1 : no - other;
}
