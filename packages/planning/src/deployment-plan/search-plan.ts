import { type Rng, seededRng } from "@truceline/model";
import {
  type Choice,
  chooseByThreshold,
  exchangePosts,
  Purse,
  rebuild,
  type SearchInput,
} from "./choose-posts.ts";
import { type ClauseFigures, CoverageTally, type TermWeights } from "./coverage-tally.ts";
import type { FairnessResult } from "./deployment-plan.ts";
import { dropToFair, fairBoundWeights, polishFair, sideScale } from "./fairness.ts";
import { middleFigures } from "./plan-assumptions.ts";
import { budgetOf, optionCosts, type PlanInput, type PlanStudy } from "./plan-study.ts";
import { objectiveOf, spent, worthOf } from "./plan-worth.ts";
import { reachMinimum } from "./reach-minimum.ts";
import { upperBound } from "./upper-bound.ts";

/** A choice of posts with what it is worth and what no other can exceed. */
export interface FoundPlan {
  readonly chosen: readonly number[];
  readonly people: number;
  readonly eur: number;
  readonly mean: number;
  readonly worstTenth: number;
  readonly byClause: readonly ClauseFigures[];
  readonly value: number;
  readonly bound: number;
  readonly gapRatio: number;
  readonly isComplete: boolean;
  /** Of the choice those that a minimum asked for. */
  readonly kept: readonly number[];
  readonly fairness: FairnessResult | null;
}

const efforts = {
  quick: {
    spreads: [0.15],
    // The exchange comes after the second beginning, that from the relaxation.
    firstExchanges: 0,
    exchanges: 1,
    boundRounds: 10,
    focusRounds: 1,
    fairTries: 200,
    thoroughness: { step: 0.75, end: 1e-5 },
  },
  full: {
    spreads: [0.05, 0.2, 0.5],
    firstExchanges: 8,
    exchanges: 8,
    boundRounds: 60,
    focusRounds: 3,
    fairTries: 1_500,
    thoroughness: { step: 0.9, end: 1e-6 },
  },
} as const;
type Effort = (typeof efforts)["quick" | "full"];
const roundingRatio = 1e-9;
/**
 * Looks for the choice of posts with the largest objective within the budget: from several ways to value
 * a first source where two are needed, then by exchanges; where the worst tenth counts, with weights on
 * the cell-hours that are worst so far, anew each round. The bound is the least over the weights tried:
 * the worst tenth is at most its value under any weights that the objective allows.
 *
 * @param known choices within the budget that are known already; the answer is no worse than any
 */
export async function searchPlan(
  study: PlanStudy,
  input: PlanInput,
  known: readonly (readonly number[])[] = [],
): Promise<FoundPlan> {
  const free = await searchFree(study, input, known);
  return input.fairRatio === undefined ? free : await searchFair(study, input, free);
}

