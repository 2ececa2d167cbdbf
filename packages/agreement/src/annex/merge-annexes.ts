import { checkShape } from "../check-shape.ts";
import { Cursor } from "../cursor.ts";
import { type FaultList, Reporter } from "../faults.ts";
import { isRecord } from "../show-value.ts";
import { withWholeTexts } from "../text-check.ts";
import { pointerTo, type ReadBudget, readYamlText } from "../yaml-text.ts";
import { AnnexSchema, agreementLists, annexPathPattern } from "./annex-schema.ts";
import {
  type AssembledDocument,
  DocumentAssembly,
  type DocumentSource,
} from "./assembled-document.ts";

/**
 * The document with the entries of its annexes behind its own, list by list, in the order in which
 * `annexes` names the files. Paths of geometry in an annex start from the folder of the document, so
 * that an article can move into an annex as it stands.
 */
export function mergeAnnexes(
  document: AssembledDocument,
  faults: FaultList,
  budget: ReadBudget,
): AssembledDocument {
  const { value, main } = document;
  if (!isRecord(value) || !Object.hasOwn(value, "annexes")) return document;
  const reporter = new Reporter(main.file, faults, document.locate);
  const annexes: { readonly value: Cursor; readonly source: DocumentSource }[] = [];
  const seen = new Set<string>();
  for (const path of new Cursor(value).get("annexes").items()) {
    const name = path.text();
    if (name === undefined || !new RegExp(annexPathPattern, "u").test(name)) continue;
    if (seen.has(name)) {
      reporter.report("TL_AGR_ID_TWICE", path.pointer, `\`${name}\` is listed already`);
      continue;
    }
    seen.add(name);
    const text = main.readFile(name);
    if (text === undefined) {
      reporter.report("TL_AGR_ANNEX_MISSING", path.pointer, `\`${name}\``);
      continue;
    }
    const file = `${main.folder}${name}`;
    const read = readYamlText(file, text, faults, budget);
    if (read === undefined) continue;
    const annexReporter = new Reporter(file, faults, read.locate);
    const whole = withWholeTexts(read.value, annexReporter);
    checkShape(AnnexSchema, whole, annexReporter);
    annexes.push({ value: new Cursor(whole), source: { ...main, file, locate: read.locate } });
  }
  const assembly = new DocumentAssembly(main);
  const keys = new Set([...Object.keys(value), ...Object.keys(agreementLists)]);
  for (const key of keys) {
    const own = Object.hasOwn(value, key) ? value[key] : undefined;
    const pointer = pointerTo("", key);
    const added = Object.hasOwn(agreementLists, key)
      ? annexes.flatMap((annex) =>
          annex.value
            .get(key)
            .items()
            .map((entry) => ({
              value: entry.value,
              at: { source: annex.source, pointer: entry.pointer },
            })),
        )
      : [];
    const isOwnListed = own === undefined || Array.isArray(own);
    if (added.length > 0 && isOwnListed) {
      const entries = (own ?? []).map((entry: unknown, index: number) => ({
        value: entry,
        at: { source: main, pointer: pointerTo(pointer, index) },
      }));
      assembly.setList(key, [...entries, ...added]);
    } else if (Object.hasOwn(value, key)) {
      assembly.set(key, own, { source: main, pointer });
    }
  }
  return assembly.done();
}
