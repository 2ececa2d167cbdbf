import type { Rng } from "@truceline/model";
import type { CoverageTally, TermWeights } from "./coverage-tally.ts";
import type { DetectionMatrix, PlanOption } from "./detection-matrix.ts";

/** What may be spent, in the units of `costs`; infinite where nothing limits it. */
export interface Budget {
  readonly people: number;
  readonly eur: number;
  /** Most units of a means, by its id. */
  readonly atMost: ReadonlyMap<string, number>;
}

/** What each option takes, by its index. */
export interface OptionCosts {
  readonly people: Float64Array;
  readonly eur: Float64Array;
}

/** Posts chosen, in the order in which they were, and what they took. */
export interface Choice {
  readonly chosen: readonly number[];
  readonly people: number;
  readonly eur: number;
}

/** How closely a choice follows the best next post. */
export interface Thoroughness {
  /** Each pass asks for this share of the gain that the one before asked for. */
  readonly step: number;
  /** Below this share of the first gain for its cost nothing is added any more. */
  readonly end: number;
}

/**
 * An option whose gain was this far below the threshold is looked at again only in each fourth pass:
 * where one group is needed gains only fall, and where several are they rise by neighbours alone.
 */
const farBelow = 0.5;
const lookAgainEvery = 4;
const roundingRatio = 1e-9;

/** Running totals against a budget. */
export class Purse {
  people = 0;
  eur = 0;
  readonly #budget: Budget;
  readonly #costs: OptionCosts;
  readonly #units = new Map<string, number>();
  readonly #unitsOf: (option: number) => readonly (readonly [string, number])[];

  constructor(budget: Budget, costs: OptionCosts, matrix: DetectionMatrix) {
    this.#budget = budget;
    this.#costs = costs;
    const byPattern = matrix.patterns.map(({ pattern }) =>
      pattern.sensors.map(({ means, count }) => [means, count] as const),
    );
    this.#unitsOf = (option) =>
      byPattern[(matrix.options[option] as PlanOption).site.patternIndex] ?? [];
  }

