import type { MixedIntegerModel, SolverAnswer } from "@truceline/planning";

/** What needs no solver: bounds that cross, a row that nothing can reach, a model without columns. */
export function trivialAnswer({ columns, rows }: MixedIntegerModel): SolverAnswer | undefined {
  const crossed = columns.find(({ lower, upper, integer }) =>
    integer ? Math.ceil(lower - 1e-9) > Math.floor(upper + 1e-9) : lower > upper,
  );
  if (crossed !== undefined) {
    return { status: "infeasible", detail: `no value lies within the bounds of ${crossed.name}` };
  }
  const impossible = rows.find(
    ({ lower, upper, entries }) =>
      lower > upper ||
      lower === Infinity ||
      upper === Number.NEGATIVE_INFINITY ||
      (entries.length === 0 && (lower > 0 || upper < 0)),
  );
  if (impossible !== undefined) {
    return { status: "infeasible", detail: `nothing can keep ${impossible.name}` };
  }
  if (columns.length > 0) return undefined;
  return { status: "optimal", values: [], bound: 0, detail: "there is nothing to decide" };
}
