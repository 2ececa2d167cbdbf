// Plain JavaScript without dependencies: this runs before anything is installed, on Node 20 or later.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { processEnvironment } from "../apps/cli/bin/environment.js";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const marker = join(modules, ".truceline-installed");

/** The Node that Truceline runs on: the one in the lockfile on Linux, else a Node 24 of the system. */
export function nodePath() {
  const own = join(modules, ".bin", "node");
  if (existsSync(own)) return own;
  const [major] = process.versions.node.split(".");
  if (Number(major) >= 24) return process.execPath;
  fail(
    `Truceline needs Node 24. The lockfile brings it on Linux (x64, arm64); here Node ${process.versions.node} was found (${process.execPath}). Install Node 24 or later and start again.`,
  );
}

/** Installs what the lockfile names, unless that was done for this very lockfile before. */
export function ensureInstalled() {
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  if (installedByHand()) {
    writeFileSync(marker, wanted);
    return;
  }
  console.error("Truceline: installing the locked dependencies (once) …");
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ["npm", []];
  // The packages ask for Node 24, which is among them: the warnings about today's Node say nothing.
  const { status, error } = spawnSync(command, [...first, "ci", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, "inherit"],
  });
  if (error !== undefined || status !== 0) {
    fail(`npm ci did not finish (${error?.message ?? `exit ${status}`}). Its own words are above.`);
  }
  writeFileSync(marker, wanted);
}

/** True after somebody's own `npm install` or `npm ci` of this lockfile: nothing is to be done again. */
function installedByHand() {
  const record = join(modules, ".package-lock.json");
  const complete = existsSync(record) && existsSync(join(modules, ".bin", "vitest"));
  return complete && statSync(record).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs;
}

export function fail(message) {
  console.error(`Truceline: ${message}`);
  process.exit(4);
}

/** The environment for programs of ours: the locked tools first on the path. */
export function environment(extra = {}) {
  const binaries = join(modules, ".bin");
  const PATH = `${binaries}:${process.env.PATH ?? ""}`;
  return { ...processEnvironment, ...process.env, PATH, ...extra };
}
