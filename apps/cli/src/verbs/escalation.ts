import { parseEscalationEvents, walkEscalation } from "@truceline/agreement";
import { loadAgreement } from "@truceline/server";
import { type Command, Option } from "commander";
import { CliError } from "../errors.ts";
import { ladderText, walkText } from "../escalation/ladder-text.ts";
import { exitCode } from "../exit-code.ts";
import { instantOption } from "../instant-option.ts";
import { readFileText } from "../read-file.ts";
import type { Terminal } from "../terminal.ts";

interface EscalationOptions {
  readonly at?: string;
  readonly format: "text" | "json";
}

/** `truceline escalation`: the ladder of an agreement, walked through what was entered. */
export function addEscalation(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  program
    .command("escalation")
    .description(
      "Walk an agreement's escalation ladder through findings, answers and decisions: where it stands, what is open to decision, and why.",
    )
    .argument("<agreement>", "folder with an agreement.yaml, or the file")
    .argument(
      "[events]",
      "what was entered: escalation-events/1 (YAML), or .ndjson, one event a line",
    )
    .option("--at <instant>", "where it stands at this instant; at the last event unless given")
    .addOption(
      new Option("--format <format>", "text for people, or one JSON value")
        .choices(["text", "json"])
        .default("text"),
    )
    .addHelpText(
      "after",
      "\nExample:\n  truceline escalation scenarios/ukraine-2025\n" +
        "  truceline escalation scenarios/ukraine-2025 events.ndjson --at 2025-03-20T12:00+02:00\n\n" +
        "Nothing here takes a step that people must decide. Without events the ladder itself is written.\n" +
        "Exit: 0 nothing is open, 1 something is open to decision, 3 faults of the agreement or the events.",
    )
    .action((path: string, eventsPath: string | undefined, options: EscalationOptions) => {
      const { agreement } = loadAgreement(path, terminal.workingDir);
      const { id, hash, timezone, escalation, decisions = [], inForce } = agreement;
      if (escalation === undefined) {
        const message = `${id} has no escalation ladder; \`escalation:\` in its document holds one`;
        throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
      }
      const isJson = options.format === "json";
      if (eventsPath === undefined) {
        if (options.at !== undefined) {
          const message = "--at needs events";
          throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
        }
        terminal.out(isJson ? JSON.stringify({ id, hash, escalation }) : ladderText(agreement));
        finish(exitCode.ok);
        return;
      }
      const text = readFileText(eventsPath, terminal);
      const { events, faults } = parseEscalationEvents({ path: eventsPath, text }, agreement);
      if (events === undefined) throw new CliError("TL_CLI_FILE", { path: eventsPath, faults });
      const lastMs = Math.max(inForce.fromMs, ...events.map(({ atMs }) => atMs));
      const atMs = options.at === undefined ? lastMs : instantOption("--at", options.at);
      const frame = { escalation, decisions, beginsMs: inForce.fromMs };
      const { entries, standing } = walkEscalation(frame, events, atMs);
      terminal.out(
        isJson
          ? JSON.stringify({ id, hash, timezone, entries, standing })
          : walkText(agreement, entries, standing),
      );
      finish(standing.open.length === 0 ? exitCode.ok : exitCode.found);
    });
}
