import { type CompiledAgreement, prepareAgreement } from "@truceline/agreement";
import { localToMs } from "@truceline/model";
import {
  anyPeople,
  type DeploymentPlan,
  defaultSampleCount,
  defaultSizes,
  defaultSums,
  examineDeployment,
  type Frontier,
  type FrontierInput,
  frontier,
  type PlanInput,
  type PlanMinimum,
  planDeployment,
  planStudy,
  summariseFrontier,
} from "@truceline/planning";
import { type loadAgreement, loadDeployment } from "@truceline/server";
import type { Command } from "commander";
import { CliError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { writePlanFiles } from "./deployment-files.ts";
import { FrontierFile } from "./deployment-frontier-file.ts";
import { examinedText, frontierText, planText, pointText } from "./deployment-text.ts";
import { type PlanTerrain, readGround } from "./read-ground.ts";

export interface DeploymentOptions {
  readonly people?: string;
  readonly budget?: string;
  /** Commander's `--without-sensors`. */
  readonly withoutSensors?: boolean;
  /** True, or `people`, `money`, `both`: what is swept. */
  readonly frontier?: boolean | string;
  readonly sizes?: string;
  readonly sums?: string;
  readonly samples?: string;
  readonly seed?: string;
  readonly out?: string;
  readonly atMost?: readonly string[];
  readonly minimum?: string;
  readonly worstTenth?: string;
  readonly fair?: string;
  readonly surviveAnySite?: boolean;
  readonly surviveAnySector?: boolean;
  readonly manned?: string;
  readonly on?: string;
  readonly quick?: boolean;
  readonly beside?: string;
  readonly terrain?: readonly string[];
  readonly json?: boolean;
}

/** The options of `truceline plan AGREEMENT --people N` and `--frontier`. */
export function addDeploymentOptions(command: Command): void {
  command
    .option(
      "--people <n>",
      "most people in theatre; what the agreement's contributors give unless given",
    )
    .option("--budget <eur>", "most money a year, people and equipment")
    .option("--without-sensors", "posts with people alone, no technical monitoring")
    .option(
      "--frontier [what]",
      "people swept, with and without technical monitoring, with bands; or money, or both",
    )
    .option(
      "--sums <list>",
      `with --frontier money or both: EUR a year, as 3e8,1e9; ${defaultSums.map((sum) => sum.toExponential().replace("+", "")).join(",")} unless given`,
    )
    .option(
      "--sizes <list>",
      `with --frontier: sizes, as 5000,30000; ${defaultSizes.join(",")} unless given`,
    )
    .option(
      "--samples <n>",
      `with --frontier: draws over the input ranges; ${defaultSampleCount} unless given`,
    )
    .option("--seed <n>", "same seed, same plan; 1 unless given")
    .option(
      "--out <dir>",
      "write deployment, GeoJSON, tables and a brief there; a frontier goes on from there",
    )
    .option(
      "--at-most <means=n>",
      "most sensors of a means, as camera=25; again for another",
      (text: string, earlier: readonly string[]) => [...earlier, text],
      [],
    )
    .option("--minimum <ratio>", "nowhere less than this, as 0.5, 0.5@night or 0.5@night:2a,2b")
    .option("--survive-any-site", "with --minimum: it holds though any one post is lost")
    .option(
      "--survive-any-sector",
      "with --minimum: it holds though all posts of any one sector are lost",
    )
    .option(
      "--fair <ratio>",
      "the side of the lines that has least has at least this share of what the other has, 0 to 1",
    )
    .option(
      "--worst-tenth <weight>",
      "weight of the worst tenth of cell-hours in what is maximised, 0 to 1; 0 unless given",
    )
    .option(
      "--manned <hours>",
      "local hours in which posts with people watch, as 08:00-18:00; always unless given",
    )
    .option("--on <date>", "the day whose light counts; entry into force unless given")
    .option("--beside <file>", "tell how another deployment does, by the same code and day")
    .option(
      "--terrain <path>",
      "heights of the ground: .hgt or GeoTIFF files, or a folder of them; again for another; flat unless given or in a folder terrain beside the agreement",
      (text: string, earlier: readonly string[]) => [...earlier, text],
      [],
    )
    .option("--quick", "look less long for something better");
}

export const deploymentExamples =
  "  truceline plan scenarios/ukraine-2025 --people 30000 --out plan-30000\n" +
  "  truceline plan scenarios/cyprus --people 900 --without-sensors --minimum 0.3@night\n" +
  "  truceline plan scenarios/ukraine-2025 --frontier --out frontier\n";

/** True where the options ask for a deployment or a frontier. */
export function asksForDeployment({
  people,
  budget,
  frontier: isSwept,
  out,
}: DeploymentOptions): boolean {
  return people !== undefined || budget !== undefined || Boolean(isSwept) || out !== undefined;
}

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

function inputOf(
  agreement: CompiledAgreement,
  options: DeploymentOptions,
  terminal: Terminal,
  stop: StopOnSignal,
  ground: PlanTerrain | undefined,
): PlanInput {
  const eurPerYear = numberOf("--budget", options.budget, 0, 1e13);
  const people =
    numberOf("--people", options.people, 0, 10_000_000) ??
    (eurPerYear === undefined && !options.frontier ? givenPeople(agreement, terminal) : undefined);
  const worst = numberOf("--worst-tenth", options.worstTenth, 0, 1) ?? 0;
  return {
    prepared: prepareAgreement(agreement),
    people,
    eurPerYear,
    withTechnicalMonitoring: options.withoutSensors !== true,
    terrain: ground?.terrain,
    seed: numberOf("--seed", options.seed, 0, Number.MAX_SAFE_INTEGER, true) ?? 1,
    onMs: dayOf(agreement, options.on),
    atMost: atMostOf(options.atMost ?? []),
    objective: { meanWeight: 1 - worst },
    minimum: minimumOf(options, agreement),
    fairRatio: numberOf("--fair", options.fair, 0, 1),
    mannedHours: hoursOf(options.manned),
    effort: options.quick === true ? "quick" : "full",
    pause: async (doing) => {
      terminal.progress(`${doingText[doing] ?? doing} …`);
      await new Promise((resolve) => setImmediate(resolve));
      return !stop.isStopped;
    },
  };
}

const doingText: Readonly<Record<string, string>> = {
  choose: "choosing posts",
  exchange: "exchanging the weakest posts",
  fair: "weighing the sides",
  bound: "what no plan can exceed",
};

/** The most that somebody who gives people would give. */
function givenPeople(agreement: CompiledAgreement, terminal: Terminal): number {
  const given = (agreement.contributions ?? []).flatMap(({ atLeast, upTo }) =>
    [upTo ?? atLeast].flatMap((amount) => (amount?.unit === "persons" ? [amount.value] : [])),
  );
  if (given.length === 0) usage("say how many: --people N, --budget EUR or --frontier");
  const people = Math.max(...given);
  terminal.say(`${people} people, as the agreement's largest contribution has it.`);
  return people;
}

/** The sizes that the first line compares. */
const askedSizes: readonly number[] = [30_000, 100_000];

function sweptOf({ frontier: what, sums }: DeploymentOptions): "people" | "money" | "both" {
  if (what === "money" || what === "both") return what;
  if (what !== true && what !== "people") usage(`--frontier ${what}: people, money or both`);
  if (sums !== undefined) usage("--sums needs --frontier money or both");
  return "people";
}

function sumsOf({ sums }: DeploymentOptions): readonly number[] {
  if (sums === undefined) return defaultSums;
  const list = sums.split(",").map((text) => numberOf("--sums", text.trim(), 1, 1e13) ?? 0);
  if (list.length > 20) usage("--sums: at most 20 of them");
  return [...new Set(list)].sort((a, b) => a - b);
}

function sizesOf({ sizes, people }: DeploymentOptions): readonly number[] {
  if (sizes === undefined) {
    const own = numberOf("--people", people, 1, 10_000_000);
    return own === undefined
      ? defaultSizes
      : [...new Set([...defaultSizes, own])].sort((a, b) => a - b);
  }
  const list = sizes.split(",").map((text) => numberOf("--sizes", text.trim(), 1, 10_000_000));
  if (list.length > 100) usage("--sizes: at most 100 of them");
  return [...new Set(list.filter((size) => size !== undefined))].sort((a, b) => a - b);
}

function numberOf(
  option: string,
  text: string | undefined,
  least: number,
  most: number,
  isWhole = false,
): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === "" ? Number.NaN : Number(text.replaceAll("_", ""));
  if (!(value >= least && value <= most) || (isWhole && !Number.isInteger(value))) {
    usage(
      `${option} ${text}: a ${isWhole ? "whole " : ""}number from ${least} to ${most} is needed`,
    );
  }
  return value;
}

