// Durable observations a second through the HTTP door, beside a bare COPY of the same rows in the same run.
import { hash } from "node:crypto";
import { seededRng } from "@truceline/model";
import { openEmbeddedPostgres, openStore } from "@truceline/store-postgres";
import { copyYardstickMs } from "@truceline/store-postgres/testing";
import { admit, type InputEntry } from "@truceline/watch";
import { deviceToken, startServerProcess, temporaryDataDir } from "../e2e/server-process.ts";
import { printLine, quantile } from "./bench-line.ts";
import { madeObservations } from "./made-observations.ts";
import { postLines } from "./post-lines.ts";

const count = Number(process.env["TRUCELINE_BENCH_COUNT"] ?? 250_000);
const linesAPost = 5_000;
const postersCount = 2;
const fromMs = Date.parse("2026-03-01T00:00:00Z");

const lines = [...madeObservations(count, "ingest", fromMs)];
const alone = [...madeObservations(Math.min(count, 100_000), "alone", fromMs)];
const data = temporaryDataDir();
try {
  const server = await startServerProcess({
    args: ["fixtures/agreements/mid-ocean"],
    dataDir: data.dir,
  });
  const token = deviceToken(data.dir);
  const reader = deviceToken(data.dir, "reader", "analyst");
  await postLines(server.address, token, [...madeObservations(2_000, "warm-up", fromMs)]);

  // First the rate by itself, then the same with somebody reading all the while.
  const aloneSeconds = await postAll(server.address, token, alone);
  let reading = true;
  const readMs: number[] = [];
  const reads = (async () => {
    const query = `limit=100&from=${fromMs}&to=${fromMs + 3_600_000}`;
    while (reading) {
      const start = performance.now();
      const response = await fetch(`${server.address}/api/v1/observations?${query}`, {
        headers: { authorization: `Bearer ${reader}` },
      });
      await response.arrayBuffer();
      readMs.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  const seconds = await postAll(server.address, token, lines);
  reading = false;
  await reads;
  await server.stop();
  const copySeconds = (await copyOfTheSameRows(data.dir)) / 1000;
  printLine({
    name: "ingest",
    value: alone.length / aloneSeconds,
    unit: "durable observations/s through the HTTP door",
    against: `bare COPY of the same rows, ${Math.round(alone.length / copySeconds)}/s; floor 0.40 of it`,
    ratio: copySeconds / aloneSeconds,
    detail: {
      aloneCount: alone.length,
      aloneSeconds: Math.round(aloneSeconds * 10) / 10,
      readWhileCount: count,
      readWhileSeconds: Math.round(seconds * 10) / 10,
      copySeconds: Math.round(copySeconds * 10) / 10,
      readMsMedian: Math.round(quantile(readMs, 0.5)),
      readMsMax: Math.round(Math.max(...readMs)),
      reads: readMs.length,
    },
  });
} finally {
  data.remove();
}

/** Seconds until every line is acknowledged as stored, over two connections. */
async function postAll(address: string, token: string, all: readonly string[]): Promise<number> {
  const startMs = performance.now();
  let next = 0;
  let stored = 0;
  await Promise.all(
    Array.from({ length: postersCount }, async () => {
      while (next < all.length) {
        const part = all.slice(next, next + linesAPost);
        next += linesAPost;
        const counts = await postLines(address, token, part);
        stored += counts.get("stored") ?? 0;
      }
    }),
  );
  if (stored !== all.length) throw new Error(`${stored} of ${all.length} stored`);
  return (performance.now() - startMs) / 1000;
}

async function copyOfTheSameRows(dir: string): Promise<number> {
  const server = await openEmbeddedPostgres({ dir });
  try {
    const store = await openStore({ connection: server.connectionConfig, schema: "yardstick" });
    const rng = seededRng("bench/copy");
    const hasher = { sha256Hex: (bytes: Uint8Array) => hash("sha256", bytes, "hex") };
    const entries = alone.map((line): InputEntry => {
      const admission = admit(Buffer.from(line), "observation", {
        origin: "observed",
        receivedAtMs: Date.now(),
        sender: "bench",
        rng,
        hasher,
      });
      if (admission.status !== "admitted")
        throw new Error(JSON.stringify(admission.quarantine.faults));
      return admission.entry;
    });
    await store.close();
    return await copyYardstickMs(server.connectionConfig, entries, "yardstick");
  } finally {
    await server.stop();
  }
}
