import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { CliError } from "./errors.ts";
import type { Terminal } from "./terminal.ts";

/** Of a file, and of what a `.gz` file unpacks to. */
const fileBytesMax = 256 * 1024 * 1024;

/**
 * The bytes of a file; one whose name ends in `.gz` is unpacked.
 * @throws CliError `TL_CLI_FILE`, `TL_CLI_FILE_SIZE`
 */
export function readFileBytes(path: string, terminal: Pick<Terminal, "workingDir">): Uint8Array {
  let bytes: Uint8Array;
  try {
    const file = openSync(resolve(terminal.workingDir, path), "r");
    try {
      const { size } = fstatSync(file);
      if (size > fileBytesMax) throw new CliError("TL_CLI_FILE_SIZE", { path, size, fileBytesMax });
      bytes = readFileSync(file);
    } finally {
      closeSync(file);
    }
    if (!path.endsWith(".gz")) return bytes;
    return gunzipSync(bytes, { maxOutputLength: fileBytesMax });
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    const { code, message } = cause as { code?: string; message: string };
    if (code === "ERR_BUFFER_TOO_LARGE") {
      throw new CliError("TL_CLI_FILE_SIZE", { path, fileBytesMax }, { cause });
    }
    throw new CliError("TL_CLI_FILE", { path, reason: message }, { cause });
  }
}

/** The same as text, UTF-8. */
export function readFileText(path: string, terminal: Pick<Terminal, "workingDir">): string {
  return new TextDecoder().decode(readFileBytes(path, terminal));
}

/** The same as JSON. @throws CliError `TL_CLI_FILE` also where it is none. */
export function readFileJson(path: string, terminal: Pick<Terminal, "workingDir">): unknown {
  try {
    return JSON.parse(readFileText(path, terminal));
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError("TL_CLI_FILE", { path, reason: "is not JSON" }, { cause });
  }
}
