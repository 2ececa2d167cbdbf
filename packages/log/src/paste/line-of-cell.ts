import { nearest } from "../spelling.ts";
import { quoted } from "../split-line.ts";
import { fold, plainSigns } from "../words/fold.ts";
import type { Lexicon } from "../words/lexicon.ts";
import type { PasteColumn } from "./paste-columns.ts";

const notKnown =
  /^(?:-+|n\/?[ka]|not known|not applicable|unknown|default|н\/[двпзиі]|невідомо|неизвестно|inconnu|s\/o|n\/c)$/iu;
const upTo = "(?:to|à|до|по|-|–|—)";
const joining = "(?:and|et|та|і|й|и|&)";
const unit = "(?:km|км|m|м)";

/** A cell of the mission's table as words of the line; empty where it says nothing. */
export function lineOfCell(column: PasteColumn, cell: string, lexicon: Lexicon): string {
  const text = plainSigns(cell.replace(/\p{Zs}+/gu, " ")).trim();
  if (column === "remark") return text === "" ? "" : quoted(cell.trim());
  // Nobody counted; an empty cell may have been forgotten.
  if (column === "number" && notKnown.test(text))
    return lexicon.wordFor("uncounted", "uncounted") ?? "";
  if (text === "" || notKnown.test(text)) return "";
  switch (column) {
    case "eventLocation":
      return eventLocation(text);
    case "means":
      return spaced(text).replace(new RegExp(` ${joining} `, "giu"), " ");
    case "number":
      return ranged(
        text.replace(/(\d)[ ,](?=\d{3}\b)/g, "$1").replace(/^(?:from|від|от|с|de)\s+(?=\d)/iu, ""),
      );
    case "observation":
      return spaced(text);
    case "description":
      return description(text, lexicon);
    case "weapon":
      return weapons(text);
    default:
      return dateTime(text, lexicon);
  }
}

