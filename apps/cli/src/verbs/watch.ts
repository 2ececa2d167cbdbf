import { resolve } from "node:path";
import { openAgreementFiles, type RunningServer, startServer } from "@truceline/server";
import type { Command } from "commander";
import { pino } from "pino";
import { CliError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import { builtPageDir } from "../page-dir.ts";
import { readSettings, type SettingFlags } from "../settings.ts";
import { keepMemorySteady } from "../steady-memory.ts";
import type { Terminal } from "../terminal.ts";

interface WatchOptions extends SettingFlags {
  readonly deployment?: string;
  readonly exercise?: boolean | string;
  readonly replay?: string;
  readonly speed?: string;
  readonly feed: readonly string[];
}

/** `truceline watch`: the operations room on one agreement, until Ctrl-C. */
export function addWatch(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  program
    .command("watch")
    .description("Watch an agreement: take input, assess it, and serve the page and the API.")
    .argument("<agreement>", "folder with an agreement.yaml, or the file")
    .option(
      "--deployment <file>",
      "posts and sensors; else the deployment.yaml beside the agreement",
    )
    .option(
      "--feed <url>",
      "take messages from there, as in ais+tcp://192.0.2.7:4001; may be given again",
      (url: string, before: readonly string[]) => [...before, url],
      [],
    )
    .option("--exercise [seed]", "run a made-up exercise, the same for the same seed")
    .option("--replay <file>", "tell a stored stream of records (NDJSON) again")
    .option("--speed <factor>", "how much faster than it happened a replay runs", "1")
    .option("--port <number>", "port, 0 for any free one")
    .option("--host <address>", "address to listen on")
    .option("--data <dir>", "data folder")
    .option("--db <url>", "PostgreSQL to use instead of the embedded one")
    .addHelpText("after", "\nExample:\n  truceline watch scenarios/ukraine-2025 --exercise")
    .action(async (path: string, options: WatchOptions) => {
      const settings = readSettings(options, terminal);
      if (options.exercise !== undefined && options.replay !== undefined) {
        const message = "--exercise and --replay cannot be given together";
        throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
      }
      const isAlone = options.exercise !== undefined || options.replay !== undefined;
      if (isAlone && options.feed.length > 0) {
        const message = "--feed takes messages of the world; an exercise or a replay has its own";
        throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
      }
      const { folder } = openAgreementFiles(path, terminal.workingDir);
      keepMemorySteady();
      const stopped = waitForStop();
      const server = await startServer({
        agreementDir: folder,
        deploymentPath: options.deployment,
        exercise: options.exercise === undefined ? undefined : { seed: seedOf(options.exercise) },
        replay:
          options.replay === undefined
            ? undefined
            : { path: resolve(terminal.workingDir, options.replay), speed: Number(options.speed) },
        feedUrls: options.feed,
        host: settings.host,
        port: settings.port,
        dataDir: settings.dataDir,
        databaseUrl: settings.databaseUrl,
        pageDir: builtPageDir(),
        trustsProxy: settings.trustsProxy,
        auditDays: settings.auditDays,
        logger: pino({ level: settings.logLevel }, pino.destination({ dest: 2, sync: true })),
      });
      const room = server.host.current();
      terminal.say(`Truceline watches ${room.title} (${room.origin}).`);
      terminal.out(server.address);
      for (const { id, url } of room.feeds.list()) terminal.say(`Feed ${id}: ${url}`);
      if (options.exercise === undefined) await offerSetUp(server, terminal);
      terminal.say("Stop with Ctrl-C.");
      terminal.say(`Stopping (${await stopped}) …`);
      await server.stop();
      finish(exitCode.ok);
    });
}

/** While nobody can sign in, whoever sees this terminal makes the first administrator. */
async function offerSetUp({ host, address }: RunningServer, terminal: Terminal): Promise<void> {
  const { accounts } = host.people;
  if (!(await accounts.isEmpty())) return;
  const { code } = await accounts.issueSetUp("first start");
  terminal.say(
    "Nobody can sign in yet. This link makes the first administrator, once, within a day:",
  );
  terminal.say(`  ${address}/#set-up=${code}`);
}

const seedOf = (given: boolean | string): string => (typeof given === "string" ? given : "linden");

/** Resolves when somebody wants the end: a signal, or the parent that started us is gone. */
function waitForStop(): Promise<string> {
  return new Promise((stop) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => stop(signal));
    }
    if (process.channel !== undefined && process.channel !== null) {
      process.on("disconnect", () => stop("the starting process is gone"));
      // Listening must not keep this process alive once the server has stopped.
      process.channel.unref();
    }
  });
}
