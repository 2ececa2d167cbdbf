import type { PreparedAgreement } from "@truceline/agreement";
import {
  type CatalogueEntry,
  type Climate,
  type CoverageTerrain,
  defaultCatalogue,
  defaultClimate,
} from "@truceline/sensing";
import { PlanningError } from "../errors.ts";
import { type CandidateSite, candidateSites } from "./candidate-sites.ts";
import type { Budget, OptionCosts } from "./choose-posts.ts";
import { CoverageTally, meanWeights, type TermWeights } from "./coverage-tally.ts";
import type { PlanObjective, UnverifiableClause } from "./deployment-plan.ts";
import { type DetectionMatrix, detectionMatrix } from "./detection-matrix.ts";
import type { Conditions } from "./detection-question.ts";
import { middleFigures, type PlanFigures, theatreFor } from "./plan-assumptions.ts";
import { type PlanGround, planGround } from "./plan-ground.ts";
import { type PricedPattern, postPatterns, takesOf } from "./post-patterns.ts";
import { type Standing, standingOf } from "./standing.ts";

/** What a plan is asked. */
export interface PlanInput {
  readonly prepared: PreparedAgreement;
  /** Most people in theatre; absent: as many as it takes. */
  readonly people?: number | undefined;
  /** Most money a year, people and equipment, EUR; absent: as much as it takes. */
  readonly eurPerYear?: number | undefined;
  /** False: posts with people alone. */
  readonly withTechnicalMonitoring: boolean;
  readonly seed: number;
  /** An instant of the day whose light counts; entry into force unless given. */
  readonly onMs?: number | undefined;
  readonly catalogue?: readonly CatalogueEntry[] | undefined;
  readonly climate?: Climate | undefined;
  /** Ground that hides; absent: flat, and said so. */
  readonly terrain?: CoverageTerrain | undefined;
  /** Most sensors of a means, by its id. */
  readonly atMost?: Readonly<Record<string, number>> | undefined;
  readonly objective?: PlanObjective | undefined;
  /** Nowhere and never less than this, for clauses named (all unless named). */
  readonly minimum?: PlanMinimum | undefined;
  /** The side of the lines that has least must have this share of what the other has, 0..1. */
  readonly fairRatio?: number | undefined;
  /** Local hours in which posts with people are manned; absent: always. */
  readonly mannedHours?: { readonly from: string; readonly to: string } | undefined;
  /** How long to look for something better; default `full`. */
  readonly effort?: "quick" | "full" | undefined;
  /** Called now and then; resolves to false when what is there should be taken. */
  readonly pause?: ((doing: string) => Promise<boolean>) | undefined;
}

export interface PlanMinimum {
  readonly ratio: number;
  readonly articles?: readonly string[] | undefined;
  /** Absent: at any hour. */
  readonly light?: "day" | "night" | undefined;
  /** It must hold though any one post, or all posts of any one sector, are lost. */
  readonly survives?: "site" | "sector" | undefined;
}

/** Everything of a plan that does not depend on how large the mission is. */
export interface PlanStudy {
  readonly ground: PlanGround;
  readonly standing: Standing;
  readonly patterns: readonly PricedPattern[];
  readonly sites: readonly CandidateSite[];
  readonly matrix: DetectionMatrix;
  readonly conditions: Conditions;
  /** Options with technical monitoring, and those without. */
  readonly eligible: { readonly all: readonly number[]; readonly people: readonly number[] };
  /** Weights under which the sum over terms is the mean over clauses. */
  readonly meanTerms: TermWeights;
  /** Mean of each clause with every candidate there, by its index. */
  readonly meanAtMost: { readonly all: readonly number[]; readonly people: readonly number[] };
}

const peopleMax = 10_000_000;
const eurMax = 1e13;

/** Options are at most this many numbers in memory: 8 bytes each with the bound. */
const entryCountMax = 90_000_000;

/** @throws PlanningError `TL_PLAN_BUDGET`, `TL_PLAN_OBJECTIVE` */
export function checkPlanInput(input: PlanInput): void {
  const { people, eurPerYear, atMost = {}, objective, minimum, fairRatio = 0, seed } = input;
  const isSound = (value: number | undefined, most: number) =>
    value === undefined || (value >= 0 && value <= most);
  if (!isSound(people, peopleMax) || !isSound(eurPerYear, eurMax)) {
    throw new PlanningError("TL_PLAN_BUDGET", { people, eurPerYear });
  }
  if (Object.values(atMost).some((count) => !(Number.isInteger(count) && count >= 0))) {
    throw new PlanningError("TL_PLAN_BUDGET", { atMost });
  }
  const known = new Set((input.catalogue ?? defaultCatalogue).map(({ id }) => id));
  const unknown = Object.keys(atMost).find((means) => !known.has(means));
  if (unknown !== undefined) {
    throw new PlanningError("TL_PLAN_MEANS", { means: unknown, known: [...known] });
  }
  const weight = objective?.meanWeight ?? 1;
  const ratio = minimum?.ratio ?? 0;
  const areRatios = [weight, ratio, fairRatio].every((own) => own >= 0 && own <= 1);
  if (!(areRatios && Number.isSafeInteger(seed))) {
    throw new PlanningError("TL_PLAN_OBJECTIVE", {
      meanWeight: weight,
      minimum: ratio,
      fairRatio,
      seed,
    });
  }
}

/**
 * Prepares what plans of all sizes share: clauses and cells, candidates, and what each would detect.
 *
 * @throws PlanningError `TL_PLAN_NO_CLAUSE`, `TL_PLAN_NO_SITE`, and as `checkPlanInput`
 */
