import { defaultSampleCount, defaultSizes, defaultSums } from "@truceline/planning";
import type { Command } from "commander";

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
