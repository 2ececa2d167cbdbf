import { parentPort, workerData } from "node:worker_threads";
import { prepareAgreement } from "@truceline/agreement";
import { planGround, prepareWhatIf } from "@truceline/planning";
import { defaultCatalogue } from "@truceline/sensing";
import { problemOf, toTrucelineError } from "../problem.ts";
import type { WhatIfLine, WhatIfQuestion, WhatIfWork } from "./plan-lines.ts";
import { changedCoverage } from "./planned-coverage.ts";

const { compiled, deployment } = workerData as WhatIfWork;
const say = (line: WhatIfLine): void => parentPort?.postMessage(line);

/** Says why where it fails; `id` is of the question, null while preparing. */
function attempt(id: number | null, work: () => void): void {
  try {
    work();
  } catch (thrown) {
    say({ is: "failed", id, problem: problemOf(toTrucelineError(thrown)) });
    if (id === null) parentPort?.close();
  }
}

attempt(null, () => {
  const ground = planGround(prepareAgreement(compiled));
  const whatIf = prepareWhatIf(ground, deployment, { catalogue: defaultCatalogue });
  parentPort?.on("message", ({ id, moves }: WhatIfQuestion) =>
    attempt(id, () => {
      const { figures, changed } = whatIf.moved(moves);
      say({ is: "moved", id, figures, changed: changedCoverage(ground, changed) });
    }),
  );
  say({ is: "ready", solved: whatIf.solved });
});
