import type { Clock } from "@truceline/model";

/** What the wall clock did that time does not. */
export interface ClockJump {
  /** Ahead or, below 0, back. */
  readonly byMs: number;
  readonly toMs: number;
}

/** A step smaller than this is how clocks are kept right. */
const jumpLeastMs = 2_000;

/**
 * Instants of receipt by the wall clock, held against one that only runs forwards. A small step back is
 * waited for, so that instants keep their order; a jump, ahead or back, is followed and told. A machine that
 * slept shows as a jump ahead.
 */
export class WallClock {
  readonly #clock: Clock;
  readonly #steadyMs: () => number;
  readonly #onJump: (jump: ClockJump) => void;
  #wallMs: number;
  #atSteadyMs: number;
  #lastMs: number;

  constructor(clock: Clock, steadyMs: () => number, onJump: (jump: ClockJump) => void) {
    this.#clock = clock;
    this.#steadyMs = steadyMs;
    this.#onJump = onJump;
    this.#wallMs = clock.nowMs();
    this.#atSteadyMs = steadyMs();
    this.#lastMs = this.#wallMs;
  }

  nowMs(): number {
    const wallMs = this.#clock.nowMs();
    const steadyMs = this.#steadyMs();
    const byMs = wallMs - this.#wallMs - (steadyMs - this.#atSteadyMs);
    this.#wallMs = wallMs;
    this.#atSteadyMs = steadyMs;
    const isJump = Math.abs(byMs) >= jumpLeastMs || this.#lastMs - wallMs >= jumpLeastMs;
    this.#lastMs = isJump ? wallMs : Math.max(wallMs, this.#lastMs);
    if (isJump) this.#onJump({ byMs, toMs: wallMs });
    return this.#lastMs;
  }
}
