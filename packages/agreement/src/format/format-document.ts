import type { DocumentFault } from "@truceline/model";
import {
  type CollectionTag,
  type Document,
  isCollection,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  Scalar,
  type ScalarTag,
  type Tags,
  visit,
} from "yaml";
import { stringifyString } from "yaml/util";
import { describeFault, FaultList } from "../faults.ts";
import { isRecord } from "../show-value.ts";
import { parseOptions } from "../syntax-faults.ts";
import { type DocumentText, textOf } from "../utf8-text.ts";
import { readYamlText } from "../yaml-text.ts";
import { type DocumentComment, documentComments } from "./document-comments.ts";

/** Columns at which running text is folded; entries that stand on one line stay on it. */
const textWidth = 102;
/** Laying out what was laid out changes nothing, at the latest after this many times. */
const passCountMax = 4;

export interface FormattedDocument {
  /** There unless the document cannot be read, or not be laid out without a loss. */
  readonly text?: string | undefined;
  readonly faults: readonly DocumentFault[];
}

/**
 * A document (agreement, annex, deployment: any YAML) in its one layout: two spaces a level, items of
 * lists below their key, `{ a: b }` and `[a, b]` as long as they stand on one line, one entry a line
 * where they do not, running text folded at 102 columns, one empty line at most. Keys, their order,
 * values and comments stay. Formatting the result again changes nothing.
 */
export function formatDocument(path: string, given: DocumentText): FormattedDocument {
  const faults = new FaultList();
  const text = textOf(path, given, faults);
  const read = text === undefined ? undefined : readYamlText(path, text, faults);
  if (text === undefined || read === undefined || faults.count > 0) {
    return { faults: faults.sorted(path) };
  }
  const refuse = (special: string, place: { readonly line: number; readonly column: number }) => ({
    faults: [describeFault("TL_AGR_FORMAT", special, { file: path, ...place })],
  });
  const start = { line: 1, column: 1 };
  let formatted = text.replaceAll(/\r\n?/g, "\n");
  const comments = documentComments(formatted);
  for (let pass = 1; ; pass++) {
    const next = laidOut(formatted);
    if (next === formatted) break;
    if (pass > passCountMax) return refuse("its layout does not settle", start);
    formatted = next;
  }
  const lost = firstLost(comments, documentComments(formatted));
  if (lost !== undefined) return refuse(`the comment \`${lost.text}\` would be lost`, lost);
  const again = readYamlText(path, formatted, new FaultList());
  if (again === undefined || !isSame(read.value, again.value)) {
    return refuse("a value would change", start);
  }
  return { text: formatted, faults: [] };
}

/** The first comment of the document that is not there as often afterwards. */
function firstLost(
  before: readonly DocumentComment[],
  after: readonly DocumentComment[],
): DocumentComment | undefined {
  const left = new Map<string, number>();
  for (const { text } of after) left.set(text, (left.get(text) ?? 0) + 1);
  return before.find(({ text }) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count === 0;
  });
}

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((one, at) => isSame(one, b[at]));
  }
  if (!isRecord(a)) return Object.is(a, b);
  const keys = Object.keys(a);
  return (
    isRecord(b) &&
    keys.join("\n") === Object.keys(b).join("\n") &&
    keys.every((key) => isSame(a[key], b[key]))
  );
}

function laidOut(text: string): string {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...parseOptions, lineCounter: lines, customTags });
  const lineOf = (offset: number) => lines.linePos(offset).line;
  const spansLines = ({ range }: Node) =>
    range !== undefined && range !== null && lineOf(range[0]) !== lineOf(range[1]);
  visit(document, {
    Collection: (_, node) => {
      if (node.flow === true && node.items.length > 0 && spansLines(node)) node.flow = false;
    },
    Scalar: (_, node) => {
      const isText = typeof node.value === "string" && node.type?.startsWith("BLOCK") === false;
      if (isText && spansLines(node)) node.type = Scalar.BLOCK_FOLDED;
    },
  });
  return written(document);
}

function written(document: Document): string {
  const text = document.toString({ lineWidth: 0, indent: 2, indentSeq: true });
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/^\n+/, "");
}

type Stringify = NonNullable<ScalarTag["stringify"]>;
type Context = Parameters<Stringify>[1];

/** The usual tags, written in our layout: padding in braces only, running text folded. */
function customTags(tags: Tags): Tags {
  return tags.map((tag) => {
    if (typeof tag === "string") return tag;
    if (tag.collection === "map") return { ...tag, stringify: padded(" ") } as CollectionTag;
    if (tag.collection === "seq") return { ...tag, stringify: padded("") } as CollectionTag;
    return tag.tag === "tag:yaml.org,2002:str" ? ({ ...tag, stringify: folded } as ScalarTag) : tag;
  });
}

const padded =
  (flowCollectionPadding: string): Stringify =>
  (node, context, onComment, onChompKeep) => {
    if (!isCollection(node)) throw new TypeError("a tag of collections was given another node");
    return node.toString({ ...context, flowCollectionPadding } as never, onComment, onChompKeep);
  };

const folded: Stringify = (node, context, onComment, onChompKeep) => {
  const isFolded = isScalar(node) && node.type === Scalar.BLOCK_FOLDED;
  const options = { ...context.options, lineWidth: isFolded ? textWidth : 0 };
  const own = { ...context, actualString: true, options } as Context;
  return stringifyString(node as Scalar, own, onComment, onChompKeep);
};
