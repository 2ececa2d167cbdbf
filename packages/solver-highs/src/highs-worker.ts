import { parentPort, workerData } from "node:worker_threads";
import type { HighsReport, HighsWork } from "./highs-work.ts";
import { loadHighs } from "./load-highs.ts";

const { work, wasmModule } = workerData as {
  readonly work: HighsWork;
  readonly wasmModule: NonNullable<NonNullable<Parameters<typeof loadHighs>[0]>["wasmModule"]>;
};
const tell = (report: HighsReport) => parentPort?.postMessage(report);

const highs = await loadHighs({ wasmModule });
const { modelStatus, callbackType, objectiveSense, solutionStatus } = highs.constants;
tell({ kind: "version", version: highs.version.string });
const isWhole = work.integer.some((each) => each === 1);

const unlimited = {
  kind: "end",
  status: "no-answer",
  isUnlimited: true,
  detail: "the objective has no limit",
} as const;

type End = Extract<HighsReport, { kind: "end" }>;

function solve(cost: Float64Array): End {
  const columnCount = cost.length;
  const rowCount = work.rowLower.length;
  const data = {
    numCols: columnCount,
    numRows: rowCount,
    sense: work.isMax ? objectiveSense.maximize : objectiveSense.minimize,
    colCost: cost,
    colLower: work.lower,
    colUpper: work.upper,
    rowLower: work.rowLower,
    rowUpper: work.rowUpper,
    matrix: {
      format: "csr" as const,
      numRows: rowCount,
      numCols: columnCount,
      starts: work.starts,
      indices: work.indices,
      values: work.coefficients,
    },
    ...(isWhole ? { integrality: work.integer } : {}),
  };
  return highs.withModel(data, (model): End => {
    model.options.set({
      output_flag: false,
      mip_rel_gap: work.gapRatio,
      mip_abs_gap: 1e-9,
      time_limit: work.timeLimitS,
    });
    model.run({
      [callbackType.mipImprovingSolution]({ data: { mip_solution, mip_dual_bound } }) {
        if (mip_solution === undefined) return undefined;
        const bound = mip_dual_bound ?? Number.NaN;
        tell({ kind: "solution", values: mip_solution, bound });
        return undefined;
      },
      [callbackType.mipLogging]({ data: { mip_dual_bound } }) {
        if (mip_dual_bound !== undefined) tell({ kind: "bound", bound: mip_dual_bound });
        return undefined;
      },
    });
    const status = model.getModelStatus();
    if (status === modelStatus.infeasible) {
      return { kind: "end", status: "infeasible", detail: "proved that there is no solution" };
    }
    if (status === modelStatus.unbounded) {
      return unlimited;
    }
    if (status === modelStatus.unboundedOrInfeasible) {
      // Asked again without an objective, only one of the two remains.
      if (cost.some((each) => each !== 0)) {
        const again = solve(new Float64Array(columnCount));
        return again.status === "infeasible" ? again : unlimited;
      }
    }
    const isFeasible = model.info.get("primal_solution_status") === solutionStatus.feasible;
    const isOptimal = status === modelStatus.optimal;
    const bound = isWhole
      ? Number(model.info.get("mip_dual_bound"))
      : isOptimal
        ? model.getObjectiveValue()
        : Number.NaN;
    const detail = isOptimal
      ? "proved"
      : status === modelStatus.timeLimit
        ? `out of time after ${Math.round(model.getRunTime() * 10) / 10} s`
        : `ended with model status ${status}`;
    if (!isFeasible) return { kind: "end", status: "no-answer", bound, detail };
    const values = model.getSolution().colValue;
    return { kind: "end", status: isOptimal ? "optimal" : "feasible", values, bound, detail };
  });
}

tell(solve(work.cost));
