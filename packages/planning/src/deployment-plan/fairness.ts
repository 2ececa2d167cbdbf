import { cellCentre } from "@truceline/geo";
import type { Rng } from "@truceline/model";
import { type Purse, rebuild } from "./choose-posts.ts";
import { type CoverageTally, meanWeights, type TermWeights } from "./coverage-tally.ts";
import type { MatrixQuestion, PlanOption } from "./detection-matrix.ts";
import type { PlanStudy } from "./plan-study.ts";

/** What the sides of the lines have, over the clauses that are measured from a line. */
export interface SideMeans {
  /** By party: mean over its clauses by weight, of the mean over the cell-hours on its side, 0..1. */
  readonly bySide: ReadonlyMap<string, number>;
  /** The lowest over the highest; 1 where no side has anything. */
  readonly ratio: number;
  readonly lowest: string | null;
  readonly highest: string | null;
}

/** Tells what each side has, and weighs sides against each other. */
export interface SideScale {
  means(tally: CoverageTally): SideMeans;
  /**
   * Weights of the mean over clauses, with so much more for a side's own mean; less than 0 takes away.
   * Never below 0.
   */
  weights(more: ReadonlyMap<string, number>): TermWeights;
  /** Takes the most that a side's mean can be taken away before a weight would be below 0. */
  readonly leastMore: ReadonlyMap<string, number>;
}

/** Which side of its clause's line each cell of the search lies on. Null without a line with two sides. */
export function sideScale({ ground, matrix }: PlanStudy): SideScale | null {
  const sidesOf = ground.clauses.map(({ line, searchCells, atMs }) =>
    line === null
      ? null
      : searchCells.map(
          (cell) => ground.prepared.distanceFromLine(line, cellCentre(cell), atMs)?.party ?? null,
        ),
  );
  const sides = [...new Set(sidesOf.flatMap((own) => own ?? []))].filter((side) => side !== null);
  if (sides.length < 2) return null;
  const clauseWeights = ground.clauses.map(({ weight }) => weight);
  const countOf = (clause: number, side: string) =>
    sidesOf[clause]?.filter((own) => own === side).length ?? 0;
  // Weight of the clauses that have ground on a side.
  const weightOf = new Map(
    sides.map((side) => [
      side,
      clauseWeights.reduce((sum, own, clause) => sum + (countOf(clause, side) > 0 ? own : 0), 0),
    ]),
  );
  // A cell's factor is 1 + more × this.
  const leverOf = (clause: number, side: string) =>
    (sidesOf[clause]?.length ?? 0) / (countOf(clause, side) * (weightOf.get(side) ?? 1));
  const leastMore = new Map(
    sides.map((side) => {
      const levers = clauseWeights.flatMap((_, clause) =>
        countOf(clause, side) > 0 ? [leverOf(clause, side)] : [],
      );
      return [side, -1 / Math.max(...levers)];
    }),
  );
  return {
    leastMore,
    means(tally) {
      const sums = new Map(sides.map((side) => [side, 0]));
      for (const [index, question] of matrix.questions.entries()) {
        const covered = tally.cellTimes(index);
        for (const { clause, cells } of question.clauses) {
          const own = sidesOf[clause];
          if (own == null) continue;
          for (const [place, cell] of cells.entries()) {
            const side = own[place];
            if (side == null) continue;
            const each = (clauseWeights[clause] as number) / countOf(clause, side);
            sums.set(side, (sums.get(side) ?? 0) + each * meanOver(question, covered, cell));
          }
        }
      }
      const bySide = new Map(
        [...sums].map(([side, sum]) => [side, sum / (weightOf.get(side) || 1)] as const),
      );
      const ranked = [...bySide].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
      const [lowest, low] = ranked[0] ?? [null, 0];
      const [highest, high] = ranked.at(-1) ?? [null, 0];
      return { bySide, ratio: high === 0 ? 1 : low / high, lowest, highest };
    },
    weights(more) {
      const focus = ground.clauses.map(() => null as Float64Array | null);
      for (const { clauses, times } of matrix.questions) {
        for (const { clause, cells } of clauses) {
          const factors = new Float64Array(cells.length * times.length).fill(1);
          focus[clause] = factors;
          for (const place of cells.keys()) {
            const side = sidesOf[clause]?.[place] ?? null;
            if (side === null) continue;
            const factor = Math.max(0, 1 + (more.get(side) ?? 0) * leverOf(clause, side));
            factors.fill(factor, place * times.length, (place + 1) * times.length);
          }
        }
      }
      return meanWeights(matrix, clauseWeights, focus);
    },
  };
}

