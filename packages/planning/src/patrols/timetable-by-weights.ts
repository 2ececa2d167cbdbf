import { type BestWay, bestWays, type DayPlan, goodDay, looksOf } from "./best-day.ts";
import type { TimetableGame } from "./timetable-game.ts";

/** A timetable drawn from whole days, each with its probability. */
export interface MixedDays {
  readonly days: readonly { readonly weight: number; readonly plan: DayPlan }[];
}

export interface WeightsAnswer {
  /** Detection that the mixture guarantees at every option where somebody can look. */
  readonly guaranteed: number;
  /** No timetable, drawn or fixed, can guarantee more. */
  readonly bound: number;
  readonly roundCount: number;
  readonly mixed: MixedDays;
  /** The best of the days met on the way if one of them were kept to every day. */
  readonly fixed: FixedDay;
}

/** One day kept to every day. */
export interface FixedDay {
  readonly plan: DayPlan;
  /** Detection at the option that is best for who knows the timetable. */
  readonly guaranteed: number;
  /** Mean detection over all options: against who knows nothing. */
  readonly mean: number;
}

export interface WeightsOptions {
  /** Stops once (bound − guaranteed) / bound is no more. */
  readonly gapRatio?: number | undefined;
  readonly roundCountMax?: number | undefined;
}

const roundCountDefault = 6_000;
const gapRatioDefault = 0.01;
/** Arcs looked at in all. */
const workMax = 1_500_000_000;

/**
 * The timetable game by multiplicative weights: who wants to be unseen spreads over places and hours,
 * less and less where patrols have been; patrols answer with their best day against that spread. The
 * mean of the days is the mixture, the spread proves the bound (Y. Freund, R. Schapire, Games and
 * Economic Behavior 29, 1999; the rate by the variance seen, N. Cesa-Bianchi et al., Machine Learning
 * 66, 2007). Both bounds are exact evaluations, whatever the rounds: only their distance is a matter of
 * time. Deterministic.
 */
export function timetableByWeights(
  game: TimetableGame,
  options: WeightsOptions = {},
): WeightsAnswer {
  const ways = bestWays(game);
  const considered = consideredOptions(game);
  const spread = new Spread(game, considered);
  const phases = new Phases(game, considered);
  let bound = capOf(game, considered);
  let best: { guaranteed: number; mixed: MixedDays } | undefined;
  let fixed: FixedDay | undefined;
  const gapRatio = options.gapRatio ?? gapRatioDefault;
  const arcCount = game.networks.reduce(
    (sum, { group }, index) => sum + (group.count + 1) * (ways[index] as BestWay).arcCount,
    1,
  );
  const roundCountMax = Math.max(
    16,
    Math.min(options.roundCountMax ?? roundCountDefault, Math.floor(workMax / arcCount)),
  );
  let round = 0;
  while (round < roundCountMax) {
    round += 1;
    const answer = goodDay(game, ways, spread.worths());
    bound = Math.min(bound, spread.unseen() + answer.bound);
    if (round % 32 === 0) {
      const mean = spread.meanWorths();
      bound = Math.min(bound, mean.unseen + goodDay(game, ways, mean.worths).bound);
    }
    const looked = looksOf(game, ways, answer.plan);
    const day = fixedDay(game, considered, answer.plan, looked);
    if (fixed === undefined || isBetter(day, fixed)) fixed = day;
    spread.see(looked);
    phases.add(answer.plan, looked);
    const guaranteed = phases.guaranteed();
    if (best === undefined || guaranteed > best.guaranteed + 1e-12) {
      if (best === undefined || round % 16 === 0 || bound - guaranteed <= gapRatio * bound) {
        best = { guaranteed, mixed: phases.mixed() };
      }
    }
    if (bound - best.guaranteed <= gapRatio * bound + 1e-12) break;
    if (phases.isOver(round)) phases.begin();
  }
  const found = best as { guaranteed: number; mixed: MixedDays };
  return { ...found, bound, roundCount: round, fixed: fixed as FixedDay };
}

/** Options where somebody can look: elsewhere no timetable changes anything. */
export function consideredOptions(game: TimetableGame): readonly number[] {
  const found: number[] = [];
  for (const [option, can] of game.canLook.entries()) if (can === 1) found.push(option);
  return found;
}

/** Even with a look everywhere at once no more is guaranteed. */
export function capOf(game: TimetableGame, considered: readonly number[]): number {
  return considered.reduce(
    (least, option) =>
      Math.min(least, (game.unseen[option] as number) + (game.gain[option] as number)),
    1,
  );
}

export function fixedDay(
  game: TimetableGame,
  considered: readonly number[],
  plan: DayPlan,
  looked: Uint8Array,
): FixedDay {
  let guaranteed = 1;
  let sum = 0;
  for (const option of considered) {
    const gain = looked[option] === 1 ? (game.gain[option] as number) : 0;
    const seen = (game.unseen[option] as number) + gain;
    guaranteed = Math.min(guaranteed, seen);
    sum += seen;
  }
  return { plan, guaranteed, mean: sum / Math.max(1, considered.length) };
}

