import type { Origin, SensorState } from "@truceline/model";
import { statedUptimes, type Uptimes } from "@truceline/sensing";
import type { Store } from "../ports/store.ts";
import { FeedPlace } from "../store/feed-pages.ts";
import { readRecord } from "../store/read-record.ts";

/** States kept in memory; beyond them the oldest are forgotten, and hours before them stay as they are. */
export const sensorStateCountMax = 200_000;

export interface SensorLogOptions {
  readonly store: Store;
  readonly origin: Origin;
}

/**
 * Everything sensors said of themselves, or their feeds of them, read once and kept in order. A state
 * holds until the next: that nothing is heard any more is told by the feed, never guessed here.
 */
export class SensorLog {
  readonly #feed: FeedPlace<SensorState>;
  readonly #bySensor = new Map<string, SensorState[]>();
  #count = 0;
  #readCount = 0;

  constructor({ store, origin }: SensorLogOptions) {
    this.#feed = new FeedPlace(store, { kinds: ["sensor-state"], origin });
  }

  /** States kept. */
  get stateCount(): number {
    return this.#count;
  }

  /** States read so far, kept or not; changes with each new one. */
  get readCount(): number {
    return this.#readCount;
  }

  /** Reads on to a number of the feed; gives the states that were new. */
  readTo(seq: number): Promise<readonly SensorState[]> {
    return this.#feed.readTo(seq, (record) => {
      const state = readRecord("sensor-state", record);
      this.#add(state);
      return [state];
    });
  }

  #add(state: SensorState): void {
    const states = this.#bySensor.get(state.sensorId);
    if (states === undefined) this.#bySensor.set(state.sensorId, [state]);
    else {
      let index = states.length;
      while (index > 0 && (states[index - 1] as SensorState).fromMs > state.fromMs) index--;
      states.splice(index, 0, state);
    }
    this.#count++;
    this.#readCount++;
    if (this.#count > sensorStateCountMax) this.#forgetOldest();
  }

  /** Halves every sensor's list, the newest staying. */
  #forgetOldest(): void {
    for (const states of this.#bySensor.values()) states.splice(0, Math.floor(states.length / 2));
    this.#count = 0;
    for (const states of this.#bySensor.values()) this.#count += states.length;
  }

  /** Every sensor that told a state, in no order. */
  sensorIds(): readonly string[] {
    return [...this.#bySensor.keys()];
  }

  /** The states of a sensor as known at an instant, by `fromMs`. */
  statesOf(sensorId: string, knownAtMs?: number): readonly SensorState[] {
    const states = this.#bySensor.get(sensorId) ?? [];
    if (knownAtMs === undefined) return states;
    return states.filter(({ recordedAtMs }) => recordedAtMs <= knownAtMs);
  }

  /** The state that holds at an instant, as known then or later; undefined before the first. */
  stateAt(sensorId: string, atMs: number, knownAtMs?: number): SensorState | undefined {
    const states = this.statesOf(sensorId, knownAtMs);
    for (let index = states.length - 1; index >= 0; index--) {
      const state = states[index] as SensorState;
      if (state.fromMs <= atMs) return state;
    }
    return undefined;
  }

  /** Names the states that decide a span for a sensor: equal names, equal up-times; empty for none. */
  fingerprint(sensorId: string, fromMs: number, toMs: number, knownAtMs?: number): string {
    let name = "";
    const states = this.#bySensor.get(sensorId) ?? [];
    for (let index = states.length - 1; index >= 0; index--) {
      const state = states[index] as SensorState;
      if (state.fromMs >= toMs) continue;
      if (knownAtMs !== undefined && state.recordedAtMs > knownAtMs) continue;
      name += `${state.fromMs} ${state.state} ${state.factor ?? ""};`;
      // Several states may begin at the one instant that holds at the start.
      const before = states[index - 1];
      if (state.fromMs <= fromMs && before?.fromMs !== state.fromMs) break;
    }
    return name;
  }

  /** Until when a state that begins at an instant decides what is known of the sensor. */
  endOf(sensorId: string, fromMs: number): number {
    for (const state of this.#bySensor.get(sensorId) ?? []) {
      if (state.fromMs > fromMs) return state.fromMs;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Instant of the earliest state of any sensor; infinite when there is none. */
  firstMs(): number {
    let firstMs = Number.POSITIVE_INFINITY;
    for (const [state] of this.#bySensor.values()) {
      if (state !== undefined && state.fromMs < firstMs) firstMs = state.fromMs;
    }
    return firstMs;
  }

  /** Up-times of all sensors as known at an instant. */
  uptimes(knownAtMs?: number): Uptimes {
    const states = this.sensorIds().flatMap((sensorId) => this.statesOf(sensorId, knownAtMs));
    return statedUptimes(states);
  }

  /** The newest `recordedAtMs` of the states that decide a span; 0 when there is none. */
  recordedAtMs(fromMs: number, toMs: number, knownAtMs?: number): number {
    let newestMs = 0;
    for (const states of this.#bySensor.values()) {
      for (let index = states.length - 1; index >= 0; index--) {
        const { fromMs: beganMs, recordedAtMs } = states[index] as SensorState;
        if (beganMs >= toMs) continue;
        if (knownAtMs !== undefined && recordedAtMs > knownAtMs) continue;
        newestMs = Math.max(newestMs, recordedAtMs);
        if (beganMs <= fromMs) break;
      }
    }
    return newestMs;
  }
}
