import { quoted } from "../split-line.ts";
import { fold, plainSigns } from "../words/fold.ts";
import type { Lexicon } from "../words/lexicon.ts";
import type { PasteColumn } from "./paste-columns.ts";

const notKnown =
  /^(?:-+|n\.?\/?[ka]\.?|not known|not applicable|unknown|default|н\.?\/?[двпз]\.?|невідомо|неизвестно|inconnu|s\.?\/?o\.?|n\.?\/?c\.?)$/iu;
const joining = "(?:and|et|та|і|й|и|&)";
const upTo = "(?:to|à|до|-|–|—)";

/** A cell of the mission's table as words of the line; empty where it says nothing. */
export function lineOfCell(column: PasteColumn, cell: string, lexicon: Lexicon): string {
  const text = plainSigns(cell.replace(/\p{Zs}+/gu, " ")).trim();
  if (text === "" || (column !== "remark" && notKnown.test(text))) return "";
  switch (column) {
    case "remark":
      return quoted(cell.trim());
    case "eventLocation":
      return eventLocation(text);
    case "means":
      return spaced(text);
    case "number":
      return ranged(text.replace(/(\d)[ ,](?=\d{3}\b)/g, "$1"));
    case "description":
      return description(text);
    case "weapon":
    case "observation":
      return spaced(text);
    default:
      return dateTime(text, lexicon);
  }
}

/** Lists and brackets fall apart into words. */
function spaced(text: string): string {
  return text
    .replace(/[()[\],;]/g, " ")
    .replace(new RegExp(String.raw`\s${joining}\s`, "giu"), " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** `10 to 12` → `10-12`. */
function ranged(text: string): string {
  return text.replace(new RegExp(String.raw`(\d)\s*${upTo}\s*(?=\d)`, "giu"), "$1-");
}

/** `2 to 4 km N, NE` → `2-4 km N/NE`; `N to NE` → `N..NE`. */
function eventLocation(text: string): string {
  return ranged(text.replace(/(?:^|\s)(?:від|от|de|from)\s+(?=\d)/giu, " "))
    .replace(/(km|км|m|м)\s*[,;]\s*/giu, "$1 ")
    .replace(/(\p{L})\s+(?:to|до|à)\s+(?=\p{L})/giu, "$1..")
    .replace(new RegExp(String.raw`(\p{L})\s*(?:[,;/]|\s${joining}\s)\s*(?=\p{L})`, "giu"), "$1/")
    .replace(/^about\s+(?=\p{L})/iu, "~")
    .trim();
}

const movement =
  /^(?:moving\s+)?(?:from\s+|від\s+|з\s+|от\s+|с\s+|de\s+)?([\p{L}-]+)\s+(?:to|до|на|à|vers)\s+([\p{L}-]+)$/iu;

/** Parts of a description, apart by commas: nature, movement, what it was assessed as, where. */
function description(text: string): string {
  return text
    .split(/\s*[,;]\s*/)
    .map((part) => {
      const pair = movement.exec(part);
      if (pair !== null) return `${pair[1]}>${pair[2]}`;
      const assessed = /^assessed as\s+(?:an?\s+)?(.+)$/iu.exec(part);
      if (assessed !== null) return `=${quoted(assessed[1] ?? "")}`;
      const inside = /^inside the (?:disengagement area (.+)|(.+) disengagement area)$/iu.exec(
        part,
      );
      if (inside !== null) return `in ${quoted(inside[1] ?? inside[2] ?? "")}`;
      return part.replace(/[()]/g, " ").trim();
    })
    .join(" ");
}

/** `9-Mar-2026, 21:40 to 21:55` → `9/3/2026 21:40-21:55`. */
function dateTime(text: string, lexicon: Lexicon): string {
  const withMonth = text.replace(
    /(\d{1,2})[\s-]+(\p{L}{3,})\.?(?:[\s,-]+(\d{4}))?/gu,
    (whole, day: string, word: string, year: string | undefined) => {
      const month = lexicon.find(fold(word)).find(([slot]) => slot === "month");
      return month === undefined
        ? whole
        : `${day}/${month[1]}${year === undefined ? "" : `/${year}`}`;
    },
  );
  const date = String.raw`\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?`;
  return ranged(
    withMonth
      .replace(/[,;]/g, " ")
      .replace(/(\d{4}-\d{2}-\d{2})T(?=\d)/g, "$1 ")
      .replace(/\b(\d{1,2})\.(\d{2})(?!\.?\d)(?<!\d\.\d{1,2}\.\d{2})/g, "$1:$2")
      .replace(/\s(?:р\.|г\.)\s/gu, " ")
      .replace(new RegExp(`^(${date})\\s+${upTo}\\s+(${date})`, "iu"), "$1..$2"),
  )
    .replace(/\s+/g, " ")
    .trim();
}
