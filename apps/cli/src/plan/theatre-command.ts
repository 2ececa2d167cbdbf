import type { CompiledAgreement } from "@truceline/agreement";
import {
  agreedContributors,
  answerTheatre,
  parseTheatre,
  type TheatreFile,
} from "@truceline/planning";
import type { Command } from "commander";
import { CliError } from "../errors.ts";
import { readFileText } from "../read-file.ts";
import type { Terminal } from "../terminal.ts";
import { theatreText } from "./theatre-text.ts";

export interface TheatreOptions {
  /** A file, or true: the agreement's contributors and the defaults. */
  readonly theatre?: string | boolean;
  readonly json?: boolean;
}

/** The option of `truceline plan AGREEMENT --theatre`. */
export function addTheatreOptions(command: Command): void {
  command.option(
    "--theatre [file]",
    "from people in theatre to watchers at any hour, by month (theatre/1); those that the agreement's contributions give unless the file names others",
  );
}

export const theatreExamples =
  "  truceline plan fixtures/agreements/mid-ocean --theatre fixtures/plan/theatre.yaml\n" +
  "  truceline plan scenarios/ukraine-2025 --theatre\n";

/** Who watches, month by month, of those who are there. */
export function planTheatre(
  agreement: CompiledAgreement,
  path: string | boolean,
  { json }: TheatreOptions,
  terminal: Terminal,
): void {
  const file = typeof path === "string" ? readTheatre(agreement, path, terminal) : ownOf(agreement);
  const agreed = agreedContributors(agreement);
  if (file.contributors === undefined && agreed.length === 0) {
    const message = "--theatre: the agreement's contributions give no people; name them in a file";
    throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
  }
  const answer = answerTheatre(file, agreed);
  terminal.out(json === true ? JSON.stringify(answer) : theatreText(answer));
}

/** Nothing of its own: the agreement's contributors and the defaults. */
const ownOf = ({ id }: CompiledAgreement): TheatreFile => ({
  truceline: "theatre/1",
  agreement: id,
});

function readTheatre({ id }: CompiledAgreement, path: string, terminal: Terminal): TheatreFile {
  const { file, faults } = parseTheatre({ path, text: readFileText(path, terminal) }, { id });
  if (file === undefined) throw new CliError("TL_CLI_FILE", { path, faults });
  return file;
}
