import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { arch, platform, totalmem } from "node:os";
import { join } from "node:path";
import { TrucelineError } from "@truceline/model";
import { openDatabase, openStoreAt } from "@truceline/server";
import type { Command } from "commander";
import { pino } from "pino";
import { exitCode } from "../exit-code.ts";
import { builtPageDir } from "../page-dir.ts";
import { readSettings, type SettingFlags, type Settings } from "../settings.ts";
import type { Terminal } from "../terminal.ts";

interface Examination {
  readonly name: string;
  /** `good`, `poor`: works, but less well; `missing`: does not work without it. */
  readonly state: "good" | "poor" | "missing";
  readonly text: string;
  readonly code?: string;
}

const freeBytesGood = 5_000_000_000;
const memoryBytesGood = 2_000_000_000;

/** `truceline doctor`: what this machine has and lacks for Truceline, each with what to do. */
export function addDoctor(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  program
    .command("doctor")
    .description("Say what is here and what is missing: Node, database, folder, port, page.")
    .option("--port <number>", "port to look at")
    .option("--data <dir>", "data folder to look at")
    .option("--db <url>", "PostgreSQL to look at instead of the embedded one")
    .option("--json", "write the result as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  truceline doctor\n\nExit: 0 all good, 1 something is poor, 4 something is missing.",
    )
    .action(async (options: SettingFlags & { json?: boolean }) => {
      const settings = readSettings(options, terminal);
      const examinations = [
        runtime(),
        memory(),
        folder(settings),
        await database(settings),
        await port(settings),
        page(),
      ];
      if (options.json === true) terminal.out(JSON.stringify({ examinations }));
      else {
        for (const { name, state, text, code } of examinations) {
          terminal.out(
            `${state.padEnd(8)} ${name.padEnd(9)} ${text}${code === undefined ? "" : ` [${code}]`}`,
          );
        }
      }
      const has = (state: Examination["state"]) => examinations.some((one) => one.state === state);
      finish(has("missing") ? exitCode.absent : has("poor") ? exitCode.found : exitCode.ok);
    });
}

function runtime(): Examination {
  const text = `Node ${process.versions.node} on ${platform()} ${arch()}`;
  const known = platform() === "linux" && ["x64", "arm64"].includes(arch());
  return known
    ? { name: "runtime", state: "good", text }
    : {
        name: "runtime",
        state: "poor",
        text: `${text}: not tried; the embedded database is for Linux, use --db`,
      };
}

function memory(): Examination {
  const text = `${Math.round(totalmem() / 1e9)} GB`;
  if (totalmem() >= memoryBytesGood) return { name: "memory", state: "good", text };
  return { name: "memory", state: "poor", text: `${text}; 2 GB are needed for a busy day` };
}

function folder({ dataDir }: Settings): Examination {
  try {
    mkdirSync(dataDir, { recursive: true });
    const trial = mkdtempSync(join(dataDir, ".doctor-"));
    writeFileSync(join(trial, "trial"), "trial");
    rmSync(trial, { recursive: true });
    const { bavail, bsize } = statfsSync(dataDir);
    const text = `${dataDir}: writable, ${Math.round((bavail * bsize) / 1e9)} GB free`;
    return { name: "folder", state: bavail * bsize >= freeBytesGood ? "good" : "poor", text };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      name: "folder",
      state: "missing",
      text: `${reason}. Make it writable or name another with --data.`,
    };
  }
}

async function database(settings: Settings): Promise<Examination> {
  const name = "database";
  try {
    const opened = await openDatabase({ ...settings, logger: pino({ level: "silent" }) });
    try {
      const store = await openStoreAt(opened.addressOf("doctor"));
      await store.ping();
      await store.close();
    } finally {
      await opened.close();
    }
    return {
      name,
      state: "good",
      text: settings.databaseUrl === undefined ? "the embedded one starts and answers" : "answers",
    };
  } catch (error) {
    if (!(error instanceof TrucelineError)) throw error;
    const { code, message, hint = "" } = error;
    // A running instance is no fault of the machine's.
    const state = error.fault === "busy" ? "poor" : "missing";
    return { name, state, text: `${message} ${hint}`.trim(), code };
  }
}

function port({ host, port: number }: Settings): Promise<Examination> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", ({ message }) => {
      resolve({ name: "port", state: "poor", text: `${message}; choose another with --port` });
    });
    server.listen(number, host, () => {
      server.close(() =>
        resolve({ name: "port", state: "good", text: `${host}:${number} is free` }),
      );
    });
  });
}

function page(): Examination {
  const dir = builtPageDir();
  return dir !== undefined && existsSync(join(dir, "index.html"))
    ? { name: "page", state: "good", text: "built" }
    : {
        name: "page",
        state: "poor",
        text: "not built; `npm start` builds it, the API works without it",
      };
}
