import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openEmbeddedPostgres } from "@truceline/store-postgres";
import { afterEach, expect, test } from "vitest";
import { ancestorsOf, commandOf, processesOf } from "./processes-of.ts";
import { sampleObservation } from "./sample-observation.ts";
import {
  deviceToken,
  type ServerProcess,
  type ServerProcessOptions,
  startServerProcess,
  temporaryDataDir,
} from "./server-process.ts";

const agreement = "fixtures/agreements/mid-ocean";
const root = fileURLToPath(new URL("..", import.meta.url));
const isRoot = process.getuid?.() === 0;
const nobodyUid = 65_534;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

function dataDir(): string {
  const data = temporaryDataDir();
  undo.push(data.remove);
  return data.dir;
}

async function start(
  dir: string,
  args: readonly string[] = [],
  more: Partial<ServerProcessOptions> = {},
): Promise<ServerProcess> {
  const server = await startServerProcess({ args: [agreement, ...args], dataDir: dir, ...more });
  undo.push(() => server.stop());
  return server;
}

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
}

async function post({ address }: ServerProcess, token: string, id: string): Promise<Answer> {
  const response = await fetch(`${address}/api/v1/observations`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(sampleObservation(id, { remark: "x".repeat(3_000) })),
  });
  return { status: response.status, code: ((await response.json()) as { code?: string }).code };
}

async function statusOf({ address }: ServerProcess, path: string): Promise<number> {
  const response = await fetch(`${address}${path}`);
  await response.arrayBuffer();
  return response.status;
}

