import { plainSigns } from "./words/fold.ts";

/** A piece of a line, `[from, to)` in UTF-16 units. */
export interface Token {
  readonly is: "word" | "comma" | "quote" | "remark" | "bad";
  readonly from: number;
  readonly to: number;
  /** As typed. */
  readonly raw: string;
  /** Word: with signs made one. Quote and remark: the text meant. */
  readonly text: string;
  /** Quote only: what stands right before it, such as `=` or `mortar:`. */
  readonly label?: string;
  /** Quote only: where the quoted text itself begins. */
  readonly quoteFrom?: number;
  readonly isOpen?: boolean;
}

const closers: Readonly<Record<string, string>> = { '"': '"', "“": "”“", "„": "“”", "«": "»" };
/** Cannot be seen, or turns the writing around. ZWJ and ZWNJ belong to some scripts. */
const hiddenInText = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u;
const hiddenInWords = /[\p{Cc}\p{Cf}\p{Cs}\u115f\u1160\u3164\uffa0]/u;

/**
 * Cuts a line into words, commas and quoted texts. In Ukrainian, Russian and French a comma between
 * two digits is a decimal comma; elsewhere a comma begins the next observation. A tab is a space.
 */
export function splitLine(line: string, hasDecimalComma: boolean): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    const from = at;
    const sign = line.charAt(at);
    if (/[\t\p{Zs}]/u.test(sign)) {
      at += 1;
    } else if (sign === "," || sign === ";") {
      at += 1;
      tokens.push({ is: "comma", from, to: at, raw: sign, text: sign });
    } else if (sign === "#") {
      at = line.length;
      const raw = line.slice(from);
      tokens.push(remarkOf(raw, from));
    } else {
      const word = wordAt(line, at, hasDecimalComma);
      at += word.length;
      const opener = line.charAt(at);
      if (Object.hasOwn(closers, opener)) {
        const quote = quoteAt(line, from, at);
        tokens.push(quote);
        at = quote.to;
      } else {
        const is = hiddenInWords.test(word) ? "bad" : "word";
        tokens.push({ is, from, to: at, raw: word, text: plainSigns(word) });
      }
    }
  }
  return tokens;
}

function wordAt(line: string, from: number, hasDecimalComma: boolean): string {
  let at = from;
  while (at < line.length) {
    const sign = line.charAt(at);
    if (/[\t\p{Zs};]/u.test(sign) || Object.hasOwn(closers, sign)) break;
    if (sign === ",") {
      const isDecimal =
        hasDecimalComma && /\d/.test(line.charAt(at - 1)) && /\d/.test(line.charAt(at + 1));
      if (!isDecimal) break;
    }
    at += 1;
  }
  const word = line.slice(from, at);
  return word;
}

function remarkOf(raw: string, from: number): Token {
  const to = from + raw.length;
  const text = raw.slice(1).trim();
  const is = hiddenInText.test(text) ? "bad" : "remark";
  return { is, from, to, raw, text };
}

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
};

function quoteAt(line: string, from: number, quoteFrom: number): Token {
  const closer = closers[line.charAt(quoteFrom)] ?? '"';
  let text = "";
  let hasHidden = false;
  let at = quoteFrom + 1;
  let isOpen = true;
  while (at < line.length) {
    const sign = String.fromCodePoint(line.codePointAt(at) ?? 0);
    if (closer.includes(sign)) {
      isOpen = false;
      at += sign.length;
      break;
    }
    const escaped = sign === "\\" ? escapeAt(line, at) : undefined;
    if (escaped !== undefined) {
      text += escaped.text;
      at += escaped.length;
      continue;
    }
    if (sign !== "\t" && hiddenInText.test(sign)) hasHidden = true;
    text += sign;
    at += sign.length;
  }
  const label = plainSigns(line.slice(from, quoteFrom));
  const raw = line.slice(from, at);
  const isBad = hasHidden || hiddenInWords.test(label);
  return { is: isBad ? "bad" : "quote", from, to: at, raw, text, label, quoteFrom, isOpen };
}

function escapeAt(line: string, at: number): { text: string; length: number } | undefined {
  const next = line.charAt(at + 1);
  const plain = Object.hasOwn(escapes, next) ? escapes[next] : undefined;
  if (plain !== undefined) return { text: plain, length: 2 };
  const match = /^\\u\{([0-9a-f]{1,6})\}/.exec(line.slice(at, at + 10));
  const code = Number.parseInt(match?.[1] ?? "", 16);
  if (match === null || code > 0x10ffff) return undefined;
  return { text: String.fromCodePoint(code), length: match[0].length };
}

/** A text in double quotes that reads back as it is, with whatever cannot be seen written out. */
export function quoted(text: string): string {
  let out = "";
  for (const sign of text) {
    if (sign === '"' || sign === "\\") out += `\\${sign}`;
    else if (sign === "\n") out += "\\n";
    else if (hiddenInText.test(sign)) out += `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
    else out += sign;
  }
  return `"${out}"`;
}