/** As `searchPlan`, whatever the sides have. */
async function searchFree(
  study: PlanStudy,
  input: PlanInput,
  known: readonly (readonly number[])[],
): Promise<FoundPlan> {
  const effort = efforts[input.effort ?? "full"];
  const costs = optionCosts(study, middleFigures);
  const budget = budgetOf(input, study, middleFigures);
  const eligible = input.withTechnicalMonitoring ? study.eligible.all : study.eligible.people;
  const { matrix } = study;
  const tally = new CoverageTally(matrix);
  const rng = seededRng(`plan ${input.seed}`);
  const worth = worthOf(study, objectiveOf(input), tally);
  let isStopped = false;
  const pause = async (doing: string) => {
    if (isStopped || input.pause === undefined) return !isStopped;
    isStopped = !(await input.pause(doing));
    return !isStopped;
  };
  const before =
    input.minimum === undefined
      ? []
      : (await reachMinimum({ study, budget, costs, eligible, minimum: input.minimum }, tally))
          .chosen;

  let best: Choice = { chosen: [], people: 0, eur: 0 };
  let bestValue = -1;
  for (const chosen of known) {
    rebuild(tally, matrix, chosen);
    const value = worth.value();
    if (value <= bestValue) continue;
    best = { chosen, ...spent(chosen, costs) };
    bestValue = value;
  }
  let weights = worth.weights(null);
  const tried: TermWeights[] = [weights];
  const objective = objectiveOf(input);
  const rounds = objective.meanWeight === 1 ? 1 : 1 + effort.focusRounds;
  for (let round = 0; round < rounds && !isStopped; round++) {
    const choice = await searchRound(
      { matrix, weights, budget, costs, eligible, rng: rng.fork(`round ${round}`) },
      { before, effort, needsMany: matrix.questions.some(({ needed }) => needed > 1) },
      tally,
      pause,
    );
    rebuild(tally, matrix, choice.chosen);
    const value = worth.value();
    if (value > bestValue) {
      best = choice;
      bestValue = value;
    }
    if (round + 1 === rounds) break;
    weights = worth.weights(tally);
    tried.push(weights);
  }

  let bound = worth.ceiling(eligible === study.eligible.all);
  await pause("bound");
  for (const own of tried) {
    const boundRounds = Math.ceil(effort.boundRounds / tried.length);
    const found = upperBound(matrix, own, budget, costs, eligible, best.chosen, boundRounds);
    bound = Math.min(bound, found.bound);
    if (before.length > 0 || isStopped) continue;
    // Parts of posts are no plan, but the larger ones are a good beginning of one.
    const begun = largeParts(found.parts, new Purse(budget, costs, matrix));
    const choice = await chooseFrom(
      { matrix, weights: own, budget, costs, eligible, rng: rng.fork("parts") },
      begun,
      effort,
      tally,
      pause,
    );
    const value = worth.value();
    if (value <= bestValue) continue;
    best = choice;
    bestValue = value;
  }
  rebuild(tally, matrix, best.chosen);
  const byClause = tally.figures(study.ground.clauses.length);
  const value = Math.max(0, bestValue);
  bound = Math.max(bound, value);
  return {
    chosen: best.chosen,
    kept: before,
    fairness: null,
    people: best.people,
    eur: best.eur,
    ...worth.figures(byClause),
    byClause,
    value,
    bound,
    gapRatio: bound === 0 ? 0 : (bound - value) / bound,
    isComplete: !isStopped,
  };
}

/**
 * A choice whose sides are fair: from choices that weigh the sides anew, and from the free one, posts of the
 * higher side are taken out until the ratio holds; the best of them. The bound is the least over weights
 * that take from the higher side what they give to the lower: for a fair choice they only add.
 */
async function searchFair(study: PlanStudy, input: PlanInput, free: FoundPlan): Promise<FoundPlan> {
  const asked = input.fairRatio ?? 0;
  const scale = sideScale(study);
  if (scale === null) return free;
  const { matrix, ground } = study;
  const effort = efforts[input.effort ?? "full"];
  const costs = optionCosts(study, middleFigures);
  const budget = budgetOf(input, study, middleFigures);
  const eligible = input.withTechnicalMonitoring ? study.eligible.all : study.eligible.people;
  const tally = new CoverageTally(matrix);
  const worth = worthOf(study, objectiveOf(input), tally);
  const kept = new Set(free.kept);
  const isMeanOnly = objectiveOf(input).meanWeight === 1;
  let { bound } = free;
  let best: readonly number[] | null = null;
  let bestValue = -1;
  const consider = (chosen: readonly number[]) => {
    rebuild(tally, matrix, chosen);
    const fair = dropToFair(study, scale, tally, chosen, kept, asked);
    if (fair === null) return;
    const value = worth.value();
    if (value <= bestValue) return;
    best = fair;
    bestValue = value;
  };
  consider(free.chosen);
  const isFairAlready = bestValue >= free.value - roundingRatio;
  const others = isFairAlready || !free.isComplete ? [] : fairBoundWeights(scale, asked);
  for (const [index, weights] of others.entries()) {
    if (input.pause !== undefined && !(await input.pause("fair"))) break;
    const rng = seededRng(`fair ${input.seed} ${index}`);
    const search = { matrix, weights, budget, costs, eligible, rng };
    const choice = await chooseFrom(
      search,
      free.kept,
      effort,
      tally,
      async () => true,
      kept.size > 0,
    );
    consider(choice.chosen);
    if (!isMeanOnly) continue;
    const { boundRounds } = effort;
    const { chosen } = choice;
    const own = upperBound(matrix, weights, budget, costs, eligible, chosen, boundRounds);
    bound = Math.min(bound, own.bound);
  }
  const start = best ?? free.chosen;
  rebuild(tally, matrix, start);
  const purse = new Purse(budget, costs, matrix);
  for (const option of start) purse.pay(option, 1);
  const rng = seededRng(`polish ${input.seed}`);
  const tries = isFairAlready ? 0 : effort.fairTries;
  const { value: worthNow } = worth;
  const chosen =
    best === null
      ? start
      : polishFair(study, scale, tally, start, {
          ...{ kept, eligible, purse, ratio: asked, worth: worthNow, tries, rng },
        });
  const byClause = tally.figures(ground.clauses.length);
  const means = scale.means(tally);
  const value = best === null ? free.value : worth.value();
  bound = Math.max(bound, value);
  return {
    ...free,
    chosen,
    ...spent(chosen, costs),
    ...worth.figures(byClause),
    byClause,
    value,
    bound,
    gapRatio: bound === 0 ? 0 : (bound - value) / bound,
    fairness: {
      asked,
      ratio: means.ratio,
      isMet: means.ratio >= asked,
      bySide: Object.fromEntries([...means.bySide].sort(([a], [b]) => (a < b ? -1 : 1))),
      cost: Math.max(0, free.value - value),
    },
  };
}

