import type { Rng } from "@truceline/model";
import {
  awaySteps,
  type Contributor,
  dutyByStep,
  dutySpan,
  handoverStepsOf,
  type RotationProblem,
  requiredAt,
  STEPS_PER_MONTH,
  shortfallOf,
  stepCountOf,
  type Tour,
  tourStepsOf,
} from "./rotation-problem.ts";

/** Rounds from nothing, and rounds that mend the best plan so far. */
const freshRoundCount = 60;
const mendRoundCount = 3_000;
/** Tour starts looked at in all, about. */
const trialCountMax = 6_000_000;

export interface FoundRotation {
  readonly tours: readonly Tour[];
  /** Person-months short. */
  readonly shortfall: number;
}

interface Candidate extends FoundRotation {
  readonly surplus: number;
}

/**
 * Tours by own search: step by step units are sent where people are missing, from whoever has most of
 * its pool rested; again with the order and the lengths of tours shaken by the seed; then parts of the
 * best plan are taken out and filled anew (large neighbourhood search; P. Shaw, CP 1998). The least
 * shortfall is kept, then the fewest person-months; tours that nobody needs are left out. Tours that
 * are `kept` stay as they are, and new ones begin at `fromStep` at the earliest.
 */
export function searchRotation(
  problem: RotationProblem,
  rng: Rng,
  kept: readonly Tour[] = [],
  fromStep = 0,
): FoundRotation {
  const startsPerRound = stepCountOf(problem) * Math.max(1, problem.contributors.length) * 4;
  const affordable = Math.max(12, Math.floor(trialCountMax / startsPerRound));
  const fresh = Math.min(freshRoundCount, Math.ceil(affordable / 4));
  const rounds = fresh + Math.min(mendRoundCount, affordable);
  let best: Candidate | undefined;
  for (let round = 0; round < rounds; round++) {
    const chance = round === 0 ? undefined : rng.fork(`round-${round}`);
    const base =
      best === undefined || round < fresh ? kept : thinned(problem, best.tours, kept, rng, round);
    const tours = withoutIdle(problem, buildTours(problem, chance, base, fromStep), kept);
    const duty = dutyByStep(problem, tours);
    const surplus = duty.reduce((sum, people) => sum + people, 0);
    const found = { tours, shortfall: shortfallOf(problem, duty), surplus };
    if (best === undefined || isNoWorse(found, best)) best = found;
    // Nobody is missing and nobody too many: there is nothing to gain.
    if (best.shortfall <= 1e-9 && best.surplus <= neededSteps(problem) + 1e-9) break;
  }
  const { tours, shortfall } = best as Candidate;
  return { tours: [...tours].sort(byStart), shortfall };
}

function neededSteps(problem: RotationProblem): number {
  return problem.required.reduce((sum, people) => sum + people, 0) * STEPS_PER_MONTH;
}

function isNoWorse(one: Candidate, other: Candidate): boolean {
  if (Math.abs(one.shortfall - other.shortfall) > 1e-9) return one.shortfall < other.shortfall;
  return one.surplus <= other.surplus + 1e-9;
}

/** The plan without some of its tours: those of a contributor, of some months, or some of all. */
function thinned(
  problem: RotationProblem,
  tours: readonly Tour[],
  kept: readonly Tour[],
  rng: Rng,
  round: number,
): readonly Tour[] {
  const chance = rng.fork(`thin-${round}`);
  const stepCount = stepCountOf(problem);
  const width = Math.ceil(stepCount * (0.15 + 0.35 * chance.nextUnit()));
  const from = Math.floor(chance.nextUnit() * (stepCount + width)) - width;
  const ids = problem.contributors.map(({ id }) => id).sort();
  const whose = ids[Math.floor(chance.nextUnit() * ids.length)];
  const kind = round % 3;
  return tours.filter((tour) => {
    if (kept.includes(tour)) return true;
    if (kind === 0) return tour.fromStep < from || tour.fromStep >= from + width;
    if (kind === 1) return tour.contributor !== whose && chance.nextUnit() < 0.8;
    return chance.nextUnit() < 0.6;
  });
}

