import { parseAgreementAt } from "@truceline/server";
import type { Command } from "commander";
import { exitCode } from "../exit-code.ts";
import { faultLine } from "../print-error.ts";
import type { Terminal } from "../terminal.ts";

/** `truceline check`: do these terms make sense, and can anyone tell whether they are kept? */
export function addCheck(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  program
    .command("check")
    .description("Check an agreement: every fault with its line, then remarks on what it says.")
    .argument("<agreement>", "folder with an agreement.yaml, or the file")
    .option("--json", "write the result as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  truceline check scenarios/minsk-2015\n\nExit: 0 nothing to say, 1 remarks, 3 faults.",
    )
    .action((path: string, options: { json?: boolean }) => {
      const { compiled, faults, remarks, files } = parseAgreementAt(path, terminal.workingDir);
      if (options.json === true) {
        terminal.out(
          JSON.stringify({ path: files.shownPath, hash: compiled?.hash ?? null, faults, remarks }),
        );
      } else {
        for (const fault of faults) terminal.out(faultLine(fault));
        for (const {
          file,
          line,
          column,
          severity,
          code,
          message,
          suggestion,
          witness,
        } of remarks) {
          const place = [file ?? files.shownPath, line, column]
            .filter((part) => part !== undefined)
            .join(":");
          terminal.out(`${place}: ${severity} ${code} ${message} ${suggestion}`);
          if (witness !== undefined) terminal.out(`    shown by ${JSON.stringify(witness)}`);
        }
        if (compiled !== undefined) {
          const { articles, lines, zones, hash } = compiled;
          terminal.say(
            `${files.shownPath}: ${articles.length} articles, ${lines.length} lines, ${zones.length} zones; ` +
              `${remarks.length} remarks. Compiled form ${hash.slice(0, 12)}.`,
          );
        } else {
          terminal.say(`${files.shownPath}: ${faults.length} faults.`);
        }
      }
      finish(
        faults.length > 0 ? exitCode.refused : remarks.length > 0 ? exitCode.found : exitCode.ok,
      );
    });
}
