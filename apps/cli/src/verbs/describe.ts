import { join, resolve } from "node:path";
import { type CompiledAgreement, commonGround, prepareAgreement } from "@truceline/agreement";
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
import { describeObligations, obligationsText } from "../describe/obligations-text.ts";
import { positionsText } from "../describe/positions-text.ts";
import { CliError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import { instantOption } from "../instant-option.ts";
import { readObligationEvents } from "../obligations/read-obligation-events.ts";
import type { Terminal } from "../terminal.ts";

interface DescribeOptions {
  readonly json?: boolean;
  readonly line: readonly string[];
  readonly outline?: string;
  readonly land?: string;
  readonly entered?: string;
  readonly at?: string;
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
    .option(
      "--entered <file>",
      "what was entered about obligations (obligation-events/1); tells their states",
    )
    .option("--at <instant>", "with --entered: the states at this instant; now unless given")
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
      const entered =
        options.entered === undefined
          ? undefined
          : readObligationEvents(options.entered, agreement, terminal);
      const obligations = describeObligations(agreement, entered, instantOf(options, terminal));
      const description = describeAgreement(prepareAgreement(agreement));
      if (options.json === true) {
        const byDetail = table.lines.map(({ line, byDetail: rows }) => ({ line, rows }));
        const lengthsBy = { nearRatio: NEAR_RATIO, definitions: lengthDefinitions, claims };
        terminal.out(
          JSON.stringify({
            ...description,
            ...lengthsBy,
            ...obligations,
            decisions: agreement.decisions ?? [],
            terms: agreement.terms ?? [],
            positions: agreement.positions ?? [],
            commonGround: commonGround(agreement.terms ?? [], agreement.positions ?? []),
            contradictions: agreement.contradictions ?? [],
            lengths: table.rows,
            lengthByDetail: byDetail,
          }),
        );
      } else {
        const parts = [
          descriptionText(description),
          obligationsText(obligations, agreement.timezone),
          decisionsText(agreement),
          positionsText(agreement),
          `\nLengths. ${lengthText(table)}`,
        ];
        terminal.out(parts.filter((part) => part !== "").join("\n"));
      }
      finish(exitCode.ok);
    });
}

function decisionsText({ decisions = [] }: CompiledAgreement): string {
  if (decisions.length === 0) return "";
  const lines = decisions.map(
    ({ id, name, members, mark }) =>
      `  ${id}  ${name["en"] ?? Object.values(name)[0] ?? ""}, ${members.length} members (${mark})`,
  );
  return ["", "Decision rules (`truceline decide`):", ...lines].join("\n");
}

function instantOf({ at, entered }: DescribeOptions, terminal: Terminal): number {
  if (at === undefined) return terminal.nowMs();
  if (entered !== undefined) return instantOption("--at", at);
  const message = "--at needs --entered: without it no states are told";
  throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
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
