import { Readable } from "node:stream";
import { Worker } from "node:worker_threads";
import type { DeploymentPlan, Frontier } from "@truceline/planning";
import type { FastifyBaseLogger } from "fastify";
import { ServerError, type ServerErrorCode } from "../errors.ts";
import { type Problem, problemOf } from "../problem.ts";
import type { BriefLine, BriefWork, PlanLine, PlanWork } from "./plan-lines.ts";

const limits = {
  /** Threads at a time, whoever asks: the watch goes on beside them. */
  runCountMax: 2,
  /** A plan that needs more has an error in it. */
  heapMaxMb: 1_536,
  retryAfterS: 5,
  /** Whose last plan is remembered, for its brief; of the others it is worked out anew. */
  lastCountMax: 10,
} as const;

/** The last plan and curve of somebody. */
export interface LastWorkedOut {
  readonly agreementHash: string;
  readonly plan: DeploymentPlan | null;
  readonly frontier: Frontier | null;
}

interface Run {
  /** Ends the work and says why; `ended` resolves when its thread is gone. */
  replace(): void;
  readonly ended: Promise<void>;
}

/** Works plans out in threads of their own: one at a time for a person, few for all of them. */
export class Planner {
  readonly #running = new Map<string, Run>();
  readonly #last = new Map<string, LastWorkedOut>();

  /** What was worked out last for somebody about an agreement. */
  lastOf(who: string, agreementHash: string): LastWorkedOut | undefined {
    const last = this.#last.get(who);
    return last?.agreementHash === agreementHash ? last : undefined;
  }

  #remember(who: string, agreementHash: string, part: Partial<LastWorkedOut>): void {
    const nothing = { agreementHash, plan: null, frontier: null };
    const before = this.lastOf(who, agreementHash) ?? nothing;
    this.#last.delete(who);
    this.#last.set(who, { ...before, ...part });
    const [oldest] = this.#last.keys();
    if (this.#last.size > limits.lastCountMax && oldest !== undefined) this.#last.delete(oldest);
  }

  /**
   * The lines of an answer as they come, NDJSON. Destroying the stream, as a caller that goes away does,
   * ends the work at once. What the same person asks anew takes the place of what still runs.
   * @param person is whom the work is for; one question of a kind runs for each
   * @throws ServerError `TL_SERVER_PLAN_BUSY`
   */
  async lines(person: string, work: PlanWork, logger: FastifyBaseLogger): Promise<Readable> {
    const who = `${person}/${work.question.is}`;
    for (let run = this.#running.get(who); run !== undefined; run = this.#running.get(who)) {
      run.replace();
      await run.ended;
    }
    if (this.#running.size >= limits.runCountMax) {
      throw new ServerError("TL_SERVER_PLAN_BUSY", { retryAfterS: limits.retryAfterS });
    }
    return this.#start(who, person, work, logger);
  }

  #start(who: string, person: string, work: PlanWork, logger: FastifyBaseLogger): Readable {
    const { hash } = work.compiled;
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
    worker.on("message", (line: PlanLine) => {
      if (line.is === "plan") this.#remember(person, hash, { plan: line.plan });
      if (line.is === "frontier") this.#remember(person, hash, { frontier: line.frontier });
      say(line);
    });
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

/**
 * A brief as PDF, set in a thread of its own: large drawings take seconds.
 * @throws ServerError `TL_SERVER_PLAN_ENDED`
 */
export function briefPdf(work: BriefWork): Promise<Uint8Array | { readonly problem: Problem }> {
  const worker = new Worker(new URL(`./brief-worker${extension}`, import.meta.url), {
    workerData: work,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMaxMb },
  });
  return new Promise((resolve, reject) => {
    worker.once("message", (line: BriefLine) =>
      resolve(line.is === "pdf" ? line.bytes : { problem: line.problem }),
    );
    worker.once("error", (cause) => reject(new ServerError("TL_SERVER_PLAN_ENDED", {}, { cause })));
    worker.once("exit", () => reject(new ServerError("TL_SERVER_PLAN_ENDED")));
  });
}

/** This file runs as TypeScript in a checkout and as JavaScript when published; so does the worker. */
const extension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
