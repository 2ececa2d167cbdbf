import { randomUUID } from "node:crypto";
import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { formatDocument } from "@truceline/agreement";
import type { DocumentFault } from "@truceline/model";
import { CliError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";

const fileBytesMax = 16 * 1024 * 1024;

export interface FormattedFile {
  /** As it was given, with the file's name where a folder was. */
  readonly path: string;
  /** `kept`: it was laid out already. `changed`: it is now, or would be. */
  readonly state: "kept" | "changed" | "refused";
  readonly faults: readonly DocumentFault[];
}

/**
 * Lays out a document and, unless `isCheck`, writes it in place: first beside it, then over it, so that
 * a full disk leaves the old text. @throws CliError `TL_CLI_FILE`, `TL_CLI_FILE_SIZE`, `TL_CLI_WRITE`
 */
export function formatFile(
  given: string,
  isCheck: boolean,
  { workingDir }: Pick<Terminal, "workingDir">,
): FormattedFile {
  const { path, file, bytes } = readDocument(given, workingDir);
  const { text, faults } = formatDocument(path, bytes);
  if (text === undefined) return { path, state: "refused", faults };
  const laidOut = Buffer.from(text);
  if (laidOut.equals(bytes)) return { path, state: "kept", faults };
  if (!isCheck) replaceFile(file, path, laidOut);
  return { path, state: "changed", faults };
}

function readDocument(given: string, workingDir: string) {
  let path = given;
  try {
    // A link stays a link: what it names is written.
    let file = realpathSync(resolve(workingDir, given));
    if (statSync(file).isDirectory()) {
      file = realpathSync(join(file, "agreement.yaml"));
      path = join(given, "agreement.yaml");
    }
    const { size } = statSync(file);
    if (size > fileBytesMax) throw new CliError("TL_CLI_FILE_SIZE", { path, size, fileBytesMax });
    return { path, file, bytes: readFileSync(file) };
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError("TL_CLI_FILE", { path, reason: (cause as Error).message }, { cause });
  }
}

function replaceFile(file: string, path: string, bytes: Uint8Array): void {
  const beside = `${file}.${randomUUID().slice(0, 8)}.new`;
  try {
    writeFileSync(beside, bytes, { flag: "wx", mode: statSync(file).mode });
    renameSync(beside, file);
  } catch (cause) {
    rmSync(beside, { force: true });
    throw new CliError("TL_CLI_WRITE", { path }, { cause });
  }
}