/** Posts of which the relaxation takes half and more, the largest parts first, as far as they fit. */
function largeParts(parts: ReadonlyMap<number, number>, purse: Purse): readonly number[] {
  return [...parts]
    .filter(([, part]) => part >= 0.5)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .flatMap(([option]) => {
      if (!purse.fits(option)) return [];
      purse.pay(option, 1);
      return [option];
    });
}

/**
 * Fills up from a beginning, and exchanges the weakest; not where the beginning is to stay.
 * @param tally holds the answer afterwards
 */
async function chooseFrom(
  search: Omit<SearchInput, "spread" | "thoroughness">,
  begun: readonly number[],
  { spreads, exchanges, thoroughness }: Effort,
  tally: CoverageTally,
  pause: (doing: string) => Promise<boolean>,
  isBegunKept = false,
): Promise<Choice> {
  rebuild(tally, search.matrix, begun);
  const input = { ...search, spread: spreads[0], thoroughness };
  const choice = await chooseByThreshold(input, tally, begun, () => pause("choose"));
  if (isBegunKept) return choice;
  return exchangePosts(input, tally, choice, exchanges, () => pause("exchange"));
}

/** What the search adds to a choice within a larger budget; the choice first, as it was. */
export async function extendChoice(
  study: PlanStudy,
  input: PlanInput,
  chosen: readonly number[],
): Promise<readonly number[]> {
  const { matrix, meanTerms } = study;
  const tally = new CoverageTally(matrix);
  rebuild(tally, matrix, chosen);
  const {
    spreads: [spread],
    thoroughness,
  } = efforts.quick;
  const choice = await chooseByThreshold(
    {
      matrix,
      weights: meanTerms,
      budget: budgetOf(input, study, middleFigures),
      costs: optionCosts(study, middleFigures),
      eligible: input.withTechnicalMonitoring ? study.eligible.all : study.eligible.people,
      spread,
      thoroughness,
      rng: seededRng(`extend ${input.seed}`),
    },
    tally,
    chosen,
  );
  return choice.chosen;
}

async function searchRound(
  search: Omit<SearchInput, "spread" | "rng" | "thoroughness"> & { readonly rng: Rng },
  how: {
    readonly before: readonly number[];
    readonly effort: Effort;
    readonly needsMany: boolean;
  },
  tally: CoverageTally,
  pause: (doing: string) => Promise<boolean>,
): Promise<Choice> {
  const spreads = how.needsMany ? how.effort.spreads : [0];
  let best: Choice = { chosen: [...how.before], people: 0, eur: 0 };
  let bestValue = -1;
  let bestSpread = 0;
  for (const spread of spreads) {
    rebuild(tally, search.matrix, how.before);
    const { thoroughness } = how.effort;
    const input = { ...search, spread, thoroughness, rng: search.rng.fork(`spread ${spread}`) };
    const choice = await chooseByThreshold(input, tally, how.before, () => pause("choose"));
    const value = tally.total(search.weights);
    if (value <= bestValue) continue;
    best = choice;
    bestValue = value;
    bestSpread = spread;
  }
  rebuild(tally, search.matrix, best.chosen);
  const kept = new Set(how.before);
  // What a minimum asked for stays: an exchange moves the others.
  if (kept.size > 0) return best;
  return exchangePosts(
    { ...search, spread: bestSpread, thoroughness: how.effort.thoroughness },
    tally,
    best,
    how.effort.firstExchanges,
    () => pause("exchange"),
  );
}
