import type { Problem } from "../state/api.ts";

/** What was refused and why, beside the button that asked; read out when it appears. */
export function ProblemLine({ problem, id }: { problem: Problem; id?: string }) {
  const faults = Array.isArray(problem.body["faults"]) ? problem.body["faults"] : [];
  const said = faults
    .map((fault: { readonly message?: unknown }) => fault.message)
    .filter((message) => typeof message === "string");
  return (
    <p class="no" id={id} role="alert">
      {problem.title} {said.length > 0 && `${said.join(" ")} `}
      {problem.hint} <span class="d">{problem.code}</span>
    </p>
  );
}
