import type { CompiledAgreement } from "@truceline/agreement";
import type { Observation, Origin } from "@truceline/model";
import {
  countObservations,
  reportDateOf,
  type SmmFamily,
  smmFamilies,
} from "@truceline/verification";
import type { Store } from "../ports/store.ts";
import { type Period, periodAt } from "../processor/periods.ts";
import { readRecord } from "../store/read-record.ts";

const minuteMs = 60_000;
const feedPageSize = 1_000;
/** What comes later than this after it happened is counted as late. */
export const lateByMs = 600_000;
/** Periods whose counts are kept; others are counted from the store when asked for. */
const periodCountMax = 8;

/** Counts of one period under the rule `smm`. */
export interface Tally {
  readonly byFamily: Readonly<Record<SmmFamily, number>>;
  readonly atLeast: ReadonlySet<SmmFamily>;
  /** Observations of any kind that came in more than `lateByMs` after they happened. */
  readonly lateCount: number;
}

interface Cell {
  count: number;
  atLeast: boolean;
}

interface Minute {
  readonly families: Partial<Record<SmmFamily, Cell>>;
  lateCount: number;
}

/** Counts by the first full minute at which they were known, so that any minute can be added up. */
type Minutes = Map<number, Minute>;

/** Counts of observations by period, kept up with the feed; memory does not grow with their number. */
export class TallyBook {
  readonly #store: Store;
  readonly #origin: Origin;
  readonly #compiled: CompiledAgreement;
  readonly #periods = new Map<string, Minutes>();
  #seq = -1;

  constructor(store: Store, origin: Origin, compiled: CompiledAgreement) {
    this.#store = store;
    this.#origin = origin;
    this.#compiled = compiled;
  }

  /**
   * The counts of a period as known at an instant: of what was received up to the last full minute
   * before it, or of all there is.
   * @param headSeq how far the feed is to be read first
   */
  async tally(period: Period, headSeq: number, knownAtMs?: number): Promise<Tally> {
    await this.#readTo(headSeq);
    let minutes = this.#periods.get(period.name);
    if (minutes === undefined) {
      minutes = await this.#countFromStore(period, headSeq);
      this.#periods.set(period.name, minutes);
      const oldest = [...this.#periods.keys()].sort()[0];
      if (this.#periods.size > periodCountMax && oldest !== undefined) this.#periods.delete(oldest);
    }
    const byFamily = { explosions: 0, "bursts-and-shots": 0, "in-flight": 0, other: 0 };
    const atLeast = new Set<SmmFamily>();
    let lateCount = 0;
    for (const [minute, counted] of minutes) {
      if (knownAtMs !== undefined && minute * minuteMs > knownAtMs) continue;
      lateCount += counted.lateCount;
      for (const family of smmFamilies) {
        const cell = counted.families[family];
        byFamily[family] += cell?.count ?? 0;
        if (cell?.atLeast === true) atLeast.add(family);
      }
    }
    return { byFamily, atLeast, lateCount };
  }

  async #countFromStore(period: Period, headSeq: number): Promise<Minutes> {
    const minutes: Minutes = new Map();
    const query = { kind: "observation", origin: this.#origin } as const;
    const { fromMs, toMs } = period;
    for await (const record of this.#store.stream({ ...query, fromMs, toMs })) {
      if (record.seq > headSeq) continue;
      this.#add(readRecord("observation", record), (name) =>
        name === period.name ? minutes : undefined,
      );
    }
    return minutes;
  }

  async #readTo(seq: number): Promise<void> {
    // Periods are counted from the store when first asked for; the feed only brings what is new.
    if (this.#seq < 0) this.#seq = seq;
    while (this.#seq < seq) {
      const records = await this.#store.readFeed({
        afterSeq: this.#seq,
        limit: feedPageSize,
        kinds: ["observation"],
        origin: this.#origin,
      });
      const upTo = records.filter((record) => record.seq <= seq);
      for (const record of upTo) {
        this.#add(readRecord("observation", record), (name) => this.#periods.get(name));
      }
      const last = upTo.at(-1);
      this.#seq = records.length < feedPageSize || last === undefined ? seq : last.seq;
    }
  }

  #add(observation: Observation, minutesOf: (period: string) => Minutes | undefined): void {
    const { timezone, cutOff } = this.#compiled;
    const options = { timezone, cutOff, regionOf: () => "" };
    const minutes = minutesOf(reportDateOf(observation, options));
    if (minutes === undefined) return;
    const { recordedAtMs, span } = observation;
    const at = Math.ceil(recordedAtMs / minuteMs);
    const minute = minutes.get(at) ?? { families: {}, lateCount: 0 };
    minutes.set(at, minute);
    if (recordedAtMs - span.toMs > lateByMs) minute.lateCount++;
    for (const { byFamily, atLeast } of countObservations("smm", [observation], options)) {
      for (const family of smmFamilies) {
        if (byFamily[family] === 0) continue;
        const cell = minute.families[family] ?? { count: 0, atLeast: false };
        minute.families[family] = cell;
        cell.count += byFamily[family];
        cell.atLeast ||= atLeast;
      }
    }
  }
}

/** The period before another. */
export function periodBefore(period: Period, compiled: CompiledAgreement): Period {
  return periodAt(period.fromMs - 1, compiled);
}
