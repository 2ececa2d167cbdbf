import { agreementLists } from "../annex/annex-schema.ts";
import {
  type AssembledDocument,
  DocumentAssembly,
  type WrittenAt,
} from "../annex/assembled-document.ts";
import { Cursor } from "../cursor.ts";
import type { Reporter } from "../faults.ts";
import { suggestName } from "../nearest-name.ts";
import { isRecord } from "../show-value.ts";
import { pointerTo } from "../yaml-text.ts";
import { namedLists } from "./amends-schema.ts";

/** What each document says for itself, whatever it amends. */
const ownKeys: readonly string[] = [
  "truceline",
  "id",
  "status",
  "title",
  "inForce",
  "note",
  "sources",
];

interface Entry {
  readonly value: unknown;
  readonly at: WrittenAt;
}

/**
 * The amended agreement: everything of the base, in its order, with what the amendment repeals left
 * out, what it replaces in the place of the old, and what it adds at the end of each list. Keys at the
 * root of the amendment hold instead of the base's. Ids that the base does not have are reported.
 */
export function applyAmendment(
  document: AssembledDocument,
  base: AssembledDocument,
  reporter: Reporter,
): AssembledDocument {
  if (!isRecord(document.value) || !isRecord(base.value)) return document;
  const root = new Cursor(document.value);
  const amends = root.get("amends");
  const assembly = new DocumentAssembly(document.main);
  for (const [key, member] of Object.entries(base.value)) {
    const pointer = pointerTo("", key);
    const isKept = !ownKeys.includes(key) && key !== "annexes" && key !== "amends";
    if (isKept && !root.has(key) && !isList(key)) {
      assembly.set(key, member, base.writtenAt(pointer));
    }
  }
  for (const [key, member] of Object.entries(document.value)) {
    const pointer = pointerTo("", key);
    const { source } = document.writtenAt(pointer);
    if (!isList(key)) {
      assembly.set(key, member, document.writtenAt(pointer));
    } else if (
      root
        .get(key)
        .items()
        .some((entry) => isMainEntry(document, entry))
    ) {
      reporter.report("TL_AGR_AMENDS_LIST", pointer, `\`${key}\` in ${source.file}`, { at: "key" });
    }
  }
  for (const key of Object.keys(agreementLists)) {
    if (!isList(key)) continue;
    const changes = namedLists.includes(key)
      ? { replaced: amends.get("replace").get(key), repealed: amends.get("repeal").get(key) }
      : undefined;
    const kept = entriesOf(base, new Cursor(base.value).get(key)).flatMap(
      (entry) => changed(entry, changes, document) ?? [],
    );
    if (changes !== undefined) reportChanges(key, changes, base, reporter);
    const added = [
      ...entriesOf(document, amends.get("add").get(key)),
      // An annex of the amendment brings new entries, as one of an agreement does.
      ...entriesOf(
        document,
        ...root
          .get(key)
          .items()
          .filter((entry) => !isMainEntry(document, entry)),
      ),
    ];
    if (kept.length + added.length > 0 || Object.hasOwn(base.value, key)) {
      assembly.setList(key, [...kept, ...added]);
    }
  }
  return assembly.done();
}

interface Changes {
  readonly replaced: Cursor;
  readonly repealed: Cursor;
}

function isList(key: string): boolean {
  return Object.hasOwn(agreementLists, key) && !ownKeys.includes(key);
}

function isMainEntry(document: AssembledDocument, entry: Cursor): boolean {
  return document.writtenAt(entry.pointer).source.file === document.main.file;
}

function entriesOf(document: AssembledDocument, ...places: readonly Cursor[]): readonly Entry[] {
  return places
    .flatMap((place) => (Array.isArray(place.value) ? place.items() : [place]))
    .filter(({ value }) => value !== undefined)
    .map(({ value, pointer }) => ({ value, at: document.writtenAt(pointer) }));
}

/** The entry of the base after the amendment; undefined if it is repealed. */
function changed(
  entry: Entry,
  changes: Changes | undefined,
  document: AssembledDocument,
): Entry | undefined {
  const id = new Cursor(entry.value).get("id").text();
  if (changes === undefined || id === undefined) return entry;
  if (changes.repealed.items().some((repealed) => repealed.text() === id)) return undefined;
  const replacement = changes.replaced.items().find((one) => one.get("id").text() === id);
  return replacement === undefined ? entry : entriesOf(document, replacement)[0];
}

/** Ids that are not there, and ids named twice. */
function reportChanges(
  key: string,
  { replaced, repealed }: Changes,
  base: AssembledDocument,
  reporter: Reporter,
): void {
  const known = new Cursor(base.value)
    .get(key)
    .items()
    .flatMap((entry) => entry.get("id").text() ?? []);
  const seen = new Set<string>();
  for (const id of [...replaced.items().map((entry) => entry.get("id")), ...repealed.items()]) {
    const text = id.text();
    if (text === undefined) continue;
    if (!known.includes(text)) {
      const special = `\`${text}\` is not among the \`${key}\` of ${base.main.file}`;
      reporter.report("TL_AGR_REFERENCE", id.pointer, special, { hint: suggestName(text, known) });
    }
    if (seen.has(text)) reporter.report("TL_AGR_AMENDS_TWICE", id.pointer, `\`${text}\``);
    seen.add(text);
  }
}
