// `npm test`: from nothing to every lane but the slow one; `--slow` runs that one instead.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { buildWeb } from "./build-web.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { runNode } from "./run-node.mjs";

const [slow, filters] = [
  process.argv.includes("--slow"),
  process.argv.slice(2).filter((a) => a !== "--slow"),
];
ensureInstalled();
await buildWeb();
const folder = mkdtempSync(join(tmpdir(), "truceline-test-"));
const result = join(folder, "result.json");
const code = await runNode(
  [
    "--conditions=truceline-src",
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${result}`,
    ...filters,
  ],
  slow ? { TRUCELINE_SLOW: "1" } : {},
);
let counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] };
try {
  counts = JSON.parse(readFileSync(result, "utf8"));
} catch {
  console.error("Truceline: the test run left no result.");
}
rmSync(folder, { recursive: true, force: true });
sayWhatTook(counts.testResults);
// A file that failed to load has no test of its own to count; it counts as one.
const broken = counts.testResults.filter(
  ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
).length;
// Whatever else made the run fail counts as well: a closing line of 0 failed must mean that.
const failed = Math.max(counts.numFailedTests + broken, code === 0 ? 0 : 1);
console.log(`${counts.numPassedTests} passed, ${failed} failed, ${counts.numPendingTests} skipped`);
process.exitCode = code === 0 && failed > 0 ? 1 : code;

/** The files that took longest: what to look at when the whole takes too long. */
function sayWhatTook(files) {
  const slowest = files
    .map(({ name, startTime, endTime }) => ({ name, s: Math.round((endTime - startTime) / 1_000) }))
    .sort((a, b) => b.s - a.s)
    .slice(0, 12);
  console.log("Longest, in seconds:");
  for (const { name, s } of slowest) console.log(`  ${s}  ${relative(process.cwd(), name)}`);
}
