import type { Deployment, LonLat, Post } from "@truceline/model";
import type { Assumption, Ranged } from "../assumption.ts";

/** What the best possible means: weights of the two figures, declared with every result. */
export interface PlanObjective {
  /** Weight of the mean over cell-hours, 0..1; the rest is that of the mean over the worst tenth. */
  readonly meanWeight: number;
}

/** Coverage of one clause by a deployment, as `watch` would compute it hour by hour. */
export interface ClauseVerifiability {
  readonly article: string;
  /** Weight among the clauses, 0..1; all of them add up to 1. */
  readonly weight: number;
  /** Coverage that the clause asks for, 0..1. */
  readonly requirementRatio: number;
  readonly independentSources: number;
  /** Mean over cell-hours, 0..1. */
  readonly mean: number;
  /** Mean over the worst tenth of cell-hours, 0..1. */
  readonly worstTenth: number;
  /** Share of cell-hours in which coverage reaches what the clause asks for, 0..1. */
  readonly reachedRatio: number;
  /** Mean over the cells for each hour of the day looked at, local hours 0 to 23. */
  readonly byHour: readonly number[];
  /** Mean by sector, by its id. */
  readonly bySector: Readonly<Record<string, number>>;
  /** Mean over the cells on each party's side of the line, by its id; empty without a line. */
  readonly bySide: Readonly<Record<string, number>>;
  readonly cellCount: number;
  /** Mean if every candidate post were there, whatever it costs; null where it was not asked. */
  readonly meanAtMost: number | null;
}

/** Mean coverage of a cell over the clauses that ask about it, 0..1. */
export interface CellCoverage {
  readonly cell: string;
  readonly mean: number;
  /** Over hours of daylight, and over hours of night; null where the day has none. */
  readonly day: number | null;
  readonly night: number | null;
}

/** A clause that no plan within the agreement's limits makes verifiable, and why. */
export interface UnverifiableClause {
  readonly article: string;
  readonly requirementRatio: number;
  /** Mean coverage with every candidate post there. */
  readonly meanAtMost: number;
  readonly reason: "no-means" | "no-place-to-stand" | "out-of-reach";
}

/** What a post of a plan does. */
export interface SiteExplanation {
  /** Id of the post in the deployment. */
  readonly post: string;
  /** Id of the pattern by which it was built: `observation-post`, `camera-mast` … */
  readonly pattern: string;
  readonly position: LonLat;
  /** Along the line from its first place, metres; null for a post away from every line. */
  readonly chainageM: number | null;
  readonly line: string | null;
  /** The party on whose side it stands; null where there is no line. */
  readonly side: string | null;
  readonly sector: string;
  /** People in theatre that it takes, and money a year for its equipment. */
  readonly people: number;
  readonly equipmentEur: number;
  /** Share of the places within its reach that the ground hides from it, 0..1; null: flat ground. */
  readonly hiddenRatio: number | null;
  /** What the whole plan loses without it: its objective, 0..1. */
  readonly lossWithout: number;
  /** Clauses that it serves, most first: what their mean loses without it, and in how many cells. */
  readonly clauses: readonly {
    readonly article: string;
    readonly loss: number;
    readonly cellCount: number;
    /** Share of what it serves by day, 0..1. */
    readonly dayRatio: number;
  }[];
  /** Cells that lose most without it, with their loss over all clauses. */
  readonly cells: readonly { readonly cell: string; readonly loss: number }[];
}

/** Money a year, in EUR. */
export interface PlanCost {
  readonly peopleEur: number;
  readonly equipmentEur: number;
  readonly totalEur: number;
  readonly low: number;
  readonly high: number;
}

/** A declared minimum, and what stands in its way where it cannot be had. */
export interface MinimumResult {
  readonly ratio: number;
  readonly isMet: boolean;
  /** Share of cell-hours at or above it, 0..1. */
  readonly metRatio: number;
  /** The smallest set of requirements found that cannot be had together; empty where it is met. */
  readonly conflict: readonly string[];
}

/** What the sides of the lines have, where they were asked to have much the same. */
export interface FairnessResult {
  /** Asked of the lower side, as a share of the higher, 0..1. */
  readonly asked: number;
  readonly ratio: number;
  readonly isMet: boolean;
  /** Mean over the cell-hours on each party's side, 0..1, by its id. */
  readonly bySide: Readonly<Record<string, number>>;
  /** What the whole gives up for it, by the objective: a plan that need not be fair reaches so much more. */
  readonly cost: number;
}

/**
 * A deployment that makes an agreement as verifiable as a budget allows, with how far it may be from
 * the best possible. Serialisable.
 */
