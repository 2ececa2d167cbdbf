import { type DocumentFault, TrucelineError } from "@truceline/model";
import { exitCode, exitCodeOf } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";

/** Says what went wrong, where, and what to do; returns the exit code of its fault. */
export function printError(thrown: unknown, terminal: Terminal): number {
  if (!(thrown instanceof TrucelineError)) {
    const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    terminal.say(`truceline: a defect in Truceline (exit ${exitCode.bug}).\n${detail}`);
    return exitCode.bug;
  }
  const { code, message, hint, faults, fault, details, cause } = thrown;
  terminal.say(`truceline: ${message} [${code}]`);
  for (const entry of faults.slice(0, 50)) terminal.say(`  ${faultLine(entry)}`);
  if (faults.length > 50) terminal.say(`  … and ${faults.length - 50} more`);
  if (faults.length === 0) {
    for (const [key, value] of Object.entries(details)) {
      const isList = Array.isArray(value) && value.every((one) => typeof one === "string");
      if (isList) terminal.say(`  ${key}: ${value.join(", ")}`);
      else if (["string", "number"].includes(typeof value))
        terminal.say(`  ${key}: ${String(value)}`);
    }
  }
  if (hint !== undefined) terminal.say(`  ${hint}`);
  if (fault === "bug" && cause instanceof Error) terminal.say(cause.stack ?? cause.message);
  return exitCodeOf(fault);
}

/** `FILE:LINE:COLUMN: CODE message. Hint.` */
export function faultLine({
  file,
  line,
  column,
  code,
  message,
  hint,
  path,
}: DocumentFault): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const where = place === "" ? (path ?? "") : place;
  return `${where === "" ? "" : `${where}: `}${code} ${message}${hint === undefined ? "" : ` ${hint}`}`;
}
