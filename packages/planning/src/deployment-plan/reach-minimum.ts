import { type Budget, type OptionCosts, Purse } from "./choose-posts.ts";
import { CoverageTally, meanWeights } from "./coverage-tally.ts";
import type { MinimumResult } from "./deployment-plan.ts";
import type { MatrixQuestion, PlanOption } from "./detection-matrix.ts";
import { addToFair, sideScale } from "./fairness.ts";
import type { PlanMinimum, PlanStudy } from "./plan-study.ts";

interface MinimumInput {
  readonly study: PlanStudy;
  readonly budget: Budget;
  readonly costs: OptionCosts;
  readonly eligible: readonly number[];
  readonly minimum: PlanMinimum;
  /** Asked beside it; see `PlanInput`. */
  readonly fairRatio?: number | undefined;
}

/** Rounds of adding posts that see different ground. */
const roundCountMax = 2_000;
/** In one round everything nearly as good as the best is taken, if it sees other cells. */
const roundRatio = 0.8;
const spread = 0.3;
const slack = 1e-9;

/** Cells and parts of the day that are below the minimum, by clause; and the share that is not. */
function shortfall(
  { study, minimum }: MinimumInput,
  tally: CoverageTally,
  chosen: readonly number[],
) {
  const { matrix, ground } = study;
  const surest = coverageAfterLoss(study, tally, lossGroups(study, chosen, minimum.survives));
  const focus: (Float64Array | null)[] = ground.clauses.map(() => null);
  let metWeight = 0;
  let weightSum = 0;
  for (const [index, question] of matrix.questions.entries()) {
    const covered = surest[index] as Float64Array;
    for (const { clause, cells } of question.clauses) {
      const own = new Float64Array(cells.length * question.times.length);
      focus[clause] = own;
      const article = ground.clauses[clause]?.article ?? "";
      if (minimum.articles !== undefined && !minimum.articles.includes(article)) continue;
      for (const [place, cell] of cells.entries()) {
        for (const [time, state] of question.times.entries()) {
          const share = lightShare(state.dayRatio, minimum.light) * state.weight;
          if (share === 0) continue;
          const ratio = covered[cell * question.times.length + time] as number;
          weightSum += share;
          if (ratio >= minimum.ratio - slack) metWeight += share;
          else own[place * question.times.length + time] = minimum.ratio - ratio;
        }
      }
    }
  }
  return { focus, metRatio: weightSum === 0 ? 1 : metWeight / weightSum };
}

/** How much of a part of the day is in the light asked about. */
function lightShare(dayRatio: number, light: PlanMinimum["light"]): number {
  if (light === undefined) return 1;
  return light === "day" ? dayRatio : 1 - dayRatio;
}

/**
 * Posts that bring every cell-hour of the clauses asked about up to a minimum, as cheaply as a greedy
 * choice by what is still lacking finds; as far as the budget goes.
 *
 * @param tally is filled with the choice
 */
export async function reachMinimum(
  input: MinimumInput,
  tally: CoverageTally,
): Promise<{ readonly chosen: readonly number[]; readonly metRatio: number }> {
  const { study, budget, costs, eligible } = input;
  const { matrix, ground } = study;
  tally.reset();
  const purse = new Purse(budget, costs, matrix);
  const clauseWeights = ground.clauses.map(({ weight }) => weight);
  const chosen: number[] = [];
  const isChosen = new Set<number>();
  let { focus, metRatio } = shortfall(input, tally, chosen);
  for (let round = 0; round < roundCountMax && metRatio < 1 - slack; round++) {
    const weights = meanWeights(matrix, clauseWeights, focus);
    const lacking = lackingCells(study, focus);
    const ranked = eligible
      .filter((option) => !isChosen.has(option) && purse.fits(option))
      .filter((option) => matrix.options[option]?.cells.some((cell) => lacking.has(cell)))
      .map((option) => ({
        option,
        ratio:
          tally.gain(matrix.options[option] as PlanOption, weights, spread) / purse.shareOf(option),
      }))
      .filter(({ ratio }) => ratio > 0)
      .sort((a, b) => b.ratio - a.ratio || a.option - b.option);
    const [first] = ranked;
    if (first === undefined) break;
    const seen = new Set<number>();
    for (const { option, ratio } of ranked) {
      if (ratio < first.ratio * roundRatio) break;
      const own = matrix.options[option] as PlanOption;
      if (!purse.fits(option) || own.cells.some((cell) => seen.has(cell))) continue;
      for (const cell of own.cells) seen.add(cell);
      tally.add(own);
      purse.pay(option, 1);
      chosen.push(option);
      isChosen.add(option);
    }
    ({ focus, metRatio } = shortfall(input, tally, chosen));
  }
  return { chosen, metRatio };
}

