import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Role } from "@truceline/model";
import { processEnvironment, processFlags } from "../apps/cli/bin/environment.js";
// Not by the package's name: all of the server takes longer to load than these tests use it.
import { TokenBook } from "../apps/server/src/people/token-book.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const main = "apps/cli/src/main.ts";
const startMaxMs = 100_000;
/** As `npm start` does: stripping types and compiling is most of what a short command takes. */
export const commandEnvironment = {
  ...processEnvironment,
  NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "truceline-compiled"),
  ...process.env,
};

/** A real `truceline watch` in a process of its own, on a free port, with a data folder of its own. */
export interface ServerProcess {
  readonly address: string;
  readonly pid: number;
  readonly dataDir: string;
  /** What it wrote to standard error so far. */
  log(): string;
  /** Ends it as Ctrl-C does; resolves to its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
}

export interface ServerProcessOptions {
  readonly args: readonly string[];
  readonly dataDir: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly port?: number;
  /** Runs as this user instead of ours; only root may. */
  readonly uid?: number;
}

/** Runs one command of the command line to its end. */
export function truceline(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): string {
  return execFileSync(process.execPath, ["--conditions=truceline-src", main, ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...commandEnvironment, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Makes a token as `truceline device add` does, without the two seconds that a command takes to start. */
export function deviceToken(dataDir: string, name = "test-device", role: Role = "device"): string {
  return new TokenBook(join(dataDir, "tokens.json")).add(name, role, Date.now());
}

/** A fresh data folder, and its removal. */
export function temporaryDataDir(): { readonly dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), "truceline-e2e-"));
  // Open to the unprivileged user that runs the database when root runs the tests.
  chmodSync(dir, 0o755);
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Starts a server and resolves once it prints its address. Rejects with its words if it ends first. */
export function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const { args, dataDir, environment = {}, port = 0, uid } = options;
  const child = spawn(
    process.execPath,
    [
      ...processFlags,
      "--conditions=truceline-src",
      main,
      "watch",
      ...args,
      "--port",
      String(port),
      "--data",
      dataDir,
    ],
    {
      cwd: root,
      env: { ...commandEnvironment, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    },
  );
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log = (log + text).slice(-200_000);
  });
  const ended = new Promise<number | null>((resolve) =>
    child.once("exit", (code) => resolve(code)),
  );
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // Not SIGKILL: the database would outlive it.
      child.kill("SIGTERM");
      reject(new Error(`no address within ${startMaxMs} ms\n${log}`));
    }, startMaxMs);
    void ended.then((code) => {
      clearTimeout(timer);
      reject(new Error(`exit ${code}\n${log}`));
    });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      const address = /^(http:\/\/\S+)$/m.exec(out)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(running(child, address, dataDir, () => log, ended));
    });
  });
}

function running(
  child: ChildProcess,
  address: string,
  dataDir: string,
  log: () => string,
  ended: Promise<number | null>,
): ServerProcess {
  return {
    address,
    pid: child.pid ?? -1,
    dataDir,
    log,
    stop: () => {
      child.kill("SIGINT");
      return ended;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
