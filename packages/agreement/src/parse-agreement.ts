import type { DocumentFault } from "@truceline/model";
import { checkShape } from "./check-shape.ts";
import { compileAgreement } from "./compile-agreement.ts";
import type { CompiledAgreement } from "./compiled.ts";
import { Cursor } from "./cursor.ts";
import { AgreementDocumentSchema } from "./document-schema.ts";
import { FaultList, Reporter } from "./faults.ts";
import { GeometryFiles } from "./geometry-files.ts";
import type { Remark } from "./remark.ts";
import { remarkOn } from "./remarks.ts";
import { withWholeTexts } from "./text-check.ts";
import { readYamlText } from "./yaml-text.ts";

/** A document as text, with the way to the files beside it. */
export interface AgreementInput {
  /** As it is shown in faults, such as `scenarios/minsk-2015/agreement.yaml`. */
  readonly path: string;
  readonly text: string;
  /**
   * The text of a file in the document's folder, undefined if it is not there. Only paths that stay
   * below that folder are asked for.
   */
  readFile(relativePath: string): string | undefined;
}

export interface ParsedAgreement {
  /** There unless the document has a fault. */
  readonly compiled?: CompiledAgreement | undefined;
  /** Everything that is wrong, in order of file, line and column. */
  readonly faults: readonly DocumentFault[];
  /** What is allowed and yet worth a second look; empty when there are faults. */
  readonly remarks: readonly Remark[];
}

/**
 * Reads an agreement from YAML 1.2 or JSON and compiles it. Every fault of the document and of the
 * geometry beside it is told in one pass, except that broken syntax hides what follows it. Never
 * throws for anything in the texts.
 *
 * @example parseAgreement({ path, text, readFile: (name) => files.get(name) }).faults
 */
export function parseAgreement(input: AgreementInput): ParsedAgreement {
  const faults = new FaultList();
  const read = readYamlText(input.path, input.text, faults);
  if (read === undefined) return { faults: faults.sorted(input.path), remarks: [] };
  const reporter = new Reporter(input.path, faults, read.locate);
  const value = withWholeTexts(read.value, reporter);
  checkShape(AgreementDocumentSchema, value, reporter);
  const root = new Cursor(value);
  const files = new GeometryFiles(
    input.path,
    (relativePath) => input.readFile(relativePath),
    reporter,
    faults,
  );
  const compiled = compileAgreement(root, reporter, files);
  if (faults.count > 0) return { faults: faults.sorted(input.path), remarks: [] };
  return { compiled, faults: [], remarks: remarkOn(compiled, root, reporter) };
}