export interface DeploymentPlan {
  readonly form: "deployment-plan/1";
  readonly agreementId: string;
  readonly agreementHash: string;
  readonly seed: number;
  readonly withTechnicalMonitoring: boolean;
  /** What was allowed; null: as much as it takes. */
  readonly budget: { readonly people: number | null; readonly eurPerYear: number | null };
  readonly deployment: Deployment;
  readonly people: {
    /** People in theatre that the posts take at the middle of the ranges. */
    readonly inTheatre: number;
    /** Of them persons of line tasks: those who keep the posts manned and the sensors working. */
    readonly onLineTasks: number;
    /** On watch at any hour. */
    readonly onWatch: number;
  };
  readonly money: PlanCost;
  readonly postCount: number;
  readonly sensorCount: number;
  /** By id of the pattern. */
  readonly byPattern: readonly {
    readonly pattern: string;
    readonly name: string;
    readonly count: number;
    readonly people: number;
    readonly equipmentEur: number;
  }[];
  readonly objective: PlanObjective;
  /** Mean over clauses by weight of the mean over cell-hours, 0..1. */
  readonly mean: number;
  /** Mean over clauses by weight of the mean over the worst tenth of cell-hours, 0..1. */
  readonly worstTenth: number;
  readonly byClause: readonly ClauseVerifiability[];
  /** Coverage left of each cell, over the clauses that ask about it by their weights. */
  readonly byCell: readonly CellCoverage[];
  readonly unverifiable: readonly UnverifiableClause[];
  /** What the search reached and what no plan over the same candidates can exceed, by the objective. */
  readonly value: number;
  readonly bound: number;
  /** (bound − value) / bound: "within x of the best possible". */
  readonly gapRatio: number;
  readonly bySite: readonly SiteExplanation[];
  /** Every input with a range. */
  readonly assumptions: readonly Assumption[];
  /** Share of the inputs that no source bears, 0..1. */
  readonly assumedShare: number;
  readonly minimum: MinimumResult | null;
  readonly fairness: FairnessResult | null;
  /** What a reader must know: coarser cells, segments, contributors that may not stand somewhere. */
  readonly notes: readonly string[];
  readonly ground: {
    /** H3 resolution that the search worked on and that of the agreement, by which figures are given. */
    readonly searchResolution: number;
    readonly agreementResolution: number;
    readonly candidateCount: number;
    readonly cellCount: number;
    readonly date: string;
    /** Where the heights of the ground come from, or that it was taken as flat. */
    readonly terrainSource: string;
  };
  /** False where the search was stopped early: the best so far, with its bound. */
  readonly isComplete: boolean;
}

/** One size of a mission, and how much of the agreement it could verify. */
export interface FrontierPoint {
  readonly form: "frontier-point/1";
  /** People in theatre allowed. */
  readonly people: number;
  readonly eurPerYear: number | null;
  readonly withTechnicalMonitoring: boolean;
  /** Plan at the middle of the ranges. */
  readonly mean: number;
  readonly worstTenth: number;
  readonly bound: number;
  readonly gapRatio: number;
  /**
   * Median, 5th and 95th percentile over samples of the input ranges. The plan at the middle of the
   * ranges may lie above: flat ground is its middle, and no draw is flatter.
   */
  readonly meanBand: Ranged;
  readonly worstTenthBand: Ranged;
  readonly peopleUsed: number;
  readonly money: PlanCost;
  readonly postCount: number;
  readonly sensorCount: number;
  readonly byClause: readonly {
    readonly article: string;
    readonly mean: number;
    readonly worstTenth: number;
    readonly band: Ranged;
  }[];
  /** Mean of the plan in each sample, in the order of the samples: the same for all points. */
  readonly samples: readonly number[];
  /** Numbers of the candidates chosen: what a sweep that goes on later begins from. */
  readonly candidates: readonly number[];
  /** Mean under worse conditions. */
  readonly robustness: readonly RobustnessCase[];
}

export interface RobustnessCase {
  readonly id: "worse-weather" | "jammed-uav" | "posts-denied" | "sector-lost";
  readonly name: string;
  readonly mean: number;
  readonly worstTenth: number;
  readonly source: string;
}

/** What an assumption does to the answer, alone, all others at their middle. */
export interface TornadoBar {
  readonly assumption: Assumption;
  readonly withTechnicalMonitoring: boolean;
  readonly people: number;
  /** Mean at the low end and at the high end of the range. */
  readonly meanAtLow: number;
  readonly meanAtHigh: number;
}

/** The order of two plans over the samples. */
export interface OrderOverRanges {
  /** `all`: in every sample; `some`: in the share told; `none`; `unknown`: a plan was not computed. */
  readonly holds: "all" | "some" | "none" | "unknown";
  readonly shareRatio: number | null;
  readonly first: { readonly people: number; readonly withTechnicalMonitoring: boolean };
  readonly second: { readonly people: number; readonly withTechnicalMonitoring: boolean };
  readonly firstBand: Ranged | null;
  readonly secondBand: Ranged | null;
  /** Clauses of which the second verifies more, by the median: a mean hides them. */
  readonly reversed?: readonly string[];
}

/** The whole answer: people against verifiability, with and without technical monitoring. */
export interface Frontier {
  readonly form: "frontier/1";
  readonly agreementId: string;
  readonly agreementHash: string;
  readonly seed: number;
  readonly sampleCount: number;
  readonly points: readonly FrontierPoint[];
  /** Sizes within sums of money, where those were swept too; empty else. */
  readonly byMoney: readonly FrontierPoint[];
  /** From this many people on another 10,000 add less than one point in a hundred; null: nowhere. */
  readonly saturation: readonly {
    readonly withTechnicalMonitoring: boolean;
    readonly people: number | null;
  }[];
  readonly unverifiable: readonly UnverifiableClause[];
  readonly tornado: readonly TornadoBar[];
  readonly order: OrderOverRanges;
  /** The first line of the brief. */
  readonly headline: string;
  readonly assumptions: readonly Assumption[];
  readonly assumedShare: number;
  readonly notes: readonly string[];
}

/** A post that could be built: what stands there, who keeps it going, what it costs. */
export interface PostPattern {
  readonly id: string;
  readonly name: string;
  readonly kind: Post["kind"];
  readonly sensors: readonly {
    readonly means: string;
    /** How many of it share the horizon evenly; 1: one that looks all round. */
    readonly count: number;
    readonly heightM?: number;
    readonly hours?: { readonly from: string; readonly to: string };
  }[];
  /** Persons at the post at any hour; 0: nobody lives there. */
  readonly onWatchCount: number;
  readonly isTechnical: boolean;
  /** At sea: a station that ships keep in turn. */
  readonly stands: "land" | "sea";
  /** Sites for it are offered at least this far from each other, metres. */
  readonly spacingM: number;
}
