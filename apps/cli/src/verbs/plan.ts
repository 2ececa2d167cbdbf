import { loadAgreement } from "@truceline/server";
import type { Command } from "commander";
import { CliError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import {
  addCompareOptions,
  type CompareOptions,
  compareExamples,
  comparePlan,
} from "../plan/compare-command.ts";
import { planDeploymentCommand } from "../plan/deployment-command.ts";
import {
  addDeploymentOptions,
  asksForDeployment,
  type DeploymentOptions,
  deploymentExamples,
} from "../plan/deployment-options.ts";
import {
  addPatrolsOptions,
  asksForPatrols,
  type PatrolsOptions,
  patrolsExamples,
  planPatrolsCommand,
} from "../plan/patrols-command.ts";
import {
  addTheatreOptions,
  planTheatre,
  type TheatreOptions,
  theatreExamples,
} from "../plan/theatre-command.ts";
import type { Terminal } from "../terminal.ts";

interface PlanOptions extends CompareOptions, DeploymentOptions, PatrolsOptions, TheatreOptions {
  readonly json?: boolean;
}

/** `truceline plan`: how many people and sensors, where, at what cost. Each answer has its own file. */
export function addPlan(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  const command = program
    .command("plan")
    .description(
      "Plan a mission for an agreement: a deployment within a budget, people against verifiability, or reported proposals side by side.",
    )
    .argument("<agreement>", "folder with an agreement.yaml, or the file")
    .option("--json", "write the result as JSON");
  addDeploymentOptions(command);
  addPatrolsOptions(command);
  addTheatreOptions(command);
  addCompareOptions(command);
  command
    .addHelpText(
      "after",
      `\nExamples:\n${deploymentExamples}${patrolsExamples}${theatreExamples}${compareExamples}`,
    )
    .action(async (path: string, options: PlanOptions) => {
      const loaded = loadAgreement(path, terminal.workingDir);
      if (asksForPatrols(options) && (options.compare === true || asksForDeployment(options))) {
        usage(
          "--patrols, --rotation and --backstop are asked apart from a deployment or --compare",
        );
      }
      if (options.compare === true && asksForDeployment(options)) {
        usage("--compare sets proposals side by side; plan a deployment without it");
      }
      if (
        options.theatre !== undefined &&
        (options.compare === true || asksForDeployment(options) || asksForPatrols(options))
      ) {
        usage("--theatre is asked apart from everything else");
      }
      if (options.theatre !== undefined) {
        planTheatre(loaded.agreement, options.theatre, options, terminal);
      } else if (options.compare === true) comparePlan(loaded.agreement, options, terminal);
      else if (asksForPatrols(options)) {
        await planPatrolsCommand(loaded.agreement, loaded.files, options, terminal);
      } else if (asksForDeployment(options)) {
        await planDeploymentCommand(loaded, options, terminal);
      } else
        usage(
          "say what to plan: --people N, --budget EUR, --frontier, --patrols, --rotation, --backstop, --theatre or --compare",
        );
      finish(exitCode.ok);
    });
}

function usage(message: string): never {
  throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
}
