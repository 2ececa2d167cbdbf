import type { DeploymentPlan, Frontier, FrontierPoint } from "@truceline/planning";

/** Coverage by a plan in each cell of one article's ground, as the server tells it beside the plan. */
export interface PlannedCoverage {
  readonly article: string;
  readonly cells: readonly string[];
  readonly dayRatios: readonly number[];
  readonly nightRatios: readonly number[];
}

/** A plan with what it would see. */
export interface Planned {
  readonly plan: DeploymentPlan;
  readonly coverage: readonly PlannedCoverage[];
}

/** A line of an answer that carries a result. */
export type ResultLine =
  | ({ readonly is: "plan" } & Planned)
  | { readonly is: "point"; readonly point: FrontierPoint }
  | { readonly is: "frontier"; readonly frontier: Frontier };
