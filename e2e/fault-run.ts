import { expect } from "vitest";
import {
  allOf,
  countedToMs,
  exported,
  type Reader,
  settled,
  standingResults,
} from "./derived-results.ts";
import { type LoadLine, type LoadLog, madeLoad, sendLoad } from "./fault-load.ts";
import {
  deviceToken,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from "./server-process.ts";

export const agreement = "fixtures/agreements/mid-ocean";
export const killCount = 10;
const dayMs = 86_400_000;
const settleMaxMs = 180_000;

/** Three days ago, so that the two days told of lie in periods that are over. */
export function loadForKills(seed: string): readonly LoadLine[] {
  const fromMs = Math.floor(Date.now() / dayMs) * dayMs - 3 * dayMs;
  return madeLoad(seed, { eventCount: 1_500, stateCount: 240, fromMs });
}

/** A server under load, in a folder of its own; `restart` starts the one that was killed again. */
export interface LoadedServer extends Reader {
  readonly dataDir: string;
  server(): ServerProcess;
  restart(): Promise<void>;
  send(lines: readonly LoadLine[], onAcknowledged?: (count: number) => void): Promise<LoadLog>;
  close(): Promise<void>;
}

export async function loadedServer(): Promise<LoadedServer> {
  const data = temporaryDataDir();
  const open = () => startServerProcess({ args: [agreement], dataDir: data.dir });
  let server = await open();
  const device = deviceToken(data.dir);
  const address = () => server.address;
  return {
    dataDir: data.dir,
    address,
    token: deviceToken(data.dir, "test-analyst", "analyst"),
    server: () => server,
    restart: async () => {
      server = await open();
    },
    send: (lines, onAcknowledged = () => {}) =>
      sendLoad(lines, {
        address,
        token: device,
        clientCount: 3,
        lineCountPerRequest: 20,
        onAcknowledged,
      }),
    close: async () => {
      await server.stop();
      data.remove();
    },
  };
}

/**
 * Sends the load and does something to the server ten times, evenly spread over the lines that are
 * acknowledged, each time with requests under way. The next time comes only after the last is over.
 */
export async function sendDisturbed(
  loaded: LoadedServer,
  lines: readonly LoadLine[],
  disturb: (index: number) => Promise<void>,
): Promise<LoadLog> {
  let disturbance = Promise.resolve();
  let fail: (reason: unknown) => void = () => {};
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  let begun = 0;
  let isBusy = false;
  const sending = loaded.send(lines, (acknowledgedCount) => {
    const due = ((begun + 1) * lines.length) / (killCount + 1);
    if (isBusy || begun >= killCount || acknowledgedCount < due) return;
    isBusy = true;
    const index = begun++;
    disturbance = disturb(index).finally(() => {
      isBusy = false;
    });
    disturbance.catch(fail);
  });
  // What goes wrong while disturbing is told at once; the clients would only try in vain.
  const log = await Promise.race([sending, failed]);
  await disturbance;
  expect(begun).toBe(killCount);
  return log;
}

/** Every acknowledged line is there once, under the id its sender was told, and nothing else is. */
export async function expectAllOnce(
  reader: Reader,
  lines: readonly LoadLine[],
  { acknowledged }: LoadLog,
): Promise<void> {
  const stored = [...(await exported(reader)), ...(await allOf(reader, "sensor-states"))];
  const found = stored.map(({ sourceId, id }) => `${sourceId} ${id}`).sort();
  expect(found).toEqual(lines.map(({ key }) => `${key} ${acknowledged.get(key)}`).sort());
}

/**
 * Gives the same lines to a server that nobody disturbs and compares what both hold to be so, once
 * both have worked in everything and count the running period up to the same instant.
 */
export async function expectUndisturbedResults(
  disturbed: LoadedServer,
  lines: readonly LoadLine[],
): Promise<ReadonlyMap<string, number>> {
  const calm = await loadedServer();
  try {
    await calm.send(lines);
    for (;;) {
      for (const one of [calm, disturbed]) {
        await settled(one, settleMaxMs).catch((error: unknown) => {
          throw new Error(`what the server said: ${one.server().log().slice(-4_000)}`, {
            cause: error,
          });
        });
      }
      const fromMs = await countedToMs(calm);
      const [expected, actual] = [await standingResults(calm), await standingResults(disturbed)];
      // Time goes on meanwhile: look again unless both were seen between the same two ticks.
      const toMs = [await countedToMs(calm), await countedToMs(disturbed)];
      if (toMs.some((atMs) => atMs !== fromMs)) continue;
      for (const [path, results] of expected) {
        const other = actual.get(path) ?? [];
        // The first differences say more than two thousand lines side by side.
        expect(onlyIn(other, results), `${path} only after the kills`).toEqual([]);
        expect(onlyIn(results, other), `${path} only without them`).toEqual([]);
      }
      return new Map([...expected].map(([path, results]) => [path, results.length]));
    }
  } finally {
    await calm.close();
  }
}

function onlyIn(results: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return results.filter((line) => !known.has(line)).slice(0, 5);
}
