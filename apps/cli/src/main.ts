import { Command, CommanderError } from "commander";
import { exitCode } from "./exit-code.ts";
import { printError } from "./print-error.ts";
import { processTerminal, ReaderGone, type Terminal } from "./terminal.ts";

type AddVerb = (program: Command, terminal: Terminal, finish: (code: number) => void) => void;

/** Each verb is loaded when it is asked for: all of them take several times as long as one. */
const verbs: Readonly<Record<string, () => Promise<AddVerb>>> = {
  agreement: async () => (await import("./verbs/agreement.ts")).addAgreement,
  bench: async () => (await import("./verbs/bench.ts")).addBench,
  check: async () => (await import("./verbs/check.ts")).addCheck,
  config: async () => (await import("./verbs/config.ts")).addConfig,
  coverage: async () => (await import("./verbs/coverage.ts")).addCoverage,
  decide: async () => (await import("./verbs/decide.ts")).addDecide,
  describe: async () => (await import("./verbs/describe.ts")).addDescribe,
  device: async () => (await import("./verbs/device.ts")).addDevice,
  doctor: async () => (await import("./verbs/doctor.ts")).addDoctor,
  escalation: async () => (await import("./verbs/escalation.ts")).addEscalation,
  explain: async () => (await import("./verbs/explain.ts")).addExplain,
  export: async () => (await import("./verbs/export.ts")).addExport,
  feed: async () => (await import("./verbs/feed.ts")).addFeed,
  import: async () => (await import("./verbs/import.ts")).addImport,
  log: async () => (await import("./verbs/log.ts")).addLog,
  obligations: async () => (await import("./verbs/obligations.ts")).addObligations,
  people: async () => (await import("./verbs/people.ts")).addPeople,
  plan: async () => (await import("./verbs/plan.ts")).addPlan,
  report: async () => (await import("./verbs/report.ts")).addReport,
  watch: async () => (await import("./verbs/watch.ts")).addWatch,
};

/** The verbs this command line needs: its own; none to say the version; all of them for any help. */
function verbsFor(first: string | undefined): (typeof verbs)[string][] {
  if (first === "--version" || first === "-V") return [];
  const own = first !== undefined && Object.hasOwn(verbs, first) ? verbs[first] : undefined;
  return own === undefined ? Object.values(verbs) : [own];
}

/** Runs one command line and resolves to its exit code. Nothing here ends the process. */
async function runTruceline(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = exitCode.ok;
  const finish = (result: number) => {
    code = result;
  };
  const program = new Command("truceline")
    .description("Plan, simulate, monitor, report on and verify a ceasefire line.")
    .version("0.1.0")
    .exitOverride()
    .showHelpAfterError("(add --help for the options and an example)")
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.say(text.trimEnd()),
    });
  for (const add of await Promise.all(verbsFor(args[0]).map((load) => load())))
    add(program, terminal, finish);
  for (const command of program.commands) {
    command.exitOverride();
    for (const sub of command.commands) sub.exitOverride();
  }
  try {
    await program.parseAsync([...args], { from: "user" });
  } catch (thrown) {
    if (thrown instanceof CommanderError)
      return thrown.exitCode === 0 ? exitCode.ok : exitCode.usage;
    if (thrown instanceof ReaderGone) return exitCode.ok;
    return printError(thrown, terminal);
  }
  return code;
}

const args = process.argv.slice(2);
process.exitCode = await runTruceline(args, processTerminal(args[0] === "watch"));
