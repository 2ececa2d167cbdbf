import { FLAT_GROUND } from "@truceline/sensing";
import type { Assumption } from "../assumption.ts";
import { buildPosts, deploymentOf, postCountMax, sensorCountMax } from "./build-deployment.ts";
import type { CandidateSite } from "./candidate-sites.ts";
import { rebuild } from "./choose-posts.ts";
import { CoverageTally } from "./coverage-tally.ts";
import type { DeploymentPlan, FairnessResult, MinimumResult, PlanCost } from "./deployment-plan.ts";
import type { PlanOption } from "./detection-matrix.ts";
import { explainPosts } from "./explain-posts.ts";
import { groundNote } from "./ground-note.ts";
import { inputAssumptions, shareAssumed } from "./input-assumptions.ts";
import { figuresOf, middleFigures, type PlanFigures, planAssumptions } from "./plan-assumptions.ts";
import {
  budgetOf,
  optionCosts,
  type PlanInput,
  type PlanStudy,
  planStudy,
  unverifiableClauses,
} from "./plan-study.ts";
import { objectiveOf } from "./plan-worth.ts";
import { atWorkOf, type PricedPattern, takesOf } from "./post-patterns.ts";
import { minimumResult } from "./reach-minimum.ts";
import { type FoundPlan, searchPlan } from "./search-plan.ts";
import { cellCoverage, clauseHours, clauseVerifiability } from "./verify-deployment.ts";

const round = (value: number) => Math.round(value * 1e6) / 1e6;

/**
 * The deployment that makes an agreement as verifiable as a budget allows: candidates along its lines
 * and on its other ground, chosen on precomputed chances, then looked at hour by hour by the code that
 * `watch` runs; with a bound that no plan over the same candidates exceeds.
 *
 * Same input and seed, same plan. Figures by clause are of the coverage engine on the agreement's own
 * cells; `value` and `bound` are of the search, which has one place's light for all posts and, for long
 * lines, coarser cells (`ground`, `notes`).
 *
 * @param study what was prepared for the same agreement, catalogue, day and manned hours; made anew
 *   unless given
 * @throws PlanningError `TL_PLAN_NO_CLAUSE`, `TL_PLAN_NO_SITE`, `TL_PLAN_BUDGET`, `TL_PLAN_MEANS`,
 *   `TL_PLAN_OBJECTIVE`
 */
export async function planDeployment(
  input: PlanInput,
  study: PlanStudy = planStudy(input),
): Promise<DeploymentPlan> {
  const found = await searchPlan(study, input);
  return describePlan(input, study, found);
}

/** The plan of a choice, in full. @throws as `planDeployment` */
export async function describePlan(
  input: PlanInput,
  study: PlanStudy,
  found: FoundPlan,
): Promise<DeploymentPlan> {
  const { matrix, ground, patterns, standing } = study;
  const { compiled } = input.prepared;
  const kept = withinRecord(study, found.chosen);
  const sites = kept.map((option) => (matrix.options[option] as PlanOption).site);
  const optionOf = new Map(
    kept.map((option, index) => [(sites[index] as CandidateSite).id, option]),
  );
  const built = buildPosts(sites, patterns);
  const assumptions = inputAssumptions(study, input.withTechnicalMonitoring);
  const assumedShare = shareAssumed(study, input.withTechnicalMonitoring);
  const deployment = deploymentOf(built, {
    id: compiled.id,
    title: titleOf(input),
    sources: [
      `Planned by truceline plan, seed ${input.seed}; within ${percent(found.gapRatio)} of the best possible over the same candidates.`,
      `Share of the inputs that no source bears: ${percent(assumedShare)}.`,
      "Positions follow the drawn line, not the ground: a place to build is a person's decision.",
    ],
  });
  const hours = clauseHours(ground, deployment, study.conditions);
  const meanAtMost = input.withTechnicalMonitoring ? study.meanAtMost.all : study.meanAtMost.people;
  const byClause = clauseVerifiability(ground, hours, meanAtMost);
  const sum = (of: (own: (typeof byClause)[number]) => number) =>
    byClause.reduce((total, own) => total + own.weight * of(own), 0);

  const tally = new CoverageTally(matrix);
  rebuild(tally, matrix, kept);
  const bySite = explainPosts(ground, matrix, tally, built, optionOf);
  const minimum = await minimumOf(input, study, tally, kept);
  const takes = patterns.map((pattern) => takesOf(pattern, middleFigures));
  const crew = sites.reduce((total, site) => total + (takes[site.patternIndex]?.crew ?? 0), 0);
  const onWatch = sites.reduce(
    (total, site) =>
      total +
      (patterns[site.patternIndex] === undefined
        ? 0
        : atWorkOf(patterns[site.patternIndex] as PricedPattern, middleFigures)),
    0,
  );
  const left = found.chosen.length - kept.length;
  return {
    form: "deployment-plan/1",
    agreementId: compiled.id,
    agreementHash: compiled.hash,
    seed: input.seed,
    withTechnicalMonitoring: input.withTechnicalMonitoring,
    budget: { people: input.people ?? null, eurPerYear: input.eurPerYear ?? null },
    deployment,
    people: {
      inTheatre: Math.round(found.people),
      onLineTasks: Math.round(crew),
      onWatch: Math.round(onWatch),
    },
    money: costOver(sites, patterns),
    postCount: deployment.posts.length,
    sensorCount: deployment.sensors.length,
    byPattern: patterns.flatMap(({ pattern }, index) => {
      const count = sites.filter(({ patternIndex }) => patternIndex === index).length;
      const own = takes[index];
      if (count === 0 || own === undefined) return [];
      return [
        {
          pattern: pattern.id,
          name: pattern.name,
          count,
          people: Math.round(count * own.peopleInTheatre),
          equipmentEur: Math.round(count * own.equipmentEur),
        },
      ];
    }),
    objective: objectiveOf(input),
    mean: round(sum((own) => own.mean)),
    worstTenth: round(sum((own) => own.worstTenth)),
    byClause,
    byCell: cellCoverage(ground, hours),
    unverifiable: unverifiableClauses(study, input.withTechnicalMonitoring),
    value: round(found.value),
    bound: round(found.bound),
    gapRatio: round(found.gapRatio),
    bySite,
    assumptions,
    assumedShare,
    minimum,
    fairness: fairnessOf(found),
    notes: [
      ...ground.notes,
      ...standing.notes,
      groundNote(study.conditions),
      ...(left > 0
        ? [
            `${left} more posts were worth having and do not fit the ${postCountMax} posts and ${sensorCountMax} sensors of a deployment.`,
          ]
        : []),
      ...(found.isComplete
        ? []
        : ["The search was stopped: this is the best it had, with its bound."]),
    ],
    ground: {
      searchResolution: ground.searchResolution,
      agreementResolution: compiled.cellResolution,
      candidateCount: study.sites.length,
      cellCount: ground.searchCells.length,
      date: ground.date,
      terrainSource: study.conditions.terrain?.source ?? FLAT_GROUND,
    },
    isComplete: found.isComplete,
  };
}

