import type { Problem } from "../state/api.ts";

/** What was refused and why, beside the button that asked; read out when it appears. */
export function ProblemLine(props: {
  readonly problem: Problem;
  readonly id?: string;
  /** Said instead where somebody else was first. */
  readonly conflict?: string;
}) {
  const { problem, id, conflict } = props;
  const faults = Array.isArray(problem.body["faults"]) ? problem.body["faults"] : [];
  const said = faults
    .map((fault: { readonly message?: unknown }) => fault.message)
    .filter((message) => typeof message === "string");
  return (
    <p class="no" id={id} role="alert">
      {problem.status === 409 && conflict !== undefined
        ? conflict
        : [problem.title, ...said, problem.hint].filter((part) => part !== null).join(" ")}{" "}
      <span class="d">{problem.code}</span>
    </p>
  );
}
