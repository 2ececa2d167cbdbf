import type { DocumentFault } from "@truceline/model";
import { AgreementFileSchema } from "./agreement-file-schema.ts";
import { basePathPattern } from "./amend/amends-schema.ts";
import { applyAmendment } from "./amend/apply-amendment.ts";
import { AssembledDocument, type DocumentSource } from "./annex/assembled-document.ts";
import { mergeAnnexes } from "./annex/merge-annexes.ts";
import { checkShape } from "./check-shape.ts";
import { compileAgreement } from "./compile-agreement.ts";
import type { CompiledAgreement } from "./compiled.ts";
import { Cursor } from "./cursor.ts";
import { type DocumentPlace, FaultList, Reporter } from "./faults.ts";
import { GeometryFiles } from "./geometry-files.ts";
import type { Remark } from "./remark.ts";
import { remarkOn } from "./remarks.ts";
import { withWholeTexts } from "./text-check.ts";
import type { DocumentText } from "./utf8-text.ts";
import { type ReadBudget, readBudget, readYamlText } from "./yaml-text.ts";

/** A document as text, with the way to the files beside it. */
export interface AgreementInput {
  /** As it is shown in faults, such as `scenarios/minsk-2015/agreement.yaml`. One for each file. */
  readonly path: string;
  /** Bytes, so that a wrong encoding is told; or text that is decoded already. */
  readonly text: DocumentText;
  /**
   * The text of a file in the document's folder, undefined if it is not there. Only paths that stay
   * below that folder are asked for.
   */
  readFile(relativePath: string): DocumentText | undefined;
  /**
   * Another agreement, by the path of its folder or file from this document's folder; undefined if it
   * is not there. Asked for the agreement that this one amends, whose path may lead out of the folder.
   */
  openAgreement?(relativePath: string): AgreementInput | undefined;
}

export interface ParsedAgreement {
  /** There unless the document has a fault. */
  readonly compiled?: CompiledAgreement | undefined;
  /** Everything that is wrong, in order of file, line and column. */
  readonly faults: readonly DocumentFault[];
  /** What is allowed and yet worth a second look; empty when there are faults. */
  readonly remarks: readonly Remark[];
  /** Where an entry of the compiled document stands, by JSON pointer. */
  readonly locate?: ((pointer: string) => DocumentPlace | undefined) | undefined;
}

export interface ParseOptions {
  /** False: compile only, for who has checked before. */
  readonly remarks?: boolean | undefined;
}

/** How many agreements may stand on each other. */
const amendsDepthMax = 16;

/**
 * Reads an agreement from YAML 1.2 or JSON, with its annexes and the agreement that it amends, and
 * compiles it. Every fault of the documents and of the geometry beside them is told in one pass,
 * except that broken syntax hides what follows it. Never throws for anything in the texts.
 *
 * @example parseAgreement({ path, text, readFile: (name) => files.get(name) }).faults
 */
export function parseAgreement(input: AgreementInput, options: ParseOptions = {}): ParsedAgreement {
  return readAgreement(input, readBudget(), [], options).parsed;
}

interface ReadAgreement {
  readonly parsed: ParsedAgreement;
  readonly document?: AssembledDocument | undefined;
}

function readAgreement(
  input: AgreementInput,
  budget: ReadBudget,
  above: readonly string[],
  options: ParseOptions,
): ReadAgreement {
  const faults = new FaultList();
  const read = readYamlText(input.path, input.text, faults, budget);
  if (read === undefined) return { parsed: { faults: faults.sorted(input.path), remarks: [] } };
  const main: DocumentSource = {
    file: input.path,
    folder: input.path.slice(0, input.path.lastIndexOf("/") + 1),
    locate: read.locate,
    readFile: (relativePath) => input.readFile(relativePath),
  };
  const value = withWholeTexts(read.value, new Reporter(input.path, faults, read.locate));
  let document = mergeAnnexes(new AssembledDocument(value, main), faults, budget);
  const amends = new Cursor(document.value).get("amends").get("agreement");
  const base = readBase(
    input,
    amends,
    new Reporter(input.path, faults, read.locate),
    budget,
    above,
  );
  if (base?.document !== undefined) {
    const reporter = new Reporter(input.path, faults, document.locate);
    document = applyAmendment(document, base.document, reporter);
  }
  const reporter = new Reporter(input.path, faults, document.locate);
  checkShape(AgreementFileSchema, document.value, reporter);
  for (const fault of base?.parsed.faults ?? []) faults.add(fault);
  const refused = () => ({
    parsed: { faults: faults.sorted(input.path).map(blamed(base)), remarks: [] },
    document,
  });
  // Without what is amended, every name of it would be told as one that refers to nothing.
  if (amends.value !== undefined && base?.document === undefined) return refused();
  const root = new Cursor(document.value);
  const files = new GeometryFiles(document, reporter, faults);
  const compiled = compileAgreement(root, reporter, files, base?.parsed.compiled);
  if (faults.count > 0) return refused();
  const remarks = options.remarks === false ? [] : remarkOn(compiled, root, reporter);
  const locate = (pointer: string) => reporter.locate(pointer);
  return { parsed: { compiled, faults: [], remarks, locate }, document };
}

/** The agreement that is amended, read with all that it stands on; its faults count as ours. */
function readBase(
  input: AgreementInput,
  path: Cursor,
  reporter: Reporter,
  budget: ReadBudget,
  above: readonly string[],
): ReadAgreement | undefined {
  const name = path.text();
  if (name === undefined) return undefined;
  const isPath = new RegExp(basePathPattern, "u").test(name);
  const base = isPath ? input.openAgreement?.(name) : undefined;
  if (base === undefined) {
    if (isPath) reporter.report("TL_AGR_BASE_MISSING", path.pointer, `\`${name}\``);
    return undefined;
  }
  const chain = [...above, input.path];
  if (chain.includes(base.path) || chain.length > amendsDepthMax) {
    const shown = [...chain, base.path].join(" amends ");
    reporter.report("TL_AGR_AMENDS_CYCLE", path.pointer, shown);
    return undefined;
  }
  // What is remarked of it, it was told itself.
  return readAgreement(base, budget, chain, { remarks: false });
}

/** A fault at a place of an agreement that is sound by itself comes from what the amendment changes. */
function blamed(base: ReadAgreement | undefined): (fault: DocumentFault) => DocumentFault {
  const files = base?.parsed.compiled === undefined ? undefined : base.document?.files();
  return (fault) => {
    if (fault.file === undefined || files?.has(fault.file) !== true) return fault;
    const hint = "It is sound there without the amendment, which changes or repeals what it needs.";
    return { ...fault, hint: fault.hint === undefined ? hint : `${fault.hint} ${hint}` };
  };
}
