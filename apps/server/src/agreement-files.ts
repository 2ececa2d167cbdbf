import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import {
  type AgreementInput,
  type CompiledAgreement,
  type ParsedAgreement,
  parseAgreement,
  parseDeployment,
} from "@truceline/agreement";
import type { Deployment, DocumentFault } from "@truceline/model";
import { defaultCatalogue } from "@truceline/sensing";
import { ServerError } from "./errors.ts";

const fileBytesMax = 16 * 1024 * 1024;

/** The agreement document at a path: the file itself, or the `agreement.yaml` of a folder. */
export interface AgreementFiles {
  readonly folder: string;
  /** As it is shown, relative to where the command runs. */
  readonly shownPath: string;
  /** Bytes: whether they are UTF-8 is told with the other faults. */
  readonly text: Uint8Array;
  readFile(relativePath: string): Uint8Array | undefined;
  /** Another agreement by its path from this one's folder; undefined if it is not there. */
  openAgreement(relativePath: string): AgreementInput | undefined;
}

/** @throws ServerError `TL_SERVER_NO_AGREEMENT`, `TL_SERVER_FILE`, `TL_SERVER_FILE_SIZE`. */
export function openAgreementFiles(path: string, workingDir: string): AgreementFiles {
  const file = agreementFileAt(resolve(workingDir, path));
  if (file === undefined) throw new ServerError("TL_SERVER_NO_AGREEMENT", { path });
  const folder = dirname(file);
  return {
    folder,
    shownPath: relative(workingDir, file),
    text: readBytes(file),
    readFile: (name) => {
      const inside = join(folder, name);
      return existsSync(inside) && statSync(inside).isFile() ? readBytes(inside) : undefined;
    },
    openAgreement: (name) => {
      const base = agreementFileAt(resolve(folder, name));
      return base === undefined ? undefined : inputOf(openAgreementFiles(base, workingDir));
    },
  };
}

/** The file itself, or the `agreement.yaml` of a folder; undefined if there is none. */
function agreementFileAt(given: string): string | undefined {
  if (!existsSync(given)) return undefined;
  const file = statSync(given).isDirectory() ? join(given, "agreement.yaml") : given;
  return existsSync(file) ? file : undefined;
}

function inputOf({ shownPath, text, readFile, openAgreement }: AgreementFiles): AgreementInput {
  return { path: shownPath, text, readFile, openAgreement };
}

/** @throws ServerError `TL_SERVER_FILE`, `TL_SERVER_FILE_SIZE`. */
export function readText(path: string): string {
  return new TextDecoder().decode(readBytes(path));
}

/** @throws ServerError `TL_SERVER_FILE`, `TL_SERVER_FILE_SIZE`. */
function readBytes(path: string): Uint8Array {
  try {
    const { size } = statSync(path);
    if (size > fileBytesMax)
      throw new ServerError("TL_SERVER_FILE_SIZE", { path, size, fileBytesMax });
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof ServerError) throw cause;
    throw new ServerError("TL_SERVER_FILE", { path }, { cause });
  }
}

export function parseAgreementAt(
  path: string,
  workingDir: string,
): ParsedAgreement & { readonly files: AgreementFiles } {
  const files = openAgreementFiles(path, workingDir);
  return { ...parseAgreement(inputOf(files)), files };
}

/** The compiled agreement at a path. @throws ServerError `TL_SERVER_AGREEMENT_REFUSED` with every fault. */
export function loadAgreement(
  path: string,
  workingDir: string,
): {
  readonly agreement: CompiledAgreement;
  readonly remarks: ParsedAgreement["remarks"];
  readonly files: AgreementFiles;
} {
  const { compiled, faults, remarks, files } = parseAgreementAt(path, workingDir);
  if (compiled === undefined) throw new ServerError("TL_SERVER_AGREEMENT_REFUSED", { faults });
  return { agreement: compiled, remarks, files };
}

/**
 * The deployment named, or the `deployment.yaml` beside the agreement; one without posts where there
 * is neither. @throws ServerError `TL_SERVER_AGREEMENT_REFUSED` with every fault.
 */
export function loadDeployment(
  files: AgreementFiles,
  path: string | undefined,
  workingDir: string,
): Deployment {
  const file =
    path === undefined ? join(files.folder, "deployment.yaml") : resolve(workingDir, path);
  if (path === undefined && !existsSync(file)) {
    return { schema: "deployment/1", id: "none", posts: [], sensors: [] };
  }
  const { deployment, faults } = deploymentAt(file, relative(workingDir, file));
  if (deployment === undefined) throw new ServerError("TL_SERVER_AGREEMENT_REFUSED", { faults });
  return deployment;
}

function deploymentAt(
  file: string,
  shownPath: string,
): { readonly deployment?: Deployment | undefined; readonly faults: readonly DocumentFault[] } {
  return parseDeployment({
    path: shownPath,
    text: readBytes(file),
    catalogueIds: defaultCatalogue.map(({ id }) => id),
  });
}
