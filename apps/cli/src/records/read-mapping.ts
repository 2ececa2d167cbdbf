import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Mapping, parseMapping, savedMappings } from "@truceline/interop";
import { parse } from "yaml";
import { CliError } from "../errors.ts";
import { readFileText } from "../read-file.ts";
import type { Terminal } from "../terminal.ts";

/**
 * A saved mapping by name, or one from a YAML or JSON file.
 * @throws CliError `TL_CLI_MAPPING` for neither, or with each fault of the file
 */
export function readMapping(nameOrPath: string, terminal: Terminal): Mapping {
  if (Object.hasOwn(savedMappings, nameOrPath)) return savedMappings[nameOrPath] as Mapping;
  if (!existsSync(resolve(terminal.workingDir, nameOrPath))) {
    throw new CliError("TL_CLI_MAPPING", { given: nameOrPath });
  }
  const text = readFileText(nameOrPath, terminal);
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 0 });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split("\n")[0] : "is not YAML";
    const fault = { code: "TL_CLI_MAPPING", file: nameOrPath, message: message ?? "is not YAML" };
    throw new CliError("TL_CLI_MAPPING", { faults: [fault] }, { cause });
  }
  const { mapping, faults } = parseMapping(value, nameOrPath);
  if (mapping === undefined) throw new CliError("TL_CLI_MAPPING", { faults });
  return mapping;
}
