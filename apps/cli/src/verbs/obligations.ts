import { contributionTotals, moneyByYear, visitEvidence } from "@truceline/agreement";
import { loadAgreement } from "@truceline/server";
import { type Command, Option } from "commander";
import { describeObligations, obligationsText } from "../describe/obligations-text.ts";
import { CliError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import { instantOption } from "../instant-option.ts";
import { contributionsText, moneyText } from "../obligations/money-text.ts";
import { readObligationEvents } from "../obligations/read-obligation-events.ts";
import { readVisits } from "../obligations/read-visits.ts";
import type { Terminal } from "../terminal.ts";

interface ObligationsOptions {
  readonly events?: string;
  readonly visits?: string;
  readonly at?: string;
  readonly format: "text" | "json";
}

/** `truceline obligations`: who owes what by when, and, from what was entered, how it stands. */
export function addObligations(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  program
    .command("obligations")
    .description(
      "List an agreement's obligations by date with their critical path, money by year, contributions; and their states from what was entered.",
    )
    .argument("<agreement>", "folder with an agreement.yaml, or the file")
    .option("--events <file>", "what was entered (obligation-events/1); tells their states")
    .option(
      "--visits <file>",
      "visits to sites as evidence: NDJSON of `truceline export site-visits`",
    )
    .option(
      "--at <instant>",
      "with --events or --visits: the states at this instant; now unless given",
    )
    .addOption(
      new Option("--format <format>", "text for people, or one JSON value")
        .choices(["text", "json"])
        .default("text"),
    )
    .addHelpText(
      "after",
      "\nExample:\n  truceline obligations scenarios/ukraine-2025\n" +
        "  truceline obligations scenarios/ukraine-2025 --events entered.yaml --at 2025-04-01T00:00+03:00\n\n" +
        "Without --events or --visits no states are told: that a date has passed shows nothing.\n" +
        "Exit: 0 nothing is late or disputed, 1 something is, 3 faults of the agreement or a file.",
    )
    .action((path: string, options: ObligationsOptions) => {
      const { agreement } = loadAgreement(path, terminal.workingDir);
      const { events, visits } = options;
      const entered = events === undefined ? [] : readObligationEvents(events, agreement, terminal);
      const seen = visits === undefined ? [] : readVisits(visits, terminal);
      const isTold = events !== undefined || visits !== undefined;
      if (options.at !== undefined && !isTold) {
        const message = "--at needs --events or --visits: without them no states are told";
        throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
      }
      const atMs = options.at === undefined ? terminal.nowMs() : instantOption("--at", options.at);
      const fromVisits = visitEvidence(agreement.obligations ?? [], seen, entered);
      const all = isTold ? [...entered, ...fromVisits] : undefined;
      const described = describeObligations(agreement, all, atMs);
      const dueMsOf = (id: string) => {
        const one = described.obligations.find((candidate) => candidate.id === id);
        return one?.status?.dueMs ?? one?.dueMs ?? null;
      };
      const money = moneyByYear(agreement.obligations ?? [], dueMsOf, agreement.timezone);
      const { contributions = [] } = agreement;
      if (options.format === "json") {
        const totals = contributionTotals(contributions);
        const { id, hash } = agreement;
        terminal.out(
          JSON.stringify({ id, hash, ...described, fromVisits, money, contributions, totals }),
        );
      } else {
        const parts = [
          obligationsText(described, agreement.timezone).trimStart(),
          moneyText(money),
          contributionsText(agreement),
        ].filter((part) => part !== "");
        terminal.out(parts.length === 0 ? `${agreement.id} has no obligations.` : parts.join("\n"));
      }
      const isOpen = described.obligations.some(
        ({ status }) => status?.state === "late" || status?.state === "disputed",
      );
      finish(isOpen ? exitCode.found : exitCode.ok);
    });
}
