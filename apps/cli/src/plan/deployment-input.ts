import { type CompiledAgreement, prepareAgreement } from "@truceline/agreement";
import { localToMs } from "@truceline/model";
import { defaultSizes, defaultSums, type PlanInput, type PlanMinimum } from "@truceline/planning";
import { CliError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import type { DeploymentOptions } from "./deployment-options.ts";
import type { PlanTerrain } from "./read-ground.ts";

/** What is asked of a plan, from the options. @throws CliError `TL_CLI_USAGE` */
export function inputOf(
  agreement: CompiledAgreement,
  options: DeploymentOptions,
  terminal: Terminal,
  stop: { readonly isStopped: boolean },
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
export const askedSizes: readonly number[] = [30_000, 100_000];

export function sweptOf({ frontier: what, sums }: DeploymentOptions): "people" | "money" | "both" {
  if (what === "money" || what === "both") return what;
  if (what !== true && what !== "people") usage(`--frontier ${what}: people, money or both`);
  if (sums !== undefined) usage("--sums needs --frontier money or both");
  return "people";
}

export function sumsOf({ sums }: DeploymentOptions): readonly number[] {
  if (sums === undefined) return defaultSums;
  const list = sums.split(",").map((text) => numberOf("--sums", text.trim(), 1, 1e13) ?? 0);
  if (list.length > 20) usage("--sums: at most 20 of them");
  return [...new Set(list)].sort((a, b) => a - b);
}

export function sizesOf({ sizes, people }: DeploymentOptions): readonly number[] {
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

export function numberOf(
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
