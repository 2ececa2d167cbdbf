const secondCount = 60;

/** Counts by the second, and gives the sum of the last sixty. Seconds of a steady clock are passed in. */
export class MinuteRate {
  readonly #counts = new Float64Array(secondCount);
  #second = 0;

  add(count: number, steadyMs: number): void {
    this.#move(steadyMs);
    const index = this.#second % secondCount;
    this.#counts[index] = (this.#counts[index] ?? 0) + count;
  }

  sum(steadyMs: number): number {
    this.#move(steadyMs);
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  #move(steadyMs: number): void {
    const second = Math.floor(steadyMs / 1_000);
    const passed = Math.min(secondCount, second - this.#second);
    for (let step = 1; step <= passed; step++) {
      this.#counts[(this.#second + step) % secondCount] = 0;
    }
    if (second > this.#second) this.#second = second;
  }
}
