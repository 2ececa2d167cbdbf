import { CountedPeriod } from "./counted-period.ts";
import type { SensorCondition } from "./sensor-book.ts";

/** What is to be told of how much could be read. */
export type UnreadTold =
  | { readonly isAll: true }
  | {
      readonly isAll: false;
      /** Undefined: most can be read again. */
      readonly condition: SensorCondition | undefined;
      /** For how long it was looked at. */
      readonly overMs: number;
    };

/** A line that is broken now and then is how wires are. */
const shareMax = 0.1;
/** A share of fewer says nothing … */
const countLeast = 10;
/** … unless not one of these could be read. */
const allCountLeast = 3;

/**
 * Of what came, how much could not be read: period by period, each as long as it takes to have enough to
 * judge by. Pure: instants and counts are passed in.
 */
export class UnreadShare {
  readonly #period: CountedPeriod;
  #isTold = false;

  constructor(periodMs: number) {
    this.#period = new CountedPeriod(periodMs);
  }

  begin(steadyMs: number): void {
    this.#period.begin(steadyMs);
  }

  /**
   * Gives nothing where nothing is to be told.
   * @param faultCount,messageCount Since the feed began
   * @param isCut The way is lost: where too much could not be read, the period that runs ends here
   */
  ended(
    steadyMs: number,
    faultCount: number,
    messageCount: number,
    isCut = false,
  ): UnreadTold | undefined {
    const { overMs, isOver, lost, taken } = this.#period.soFar(steadyMs, faultCount, messageCount);
    if (!isOver && !isCut) return undefined;
    const isAll = taken === 0 && lost >= allCountLeast;
    const isClean = lost === 0;
    if (!isAll && !isClean && lost + taken < countLeast) return undefined;
    const share = isClean ? 0 : lost / (lost + taken);
    if (!isOver && share <= shareMax) return undefined;
    this.#period.next(steadyMs, faultCount, messageCount);
    if (isAll) return { isAll };
    if (isClean && taken === 0) return undefined;
    const wasTold = this.#isTold;
    this.#isTold = share > shareMax;
    if (!this.#isTold) return wasTold ? { isAll, condition: undefined, overMs } : undefined;
    const reason = `${lost} of ${lost + taken} messages could not be read`;
    return { isAll, condition: { reason, factorRatio: 1 - share }, overMs };
  }
}
