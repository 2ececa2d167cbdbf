import { prepareAgreement } from "@truceline/agreement";
import { Explainer } from "@truceline/explanation";
import { type Language, languages } from "@truceline/model";
import { loadAgreement } from "@truceline/server";
import { type Command, Option } from "commander";
import { CliError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import { articleNamed } from "../explain/article-named.ts";
import { explanationText } from "../explain/explanation-text.ts";
import type { Terminal } from "../terminal.ts";

interface ExplainOptions {
  readonly language: Language;
  readonly format: "text" | "json";
}

/** `truceline explain`: what articles mean as compiled, in plain sentences, with example events. */
export function addExplain(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  program
    .command("explain")
    .description(
      "Explain articles from their compiled form: plain sentences and events in breach, not in breach, on the edge.",
    )
    .argument("<agreement>", "folder with an agreement.yaml, or the file")
    .argument("[article]", "id of an article, such as 2a; all of them without it")
    .addOption(
      new Option("--language <code>", "language of the sentences")
        .choices([...languages])
        .default("en"),
    )
    .addOption(
      new Option("--format <name>", "sentences, or one JSON value")
        .choices(["text", "json"])
        .default("text"),
    )
    .addHelpText(
      "after",
      "\nExample:\n  truceline explain scenarios/minsk-2015 2a\n" +
        "  truceline explain scenarios/minsk-2015 2a --language uk\n\n" +
        "Exit: 0 explained, 2 no such article, 3 faults of the agreement.",
    )
    .action((path: string, article: string | undefined, options: ExplainOptions) => {
      const { agreement } = loadAgreement(path, terminal.workingDir);
      const ids = agreement.articles.map(({ id }) => id);
      const named = article === undefined ? undefined : articleNamed(article, ids);
      if (named !== undefined && "message" in named) {
        const fault = { code: "TL_CLI_USAGE", message: named.message };
        throw new CliError("TL_CLI_USAGE", { faults: [fault] });
      }
      const explainer = new Explainer(prepareAgreement(agreement), options.language);
      const told = explainer.agreement(named === undefined ? undefined : [named.id]);
      terminal.out(options.format === "json" ? JSON.stringify(told) : explanationText(told));
      finish(exitCode.ok);
    });
}
