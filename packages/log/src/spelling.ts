/** Longer words are not compared. */
const comparedLengthMax = 40;

/**
 * Damerau–Levenshtein distance with adjacent transpositions (optimal string alignment), at most
 * `limit + 1`. Source: E. Ukkonen's cut-off on the recurrence of R. Wagner and M. Fischer (1974).
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isTurned =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isTurned) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      line.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = above;
    above = line;
  }
  return above[b.length] ?? limit + 1;
}

/** How many slips are forgiven in a word of this length. */
function slipMax(length: number): number {
  return length <= 2 ? 0 : length <= 4 ? 1 : 2;
}

/**
 * The candidate nearest by spelling, the first of equals; undefined if none is near. Candidates come
 * folded beside the word they stand for.
 */
export function nearest(
  key: string,
  candidates: Iterable<{ readonly key: string; readonly word: string }>,
): string | undefined {
  if (key.length > comparedLengthMax) return undefined;
  let limit = slipMax(key.length);
  let best: string | undefined;
  for (const { key: other, word } of candidates) {
    const distance = editDistance(key, other, limit);
    if (distance > limit || distance >= other.length) continue;
    if (best === undefined || distance < limit) {
      best = word;
      limit = distance;
    }
    if (distance === 0) break;
  }
  return best;
}
