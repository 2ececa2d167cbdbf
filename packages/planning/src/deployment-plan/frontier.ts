import { seededRng } from "@truceline/model";
import type { Assumption, Ranged } from "../assumption.ts";
import { PlanningError } from "../errors.ts";
import { rebuild } from "./choose-posts.ts";
import { type ClauseFigures, CoverageTally } from "./coverage-tally.ts";
import type {
  Frontier,
  FrontierPoint,
  OrderOverRanges,
  RobustnessCase,
  TornadoBar,
} from "./deployment-plan.ts";
import type { PlanOption } from "./detection-matrix.ts";
import { evaluatorFor } from "./evaluate-plan.ts";
import { headlineOf } from "./headline.ts";
import { inputAssumptions, shareAssumed } from "./input-assumptions.ts";
import { figuresOf, middleFigures, type PlanFigures, planAssumptions } from "./plan-assumptions.ts";
import { costOver } from "./plan-deployment.ts";
import {
  optionCosts,
  type PlanInput,
  type PlanStudy,
  planStudy,
  unverifiableClauses,
} from "./plan-study.ts";
import { robustnessOf } from "./robustness.ts";
import { extendChoice, searchPlan } from "./search-plan.ts";

/** What a frontier sweeps. */
export interface FrontierInput extends Omit<PlanInput, "people" | "withTechnicalMonitoring"> {
  /** Sizes, people in theatre. */
  readonly people: readonly number[];
  /** With technical monitoring, without, or both. */
  readonly modes: readonly boolean[];
  readonly sampleCount?: number | undefined;
  /** Points that are known already: not computed again. */
  readonly known?: readonly FrontierPoint[] | undefined;
}

export const defaultSampleCount = 60;
/** Sizes that a sweep has unless told others: those that were proposed, and some between. */
export const defaultSizes: readonly number[] = [
  1_000, 2_500, 5_000, 10_000, 15_000, 20_000, 30_000, 64_000, 100_000, 200_000,
];
const sizeCountMax = 100;
const sampleCountMax = 10_000;
const round = (value: number) => Math.round(value * 1e6) / 1e6;

/**
 * People against verifiability: for each size and mode the best plan found, with a band over samples of
 * the input ranges (median, 5th and 95th percentile; every input drawn evenly within its range, all independent,
 * the same draws for every point). In a sample the plan's posts are manned in the order of their worth as
 * far as its people reach; if more people are at work than at the middle, posts beyond the plan are
 * manned, in the order in which the search would add them.
 *
 * Points come as they are done. Same input and seed, same points.
 *
 * @throws PlanningError as `planDeployment`
 */
export async function* frontier(
  input: FrontierInput,
  study: PlanStudy = planStudy(planInputOf(input, 0, true)),
): AsyncIterable<FrontierPoint> {
  checkFrontierInput(input);
  const samples = drawSamples(input);
  const tally = new CoverageTally(study.matrix);
  const evaluators = samples.map((figures) => ({ figures, costs: optionCosts(study, figures) }));
  // Without first: what people alone can do is a plan with technical monitoring as well.
  const modes = [false, true].filter((mode) => input.modes.includes(mode));
  const alone = new Map<number, readonly number[]>();
  for (const withTechnicalMonitoring of modes) {
    let before: readonly number[] = [];
    for (const people of [...new Set(input.people)].sort((a, b) => a - b)) {
      const known = input.known?.find(
        (point) =>
          point.people === people && point.withTechnicalMonitoring === withTechnicalMonitoring,
      );
      if (known !== undefined) {
        before = known.candidates;
        if (!withTechnicalMonitoring) alone.set(people, before);
        yield known;
        continue;
      }
      const own = planInputOf(input, people, withTechnicalMonitoring);
      const others = [before, alone.get(people) ?? []].filter(({ length }) => length > 0);
      const found = await searchPlan(study, { ...own, effort: input.effort ?? "quick" }, others);
      if (!found.isComplete) return;
      before = found.chosen;
      if (!withTechnicalMonitoring) alone.set(people, before);
      const order = orderByWorth(study, found.chosen);
      const beyond = await postsBeyond(study, own, order, evaluators);
      const results: ClauseFigures[][] = [];
      for (const { figures, costs } of evaluators) {
        const manned = mannedWithin([...order, ...beyond], costs, people, own.eurPerYear);
        const evaluator = evaluatorFor(study, { ...study.conditions, figures }, tally);
        results.push([...evaluator.figures(manned)]);
        if (input.pause !== undefined && !(await input.pause(`samples of ${people}`))) return;
      }
      yield pointOf(study, own, found, order, results, robustnessOf(study, own, order, tally));
    }
  }
}

