import type { Rng } from "@truceline/model";
import type { Ranged } from "../assumption.ts";
import type { Solver } from "../solver.ts";
import { bestWays, type DayPlan, looksOf } from "./best-day.ts";
import { drawDay, type Mixture } from "./draw-days.ts";
import {
  lookShares,
  type ProgrammeAnswer,
  timetableByProgramme,
  timetableModel,
  wholeDay,
} from "./timetable-by-programme.ts";
import {
  consideredOptions,
  type FixedDay,
  fixedDay,
  isBetter,
  timetableByWeights,
  type WeightsAnswer,
  type WeightsOptions,
} from "./timetable-by-weights.ts";
import { type TimetableGame, type TimetableProblem, timetableGame } from "./timetable-game.ts";

/** One place's row of the timetable. */
export interface TimetableRow {
  readonly place: string;
  readonly side: string | null;
  /** Probability that somebody looks, by slot of the day. */
  readonly lookRatios: readonly number[];
  /** Detection of what is done there in each slot, looks and what stands there together. */
  readonly detectionRatios: readonly number[];
}

/** What a side's places get. */
export interface SideShare {
  readonly side: string;
  /** Least detection at its places, where somebody can look. */
  readonly guaranteed: number;
  /** Looks a day at its places, on the mean of its places. */
  readonly looksPerPlace: number;
}

/** The best day that is kept to every day, beside the drawn one. */
export interface FixedTimetable {
  /** Against who knows it. */
  readonly guaranteed: number;
  /** No fixed timetable guarantees more. */
  readonly bound: number;
  /** Against who knows nothing of it: mean over places and slots. */
  readonly mean: number;
}

export interface UnpredictableTimetable {
  readonly slotMin: number;
  /**
   * Detection guaranteed at every place and slot where somebody can look, against who knows every
   * probability but not the draw. `value` is proved for the timetable given; `low` is what a timetable
   * planned at the slow ends of the ranges guarantees, `high` what none at the fast ends exceeds.
   */
  readonly guaranteed: Ranged;
  /** No timetable of these patrols guarantees more than this, at the inputs' values. */
  readonly bound: number;
  readonly gapRatio: number;
  /** The same with the places and slots where nobody can look. */
  readonly guaranteedEverywhere: number;
  /** Mean detection over places and slots where somebody can look. */
  readonly mean: number;
  readonly outOfReach: readonly { readonly place: string; readonly slots: readonly number[] }[];
  readonly rows: readonly TimetableRow[];
  readonly bySide: readonly SideShare[];
  readonly byWeights: {
    readonly guaranteed: number;
    readonly bound: number;
    readonly roundCount: number;
  };
  readonly byProgramme: Omit<ProgrammeAnswer, "ways"> | null;
  readonly fixed: FixedTimetable;
  /** Which of the two gives the probabilities, and so how days are drawn. */
  readonly drawnFrom: Mixture["kind"] | "nothing";
}

/** A timetable with what is needed to draw days of it. */
export interface MadeTimetable {
  readonly timetable: UnpredictableTimetable;
  readonly problem: TimetableProblem;
  readonly game: TimetableGame;
  readonly mixture: Mixture | null;
}

export interface TimetableOptions extends WeightsOptions {
  /** Without one, only the own method is used. */
  readonly solver?: Solver | undefined;
  readonly timeLimitMs?: number | undefined;
}

/** For the ends of the ranges, which need no plan of their own: fewer rounds. */
const rangeRoundCount = 1_500;
const timeLimitDefaultMs = 20_000;

/**
 * The timetable of patrols that guarantees most against somebody who knows how often each place is
 * looked at in each hour, but not today's draw: a zero-sum game, solved by own multiplicative weights
 * and, where a solver is given, as a linear programme. Both bounds are given; the better of the two
 * timetables is taken. Beside it stands the best timetable that is the same every day.
 *
 * Same problem, same answer; sides are names only.
 * @throws PlanningError `TL_PLAN_PATROL`
 */
