import { durationMs } from "@truceline/feeds";
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

/** `truceline feed test`: what does this sender say, and can it be read? */
export function addFeed(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  program
    .command("feed")
    .description("Feeds: try one before it is put into a room.")
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