function fairnessOf({ fairness }: FoundPlan): FairnessResult | null {
  if (fairness === null) return null;
  const { asked, ratio, isMet, bySide, cost } = fairness;
  return {
    asked,
    ratio: round(ratio),
    isMet,
    bySide: Object.fromEntries(Object.entries(bySide).map(([side, mean]) => [side, round(mean)])),
    cost: round(cost),
  };
}

/** The first of the posts chosen that fit into a deployment record. */
function withinRecord(
  { matrix, patterns }: PlanStudy,
  chosen: readonly number[],
): readonly number[] {
  let sensorCount = 0;
  return chosen.slice(0, postCountMax).filter((option) => {
    const { site } = matrix.options[option] as PlanOption;
    const own = patterns[site.patternIndex]?.pattern.sensors ?? [];
    const count = own.reduce((sum, sensor) => sum + sensor.count, 0);
    if (sensorCount + count > sensorCountMax) return false;
    sensorCount += count;
    return true;
  });
}

async function minimumOf(
  input: PlanInput,
  study: PlanStudy,
  tally: CoverageTally,
  chosen: readonly number[],
): Promise<MinimumResult | null> {
  if (input.minimum === undefined) return null;
  return minimumResult(
    {
      study,
      budget: budgetOf(input, study, middleFigures),
      costs: optionCosts(study, middleFigures),
      eligible: input.withTechnicalMonitoring ? study.eligible.all : study.eligible.people,
      minimum: input.minimum,
      fairRatio: input.fairRatio,
    },
    tally,
    chosen,
  );
}

/**
 * Money a year of some posts, with the least and the most over the ranges: every input taken at the end
 * that makes it least or most, since cost rises or falls with each of them alone.
 */
export function costOver(
  sites: readonly CandidateSite[],
  patterns: readonly PricedPattern[],
): PlanCost {
  const counts = patterns.map(
    (_, index) => sites.filter(({ patternIndex }) => patternIndex === index).length,
  );
  const at = (figures: PlanFigures) => {
    let peopleEur = 0;
    let equipmentEur = 0;
    for (const [index, pattern] of patterns.entries()) {
      const own = takesOf(pattern, figures);
      peopleEur += (counts[index] as number) * own.peopleInTheatre * figures.personEur;
      equipmentEur += (counts[index] as number) * own.equipmentEur;
    }
    return { peopleEur, equipmentEur, totalEur: peopleEur + equipmentEur };
  };
  const middle = at(middleFigures);
  const end = (cheapest: boolean) =>
    at(
      figuresOf((assumption) => {
        const totals = [assumption.low, assumption.high].map((value) => {
          const figures = { ...middleFigures, [keyOf(assumption)]: value };
          return { value, total: at(figures).totalEur };
        });
        totals.sort((a, b) => a.total - b.total);
        return (cheapest ? totals[0] : totals[1])?.value ?? assumption.value;
      }),
    ).totalEur;
  return {
    peopleEur: Math.round(middle.peopleEur),
    equipmentEur: Math.round(middle.equipmentEur),
    totalEur: Math.round(middle.totalEur),
    low: Math.round(end(true)),
    high: Math.round(end(false)),
  };
}

const keyOf = ({ id }: Assumption) =>
  planAssumptions.find((own) => own.id === id)?.key ?? "shareOnLine";

function titleOf({ people, eurPerYear, withTechnicalMonitoring }: PlanInput): string {
  const limits = [
    ...(people === undefined ? [] : [`${people} people in theatre`]),
    ...(eurPerYear === undefined ? [] : [`EUR ${eurPerYear} a year`]),
  ];
  const within = limits.length === 0 ? "" : ` within ${limits.join(" and ")}`;
  return `Plan${within}, ${withTechnicalMonitoring ? "with" : "without"} technical monitoring`;
}

const percent = (ratio: number) => `${Math.round(ratio * 1000) / 10} %`;
