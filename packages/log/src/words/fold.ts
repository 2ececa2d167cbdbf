const dashes = /[\u2010-\u2015\u2212\ufe58\uff0d]/g;
const apostrophes = /[\u2018\u2019\u201b\u02bc\u02b9\u0060\u00b4\u2032\uff07]/g;

/** Signs that keyboards write differently, made one: dashes, arrows, comparison, degree. */
export function plainSigns(text: string): string {
  // Most words are plain letters and figures.
  if (/^[a-z\d ,._'"<~=#:/()-]*$/i.test(text) && !/=>|->/.test(text)) return text;
  return text
    .normalize("NFC")
    .replace(dashes, "-")
    .replace(apostrophes, "'")
    .replace(/[≥⩾]|=>/g, ">=")
    .replace(/[≈∼˜]/g, "~")
    .replace(/->|[→⇒➔➝⟶]/g, ">")
    .replace(/…/g, "..")
    .replace(/[º˚]/g, "°")
    .replace(/\+\/?-/g, "±")
    .replace(/[×х](?=\d)/giu, "x");
}

/**
 * The key of a word: without case, accents, or the final full stop of an abbreviation; hyphen and
 * underscore count as a space. Cyrillic й and ї lose their marks as é does, on both sides alike.
 */
export function fold(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const key = foldAnew(text);
  // A line is read at every key: its words come again and again. Bounded, so that a long life or a
  // hostile text does not gather them.
  if (folded.size >= foldedCountMax) folded.clear();
  if (text.length <= foldedLengthMax) folded.set(text, key);
  return key;
}

const folded = new Map<string, string>();
const foldedCountMax = 20_000;
const foldedLengthMax = 100;

function foldAnew(text: string): string {
  return plainSigns(text)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[-_]+/g, " ")
    .replace(/[«»"]/g, "")
    .replace(/^[.'\s]+|[.'\s]+$/g, "")
    .replace(/\s+/g, " ");
}

/** Capital letters that look alike in Latin and Cyrillic; Latin on the right. */
const lookAlikes: Readonly<Record<string, string>> = {
  А: "A",
  В: "B",
  Е: "E",
  К: "K",
  М: "M",
  Н: "H",
  О: "O",
  Р: "P",
  С: "C",
  Т: "T",
  У: "Y",
  Х: "X",
  І: "I",
  Ј: "J",
  Ѕ: "S",
};

/** A folded key as it looks in capitals: НМG and HMG look alike. */
export function looks(key: string): string {
  return key.toUpperCase().replace(/[А-ЯІЈЅ]/g, (letter) => lookAlikes[letter] ?? letter);
}
