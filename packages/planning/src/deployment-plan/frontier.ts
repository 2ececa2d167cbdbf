import { seededRng } from "@truceline/model";
import type { Ranged } from "../assumption.ts";
import { PlanningError } from "../errors.ts";
import { type ClauseFigures, CoverageTally } from "./coverage-tally.ts";
import type { FrontierPoint, RobustnessCase } from "./deployment-plan.ts";
import type { PlanOption } from "./detection-matrix.ts";
import { evaluatorFor } from "./evaluate-plan.ts";
import { mannedWithin, orderByWorth, postsBeyond } from "./manned-order.ts";
import { figuresOf, type PlanFigures } from "./plan-assumptions.ts";
import { costOver } from "./plan-deployment.ts";
import { optionCosts, type PlanInput, type PlanStudy, planStudy } from "./plan-study.ts";
import { robustnessOf } from "./robustness.ts";
import { searchPlan } from "./search-plan.ts";

/** What a frontier sweeps. */
export interface FrontierInput extends Omit<PlanInput, "people" | "withTechnicalMonitoring"> {
  /** Sizes, people in theatre. */
  readonly people: readonly number[];
  /** Sums of money a year, each with each of the sizes; absent: `eurPerYear` alone. */
  readonly eur?: readonly number[] | undefined;
  /** With technical monitoring, without, or both. */
  readonly modes: readonly boolean[];
  readonly sampleCount?: number | undefined;
  /** Points that are known already: not computed again. */
  readonly known?: readonly FrontierPoint[] | undefined;
}

export const defaultSampleCount = 40;
/** Sizes that a sweep has unless told others: those that were proposed, and some between. */
export const defaultSizes: readonly number[] = [
  1_000, 2_500, 5_000, 10_000, 15_000, 20_000, 30_000, 64_000, 100_000, 200_000,
];
/** Sums that a sweep of money has unless told others, EUR a year. */
export const defaultSums: readonly number[] = [1e8, 3e8, 1e9, 3e9, 1e10];
/** Stands for as many people as the money keeps. */
export const anyPeople = 10_000_000;
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
 * Where sums of money are swept, each size is planned within each sum; `anyPeople` asks for what the money
 * alone allows.
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
  // By people and sum: plans that any larger limit allows as well.
  const plans = new Map<string, readonly number[]>();
  const ascending = (list: readonly number[]) => [...new Set(list)].sort((a, b) => a - b);
  const sizes = ascending(input.people);
  const sums = input.eur === undefined ? [input.eurPerYear] : ascending(input.eur);
  const limits = sums.flatMap((eurPerYear, sum) =>
    sizes.map((people, size) => ({
      people,
      eurPerYear,
      lesser: [`${size - 1} ${sum}`, `${size} ${sum - 1}`],
      name: `${size} ${sum}`,
    })),
  );
  for (const withTechnicalMonitoring of modes) {
    for (const { people, eurPerYear, lesser, name } of limits) {
      const known = input.known?.find(
        (point) =>
          point.people === people &&
          point.eurPerYear === (eurPerYear ?? null) &&
          point.withTechnicalMonitoring === withTechnicalMonitoring,
      );
      if (known !== undefined) {
        plans.set(`${withTechnicalMonitoring} ${name}`, known.candidates);
        yield known;
        continue;
      }
      const own = { ...planInputOf(input, people, withTechnicalMonitoring), eurPerYear };
      const others = [
        ...lesser.map((other) => plans.get(`${withTechnicalMonitoring} ${other}`) ?? []),
        plans.get(`false ${name}`) ?? [],
      ].filter(({ length }) => length > 0);
      const found = await searchPlan(study, { ...own, effort: input.effort ?? "quick" }, others);
      if (!found.isComplete) return;
      plans.set(`${withTechnicalMonitoring} ${name}`, found.chosen);
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
  eur = [0],
  sampleCount = defaultSampleCount,
  modes,
}: FrontierInput): void {
  const isSound =
    people.length > 0 &&
    people.length <= sizeCountMax &&
    people.every((size) => size >= 0 && Number.isFinite(size)) &&
    eur.length > 0 &&
    eur.length * people.length <= sizeCountMax &&
    eur.every((sum) => sum >= 0 && Number.isFinite(sum)) &&
    modes.length > 0 &&
    Number.isInteger(sampleCount) &&
    sampleCount >= 1 &&
    sampleCount <= sampleCountMax;
  if (!isSound) throw new PlanningError("TL_PLAN_BUDGET", { people, sampleCount });
}

/** One size of a sweep. */
export function planInputOf(
  {
    people: _sizes,
    eur: _sums,
    modes: _modes,
    sampleCount: _count,
    known: _known,
    ...rest
  }: FrontierInput,
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