export function isBetter(one: FixedDay, other: FixedDay): boolean {
  if (Math.abs(one.guaranteed - other.guaranteed) > 1e-12) return one.guaranteed > other.guaranteed;
  return one.mean > other.mean + 1e-12;
}

/** How who wants to be unseen spreads over the options. */
class Spread {
  readonly #game: TimetableGame;
  readonly #considered: readonly number[];
  /** What was seen so far at each option. */
  readonly #seen: Float64Array;
  readonly #share: Float64Array;
  readonly #meanShare: Float64Array;
  #variance = 0;
  readonly #rangeMax: number;

  constructor(game: TimetableGame, considered: readonly number[]) {
    this.#game = game;
    this.#considered = considered;
    const n = considered.length;
    this.#seen = new Float64Array(n);
    this.#share = new Float64Array(n).fill(1 / Math.max(1, n));
    this.#meanShare = new Float64Array(n);
    this.#rangeMax = Math.max(1e-9, ...considered.map((option) => game.gain[option] as number));
  }

  /** What a look at each option is worth to the patrols. */
  worths(): Float64Array {
    return this.#worthsOf(this.#share, 1);
  }

  unseen(): number {
    return this.#unseenOf(this.#share, 1);
  }

  meanWorths(): { readonly worths: Float64Array; readonly unseen: number } {
    const sum = this.#meanShare.reduce((total, share) => total + share, 0);
    if (sum === 0) return { worths: this.worths(), unseen: this.unseen() };
    return {
      worths: this.#worthsOf(this.#meanShare, 1 / sum),
      unseen: this.#unseenOf(this.#meanShare, 1 / sum),
    };
  }

  see(looked: Uint8Array): void {
    const { unseen, gain } = this.#game;
    let mean = 0;
    let square = 0;
    for (const [index, option] of this.#considered.entries()) {
      const share = this.#share[index] as number;
      const seen =
        (unseen[option] as number) + (looked[option] === 1 ? (gain[option] as number) : 0);
      mean += share * seen;
      square += share * seen * seen;
      this.#seen[index] = (this.#seen[index] as number) + seen;
      // Later rounds count more: the first ones know little.
      this.#meanShare[index] = (this.#meanShare[index] as number) * 0.998 + share;
    }
    this.#variance += Math.max(0, square - mean * mean);
    this.#reweigh();
  }

  #reweigh(): void {
    const n = this.#considered.length;
    const rate = Math.min(
      4 / this.#rangeMax,
      Math.sqrt(Math.log(Math.max(2, n)) / Math.max(1e-12, this.#variance)),
    );
    let least = Number.POSITIVE_INFINITY;
    for (const seen of this.#seen) least = Math.min(least, seen);
    let sum = 0;
    for (let index = 0; index < n; index++) {
      const share = Math.exp(-rate * ((this.#seen[index] as number) - least));
      this.#share[index] = share;
      sum += share;
    }
    for (let index = 0; index < n; index++) {
      this.#share[index] = (this.#share[index] as number) / sum;
    }
  }

  #worthsOf(shares: Float64Array, factor: number): Float64Array {
    const worths = new Float64Array(this.#game.unseen.length);
    for (const [index, option] of this.#considered.entries()) {
      worths[option] = (shares[index] as number) * factor * (this.#game.gain[option] as number);
    }
    return worths;
  }

  #unseenOf(shares: Float64Array, factor: number): number {
    let sum = 0;
    for (const [index, option] of this.#considered.entries()) {
      sum += (shares[index] as number) * factor * (this.#game.unseen[option] as number);
    }
    return sum;
  }
}

/** The days of the present phase. Phases double in length, so that early days do not weigh for ever. */
class Phases {
  readonly #game: TimetableGame;
  readonly #considered: readonly number[];
  #looked: Float64Array;
  #dayCount = 0;
  #days = new Map<string, { plan: DayPlan; count: number }>();
  #endRound = 32;

  constructor(game: TimetableGame, considered: readonly number[]) {
    this.#game = game;
    this.#considered = considered;
    this.#looked = new Float64Array(game.unseen.length);
  }

  add(plan: DayPlan, looked: Uint8Array): void {
    this.#dayCount += 1;
    for (const option of this.#considered) {
      if (looked[option] === 1) this.#looked[option] = (this.#looked[option] as number) + 1;
    }
    const key = plan.ways.map(({ nodes }) => nodes.join(" ")).join("|");
    const known = this.#days.get(key);
    if (known === undefined) this.#days.set(key, { plan, count: 1 });
    else known.count += 1;
  }

  guaranteed(): number {
    let least = 1;
    for (const option of this.#considered) {
      const share = (this.#looked[option] as number) / this.#dayCount;
      const seen =
        (this.#game.unseen[option] as number) + share * (this.#game.gain[option] as number);
      least = Math.min(least, seen);
    }
    return least;
  }

  mixed(): MixedDays {
    const days = [...this.#days.values()].map(({ plan, count }) => ({
      weight: count / this.#dayCount,
      plan,
    }));
    return { days };
  }

  isOver(round: number): boolean {
    return round >= this.#endRound;
  }

  begin(): void {
    this.#endRound *= 2;
    this.#looked = new Float64Array(this.#game.unseen.length);
    this.#dayCount = 0;
    this.#days = new Map();
  }
}
