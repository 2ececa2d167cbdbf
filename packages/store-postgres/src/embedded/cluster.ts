import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { StoreError } from "../errors.ts";
import { asAccount } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import type { Home } from "./home.ts";
import type { Log } from "./log.ts";

/** The database's own superuser; reachable only through the private socket, with a password. */
export const superuser = "truceline";

const passwordPath = (home: Home): string => join(home.dir, "password");

/** The random password, kept 0600 beside the data. */
export function readPassword(home: Home): string {
  try {
    return readFileSync(passwordPath(home), "utf8").trim();
  } catch (error) {
    const details = { dir: home.dir, missing: "password" };
    throw new StoreError("TL_STORE_FOLDER_DAMAGED", details, { cause: error });
  }
}

/**
 * Makes the database cluster where there is none: in `data.tmp`, renamed when complete, so that a
 * start cut short leaves nothing that looks like a database.
 *
 * @throws StoreError `TL_STORE_VERSION`, `TL_STORE_FOLDER_DAMAGED`, `TL_STORE_DISK_FULL`,
 *   `TL_STORE_START_FAILED` (with what initdb said).
 */
export async function prepareCluster(
  home: Home,
  binaries: Binaries,
  log: Log,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (existsSync(home.dataDir)) {
    checkVersion(home, binaries);
    readPassword(home);
    ownByAccount(home);
    return;
  }
  const draft = join(home.dir, "data.tmp");
  rmSync(draft, { recursive: true, force: true });
  writePassword(home);
  log("making the database", { dir: home.dataDir });
  await runInitdb(home, binaries, draft, signal);
  renameSync(draft, home.dataDir);
  const folder = openSync(home.dir, "r");
  fsyncSync(folder);
  closeSync(folder);
}

function checkVersion(home: Home, binaries: Binaries): void {
  const path = join(home.dataDir, "PG_VERSION");
  if (!existsSync(path)) {
    throw new StoreError("TL_STORE_FOLDER_DAMAGED", { dir: home.dataDir, missing: "PG_VERSION" });
  }
  const found = Number.parseInt(readFileSync(path, "utf8"), 10);
  if (found === binaries.majorVersion) return;
  const details = { dir: home.dataDir, found, expected: binaries.majorVersion };
  throw new StoreError("TL_STORE_VERSION", details);
}

function writePassword(home: Home): void {
  const path = passwordPath(home);
  rmSync(path, { force: true });
  const file = openSync(path, "wx", 0o600);
  writeFileSync(file, `${randomBytes(24).toString("base64url")}\n`);
  fsyncSync(file);
  closeSync(file);
  // initdb reads it as the account.
  if (home.account.drops) chownSync(path, home.account.uid, home.account.gid);
}

/** A folder copied by root, or first used by another account, is handed to the account. */
function ownByAccount(home: Home): void {
  const { account, dir } = home;
  if (!account.drops) return;
  for (const entry of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
    lchownSync(join(dir, entry), account.uid, account.gid);
  }
}

async function runInitdb(
  home: Home,
  binaries: Binaries,
  draft: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = [
    ["-D", draft, "-U", superuser],
    ["-A", "scram-sha-256", `--pwfile=${passwordPath(home)}`],
    // Byte order everywhere: the same on each machine, whatever its language.
    ["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
  ].flat();
  const child = spawn(binaries.initdb, options, {
    ...asAccount(home.account),
    cwd: home.dir,
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
    stdio: ["ignore", "pipe", "pipe"],
    ...(signal === undefined ? {} : { signal }),
  });
  let said = "";
  const keep = (chunk: Buffer): void => {
    said = (said + chunk.toString("utf8")).slice(-4_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  signal?.throwIfAborted();
  if (status !== 0) throw startFault(home, said, { program: "initdb", status });
}

/** Turns what a program wrote into the error that says whose turn it is. */
export function startFault(
  home: Home,
  logTail: string,
  details: Readonly<Record<string, unknown>>,
): StoreError {
  const isFull = /No space left on device|Disk quota exceeded/.test(logTail);
  return new StoreError(isFull ? "TL_STORE_DISK_FULL" : "TL_STORE_START_FAILED", {
    ...details,
    dir: home.dir,
    logTail,
  });
}
