import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StoreError } from "../errors.ts";
import { type Account, canEnter, chooseAccount } from "./account.ts";
import type { Log } from "./log.ts";

/** Where root keeps what an unprivileged user must reach, when the data folder is closed to it. */
export const sharedRoot = "/var/lib/truceline";
/** A Unix socket's path may have 107 bytes; PostgreSQL adds its file name to the folder's. */
const socketPathByteMax = 107;
export const socketPort = 5432;
export const socketFileName = `.s.PGSQL.${socketPort}`;

/** The folder that belongs to the account: database, password, log, socket. */
export interface Home {
  readonly dir: string;
  readonly dataDir: string;
  readonly account: Account;
  /** True when the home lies outside the folder the caller gave. */
  readonly isElsewhere: boolean;
}

/**
 * Finds or makes the home inside `dir`. Where root's chosen account cannot reach `dir` (a folder
 * below a private `/root`), the home is made under `/var/lib/truceline` and a file
 * `postgres.location` in `dir` says where. A home that already holds a database is never left for
 * an empty one.
 *
 * @throws StoreError `TL_STORE_FOLDER_FOREIGN`, `TL_STORE_FOLDER_UNREACHABLE`,
 *   `TL_STORE_FOLDER_READ_ONLY`, `TL_STORE_DISK_FULL`, `TL_STORE_ACCOUNT_ABSENT`.
 */
export function prepareHome(dir: string, runAs: string | undefined, log: Log): Home {
  const pointer = join(dir, "postgres.location");
  const isElsewhere = existsSync(pointer);
  const place = isElsewhere ? readFileSync(pointer, "utf8").trim() : join(dir, "postgres");
  if (isElsewhere && !existsSync(place)) {
    throw new StoreError("TL_STORE_FOLDER_DAMAGED", { dir, missing: place });
  }
  const account = chooseAccount(runAs, place);
  const owner = lstatSync(place, { throwIfNoEntry: false })?.uid;
  if (!account.drops && owner !== undefined && owner !== account.uid) {
    throw new StoreError("TL_STORE_FOLDER_FOREIGN", { dir: place, ownerUid: owner });
  }
  const home = makeHome(place, account, isElsewhere);
  if (!account.drops || canEnter(account, home.dir) || openToGroup(dir, home)) return home;

  if (existsSync(home.dataDir) || isElsewhere) {
    throw new StoreError("TL_STORE_FOLDER_UNREACHABLE", { dir: place, runAs: account.name });
  }
  rmdirSync(place);
  const elsewhere = join(sharedRoot, `data-${randomBytes(6).toString("hex")}`);
  try {
    mkdirSync(sharedRoot, { recursive: true, mode: 0o755 });
    const moved = makeHome(elsewhere, account, true);
    if (!canEnter(account, moved.dir)) throw new Error(`${elsewhere} cannot be entered`);
    writeFileSync(pointer, `${elsewhere}\n`);
    log("the database lies outside the data folder, which its user cannot reach", {
      dir,
      runAs: account.name,
      elsewhere,
    });
    return moved;
  } catch (error) {
    const details = { dir, runAs: account.name, tried: elsewhere };
    throw new StoreError("TL_STORE_FOLDER_UNREACHABLE", details, { cause: error });
  }
}

/**
 * A private data folder that root has just made (`mktemp -d`) needs no other place: the account's
 * group may pass through it, and see nothing. False, and nothing changed, where that is not enough.
 */
function openToGroup(dir: string, { account, dir: homeDir }: Home): boolean {
  const { uid, gid, mode } = statSync(dir);
  if (uid !== 0) return false;
  chownSync(dir, uid, account.gid);
  chmodSync(dir, (mode & 0o7707) | 0o010);
  if (canEnter(account, homeDir)) return true;
  chownSync(dir, uid, gid);
  chmodSync(dir, mode & 0o7777);
  return false;
}

function makeHome(path: string, account: Account, isElsewhere: boolean): Home {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (account.drops) chownSync(path, account.uid, account.gid);
  chmodSync(path, 0o700);
  const dir = realpathSync(path);
  return { dir, dataDir: join(dir, "data"), account, isElsewhere };
}

/** A fault of the file system in the data folder, said in our words. Others come back unchanged. */
export function folderFault(error: unknown, dir: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new StoreError("TL_STORE_DISK_FULL", { dir }, { cause: error });
  }
  if (["EACCES", "EROFS", "EPERM", "ENOTDIR", "EEXIST"].includes(code ?? "")) {
    return new StoreError("TL_STORE_FOLDER_READ_ONLY", { dir }, { cause: error });
  }
  return error;
}

/**
 * A private folder for the socket whose path is short enough: in the home, else in the folder for
 * temporary files, under a name that is the same at each start (so that none pile up).
 */
export function prepareSocketDir(home: Home): string {
  const inHome = join(home.dir, "socket");
  const mark = createHash("sha256").update(home.dir).digest("hex").slice(0, 12);
  const name = `truceline-${home.account.uid}-${mark}`;
  for (const path of [inHome, join(tmpdir(), name), join("/tmp", name)]) {
    if (Buffer.byteLength(join(path, socketFileName)) > socketPathByteMax) continue;
    try {
      mkdirSync(path, { mode: 0o700 });
      if (home.account.drops) chownSync(path, home.account.uid, home.account.gid);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    // In a folder that everybody may write to, somebody else may have been first.
    const found = lstatSync(path);
    const isOurs = found.isDirectory() && (found.mode & 0o077) === 0;
    if (isOurs && (path === inHome || found.uid === home.account.uid)) {
      if (home.account.drops) chownSync(path, home.account.uid, home.account.gid);
      return path;
    }
  }
  throw new StoreError("TL_STORE_FOLDER_UNREACHABLE", { dir: home.dir, missing: "socket folder" });
}
