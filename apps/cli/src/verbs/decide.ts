import { decide, votingPower } from "@truceline/agreement";
import { loadAgreement } from "@truceline/server";
import type { Command } from "commander";
import { decisionText } from "../decide/decision-text.ts";
import { readVotes } from "../decide/read-votes.ts";
import { CliError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";

interface DecideOptions {
  readonly votes: string;
  readonly power?: boolean;
  readonly json?: boolean;
}

/** `truceline decide`: what a body decides by a rule of the agreement, and who could turn it. */
export function addDecide(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  program
    .command("decide")
    .description("Decide by a rule of an agreement: outcome, who is pivotal, what is missing.")
    .argument("<agreement>", "folder with an agreement.yaml, or the file")
    .argument("<rule>", "id of the decision rule, such as D-UNSC")
    .requiredOption(
      "--votes <list>",
      "MEMBER=yes|no|abstain|absent, with commas; `others=…` for the rest; or counts, yes=93,no=18",
    )
    .option("--power", "the power of each member as well: Banzhaf and Shapley-Shubik, exact")
    .option("--json", "write the result as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  truceline decide scenarios/ukraine-2025 D-UNSC --votes russia=no,others=yes\n" +
        "  truceline decide scenarios/ukraine-2025 D-UNGA-I --votes yes=93,no=18,abstain=65,absent=17\n\n" +
        "Exit: 0 adopted, 1 not adopted, 2 votes or rule not as they must be, 3 faults of the agreement.",
    )
    .action((path: string, ruleId: string, options: DecideOptions) => {
      const { agreement } = loadAgreement(path, terminal.workingDir);
      const rules = agreement.decisions ?? [];
      const rule = rules.find(({ id }) => id === ruleId);
      if (rule === undefined) {
        const known =
          rules.length === 0 ? "it has none" : `it has ${rules.map(({ id }) => id).join(", ")}`;
        const message = `the agreement has no decision rule \`${ruleId}\`; ${known}`;
        throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
      }
      const decision = decide(rule, readVotes(options.votes, rule));
      const power = options.power === true ? votingPower(rule) : undefined;
      terminal.out(
        options.json === true
          ? JSON.stringify({
              rule: rule.id,
              ...decision,
              ...(power === undefined ? {} : { power }),
            })
          : decisionText(rule, decision, power),
      );
      finish(decision.outcome === "adopted" ? exitCode.ok : exitCode.found);
    });
}
