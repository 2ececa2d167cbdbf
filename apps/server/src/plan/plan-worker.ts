import { setImmediate as turn } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { prepareAgreement } from "@truceline/agreement";
import {
  assessmentDelay,
  clauseHours,
  coverageFigures,
  type DeploymentPlan,
  defaultSizes,
  type FrontierPoint,
  frontier,
  type PlanInput,
  type PlanStudy,
  planDeployment,
  planGround,
  planStudy,
  summariseFrontier,
} from "@truceline/planning";
import { problemOf, toTrucelineError } from "../problem.ts";
import { expectedCoverage } from "./expected-coverage.ts";
import {
  type FrontierAsk,
  type PlanAsk,
  type PlanLine,
  type PlanWork,
  planSecondsMax,
} from "./plan-lines.ts";
import {
  cellCentres,
  darkHours,
  fogCoverage,
  hoursOfLight,
  plannedCoverage,
} from "./planned-coverage.ts";

/** The same question gives the same answer, unless a seed is named. */
const seedDefault = 1;
const sayEveryMs = 250;

const { compiled, past, question } = workerData as PlanWork;
const { secondsMax = planSecondsMax, seed = seedDefault, eurPerYear } = question.ask;
const startedMs = performance.now();
let saidMs = Number.NEGATIVE_INFINITY;
let refining = false;

const say = (line: PlanLine): void => parentPort?.postMessage(line);

/** False once the time is up: what is there by then is taken. */
async function pause(doing: string): Promise<boolean> {
  const sinceMs = Math.round(performance.now() - startedMs);
  if (sinceMs - saidMs >= sayEveryMs) {
    saidMs = sinceMs;
    say({ is: "doing", doing, sinceMs, refining });
  }
  await turn();
  return sinceMs < secondsMax * 1_000;
}

function inputFor(withTechnicalMonitoring: boolean): PlanInput {
  const prepared = prepareAgreement(compiled);
  return { prepared, eurPerYear, withTechnicalMonitoring, seed, pause };
}

/**
 * A quick plan first, then the one asked for: whoever waits has something to look at, and to stop at. The
 * better of the two is the answer.
 */
async function answerPlan(ask: PlanAsk) {
  const { people, withTechnicalMonitoring, minimumRatio, mannedByDayOnly } = ask;
  const own = inputFor(withTechnicalMonitoring);
  const input: PlanInput = {
    ...own,
    people,
    ...(mannedByDayOnly === true ? { mannedHours: hoursOfLight(planGround(own.prepared)) } : {}),
    ...(minimumRatio === undefined ? {} : { minimum: { ratio: minimumRatio } }),
  };
  const study = planStudy(input);
  const first = await planDeployment({ ...input, effort: "quick" }, study);
  sayPlan("first", study, first);
  refining = true;
  const full = await planDeployment(input, study);
  const best = full.value >= first.value ? full : { ...first, isComplete: full.isComplete };
  sayPlan("final", study, best);
  await pause("fog");
  const { deployment } = best;
  const fog = fogCoverage(study, deployment);
  await pause("delay");
  say({ is: "more", fog, delay: assessmentDelay(study.ground, deployment, study.conditions) });
}

function sayPlan(stage: "first" | "final", study: PlanStudy, plan: DeploymentPlan): void {
  const { ground, conditions } = study;
  const hours = clauseHours(ground, plan.deployment, conditions);
  const isDark = darkHours(ground);
  say({
    is: "plan",
    stage,
    plan,
    coverage: plannedCoverage(ground, hours),
    bySector: coverageFigures(hours).bySector,
    expected: expectedCoverage(ground, hours, past),
    nightShare: isDark.filter(Boolean).length / isDark.length,
    centres: cellCentres(ground),
  });
}

async function answerFrontier({ people, sampleCount }: FrontierAsk) {
  const study = planStudy(inputFor(true));
  const input = {
    ...inputFor(true),
    people: people ?? defaultSizes,
    modes: [true, false],
    sampleCount,
  };
  const points: FrontierPoint[] = [];
  for await (const point of frontier(input, study)) {
    points.push(point);
    say({ is: "point", point });
  }
  say({ is: "frontier", frontier: await summariseFrontier(input, study, points) });
}

say({ is: "doing", doing: "ground", sinceMs: 0, refining });
try {
  if (question.is === "plan") await answerPlan(question.ask);
  else await answerFrontier(question.ask);
} catch (thrown) {
  say({ is: "failed", problem: problemOf(toTrucelineError(thrown)) });
}
parentPort?.close();
