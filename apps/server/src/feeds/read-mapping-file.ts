import { readFileSync } from "node:fs";
import { type Mapping, parseMapping, savedMappings } from "@truceline/interop";
import type { DocumentFault } from "@truceline/model";
import { parse } from "yaml";
import { ServerError } from "../errors.ts";

/**
 * A saved mapping by name, or one from a YAML or JSON file.
 * @throws ServerError `TL_SERVER_FEEDS` for neither, or with each fault of the file
 */
export function readMappingFile(nameOrPath: string): Mapping {
  if (Object.hasOwn(savedMappings, nameOrPath)) return savedMappings[nameOrPath] as Mapping;
  const refuse = (faults: readonly DocumentFault[], cause?: unknown): never => {
    throw new ServerError("TL_SERVER_FEEDS", { faults }, { cause });
  };
  let value: unknown;
  try {
    value = parse(readFileSync(nameOrPath, "utf8"), { maxAliasCount: 0 });
  } catch (cause) {
    const names = Object.keys(savedMappings).join(", ");
    const message = `\`${nameOrPath}\` is neither a saved mapping (${names}) nor a file with one`;
    return refuse([{ code: "TL_SERVER_FEEDS", message }], cause);
  }
  const { mapping, faults } = parseMapping(value, nameOrPath);
  return mapping ?? refuse(faults);
}
