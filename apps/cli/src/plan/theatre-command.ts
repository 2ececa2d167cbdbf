import type { CompiledAgreement } from "@truceline/agreement";
import { answerTheatre, parseTheatre } from "@truceline/planning";
import type { Command } from "commander";
import { CliError } from "../errors.ts";
import { readFileText } from "../read-file.ts";
import type { Terminal } from "../terminal.ts";
import { theatreText } from "./theatre-text.ts";

export interface TheatreOptions {
  readonly theatre?: string;
  readonly json?: boolean;
}

/** The option of `truceline plan AGREEMENT --theatre`. */
export function addTheatreOptions(command: Command): void {
  command.option(
    "--theatre <file>",
    "from people in theatre to watchers at any hour, by month (theatre/1)",
  );
}

export const theatreExamples =
  "  truceline plan fixtures/agreements/mid-ocean --theatre fixtures/plan/theatre.yaml\n";

/** Who watches, month by month, of those who are there. */
export function planTheatre(
  { id }: CompiledAgreement,
  path: string,
  { json }: TheatreOptions,
  terminal: Terminal,
): void {
  const { file, faults } = parseTheatre({ path, text: readFileText(path, terminal) }, { id });
  if (file === undefined) throw new CliError("TL_CLI_FILE", { path, faults });
  const answer = answerTheatre(file);
  terminal.out(json === true ? JSON.stringify(answer) : theatreText(answer));
}