export async function unpredictableTimetable(
  given: TimetableProblem,
  options: TimetableOptions = {},
): Promise<MadeTimetable> {
  const problem = sorted(given);
  const game = timetableGame(problem, "value");
  const considered = consideredOptions(game);
  if (considered.length === 0) return nobodyLooks(problem, game);
  const byWeights = timetableByWeights(game, options);
  const timeLimitMs = options.timeLimitMs ?? timeLimitDefaultMs;
  const programme =
    options.solver === undefined
      ? null
      : await timetableByProgramme(game, options.solver, timeLimitMs);
  const ways = programme?.ways ?? null;
  const mixture: Mixture =
    ways !== null && (programme?.guaranteed ?? 0) >= byWeights.guaranteed
      ? { kind: "ways", groups: ways }
      : { kind: "days", days: byWeights.mixed.days };
  const looks = looksOfMixture(game, mixture);
  const detection = game.unseen.map(
    (unseen, option) => unseen + (looks[option] as number) * (game.gain[option] as number),
  );
  const value = leastAt(detection, considered);
  const bound = Math.max(value, Math.min(byWeights.bound, programme?.bound ?? 1));
  const { low, high } = ends(problem, game, value, bound);
  const fixed = await bestFixed(game, byWeights, considered, options.solver, timeLimitMs);
  const sum = considered.reduce((total, option) => total + (detection[option] as number), 0);
  const timetable: UnpredictableTimetable = {
    slotMin: problem.slotMin,
    guaranteed: { value, low, high },
    bound,
    gapRatio: bound > 0 ? (bound - value) / bound : 0,
    guaranteedEverywhere: Math.min(value, ...outUnseen(game)),
    mean: sum / considered.length,
    outOfReach: outOfReach(problem, game),
    rows: rowsOf(problem, game, looks, detection),
    bySide: sidesOf(problem, game, looks, detection),
    byWeights: {
      guaranteed: byWeights.guaranteed,
      bound: byWeights.bound,
      roundCount: byWeights.roundCount,
    },
    byProgramme: programme === null ? null : toldOf(programme),
    fixed,
    drawnFrom: mixture.kind,
  };
  return { timetable, problem, game, mixture };
}

function toldOf({ solver, status, bound, guaranteed, detail }: ProgrammeAnswer) {
  return { solver, status, bound, guaranteed, detail };
}

/** The order of the input must not matter. */
function sorted(problem: TimetableProblem): TimetableProblem {
  const byId = (a: { readonly id: string }, b: { readonly id: string }) =>
    a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  return {
    ...problem,
    places: [...problem.places].sort(byId),
    groups: [...problem.groups].sort(byId),
  };
}

function leastAt(detection: Float64Array, options: readonly number[]): number {
  return options.reduce((least, option) => Math.min(least, detection[option] as number), 1);
}

function looksOfMixture(game: TimetableGame, mixture: Mixture): Float64Array {
  if (mixture.kind === "ways") return lookShares(game, mixture.groups);
  const ways = bestWays(game);
  const looks = new Float64Array(game.unseen.length);
  for (const { weight, plan } of mixture.days) {
    for (const [option, looked] of looksOf(game, ways, plan).entries()) {
      if (looked === 1) looks[option] = (looks[option] as number) + weight;
    }
  }
  return looks.map((share) => Math.min(1, share));
}

/** What is guaranteed at the slow ends, and what nobody can guarantee at the fast ones. */
function ends(problem: TimetableProblem, game: TimetableGame, value: number, bound: number) {
  const options = { roundCountMax: rangeRoundCount };
  const isExact =
    problem.legsAt === undefined &&
    problem.places
      .flatMap(({ chance, already }) => [chance.day, chance.night, already.day, already.night])
      .every(({ low, high }) => low === high);
  if (isExact) return { low: value, high: bound };
  // Of the same places and slots, whether or not they can be reached at that end.
  const at = (end: "slow" | "fast") => ({ ...timetableGame(problem, end), canLook: game.canLook });
  const slow = timetableByWeights(at("slow"), options);
  const fast = timetableByWeights(at("fast"), options);
  return { low: Math.min(value, slow.guaranteed), high: Math.max(bound, fast.bound) };
}

async function bestFixed(
  game: TimetableGame,
  byWeights: WeightsAnswer,
  considered: readonly number[],
  solver: Solver | undefined,
  timeLimitMs: number,
): Promise<FixedTimetable> {
  let best: FixedDay = byWeights.fixed;
  let bound = Math.min(byWeights.bound, fixedBound(game, considered));
  if (solver !== undefined && bound - best.guaranteed > 1e-9) {
    const built = timetableModel(game, true);
    const result = built && (await solver.solve(built.model, { gapRatio: 0, timeLimitMs }));
    if (built !== undefined && result !== undefined) {
      if (Number.isFinite(result.bound)) bound = Math.min(bound, result.bound);
      if (result.status === "optimal" || result.status === "feasible") {
        const plan = wholeDay(built, result.values);
        const day = fixedDay(game, considered, plan, looksOf(game, bestWays(game), plan));
        if (isBetter(day, best)) best = day;
      }
    }
  }
  const { guaranteed, mean } = best;
  return { guaranteed, bound: Math.max(guaranteed, bound), mean };
}

