import { setTimeout as delay } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { prepareAgreement } from "@truceline/agreement";
import { defaultCatalogue } from "@truceline/sensing";
import { createProcessor, createReportWatch } from "@truceline/watch";
import { loadAgreement, loadDeployment } from "./agreement-files.ts";
import { openStoreAt } from "./open-database.ts";
import {
  type ProcessorReport,
  type ProcessorWork,
  sharedClockIndex,
  sharedInputIndex,
} from "./processor-thread.ts";
import { readGazetteer } from "./read-gazetteer.ts";

const reportMs = 250;
/** Input in the last so many milliseconds means that more is coming. */
const inputIsComingMs = 250;
/** Even under a flood of input something is worked in this often. */
const giveWayMaxMs = 10_000;
const giveWayStepMs = 50;

const {
  agreementDir,
  deploymentPath,
  origin,
  store: address,
  shared,
} = workerData as ProcessorWork;
const clocks = new Float64Array(shared);
const stopping = new AbortController();
parentPort?.on("message", () => stopping.abort());

const { agreement: compiled, files } = loadAgreement(agreementDir, process.cwd());
const store = await openStoreAt(address);
const agreement = prepareAgreement(compiled);
const deployment = loadDeployment(files, deploymentPath, process.cwd());
const clock = { nowMs: () => clocks[sharedClockIndex] ?? 0 };
const sleep = (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal }).catch(() => {});
const reports = createReportWatch({
  store,
  agreement,
  deployment,
  origin,
  clock,
  catalogue: defaultCatalogue,
  sleep,
});
const processor = createProcessor({
  store,
  agreement,
  deployment,
  places: readGazetteer(files.folder),
  origin,
  clock,
  catalogue: defaultCatalogue,
  sleep,
  giveWay: async (signal) => {
    const untilMs = Date.now() + giveWayMaxMs;
    while (
      !signal.aborted &&
      Date.now() < untilMs &&
      Date.now() - (clocks[sharedInputIndex] ?? 0) < inputIsComingMs
    ) {
      await delay(giveWayStepMs);
    }
  },
});
const reporting = setInterval(async () => {
  const report: ProcessorReport = { reachedSeq: await processor.reachedSeq().catch(() => 0) };
  if (report.reachedSeq > 0) parentPort?.postMessage(report);
}, reportMs);
try {
  await Promise.all([processor.run(stopping.signal), reports.run(stopping.signal)]);
} finally {
  clearInterval(reporting);
  await store.close();
  parentPort?.close();
}
