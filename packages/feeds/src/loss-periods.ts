import type { SensorCondition } from "./sensor-book.ts";

/** What is to be told of a period: how much was lost, or (`undefined`) that nothing is any more. */
interface LossTold {
  readonly condition: SensorCondition | undefined;
  /** For how long it was looked at. */
  readonly overMs: number;
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

  /**
   * Gives nothing while a period runs, or where nothing was refused in it nor in the one before.
   * @param refusedCount,messageCount Since the feed began
   * @param isCut The way is lost: where something was refused, the period that runs ends here
   */
  ended(
    steadyMs: number,
    refusedCount: number,
    messageCount: number,
    isCut = false,
  ): LossTold | undefined {
    const overMs = steadyMs - this.#sinceMs;
    const refused = refusedCount - this.#refusedCount;
    if (overMs < this.#periodMs && !(isCut && refused > 0)) return undefined;
    this.#sinceMs = steadyMs;
    const messages = messageCount - this.#messageCount;
    const wasTold = this.#isTold;
    this.#refusedCount = refusedCount;
    this.#messageCount = messageCount;
    this.#isTold = refused > 0;
    if (refused === 0) return wasTold ? { condition: undefined, overMs } : undefined;
    const reason = `${refused} of ${refused + messages} messages were more than it may send and were not taken`;
    return { condition: { reason, factorRatio: messages / (refused + messages) }, overMs };
  }
}
