import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { describeFault, type FaultList, type Locate } from "./faults.ts";
import { parseOptions, syntaxFaults } from "./syntax-faults.ts";
import { type DocumentText, textOf } from "./utf8-text.ts";

const textLengthMax = 1_000_000;
const depthMax = 32;
const nodeCountMax = 50_000;
/** Entries that may come from aliases; more is a billion-laughs document. */
const aliasedNodeCountMax = 5_000;
const tagFaultCountMax = 20;

/** A document read into plain values, and where each of them stands. */
export interface ReadText {
  /** Objects have no prototype, so that no key of the document can reach one. */
  readonly value: unknown;
  readonly locate: Locate;
}

/** The JSON pointer of a member (RFC 6901). */
export function pointerTo(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Entries that may still be read: one budget for a document and all that it brings with it. */
export interface ReadBudget {
  entryCount: number;
}

export const readBudget = (): ReadBudget => ({ entryCount: nodeCountMax });

class StopReading extends Error {}

/**
 * Reads YAML 1.2 or JSON text within limits (1 MB, 32 levels, 50,000 entries, 5,000 of them by
 * alias). Undefined when the text cannot be read at all; the faults say why. Never throws for text.
 */
export function readYamlText(
  file: string,
  given: DocumentText,
  faults: FaultList,
  budget: ReadBudget = readBudget(),
): ReadText | undefined {
  const lines = new LineCounter();
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (given.length > textLengthMax) {
    const unit = typeof given === "string" ? "characters" : "bytes";
    const special = `${given.length} ${unit}`;
    faults.add(describeFault("TL_AGR_SIZE", special, { file, line: 1, column: 1 }));
    return undefined;
  }
  const text = textOf(file, given, faults);
  if (text === undefined) return undefined;
  // Counted before the parser is let loose: it takes a second for each 20,000 entries.
  const entryCount = (text.match(/[,\n"']|[-?:&*!] /g) ?? []).length;
  budget.entryCount -= entryCount;
  if (budget.entryCount < 0) {
    faults.add(
      describeFault("TL_AGR_NODE_LIMIT", `about ${entryCount}`, { file, line: 1, column: 1 }),
    );
    return undefined;
  }
  const deepOffset = flowDepthExceededAt(text);
  if (deepOffset !== undefined) {
    const before = text.slice(0, deepOffset);
    const line = before.split("\n").length;
    faults.add(
      describeFault("TL_AGR_DEPTH", undefined, {
        file,
        line,
        column: deepOffset - before.lastIndexOf("\n"),
      }),
    );
    return undefined;
  }
  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(text, {
      ...parseOptions,
      lineCounter: lines,
    });
  } catch (error) {
    // The parser is recursive: only nesting makes it run out of stack.
    const code = error instanceof RangeError ? "TL_AGR_DEPTH" : "TL_AGR_SYNTAX";
    faults.add(describeFault(code, undefined, { file, line: 1, column: 1 }));
    return undefined;
  }
  let readable = true;
  for (const error of document.errors) {
    const place = placeAt(error.pos[0]);
    if (error.code === "DUPLICATE_KEY") {
      faults.add(describeFault("TL_AGR_KEY_TWICE", undefined, { file, ...place }));
      continue;
    }
    readable = false;
    if (error.code !== "RESOURCE_EXHAUSTION") continue;
    faults.add(describeFault("TL_AGR_DEPTH", undefined, { file, ...place }));
    return undefined;
  }
  if (!readable) {
    const told = syntaxFaults(text);
    for (const { sentence, ...place } of told) {
      faults.add(describeFault("TL_AGR_SYNTAX", sentence, { file, ...place }));
    }
    // Line by line nothing is wrong where only the ends of lines are: a lone carriage return.
    if (told.length === 0) {
      const at = document.errors.find(({ code }) => code !== "DUPLICATE_KEY")?.pos[0] ?? 0;
      faults.add(describeFault("TL_AGR_SYNTAX", undefined, { file, ...placeAt(at) }));
    }
  }
  for (const warning of document.warnings.slice(0, tagFaultCountMax)) {
    faults.add(describeFault("TL_AGR_TAG", undefined, { file, ...placeAt(warning.pos[0]) }));
  }
  if (!readable) return undefined;

  const offsets = new Map<string, { key: number; value: number }>();
  const anchors = new Map<string, Node>();
  const open = new Set<Node>();
  let nodeCount = 0;
  let aliasedNodeCount = 0;

  const stop = (code: "TL_AGR_DEPTH" | "TL_AGR_NODE_LIMIT" | "TL_AGR_ALIAS_LIMIT", at: number) => {
    faults.add(describeFault(code, undefined, { file, ...placeAt(at) }));
    throw new StopReading();
  };
  /** Half a surrogate pair has no UTF-8 and no canonical form. */
  const wellFormed = <Value>(value: Value, at: number): Value => {
    if (typeof value !== "string" || value.isWellFormed()) return value;
    const place = placeAt(at);
    faults.add(describeFault("TL_AGR_TEXT_BROKEN", undefined, { file, ...place }));
    return value;
  };
  const build = (
    node: Node | null,
    pointer: string,
    depth: number,
    at: { readonly key: number; readonly value: number },
    aliased: boolean,
  ): unknown => {
    const start = aliased ? at.value : (node?.range?.[0] ?? at.value);
    nodeCount += 1;
    if (aliased) aliasedNodeCount += 1;
    if (depth > depthMax) stop("TL_AGR_DEPTH", start);
    if (nodeCount > nodeCountMax) stop("TL_AGR_NODE_LIMIT", start);
    if (aliasedNodeCount > aliasedNodeCountMax) stop("TL_AGR_ALIAS_LIMIT", start);
    offsets.set(pointer, { key: at.key, value: start });
    if (node === null) return null;
    if (isAlias(node)) {
      const source = anchors.get(node.source);
      if (source === undefined || open.has(source)) {
        faults.add(
          describeFault("TL_AGR_ALIAS", `\`*${node.source}\``, { file, ...placeAt(start) }),
        );
        throw new StopReading();
      }
      return build(source, pointer, depth, { key: at.key, value: start }, true);
    }
    const { anchor } = node as { anchor?: string };
    if (anchor !== undefined) anchors.set(anchor, node);
    if (isScalar(node)) return wellFormed(plainScalar(node.value), start);
    open.add(node);
    try {
      if (isSeq(node)) {
        return node.items.map((item, index) => {
          const child = item as Node | null;
          const offset = child?.range?.[0] ?? start;
          return build(
            child,
            pointerTo(pointer, index),
            depth + 1,
            aliased ? at : { key: offset, value: offset },
            aliased,
          );
        });
      }
      const record: Record<string, unknown> = Object.create(null);
      if (!isMap(node)) return record;
      for (const { key, value } of node.items) {
        const keyNode = key as Node | null;
        const keyOffset = keyNode?.range?.[0] ?? start;
        if (keyNode !== null && !isScalar(keyNode)) {
          faults.add(
            describeFault("TL_AGR_TYPE", "a key must be plain text", {
              file,
              ...placeAt(keyOffset),
            }),
          );
          continue;
        }
        const name = wellFormed(keyNode === null ? "" : String(keyNode.value), keyOffset);
        record[name] = build(
          value as Node | null,
          pointerTo(pointer, name),
          depth + 1,
          aliased ? at : { key: keyOffset, value: keyOffset },
          aliased,
        );
      }
      return record;
    } finally {
      open.delete(node);
    }
  };

  try {
    const value = build(document.contents as Node | null, "", 0, { key: 0, value: 0 }, false);
    return {
      value,
      locate: (pointer, part) => {
        // What is missing has no place of its own: the nearest entry around it has.
        for (let path = pointer; ; path = path.slice(0, path.lastIndexOf("/"))) {
          const found = offsets.get(path);
          if (found !== undefined) return placeAt(path === pointer ? found[part] : found.value);
          if (path === "") return undefined;
        }
      },
    };
  } catch (error) {
    if (error instanceof StopReading) return undefined;
    throw error;
  }
}

/** Numbers too large to be exact, dates and bytes stay the text they were. */
function plainScalar(value: unknown): unknown {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return value;
    default:
      return value === null || value === undefined ? null : String(value);
  }
}

/** Where flow brackets nest deeper than any agreement does; such text would exhaust the parser. */
function flowDepthExceededAt(text: string): number | undefined {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text.charCodeAt(offset);
    if (character === 0x5b || character === 0x7b) {
      depth += 1;
      if (depth > 4 * depthMax) return offset;
    } else if ((character === 0x5d || character === 0x7d) && depth > 0) depth -= 1;
  }
  return undefined;
}
