import type { Observation } from "@truceline/model";

type Count = Observation["count"];
type Distance = NonNullable<Observation["distance"]>;

const figure = String.raw`\d{1,7}(?:[.,]\d{1,12})?`;
const countPattern = /^(>=|>|~|x)(\d{1,7})(?:-(\d{1,7}))?$|^(\d{1,7})\+$/;
const plainPattern = /^(\d{1,7})(?:-(\d{1,7}))?$/;
const distancePattern = new RegExp(`^(<=?)?(${figure})(?:-(${figure}))?(km|км|m|м)?$`, "iu");
const calibrePattern = new RegExp(`^${figure}(?:[/+]${figure})*(?:mm|мм)$`, "iu");

export const countMax = 1_000_000;
export const distanceMaxM = 500_000;

/** `>=4`, `~10`, `x9`, `10+`: a number and nothing else; undefined for any other word. */
export function countOf(word: string): Count | "range" | undefined {
  const match = countPattern.exec(word);
  if (match === null) return undefined;
  const [, sign, first, second, plus] = match;
  const min = Number(first ?? plus);
  const max = second === undefined ? undefined : Number(second);
  if (min > countMax || (max ?? 0) > countMax || (max !== undefined && max < min)) return "range";
  if (sign === "x") return plainCount(min, max);
  if (max !== undefined) return "range";
  return { qualifier: sign === "~" ? "about" : "at-least", min };
}

/** `9` or `10-12`: a number or a distance, by its place. */
export function plainPair(word: string): { min: number; max: number | undefined } | undefined {
  const match = plainPattern.exec(word);
  if (match === null) return undefined;
  return { min: Number(match[1]), max: match[2] === undefined ? undefined : Number(match[2]) };
}

export function plainCount(min: number, max: number | undefined): Count | "range" {
  if (min > countMax || (max ?? 0) > countMax || (max !== undefined && max < min)) return "range";
  return max === undefined ? { qualifier: "exactly", min } : { qualifier: "range", min, max };
}

/** `3-5`, `0.4-2km`, `300-500m`, `<1`; kilometres unless it says metres. */
export function distanceOf(word: string): Distance | "range" | undefined {
  const match = distancePattern.exec(word);
  if (match === null) return undefined;
  const [, under, first = "", second, unit] = match;
  const isM = unit !== undefined && /^[mм]$/iu.test(unit);
  if (under !== undefined && second !== undefined) return "range";
  const minM = metres(first, isM);
  const maxM = second === undefined ? minM : metres(second, isM);
  if (maxM > distanceMaxM || maxM < minM) return "range";
  return under === undefined ? { minM, maxM } : { minM: 0, maxM };
}

/** True where a word can only be a distance: it has a unit, a decimal, or `<`. */
export function isDistanceOnly(word: string): boolean {
  return distancePattern.test(word) && plainPair(word) === undefined;
}

function metres(text: string, isM: boolean): number {
  const value = Number(text.replace(",", "."));
  // Decimal text times 1000: 0.43 km must be 430 m, not 430.00000000000006.
  return isM ? value : Math.round(value * 1e9) / 1e6;
}

/** `82mm`, `82/120mm`; undefined for any other word. */
export function calibresOf(word: string): readonly number[] | "range" | undefined {
  if (!calibrePattern.test(word)) return undefined;
  const values = word
    .slice(0, -2)
    .split(/[/+]/)
    .map((part) => Number(part.replace(",", ".")));
  return values.every((value) => value > 0 && value <= 1_000) ? values : "range";
}

/** A distance as a monitor writes it: kilometres from one kilometre on, else metres. */
export function distanceWord({ minM, maxM }: Distance): string {
  const km = (valueM: number) => String(Math.round(valueM * 1e3) / 1e6);
  const inKm = minM === maxM ? km(maxM) : `${km(minM)}-${km(maxM)}`;
  const inM = minM === maxM ? `${minM}m` : `${minM}-${maxM}m`;
  const back = distanceOf(inKm);
  const isSame = typeof back === "object" && back.minM === minM && back.maxM === maxM;
  return isSame && (maxM >= 1_000 || maxM === 0) ? inKm : inM;
}
