import { CliError } from "./errors.ts";

/**
 * An instant given with an option.
 * @throws CliError `TL_CLI_USAGE` unless it has its offset, such as `2025-04-01T00:00Z`
 */
export function instantOption(name: string, text: string): number {
  const atMs = /[0-9](Z|[+-][0-9]{2}:[0-9]{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(atMs)) return atMs;
  const message = `${name} ${text} is no instant with its offset, such as 2025-04-01T00:00Z`;
  throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
}
