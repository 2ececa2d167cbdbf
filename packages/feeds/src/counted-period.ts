/** What a period has had so far. */
interface SoFar {
  /** For how long it was looked at. */
  readonly overMs: number;
  readonly isOver: boolean;
  /** Messages that were lost in it, for whatever reason is counted. */
  readonly lost: number;
  /** Messages that were taken in it. */
  readonly taken: number;
}

/** Messages lost and taken since a period began. Pure: instants and counts are passed in. */
export class CountedPeriod {
  readonly #lengthMs: number;
  #sinceMs = 0;
  #lostCount = 0;
  #takenCount = 0;

  constructor(lengthMs: number) {
    this.#lengthMs = lengthMs;
  }

  /** The clock starts; what was counted before still counts. */
  begin(steadyMs: number): void {
    this.#sinceMs = steadyMs;
  }

  /** @param lostCount,takenCount Since the feed began */
  soFar(steadyMs: number, lostCount: number, takenCount: number): SoFar {
    const overMs = steadyMs - this.#sinceMs;
    return {
      overMs,
      isOver: overMs >= this.#lengthMs,
      lost: lostCount - this.#lostCount,
      taken: takenCount - this.#takenCount,
    };
  }

  /** The next begins here, with what was counted by now behind it. */
  next(steadyMs: number, lostCount: number, takenCount: number): void {
    this.#sinceMs = steadyMs;
    this.#lostCount = lostCount;
    this.#takenCount = takenCount;
  }
}
