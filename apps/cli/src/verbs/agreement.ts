import { agreementJsonSchema, agreementTemplateNames, annexJsonSchema } from "@truceline/agreement";
import type { Command } from "commander";
import { formatFile } from "../agreement/format-files.ts";
import { writeTemplate } from "../agreement/write-template.ts";
import { CliError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import { faultLine } from "../print-error.ts";
import type { Terminal } from "../terminal.ts";

/** `truceline agreement`: begin an agreement, lay its documents out, give editors its schema. */
export function addAgreement(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  const agreement = program
    .command("agreement")
    .description("Begin an agreement from a template, lay documents out, print their schema.");

  agreement
    .command("new")
    .description("Write a folder with an agreement that compiles; nothing is overwritten.")
    .argument("<id>", "id of the agreement, such as my-truce")
    .option("--template <name>", `one of ${agreementTemplateNames.join(", ")}`, "ceasefire-line")
    .option("--dir <dir>", "where to write it; a folder of that id unless said")
    .addHelpText("after", "\nExample:\n  truceline agreement new my-truce --template disengagement")
    .action((id: string, options: { template: string; dir?: string }) => {
      const paths = writeTemplate(id, options, terminal);
      for (const path of paths) terminal.out(path);
      terminal.say("Every place, date and name in it is a placeholder. Next: truceline check.");
      finish(exitCode.ok);
    });

  agreement
    .command("fmt")
    .description("Lay YAML documents out in one way; every comment and value stays.")
    .argument("<file...>", "agreements, annexes, deployments; a folder means its agreement.yaml")
    .option("--check", "write nothing; name the files that would change")
    .addHelpText(
      "after",
      "\nExample:\n  truceline agreement fmt scenarios/minsk-2015 --check\n\n" +
        "Exit: 0 done, 1 with --check files would change, 3 files that cannot be laid out.",
    )
    .action((given: readonly string[], options: { check?: boolean }) => {
      refuseJson(given);
      const isCheck = options.check === true;
      const files = given.map((path) => formatFile(path, isCheck, terminal));
      for (const { path, state, faults } of files) {
        if (state === "changed") terminal.out(path);
        for (const fault of faults) terminal.say(faultLine(fault));
      }
      const count = (state: string) => files.filter((file) => file.state === state).length;
      const changed = `${count("changed")} ${isCheck ? "would change" : "changed"}`;
      terminal.say(`${changed}, ${count("kept")} as they should be, ${count("refused")} refused.`);
      const isFound = isCheck && count("changed") > 0;
      finish(count("refused") > 0 ? exitCode.refused : isFound ? exitCode.found : exitCode.ok);
    });

  agreement
    .command("schema")
    .description("Print the JSON Schema by which an editor completes and checks while typing.")
    .option("--annex", "that of annexes")
    .addHelpText("after", "\nExample:\n  truceline agreement schema > agreement.schema.json")
    .action((options: { annex?: boolean }) => {
      const schema = options.annex === true ? annexJsonSchema : agreementJsonSchema;
      terminal.out(JSON.stringify(schema, undefined, 1));
      finish(exitCode.ok);
    });
}

/** The layout is YAML's: laid out so, a JSON file would be JSON no longer. */
function refuseJson(paths: readonly string[]): void {
  const faults = paths
    .filter((path) => /\.(geo)?json$/i.test(path))
    .map((path) => ({ code: "TL_CLI_USAGE", message: `${path} is JSON; fmt lays out YAML only` }));
  if (faults.length > 0) throw new CliError("TL_CLI_USAGE", { faults });
}
