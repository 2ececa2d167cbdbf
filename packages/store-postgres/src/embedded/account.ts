import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { StoreError } from "../errors.ts";

/** The user that runs the server. `drops` says that this process is root and steps down to it. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly drops: boolean;
}

/**
 * Users that root steps down to, best first. One of their own is best; `nobody` may be shared with
 * other services, and is there on every Linux.
 */
const preferredNames = ["truceline", "postgres", "nobody", "daemon"];

interface PasswdRow {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

function passwdRows(): readonly PasswdRow[] {
  const rows: PasswdRow[] = [];
  for (const line of readFileSync("/etc/passwd", "utf8").split("\n")) {
    const [name, , uid, gid] = line.split(":");
    if (name === undefined || uid === undefined || gid === undefined) continue;
    rows.push({ name, uid: Number(uid), gid: Number(gid) });
  }
  return rows;
}

/**
 * Who will run PostgreSQL. An ordinary user runs it himself. Root cannot (initdb and postgres
 * refuse), so it steps down: to `runAs` if given, else to the owner of the data that is already
 * there, else to the first of a short list. The user must stand in `/etc/passwd`, because initdb
 * looks its name up.
 *
 * @throws StoreError `TL_STORE_ACCOUNT_ABSENT` when there is no such user.
 */
export function chooseAccount(runAs: string | undefined, existingDataDir?: string): Account {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid !== 0) return { name: String(uid), uid, gid, drops: false };

  const rows = passwdRows().filter((row) => row.uid !== 0);
  const ownerUid = ownerOf(existingDataDir);
  const found =
    runAs === undefined
      ? (rows.find((row) => row.uid === ownerUid) ??
        preferredNames.flatMap((name) => rows.filter((row) => row.name === name))[0])
      : rows.find((row) => row.name === runAs);
  if (found === undefined) throw new StoreError("TL_STORE_ACCOUNT_ABSENT", { runAs });
  return { ...found, drops: true };
}

function ownerOf(path: string | undefined): number | undefined {
  if (path === undefined) return undefined;
  return statSync(path, { throwIfNoEntry: false })?.uid;
}

/** Options of `spawn` that make the child run as the account. */
export function asAccount(account: Account): { uid?: number; gid?: number } {
  return account.drops ? { uid: account.uid, gid: account.gid } : {};
}

/**
 * Whether the account can enter a folder. Asked by trying, since access lists and mount options
 * are not in the mode bits.
 */
export function canEnter(account: Account, dir: string): boolean {
  const tried = spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", dir], {
    ...asAccount(account),
    cwd: "/",
    stdio: "ignore",
  });
  return tried.status === 0;
}