/** In each slot only so many places can be looked at; who knows the day takes the next one. */
function fixedBound(game: TimetableGame, considered: readonly number[]): number {
  const { slotsOfDay } = game;
  const unseenAt: number[][] = Array.from({ length: slotsOfDay }, () => []);
  for (const option of considered) {
    unseenAt[option % slotsOfDay]?.push(game.unseen[option] as number);
  }
  let bound = 1;
  for (const [slot, list] of unseenAt.entries()) {
    const patrols = game.networks.reduce((sum, { group, firstSlot, slotCount }) => {
      const isOn = (slot - (firstSlot % slotsOfDay) + slotsOfDay) % slotsOfDay < slotCount;
      return sum + (isOn ? group.count : 0);
    }, 0);
    const first = list.sort((a, b) => a - b)[patrols];
    if (first !== undefined) bound = Math.min(bound, first);
  }
  return bound;
}

function outUnseen(game: TimetableGame): readonly number[] {
  let least = 1;
  for (const [option, unseen] of game.unseen.entries()) {
    if (game.canLook[option] !== 1) least = Math.min(least, unseen);
  }
  return [least];
}

function outOfReach({ places }: TimetableProblem, game: TimetableGame) {
  return places.flatMap(({ id }, place) => {
    const slots = Array.from({ length: game.slotsOfDay }, (_, slot) => slot).filter(
      (slot) => game.canLook[place * game.slotsOfDay + slot] !== 1,
    );
    return slots.length === 0 ? [] : [{ place: id, slots }];
  });
}

function rowsOf(
  { places }: TimetableProblem,
  { slotsOfDay }: TimetableGame,
  looks: Float64Array,
  detection: Float64Array,
): readonly TimetableRow[] {
  return places.map(({ id, side }, place) => {
    const [from, to] = [place * slotsOfDay, (place + 1) * slotsOfDay];
    return {
      place: id,
      side,
      lookRatios: [...looks.subarray(from, to)],
      detectionRatios: [...detection.subarray(from, to)],
    };
  });
}

function sidesOf(
  { places }: TimetableProblem,
  game: TimetableGame,
  looks: Float64Array,
  detection: Float64Array,
): readonly SideShare[] {
  const names = [...new Set(places.flatMap(({ side }) => side ?? []))].sort();
  return names.map((name) => {
    const own = places.flatMap(({ side }, place) => (side === name ? [place] : []));
    const options = own.flatMap((place) =>
      Array.from({ length: game.slotsOfDay }, (_, slot) => place * game.slotsOfDay + slot),
    );
    const reachable = options.filter((option) => game.canLook[option] === 1);
    const sum = options.reduce((total, option) => total + (looks[option] as number), 0);
    const guaranteed = reachable.length === 0 ? 0 : leastAt(detection, reachable);
    return { side: name, guaranteed, looksPerPlace: sum / own.length };
  });
}

function nobodyLooks(problem: TimetableProblem, game: TimetableGame): MadeTimetable {
  const looks = new Float64Array(game.unseen.length);
  const [least = 0] = outUnseen(game);
  const slow = Math.min(...outUnseen(timetableGame(problem, "slow")));
  const fast = Math.min(...outUnseen(timetableGame(problem, "fast")));
  const mean = game.unseen.reduce((sum, unseen) => sum + unseen, 0) / game.unseen.length;
  const timetable: UnpredictableTimetable = {
    slotMin: problem.slotMin,
    guaranteed: { value: least, low: slow, high: fast },
    bound: least,
    gapRatio: 0,
    guaranteedEverywhere: least,
    mean,
    outOfReach: outOfReach(problem, game),
    rows: rowsOf(problem, game, looks, game.unseen),
    bySide: sidesOf(problem, game, looks, game.unseen),
    byWeights: { guaranteed: least, bound: least, roundCount: 0 },
    byProgramme: null,
    fixed: { guaranteed: least, bound: least, mean },
    drawnFrom: "nothing",
  };
  return { timetable, problem, game, mixture: null };
}

/** Days of a timetable, drawn one after the other by a seed; each is a plan that fits every shift. */
export function drawDays(made: MadeTimetable, rng: Rng, dayCount: number): readonly DayPlan[] {
  const { mixture, game } = made;
  if (mixture === null) return Array.from({ length: dayCount }, () => ({ ways: [] }));
  return Array.from({ length: dayCount }, (_, day) =>
    drawDay(game, mixture, rng.fork(`day-${day}`)),
  );
}
