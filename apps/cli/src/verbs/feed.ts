import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { durationMs } from "@truceline/feeds";
import { patrolFormAsRecords, writeForm } from "@truceline/interop";
import type { Command } from "commander";
import { CliError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import { feedText } from "../feed/feed-text.ts";
import { hearFeed } from "../feed/hear-feed.ts";
import type { Terminal } from "../terminal.ts";

interface FeedTestOptions {
  readonly seconds: string;
  readonly count?: string;
  readonly json?: boolean;
}

/**
 * `truceline feed test`: what does this sender say, and can it be read? `truceline feed form`: what patrols
 * fill in on their phones.
 */
export function addFeed(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  const feed = program
    .command("feed")
    .description(
      "Feeds: try one before it is put into a room; write the form that patrols fill in.",
    );
  feed
    .command("form")
    .description("Write the patrol form as an XLSForm, for the programs that put forms on phones.")
    .argument("<file>", "such as patrol.xlsx; a file that is there stays as it is")
    .addHelpText("after", "\nExample:\n  truceline feed form patrol.xlsx")
    .action((path: string) => {
      const { form } = patrolFormAsRecords;
      try {
        writeFileSync(resolve(terminal.workingDir, path), writeForm(form), { flag: "wx" });
      } catch (cause) {
        const { code, message } = cause as { code?: string; message: string };
        const is = code === "EEXIST" ? "TL_CLI_EXISTS" : "TL_CLI_WRITE";
        throw new CliError(is, { path, reason: message }, { cause });
      }
      terminal.out(`${path}: ${form.title}, form ${form.id} version ${form.version}.`);
      finish(exitCode.ok);
    });
  feed
    .command("test")
    .description("Listen to a feed for a while and say what it says. Nothing is kept or moved.")
    .argument("<url>", "as in ais+tcp://192.0.2.7:4001; without a format it is found out")
    .option("--seconds <n>", "how long to listen", "10")
    .option("--count <n>", "stop after so many messages")
    .option("--json", "write the result as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  truceline feed test ais+tcp://192.0.2.7:4001\n" +
        "  truceline feed test udp://:10110 --seconds 60\n" +
        "\nExit: 0 messages came and all could be read, 1 some could not, 4 nothing came.",
    )
    .action(async (url: string, options: FeedTestOptions) => {
      const forMs = durationMs(`${options.seconds}s`) ?? refuse("--seconds is no number above 0");
      const messageCount =
        options.count === undefined ? Number.POSITIVE_INFINITY : Number(options.count);
      if (!(messageCount >= 1)) refuse("--count is no number of messages");
      const heard = await hearFeed(url, { forMs, messageCount }, terminal);
      if (options.json === true) terminal.out(JSON.stringify(heard));
      else for (const line of feedText(heard)) terminal.out(line);
      const { status } = heard;
      const isHeard = status.messageCount + status.faultCount > 0;
      finish(!isHeard ? exitCode.absent : status.faultCount > 0 ? exitCode.found : exitCode.ok);
    });
}

function refuse(message: string): never {
  throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
}