/** How often each source id is stored. */
async function storedIds({ address }: ServerProcess, token: string): Promise<string[]> {
  const response = await fetch(`${address}/api/v1/observations/export`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const lines = (await response.text()).split("\n").filter((line) => line !== "");
  return lines.map((line) => (JSON.parse(line) as { sourceId: string }).sourceId).sort();
}

/** A file system of a few megabytes; undefined where we may not mount one. */
function smallDisk(sizeMb: number): string | undefined {
  const dir = dataDir();
  const options = ["-t", "tmpfs", "-o", `size=${sizeMb}m,mode=0755`, "tmpfs", dir];
  if (!isRoot || spawnSync("mount", options, { stdio: "ignore" }).status !== 0) return undefined;
  undo.push(() => spawnSync("umount", ["-l", dir], { stdio: "ignore" }));
  return dir;
}

test("[SRV-023] a disk too small for a database is said with its code, and nothing is left", async ({
  skip,
}) => {
  const dir = smallDisk(8);
  if (dir === undefined) skip("only root may mount the small disk this needs");
  await expect(start(dir as string)).rejects.toThrow(/exit 4[\s\S]*TL_STORE_DISK_FULL/);
  expect(processesOf(dir as string)).toEqual([]);
}, 240_000);

test("[SRV-022, SRV-023] a disk that fills up under a running server: refused with a code, up, and going on once there is space", async ({
  skip,
}) => {
  const dir = smallDisk(160);
  if (dir === undefined) skip("only root may mount the small disk this needs");
  const server = await start(dir as string);
  const token = deviceToken(dir as string);
  const analyst = deviceToken(dir as string, "test-analyst", "analyst");
  const acknowledged: string[] = [];
  expect((await post(server, token, "before")).status).toBe(201);
  acknowledged.push("before");
  const ballast = join(dir as string, "ballast");
  spawnSync("dd", ["if=/dev/zero", `of=${ballast}`, "bs=64k"], { stdio: "ignore" });
  let refused: Answer | undefined;
  for (let index = 0; refused === undefined && index < 3_000; index++) {
    const answer = await post(server, token, `full-${index}`);
    if (answer.status < 300) acknowledged.push(`full-${index}`);
    else refused = answer;
  }
  expect(refused?.status).toBe(503);
  expect(["TL_STORE_DISK_FULL", "TL_STORE_ABSENT"]).toContain(refused?.code);
  expect(await statusOf(server, "/healthz")).toBe(200);
  rmSync(ballast);
  const retry = async () => (await post(server, token, "after")).status;
  await expect.poll(retry, { timeout: 60_000, interval: 500 }).toBeLessThan(300);
  const stored = await storedIds(server, analyst);
  // The refused one may be there too: it was not acknowledged, and its sender sends it again.
  for (const id of [...acknowledged, "after"]) {
    expect(stored.filter((one) => one === id)).toEqual([id]);
  }
  expect(new Set(stored).size).toBe(stored.length);
}, 240_000);

test("[SRV-023] a folder that an ordinary user may not write is said with its code", async ({
  skip,
}) => {
  const closed = join(dataDir(), "closed");
  mkdirSync(closed);
  chmodSync(closed, 0o555);
  const as = isRoot ? { uid: nobodyUid } : {};
  if (isRoot) {
    const tried = spawnSync(process.execPath, ["-e", "1"], { uid: nobodyUid, cwd: root });
    if (tried.status !== 0) skip("an ordinary user cannot read this checkout");
  }
  await expect(start(closed, [], as)).rejects.toThrow(/exit 4[\s\S]*TL_STORE_FOLDER_READ_ONLY/);
  expect(processesOf(closed)).toEqual([]);
}, 240_000);

/** A database of somebody else's, and the address it is named by. */
async function foreignDatabase(dir: string) {
  const database = await openEmbeddedPostgres({ dir });
  undo.push(() => database.stop());
  const { host, user, password, database: name } = database.connectionConfig;
  const url = (secret: string) =>
    `postgres://${user}:${encodeURIComponent(secret)}@/${name}?host=${encodeURIComponent(host)}`;
  return { database, url: url(password), wrongUrl: url("not-the-password") };
}

test("[SRV-023] a wrong password is refused with its code and is not repeated", async () => {
  const { wrongUrl } = await foreignDatabase(dataDir());
  const dir = dataDir();
  const said = await start(dir, ["--db", wrongUrl]).then(
    () => "it started",
    (error: Error) => error.message,
  );
  expect(said).toMatch(/exit 4[\s\S]*TL_STORE_LOGIN_REFUSED/);
  expect(said).not.toContain("not-the-password");
  expect(processesOf(dir)).toEqual([]);
}, 240_000);

test("[SRV-022] a database that goes away and comes back: not ready, then ready, nothing lost or doubled", async () => {
  const databaseDir = dataDir();
  const { database, url } = await foreignDatabase(databaseDir);
  const dir = dataDir();
  const server = await start(dir, ["--db", url]);
  const token = deviceToken(dir);
  const analyst = deviceToken(dir, "test-analyst", "analyst");
  expect((await post(server, token, "before")).status).toBe(201);
  expect(await statusOf(server, "/readyz")).toBe(200);
  await database.stop();
  expect(await statusOf(server, "/readyz")).toBe(503);
  expect(await statusOf(server, "/healthz")).toBe(200);
  // It waits a while for the database, then says the truth.
  expect(await post(server, token, "refused")).toEqual({ status: 503, code: "TL_STORE_ABSENT" });
  const waiting = post(server, token, "waited");
  await delay(1_000);
  await foreignDatabase(databaseDir);
  expect((await waiting).status).toBe(201);
  await expect.poll(() => statusOf(server, "/readyz"), { timeout: 20_000 }).toBe(200);
  expect((await post(server, token, "refused")).status).toBeLessThan(300);
  expect(await storedIds(server, analyst)).toEqual(["before", "refused", "waited"]);
}, 240_000);

test.each([
  [
    "aliases that would expand to billions of entries",
    "billion-laughs",
    /billion-laughs\.yaml:\d+:\d+: TL_AGR_ALIAS_LIMIT/,
  ],
  [
    "a geometry file that is not there",
    "geometry-missing",
    /geometry-missing\.yaml:\d+:\d+: TL_AGR_GEOMETRY_MISSING [\s\S]*nowhere\.geojson/,
  ],
])(
  "[SRV-023] check refuses %s by file, line and column",
  (_what, name, said) => {
    const { status, stdout, stderr, signal } = spawnSync(
      process.execPath,
      [
        "--conditions=truceline-src",
        // What would expand would need far more than this.
        "--max-old-space-size=256",
        "apps/cli/src/main.ts",
        "check",
        `fixtures/agreements/faulty/${name}.yaml`,
      ],
      { cwd: root, encoding: "utf8", timeout: 60_000 },
    );
    expect([status, signal]).toEqual([3, null]);
    expect(stdout + stderr).toMatch(said);
  },
  240_000,
);

/** `npm start` in a folder of its own, once it prints its address. */
async function npmStart(dir: string): Promise<ChildProcess> {
  const child = spawn("npm", ["start", "--silent", "--", "--port", "0", "--data", dir], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  undo.push(() => {
    for (const pid of processesOf(dir)) killIfThere(pid);
  });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (/^http:\/\/\S+$/m.test(said)) resolve(child);
    });
    child.once("exit", (code) => reject(new Error(`exit ${code}\n${said}`)));
  });
}

/** One that ended by itself, as by the end of the one before it, is gone all the same. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

test("[SRV-024] kill -9 of what npm start started first leaves no process behind", async () => {
  const dir = dataDir();
  writeFileSync(join(dir, "mark"), "");
  const npm = await npmStart(dir);
  const server = processesOf(dir).find((pid) => commandOf(pid).includes("src/main.ts"));
  expect(server).toBeDefined();
  const parents = ancestorsOf(server ?? 0);
  const ours = parents.slice(0, parents.indexOf(npm.pid ?? -1) + 1);
  expect(ours.some((pid) => commandOf(pid).includes("scripts/start.mjs"))).toBe(true);
  for (const pid of ours) killIfThere(pid);
  await expect.poll(() => processesOf(dir), { timeout: 40_000 }).toEqual([]);
}, 300_000);
