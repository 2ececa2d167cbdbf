import { join, resolve } from "node:path";
import { prepareAgreement } from "@truceline/agreement";
import {
  describeAgreement,
  descriptionText,
  type LineToMeasure,
  lengthDefinitions,
  lengthText,
  measureLengths,
  NEAR_RATIO,
} from "@truceline/reporting";
import { loadAgreement } from "@truceline/server";
import type { Command } from "commander";
import { type Ground, readGround, readZones } from "../describe/ground.ts";
import { readLengthClaims } from "../describe/length-claims.ts";
import { lineOfHeldGround, linesOfAgreement } from "../describe/lines-to-measure.ts";
import { CliError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";

interface DescribeOptions {
  readonly json?: boolean;
  readonly line: readonly string[];
  readonly outline?: string;
  readonly land?: string;
}

/** `truceline describe`: what an agreement holds, and how long its line is by declared definitions. */
export function addDescribe(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  program
    .command("describe")
    .description(
      "Describe an agreement: parties, lines, zones, sites, articles; lengths by detail.",
    )
    .argument("<agreement>", "folder with an agreement.yaml, or the file")
    .option(
      "--line <file...>",
      "GeoJSON of held ground, one file a day, .gz or not; its line of contact is measured too",
    )
    .option("--outline <file>", "GeoJSON of the state's parts, for --line")
    .option(
      "--land <file>",
      "GeoJSON of land, state border and estuary; else the land.geojson beside the agreement",
    )
    .option("--json", "write the result as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  truceline describe scenarios/ukraine-2025\n" +
        "  truceline describe scenarios/ukraine-2025 --line line-2025-02-24.geojson.gz --outline oblasts.geojson.gz",
    )
    .action((path: string, options: DescribeOptions) => {
      const { agreement, files } = loadAgreement(path, terminal.workingDir);
      const ground = readGround(options.land, join(files.folder, "land.geojson"), terminal);
      const lines = [
        ...linesOfAgreement(agreement, ground),
        ...linesOfFiles({ ...options, line: options.line ?? [] }, ground, terminal),
      ];
      const claims = readLengthClaims(join(files.folder, "claims.csv"), terminal);
      const table = measureLengths(lines, claims);
      const description = describeAgreement(prepareAgreement(agreement));
      if (options.json === true) {
        const byDetail = table.lines.map(({ line, byDetail: rows }) => ({ line, rows }));
        const lengthsBy = { nearRatio: NEAR_RATIO, definitions: lengthDefinitions, claims };
        terminal.out(
          JSON.stringify({
            ...description,
            ...lengthsBy,
            lengths: table.rows,
            lengthByDetail: byDetail,
          }),
        );
      } else {
        terminal.out(`${descriptionText(description)}\n\nLengths. ${lengthText(table)}`);
      }
      finish(exitCode.ok);
    });
}

function linesOfFiles(
  { line: paths, outline, land }: DescribeOptions,
  ground: Ground,
  terminal: Terminal,
): LineToMeasure[] {
  if (paths.length === 0) return [];
  if (outline === undefined || ground.land === undefined) {
    const missing = outline === undefined ? "--outline" : "--land";
    const message = `--line needs ${missing}: without it border and coast would count as line of contact${land === undefined ? "" : ` (${land} holds no land)`}`;
    throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
  }
  const parts = readZones(outline, terminal);
  return paths.map((path, index) => {
    terminal.progress(`measuring ${index + 1} of ${paths.length} …`);
    const zones = readZones(path, terminal);
    const [held] = zones;
    if (held === undefined || zones.length > 1) {
      const message = `has ${zones.length} features; one of held ground is needed`;
      const fault = { code: "TL_CLI_FILE", file: resolve(terminal.workingDir, path), message };
      throw new CliError("TL_CLI_FILE", { path, faults: [fault] });
    }
    return lineOfHeldGround(path, held, parts, ground);
  });
}
