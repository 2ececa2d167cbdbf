import type { SensorCondition } from "./sensor-book.ts";

/** What is to be told of a period: how much was lost, or (`undefined`) that nothing is any more. */
interface LossTold {
  readonly condition: SensorCondition | undefined;
  readonly periodMs: number;
}

/** Counts what was refused, period by period. Pure: instants and counts are passed in. */
export class LossPeriods {
  readonly #periodMs: number;
  #sinceMs = 0;
  #refusedCount = 0;
  #messageCount = 0;
  #isTold = false;

  constructor(periodMs: number) {
    this.#periodMs = periodMs;
  }

  begin(steadyMs: number): void {
    this.#sinceMs = steadyMs;
  }

  /** @param refusedCount,messageCount Since the feed began; gives nothing while a period runs or was as the last */
  ended(steadyMs: number, refusedCount: number, messageCount: number): LossTold | undefined {
    if (steadyMs - this.#sinceMs < this.#periodMs) return undefined;
    this.#sinceMs = steadyMs;
    const refused = refusedCount - this.#refusedCount;
    const messages = messageCount - this.#messageCount;
    const wasTold = this.#isTold;
    this.#refusedCount = refusedCount;
    this.#messageCount = messageCount;
    this.#isTold = refused > 0;
    if (refused === 0) return wasTold ? this.#told(undefined) : undefined;
    const reason = `${refused} of ${refused + messages} messages were more than it may send and were not taken`;
    return this.#told({ reason, factorRatio: messages / (refused + messages) });
  }

  #told(condition: SensorCondition | undefined): LossTold {
    return { condition, periodMs: this.#periodMs };
  }
}