function dayOf({ timezone }: CompiledAgreement, date: string | undefined): number | undefined {
  if (date === undefined) return undefined;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) usage(`--on ${date}: a date as 2025-12-21 is needed`);
  const ms = Date.parse(`${date}T00:00Z`);
  if (!Number.isFinite(ms) || new Date(ms).toISOString().slice(0, 10) !== date) {
    usage(`--on ${date}: there is no such day`);
  }
  return localToMs(date, timezone);
}

function atMostOf(texts: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    texts.map((text) => {
      const [means = "", count = "", ...more] = text.split("=");
      if (means === "" || more.length > 0) usage(`--at-most ${text}: as camera=25`);
      return [means, numberOf("--at-most", count, 0, 20_000, true) ?? 0];
    }),
  );
}

function minimumOf(
  { minimum: text, surviveAnySite, surviveAnySector }: DeploymentOptions,
  { articles }: CompiledAgreement,
): PlanMinimum | undefined {
  const survives =
    surviveAnySector === true ? "sector" : surviveAnySite === true ? "site" : undefined;
  if (text === undefined) {
    if (survives !== undefined) {
      usage(`--survive-any-${survives} needs --minimum: say what is to survive the loss`);
    }
    return undefined;
  }
  if (surviveAnySector === true && surviveAnySite === true) {
    usage("--survive-any-site and --survive-any-sector: one of them");
  }
  const [head = "", list] = text.split(":");
  const [ratioText = "", light] = head.split("@");
  if (light !== undefined && light !== "day" && light !== "night") {
    usage(`--minimum ${text}: @day or @night`);
  }
  const ratio = numberOf("--minimum", ratioText, 0, 1) ?? 0;
  const named = list?.split(",").map((id) => id.trim());
  const unknown = named?.find((id) => !articles.some((article) => article.id === id));
  if (unknown !== undefined) usage(`--minimum ${text}: there is no article \`${unknown}\``);
  return { ratio, articles: named, light, survives };
}

function hoursOf(text: string | undefined): PlanInput["mannedHours"] {
  if (text === undefined) return undefined;
  const found = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (found === null) usage(`--manned ${text}: as 08:00-18:00`);
  const [, fromHour, fromMinute, toHour, toMinute] = found;
  return { from: `${fromHour}:${fromMinute}`, to: `${toHour}:${toMinute}` };
}

function usage(message: string): never {
  throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
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
