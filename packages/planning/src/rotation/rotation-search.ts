import type { Rng } from "@truceline/model";
import {
  awaySteps,
  type Contributor,
  dutyByStep,
  dutySpan,
  handoverStepsOf,
  type RotationProblem,
  requiredAt,
  shortfallOf,
  stepCountOf,
  type Tour,
  tourStepsOf,
} from "./rotation-problem.ts";

const roundCount = 160;
/** Tour starts tried in all. */
const trialCountMax = 3_000_000;

export interface FoundRotation {
  readonly tours: readonly Tour[];
  /** Person-months short. */
  readonly shortfall: number;
}

/**
 * Tours by own search: step by step units are sent where people are missing, from whoever has most of
 * its pool rested; then the whole again with the order and the lengths of tours shaken by the seed. The
 * least shortfall is kept, then the fewest person-months. Tours that are `kept` are left as they are.
 */
export function searchRotation(
  problem: RotationProblem,
  rng: Rng,
  kept: readonly Tour[] = [],
  fromStep = 0,
): FoundRotation {
  let best: (FoundRotation & { readonly surplus: number }) | undefined;
  const startsPerRound = stepCountOf(problem) * Math.max(1, problem.contributors.length);
  const rounds = Math.max(8, Math.min(roundCount, Math.floor(trialCountMax / startsPerRound)));
  for (let round = 0; round < rounds; round++) {
    const chance = round === 0 ? undefined : rng.fork(`round-${round}`);
    const tours = buildTours(problem, chance, kept, fromStep);
    const duty = dutyByStep(problem, tours);
    const shortfall = shortfallOf(problem, duty);
    const surplus = duty.reduce((sum, people) => sum + people, 0);
    const isBetter =
      best === undefined ||
      shortfall < best.shortfall - 1e-9 ||
      (shortfall < best.shortfall + 1e-9 && surplus < best.surplus - 1e-9);
    if (isBetter) best = { tours, shortfall, surplus };
  }
  const { tours, shortfall } = best as FoundRotation;
  return { tours: [...tours].sort(byStart), shortfall };
}

function byStart(a: Tour, b: Tour): number {
  return (
    a.fromStep - b.fromStep ||
    (a.contributor < b.contributor ? -1 : a.contributor > b.contributor ? 1 : 0) ||
    a.toStep - b.toStep
  );
}

/** One contributor's units while tours are being given out. */
interface Pool {
  readonly contributor: Contributor;
  /** Step from which each unit is free for duty. */
  readonly readyStep: number[];
  readonly lengths: readonly number[];
  readonly duty: Float64Array;
}

function buildTours(
  problem: RotationProblem,
  chance: Rng | undefined,
  kept: readonly Tour[],
  fromStep: number,
): readonly Tour[] {
  const stepCount = stepCountOf(problem);
  const handover = handoverStepsOf(problem);
  const tours: Tour[] = [...kept];
  const horizon = stepCount + 2 * monthsOfLongest(problem) * 2 + 2;
  const duty = new Float64Array(horizon);
  const theatre = new Float64Array(horizon);
  const pools = poolsOf(problem, kept, horizon);
  const put = (pool: Pool, tour: Tour) => {
    const { unitPeople } = pool.contributor;
    for (let step = Math.max(0, tour.fromStep - handover); step < tour.toStep; step++) {
      theatre[step] = (theatre[step] as number) + unitPeople;
      if (step < tour.fromStep) continue;
      duty[step] = (duty[step] as number) + unitPeople;
      pool.duty[step] = (pool.duty[step] as number) + unitPeople;
    }
  };
  for (const tour of kept) {
    const pool = pools.find(({ contributor }) => contributor.id === tour.contributor);
    if (pool !== undefined) put(pool, tour);
  }
  for (let step = fromStep; step < stepCount; step++) {
    for (;;) {
      const missing = requiredAt(problem, step) - (duty[step] as number);
      if (missing <= 1e-9) break;
      const chosen = chooseStart(problem, pools, { step, missing, theatre, handover }, chance);
      if (chosen === undefined) break;
      const { pool, length } = chosen;
      const tour = { contributor: pool.contributor.id, fromStep: step, toStep: step + length };
      put(pool, tour);
      tours.push(tour);
      const unit = pool.readyStep.findIndex((ready) => ready <= step);
      pool.readyStep[unit] = tour.toStep + awaySteps(problem, pool.contributor);
    }
  }
  return tours;
}

function monthsOfLongest({ contributors }: RotationProblem): number {
  return Math.max(1, ...contributors.map(({ tourMonthsMax }) => tourMonthsMax));
}

function poolsOf(
  problem: RotationProblem,
  kept: readonly Tour[],
  horizon: number,
): readonly Pool[] {
  return [...problem.contributors]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((contributor) => {
      const readyStep = new Array<number>(contributor.unitCount).fill(Number.NEGATIVE_INFINITY);
      const away = awaySteps(problem, contributor);
      const own = kept.filter((tour) => tour.contributor === contributor.id).sort(byStart);
      for (const { fromStep, toStep } of own) {
        const unit = readyStep.findIndex((ready) => ready <= fromStep);
        if (unit >= 0) readyStep[unit] = toStep + away;
      }
      const duty = new Float64Array(horizon);
      return { contributor, readyStep, lengths: tourStepsOf(contributor), duty };
    });
}

interface Need {
  readonly step: number;
  readonly missing: number;
  readonly theatre: Float64Array;
  readonly handover: number;
}

function chooseStart(
  problem: RotationProblem,
  pools: readonly Pool[],
  need: Need,
  chance: Rng | undefined,
): { readonly pool: Pool; readonly length: number } | undefined {
  let best: { pool: Pool; length: number; score: number } | undefined;
  for (const pool of pools) {
    const lengths = pool.lengths.filter((length) => canStart(problem, pool, length, need));
    if (lengths.length === 0) continue;
    const { contributor, readyStep } = pool;
    const ready = readyStep.filter((at) => at <= need.step).length / readyStep.length;
    // Too large a unit wastes people; a contributor with much of its pool at rest comes first.
    const waste = Math.max(0, contributor.unitPeople - need.missing) / contributor.unitPeople;
    const luck = chance === undefined ? 0 : 0.6 * chance.nextUnit();
    const score = ready - 0.5 * waste + luck;
    const pick = chance === undefined ? 0 : Math.floor(chance.nextUnit() ** 2 * lengths.length);
    if (best === undefined || score > best.score + 1e-12) {
      best = { pool, length: lengths[pick] as number, score };
    }
  }
  return best;
}

function canStart(problem: RotationProblem, pool: Pool, length: number, need: Need): boolean {
  const { contributor, readyStep, duty } = pool;
  const { step, theatre, handover } = need;
  const { fromStep, untilStep } = dutySpan(contributor);
  if (step < fromStep || step + length > untilStep) return false;
  if (!readyStep.some((ready) => ready <= step)) return false;
  const { unitPeople, capPeople } = contributor;
  for (let at = step; at < step + length; at++) {
    if ((duty[at] as number) + unitPeople > capPeople + 1e-9) return false;
  }
  for (let at = Math.max(0, step - handover); at < step + length; at++) {
    if ((theatre[at] as number) + unitPeople > problem.ceilingPeople + 1e-9) return false;
  }
  return true;
}
