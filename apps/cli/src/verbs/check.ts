import {
  clauseObservability,
  prepareAgreement,
  type Remark,
  remarkOnChanges,
  remarkOnDeployment,
  remarkOnHours,
  sarifLog,
} from "@truceline/agreement";
import { loadDeployment, parseAgreementAt } from "@truceline/server";
import { type Command, Option } from "commander";
import { observabilityLines, remarkLines } from "../check/check-text.ts";
import { exitCode } from "../exit-code.ts";
import { faultLine } from "../print-error.ts";
import type { Terminal } from "../terminal.ts";

interface CheckOptions {
  readonly against?: string;
  readonly deployment?: string;
  readonly format: "text" | "json" | "sarif";
  readonly json?: boolean;
  readonly observability?: boolean;
}

type Parsed = ReturnType<typeof parseAgreementAt>;

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
    .option("--against <old>", "an older version: tell what changed in meaning, with events")
    .option("--deployment <file>", "tell what this deployment cannot observe as well")
    .option("--observability", "for each article the means that could tell, and how far")
    .addOption(
      new Option("--format <name>", "lines, one JSON value, or SARIF 2.1.0")
        .choices(["text", "json", "sarif"])
        .default("text"),
    )
    .option("--json", "the same as --format json")
    .addHelpText(
      "after",
      "\nExample:\n  truceline check scenarios/minsk-2015\n" +
        "  truceline check scenarios/minsk-2015 --against scenarios/minsk-2014 --format sarif\n\n" +
        "Exit: 0 nothing to say, 1 remarks, 3 faults.",
    )
    .action((path: string, options: CheckOptions) => {
      const parsed = parseAgreementAt(path, terminal.workingDir);
      const old =
        options.against === undefined
          ? undefined
          : parseAgreementAt(options.against, terminal.workingDir);
      const faults = [...parsed.faults, ...(old?.faults ?? [])];
      const deployed = deploymentRemarks(parsed, options.deployment, terminal);
      const remarks = [...parsed.remarks, ...deployed];
      const told = { parsed, faults, remarks, changes: changesFrom(old, parsed) };
      write(told, options, terminal);
      const isFound = remarks.length > 0 || (told.changes ?? []).length > 0;
      finish(faults.length > 0 ? exitCode.refused : isFound ? exitCode.found : exitCode.ok);
    });
}

/** Undefined where nothing is compared, or one of the two has faults. */
function changesFrom(old: Parsed | undefined, parsed: Parsed): readonly Remark[] | undefined {
  if (old?.compiled === undefined || parsed.compiled === undefined) return undefined;
  const [before, after] = [old, parsed].map(({ compiled, files, locate }) => ({
    prepared: prepareAgreement(compiled as NonNullable<typeof compiled>),
    file: files.shownPath,
    locate,
  }));
  return before === undefined || after === undefined ? undefined : remarkOnChanges(before, after);
}

function deploymentRemarks(
  { compiled, files, locate }: Parsed,
  path: string | undefined,
  terminal: Terminal,
): readonly Remark[] {
  if (compiled === undefined || path === undefined) return [];
  const deployment = loadDeployment(files, path, terminal.workingDir);
  const prepared = prepareAgreement(compiled);
  const remarks = [
    ...remarkOnDeployment(prepared, deployment),
    ...remarkOnHours(prepared, deployment),
  ];
  return remarks.map((remark) => {
    const pointer = remark.path ?? "";
    const place = locate?.(pointer) ?? locate?.(pointer.split("/").slice(0, 3).join("/"));
    return { ...remark, file: place?.file, line: place?.line, column: place?.column };
  });
}

interface Told {
  readonly parsed: Parsed;
  readonly faults: Parsed["faults"];
  readonly remarks: readonly Remark[];
  readonly changes: readonly Remark[] | undefined;
}

function write(
  { parsed, faults, remarks, changes }: Told,
  { format: stated, json, observability: isAsked }: CheckOptions,
  terminal: Terminal,
): void {
  const format = json === true ? "json" : stated;
  const { compiled, files } = parsed;
  const { shownPath } = files;
  if (format === "sarif") {
    terminal.out(JSON.stringify(sarifLog(shownPath, faults, [...remarks, ...(changes ?? [])])));
    return;
  }
  if (format === "json") {
    const compared = changes === undefined ? {} : { changes };
    const observability = compiled === undefined ? [] : clauseObservability(compiled.articles);
    const told = {
      path: shownPath,
      hash: compiled?.hash ?? null,
      faults,
      remarks,
      ...compared,
      observability,
    };
    terminal.out(JSON.stringify(told));
    return;
  }
  for (const fault of faults) terminal.out(faultLine(fault));
  for (const remark of [...remarks, ...(changes ?? [])]) {
    for (const line of remarkLines(remark, shownPath)) terminal.out(line);
  }
  if (isAsked === true && compiled !== undefined) {
    for (const clause of clauseObservability(compiled.articles)) {
      for (const line of observabilityLines(clause)) terminal.out(line);
    }
  }
  if (compiled === undefined || faults.length > 0) {
    terminal.say(`${shownPath}: ${faults.length} faults.`);
    return;
  }
  const { articles, lines, zones, hash } = compiled;
  const changed = changes === undefined ? "" : `; ${changes.length} changes of meaning`;
  terminal.say(
    `${shownPath}: ${articles.length} articles, ${lines.length} lines, ${zones.length} zones; ` +
      `${remarks.length} remarks${changed}. Compiled form ${hash.slice(0, 12)}.`,
  );
}