/** @throws PlanningError `TL_PLAN_BUDGET` for sizes or counts that cannot be */
function checkFrontierInput({
  people,
  sampleCount = defaultSampleCount,
  modes,
}: FrontierInput): void {
  const isSound =
    people.length > 0 &&
    people.length <= sizeCountMax &&
    people.every((size) => size >= 0 && Number.isFinite(size)) &&
    modes.length > 0 &&
    Number.isInteger(sampleCount) &&
    sampleCount >= 1 &&
    sampleCount <= sampleCountMax;
  if (!isSound) throw new PlanningError("TL_PLAN_BUDGET", { people, sampleCount });
}

function planInputOf(
  { people: _sizes, modes: _modes, sampleCount: _count, known: _known, ...rest }: FrontierInput,
  people: number,
  withTechnicalMonitoring: boolean,
): PlanInput {
  return { ...rest, people, withTechnicalMonitoring };
}

/** Draws of all inputs: a point of the box for each sample. */
function drawSamples({
  seed,
  sampleCount = defaultSampleCount,
}: FrontierInput): readonly PlanFigures[] {
  const rng = seededRng(`frontier ${seed}`);
  return Array.from({ length: sampleCount }, (_, index) => {
    const own = rng.fork(`sample ${index}`);
    return figuresOf(({ low, high }) => low + (high - low) * own.nextUnit());
  });
}

/** The posts of a plan, most worth for their people first; as far as they stand together. */
function orderByWorth(study: PlanStudy, chosen: readonly number[]): readonly number[] {
  const { matrix } = study;
  const costs = optionCosts(study, middleFigures);
  const tally = new CoverageTally(matrix);
  rebuild(tally, matrix, chosen);
  const weights = study.meanTerms;
  return chosen
    .map((option) => {
      const own = matrix.options[option] as PlanOption;
      const isOut = tally.remove(own);
      const loss = isOut ? tally.gain(own, weights, 0) : Number.POSITIVE_INFINITY;
      if (isOut) tally.add(own);
      return { option, worth: loss / ((costs.people[option] as number) + 1) };
    })
    .sort((a, b) => b.worth - a.worth || a.option - b.option)
    .map(({ option }) => option);
}

/** What the search adds with as many people as the luckiest sample has at work. */
async function postsBeyond(
  study: PlanStudy,
  input: PlanInput,
  order: readonly number[],
  samples: readonly { readonly costs: ReturnType<typeof optionCosts> }[],
): Promise<readonly number[]> {
  const middle = optionCosts(study, middleFigures);
  const spentAt = ({ people }: ReturnType<typeof optionCosts>) =>
    order.reduce((sum, option) => sum + (people[option] as number), 0);
  const atMiddle = spentAt(middle);
  const least = Math.min(...samples.map(({ costs }) => spentAt(costs)));
  if (input.people === undefined || atMiddle === 0 || least >= atMiddle) return [];
  const people = (input.people * atMiddle) / least;
  const known = new Set(order);
  const chosen = await extendChoice(study, { ...input, people }, order);
  return chosen.filter((option) => !known.has(option));
}

/** Posts in their order, each that still fits into the budget at other figures. */
function mannedWithin(
  order: readonly number[],
  { people, eur }: ReturnType<typeof optionCosts>,
  peopleAtMost: number,
  eurAtMost = Number.POSITIVE_INFINITY,
): readonly number[] {
  let peopleLeft = peopleAtMost * (1 + 1e-9);
  let eurLeft = eurAtMost * (1 + 1e-9);
  return order.filter((option) => {
    const ownPeople = people[option] as number;
    const ownEur = eur[option] as number;
    if (ownPeople > peopleLeft || ownEur > eurLeft) return false;
    peopleLeft -= ownPeople;
    eurLeft -= ownEur;
    return true;
  });
}

