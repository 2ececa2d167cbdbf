import type { PreparedAgreement } from "@truceline/agreement";
import type { Deployment } from "@truceline/model";
import {
  type CatalogueEntry,
  type Climate,
  type CoverageTerrain,
  defaultCatalogue,
} from "@truceline/sensing";
import type { CellCoverage, ClauseVerifiability } from "./deployment-plan.ts";
import { planGround } from "./plan-ground.ts";
import { cellCoverage, clauseHours, clauseVerifiability } from "./verify-deployment.ts";

/** How verifiable an agreement is under a deployment that stands. */
export interface ExaminedDeployment {
  readonly deploymentId: string;
  readonly mean: number;
  readonly worstTenth: number;
  readonly byClause: readonly ClauseVerifiability[];
  readonly byCell: readonly CellCoverage[];
  /** Local date whose light counts. */
  readonly date: string;
}

/**
 * Verifiability of an agreement under a deployment that somebody else made: by the same code and day as a
 * plan, so that the two can be set beside each other.
 *
 * @throws PlanningError `TL_PLAN_NO_CLAUSE`; SensingError as `prepareCoverage`
 */
export function examineDeployment(
  prepared: PreparedAgreement,
  deployment: Deployment,
  options: {
    readonly catalogue?: readonly CatalogueEntry[];
    readonly climate?: Climate;
    readonly terrain?: CoverageTerrain;
    readonly onMs?: number | undefined;
  } = {},
): ExaminedDeployment {
  const ground = planGround(prepared, options.onMs);
  const hours = clauseHours(ground, deployment, {
    ...options,
    catalogue: options.catalogue ?? defaultCatalogue,
  });
  const byClause = clauseVerifiability(ground, hours, null);
  const sum = (of: (own: ClauseVerifiability) => number) =>
    byClause.reduce((total, own) => total + own.weight * of(own), 0);
  return {
    deploymentId: deployment.id,
    mean: sum(({ mean }) => mean),
    worstTenth: sum(({ worstTenth }) => worstTenth),
    byClause,
    byCell: cellCoverage(ground, hours),
    date: ground.date,
  };
}
