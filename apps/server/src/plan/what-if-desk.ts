import { randomUUID } from "node:crypto";
import { Worker } from "node:worker_threads";
import type { WhatIfFigures } from "@truceline/planning";
import type { FastifyBaseLogger } from "fastify";
import { ServerError } from "../errors.ts";
import { type Problem, problemOf } from "../problem.ts";
import type {
  WhatIfAnswered,
  WhatIfAsk,
  WhatIfLine,
  WhatIfQuestion,
  WhatIfWork,
} from "./plan-lines.ts";

const limits = {
  /** Deployments kept ready at a time, whoever asks. */
  heldCountMax: 3,
  /** One that nobody asked about for so long is let go. */
  idleMaxMs: 10 * 60_000,
  /** One that somebody asked about this recently is not let go for another person. */
  restMs: 60_000,
  heapMaxMb: 1_024,
  retryAfterS: 10,
} as const;

/** An answer, or why there is none. */
export type Outcome<T> = T | { readonly problem: Problem };

interface Held {
  readonly key: string;
  readonly worker: Worker;
  readonly waiting: Map<number, (outcome: Outcome<WhatIfAnswered>) => void>;
  usedAtMs: number;
  idle: NodeJS.Timeout;
}

/**
 * Keeps deployments ready so that a post tried elsewhere is answered at once: one for a person, in a thread
 * of its own that holds what the coverage engine worked out, until nobody has asked for a while.
 */
export class WhatIfDesk {
  readonly #held = new Map<string, Held>();
  #questionCount = 0;

  /**
   * Gets a deployment ready, in the place of what the same person had; resolves once it can be asked about.
   * @throws ServerError `TL_SERVER_PLAN_BUSY`
   */
  async open(
    who: string,
    work: WhatIfWork,
    logger: FastifyBaseLogger,
  ): Promise<Outcome<{ readonly key: string; readonly solved: WhatIfFigures }>> {
    this.#letGo(who);
    this.#makeRoom();
    const worker = new Worker(new URL(`./what-if-worker${extension}`, import.meta.url), {
      workerData: work,
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMaxMb },
    });
    const held: Held = {
      key: randomUUID(),
      worker,
      waiting: new Map(),
      usedAtMs: performance.now(),
      idle: this.#idleTimer(who),
    };
    this.#held.set(who, held);
    const ended = problemOf(new ServerError("TL_SERVER_PLAN_ENDED"));
    return new Promise((resolve) => {
      worker.on("message", (line: WhatIfLine) => {
        if (line.is === "ready") resolve({ key: held.key, solved: line.solved });
        else if (line.is === "failed" && line.id === null) resolve({ problem: line.problem });
        else if (line.id !== null) {
          const { is: _is, id, ...outcome } = line;
          held.waiting.get(id)?.(outcome);
          held.waiting.delete(id);
        }
      });
      worker.once("error", (error) =>
        logger.error({ err: error }, "a what-if of a plan ended by itself"),
      );
      worker.once("exit", () => {
        resolve({ problem: ended });
        for (const answer of held.waiting.values()) answer({ problem: ended });
        if (this.#held.get(who) === held) this.#forget(who, held);
      });
    });
  }

  /** @throws ServerError `TL_SERVER_WHAT_IF_GONE` */
  async moved(who: string, { key, moves }: WhatIfAsk): Promise<Outcome<WhatIfAnswered>> {
    const held = this.#held.get(who);
    if (held === undefined || held.key !== key) throw new ServerError("TL_SERVER_WHAT_IF_GONE");
    held.usedAtMs = performance.now();
    clearTimeout(held.idle);
    held.idle = this.#idleTimer(who);
    this.#questionCount += 1;
    const question: WhatIfQuestion = { id: this.#questionCount, moves };
    return new Promise((resolve) => {
      held.waiting.set(question.id, resolve);
      held.worker.postMessage(question);
    });
  }

  /** Lets go of all: a thread that waits for the next question would keep the server from ending. */
  async close(): Promise<void> {
    const workers = [...this.#held.values()].map(({ worker }) => worker);
    for (const who of [...this.#held.keys()]) this.#letGo(who);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #makeRoom(): void {
    if (this.#held.size < limits.heldCountMax) return;
    const [oldest] = [...this.#held].sort(([, one], [, other]) => one.usedAtMs - other.usedAtMs);
    const isAtRest =
      oldest !== undefined && performance.now() - oldest[1].usedAtMs >= limits.restMs;
    if (!isAtRest) {
      throw new ServerError("TL_SERVER_PLAN_BUSY", { retryAfterS: limits.retryAfterS });
    }
    this.#letGo(oldest[0]);
  }

  #letGo(who: string): void {
    const held = this.#held.get(who);
    if (held === undefined) return;
    this.#forget(who, held);
    void held.worker.terminate();
  }

  #forget(who: string, held: Held): void {
    clearTimeout(held.idle);
    this.#held.delete(who);
  }

  #idleTimer(who: string): NodeJS.Timeout {
    return setTimeout(() => this.#letGo(who), limits.idleMaxMs).unref();
  }
}

/** This file runs as TypeScript in a checkout and as JavaScript when published; so does the worker. */
const extension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
