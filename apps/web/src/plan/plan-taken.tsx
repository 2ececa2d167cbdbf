import type { DeploymentPlan, Frontier } from "@truceline/planning";
import type { Ground } from "@truceline/watch";
import { useEffect, useRef, useState } from "preact/hooks";
import { ProblemCard } from "../shapes/part-states.tsx";
import { type Problem, postJson, RequestFailed } from "../state/api.ts";
import { useOnce } from "../state/use-once.ts";
import { giveFile, givePdf, planFile, planForms } from "./plan-files.ts";
import { planWords } from "./plan-words.ts";

const words = planWords.taken;

interface Kept {
  readonly status: "stored" | "duplicate";
  readonly version: number;
  readonly deploymentId: string;
}

/** The plan, posts where they were moved to: kept as a deployment, or taken away as a file. */
export function PlanTaken(props: {
  readonly plan: DeploymentPlan;
  readonly ground: Ground;
  readonly frontier: Frontier | null;
  readonly isMoved: boolean;
}) {
  const { plan, ground, frontier, isMoved } = props;
  const [kept, setKept] = useState<Kept | null>(null);
  const [problem, setProblem] = useState<(Problem & { readonly again: () => void }) | null>(null);
  useEffect(() => {
    setKept(null);
    setProblem(null);
  }, [plan]);
  /** Says beside the buttons why something was refused. */
  const attempt = async (what: () => Promise<void>): Promise<void> => {
    setProblem(null);
    try {
      await what();
    } catch (thrown) {
      if (!(thrown instanceof RequestFailed)) throw thrown;
      setProblem({ ...thrown.problem, again: () => void attempt(what) });
    }
  };
  const shown = useRef(plan);
  shown.current = plan;
  const { busy, once } = useOnce();
  const keep = (): Promise<void> =>
    attempt(async () => {
      const answer = (await postJson("/plan/keep", { deployment: plan.deployment })) as Kept;
      // It is said of the plan that was kept, and of no other that has come in its place.
      if (shown.current === plan) setKept(answer);
    });
  return (
    <section class="panel0 plp" aria-labelledby="plan-taken">
      <div class="ph">
        <h2 id="plan-taken">{words.title}</h2>
      </div>
      <div class="pltake">
        <button type="button" class="btn pri" aria-busy={busy} onClick={() => void once(keep)}>
          {words.keep}
        </button>
        {planForms.map((form) => (
          <button
            key={form}
            type="button"
            class="btn"
            onClick={() => giveFile(planFile(form, plan, ground, frontier))}
          >
            {words[form]}
          </button>
        ))}
        {!isMoved && (
          <button type="button" class="btn" onClick={() => void attempt(() => givePdf(ground))}>
            {words.pdf}
          </button>
        )}
      </div>
      {isMoved && <p class="s12 d pltakesay">{plan.notes[0]}</p>}
      {kept !== null && (
        <p class="s12 pltakesay" role="status">
          {words[kept.status === "stored" ? "kept" : "same"](
            kept.deploymentId,
            String(kept.version),
          )}{" "}
          <span class="d">{words.keptSay}</span>
        </p>
      )}
      {problem !== null && (
        <ProblemCard what={words.problem} problem={problem} stays={false} retry={problem.again} />
      )}
    </section>
  );
}
