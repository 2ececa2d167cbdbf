import type { CacheMetrics } from "./bounded-cache.ts";
import type { RoomOptions } from "./room-logs.ts";
import type { Sleep } from "./run-steps.ts";

export interface ProcessorLimits {
  /** Records worked in with one commit. */
  readonly batchCountMax: number;
  /**
   * Records of one batch were recorded within this time of each other, so that a stored stream that is
   * worked in at once leaves the versions that were known in between.
   */
  readonly batchSpanMs: number;
  /** Most observations looked at for the consequences of one batch. */
  readonly vicinityCountMax: number;
  /** Observations kept in memory. */
  readonly observationCacheSizeMax: number;
  /** Longest wait for the bell before looking anyway. */
  readonly pollMs: number;
  /** The open period counts time up to the last multiple of this. */
  readonly refreshMs: number;
  /** The same while more is waiting to be worked in, by its time of receipt. */
  readonly backlogRefreshMs: number;
  /** While input keeps coming, clause states are worked out at most this often. */
  readonly clausesEveryMs: number;
  /** Periods that one sensor state makes out of date at most, the last ones. */
  readonly periodCountMax: number;
  /** Hours whose coverage cells are written with one step. */
  readonly cellHourCountMax: number;
  /** Derived records in one commit of clause states and coverage. */
  readonly commitCountMax: number;
  /** The cursor passes the pipeline's own results once there are this many. */
  readonly passOverCountMin: number;
}

export const processorLimits: ProcessorLimits = {
  batchCountMax: 500,
  batchSpanMs: 60_000,
  vicinityCountMax: 20_000,
  observationCacheSizeMax: 20_000,
  pollMs: 1_000,
  refreshMs: 5 * 60_000,
  backlogRefreshMs: 3_600_000,
  clausesEveryMs: 2_000,
  periodCountMax: 60,
  cellHourCountMax: 3,
  commitCountMax: 5_000,
  passOverCountMin: 10_000,
};

export interface ProcessorOptions extends RoomOptions {
  readonly limits?: Partial<ProcessorLimits> | undefined;
  /** Waits; ends early when the signal says so. Only `run` needs it. */
  readonly sleep?: Sleep | undefined;
  /** Waited for before each step of `run`: input that is coming in goes first. */
  readonly giveWay?: ((signal: AbortSignal) => Promise<void>) | undefined;
}

export interface ProcessorMetrics {
  readonly batchCount: number;
  readonly inputCount: number;
  readonly derivedCount: number;
  /** Commits lost to another process. */
  readonly lostCount: number;
  /** Observations that stand alone because too many lie near them. */
  readonly crowdedCount: number;
  readonly sensorStateCount: number;
  readonly caches: readonly CacheMetrics[];
}

export interface Processor {
  /**
   * Works in the next batch of input and commits its consequences. True when there was something to
   * do; false when everything that was stored before the call has been worked in.
   */
  step(): Promise<boolean>;
  /** Steps until everything stored so far has been worked in. */
  catchUp(): Promise<void>;
  /**
   * Goes on until the signal stops it: works in what comes, and looks at the open period as time
   * passes. Waits while the store is away; any other error ends it.
   */
  run(signal: AbortSignal): Promise<void>;
  /** Number of the newest input that has been worked in. */
  reachedSeq(): Promise<number>;
  metrics(): ProcessorMetrics;
}
