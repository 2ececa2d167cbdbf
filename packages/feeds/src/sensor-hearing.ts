import type { HeardMessage } from "@truceline/interop";
import type { SensorBook, SensorCondition, SensorStateDraft } from "./sensor-book.ts";
import { SensorSilences, silentReason } from "./sensor-silences.ts";
import type { ClockJump } from "./wall-clock.ts";

export interface SensorHearingOptions {
  readonly sensors: readonly string[];
  readonly sensorByStation: Readonly<Record<string, string>>;
  readonly heartbeatMs: number | undefined;
  readonly book: SensorBook;
  /** Until when a run before this one told states, where that lies ahead of now. */
  readonly toldUntilMs: number | undefined;
  readonly tell: (states: readonly SensorStateDraft[]) => void;
  readonly notice: (text: string) => void;
}

/**
 * Which sensors of a feed are heard: only what was read says it, and each message of the station it names.
 * Where messages name none, the feed stands for all of its sensors; from the first that names one of several
 * on, each is judged by its own. Pure: instants are passed in.
 */
export class SensorHearing {
  readonly #options: SensorHearingOptions;
  readonly #silences: SensorSilences;
  /** Those that no station was said to be: messages without a name may be theirs. */
  readonly #unnamed: readonly string[];
  #areNamed = false;
  #isStrangerTold = false;
  #aheadUntilMs: number | undefined;

  constructor(options: SensorHearingOptions) {
    this.#options = options;
    this.#silences = new SensorSilences(options.heartbeatMs);
    const named = new Set(Object.values(options.sensorByStation));
    const isOnly = options.sensors.length === 1;
    this.#unnamed = options.sensors.filter((id) => isOnly || !named.has(id));
    this.#aheadUntilMs = options.toldUntilMs;
  }

  /** Nothing is heard of any sensor, from an instant on. */
  lost(reason: string, fromMs: number): void {
    this.#silences.forget();
    this.#options.tell(this.#options.book.missing(undefined, reason, fromMs));
  }

  /** These were read. */
  read(messages: readonly HeardMessage[], steadyMs: number, atMs: number): void {
    const { book, tell } = this.#options;
    const heard = new Set<string>();
    for (const message of messages) {
      for (const { kind, record } of message.records) {
        if (kind !== "sensor-state") continue;
        tell(book.said(record.sensorId, record, Math.max(atMs, record.fromMs + 1)));
      }
      for (const sensorId of this.#spokenFor(message)) heard.add(sensorId);
    }
    this.#heard(heard, steadyMs, atMs);
  }

  /** These are from before anybody listened: nobody is heard by them, whatever stations say of themselves. */
  readUnheard(messages: readonly HeardMessage[]): void {
    const { book, tell } = this.#options;
    for (const { records } of messages) {
      for (const { kind, record } of records) {
        if (kind !== "sensor-state") continue;
        tell(book.saidUnheard(record.sensorId, record, record.fromMs));
      }
    }
  }

  /** It was asked whether there is anything new, and there is not: what was heard last still holds. */
  unchanged(steadyMs: number, atMs: number): void {
    this.#heard(this.#areNamed ? [] : this.#unnamed, steadyMs, atMs);
  }

  hold(steadyMs: number): void {
    this.#silences.hold(steadyMs);
  }

  /** @param isUp While the whole feed is not, what is said of it is not said of each sensor again. */
  tick(steadyMs: number, nowMs: number, isUp: boolean): void {
    const { book, tell, notice } = this.#options;
    for (const { sensorId, fromMs, silentMs } of this.#silences.silent(steadyMs)) {
      const reason = silentReason(silentMs);
      if (isUp) notice(`${sensorId}: ${reason}`);
      tell(book.missing(sensorId, reason, fromMs));
    }
    if (this.#aheadUntilMs === undefined || nowMs <= this.#aheadUntilMs) return;
    this.#aheadUntilMs = undefined;
    tell(book.tellAgain(nowMs));
  }

  /** Something is the matter with a sensor, or with every one, or no longer is. */
  set(
    sensorId: string | undefined,
    kind: string,
    condition: SensorCondition | undefined,
    fromMs: number,
  ): void {
    this.#options.tell(this.#options.book.set(sensorId, kind, condition, fromMs));
  }

  /**
   * The wall clock jumped. Ahead by more than the heartbeat, nobody knows what was in between. Back, what was
   * told since lies ahead of now: how all is, is told again, and once more when that instant comes.
   */
  jumped({ byMs, toMs }: ClockJump, reason: string): void {
    const { book, tell } = this.#options;
    if (byMs > 0) {
      for (const { sensorId, fromMs } of this.#silences.lostTrack(byMs)) {
        tell(book.missing(sensorId, reason, fromMs));
      }
      return;
    }
    this.#silences.shift(byMs);
    const { furthestMs } = book;
    if (furthestMs <= toMs) return;
    this.#aheadUntilMs = Math.max(this.#aheadUntilMs ?? furthestMs, furthestMs);
    tell(book.tellAgain(toMs));
  }

  #heard(sensorIds: Iterable<string>, steadyMs: number, atMs: number): void {
    const { book, tell } = this.#options;
    for (const sensorId of sensorIds) {
      this.#silences.heard(sensorId, steadyMs, atMs);
      tell(book.heard(sensorId, atMs));
    }
  }

  #spokenFor({ station }: HeardMessage): readonly string[] {
    const { book, sensors, notice } = this.#options;
    const name = station?.heardBy ?? station?.id ?? "";
    const sensorId = book.sensorOf(name);
    if (typeof sensorId === "string") {
      this.#areNamed ||= sensors.length > 1;
      return [sensorId];
    }
    if (sensorId === undefined) return this.#areNamed ? [] : this.#unnamed;
    if (!this.#isStrangerTold && sensors.length > 0) {
      this.#isStrangerTold = true;
      notice(
        `messages name \`${name.slice(0, 60)}\`, which is none of its sensors: \`stations\` says which is which`,
      );
    }
    return [];
  }
}