  fits(option: number): boolean {
    const { people, eur, atMost } = this.#budget;
    const slack = 1 + roundingRatio;
    if (this.people + (this.#costs.people[option] as number) > people * slack) return false;
    if (this.eur + (this.#costs.eur[option] as number) > eur * slack) return false;
    return (
      atMost.size === 0 ||
      this.#unitsOf(option).every(
        ([means, count]) =>
          (this.#units.get(means) ?? 0) + count <= (atMost.get(means) ?? Number.POSITIVE_INFINITY),
      )
    );
  }

  /** @param sign 1: pay; −1: take back */
  pay(option: number, sign: 1 | -1): void {
    this.people += sign * (this.#costs.people[option] as number);
    this.eur += sign * (this.#costs.eur[option] as number);
    if (this.#budget.atMost.size === 0) return;
    for (const [means, count] of this.#unitsOf(option)) {
      this.#units.set(means, (this.#units.get(means) ?? 0) + sign * count);
    }
  }

  /** Cost as a share of the budget: the sum over what is limited. Never 0. */
  shareOf(option: number): number {
    const people = (this.#costs.people[option] as number) / this.#budget.people;
    const eur = (this.#costs.eur[option] as number) / this.#budget.eur;
    // With no limit at all people count, as if a million were there.
    const share = people + eur;
    return share > 0 ? share : ((this.#costs.people[option] as number) + 1) / 1e6;
  }
}

export interface SearchInput {
  readonly matrix: DetectionMatrix;
  readonly weights: TermWeights;
  readonly budget: Budget;
  readonly costs: OptionCosts;
  /** Options that may be chosen. */
  readonly eligible: readonly number[];
  /** For questions that need several groups: see `CoverageTally.gain`. */
  readonly spread: number;
  readonly thoroughness: Thoroughness;
  readonly rng: Rng;
}

/**
 * Chooses options by gain for their cost with a falling threshold: what is as good as the threshold is
 * taken at once, so that a pass over all options chooses many. How near the whole comes to the best is
 * not argued from the rule but told by `upperBound` for the case at hand.
 *
 * Same input, same seed, same answer; the order of equals is by chance, not from one end of the line.
 *
 * @param tally holds what was chosen before, and afterwards all that is
 * @param before chosen already: paid for, and counted in `tally`
 * @param pause called between passes; false stops, and what is chosen stands
 */
export async function chooseByThreshold(
  input: SearchInput,
  tally: CoverageTally,
  before: readonly number[] = [],
  pause: () => Promise<boolean> = async () => true,
): Promise<Choice> {
  const { matrix, weights, budget, costs, spread, thoroughness } = input;
  const purse = new Purse(budget, costs, matrix);
  for (const option of before) purse.pay(option, 1);
  const isChosen = new Uint8Array(matrix.options.length);
  for (const option of before) isChosen[option] = 1;
  const order = shuffled(
    input.eligible.filter((option) => isChosen[option] === 0),
    input.rng,
  );
  const ratios = new Float64Array(matrix.options.length).fill(-1);
  const askedAt = new Int32Array(matrix.options.length).fill(-1);
  const changedAt = new Int32Array(matrix.cells.length);
  let clock = 0;
  let pass = 0;
  const ratioOf = (option: number, threshold: number): number => {
    const own = matrix.options[option] as PlanOption;
    const asked = askedAt[option] as number;
    const known = ratios[option] as number;
    if (asked >= 0) {
      if (known < threshold * farBelow && pass % lookAgainEvery !== 0) return known;
      if (!own.cells.some((cell) => (changedAt[cell] as number) > asked)) return known;
    }
    const ratio = tally.gain(own, weights, spread) / purse.shareOf(option);
    ratios[option] = ratio;
    askedAt[option] = clock;
    return ratio;
  };
  let best = 0;
  for (const option of order) {
    if (purse.fits(option)) best = Math.max(best, ratioOf(option, 0));
  }
  const chosen = [...before];
  let left = order;
  for (let threshold = best; threshold > best * thoroughness.end && best > 0; pass++) {
    const kept: number[] = [];
    let next = 0;
    for (const option of left) {
      if (!purse.fits(option)) continue;
      const ratio = ratioOf(option, threshold);
      if (ratio < threshold) {
        kept.push(option);
        next = Math.max(next, ratio);
        continue;
      }
      const own = matrix.options[option] as PlanOption;
      tally.add(own);
      purse.pay(option, 1);
      chosen.push(option);
      clock += 1;
      for (const cell of own.cells) changedAt[cell] = clock;
    }
    left = kept;
    if (left.length === 0 || next === 0) break;
    // Nothing lies between the threshold and the best that was left: on to that at once.
    threshold = Math.min(threshold * thoroughness.step, next);
    if (!(await pause())) break;
  }
  return { chosen, people: purse.people, eur: purse.eur };
}

/** Share of the weakest posts that an exchange takes out and chooses anew. */
const exchangeRatio = 0.08;

/**
 * Takes out the posts that add least for their cost and fills up again; keeps what is better. What was
 * not kept is undone, so the value never falls.
 *
 * @param tally holds the choice; afterwards the one returned
 */
export async function exchangePosts(
  input: SearchInput,
  tally: CoverageTally,
  choice: Choice,
  rounds: number,
  pause: () => Promise<boolean> = async () => true,
): Promise<Choice> {
  const { matrix, weights, budget, costs } = input;
  const optionOf = (index: number) => matrix.options[index] as PlanOption;
  const purse = new Purse(budget, costs, matrix);
  let now = choice;
  let value = tally.total(weights);
  for (let round = 0; round < rounds && now.chosen.length > 1; round++) {
    const losses = now.chosen.map((option) => {
      const own = optionOf(option);
      // What is certain cannot be taken out of the sum again; it stays.
      if (!tally.remove(own)) return { option, ratio: Number.POSITIVE_INFINITY };
      const loss = tally.gain(own, weights, 0);
      tally.add(own);
      return { option, ratio: loss / purse.shareOf(option) };
    });
    losses.sort((a, b) => a.ratio - b.ratio || a.option - b.option);
    const outCount = Math.max(1, Math.round(losses.length * exchangeRatio));
    const out = new Set(losses.slice(0, outCount).map(({ option }) => option));
    const kept = now.chosen.filter((option) => !out.has(option));
    rebuild(tally, matrix, kept);
    const rng = input.rng.fork(`exchange ${round}`);
    const next = await chooseByThreshold({ ...input, rng }, tally, kept, pause);
    const nextValue = tally.total(weights);
    if (nextValue <= value * (1 + roundingRatio)) {
      rebuild(tally, matrix, now.chosen);
      break;
    }
    now = next;
    value = nextValue;
    if (!(await pause())) break;
  }
  return now;
}

/** Fills a tally with some options and nothing else. */
export function rebuild(
  tally: CoverageTally,
  matrix: DetectionMatrix,
  chosen: readonly number[],
): void {
  tally.reset();
  for (const option of chosen) tally.add(matrix.options[option] as PlanOption);
}

function shuffled(list: readonly number[], rng: Rng): number[] {
  const order = [...list];
  for (let index = order.length - 1; index > 0; index--) {
    const other = Math.floor(rng.nextUnit() * (index + 1));
    const kept = order[index] as number;
    order[index] = order[other] as number;
    order[other] = kept;
  }
  return order;
}
