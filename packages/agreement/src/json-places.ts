import type { TextPlace } from "./faults.ts";

const token =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 bars these from strings.
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![A-Za-z0-9_.+-]))/y;

/** Line and column of an offset. */
export function textPlaceAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

/**
 * Walks JSON text without keeping its values; calls `visit` with the path and offset of each value.
 * Returns the offset at which the text stops being JSON, or undefined if it is. Iterative: depth
 * costs no stack.
 */
function walkJson(
  text: string,
  visit: (path: readonly (string | number)[], offset: number) => boolean,
): number | undefined {
  /** One entry an open container: the index or key being read, and what may come next. */
  const path: (string | number)[] = [];
  const isArray: boolean[] = [];
  let expects: "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "end" =
    "value";
  let offset = 0;
  for (;;) {
    token.lastIndex = offset;
    const match = token.exec(text);
    if (match === null) {
      const rest =
        offset + (/^[ \t\n\r]*/.exec(text.slice(offset, offset + 10_000))?.[0].length ?? 0);
      return expects === "end" && rest >= text.length ? undefined : Math.min(rest, text.length);
    }
    const [whole, mark, string] = match;
    const start = offset + whole.length - (mark ?? string ?? match[3] ?? "").length;
    offset += whole.length;
    const closes =
      (mark === "]" && isArray.at(-1) === true) || (mark === "}" && isArray.at(-1) === false);
    if (closes) {
      if (expects === "value" || expects === "key" || expects === "colon") return start;
      path.pop();
      isArray.pop();
      expects = path.length === 0 ? "end" : "comma-or-end";
      continue;
    }
    switch (expects) {
      case "end":
        return start;
      case "key":
      case "key-or-end":
        if (string === undefined) return start;
        path[path.length - 1] = JSON.parse(string) as string;
        expects = "colon";
        continue;
      case "colon":
        if (mark !== ":") return start;
        expects = "value";
        continue;
      case "comma-or-end": {
        if (mark !== ",") return start;
        const last = path.at(-1);
        if (typeof last === "number") path[path.length - 1] = last + 1;
        expects = isArray.at(-1) === true ? "value" : "key";
        continue;
      }
      default:
        if (mark !== undefined && mark !== "[" && mark !== "{") return start;
        if (visit(path, start)) return undefined;
        if (mark === undefined) {
          expects = path.length === 0 ? "end" : "comma-or-end";
        } else {
          isArray.push(mark === "[");
          path.push(mark === "[" ? 0 : "");
          expects = mark === "[" ? "value-or-end" : "key-or-end";
        }
    }
  }
}

/** Where the text stops being JSON; undefined if it is JSON throughout. */
export function jsonFaultPlace(text: string): TextPlace | undefined {
  const offset = walkJson(text, () => false);
  return offset === undefined ? undefined : textPlaceAt(text, offset);
}

/** Where the value with this path begins; undefined if there is none. */
export function jsonPlaceOf(
  text: string,
  wanted: readonly (string | number)[],
): TextPlace | undefined {
  let found: number | undefined;
  walkJson(text, (path, offset) => {
    if (path.length !== wanted.length || path.some((step, index) => step !== wanted[index])) {
      return false;
    }
    found = offset;
    return true;
  });
  return found === undefined ? undefined : textPlaceAt(text, found);
}
