import type { Rng } from "@truceline/model";

export interface BackOffOptions {
  readonly firstMs: number;
  readonly mostMs: number;
  /** Whose chance spreads the attempts, so that many do not come back at the same instant. */
  readonly rng: Rng;
}

export const backOffDefault = { firstMs: 500, mostMs: 60_000 } as const;

/** How long to wait before each further attempt: twice as long each time up to a most, half of it by chance. */
export class BackOff {
  readonly #options: BackOffOptions;
  #attemptCount = 0;

  constructor(options: BackOffOptions) {
    this.#options = options;
  }

  /** In ms, between half of the step and the whole of it. */
  nextMs(): number {
    const { firstMs, mostMs, rng } = this.#options;
    const stepMs = Math.min(mostMs, firstMs * 2 ** Math.min(this.#attemptCount, 30));
    this.#attemptCount += 1;
    return Math.round(stepMs * (0.5 + rng.nextUnit() / 2));
  }

  /** It worked: the next failure begins anew. */
  reset(): void {
    this.#attemptCount = 0;
  }
}