function meanOver({ times }: MatrixQuestion, covered: Float64Array, cell: number): number {
  let sum = 0;
  for (const [time, { weight }] of times.entries()) {
    sum += weight * (covered[cell * times.length + time] as number);
  }
  return sum;
}

/**
 * Weights under which the best choice can bound what a fair one reaches: for a fair choice, where the
 * lower side has at least the ratio of the higher, the added terms are never negative. One set for each
 * share of the most that may be moved between two sides, either way.
 */
export function fairBoundWeights(scale: SideScale, ratio: number): readonly TermWeights[] {
  const sides = [...scale.leastMore.keys()];
  return sides.flatMap((low) =>
    sides
      .filter((high) => high !== low)
      .flatMap((high) =>
        [0.25, 0.5, 1].map((share) => {
          const taken = -(scale.leastMore.get(high) ?? 0) * share;
          return scale.weights(
            new Map([
              [high, -taken],
              [low, ratio === 0 ? 0 : taken / ratio],
            ]),
          );
        }),
      ),
  );
}

/**
 * Takes out posts, those first that cost least of the whole for what they give to the higher side, until
 * the sides are fair. Posts of `kept` stay.
 *
 * @param tally holds the choice; afterwards the one returned
 * @returns what stays, or null where no taking out makes it fair
 */
export function dropToFair(
  study: PlanStudy,
  scale: SideScale,
  tally: CoverageTally,
  chosen: readonly number[],
  kept: ReadonlySet<number>,
  ratio: number,
): readonly number[] | null {
  const { matrix, meanTerms } = study;
  let left = [...chosen];
  for (;;) {
    const means = scale.means(tally);
    if (means.ratio >= ratio) return left;
    const { highest, lowest } = means;
    const out = left.filter((option) => !kept.has(option));
    if (highest === null || lowest === null || out.length === 0) return null;
    const ofHigh = onlyOf(scale, highest, meanTerms);
    const ofLow = onlyOf(scale, lowest, meanTerms);
    const ranked = out
      .map((option) => {
        const own = matrix.options[option] as PlanOption;
        if (!tally.remove(own)) return { option, worth: Number.NEGATIVE_INFINITY };
        const high = tally.gain(own, ofHigh, 0);
        const low = tally.gain(own, ofLow, 0);
        const lost = tally.gain(own, meanTerms, 0);
        tally.add(own);
        return { option, worth: (ratio * high - low) / Math.max(lost, 1e-12) };
      })
      .filter(({ worth }) => worth > 0)
      .sort((a, b) => b.worth - a.worth || a.option - b.option);
    // A twentieth at a time, so that a large plan takes few rounds.
    const taken = new Set(
      ranked.slice(0, Math.max(1, Math.round(ranked.length / 20))).map(({ option }) => option),
    );
    if (taken.size === 0) return null;
    for (const option of taken) tally.remove(matrix.options[option] as PlanOption);
    left = left.filter((option) => !taken.has(option));
  }
}

/** Weights that count one side's own mean alone. */
function onlyOf(scale: SideScale, side: string, even: TermWeights): TermWeights {
  const more = scale.weights(new Map([[side, 1]]));
  return more.map((own, index) =>
    own.map((weight, term) => weight - (even[index]?.[term] as number)),
  );
}