/** Lists and brackets fall apart into words. */
function spaced(text: string): string {
  return text
    .replace(/[()[\],;]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** `10 to 12` → `10-12`. */
function ranged(text: string): string {
  return text.replace(new RegExp(String.raw`(\d)\s*${upTo}\s*(?=\d)`, "giu"), "$1-");
}

/** `2 to 4 km N, NE` → `2-4 km N/NE`; `N to NE` → `N..NE`; `about S` → `~S`. */
function eventLocation(text: string): string {
  return ranged(
    text.replace(/(\d),(?=\d)/g, "$1.").replace(/(?:^|\s)(?:від|от|de|from)\s+(?=\d)/giu, " "),
  )
    .replace(new RegExp(String.raw`(\d\s*${unit})\s*[,;]\s*`, "giu"), "$1 ")
    .replace(/(?:^|\s)(?:from|від|от|de)\s+(?=\p{L}{1,6}\s+(?:to|до|à)\s)/giu, " ")
    .replace(/(\p{L})\s+(?:to|до|à)\s+(?=\p{L})/giu, "$1..")
    .replace(
      /(?:^|\s)(?:about|приблизно|примерно|приблизительно|secteur|environ)\s+(?=\p{L})/giu,
      " ~",
    )
    .replace(new RegExp(String.raw`(\p{L})\s*(?:[,;/]|\s${joining}\s)\s*(?=\p{L})`, "giu"), "$1/")
    .trim();
}

/** What the tables of reports print in words that a line reads as something else. */
const printed: Readonly<Record<string, string>> = {
  [fold("explosion en l'air")]: "aérien",
  [fold("arme indéterminée")]: "type indét",
};

/** `Mortar (82 mm) and small arms` → `Mortar 82mm small arms`. */
function weapons(text: string): string {
  const whole = printed[fold(text)];
  if (whole !== undefined) return whole;
  return text
    .split(new RegExp(String.raw`[()[\],;]|\s${joining}\s`, "iu"))
    .map((part) => part.replace(/(\d)\s+(?=mm|мм)/giu, "$1").trim())
    .filter((part) => part !== "")
    .join(" ");
}

const from = "(?:from|від|з|зі|із|от|с|со|de|du)";
const article = "(?:l'|la |le )?";
const point = String.raw`([\p{L}-]+(?:\s\p{L}+)??)`;
const movement = new RegExp(
  String.raw`^(?:${from}\s+)?${article}${point}\s+(?:to|до|на|к|à|vers|au)\s+${article}([\p{L}-]+(?:\s\p{L}+)?)$`,
  "iu",
);
const start = new RegExp(String.raw`^${from}\s+${article}([\p{L}-]+(?:\s\p{L}+)?)$`, "iu");
const moving =
  /^(?:moving|(?:з )?напрямк?о?м?к? руху|(?:с )?направлени[ем]+ движения|se déplaçant)\s+/iu;
const insideArea =
  /^(?:inside the disengagement area|усередині ділянки розведення|внутри участка разведения|à l'intérieur de la zone de désengagement|inside the(?=.+disengagement area$))\s+(.+?)(?: disengagement area)?$/iu;
const assessed = /^(?:assessed as|за оцінкою -|по оценке -|selon l'évaluation,)\s+(.+)$/iu;

/**
 * Parts of a description, apart by semicolons or commas: nature, movement, where, what it was assessed
 * as (the rest of the cell). What is none of these is kept as a remark, unless it is a misspelt word.
 */
function description(text: string, lexicon: Lexicon): string {
  const parts: string[] = [];
  const remarks: string[] = [];
  const pieces = text
    .split(/\s*;\s*/)
    .flatMap((part) => (assessed.test(part) ? [part] : part.split(/\s*,\s*(?!\s*des |\s*un)/u)));
  for (const piece of pieces) {
    const found = assessed.exec(piece);
    const inside = insideArea.exec(piece);
    const way = movements(piece.replace(moving, ""));
    if (found !== null) parts.push(`=${quoted(found[1] ?? "")}`);
    else if (inside !== null)
      parts.push(`${lexicon.wordFor("inside", "inside") ?? "in"} ${quoted(inside[1] ?? "")}`);
    else if (way !== undefined) parts.push(way);
    else if (printed[fold(piece)] !== undefined) parts.push(printed[fold(piece)] ?? "");
    else if (isSaid(piece, lexicon)) parts.push(spaced(piece));
    else remarks.push(piece);
  }
  if (remarks.length > 0) parts.push(quoted(remarks.join("; ")));
  return parts.join(" ");
}

/** `north to south and from south to north` → `north>south/south>north`. */
function movements(text: string): string | undefined {
  const pairs = text
    .split(new RegExp(String.raw`,?\s+(?:${joining}|then|потім|затем|puis)\s+`, "iu"))
    .map((part) => {
      const word = (name = "") => name.replace(/\s+/g, "-");
      const [, begin, end] = movement.exec(part) ?? [];
      if (begin !== undefined) return `${word(begin)}>${word(end)}`;
      const [, only] = start.exec(part) ?? [];
      return only === undefined ? undefined : `${word(only)}>`;
    });
  return pairs.includes(undefined) ? undefined : pairs.join("/");
}

/** Known as a whole, or so near to a known word by spelling that it is meant. */
function isSaid(piece: string, lexicon: Lexicon): boolean {
  const key = fold(piece);
  if (lexicon.find(key).length > 0 || /\d/.test(piece)) return true;
  const words = spaced(piece).split(" ");
  if (words.every((word) => lexicon.find(fold(word)).length > 0)) return true;
  return (
    words.length === 1 &&
    nearest(
      key,
      lexicon.entries.map(({ word }) => ({ key: fold(word), word })),
    ) !== undefined
  );
}

/** `9-Mar-2026, 21:40 to 21:55` → `9/3/2026 21:40-21:55`; `Du 28 février au 1er mars 2017` → `28/2..1/3/2017`. */
function dateTime(text: string, lexicon: Lexicon): string {
  const monthOf = (word: string) =>
    lexicon.find(fold(word)).find(([slot]) => slot === "month")?.[1];
  const plain = text
    .replace(/\s(?:року|року\.|года|р\.|г\.)(?=[\s,]|$)/giu, "")
    .replace(/\b1er\b/giu, "1")
    .replace(/^(?:du|с|з|від|от)\s+(?=\d)/iu, "")
    .replace(/\s+(?:au|по|до)\s+(?=\d{1,2}\s+\p{L})/giu, " to ");
  // `15 to 16 August 2016`: the first day has the month and year of the second.
  const shared = plain.replace(
    new RegExp(String.raw`^(\d{1,2})\s*${upTo}\s*(\d{1,2}\s+(\p{L}{3,}\.?)(?:\s+\d{4})?)`, "iu"),
    (whole, first: string, last: string, month: string) =>
      monthOf(month) === undefined ? whole : `${first} ${month} to ${last}`,
  );
  const years = [...shared.matchAll(/\b(\d{4})\b(?!-)/g)].map(([year]) => year);
  const numbered = shared.replace(
    /(\d{1,2})[\s-]+(\p{L}{3,})\.?(?:[\s,-]+(\d{4}))?/gu,
    (whole, day: string, word: string, year: string | undefined) => {
      const month = monthOf(word);
      const own = year ?? years.at(-1);
      return month === undefined ? whole : `${day}/${month}${own === undefined ? "" : `/${own}`}`;
    },
  );
  const date = String.raw`\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?`;
  const clock = String.raw`\d{1,2}:\d{2}`;
  return ranged(
    numbered
      .replace(/[,;]/g, " ")
      .replace(/(\d{4}-\d{2}-\d{2})T(?=\d)/g, "$1 ")
      .replace(/\b(\d{1,2})\.(\d{2})(?!\.?\d)(?<!\d\.\d{1,2}\.\d{2})/g, "$1:$2")
      // Two days with their clock times: both days first.
      .replace(
        new RegExp(
          String.raw`^(${date})\s+(${clock})\s*(?:${upTo}|au)\s*(${date})\s+(${clock})`,
          "iu",
        ),
        "$1..$3 $2-$4",
      )
      .replace(new RegExp(String.raw`^(${date})\s*${upTo}\s*(${date})`, "iu"), "$1..$2"),
  )
    .replace(/\s+/g, " ")
    .trim();
}
