import type { TrafficBook, TrafficEventDraft, TrafficZone } from "@truceline/fusion";
import {
  type Clock,
  canonicalBytes,
  canonicalJson,
  derivedId,
  type Origin,
  type PositionReport,
  type TrafficEvent,
} from "@truceline/model";
import type { RecordEntry, Store } from "../ports/store.ts";
import { feedPageSize } from "../store/feed-pages.ts";
import { readRecord } from "../store/read-record.ts";
import { ClosedEntries } from "./closed-entries.ts";
import { ContinuedEvents, withRest } from "./continued-events.ts";
import type { ReportReader } from "./report-reader.ts";
import { reportsBackFromMs } from "./reports-back.ts";

export interface TrafficStageOptions {
  readonly store: Store;
  readonly reader: ReportReader;
  readonly origin: Origin;
  readonly clock: Clock;
  readonly book: TrafficBook;
  /** Zones the book looks by. */
  readonly zones: readonly TrafficZone[];
  /** Names the agreement that the book looks by: its events are its own. */
  readonly agreementHash: string;
  readonly limits?: Partial<TrafficLimits> | undefined;
}

export interface TrafficLimits {
  /** Reports of this time before the start are read again, so that tracks go on. */
  readonly lookBackMs: number;
  /** Reports read again at the start at most; of more those of a shorter time. */
  readonly lookBackCountMax: number;
  /** Events are worked out at most this often while reports keep coming. */
  readonly eventsEveryMs: number;
  /** The cursor passes over other records once there are so many. */
  readonly passOverCountMin: number;
}

export const trafficLimits: TrafficLimits = {
  lookBackMs: 6 * 3_600_000,
  lookBackCountMax: 200_000,
  eventsEveryMs: 5_000,
  passOverCountMin: 10_000,
};

/** What happened sooner than this after the first report read may rest on one before it. */
const settleMs = 2 * 3_600_000;

interface Changes {
  readonly entries: readonly RecordEntry[];
  readonly standing: readonly TrafficEventDraft[];
  readonly withdrawn: readonly TrafficEventDraft[];
}
const nothingNew: Changes = { entries: [], standing: [], withdrawn: [] };

/** What a stage did so far. */
export interface TrafficMetrics {
  readonly reportCount: number;
  readonly tooLateCount: number;
  readonly evictedCount: number;
  readonly identityCount: number;
  readonly eventCount: number;
}

/**
 * From stored position reports to stored traffic events. It keeps its place in the store together with
 * what it wrote; events are versions of records whose ids follow from what they are about, so that a
 * process that starts again writes nothing twice.
 */
export class TrafficStage {
  readonly #options: TrafficStageOptions;
  readonly #limits: TrafficLimits;
  readonly #cursor: string;
  readonly #closed: ClosedEntries;
  #continued: ContinuedEvents | undefined;
  #isOpened = false;
  #eventsAtMs = Number.NEGATIVE_INFINITY;
  /** Reports taken whose events were not looked for yet. */
  #isDue = false;
  /** What is stored may differ from what is held: all that is held is compared. */
  #mustCompareAll = true;
  /**
   * Nothing has been compared since the start: what is stored of that time and not held did not happen.
   * Only then: later the book may have forgotten what did.
   */
  #isFirstLook = true;
  /** Taken back by the book, and not known to be written, by key. */
  readonly #owed = new Map<string, TrafficEventDraft>();
  /** Reports from here on were read. */
  #readFromMs = Number.NEGATIVE_INFINITY;
  #reportCount = 0;
  #tooLateCount = 0;
  #evictedCount = 0;
  #eventCount = 0;

  constructor(options: TrafficStageOptions) {
    this.#options = options;
    this.#limits = { ...trafficLimits, ...options.limits };
    this.#closed = new ClosedEntries(options);
    this.#cursor = `traffic/${options.agreementHash}/${options.origin}`;
  }

  metrics(): TrafficMetrics {
    return {
      reportCount: this.#reportCount,
      tooLateCount: this.#tooLateCount,
      evictedCount: this.#evictedCount,
      identityCount: this.#options.book.identityCount(),
      eventCount: this.#eventCount,
    };
  }

