import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { sampleObservation } from "./sample-observation.ts";
import {
  deviceToken,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from "./server-process.ts";

const agreement = "fixtures/agreements/mid-ocean";
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
  more: object = {},
): Promise<ServerProcess> {
  const server = await startServerProcess({ args: [agreement, ...args], dataDir: dir, ...more });
  undo.push(() => server.stop());
  return server;
}

/** Processes whose command line names the folder: what a stop must not leave behind. */
function processesOf(dir: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(dir);
      } catch {
        return false; // It ended meanwhile.
      }
    });
}

async function store(server: ServerProcess, token: string, id: string): Promise<string> {
  const response = await fetch(`${server.address}/api/v1/observations`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(sampleObservation(id)),
  });
  return ((await response.json()) as { status: string }).status;
}

test("[SRV-010] Ctrl-C leaves no process, and a second start in the same folder has what was stored", async () => {
  const dir = dataDir();
  const first = await start(dir);
  const token = deviceToken(dir);
  expect(await store(first, token, "kept")).toBe("stored");
  expect(processesOf(dir).length).toBeGreaterThan(1);
  expect(await first.stop()).toBe(0);
  expect(processesOf(dir)).toEqual([]);
  const second = await start(dir);
  expect(await store(second, token, "kept")).toBe("duplicate");
}, 240_000);

test("[SRV-011] a second instance on the same folder is refused and says why", async () => {
  const dir = dataDir();
  await start(dir);
  await expect(start(dir)).rejects.toThrow(/exit 4[\s\S]*TL_STORE_FOLDER_IN_USE/);
}, 240_000);

test("[SRV-012] after kill -9 of the server the next start finds what was acknowledged", async () => {
  const dir = dataDir();
  const first = await start(dir);
  const token = deviceToken(dir);
  expect(await store(first, token, "acknowledged")).toBe("stored");
  await first.kill();
  const second = await start(dir);
  expect(await store(second, token, "acknowledged")).toBe("duplicate");
}, 240_000);

test("[SRV-013] a port in use is said with its code, and nothing is left behind", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  undo.push(() => new Promise((resolve) => other.close(resolve)));
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const dir = dataDir();
  await expect(start(dir, [], { port })).rejects.toThrow(/exit 4[\s\S]*TL_SERVER_PORT_IN_USE/);
  expect(processesOf(dir)).toEqual([]);
}, 240_000);

test("[SRV-013] a folder that cannot be written is said with its code", async () => {
  const file = join(dataDir(), "file");
  writeFileSync(file, "");
  await expect(start(join(file, "data"))).rejects.toThrow(/exit 4/);
  if (process.getuid?.() === 0) return; // Root may write anywhere; the rest needs an ordinary user.
  const closed = join(dataDir(), "closed");
  mkdirSync(closed);
  chmodSync(closed, 0o500);
  await expect(start(closed)).rejects.toThrow(/exit 4[\s\S]*TL_STORE_FOLDER_READ_ONLY/);
}, 240_000);

test("[SRV-013] an agreement with faults is refused before anything is opened", async () => {
  const dir = dataDir();
  const faulty = startServerProcess({ args: ["fixtures/agreements/faulty"], dataDir: dir });
  await expect(faulty).rejects.toThrow(/exit 3[\s\S]*TL_SERVER_NO_AGREEMENT/);
  expect(processesOf(dir)).toEqual([]);
}, 240_000);

test("[SRV-014] an exercise fills its map with a day, marked as such, and goes on after a restart", async () => {
  const dir = dataDir();
  const first = await start(dir, ["--exercise", "aspen"]);
  const session = (await (await fetch(`${first.address}/api/v1/session`)).json()) as object;
  expect(session).toMatchObject({ role: "analyst", guest: true, origin: "exercise" });
  const count = async ({ address }: ServerProcess) => {
    const { items } = (await (await fetch(`${address}/api/v1/observations?limit=500`)).json()) as {
      items: { origin: string }[];
    };
    expect(items.every(({ origin }) => origin === "exercise")).toBe(true);
    return items.length;
  };
  await expect.poll(() => count(first), { timeout: 20_000 }).toBeGreaterThan(20);
  const before = await count(first);
  expect(await first.stop()).toBe(0);
  expect(await count(await start(dir, ["--exercise", "aspen"]))).toBeGreaterThanOrEqual(before);
}, 240_000);
