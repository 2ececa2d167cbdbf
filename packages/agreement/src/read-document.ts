import type { DocumentFault } from "@truceline/model";
import { checkShape } from "./check-shape.ts";
import { type DocumentPlace, FaultList, Reporter } from "./faults.ts";
import { withWholeTexts } from "./text-check.ts";
import type { DocumentText } from "./utf8-text.ts";
import { readYamlText } from "./yaml-text.ts";

/** A document of somebody else's schema, read with the limits and faults of an agreement. */
export interface ReadDocument {
  /** Plain values that fit the schema; there unless the document has a fault. */
  readonly value?: unknown;
  /** Everything that is wrong, in order of line and column. */
  readonly faults: readonly DocumentFault[];
  /** Where an entry stands in the text, by JSON pointer; the nearest entry around one that is missing. */
  locate(pointer: string): DocumentPlace | undefined;
}

/**
 * Reads YAML 1.2 or JSON and compares it with a schema, every fault in one pass, each with its line.
 * For documents beside the agreement that another package describes. Never throws for the text.
 */
export function readDocument(
  input: { readonly path: string; readonly text: DocumentText },
  schema: object,
): ReadDocument {
  const faults = new FaultList();
  const read = readYamlText(input.path, input.text, faults);
  if (read === undefined) return { faults: faults.sorted(input.path), locate: () => undefined };
  const reporter = new Reporter(input.path, faults, read.locate);
  const value = withWholeTexts(read.value, reporter);
  checkShape(schema, value, reporter);
  const locate = (pointer: string) => reporter.locate(pointer);
  if (faults.count > 0) return { faults: faults.sorted(input.path), locate };
  // Mappings are read without a prototype, against names such as `constructor`; what fits may be plain.
  return { value: JSON.parse(JSON.stringify(value)), faults: [], locate };
}
