import { excusingWords, type NumberWords, numberWords, scaleWords } from "./number-words.ts";

/** One number of a text: what it may mean, the likeliest first. */
export interface StatedNumber {
  readonly readings: readonly number[];
  /** Whether another language must have it as well; false for words that only may stand for one. */
  readonly isFirm: boolean;
}

/** Digits in groups of three, parted by a space, a comma, a point or an apostrophe. */
const grouped = "\\d{1,3}(?:[ \\u00A0\\u2009\\u202F,.'’]\\d{3})+(?!\\d)";
const date = "\\d{1,2}\\.\\d{1,2}\\.\\d{4}|\\d{4}-\\d{2}-\\d{2}";
const clock = "\\d{1,2}:\\d{2}";
const decimal = "\\d+(?:[.,]\\d+)?";
const word = "\\p{L}[\\p{L}\\p{M}'’ʼ]*";
const token = new RegExp(
  `(?<date>${date})|(?<clock>${clock})|(?<grouped>${grouped})|(?<decimal>${decimal})|(?<word>${word})`,
  "gu",
);
/** The 2 of `km2` is part of the unit. */
const squareUnit = /(?<!\p{L})(?<unit>k?m|к?м)[23](?!\d)/gu;
/** Words above this many are not compared: texts are at most 4,000 characters long. */
const tokenCountMax = 2_000;

const whole = (patterns: readonly string[]) => new RegExp(`^(?:${patterns.join("|")})$`, "u");
const matcher = (words: NumberWords) =>
  words.map(([pattern, value]) => ({ pattern: whole([pattern]), value }));
const scales = matcher(scaleWords);
const excuses = excusingWords.map(([pattern, values]) => ({ pattern: whole([pattern]), values }));
const numbersByLanguage = new Map(
  Object.entries(numberWords).map(([language, words]) => [language, matcher(words)]),
);

/**
 * The numbers that a text states, in digits, and in words of English, French, Ukrainian and Russian.
 * `1,000`, `1 000` and `1.000` may all mean a thousand; `2,5` and `2.5` mean the same; `30 thousand`
 * is 30000; a date is its day, month and year; a time its hour and minutes.
 */
export function statedNumbers(text: string, language: string): readonly StatedNumber[] {
  const words = numbersByLanguage.get(language.slice(0, 2)) ?? [];
  const found: StatedNumber[] = [];
  /** A number in words that the next word may add to or multiply. */
  let open: { value: number; end: number; fromWords: boolean } | undefined;
  const close = () => {
    // Small numbers in words are idiom as often as terms: `on the one hand`, `second to none`.
    if (open?.fromWords === true) {
      found.push({ readings: [open.value], isFirm: open.value >= 3 && open.value !== 9 });
    } else if (open !== undefined) found.push({ readings: [open.value], isFirm: true });
    open = undefined;
  };
  const compared = text.replaceAll(squareUnit, "$<unit> ");
  for (const { 0: given, groups = {}, index } of [...compared.matchAll(token)].slice(
    0,
    tokenCountMax,
  )) {
    const gap = open === undefined ? "" : compared.slice(open.end, index);
    const isNext = open !== undefined && /^(?:[\s\u00A0-]{1,2}|[\s-]et[\s-]|\.\s)?$/.test(gap);
    const end = index + given.length;
    if (groups["word"] === undefined) {
      close();
      const numbers = inDigits(groups, language);
      const [single] = numbers;
      if (numbers.length === 1 && single?.readings.length === 1) {
        open = { value: single.readings[0] ?? 0, end, fromWords: false };
      } else found.push(...numbers);
      continue;
    }
    const name = given.toLowerCase().replaceAll(/[’ʼ]/g, "'").replaceAll("ё", "е");
    const scale = scales.find(({ pattern }) => pattern.test(name))?.value;
    const value = words.find(({ pattern }) => pattern.test(name))?.value;
    if (scale !== undefined && isNext && open !== undefined) {
      open = { ...open, value: open.value * scale, end };
    } else if (
      value !== undefined &&
      isNext &&
      open?.fromWords === true &&
      adds(open.value, value)
    ) {
      // French counts by twenties: quatre-vingt is four times twenty.
      const sum = open.value === 4 && value === 20 ? 80 : open.value + value;
      open = { ...open, value: sum, end };
    } else {
      close();
      if (value !== undefined) open = { value, end, fromWords: true };
      for (const excuse of excuses) {
        if (excuse.pattern.test(name)) found.push({ readings: excuse.values, isFirm: false });
      }
    }
  }
  close();
  return found;
}

function adds(before: number, next: number): boolean {
  return (before >= 20 && before % 10 === 0 && next < 20) || (before === 4 && next === 20);
}

function inDigits(
  groups: Readonly<Record<string, string | undefined>>,
  language: string,
): readonly StatedNumber[] {
  const firm = (readings: readonly number[]) => ({ readings, isFirm: true });
  const soft = (value: number) => ({ readings: [value], isFirm: false });
  const { date: day, clock: time, grouped: group, decimal: plain = "" } = groups;
  if (day !== undefined) {
    const parts = day.split(/[.-]/).map(Number);
    const ordered = day.includes("-") ? [...parts].reverse() : parts;
    const [dayOfMonth = 0, month = 0, year = 0] = ordered;
    return [firm([dayOfMonth]), soft(month), firm([year])];
  }
  if (time !== undefined) {
    const [hour = 0, minute = 0] = time.split(":").map(Number);
    // Eight in the evening is 20:00 or 8 p.m.; a whole hour may stand without its minutes.
    const hours = firm([hour, hour > 12 ? hour - 12 : hour + 12]);
    return minute === 0 ? [hours] : [hours, firm([minute])];
  }
  if (group !== undefined) {
    const asThousands = Number(group.replaceAll(/[^0-9]/g, ""));
    if (!/^\d{1,3}[,.]\d{3}$/.test(group)) return [firm([asThousands])];
    const asDecimal = Number(group.replace(",", "."));
    const isThousands = group.includes(",") === language.startsWith("en");
    return [firm(isThousands ? [asThousands, asDecimal] : [asDecimal, asThousands])];
  }
  return [firm([Number(plain.replace(",", "."))])];
}
