import type { LonLat } from "@truceline/model";

/** What must not be found in anything that leaves: names and positions of the mission's own people. */
export interface OwnPlaces {
  readonly positions: readonly LonLat[];
  /** Names of posts, patrols and sensors. Names of settlements are no secret and do not belong here. */
  readonly names: readonly string[];
}

export interface OwnPlaceFound {
  /** What of the mission it would tell. */
  readonly is: "name" | "position" | "grid-reference";
  readonly text: string;
  /** Where in the text, in UTF-16 units. */
  readonly at: number;
}

/** Positions nearer than this, in degrees, count as the same: about 1 km north to south. */
const nearDeg = 0.01;
const pairPattern = /(-?\d{1,3}[.,]\d{2,})\s*°?\s*[NSEWСЮВЗ]?\s*[,;/ ]\s*(-?\d{1,3}[.,]\d{2,})/giu;
const degreesPattern =
  /\d{1,3}\s*°\s*\d{1,2}\s*['′’]\s*(?:\d{1,2}(?:[.,]\d+)?\s*["″”]\s*)?[NSEWСЮВЗ]/giu;
/** MGRS: zone, band, square, then an even number of digits. */
const gridPattern = /\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b/gu;

/**
 * Places of the mission's own people in a text that a person wrote and that is about to leave. Any
 * exact position is told, whoever it belongs to: a place of fire that fine may not leave either.
 * At most `foundCountMax` are given.
 */
export function ownPlacesIn(text: string, own: OwnPlaces): readonly OwnPlaceFound[] {
  const found: OwnPlaceFound[] = [];
  const folded = text.normalize("NFKC").toLowerCase();
  for (const name of own.names) {
    const wanted = name.normalize("NFKC").toLowerCase().trim();
    if (wanted.length < 2) continue;
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
      if (isWord(folded, at, wanted.length)) found.push({ is: "name", text: name, at });
    }
  }
  for (const match of text.matchAll(pairPattern)) {
    const [first, second] = [degreesOf(match[1]), degreesOf(match[2])];
    const isOwn = own.positions.some(
      ([lonDeg, latDeg]) =>
        (isNear(first, lonDeg) && isNear(second, latDeg)) ||
        (isNear(first, latDeg) && isNear(second, lonDeg)),
    );
    // Three decimals are 100 m on the ground; figures of a text have fewer.
    const isFine = [match[1], match[2]].every((part) => /[.,]\d{3,}$/.test(part ?? ""));
    const looksLikePlace = isFine && Math.abs(first) <= 180 && Math.abs(second) <= 180;
    if (isOwn || looksLikePlace) found.push({ is: "position", text: match[0], at: match.index });
  }
  for (const pattern of [degreesPattern, gridPattern]) {
    for (const match of text.matchAll(pattern)) {
      found.push({ is: "grid-reference", text: match[0], at: match.index });
    }
  }
  return found.sort((a, b) => a.at - b.at).slice(0, foundCountMax);
}

const foundCountMax = 100;

function degreesOf(text: string | undefined): number {
  return Number((text ?? "").replace(",", "."));
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < nearDeg;
}

/** A name inside a longer word is another word: "OP 1" is not in "OP 12". */
function isWord(text: string, at: number, length: number): boolean {
  const isLetter = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{N}]/u.test(character);
  return !isLetter(text[at - 1]) && !isLetter(text[at + length]);
}
