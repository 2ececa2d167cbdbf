import type { CompiledAgreement } from "@truceline/agreement";
import type { DocumentFault } from "@truceline/model";
import {
  answerBackstop,
  answerRotation,
  parseBackstop,
  parsePatrols,
  parseRotation,
  planPatrols,
} from "@truceline/planning";
import { type AgreementFiles, loadDeployment } from "@truceline/server";
import { defaultSolver } from "@truceline/solver-highs";
import type { Command } from "commander";
import { CliError } from "../errors.ts";
import { readFileText } from "../read-file.ts";
import type { Terminal } from "../terminal.ts";
import { backstopText } from "./patrols-backstop-text.ts";
import { planLine, roadsBeside } from "./patrols-ground.ts";
import { rotationText } from "./patrols-rotation-text.ts";
import { patrolsText } from "./patrols-text.ts";

export interface PatrolsOptions {
  readonly patrols?: string;
  readonly rotation?: string;
  readonly backstop?: string;
  readonly deployment?: string;
  readonly json?: boolean;
}

/** The options of `truceline plan AGREEMENT --patrols`, `--rotation` and `--backstop`. */
export function addPatrolsOptions(command: Command): void {
  command
    .option("--patrols <file>", "routes, an unpredictable timetable, visits, lanes (patrols/1)")
    .option("--rotation <file>", "contingents over months, roster of a post (rotation/1)")
    .option("--backstop <file>", "how long help takes to reach the mission's people (backstop/1)")
    .option("--deployment <file>", "with --backstop: the posts; else those beside the agreement");
}

export const patrolsExamples =
  "  truceline plan fixtures/agreements/mid-ocean --patrols fixtures/plan/patrols.yaml\n" +
  "  truceline plan fixtures/agreements/mid-ocean --rotation fixtures/plan/rotation.yaml\n" +
  "  truceline plan fixtures/agreements/mid-ocean --backstop fixtures/plan/backstop.yaml\n";

/** True where the options ask for patrols, rotation or protection. */
export function asksForPatrols({ patrols, rotation, backstop }: PatrolsOptions): boolean {
  return patrols !== undefined || rotation !== undefined || backstop !== undefined;
}

/** Answers each document that was named, in one result. */
export async function planPatrolsCommand(
  agreement: CompiledAgreement,
  files: AgreementFiles,
  options: PatrolsOptions,
  terminal: Terminal,
): Promise<void> {
  const told: Record<string, unknown> = {};
  const texts: string[] = [];
  if (options.patrols !== undefined) {
    const plan = await patrolsOf(agreement, options.patrols, terminal);
    told["patrols"] = plan;
    texts.push(patrolsText(plan));
  }
  if (options.rotation !== undefined) {
    const answer = await rotationOf(agreement, options.rotation, terminal);
    told["rotation"] = answer;
    texts.push(rotationText(answer));
  }
  if (options.backstop !== undefined) {
    const answer = backstopOf(agreement, files, options.backstop, options.deployment, terminal);
    told["backstop"] = answer;
    texts.push(backstopText(answer));
  }
  terminal.progress(undefined);
  terminal.out(options.json === true ? JSON.stringify(told) : texts.join("\n\n"));
}

/** The parsed document; @throws CliError `TL_CLI_FILE` with every fault. */
function sound<File>(
  path: string,
  { file, faults }: { readonly file?: File | undefined; readonly faults: readonly DocumentFault[] },
): File {
  if (file === undefined) throw new CliError("TL_CLI_FILE", { path, faults });
  return file;
}

async function patrolsOf(agreement: CompiledAgreement, path: string, terminal: Terminal) {
  const partyIds = agreement.parties.map(({ id }) => id);
  const known = { id: agreement.id, partyIds };
  const file = sound(path, parsePatrols({ path, text: readFileText(path, terminal) }, known));
  const { line, sideOf } = planLine(agreement);
  terminal.progress("routes and timetable …");
  return await planPatrols(file, {
    line: line.coordinates,
    timezone: agreement.timezone,
    roads: roadsBeside(path, file, terminal),
    sideOf,
    solver: defaultSolver(terminal.environment["PATH"] ?? ""),
  });
}

async function rotationOf(agreement: CompiledAgreement, path: string, terminal: Terminal) {
  const text = readFileText(path, terminal);
  const file = sound(path, parseRotation({ path, text }, { id: agreement.id }));
  terminal.progress("contingents and roster …");
  return await answerRotation(file, defaultSolver(terminal.environment["PATH"] ?? ""));
}

function backstopOf(
  agreement: CompiledAgreement,
  files: AgreementFiles,
  path: string,
  deployment: string | undefined,
  terminal: Terminal,
) {
  const { prepared, line } = planLine(agreement);
  const sectorIds = prepared.sectors().map(({ id }) => id);
  const text = readFileText(path, terminal);
  const file = sound(path, parseBackstop({ path, text }, { id: agreement.id, sectorIds }));
  terminal.progress("reaction and evacuation times …");
  const { posts } = loadDeployment(files, deployment, terminal.workingDir);
  return answerBackstop(file, {
    line: line.coordinates,
    roads: roadsBeside(path, file, terminal),
    sectorOf: (position) => prepared.sectorOf(position),
    deployed: posts.map(({ id, position, onWatchCount = 0 }) => ({
      id,
      position,
      people: onWatchCount,
    })),
    lineLengthM: line.lengthM,
    placeAlong: (chainageM) => line.atChainage(chainageM).position,
  });
}
