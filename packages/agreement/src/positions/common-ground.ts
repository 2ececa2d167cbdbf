import { isEmpty } from "../compile-positions.ts";
import type { CompiledPosition, CompiledTerm, HeldTerm, IntervalEnd } from "../compiled.ts";

/** What remains of a term that every position on it would accept. */
export interface CommonGround {
  readonly term: string;
  /** Positions that say something of it. */
  readonly positions: readonly string[];
  /** Null where nothing remains. */
  readonly remains:
    | {
        readonly is: "interval";
        readonly low: IntervalEnd | null;
        readonly high: IntervalEnd | null;
      }
    | { readonly is: "choice"; readonly options: readonly string[] }
    | null;
  /** Where nothing remains: the fewest positions that exclude each other; else empty. */
  readonly excluding: readonly string[];
}

/**
 * The common ground term by term, exact. Intervals: two positions are enough to leave nothing (Helly
 * in one dimension). Choices: the fewest are found by trying. Of several smallest sets the first in
 * the order of the document. A term that nobody speaks of stays whole.
 */
export function commonGround(
  terms: readonly CompiledTerm[],
  positions: readonly CompiledPosition[],
): readonly CommonGround[] {
  return terms.map((term) => {
    const held = positions.flatMap(({ id, holds }) =>
      holds.filter((one) => one.term === term.id).map((one) => ({ id, held: one })),
    );
    const ids = held.map(({ id }) => id);
    if (term.is === "choice") return { term: term.id, positions: ids, ...ofChoice(term, held) };
    const pair = held
      .flatMap((one, index) => held.slice(index).map((other) => [one, other] as const))
      .find(([one, other]) => excludes(one.held, other.held));
    if (pair !== undefined) {
      const excluding = [...new Set(pair.map(({ id }) => id))];
      return { term: term.id, positions: ids, remains: null, excluding };
    }
    const low = held.reduce<IntervalEnd | null>((end, one) => tighter(end, one.held.low, 1), null);
    const high = held.reduce<IntervalEnd | null>(
      (end, one) => tighter(end, one.held.high, -1),
      null,
    );
    return { term: term.id, positions: ids, remains: { is: "interval", low, high }, excluding: [] };
  });
}

interface Held {
  readonly id: string;
  readonly held: HeldTerm;
}

/** The end that lets less through; `sign` 1 for lower ends, -1 for upper ones. */
function tighter(a: IntervalEnd | null, b: IntervalEnd | null, sign: 1 | -1): IntervalEnd | null {
  if (a === null || b === null) return a ?? b;
  if (a.value === b.value) return a.included ? b : a;
  return sign * (b.value - a.value) > 0 ? b : a;
}

/** True if nothing lies in both. */
function excludes(a: HeldTerm, b: HeldTerm): boolean {
  const low = tighter(a.low, b.low, 1);
  const high = tighter(a.high, b.high, -1);
  return low !== null && high !== null && isEmpty(low, high);
}

function ofChoice(
  { options = [] }: CompiledTerm,
  held: readonly Held[],
): Pick<CommonGround, "remains" | "excluding"> {
  const ids = options.map(({ id }) => id);
  const masks = held.map((one) => ({
    id: one.id,
    mask: ids.reduce(
      (mask, id, index) => (one.held.options?.includes(id) === false ? mask : mask | (1 << index)),
      0,
    ),
  }));
  const all = (1 << ids.length) - 1;
  const left = masks.reduce((mask, one) => mask & one.mask, all);
  const remaining = ids.filter((_id, index) => (left & (1 << index)) !== 0);
  if (left !== 0) return { remains: { is: "choice", options: remaining }, excluding: [] };
  // Breadth first over what remains: at most 2^12 states, so the first way to nothing is a shortest.
  const ways = new Map<number, readonly string[]>([[all, []]]);
  for (const [mask, way] of ways) {
    if (mask === 0) return { remains: null, excluding: way };
    for (const one of masks) {
      const next = mask & one.mask;
      if (!ways.has(next)) ways.set(next, [...way, one.id]);
    }
  }
  return { remains: null, excluding: [] };
}
