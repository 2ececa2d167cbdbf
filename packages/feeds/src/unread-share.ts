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
  readonly #periodMs: number;
  #sinceMs = 0;
  #faultCount = 0;
  #messageCount = 0;
  #isTold = false;

  constructor(periodMs: number) {
    this.#periodMs = periodMs;
  }

  begin(steadyMs: number): void {
    this.#sinceMs = steadyMs;
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
    const overMs = steadyMs - this.#sinceMs;
    if (overMs < this.#periodMs && !isCut) return undefined;
    const faults = faultCount - this.#faultCount;
    const messages = messageCount - this.#messageCount;
    const isAll = messages === 0 && faults >= allCountLeast;
    const isClean = faults === 0;
    if (!isAll && !isClean && faults + messages < countLeast) return undefined;
    const share = isClean ? 0 : faults / (faults + messages);
    if (overMs < this.#periodMs && share <= shareMax) return undefined;
    this.#sinceMs = steadyMs;
    this.#faultCount = faultCount;
    this.#messageCount = messageCount;
    if (isAll) return { isAll };
    if (isClean && messages === 0) return undefined;
    const wasTold = this.#isTold;
    this.#isTold = share > shareMax;
    if (!this.#isTold) return wasTold ? { isAll, condition: undefined, overMs } : undefined;
    const reason = `${faults} of ${faults + messages} messages could not be read`;
    return { isAll, condition: { reason, factorRatio: 1 - share }, overMs };
  }
}
