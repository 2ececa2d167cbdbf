// Resident memory of the server over a million observations with ever-new identities.
import { readFileSync } from "node:fs";
import { deviceToken, startServerProcess, temporaryDataDir } from "../e2e/server-process.ts";
import { median, printLine } from "./bench-line.ts";
import { madeObservations } from "./made-observations.ts";
import { postLines } from "./post-lines.ts";

const count = Number(process.env["TRUCELINE_BENCH_COUNT"] ?? 1_000_000);
const linesAPost = 5_000;
/** What was allocated once (buffers, compiled code) is there after this many. */
const settledCount = count / 4;
const fromMs = Date.parse("2026-03-01T00:00:00Z");

const data = temporaryDataDir();
try {
  const server = await startServerProcess({
    args: ["fixtures/agreements/mid-ocean"],
    dataDir: data.dir,
  });
  const token = deviceToken(data.dir);
  const residents: { readonly at: number; readonly mb: number }[] = [];
  let stored = 0;
  let part: string[] = [];
  for (const line of madeObservations(count, "memory", fromMs)) {
    part.push(line);
    if (part.length < linesAPost) continue;
    const counts = await postLines(server.address, token, part);
    stored += counts.get("stored") ?? 0;
    part = [];
    residents.push({ at: stored, mb: residentMb(server.pid) });
  }
  await server.stop();
  if (stored !== count) throw new Error(`${stored} of ${count} stored`);
  const settled = residents.filter(({ at }) => at > settledCount);
  const third = Math.floor(settled.length / 3);
  const early = median(settled.slice(0, third).map(({ mb }) => mb));
  const late = median(settled.slice(-third).map(({ mb }) => mb));
  printLine({
    name: "memory",
    value: late,
    unit: "MB resident, median of the last third",
    against: "the first third after settling; floor: within 5 %",
    ratio: late / early,
    detail: {
      count,
      earlyMb: Math.round(early),
      peakMb: Math.round(Math.max(...residents.map(({ mb }) => mb))),
    },
  });
} finally {
  data.remove();
}

function residentMb(pid: number): number {
  const pages = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(pages) / 1024;
}
