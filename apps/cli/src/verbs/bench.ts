import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { CliError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";

const benchNames = [
  "zones",
  "assess",
  "ingest",
  "start",
  "stream",
  "memory",
  "log",
  "report",
  "ais",
  "adsb",
  "check",
  "viewshed",
  "frontier",
  "coverage",
  "siting",
  "fuse",
  "feeds",
  "incidents",
];

/** `truceline bench`: runs benchmarks of a checkout, one JSON line a result. */
export function addBench(
  program: Command,
  _terminal: Terminal,
  finish: (code: number) => void,
): void {
  program
    .command("bench")
    .description(`Measure, each beside its yardstick: ${benchNames.join(", ")}.`)
    .argument("[names...]", "which; all of them if none is named")
    .addHelpText("after", "\nExample:\n  truceline bench zones assess")
    .action((names: readonly string[]) => {
      const unknown = names.find((name) => !benchNames.includes(name));
      if (unknown !== undefined) {
        const message = `${unknown} is none of ${benchNames.join(", ")}`;
        throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
      }
      const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../../..");
      if (!existsSync(resolve(root, "bench"))) throw new CliError("TL_CLI_BENCH_ABSENT", { root });
      let worst: number = exitCode.ok;
      for (const name of names.length > 0 ? names : benchNames) {
        const file = resolve(root, "bench", `${name}.ts`);
        const { status } = spawnSync(process.execPath, ["--conditions=truceline-src", file], {
          cwd: root,
          stdio: ["ignore", "inherit", "inherit"],
        });
        if (status !== 0) worst = exitCode.bug;
      }
      finish(worst);
    });
}
