import { feedFormats, smmTables } from "@truceline/interop";
import type { Command } from "commander";
import { counted } from "../counted.ts";
import { exitCode } from "../exit-code.ts";
import { faultLine } from "../print-error.ts";
import {
  documentFormats,
  importDocument,
  isDocumentFormat,
  readingOf,
} from "../records/import-document.ts";
import { emptyTally, type ImportTally, importFile } from "../records/import-file.ts";
import { readTable } from "../records/import-table.ts";
import { type InputSink, serverSink, storeSink } from "../records/input-sink.ts";
import { writeLineVersions } from "../records/line-versions.ts";
import { readRoomGround } from "../records/room-store.ts";
import { tallyText } from "../records/tally-text.ts";
import { addWhereOptions, refuse, type WhereFlags, whereOf } from "../records/where.ts";
import type { Terminal } from "../terminal.ts";

interface ImportOptions extends WhereFlags {
  readonly mapping?: string;
  readonly form?: string;
  readonly agreement?: string;
  readonly deployment?: string;
  readonly outline?: string;
  readonly land?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const lineMapping = "deepstate-line";

/** `truceline import`: tables and documents become records, drawings become dated line versions. */
export function addImport(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  const command = program
    .command("import")
    .description("Take in files: rows and documents become records, daily areas line versions.")
    .argument("<format>", ["csv", "geojson", ...documentFormats].join(", "))
    .argument("<file...>", "files, .gz or not")
    .option(
      "--mapping <name|file>",
      `smm, ${Object.keys(smmTables).join(", ")}, viina, ${lineMapping}, or a mapping file; of csv, geojson, kml, sensorthings and odk`,
    )
    .option("--form <file>", "XLSForm of the mission's own, for odk")
    .option("--agreement <dir>", "the agreement the records belong to; needed without --server")
    .option("--deployment <file>", "posts and sensors; else the deployment.yaml beside it");
  addWhereOptions(command)
    .option("--outline <file>", `GeoJSON of the state's parts, for ${lineMapping}`)
    .option("--land <file>", `GeoJSON of land, for ${lineMapping}`)
    .option("--out <dir>", `folder for the line versions, for ${lineMapping}`)
    .option("--json", "write the result as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  truceline import csv observations.csv --mapping smm --agreement scenarios/minsk-2015\n" +
        "  truceline import csv events.csv.gz --mapping viina --server http://127.0.0.1:8480 --token T\n" +
        "  truceline import cap alerts.xml --agreement scenarios/minsk-2015\n" +
        "\nExit: 0 all taken, 3 something was refused (it is kept in quarantine, each with its code).",
    )
    .action(async (format: string, paths: string[], options: ImportOptions) => {
      if (isDocumentFormat(format)) {
        const reading = readingOf(format, options, terminal);
        await takeIn(
          [`${format} files`, "record"],
          paths,
          options,
          terminal,
          finish,
          (path, sink, tally) => importDocument(path, format, reading, sink, tally, terminal),
        );
        return;
      }
      if (
        (feedFormats as readonly string[]).includes(format) &&
        format !== "csv" &&
        format !== "geojson"
      ) {
        refuse(`${format} says no day of its own and is read as it comes: give it to a feed`);
      }
      if (format !== "csv" && format !== "geojson") {
        refuse(`the format is csv, geojson, ${documentFormats.join(", ")}`);
      }
      if (options.mapping === undefined) refuse(`${format} needs --mapping`);
      if (options.form !== undefined) refuse("only odk has a --form");
      if (options.mapping === lineMapping) {
        if (format !== "geojson") refuse(`${lineMapping} reads geojson`);
        finish(writeLineVersions(paths, options, terminal));
        return;
      }
      const table = readTable(options.mapping, terminal);
      await takeIn([table.id, "row"], paths, options, terminal, finish, (path, sink, tally) =>
        importFile(path, format, table, sink, tally, terminal),
      );
    });
}

/** Each file into the sink, and what became of all of it. */
async function takeIn(
  [what, noun]: readonly [string, "row" | "record"],
  paths: readonly string[],
  options: ImportOptions,
  terminal: Terminal,
  finish: (code: number) => void,
  importOne: (path: string, sink: InputSink, tally: ImportTally) => Promise<void>,
): Promise<void> {
  const sink = await openSink(what, options, terminal);
  const tally = emptyTally();
  try {
    for (const path of paths) await importOne(path, sink, tally);
    await sink.finish();
  } finally {
    await sink.close();
  }
  if (options.json === true) terminal.out(JSON.stringify({ files: paths, ...tally }));
  else for (const line of tallyText(tally, noun)) terminal.out(line);
  for (const fault of tally.faults) terminal.say(faultLine(fault));
  const more = tally.faultCount - tally.faults.length;
  if (more > 0) terminal.say(`… and ${counted(more, "more fault")}.`);
  const isWhole = tally.quarantinedCount + tally.unreadableCount === 0;
  finish(isWhole ? exitCode.ok : exitCode.refused);
}

async function openSink(
  what: string,
  options: ImportOptions,
  terminal: Terminal,
): Promise<InputSink> {
  const { agreement, deployment } = options;
  const where = whereOf(options, terminal);
  if (where.at === "server") return serverSink(where.server);
  if (agreement === undefined) refuse("--agreement says which room the records belong to");
  const ground = readRoomGround(agreement, deployment, terminal);
  return storeSink(ground, `import ${what}`, where.settings, terminal);
}
