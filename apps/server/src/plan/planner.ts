import { Readable } from "node:stream";
import { Worker } from "node:worker_threads";
import type { FastifyBaseLogger } from "fastify";
import { ServerError, type ServerErrorCode } from "../errors.ts";
import { problemOf } from "../problem.ts";
import type { PlanLine, PlanWork } from "./plan-lines.ts";

const limits = {
  /** Threads at a time, whoever asks: the watch goes on beside them. */
  runCountMax: 2,
  /** A plan that needs more has an error in it. */
  heapMaxMb: 1_536,
  retryAfterS: 5,
} as const;

interface Run {
  /** Ends the work and says why; `ended` resolves when its thread is gone. */
  replace(): void;
  readonly ended: Promise<void>;
}

/** Works plans out in threads of their own: one at a time for a person, few for all of them. */
export class Planner {
  readonly #running = new Map<string, Run>();

  /**
   * The lines of an answer as they come, NDJSON. Destroying the stream, as a caller that goes away does,
   * ends the work at once. What the same person asks anew takes the place of what still runs.
   * @param who stands for one person, and for one kind of question
   * @throws ServerError `TL_SERVER_PLAN_BUSY`
   */
  async lines(who: string, work: PlanWork, logger: FastifyBaseLogger): Promise<Readable> {
    for (let run = this.#running.get(who); run !== undefined; run = this.#running.get(who)) {
      run.replace();
      await run.ended;
    }
    if (this.#running.size >= limits.runCountMax) {
      throw new ServerError("TL_SERVER_PLAN_BUSY", { retryAfterS: limits.retryAfterS });
    }
    return this.#start(who, work, logger);
  }

  #start(who: string, work: PlanWork, logger: FastifyBaseLogger): Readable {
    const worker = new Worker(new URL(`./plan-worker${extension}`, import.meta.url), {
      workerData: work,
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMaxMb },
    });
    const lines = new Readable({
      read() {},
      destroy(error, done) {
        worker.terminate().then(
          () => done(error),
          () => done(error),
        );
      },
    });
    const say = (line: PlanLine): void => {
      if (!lines.destroyed && !lines.readableEnded) lines.push(`${JSON.stringify(line)}\n`);
    };
    const fail = (code: ServerErrorCode): void =>
      say({ is: "failed", problem: problemOf(new ServerError(code)) });
    worker.on("message", say);
    worker.once("error", (error) => {
      logger.error({ err: error }, "a plan ended by itself");
      fail("TL_SERVER_PLAN_ENDED");
    });
    const ended = new Promise<void>((resolve) => {
      worker.once("exit", () => {
        this.#running.delete(who);
        if (!lines.destroyed) lines.push(null);
        resolve();
      });
    });
    const replace = (): void => {
      fail("TL_SERVER_PLAN_REPLACED");
      void worker.terminate();
    };
    this.#running.set(who, { replace, ended });
    return lines;
  }
}

/** This file runs as TypeScript in a checkout and as JavaScript when published; so does the worker. */
const extension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