function lackingCells(
  { matrix }: PlanStudy,
  focus: readonly (Float64Array | null)[],
): ReadonlySet<number> {
  const lacking = new Set<number>();
  for (const question of matrix.questions) {
    for (const { clause, cells } of question.clauses) {
      const own = focus[clause];
      for (const [place, cell] of cells.entries()) {
        for (let time = 0; time < question.times.length; time++) {
          if ((own?.[place * question.times.length + time] ?? 0) > 0) {
            lacking.add((question as MatrixQuestion).cells[cell] as number);
          }
        }
      }
    }
  }
  return lacking;
}

/**
 * Whether a minimum is met by a choice, and if not, which requirements cannot be had together: limits
 * are let go one by one, and those without which it is still out of reach are no part of the conflict
 * (deletion filter). What no limit explains is out of reach of every place the mission may stand.
 */
export async function minimumResult(
  input: MinimumInput,
  tally: CoverageTally,
  chosen: readonly number[],
): Promise<MinimumResult> {
  const { metRatio } = shortfall(input, tally, chosen);
  const { ratio, survives } = input.minimum;
  const scale = input.fairRatio === undefined ? null : sideScale(input.study);
  const isFair = scale === null || scale.means(tally).ratio >= (input.fairRatio ?? 0) - fairSlack;
  const base = { ratio, metRatio: Math.round(metRatio * 1e6) / 1e6 };
  if (metRatio >= 1 - slack && isFair) return { ...base, isMet: true, conflict: [] };
  const asked = `no cell-hour below ${ratio}${input.minimum.light === undefined ? "" : ` by ${input.minimum.light}`}`;
  const limits = [
    ...(Number.isFinite(input.budget.people) ? ["people"] : []),
    ...(Number.isFinite(input.budget.eur) ? ["money"] : []),
    ...input.budget.atMost.keys(),
    ...(input.eligible === input.study.eligible.people ? [noTechnical] : []),
    ...(survives === undefined ? [] : [lossText(survives)]),
    ...(scale === null ? [] : [fairText(input.fairRatio ?? 0)]),
  ];
  const isReached = async (kept: readonly string[]) => {
    const scratch = new CoverageTally(input.study.matrix);
    const relaxed: MinimumInput = {
      ...input,
      eligible: kept.includes(noTechnical) ? input.eligible : input.study.eligible.all,
      minimum: {
        ...input.minimum,
        survives:
          survives !== undefined && kept.includes(lossText(survives)) ? survives : undefined,
      },
      budget: {
        people: kept.includes("people") ? input.budget.people : Number.POSITIVE_INFINITY,
        eur: kept.includes("money") ? input.budget.eur : Number.POSITIVE_INFINITY,
        atMost: new Map([...input.budget.atMost].filter(([means]) => kept.includes(means))),
      },
    };
    const reached = await reachMinimum(relaxed, scratch);
    if (reached.metRatio < 1 - slack) return false;
    if (scale === null || !kept.includes(fairText(input.fairRatio ?? 0))) return true;
    const purse = new Purse(relaxed.budget, input.costs, input.study.matrix);
    for (const option of reached.chosen) purse.pay(option, 1);
    const { eligible } = relaxed;
    const ratioAsked = input.fairRatio ?? 0;
    return addToFair(input.study, scale, scratch, reached.chosen, eligible, purse, ratioAsked)
      .isFair;
  };
  if (!(await isReached([]))) {
    return { ...base, isMet: false, conflict: [asked, "where the mission may stand"] };
  }
  let kept = limits;
  for (const limit of limits) {
    const rest = kept.filter((other) => other !== limit);
    if (!(await isReached(rest))) kept = rest;
  }
  return {
    ...base,
    isMet: false,
    conflict: [asked, ...kept.map((limit) => limitText(limit, input))],
  };
}

