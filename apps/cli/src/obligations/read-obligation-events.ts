import {
  type CompiledAgreement,
  type ObligationEvent,
  parseObligationEvents,
} from "@truceline/agreement";
import { CliError } from "../errors.ts";
import { readFileText } from "../read-file.ts";
import type { Terminal } from "../terminal.ts";

/**
 * What was entered about obligations.
 * @throws CliError `TL_CLI_FILE` with every fault of the file, or `TL_CLI_FILE_SIZE`.
 */
export function readObligationEvents(
  path: string,
  agreement: CompiledAgreement,
  terminal: Terminal,
): readonly ObligationEvent[] {
  const text = readFileText(path, terminal);
  const { events, faults } = parseObligationEvents({ path, text }, agreement);
  if (events === undefined) throw new CliError("TL_CLI_FILE", { path, faults });
  return events;
}
