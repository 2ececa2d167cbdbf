import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type Language, languages, seededRng } from "@truceline/model";
import { openAgreementFiles } from "@truceline/server";
import { createWording, placeNamer } from "@truceline/wording";
import type { Command } from "commander";
import { exitCode } from "../exit-code.ts";
import { openLogDesk } from "../log/log-desk.ts";
import { runLines } from "../log/log-lines.ts";
import { LogPrompt, promptHelp } from "../log/log-prompt.ts";
import { seatAt } from "../log/log-seat.ts";
import { LogSession } from "../log/log-session.ts";
import { Outbox } from "../log/outbox.ts";
import { readRoomGround } from "../records/room-store.ts";
import { addWhereOptions, refuse, type WhereFlags, whereOf } from "../records/where.ts";
import { readSettings } from "../settings.ts";
import type { Terminal } from "../terminal.ts";

interface LogOptions extends WhereFlags {
  readonly post: string;
  readonly observer: string;
  readonly language: string;
  readonly deployment?: string;
  readonly stdin?: boolean;
  readonly table?: boolean;
  readonly submit?: boolean;
  readonly json?: boolean;
}

/** Where lines come from, and where the prompt is drawn. */
export interface LogStreams {
  readonly input: NodeJS.ReadableStream;
  readonly screen: NodeJS.WritableStream;
}

/** `truceline log`: the field log at a terminal, line by line, or many lines from standard input. */
export function addLog(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
  streams: LogStreams = { input: process.stdin, screen: process.stderr },
): void {
  const command = program
    .command("log")
    .description(
      "Write the field log: one line an observation, read back as the report's sentence.",
    )
    .argument("<agreement>", "folder with an agreement.yaml, or the file")
    .requiredOption("--post <name>", "where you are: a post's id or name, or a place")
    .option("--observer <names>", "who observes, the one who types first", "Observer")
    .option("--language <language>", `words of the lines: ${languages.join(", ")}`, "en")
    .option("--deployment <file>", "posts; else the deployment.yaml beside the agreement");
  addWhereOptions(command)
    .option("--stdin", "read lines from standard input, an answer a line, no prompt")
    .option("--table", "with --stdin: the input is a table in the mission's columns")
    .option("--submit", "with --stdin: submit what was kept")
    .option("--json", "with --stdin: write the answers as JSON")
    .addHelpText(
      "after",
      '\nExample:\n  truceline log scenarios/ukraine-2025 --post "OP 9" --observer "Observer 21" --server http://127.0.0.1:8480\n' +
        "  2140-2155 heard 9 expl undet 3-5 NNE, >=4 bursts HMG 1-2 E\n" +
        `\nIn the prompt:\n${promptHelp.map((line) => `  ${line}`).join("\n")}\n` +
        "\nThe words: docs/reference/log-line.md.\n" +
        "\nExit: 0 all kept, 3 something was refused, 4 nobody answered (what was typed is kept and sent later).",
    )
    .action(async (path: string, options: LogOptions) => {
      const language = languages.find((one) => one === options.language);
      if (language === undefined) refuse(`--language is one of ${languages.join(", ")}`);
      const { stdin = false, json = false, submit = false, table = false } = options;
      if (!stdin && (json || submit || table))
        refuse("--json, --submit and --table go with --stdin");
      finish(await runLog(path, { ...options, language }, terminal, streams));
    });
}

async function runLog(
  path: string,
  options: LogOptions & { readonly language: Language },
  terminal: Terminal,
  streams: LogStreams,
): Promise<number> {
  const { language, deployment, db, data } = options;
  const where = whereOf(options, terminal);
  const ground = readRoomGround(path, deployment, terminal);
  const { folder } = openAgreementFiles(path, terminal.workingDir);
  const observers = options.observer.split(",").map((name) => name.trim());
  const seat = seatAt(options.post, observers, ground);
  const { dataDir } = readSettings({ db, data }, terminal);
  const outbox = new Outbox(join(dataDir, "log-outbox", `${ground.id}.json`));
  // A pipe is read to its end before the room is opened: an answer of the room must not block it.
  const lines = options.stdin === true ? await text(streams.input as never) : undefined;
  const desk = await openLogDesk(
    where,
    { agreementDir: folder, deploymentPath: deployment },
    observers[0] ?? "Observer",
    terminal,
  );
  try {
    const rng = seededRng(randomUUID());
    const session = await LogSession.open({
      desk,
      outbox,
      ground,
      seat,
      language,
      clock: terminal,
      rng,
    });
    const { timezone } = ground.agreement.compiled;
    const wording = createWording(language, {
      timezone,
      placeName: placeNamer(ground.places, language),
    });
    if (lines !== undefined) {
      const { table = false, submit = false, json = false } = options;
      const how = { isTable: table, toSubmit: submit, asJson: json };
      return await runLines(lines, session, wording, terminal, how);
    }
    await new LogPrompt({ session, wording, ground, terminal, ...streams }).run();
    const isWaiting = outbox.unsent.some(({ refused }) => refused === undefined);
    return isWaiting ? exitCode.absent : exitCode.ok;
  } finally {
    await desk.close();
  }
}
