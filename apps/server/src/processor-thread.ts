import { setTimeout as delay } from "node:timers/promises";
import type { HeapInfo } from "node:v8";
import { Worker } from "node:worker_threads";
import type { Clock, Origin } from "@truceline/model";
import type { Logger } from "pino";
import type { StoreAddress } from "./open-database.ts";

/** What the thread needs to make its own agreement, deployment and store. */
export interface ProcessorWork {
  readonly agreementDir: string;
  readonly deploymentPath: string | undefined;
  readonly origin: Origin;
  readonly store: StoreAddress;
  /** Two float64: the room's clock, and the wall clock at the last input. */
  readonly shared: SharedArrayBuffer;
}

export interface ProcessorReport {
  readonly reachedSeq: number;
}

export const sharedClockIndex = 0;
export const sharedInputIndex = 1;
const clockTickMs = 100;
/**
 * V8 lets the young generation of a busy thread grow to 128 MB within minutes, though what lives in
 * it stays the same; half an hour of input would look like a leak. This much costs no measurable speed.
 */
const youngGenerationMaxMb = 32;

/** Pauses before a pipeline that ended by itself is started again; the last one repeats. */
const restartPausesMs = [250, 1_000, 5_000, 15_000];
/** One that ran this long was sound; the next end of it is a first one again. */
const soundAfterMs = 60_000;

/**
 * The pipeline in a thread of its own: working in a night of fire must not delay the answer to a post
 * or to a page. It has its own connections and shares nothing with this one but two clocks. One that
 * ends by itself is started again and goes on where the store says it was.
 */
export class ProcessorThread {
  readonly #work: ProcessorWork;
  readonly #clocks: Float64Array;
  readonly #ticking: NodeJS.Timeout;
  readonly #logger: Logger;
  readonly #stopping = new AbortController();
  readonly #ended: Promise<void>;
  #worker: Worker | undefined;
  #reachedSeq = 0;

  constructor(work: Omit<ProcessorWork, "shared">, clock: Clock, logger: Logger) {
    const shared = new SharedArrayBuffer(16);
    this.#work = { ...work, shared };
    this.#logger = logger;
    this.#clocks = new Float64Array(shared);
    this.#clocks[sharedClockIndex] = clock.nowMs();
    this.#ticking = setInterval(() => {
      this.#clocks[sharedClockIndex] = clock.nowMs();
    }, clockTickMs);
    this.#ended = this.#supervise();
  }

  /** False while the pipeline has ended by itself and waits to be started again. */
  get isRunning(): boolean {
    return this.#worker !== undefined;
  }

  /** Number of the newest input that has been worked in, as last reported. */
  get reachedSeq(): number {
    return this.#reachedSeq;
  }

  /** What the thread's own heap holds now; undefined while it is not running. */
  async heap(): Promise<HeapInfo | undefined> {
    // A thread that ends while it is asked rejects; the next scrape asks its successor.
    return await this.#worker?.getHeapStatistics().catch(() => undefined);
  }

  /** Says that input is coming in: the pipeline gives way to it for a moment. */
  noteInput(): void {
    this.#clocks[sharedInputIndex] = Date.now();
  }

  async stop(): Promise<void> {
    clearInterval(this.#ticking);
    this.#stopping.abort();
    this.#worker?.postMessage("stop");
    await this.#ended;
  }

  async #supervise(): Promise<void> {
    const { signal } = this.#stopping;
    for (let attempt = 0; !signal.aborted; attempt++) {
      const startedMs = performance.now();
      const error = await this.#runOnce();
      if (signal.aborted) return;
      if (performance.now() - startedMs > soundAfterMs) attempt = 0;
      const pauseMs = restartPausesMs[Math.min(attempt, restartPausesMs.length - 1)];
      this.#logger.error(
        { err: error, pauseMs },
        "the pipeline ended by itself and is started again",
      );
      await delay(pauseMs, undefined, { signal }).catch(() => {});
    }
  }

  /** Resolves when the thread has ended, to what ended it. */
  #runOnce(): Promise<unknown> {
    const worker = new Worker(new URL(`./processor-worker${extension}`, import.meta.url), {
      workerData: this.#work,
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMaxMb },
    });
    this.#worker = worker;
    return new Promise((resolve) => {
      let failure: unknown;
      worker.on("message", ({ reachedSeq }: ProcessorReport) => {
        this.#reachedSeq = reachedSeq;
      });
      worker.once("error", (error) => {
        failure = error;
      });
      worker.once("exit", () => {
        this.#worker = undefined;
        resolve(failure);
      });
    });
  }
}

/** This file runs as TypeScript in a checkout and as JavaScript when published; so does the worker. */
const extension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
