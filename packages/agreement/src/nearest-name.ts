/** Edit distance with exchanged neighbours counted as one (optimal string alignment). */
function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let least = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (
        row > 1 &&
        column > 1 &&
        from[row - 1] === to[column - 2] &&
        from[row - 2] === to[column - 1]
      ) {
        least = Math.min(least, (before[column - 2] ?? 0) + 1);
      }
      current.push(least);
    }
    before = above;
    above = current;
  }
  return above[to.length] ?? 0;
}

const nameLengthMax = 64;

/**
 * The known name that a misspelt one was probably meant to be: at most a third of its letters away
 * (case aside), or one that it begins with. Undefined if none is near.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length === 0 || name.length > nameLengthMax) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  // A third of the letters, at least one; a name of one or two letters is like any other.
  let bestDistance = (wanted.length < 3 ? 0 : Math.max(1, Math.floor(wanted.length / 3))) + 1;
  for (const candidate of known) {
    if (candidate.length > nameLengthMax) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  if (best !== undefined || wanted.length < 3) return best;
  return known.find((candidate) => {
    const other = candidate.toLowerCase();
    return other.startsWith(wanted) || wanted.startsWith(other);
  });
}

/**
 * The known names nearest to one that is none of them, nearest first: those that begin with it or that it
 * begins with, and those at most a third of its letters away, at least one. Ids of two letters too.
 */
export function nearestNames(name: string, known: readonly string[], countMax = 5): string[] {
  if (name.length === 0 || name.length > nameLengthMax) return [];
  const wanted = name.toLowerCase();
  const farthest = Math.max(1, Math.floor(wanted.length / 3));
  return known
    .filter(({ length }) => length <= nameLengthMax)
    .map((candidate) => {
      const other = candidate.toLowerCase();
      const isBeginning = other.startsWith(wanted) || wanted.startsWith(other);
      return { candidate, isBeginning, distance: editDistance(wanted, other) };
    })
    .filter(
      ({ isBeginning, distance, candidate }) =>
        // A name of one letter is one letter away from every other.
        isBeginning || (distance <= farthest && Math.max(wanted.length, candidate.length) > 1),
    )
    .sort((a, b) => a.distance - b.distance)
    .slice(0, countMax)
    .map(({ candidate }) => candidate);
}

/** "Did you mean `x`?", or the list of what is known if that is short, or nothing. */
export function suggestName(name: string, known: readonly string[]): string | undefined {
  const nearest = nearestName(name, known);
  if (nearest !== undefined) return `Did you mean \`${nearest}\`?`;
  if (known.length === 0 || known.length > 20) return undefined;
  return `Known here: ${known.map((candidate) => `\`${candidate}\``).join(", ")}.`;
}
