import { useState } from "preact/hooks";
import { type Problem, RequestFailed } from "../state/api.ts";

/** A write that a button starts: whether it is under way, and what was refused. */
export function useWrite(): {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** The answer, or undefined where it was refused, which `problem` then says. */
  run<T>(work: () => Promise<T>): Promise<T | undefined>;
} {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    busy,
    problem,
    async run(work) {
      setBusy(true);
      setProblem(null);
      try {
        return await work();
      } catch (thrown) {
        if (!(thrown instanceof RequestFailed)) throw thrown;
        setProblem(thrown.problem);
        return undefined;
      } finally {
        setBusy(false);
      }
    },
  };
}
