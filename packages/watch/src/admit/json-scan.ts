/** What one pass over the bytes of a JSON text tells, before anything is parsed. */
export interface JsonShape {
  readonly depth: number;
  /** Members of all objects, each key counted as often as it is written. */
  readonly memberCount: number;
}

const quote = 0x22;
const backslash = 0x5c;

/**
 * Depth and number of members of a JSON text, without reading its values. For texts that are not
 * JSON the numbers mean nothing, and the parser says so.
 */
export function jsonShape(bytes: Uint8Array): JsonShape {
  let depth = 0;
  let deepest = 0;
  let memberCount = 0;
  const end = bytes.length;
  for (let at = 0; at < end; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      at++;
      while (at < end && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--;
    } else if (byte === 0x3a) {
      memberCount++;
    }
  }
  return { depth: deepest, memberCount };
}

/** Members of all objects in a parsed value. */
export function memberCountOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === "object") count += memberCountOf(item);
    return count;
  }
  for (const key in value) {
    count++;
    const member = (value as Record<string, unknown>)[key];
    if (typeof member === "object") count += memberCountOf(member);
  }
  return count;
}

export interface JsonFault {
  /** What stands there instead: `syntax` or the key that comes a second time. */
  readonly is: "syntax" | "duplicate-key";
  /** Where in the text, in UTF-16 code units from 0. */
  readonly at: number;
  /** JSON pointer to the object or value. */
  readonly path: string;
  readonly key?: string;
}

/**
 * The first fault of a JSON text (RFC 8259, with no key twice in one object), or undefined.
 * Slow; used to tell people where, once something is known to be wrong.
 */
export function firstJsonFault(text: string): JsonFault | undefined {
  let at = 0;
  const path: (string | number)[] = [];
  const pointer = () =>
    path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  const fail = (): JsonFault => ({ is: "syntax", at: Math.min(at, text.length), path: pointer() });
  const blank = () => {
    while (at < text.length && " \t\n\r".includes(text[at] as string)) at++;
  };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids exactly these.
  const written = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
  const scalar = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };

  const value = (): JsonFault | undefined => {
    blank();
    const sign = text[at];
    if (sign === '"') return take(written) === undefined ? fail() : undefined;
    if (sign !== "{" && sign !== "[") return take(scalar) === undefined ? fail() : undefined;
    const close = sign === "{" ? "}" : "]";
    at++;
    blank();
    if (text[at] === close) {
      at++;
      return undefined;
    }
    const keys = new Set<string>();
    for (let index = 0; ; index++) {
      if (sign === "{") {
        blank();
        const keyAt = at;
        const keyText = take(written);
        if (keyText === undefined) return fail();
        const key = JSON.parse(keyText) as string;
        if (keys.has(key)) return { is: "duplicate-key", at: keyAt, path: pointer(), key };
        keys.add(key);
        blank();
        if (text[at] !== ":") return fail();
        at++;
        path.push(key);
      } else path.push(index);
      const inner = value();
      if (inner !== undefined) return inner;
      path.pop();
      blank();
      if (text[at] === close) {
        at++;
        return undefined;
      }
      if (text[at] !== ",") return fail();
      at++;
    }
  };

  const fault = value();
  if (fault !== undefined) return fault;
  blank();
  return at < text.length ? fail() : undefined;
}

/** Line and column of a place in a text, both from 1. */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  const lastBreak = before.lastIndexOf("\n");
  return { line: before.split("\n").length, column: at - lastBreak };
}
