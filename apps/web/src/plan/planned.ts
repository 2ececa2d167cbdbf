import type { LonLat } from "@truceline/model";
import type {
  AssessmentDelay,
  DeploymentPlan,
  Frontier,
  FrontierPoint,
  SectorFigures,
  WhatIfFigures,
} from "@truceline/planning";
import type { KindShare } from "@truceline/sensing";

/** Coverage by a plan in each cell of one article's ground, as the server tells it beside the plan. */
export interface PlannedCoverage {
  readonly article: string;
  /** Among the clauses, 0..1. */
  readonly weight: number;
  readonly kinds: readonly KindShare[];
  readonly groupsNeeded: number;
  /** For so long a look stays good evidence; 0 of what is seen in its own minute or never. */
  readonly lookEveryMs: number;
  readonly cells: readonly string[];
  readonly dayRatios: readonly number[];
  readonly nightRatios: readonly number[];
}

/** A plan with what it would see. */
export interface Planned {
  readonly plan: DeploymentPlan;
  /** `first`: found quickly, a better one may follow. */
  readonly stage: "first" | "final";
  readonly coverage: readonly PlannedCoverage[];
  readonly bySector: Readonly<Record<string, SectorFigures>>;
  /** Of breaches as in the past year; null where nothing of it bears on a clause. */
  readonly expected: {
    readonly incidentCount: number;
    readonly mean: number;
    readonly bySector: Readonly<Record<string, number>>;
  } | null;
  readonly nightShare: number;
  readonly centres: Readonly<Record<string, LonLat>>;
}

/** Of a final plan what takes longer than its own figures. */
export interface MorePlanned {
  readonly fog: readonly { readonly article: string; readonly ratios: readonly number[] }[];
  readonly delay: AssessmentDelay | null;
}

/** What the coverage engine says of posts tried elsewhere. */
export interface Tried {
  readonly figures: WhatIfFigures;
  readonly changed: readonly {
    readonly article: string;
    readonly cells: readonly number[];
    readonly dayRatios: readonly number[];
    readonly nightRatios: readonly number[];
  }[];
}

/** A line of an answer that carries a result. */
export type ResultLine =
  | ({ readonly is: "plan" } & Planned)
  | ({ readonly is: "more" } & MorePlanned)
  | { readonly is: "point"; readonly point: FrontierPoint }
  | { readonly is: "frontier"; readonly frontier: Frontier };
