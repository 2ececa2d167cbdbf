import { createInterferenceSearch } from "../ledger/interference-stage.ts";
import { runSteps, type Sleep } from "../processor/run-steps.ts";
import { createTraffic, type TrafficOptions } from "./create-traffic.ts";
import { ReportReader } from "./report-reader.ts";

export interface ReportWatchOptions extends Omit<TrafficOptions, "reader"> {
  readonly sleep: Sleep;
}

/** All that position reports are looked through for. */
export interface ReportWatch {
  /** Goes on until the signal stops it; waits while the database is away. */
  run(signal: AbortSignal): Promise<void>;
}

const pollMs = 1_000;

/**
 * What vessels and aircraft did (`createTraffic`) and interference with their navigation
 * (`createInterferenceSearch`), step by step in turn, so that both find in one reader what the other
 * has just had read. Each keeps its own place: where one alone was written before a fault, the other
 * goes on from its own.
 */
export function createReportWatch({ sleep, ...options }: ReportWatchOptions): ReportWatch {
  const { store, origin, clock } = options;
  const reader = new ReportReader({ store, origin });
  const traffic = createTraffic({ ...options, reader });
  const interference = createInterferenceSearch({ store, origin, clock, reader });
  const step = async (): Promise<boolean> => {
    const isTrafficBusy = await traffic.step();
    return (await interference.step()) || isTrafficBusy;
  };
  return { run: (signal) => runSteps({ step, sleep, pollMs }, signal) };
}