export function planStudy(input: PlanInput): PlanStudy {
  checkPlanInput(input);
  const catalogue = input.catalogue ?? defaultCatalogue;
  const conditions: Conditions = {
    figures: middleFigures,
    climate: input.climate ?? defaultClimate,
    catalogue,
    ...(input.terrain === undefined ? {} : { terrain: input.terrain }),
  };
  const ground = planGround(input.prepared, input.onMs);
  const standing = standingOf(input.prepared, ground.dayStartMs);
  const patterns = postPatterns(
    catalogue,
    input.mannedHours === undefined ? {} : { hours: input.mannedHours },
  )
    .filter(({ pattern }) => pattern.stands === "land" || standing.hasSea)
    .filter((pattern) => detectsAny(ground, pattern, catalogue));
  let sites = candidateSites(ground, patterns, standing);
  if (sites.length === 0) throw new PlanningError("TL_PLAN_NO_SITE");
  let matrix = detectionMatrix(ground, patterns, sites, conditions);
  while (matrix.entryCount > entryCountMax) {
    sites = sites.filter((_, index) => index % 3 !== 2);
    matrix = detectionMatrix(ground, patterns, sites, conditions);
  }
  const all = [...matrix.options.keys()].filter(
    (index) => (matrix.options[index]?.rows.length ?? 0) > 0,
  );
  const people = all.filter((index) => {
    const site = matrix.options[index]?.site;
    return site !== undefined && patterns[site.patternIndex]?.pattern.isTechnical === false;
  });
  return {
    ground,
    standing,
    patterns,
    sites,
    matrix,
    conditions,
    eligible: { all, people },
    meanTerms: meanWeights(
      matrix,
      ground.clauses.map(({ weight }) => weight),
    ),
    meanAtMost: { all: fullMeans(matrix, ground, all), people: fullMeans(matrix, ground, people) },
  };
}

/** Means that say nothing to any clause need no sites. */
function detectsAny(
  { clauses }: PlanGround,
  { pattern }: PricedPattern,
  catalogue: readonly CatalogueEntry[],
): boolean {
  const kinds = new Set(clauses.flatMap(({ question }) => question.kinds));
  return pattern.sensors.some(({ means }) =>
    catalogue
      .find(({ id }) => id === means)
      ?.kindGroups.some((group) => group.kinds.some((kind) => kinds.has(kind))),
  );
}

function fullMeans(
  matrix: DetectionMatrix,
  { clauses }: PlanGround,
  options: readonly number[],
): readonly number[] {
  const tally = new CoverageTally(matrix);
  for (const option of options) {
    const own = matrix.options[option];
    if (own !== undefined) tally.add(own);
  }
  return tally.figures(clauses.length).map(({ mean }) => mean);
}

/** What each option takes at given figures. */
export function optionCosts({ matrix, patterns }: PlanStudy, figures: PlanFigures): OptionCosts {
  const takes = patterns.map((pattern) => takesOf(pattern, figures));
  const of = (pick: (own: (typeof takes)[number]) => number) =>
    Float64Array.from(matrix.options, ({ site }) => {
      const own = takes[site.patternIndex];
      return own === undefined ? Number.POSITIVE_INFINITY : pick(own);
    });
  return { people: of(({ peopleInTheatre }) => peopleInTheatre), eur: of(({ eur }) => eur) };
}

/** The budget of an input; an article that limits the people in a zone lowers that of people. */
export function budgetOf(input: PlanInput, { standing }: PlanStudy, figures: PlanFigures): Budget {
  const { personsAtMost } = standing;
  const cap =
    personsAtMost === null ? Number.POSITIVE_INFINITY : theatreFor(personsAtMost, figures);
  return {
    people: Math.min(input.people ?? Number.POSITIVE_INFINITY, cap),
    eur: input.eurPerYear ?? Number.POSITIVE_INFINITY,
    atMost: new Map(Object.entries(input.atMost ?? {})),
  };
}

/** Clauses that stay below what they ask for with every candidate there. */
export function unverifiableClauses(
  { ground, matrix, eligible, meanAtMost }: PlanStudy,
  withTechnicalMonitoring: boolean,
): readonly UnverifiableClause[] {
  const means = withTechnicalMonitoring ? meanAtMost.all : meanAtMost.people;
  const options = withTechnicalMonitoring ? eligible.all : eligible.people;
  return ground.clauses.flatMap(({ article, requirementRatio }, index) => {
    const meanAtMostRatio = means[index] ?? 0;
    if (meanAtMostRatio >= requirementRatio) return [];
    const question = matrix.questions.findIndex(({ clauses }) =>
      clauses.some(({ clause }) => clause === index),
    );
    const isReached = options.some((option) =>
      matrix.options[option]?.rows.some((row) => row.question === question),
    );
    const canDetect = matrix.patterns.some(
      ({ pattern }) =>
        (withTechnicalMonitoring || !pattern.isTechnical) &&
        matrix.questions[question]?.classes.some((groups) =>
          pattern.sensors.some(({ means: id }) => {
            const at = matrix.conditions.catalogue.findIndex((entry) => entry.id === id);
            return groups[at] != null;
          }),
        ),
    );
    const reason = isReached ? "out-of-reach" : canDetect ? "no-place-to-stand" : "no-means";
    return [
      {
        article,
        requirementRatio,
        meanAtMost: Math.round(meanAtMostRatio * 1e4) / 1e4,
        reason,
      } as const,
    ];
  });
}
