import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockFolder } from "../embedded/instance-lock.ts";
import { type EmbeddedPostgres, openEmbeddedPostgres } from "../embedded/open-embedded-postgres.ts";
import type { ConnectionConfig } from "../embedded/postmaster.ts";

const folderPrefix = "truceline-test-";

/** What a test worker is told: how to reach the server's maintenance database, or why it cannot. */
export type TestServerAnswer =
  | { readonly connection: ConnectionConfig }
  | { readonly fault: string };

/** One PostgreSQL for a whole test run, started when the first test asks for it. */
export interface TestServer {
  /** Path of a Unix socket; who connects is told a `TestServerAnswer` as JSON. */
  readonly doorPath: string;
  close(): Promise<void>;
}

export async function openTestServer(): Promise<TestServer> {
  await removeLeftOvers();
  const dir = mkdtempSync(join(tmpdir(), folderPrefix));
  chmodSync(dir, 0o755);
  // Taken before there is a server: another run that looks for left-overs must see that we live.
  const lock = await lockFolder(dir);
  let starting: Promise<EmbeddedPostgres> | undefined;
  const door = createServer(async (socket) => {
    socket.on("error", () => {}); // A worker that was ended while it waited.
    starting ??= openEmbeddedPostgres({ dir: join(dir, "data") });
    socket.end(JSON.stringify(await answer(starting)));
  });
  const doorPath = join(dir, "door");
  await listen(door, doorPath);
  return {
    doorPath,
    async close() {
      door.close();
      const server = await starting?.catch(() => undefined);
      await server?.stop();
      removeFolder(dir, server?.home);
      lock.release();
    },
  };
}

async function answer(starting: Promise<EmbeddedPostgres>): Promise<TestServerAnswer> {
  try {
    const { connectionConfig } = await starting;
    return { connection: { ...connectionConfig, database: "postgres" } };
  } catch (error) {
    const { message, details } = error as Error & { details?: unknown };
    return { fault: `${message} ${JSON.stringify(details)}` };
  }
}

function listen(door: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    door.once("error", reject);
    door.listen(path, resolve);
  });
}

function removeFolder(dir: string, home: string | undefined): void {
  // Renamed first: another run that looks for left-overs just now must not step into half of it.
  const removed = `${dir}.removed`.replace(folderPrefix, "truceline-removed-");
  renameSync(dir, removed);
  rmSync(removed, { recursive: true, force: true });
  if (home !== undefined) rmSync(home, { recursive: true, force: true });
}

/** A test run that was killed left its server running: opening attaches to it, and ends it. */
async function removeLeftOvers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const dir = join(tmpdir(), name);
    try {
      const lock = await lockFolder(dir);
      const data = join(dir, "data");
      const server = existsSync(data) ? await openEmbeddedPostgres({ dir: data }) : undefined;
      await server?.stop();
      removeFolder(dir, server?.home);
      lock.release();
    } catch {
      // In use by another test run, or another user's.
    }
  }
}
