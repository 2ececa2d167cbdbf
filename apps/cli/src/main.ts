import { Command, CommanderError } from "commander";
import { exitCode } from "./exit-code.ts";
import { printError } from "./print-error.ts";
import { processTerminal, type Terminal } from "./terminal.ts";
import { addAgreement } from "./verbs/agreement.ts";
import { addBench } from "./verbs/bench.ts";
import { addCheck } from "./verbs/check.ts";
import { addConfig } from "./verbs/config.ts";
import { addCoverage } from "./verbs/coverage.ts";
import { addDecide } from "./verbs/decide.ts";
import { addDescribe } from "./verbs/describe.ts";
import { addDevice } from "./verbs/device.ts";
import { addDoctor } from "./verbs/doctor.ts";
import { addEscalation } from "./verbs/escalation.ts";
import { addExplain } from "./verbs/explain.ts";
import { addExport } from "./verbs/export.ts";
import { addFeed } from "./verbs/feed.ts";
import { addImport } from "./verbs/import.ts";
import { addLog } from "./verbs/log.ts";
import { addObligations } from "./verbs/obligations.ts";
import { addPeople } from "./verbs/people.ts";
import { addPlan } from "./verbs/plan.ts";
import { addReport } from "./verbs/report.ts";
import { addWatch } from "./verbs/watch.ts";

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
  for (const add of [
    addAgreement,
    addBench,
    addCheck,
    addConfig,
    addCoverage,
    addDecide,
    addDescribe,
    addDevice,
    addDoctor,
    addEscalation,
    addExplain,
    addExport,
    addFeed,
    addImport,
    addLog,
    addObligations,
    addPeople,
    addPlan,
    addReport,
    addWatch,
  ])
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
    return printError(thrown, terminal);
  }
  return code;
}

process.exitCode = await runTruceline(process.argv.slice(2), processTerminal());
