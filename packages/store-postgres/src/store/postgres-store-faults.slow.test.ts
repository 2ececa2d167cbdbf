import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { openEmbeddedPostgres } from "../embedded/open-embedded-postgres.ts";
import { waitUntil } from "../embedded/processes.ts";
import { batchEntries } from "../testing/batch-entries.ts";
import { openStore } from "./postgres-store.ts";

const writerScript = fileURLToPath(new URL("../testing/append-until-killed.ts", import.meta.url));
const killCount = 10;

const dir = mkdtempSync(join(tmpdir(), "truceline-killed-"));
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  // Attaches to the server that the killed ones left running, and ends it.
  const server = await openEmbeddedPostgres({ dir });
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
  rmSync(server.home, { recursive: true, force: true });
});

interface Writer {
  readonly child: ChildProcess;
  readonly acknowledged: number[];
  readonly postmasterPids: number[];
  readonly attached: boolean[];
}

function startWriter(firstBatch: number): Writer {
  const child = spawn(
    process.execPath,
    ["--conditions=truceline-src", writerScript, dir, String(firstBatch)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  children.push(child);
  const writer: Writer = { child, acknowledged: [], postmasterPids: [], attached: [] };
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
    const said = JSON.parse(line) as { batch?: number; postmasterPid?: number; attached?: boolean };
    if (said.batch !== undefined) writer.acknowledged.push(said.batch);
    if (said.postmasterPid !== undefined) writer.postmasterPids.push(said.postmasterPid);
    if (said.attached !== undefined) writer.attached.push(said.attached);
  });
  return writer;
}

async function progress(writer: Writer, batches: number): Promise<void> {
  const before = writer.acknowledged.length;
  const went = await waitUntil(() => writer.acknowledged.length >= before + batches, 60_000);
  expect(went).toBe(true);
}

async function kill(writer: Writer): Promise<void> {
  const gone = once(writer.child, "exit");
  writer.child.kill("SIGKILL");
  await gone;
}

test("[STO-030] kill -9 of Truceline, then of PostgreSQL, ten times each: what was acknowledged is there once", async () => {
  const acknowledged: number[] = [];
  let writer = startWriter(0);
  for (let count = 0; count < killCount; count += 1) {
    await progress(writer, 15 + count);
    await kill(writer);
    acknowledged.push(...writer.acknowledged);
    // The batch that was under way is sent again, as a sender that got no answer does.
    writer = startWriter((acknowledged.at(-1) ?? -1) + 1);
  }
  await progress(writer, 1);
  expect(writer.attached).toEqual([true]);
  for (let count = 0; count < killCount; count += 1) {
    const pid = writer.postmasterPids.at(-1) ?? 0;
    await progress(writer, 15 + count);
    process.kill(pid, "SIGKILL");
    expect(await waitUntil(() => writer.postmasterPids.at(-1) !== pid, 60_000)).toBe(true);
  }
  await progress(writer, 15);
  await kill(writer);
  acknowledged.push(...writer.acknowledged);

  const server = await openEmbeddedPostgres({ dir });
  const store = await openStore({ connection: server.connectionConfig });
  try {
    const stored: string[] = [];
    const seqs: number[] = [];
    for (;;) {
      const page = await store.readFeed({ afterSeq: seqs.at(-1) ?? 0, limit: 1_000 });
      if (page.length === 0) break;
      stored.push(...page.map(({ id }) => id));
      seqs.push(...page.map(({ seq }) => seq));
    }
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    expect(new Set(stored).size).toBe(stored.length);
    const expected = acknowledged.flatMap(batchEntries).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(1_000);
    const found = new Set(stored);
    expect(expected.filter((id) => !found.has(id))).toEqual([]);
  } finally {
    await store.close();
    await server.stop();
  }
});