  /** Works in one batch of reports, or what follows from those before. False when there was neither. */
  async step(): Promise<boolean> {
    await this.#open();
    const { store, clock, reader } = this.#options;
    const fromSeq = await store.cursor(this.#cursor);
    const { reports, reachedSeq } = await reader.pageAfter(fromSeq);
    this.#take(reports);
    const nowMs = clock.nowMs();
    const isTime =
      nowMs - this.#eventsAtMs >= this.#limits.eventsEveryMs || nowMs < this.#eventsAtMs;
    // A silence counts from an instant on although nothing comes: the clock alone can make an event.
    const { entries, standing, withdrawn } = isTime ? await this.#changes(nowMs) : nothingNew;
    if (isTime) {
      this.#eventsAtMs = nowMs;
      this.#isDue = false;
    }
    const isWorthMoving =
      reports.length > 0 ||
      entries.length > 0 ||
      reachedSeq - fromSeq > this.#limits.passOverCountMin;
    // Until it is known to be written it is not: an answer may be lost, or another process was faster.
    if (isTime) this.#mustCompareAll = true;
    if (isWorthMoving) {
      const change = { cursor: this.#cursor, fromSeq, toSeq: reachedSeq, records: entries };
      if (!(await store.commitDerived(change))) return true;
    }
    if (isTime) {
      const wholeFromMs = this.#isFirstLook ? this.#readFromMs + settleMs : undefined;
      await this.#closed.report(standing, withdrawn, wholeFromMs);
      this.#mustCompareAll = false;
      this.#isFirstLook = false;
      this.#owed.clear();
    }
    this.#eventCount += entries.length;
    return reports.length > 0;
  }

  /** Events that reports already taken still owe, whatever the time since the last look. */
  async finish(): Promise<void> {
    while (await this.step());
    if (!this.#isDue && !this.#mustCompareAll) return;
    this.#eventsAtMs = Number.NEGATIVE_INFINITY;
    await this.step();
  }

  /** Takes up the tracks where a process before this one left them. */
  async #open(): Promise<void> {
    if (this.#isOpened) return;
    const { store, origin, clock } = this.#options;
    const { lookBackMs, lookBackCountMax } = this.#limits;
    const nowMs = clock.nowMs();
    const query = { kind: "position-report", origin, fromMs: nowMs - lookBackMs } as const;
    const fromMs = await reportsBackFromMs(store, query, nowMs, lookBackCountMax);
    this.#readFromMs = fromMs;
    let batch: PositionReport[] = [];
    for await (const record of store.stream({ ...query, fromMs })) {
      batch.push(readRecord("position-report", record));
      if (batch.length < feedPageSize) continue;
      this.#take(batch);
      batch = [];
    }
    this.#take(batch);
    this.#reportCount = 0;
    await this.#closed.open(fromMs);
    const settledFromMs = fromMs + settleMs;
    this.#continued = new ContinuedEvents({ store, origin, readFromMs: fromMs, settledFromMs });
    this.#isOpened = true;
  }

  #take(reports: readonly PositionReport[]): void {
    if (reports.length === 0) return;
    const taken = this.#options.book.take(reports);
    this.#reportCount += reports.length;
    this.#tooLateCount += taken.tooLateCount;
    this.#evictedCount += taken.evictedCount;
    this.#isDue = true;
  }

  /** The next version of every event that changed; none for one that stands so already. */
  async #changes(nowMs: number): Promise<Changes> {
    const { book } = this.#options;
    const { added, revised, withdrawn: taken } = book.changes(nowMs);
    const standing = this.#mustCompareAll ? book.events(nowMs) : [...added, ...revised];
    for (const draft of taken) this.#owed.set(draft.key, draft);
    for (const { key } of standing) this.#owed.delete(key);
    const withdrawn = [...this.#owed.values()];
    const drafts = [
      ...standing.map((draft) => ({ draft, isWithdrawn: false })),
      ...withdrawn.map((draft) => ({ draft, isWithdrawn: true })),
    ];
    const worked = drafts.map(({ draft, isWithdrawn }) => this.#record(draft, isWithdrawn, nowMs));
    const records = this.#isFirstLook
      ? [...worked, ...(await this.#noLongerHeld(worked, nowMs))]
      : worked;
    if (records.length === 0) return nothingNew;
    const latest = await this.#latestOf(records.map(({ id }) => id));
    const earlierIds = await this.#earlierIds(drafts, latest);
    const earlier = await this.#latestOf([...earlierIds.values()]);
    const entries = records.flatMap((own): readonly RecordEntry[] => {
      const goesOnFrom = earlier.get(earlierIds.get(own.id) ?? "");
      // That a rest of something did not happen says nothing of its beginning.
      if (goesOnFrom !== undefined && own.withdrawn === true) return [];
      const record = goesOnFrom === undefined ? own : withRest(goesOnFrom, own);
      const before = goesOnFrom ?? latest.get(record.id);
      if (before === undefined && record.withdrawn === true) return [];
      if (before !== undefined && contentOf(before) === contentOf(record)) return [];
      return [entryOf({ ...record, version: (before?.version ?? 0) + 1 })];
    });
    const isWhole = ({ key }: TrafficEventDraft) => !earlierIds.has(this.#idOf(key));
    return { entries, standing: standing.filter(isWhole), withdrawn };
  }

  /** The stored events that drafts go on from, by the id that a draft would have by itself. */
  async #earlierIds(
    drafts: readonly { readonly draft: TrafficEventDraft }[],
    latest: ReadonlyMap<string, TrafficEvent>,
  ): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for (const { draft } of drafts) {
      const id = this.#idOf(draft.key);
      if (latest.has(id) || this.#continued?.isCut(draft) !== true) continue;
      const earlierId = await this.#continued.earlierIdOf(draft);
      if (earlierId !== undefined) found.set(id, earlierId);
    }
    return found;
  }

  async #latestOf(ids: readonly string[]): Promise<ReadonlyMap<string, TrafficEvent>> {
    const stored =
      ids.length === 0 ? [] : await this.#options.store.getMany("traffic-event", [...new Set(ids)]);
    const events = stored.map((record) => readRecord("traffic-event", record));
    return new Map(events.map((event) => [event.id, event]));
  }

  #idOf(draftKey: string): string {
    const { origin, agreementHash } = this.#options;
    return derivedId("traffic-event", agreementHash, origin, draftKey);
  }

  /** At the first look: stored events of which every report was read and that do not follow from them any more. */
  async #noLongerHeld(
    held: readonly TrafficEvent[],
    nowMs: number,
  ): Promise<readonly TrafficEvent[]> {
    const { store, origin } = this.#options;
    const heldIds = new Set(held.map(({ id }) => id));
    const gone: TrafficEvent[] = [];
    const fromMs = this.#readFromMs + settleMs;
    for await (const record of store.stream({ kind: "traffic-event", origin, fromMs })) {
      const event = readRecord("traffic-event", record);
      if (event.span.fromMs < fromMs || heldIds.has(event.id) || event.withdrawn === true) continue;
      gone.push({ ...event, recordedAtMs: nowMs, withdrawn: true });
    }
    return gone;
  }

  #record(draft: TrafficEventDraft, isWithdrawn: boolean, nowMs: number): TrafficEvent {
    const { origin } = this.#options;
    return {
      schema: "traffic-event/1",
      id: this.#idOf(draft.key),
      version: 1,
      origin,
      recordedAtMs: nowMs,
      ...(isWithdrawn ? { withdrawn: true as const } : {}),
      kind: draft.kind,
      medium: draft.medium,
      span: { fromMs: draft.fromMs, toMs: draft.toMs, precision: "exact" },
      ...(draft.zoneId === undefined ? {} : { zoneId: draft.zoneId }),
      identities: [...draft.identities],
      names: [...draft.names],
      ...(draft.position === undefined ? {} : { position: draft.position }),
      ...(draft.wouldBeHeardRatio === undefined
        ? {}
        : { wouldBeHeardRatio: draft.wouldBeHeardRatio }),
      reason: draft.reason,
      reportIds: [...draft.reportIds],
      knownAtMs: draft.knownAtMs,
    };
  }
}

/** All but version and when it was worked out. */
function contentOf(event: TrafficEvent): string {
  const { version: _version, recordedAtMs: _at, ...content } = event;
  return canonicalJson(content);
}

function entryOf(event: TrafficEvent): RecordEntry {
  return {
    kind: "traffic-event",
    id: event.id,
    version: event.version,
    origin: event.origin,
    recordedAtMs: event.recordedAtMs,
    fromMs: event.span.fromMs,
    toMs: event.span.toMs,
    position: event.position,
    subject: event.identities[0] ?? "",
    bytes: canonicalBytes(event),
  };
}
