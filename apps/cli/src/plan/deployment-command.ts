import type { CompiledAgreement } from "@truceline/agreement";
import {
  anyPeople,
  type DeploymentPlan,
  defaultSampleCount,
  examineDeployment,
  type Frontier,
  type FrontierInput,
  frontier,
  type PlanInput,
  planDeployment,
  planStudy,
  summariseFrontier,
} from "@truceline/planning";
import { type loadAgreement, loadDeployment } from "@truceline/server";
import type { Terminal } from "../terminal.ts";
import { writePlanFiles } from "./deployment-files.ts";
import { FrontierFile } from "./deployment-frontier-file.ts";
import { askedSizes, inputOf, numberOf, sizesOf, sumsOf, sweptOf } from "./deployment-input.ts";
import type { DeploymentOptions } from "./deployment-options.ts";
import { examinedText, frontierText, planText, pointText } from "./deployment-text.ts";
import { type PlanTerrain, readGround } from "./read-ground.ts";

/** Plans a deployment or sweeps sizes. Ctrl-C takes what there is by then. */
export async function planDeploymentCommand(
  { agreement, files }: Pick<ReturnType<typeof loadAgreement>, "agreement" | "files">,
  options: DeploymentOptions,
  terminal: Terminal,
): Promise<void> {
  const stop = new StopOnSignal();
  try {
    const ground = await readGround(options.terrain ?? [], files.folder, terminal);
    const input = inputOf(agreement, options, terminal, stop, ground);
    if (options.frontier !== undefined && options.frontier !== false)
      await sweep(agreement, input, options, terminal, stop, ground);
    else await planOne(agreement, input, options, terminal);
    if (options.beside !== undefined && options.json !== true) {
      const deployment = loadDeployment(files, options.beside, terminal.workingDir);
      const examined = examineDeployment(input.prepared, deployment, {
        onMs: input.onMs,
        ...(ground === undefined ? {} : { terrain: ground.terrain }),
      });
      terminal.out(`\n${examinedText(examined, options.beside)}`);
    }
  } finally {
    terminal.progress(undefined);
    stop.end();
  }
}

async function planOne(
  agreement: CompiledAgreement,
  input: PlanInput,
  options: DeploymentOptions,
  terminal: Terminal,
): Promise<void> {
  terminal.progress("candidates and what each would detect …");
  const plan = await planDeployment(input);
  await tell(agreement, { plan, frontier: null }, options, terminal);
}

async function sweep(
  agreement: CompiledAgreement,
  input: PlanInput,
  options: DeploymentOptions,
  terminal: Terminal,
  stop: StopOnSignal,
  ground: PlanTerrain | undefined,
): Promise<void> {
  const what = sweptOf(options);
  // The answer is about two sizes: those are there whatever is swept.
  const sizes = what === "money" ? askedSizes : sizesOf(options);
  const { people: _people, withTechnicalMonitoring: _with, ...rest } = input;
  const base: FrontierInput = {
    ...rest,
    people: sizes,
    modes: options.withoutSensors === true ? [false] : [true, false],
    sampleCount: numberOf("--samples", options.samples, 1, 10_000, true) ?? defaultSampleCount,
    effort: "quick",
  };
  const file =
    options.out === undefined
      ? null
      : new FrontierFile(options.out, agreement, base, terminal, ground?.files);
  const known = file?.known() ?? [];
  if (known.length > 0)
    terminal.say(`${known.length} points are in ${options.out} already and are kept.`);
  const money: FrontierInput | null =
    what === "people"
      ? null
      : {
          ...base,
          eurPerYear: undefined,
          people: what === "money" ? [anyPeople] : [...sizes, anyPeople],
          eur: sumsOf(options),
        };
  const total =
    base.modes.length *
    (base.people.length + (money?.people.length ?? 0) * (money?.eur?.length ?? 0));
  terminal.progress("candidates and what each would detect …");
  const study = planStudy({ ...rest, withTechnicalMonitoring: true });
  const points: Frontier["points"][number][] = [];
  const byMoney: Frontier["points"][number][] = [];
  for (const [list, asked] of [[points, base] as const, [byMoney, money] as const]) {
    if (asked === null || stop.isStopped) continue;
    for await (const point of frontier({ ...asked, known }, study)) {
      list.push(point);
      if (!known.includes(point)) file?.add(point);
      terminal.say(`${points.length + byMoney.length}/${total}  ${pointText(point)}`);
    }
  }
  if (stop.isStopped) {
    terminal.say(
      `Stopped after ${points.length + byMoney.length} of ${total} points; they are kept${file === null ? "" : ", and the same command goes on from there"}.`,
    );
  }
  terminal.progress("what moves the answer …");
  // After a stop the points there are still told; the rest needs no search of its own.
  const { pause: _pause, ...steady } = base;
  const told = await summariseFrontier(
    stop.isStopped ? { ...steady, effort: "quick" } : base,
    study,
    points,
    undefined,
    byMoney,
  );
  await tell(agreement, { plan: null, frontier: told }, options, terminal);
}

async function tell(
  agreement: CompiledAgreement,
  {
    plan,
    frontier: swept,
  }: { readonly plan: DeploymentPlan | null; readonly frontier: Frontier | null },
  options: DeploymentOptions,
  terminal: Terminal,
): Promise<void> {
  terminal.progress(options.out === undefined ? undefined : "writing …");
  if (options.out !== undefined) {
    const written = await writePlanFiles(
      options.out,
      agreement,
      { plan, frontier: swept },
      terminal,
    );
    terminal.progress(undefined);
    terminal.say(`Written to ${options.out}: ${written.join(", ")}.`);
  }
  if (options.json === true) {
    terminal.out(JSON.stringify(plan ?? swept));
    return;
  }
  if (plan !== null) terminal.out(planText(plan));
  if (swept !== null) terminal.out(frontierText(swept));
}

/** The first Ctrl-C asks for what there is; a second one ends the process as usual. */
class StopOnSignal {
  isStopped = false;
  readonly #onSignal = () => {
    this.isStopped = true;
    this.end();
  };

  constructor() {
    process.once("SIGINT", this.#onSignal);
  }

  end(): void {
    process.removeListener("SIGINT", this.#onSignal);
  }
}