function pointOf(
  study: PlanStudy,
  input: PlanInput,
  found: Awaited<ReturnType<typeof searchPlan>>,
  order: readonly number[],
  results: readonly (readonly ClauseFigures[])[],
  robustness: readonly RobustnessCase[],
): FrontierPoint {
  const { matrix, ground, patterns } = study;
  const sites = order.map((option) => (matrix.options[option] as PlanOption).site);
  const weightOf = (index: number) => ground.clauses[index]?.weight ?? 0;
  const sumOf = (own: readonly ClauseFigures[], key: keyof ClauseFigures) =>
    own.reduce((sum, figures, index) => sum + figures[key] * weightOf(index), 0);
  const means = results.map((own) => sumOf(own, "mean"));
  return {
    form: "frontier-point/1",
    people: input.people ?? 0,
    eurPerYear: input.eurPerYear ?? null,
    withTechnicalMonitoring: input.withTechnicalMonitoring,
    mean: round(found.mean),
    worstTenth: round(found.worstTenth),
    bound: round(found.bound),
    gapRatio: round(found.gapRatio),
    meanBand: bandOf(means),
    worstTenthBand: bandOf(results.map((own) => sumOf(own, "worstTenth"))),
    peopleUsed: Math.round(found.people),
    money: costOver(sites, patterns),
    postCount: sites.length,
    sensorCount: sites.reduce(
      (sum, { patternIndex }) =>
        sum +
        (patterns[patternIndex]?.pattern.sensors ?? []).reduce((all, { count }) => all + count, 0),
      0,
    ),
    byClause: ground.clauses.map(({ article }, index) => ({
      article,
      mean: round(found.byClause[index]?.mean ?? 0),
      worstTenth: round(found.byClause[index]?.worstTenth ?? 0),
      band: bandOf(results.map((own) => own[index]?.mean ?? 0)),
    })),
    samples: means.map(round),
    candidates: found.chosen,
    robustness,
  };
}

/** Median of samples, and their 5th and 95th percentile. */
function bandOf(samples: readonly number[]): Ranged {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const low = sorted[Math.floor(place)] ?? 0;
    const high = sorted[Math.ceil(place)] ?? 0;
    return round(low + (high - low) * (place - Math.floor(place)));
  };
  return { value: at(0.5), low: at(0.05), high: at(0.95) };
}

/** Ten thousand people more must add this much to be called worth it. */
const saturationGain = 0.01;
const saturationStep = 10_000;

/**
 * The whole answer from the points: where more people stop to matter, what moves the answer, which order
 * holds. @param study as for `frontier`
 */
export async function summariseFrontier(
  input: FrontierInput,
  study: PlanStudy,
  points: readonly FrontierPoint[],
  asked: {
    readonly first: OrderOverRanges["first"];
    readonly second: OrderOverRanges["second"];
  } = {
    first: { people: 30_000, withTechnicalMonitoring: true },
    second: { people: 100_000, withTechnicalMonitoring: false },
  },
): Promise<Frontier> {
  const { compiled } = input.prepared;
  const order = orderOver(points, asked.first, asked.second);
  const saturation = input.modes.map((withTechnicalMonitoring) => ({
    withTechnicalMonitoring,
    people: saturationOf(
      points.filter((point) => point.withTechnicalMonitoring === withTechnicalMonitoring),
    ),
  }));
  const withMeans = input.modes.includes(true);
  const tornado: TornadoBar[] = [];
  for (const end of [asked.first, asked.second]) {
    if (!points.some((point) => isOf(point, end))) continue;
    tornado.push(...(await tornadoOf(input, study, end)));
  }
  const unverifiable = unverifiableClauses(study, withMeans);
  return {
    form: "frontier/1",
    agreementId: compiled.id,
    agreementHash: compiled.hash,
    seed: input.seed,
    sampleCount: input.sampleCount ?? defaultSampleCount,
    points,
    saturation,
    unverifiable,
    tornado,
    order,
    headline: headlineOf(order, unverifiable.length, study.ground.clauses.length),
    assumptions: inputAssumptions(withMeans),
    assumedShare: shareAssumed(study, withMeans),
    notes: [
      ...study.ground.notes,
      ...study.standing.notes,
      "Ground is flat: no terrain was given, so nothing hides behind a hill.",
    ],
  };
}