/** A side may lie this far below what was asked: light at dawn and dusk is one place's in the search. */
const fairSlack = 1e-3;
const noTechnical = "no technical monitoring";
const lossText = (survives: "site" | "sector") =>
  survives === "site"
    ? "though any one post is lost"
    : "though all posts of any one sector are lost";
const fairText = (ratio: number) => `the lower side at least ${ratio} of the higher`;

/** Posts that may be lost together. */
function lossGroups(
  { matrix }: PlanStudy,
  chosen: readonly number[],
  survives: PlanMinimum["survives"],
): readonly (readonly number[])[] {
  if (survives === undefined) return [];
  if (survives === "site") return chosen.map((option) => [option]);
  const bySector = new Map<string, number[]>();
  for (const option of chosen) {
    const { sector } = (matrix.options[option] as PlanOption).site;
    bySector.set(sector, [...(bySector.get(sector) ?? []), option]);
  }
  return [...bySector.values()];
}

/**
 * Coverage of each question's cells by part of the day, by [question][cell][time]: the least of what is
 * left after the loss of any one of some groups of posts; as it is where there are none.
 *
 * @param tally holds all posts, and does so again afterwards
 */
function coverageAfterLoss(
  { matrix }: PlanStudy,
  tally: CoverageTally,
  groups: readonly (readonly number[])[],
): readonly Float64Array[] {
  const least = matrix.questions.map((_, index) => tally.cellTimes(index));
  for (const group of groups) {
    const options = group.map((option) => matrix.options[option] as PlanOption);
    const out = options.filter((option) => tally.remove(option));
    // What is certain cannot be taken out of the sum: all that it sees counts as lost.
    const certain = options.filter((option) => !out.includes(option));
    for (const [index, question] of matrix.questions.entries()) {
      const timeCount = question.times.length;
      const touched = touchedPlaces(question, index, options);
      const covered = tally.cellTimes(index, undefined, touched);
      const gone = touchedPlaces(question, index, certain);
      const own = least[index] as Float64Array;
      for (const place of touched) {
        for (let at = place * timeCount; at < (place + 1) * timeCount; at++) {
          const left = gone.has(place) ? 0 : (covered[at] as number);
          own[at] = Math.min(own[at] as number, left);
        }
      }
    }
    for (const option of out) tally.add(option);
  }
  return least;
}

/** Places, among a question's cells, that some posts see. */
function touchedPlaces(
  { pointStart }: MatrixQuestion,
  index: number,
  options: readonly PlanOption[],
): ReadonlySet<number> {
  const touched = new Set<number>();
  for (const { rows } of options) {
    for (const { question, points } of rows) {
      if (question !== index) continue;
      let place = 0;
      for (const point of points) {
        while ((pointStart[place + 1] as number) <= point) place += 1;
        touched.add(place);
      }
    }
  }
  return touched;
}

function limitText(limit: string, { budget }: MinimumInput): string {
  if (limit === "people") return `at most ${Math.round(budget.people)} people`;
  if (limit === "money") return `at most EUR ${Math.round(budget.eur)} a year`;
  const count = budget.atMost.get(limit);
  return count === undefined ? limit : `at most ${count} of ${limit}`;
}