/**
 * Adds posts that serve the lowest side, most for their cost first, until the sides are fair or the budget
 * is spent. @param tally holds the choice; afterwards the one returned
 */
export function addToFair(
  study: PlanStudy,
  scale: SideScale,
  tally: CoverageTally,
  chosen: readonly number[],
  eligible: readonly number[],
  purse: Purse,
  ratio: number,
): { readonly chosen: readonly number[]; readonly isFair: boolean } {
  const { matrix, meanTerms } = study;
  const all = [...chosen];
  const isChosen = new Set(all);
  for (;;) {
    const { ratio: now, lowest, highest } = scale.means(tally);
    if (now >= ratio) return { chosen: all, isFair: true };
    if (lowest === null || highest === null) return { chosen: all, isFair: false };
    const ofLow = onlyOf(scale, lowest, meanTerms);
    const ofHigh = onlyOf(scale, highest, meanTerms);
    let best = -1;
    let bestWorth = 0;
    for (const option of eligible) {
      if (isChosen.has(option) || !purse.fits(option)) continue;
      const own = matrix.options[option] as PlanOption;
      const gain = tally.gain(own, ofLow, 0.15) - ratio * tally.gain(own, ofHigh, 0.15);
      const worth = gain / purse.shareOf(option);
      if (worth <= bestWorth) continue;
      best = option;
      bestWorth = worth;
    }
    if (best === -1) return { chosen: all, isFair: false };
    tally.add(matrix.options[best] as PlanOption);
    purse.pay(best, 1);
    all.push(best);
    isChosen.add(best);
  }
}

/**
 * Changes a fair choice by chance, one or two posts at a time, and keeps what is better and fair still.
 *
 * @param tally holds the choice; afterwards the one returned
 * @param worth of what the tally holds
 */
export function polishFair(
  study: PlanStudy,
  scale: SideScale,
  tally: CoverageTally,
  chosen: readonly number[],
  how: {
    readonly kept: ReadonlySet<number>;
    readonly eligible: readonly number[];
    readonly purse: Purse;
    readonly ratio: number;
    readonly worth: () => number;
    readonly tries: number;
    readonly rng: Rng;
  },
): readonly number[] {
  const { kept, purse, ratio, worth, rng } = how;
  const optionOf = (index: number) => study.matrix.options[index] as PlanOption;
  const inside = new Set(chosen);
  let value = worth();
  const pick = (list: readonly number[]) => list[Math.floor(rng.nextUnit() * list.length)];
  for (let attempt = 0; attempt < how.tries; attempt++) {
    const out =
      rng.nextUnit() < 0.4 ? pick([...inside].filter((own) => !kept.has(own))) : undefined;
    const added = [pick(how.eligible), ...(rng.nextUnit() < 0.6 ? [pick(how.eligible)] : [])];
    const into = [...new Set(added)].flatMap((own) =>
      own === undefined || inside.has(own) ? [] : [own],
    );
    if (into.length === 0) continue;
    if (out !== undefined && !tally.remove(optionOf(out))) continue;
    if (out !== undefined) purse.pay(out, -1);
    const afforded = into.filter((own) => {
      if (!purse.fits(own)) return false;
      purse.pay(own, 1);
      tally.add(optionOf(own));
      return true;
    });
    const next = worth();
    if (next > value * (1 + 1e-9) && scale.means(tally).ratio >= ratio) {
      if (out !== undefined) inside.delete(out);
      for (const own of afforded) inside.add(own);
      value = next;
      continue;
    }
    for (const own of afforded) {
      purse.pay(own, -1);
      tally.remove(optionOf(own));
    }
    if (out !== undefined) {
      purse.pay(out, 1);
      tally.add(optionOf(out));
    }
  }
  const left = [...inside];
  rebuild(tally, study.matrix, left);
  return left;
}
