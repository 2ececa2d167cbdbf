import { Worker } from "node:worker_threads";
import type { Clock, Origin } from "@truceline/model";
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
 * The pipeline in a thread of its own: working in a night of fire must not delay the answer to a post
 * or to a page. It has its own connections and shares nothing with this one but two clocks.
 */
export class ProcessorThread {
  readonly #worker: Worker;
  readonly #clocks: Float64Array;
  readonly #ticking: NodeJS.Timeout;
  /** Resolves when the thread has ended; rejects with what ended it before it was told to. */
  readonly ended: Promise<void>;
  #reachedSeq = 0;

  constructor(work: Omit<ProcessorWork, "shared">, clock: Clock) {
    const shared = new SharedArrayBuffer(16);
    this.#clocks = new Float64Array(shared);
    this.#clocks[sharedClockIndex] = clock.nowMs();
    this.#ticking = setInterval(() => {
      this.#clocks[sharedClockIndex] = clock.nowMs();
    }, clockTickMs);
    const workerData: ProcessorWork = { ...work, shared };
    this.#worker = new Worker(new URL(`./processor-worker${extension}`, import.meta.url), {
      workerData,
    });
    this.ended = new Promise((resolve, reject) => {
      this.#worker.on("message", ({ reachedSeq }: ProcessorReport) => {
        this.#reachedSeq = reachedSeq;
      });
      this.#worker.once("error", reject);
      this.#worker.once("exit", () => resolve());
    });
    this.ended.catch(() => {}); // Whoever waits for it is told; nobody may be waiting yet.
  }

  /** Number of the newest input that has been worked in, as last reported. */
  get reachedSeq(): number {
    return this.#reachedSeq;
  }

  /** Says that input is coming in: the pipeline gives way to it for a moment. */
  noteInput(): void {
    this.#clocks[sharedInputIndex] = Date.now();
  }

  async stop(): Promise<void> {
    clearInterval(this.#ticking);
    this.#worker.postMessage("stop");
    await this.ended.catch(() => {});
  }
}

/** This file runs as TypeScript in a checkout and as JavaScript when published; so does the worker. */
const extension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
