import { CountedPeriod } from "./counted-period.ts";
import type { SensorCondition } from "./sensor-book.ts";

/** What is to be told of a period: how much was lost, or (`undefined`) that nothing is any more. */
interface LossTold {
  readonly condition: SensorCondition | undefined;
  /** For how long it was looked at. */
  readonly overMs: number;
}

/** Counts what was refused, period by period. Pure: instants and counts are passed in. */
export class LossPeriods {
  readonly #period: CountedPeriod;
  #isTold = false;

  constructor(periodMs: number) {
    this.#period = new CountedPeriod(periodMs);
  }

  begin(steadyMs: number): void {
    this.#period.begin(steadyMs);
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
    const { overMs, isOver, lost, taken } = this.#period.soFar(
      steadyMs,
      refusedCount,
      messageCount,
    );
    if (!isOver && !(isCut && lost > 0)) return undefined;
    this.#period.next(steadyMs, refusedCount, messageCount);
    const wasTold = this.#isTold;
    this.#isTold = lost > 0;
    if (lost === 0) return wasTold ? { condition: undefined, overMs } : undefined;
    const reason = `${lost} of ${lost + taken} messages were more than it may send and were not taken`;
    return { condition: { reason, factorRatio: taken / (lost + taken) }, overMs };
  }
}