const isOf = (
  point: FrontierPoint,
  of: { readonly people: number; readonly withTechnicalMonitoring: boolean },
) => point.people === of.people && point.withTechnicalMonitoring === of.withTechnicalMonitoring;

/** In how many samples the first plan verifies at least as much as the second. */
function orderOver(
  points: readonly FrontierPoint[],
  first: OrderOverRanges["first"],
  second: OrderOverRanges["second"],
): OrderOverRanges {
  const one = points.find((point) => isOf(point, first));
  const other = points.find((point) => isOf(point, second));
  if (one === undefined || other === undefined) {
    return { holds: "unknown", shareRatio: null, first, second, firstBand: null, secondBand: null };
  }
  const count = Math.min(one.samples.length, other.samples.length);
  const holding = one.samples.filter(
    (mean, index) => index < count && mean >= (other.samples[index] ?? 0),
  ).length;
  const shareRatio = count === 0 ? 0 : holding / count;
  return {
    holds: shareRatio === 1 ? "all" : shareRatio === 0 ? "none" : "some",
    shareRatio: round(shareRatio),
    first,
    second,
    firstBand: one.meanBand,
    secondBand: other.meanBand,
  };
}

/** The least size from which on no step to the next adds as much as a point for ten thousand people. */
function saturationOf(points: readonly FrontierPoint[]): number | null {
  const sorted = [...points].sort((a, b) => a.people - b.people);
  let found: number | null = null;
  for (const [index, point] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next === undefined) break;
    const slope = ((next.mean - point.mean) / (next.people - point.people)) * saturationStep;
    if (slope < saturationGain) found ??= point.people;
    else found = null;
  }
  return found;
}

/** Each input alone at either end of its range, all others at the middle, for one size. */
async function tornadoOf(
  input: FrontierInput,
  study: PlanStudy,
  { people, withTechnicalMonitoring }: OrderOverRanges["first"],
): Promise<readonly TornadoBar[]> {
  const own = planInputOf(input, people, withTechnicalMonitoring);
  const found = await searchPlan(study, { ...own, effort: "quick" });
  const order = orderByWorth(study, found.chosen);
  const ends = planAssumptions.flatMap((assumption) =>
    [assumption.low, assumption.high].map((value) => ({
      ...middleFigures,
      [assumption.key]: value,
    })),
  );
  const samples = ends.map((figures) => ({ figures, costs: optionCosts(study, figures) }));
  const beyond = await postsBeyond(study, own, order, samples);
  const tally = new CoverageTally(study.matrix);
  const meanAt = (index: number) => {
    const { figures, costs } = samples[index] as (typeof samples)[number];
    const manned = mannedWithin([...order, ...beyond], costs, people, own.eurPerYear);
    const results = evaluatorFor(study, { ...study.conditions, figures }, tally).figures(manned);
    return round(
      results.reduce(
        (sum, { mean }, clause) => sum + mean * (study.ground.clauses[clause]?.weight ?? 0),
        0,
      ),
    );
  };
  const told = new Set(inputAssumptions(withTechnicalMonitoring).map(({ id }) => id));
  return planAssumptions
    .map((assumption, index): TornadoBar & { readonly index: number } => ({
      index,
      assumption: plainAssumption(assumption),
      withTechnicalMonitoring,
      people,
      meanAtLow: meanAt(index * 2),
      meanAtHigh: meanAt(index * 2 + 1),
    }))
    .filter(({ assumption }) => told.has(assumption.id))
    .sort((a, b) => spanOf(b) - spanOf(a) || a.index - b.index)
    .map(({ index: _index, ...bar }) => bar);
}

const spanOf = ({ meanAtLow, meanAtHigh }: TornadoBar) => Math.abs(meanAtHigh - meanAtLow);

function plainAssumption({
  id,
  name,
  unit,
  value,
  low,
  high,
  mark,
  source,
}: Assumption): Assumption {
  return { id, name, unit, value, low, high, mark, source };
}
