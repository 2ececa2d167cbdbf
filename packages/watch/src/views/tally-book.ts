import type { CompiledAgreement } from "@truceline/agreement";
import type { Observation, Origin } from "@truceline/model";
import {
  countObservations,
  reportDateOf,
  type SmmFamily,
  smmFamilies,
} from "@truceline/verification";
import type { CorrectedBy, Store, StoredRecord } from "../ports/store.ts";
import { type Period, periodAt } from "../processor/periods.ts";
import { feedPageSize, feedPages } from "../store/feed-pages.ts";
import { readRecord } from "../store/read-record.ts";

const minuteMs = 60_000;
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
  /** How many of those counted say "at least". */
  atLeastCount: number;
}

interface Minute {
  readonly families: Partial<Record<SmmFamily, Cell>>;
  lateCount: number;
}

interface Change {
  readonly observation: Observation;
  /** 1 counts it, −1 takes it away. */
  readonly sign: 1 | -1;
  /** From when on that was known: it counts from the first full minute then. */
  readonly knownMs: number;
}

/**
 * Counts by the first full minute at which they were known, so that any minute can be added up. What
 * a correction withdraws is taken away again in the minute from which on that was known.
 */
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
    const atLeastCounts = { explosions: 0, "bursts-and-shots": 0, "in-flight": 0, other: 0 };
    let lateCount = 0;
    for (const [minute, counted] of minutes) {
      if (knownAtMs !== undefined && minute * minuteMs > knownAtMs) continue;
      lateCount += counted.lateCount;
      for (const family of smmFamilies) {
        const cell = counted.families[family];
        byFamily[family] += cell?.count ?? 0;
        atLeastCounts[family] += cell?.atLeastCount ?? 0;
      }
    }
    const atLeast = new Set(smmFamilies.filter((family) => atLeastCounts[family] > 0));
    return { byFamily, atLeast, lateCount };
  }

  async #countFromStore(period: Period, headSeq: number): Promise<Minutes> {
    const minutes: Minutes = new Map();
    const query = { kind: "observation", origin: this.#origin } as const;
    const { fromMs, toMs } = period;
    const minutesOf = (name: string) => (name === period.name ? minutes : undefined);
    let page: StoredRecord[] = [];
    const addPage = async (): Promise<void> => {
      const corrections = await this.#store.correctionsOf(page.map(({ id }) => id));
      for (const record of page) {
        const observation = readRecord("observation", record);
        this.#add({ observation, sign: 1, knownMs: observation.recordedAtMs }, minutesOf);
        const correction = corrections.get(record.id);
        if (correction === undefined || correction.seq > headSeq) continue;
        const knownMs = withdrawnMs(observation, correction);
        this.#add({ observation, sign: -1, knownMs }, minutesOf);
      }
      page = [];
    };
    for await (const record of this.#store.stream({ ...query, fromMs, toMs })) {
      if (record.seq > headSeq) continue;
      page.push(record);
      if (page.length >= feedPageSize) await addPage();
    }
    await addPage();
    return minutes;
  }

  async #readTo(seq: number): Promise<void> {
    // Periods are counted from the store when first asked for; the feed only brings what is new.
    if (this.#seq < 0) this.#seq = seq;
    const query = { kinds: ["observation", "correction"] as const, origin: this.#origin };
    for await (const page of feedPages(this.#store, query, this.#seq, seq)) {
      await this.#addNew(page.records);
      this.#seq = page.reachedSeq;
    }
  }

  /**
   * Counts new observations, and takes away those that new corrections are the first to withdraw. Nothing
   * is counted until all is read: a database that goes away in between must not count anything twice.
   */
  async #addNew(records: readonly StoredRecord[]): Promise<void> {
    const observations = records.filter(({ kind }) => kind === "observation");
    const corrections = await this.#store.correctionsOf(observations.map(({ id }) => id));
    const changes: Change[] = [];
    for (const record of observations) {
      const observation = readRecord("observation", record);
      changes.push({ observation, sign: 1, knownMs: observation.recordedAtMs });
      const correction = corrections.get(record.id);
      // One that came after it is met in the feed, now or later.
      if (correction === undefined || correction.seq > record.seq) continue;
      changes.push({ observation, sign: -1, knownMs: withdrawnMs(observation, correction) });
    }
    for (const record of records) {
      if (record.kind === "correction") changes.push(...(await this.#takenAway(record)));
    }
    for (const change of changes) this.#add(change, (name) => this.#periods.get(name));
  }

  async #takenAway({ id, seq, bytes }: StoredRecord): Promise<readonly Change[]> {
    const { source, withdraws } = readRecord("correction", { bytes });
    const named = await this.#store.observationsByKey(this.#origin, source, withdraws);
    const before = named.filter((record) => record.seq < seq);
    const firsts = await this.#store.correctionsOf(before.map((record) => record.id));
    return before.flatMap((record): readonly Change[] => {
      const first = firsts.get(record.id);
      if (first?.correctionId !== id) return [];
      const observation = readRecord("observation", record);
      return [{ observation, sign: -1, knownMs: withdrawnMs(observation, first) }];
    });
  }

  #add(
    { observation, sign, knownMs }: Change,
    minutesOf: (period: string) => Minutes | undefined,
  ): void {
    const { timezone, cutOff } = this.#compiled;
    const options = { timezone, cutOff, regionOf: () => "" };
    const minutes = minutesOf(reportDateOf(observation, options));
    if (minutes === undefined) return;
    const { recordedAtMs, span } = observation;
    const at = Math.ceil(knownMs / minuteMs);
    const minute = minutes.get(at) ?? { families: {}, lateCount: 0 };
    minutes.set(at, minute);
    if (recordedAtMs - span.toMs > lateByMs) minute.lateCount += sign;
    for (const { byFamily, atLeast } of countObservations("smm", [observation], options)) {
      for (const family of smmFamilies) {
        if (byFamily[family] === 0) continue;
        const cell = minute.families[family] ?? { count: 0, atLeastCount: 0 };
        minute.families[family] = cell;
        cell.count += sign * byFamily[family];
        if (atLeast) cell.atLeastCount += sign;
      }
    }
  }
}

/** From when on it was known that an observation no longer stands. */
function withdrawnMs({ recordedAtMs }: Observation, correction: CorrectedBy): number {
  return Math.max(recordedAtMs, correction.recordedAtMs);
}

/** The period before another. */
export function periodBefore(period: Period, compiled: CompiledAgreement): Period {
  return periodAt(period.fromMs - 1, compiled);
}
