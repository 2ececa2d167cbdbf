import type { PreparedAgreement } from "@truceline/agreement";
import type { PlaceFinder } from "@truceline/fusion";
import type { Clock, Deployment, Observation, Origin } from "@truceline/model";
import type { CatalogueEntry } from "@truceline/sensing";
import type { Store, StoredRecord } from "../ports/store.ts";
import { BoundedCache, type CacheMetrics } from "./bounded-cache.ts";
import { fuseBatch } from "./fuse-stage.ts";

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
}

export const processorLimits: ProcessorLimits = {
  batchCountMax: 500,
  batchSpanMs: 60_000,
  vicinityCountMax: 50_000,
  observationCacheSizeMax: 20_000,
  pollMs: 2_000,
};

export interface ProcessorOptions {
  readonly store: Store;
  readonly agreement: PreparedAgreement;
  readonly deployment: Deployment;
  readonly origin: Origin;
  readonly clock: Clock;
  readonly places?: PlaceFinder | undefined;
  readonly catalogue?: readonly CatalogueEntry[] | undefined;
  readonly limits?: Partial<ProcessorLimits> | undefined;
  /** Waits; ends early when the signal says so. Only `run` needs it. */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

export interface ProcessorMetrics {
  readonly batchCount: number;
  readonly inputCount: number;
  readonly derivedCount: number;
  /** Commits lost to another process. */
  readonly lostCount: number;
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

const inputKinds = ["observation", "sensor-state"] as const;

/**
 * The pipeline from stored input to incidents, assessments, coverage and clause states. It keeps its
 * place in the store, together with what it wrote, so it can be stopped at any instant and another
 * process goes on. What it derives is a function of the set of input records, whatever their order.
 */
export function createProcessor(options: ProcessorOptions): Processor {
  const { store, agreement, origin, places } = options;
  const limits = { ...processorLimits, ...options.limits };
  const cursorName = `input/${agreement.compiled.hash}/${origin}`;
  const observations = new BoundedCache<string, Observation>(
    "observations",
    limits.observationCacheSizeMax,
  );
  let batchCount = 0;
  let inputCount = 0;
  let derivedCount = 0;
  let lostCount = 0;

  /** The next records, cut where more time lies between their receipts than a batch may span. */
  const nextBatch = async (afterSeq: number): Promise<readonly StoredRecord[]> => {
    const limit = limits.batchCountMax;
    const records = await store.readFeed({ afterSeq, limit, kinds: inputKinds, origin });
    let earliestMs = Number.POSITIVE_INFINITY;
    let latestMs = Number.NEGATIVE_INFINITY;
    for (const [index, { recordedAtMs }] of records.entries()) {
      earliestMs = Math.min(earliestMs, recordedAtMs);
      latestMs = Math.max(latestMs, recordedAtMs);
      if (latestMs - earliestMs > limits.batchSpanMs) return records.slice(0, index);
    }
    return records;
  };

  const stepInput = async (): Promise<boolean> => {
    const fromSeq = await store.cursor(cursorName);
    const batch = await nextBatch(fromSeq);
    const last = batch.at(-1);
    if (last === undefined) return false;
    const stage = {
      store,
      agreement,
      origin,
      places,
      observations,
      vicinityCountMax: limits.vicinityCountMax,
    };
    const records = await fuseBatch(
      stage,
      batch.filter(({ kind }) => kind === "observation"),
    );
    const change = { cursor: cursorName, fromSeq, toSeq: last.seq, records };
    if (!(await store.commitDerived(change))) {
      lostCount++;
      return true;
    }
    batchCount++;
    inputCount += batch.length;
    derivedCount += records.length;
    return true;
  };

  const step = stepInput;

  return {
    step,
    async catchUp() {
      while (await step());
    },
    async run() {
      throw new Error("later");
    },
    reachedSeq: () => store.cursor(cursorName),
    metrics: () => ({
      batchCount,
      inputCount,
      derivedCount,
      lostCount,
      caches: [observations.metrics()],
    }),
  };
}