/** Tours that can be left out, or made shorter, without anybody being missed are. */
export function withoutIdle(
  problem: RotationProblem,
  tours: readonly Tour[],
  kept: readonly Tour[],
): readonly Tour[] {
  const duty = dutyByStep(problem, tours);
  const sizes = new Map(problem.contributors.map((one) => [one.id, one]));
  const spare = (step: number, people: number) =>
    (duty[step] as number) - people >= requiredAt(problem, step) - 1e-9;
  const take = (from: number, to: number, people: number) => {
    for (let step = from; step < Math.min(to, duty.length); step++) {
      duty[step] = (duty[step] as number) - people;
    }
  };
  return tours.flatMap((tour) => {
    const one = sizes.get(tour.contributor);
    if (one === undefined || kept.includes(tour)) return [tour];
    const { unitPeople } = one;
    let toStep = tour.toStep;
    while (toStep > tour.fromStep && (toStep > duty.length || spare(toStep - 1, unitPeople)))
      toStep -= 1;
    if (toStep === tour.fromStep) {
      take(tour.fromStep, tour.toStep, unitPeople);
      return [];
    }
    const wanted = toStep - tour.fromStep;
    const length =
      tourStepsOf(one).findLast((steps) => steps >= wanted) ?? tour.toStep - tour.fromStep;
    const end = Math.min(tour.toStep, tour.fromStep + length);
    take(end, tour.toStep, unitPeople);
    return [{ ...tour, toStep: end }];
  });
}

function byStart(a: Tour, b: Tour): number {
  const byName = a.contributor < b.contributor ? -1 : a.contributor > b.contributor ? 1 : 0;
  return a.fromStep - b.fromStep || byName || a.toStep - b.toStep;
}

/** One contributor's units while tours are being given out. */
interface Pool {
  readonly contributor: Contributor;
  /** Units on duty or at rest at each step; as intervals, they can be named as long as none is too many. */
  readonly busy: Float64Array;
  readonly lengths: readonly number[];
  readonly away: number;
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
  const horizon = problem.contributors.reduce(
    (most, one) =>
      Math.max(most, stepCount + (tourStepsOf(one)[0] ?? 0) + awaySteps(problem, one) + 1),
    stepCount + 1,
  );
  const duty = new Float64Array(horizon);
  const theatre = new Float64Array(horizon);
  const pools = poolsOf(problem, horizon);
  const put = (pool: Pool, tour: Tour) => {
    const { unitPeople } = pool.contributor;
    add(theatre, tour.fromStep - handover, tour.toStep, unitPeople);
    add(duty, tour.fromStep, tour.toStep, unitPeople);
    add(pool.duty, tour.fromStep, tour.toStep, unitPeople);
    add(pool.busy, tour.fromStep, tour.toStep + pool.away, 1);
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
    }
  }
  return tours;
}

function add(counts: Float64Array, from: number, to: number, by: number): void {
  for (let step = Math.max(0, from); step < Math.min(to, counts.length); step++) {
    counts[step] = (counts[step] as number) + by;
  }
}

function poolsOf(problem: RotationProblem, horizon: number): readonly Pool[] {
  return [...problem.contributors]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((contributor) => ({
      contributor,
      busy: new Float64Array(horizon),
      lengths: tourStepsOf(contributor),
      away: awaySteps(problem, contributor),
      duty: new Float64Array(horizon),
    }));
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
    const { contributor, busy } = pool;
    const ready = 1 - (busy[need.step] as number) / contributor.unitCount;
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
  const { contributor, busy, duty, away } = pool;
  const { step, theatre, handover } = need;
  const { fromStep, untilStep } = dutySpan(contributor);
  if (step < fromStep || step + length > untilStep) return false;
  const { unitPeople, unitCount, capPeople } = contributor;
  for (let at = step; at < step + length + away; at++) {
    if ((busy[at] as number) + 1 > unitCount) return false;
  }
  for (let at = step; at < step + length; at++) {
    if ((duty[at] as number) + unitPeople > capPeople + 1e-9) return false;
  }
  for (let at = Math.max(0, step - handover); at < step + length; at++) {
    if ((theatre[at] as number) + unitPeople > problem.ceilingPeople + 1e-9) return false;
  }
  return true;
}
