import { type Incident, type Origin, type Rng, timeOrderedId } from "@truceline/model";
import { watchErrors } from "../errors.ts";
import type {
  AppendOutcome,
  CorrectedBy,
  EditEntry,
  EditOutcome,
  InputEntry,
  Page,
  QuarantineEntry,
  QuarantineInput,
  RecordEntry,
  RecordKind,
  RecordQuery,
  Store,
  StoreCounts,
  StoredRecord,
  Vicinity,
} from "../ports/store.ts";
import { CorrectionIndex } from "./correction-index.ts";
import { decodeCursor, encodeCursor } from "./page-cursor.ts";
import { byTimeThenId, compareText, isAfter, isInBox, liesIn } from "./record-match.ts";
import { TimeBuckets } from "./time-buckets.ts";

/**
 * The `Store` without a disk, for tests and for trying things out. Keeps every promise of the port
 * but the one about crashes. Nothing is bounded here: it holds what it is given.
 */
export class MemoryStore implements Store {
  readonly #rng: Rng;
  readonly #feed: StoredRecord[] = [];
  readonly #versions = new Map<string, StoredRecord[]>();
  readonly #idsOfKind = new Map<RecordKind, Set<string>>();
  readonly #byKey = new Map<string, { readonly id: string; readonly content: string }>();
  readonly #quarantine = new Map<string, QuarantineEntry>();
  readonly #quarantineByContent = new Map<string, string>();
  readonly #cursors = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  readonly #observations = new TimeBuckets<StoredRecord>();
  /** Observation → the incident that holds it now, and back. */
  readonly #incidentOf = new Map<string, string>();
  readonly #heldBy = new Map<string, readonly string[]>();
  readonly #corrections = new CorrectionIndex();

  /** @param rng where the ids of quarantine entries come from. */
  constructor(rng: Rng) {
    this.#rng = rng;
  }

  async append(entries: readonly InputEntry[]): Promise<readonly AppendOutcome[]> {
    const outcomes = entries.map((entry) => this.#appendOne(entry));
    if (outcomes.some(({ status }) => status !== "duplicate")) this.#ring();
    return outcomes;
  }

  #appendOne(entry: InputEntry): AppendOutcome {
    const key = keyOf(entry.kind, entry.origin, entry.source, entry.sourceId);
    const content = entry.contentSha256.join();
    const known = this.#byKey.get(key);
    if (known === undefined) {
      this.#byKey.set(key, { id: entry.id, content });
      const { seq } = this.#write(entry);
      return { status: "stored", id: entry.id, seq };
    }
    if (known.content === content) return { status: "duplicate", id: known.id };
    const quarantineId = this.#quarantineOne(
      {
        receivedAtMs: entry.recordedAtMs,
        sender: entry.source,
        origin: entry.origin,
        kind: entry.kind,
        code: "TL_WATCH_CONFLICT",
        faults: [
          {
            code: "TL_WATCH_CONFLICT",
            message: watchErrors.TL_WATCH_CONFLICT.message,
            path: "/sourceId",
          },
        ],
        bytes: entry.bytes,
        conflictsWith: known.id,
      },
      content,
    );
    return { status: "conflict", id: known.id, quarantineId };
  }

  async commitEdits(edits: readonly EditEntry[]): Promise<readonly EditOutcome[]> {
    const outcomes = edits.map((edit) => this.#commitEdit(edit));
    if (outcomes.some(({ status }) => status === "stored")) this.#ring();
    return outcomes;
  }

  #commitEdit(edit: EditEntry): EditOutcome {
    const { kind, id, version, origin, contentSha256 } = edit;
    const current = this.#asKnown(kind, id, undefined);
    if ((current?.version ?? 0) === version - 1 && (current?.origin ?? origin) === origin) {
      return { status: "stored", seq: this.#write(edit).seq };
    }
    const same = this.#versions.get(`${kind} ${id}`)?.find((known) => known.version === version);
    const content = (same as EditEntry | undefined)?.contentSha256.join();
    return same !== undefined && same.origin === origin && content === contentSha256.join()
      ? { status: "duplicate", current: same }
      : { status: "conflict", current };
  }

  async quarantine(inputs: readonly QuarantineInput[]): Promise<readonly string[]> {
    const ids = inputs.map((input) => this.#quarantineOne(input, input.bytes.join()));
    if (ids.length > 0) this.#ring();
    return ids;
  }

  #quarantineOne(input: QuarantineInput, content: string): string {
    const { origin, sender, kind, code, conflictsWith = "" } = input;
    const key = [origin, sender, kind, code, conflictsWith, content].join("\u001f");
    const known = this.#quarantineByContent.get(key);
    if (known !== undefined) return known;
    const id = timeOrderedId(input.receivedAtMs, this.#rng);
    this.#quarantineByContent.set(key, id);
    this.#quarantine.set(id, { ...input, id, state: "waiting" });
    return id;
  }

  async listQuarantine(query: Parameters<Store["listQuarantine"]>[0]): Promise<{
    readonly items: readonly QuarantineEntry[];
    readonly next: string | null;
  }> {
    const after = decodeCursor(query.cursor);
    const { knownAtMs = Number.POSITIVE_INFINITY } = query;
    const asKnown = [...this.#quarantine.values()]
      .filter(({ origin, receivedAtMs }) => origin === query.origin && receivedAtMs <= knownAtMs)
      .map((entry) => asWaitingBefore(entry, knownAtMs))
      .filter(({ state }) => query.state === undefined || state === query.state)
      .sort((a, b) => a.receivedAtMs - b.receivedAtMs || compareText(a.id, b.id))
      .filter((entry) => isAfter(entry.receivedAtMs, entry.id, after));
    const items = asKnown.slice(0, query.limit);
    const last = items.at(-1);
    const more = asKnown.length > items.length && last !== undefined;
    return { items, next: more ? encodeCursor(last.receivedAtMs, last.id) : null };
  }

  async getQuarantine(id: string): Promise<QuarantineEntry | undefined> {
    return this.#quarantine.get(id);
  }

  async markReadmitted(id: string, recordId: string, atMs: number): Promise<boolean> {
    const entry = this.#quarantine.get(id);
    if (entry?.state !== "waiting") return false;
    const readmitted = { readmittedAs: recordId, readmittedAtMs: atMs };
    this.#quarantine.set(id, { ...entry, state: "readmitted", ...readmitted });
    this.#ring();
    return true;
  }

  async commitDerived(change: Parameters<Store["commitDerived"]>[0]): Promise<boolean> {
    if ((this.#cursors.get(change.cursor) ?? 0) !== change.fromSeq) return false;
    this.#cursors.set(change.cursor, change.toSeq);
    for (const record of change.records) this.#write(record);
    this.#ring();
    return true;
  }

  async cursor(name: string): Promise<number> {
    return this.#cursors.get(name) ?? 0;
  }

  async headSeq(): Promise<number> {
    return this.#feed.length;
  }

  async readFeed(query: Parameters<Store["readFeed"]>[0]): Promise<readonly StoredRecord[]> {
    const found: StoredRecord[] = [];
    for (let index = query.afterSeq; index < this.#feed.length; index++) {
      if (found.length >= query.limit) break;
      const record = this.#feed[index] as StoredRecord;
      if (query.kinds !== undefined && !query.kinds.includes(record.kind)) continue;
      if (query.origin !== undefined && record.origin !== query.origin) continue;
      found.push(record);
    }
    return found;
  }

  onBell(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  async get(kind: RecordKind, id: string, knownAtMs?: number): Promise<StoredRecord | undefined> {
    return this.#asKnown(kind, id, knownAtMs);
  }

  async getMany(
    kind: RecordKind,
    ids: readonly string[],
    knownAtMs?: number,
  ): Promise<readonly StoredRecord[]> {
    return [...new Set(ids)]
      .map((id) => this.#asKnown(kind, id, knownAtMs))
      .filter((record) => record !== undefined);
  }

  async versions(kind: RecordKind, id: string): Promise<readonly StoredRecord[]> {
    return [...(this.#versions.get(`${kind} ${id}`) ?? [])].sort((a, b) => a.version - b.version);
  }

  async list(query: RecordQuery, limit: number, cursor?: string): Promise<Page> {
    const after = decodeCursor(cursor);
    const found = this.#matching(query)
      .sort(byTimeThenId)
      .filter(({ fromMs, id }) => isAfter(fromMs, id, after));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const more = found.length > items.length && last !== undefined;
    return { items, next: more ? encodeCursor(last.fromMs, last.id) : null };
  }

  async *stream(query: RecordQuery): AsyncIterable<StoredRecord> {
    yield* this.#matching(query).sort(byTimeThenId);
  }

  async count(query: RecordQuery): Promise<number> {
    return this.#matching(query).length;
  }

  async countLate(query: RecordQuery & { readonly lateByMs: number }): Promise<number> {
    return this.#matching(query).filter(
      ({ recordedAtMs, toMs }) => recordedAtMs - toMs > query.lateByMs,
    ).length;
  }

  async observationsNear(
    origin: Parameters<Store["observationsNear"]>[0],
    vicinities: readonly Vicinity[],
    limit: number,
    untilSeq = Number.POSITIVE_INFINITY,
  ): Promise<readonly StoredRecord[]> {
    const found = new Map<string, StoredRecord>();
    for (const vicinity of vicinities) {
      for (const record of this.#observations.touching(vicinity.fromMs, vicinity.toMs)) {
        const isThere = record.origin === origin && record.seq <= untilSeq;
        if (!isThere || !liesIn(record, vicinity)) continue;
        if (this.#corrections.stoodAt(record, untilSeq)) found.set(record.id, record);
      }
    }
    return [...found.values()].sort(byTimeThenId).slice(0, limit);
  }

  async observationsByKey(
    origin: Origin,
    source: string,
    sourceIds: readonly string[],
  ): Promise<readonly StoredRecord[]> {
    return [...new Set(sourceIds)]
      .map((sourceId) => this.#byKey.get(keyOf("observation", origin, source, sourceId))?.id)
      .map((id) => (id === undefined ? undefined : this.#asKnown("observation", id, undefined)))
      .filter((record) => record !== undefined);
  }

  async correctionsOf(observationIds: readonly string[]): Promise<Map<string, CorrectedBy>> {
    const found = new Map<string, CorrectedBy>();
    for (const id of observationIds) {
      const record = this.#asKnown("observation", id, undefined);
      const correction = record === undefined ? undefined : this.#corrections.of(record);
      if (correction !== undefined) found.set(id, correction);
    }
    return found;
  }

  async incidentsOf(observationIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for (const id of observationIds) {
      const incidentId = this.#incidentOf.get(id);
      if (incidentId !== undefined) found.set(id, incidentId);
    }
    return found;
  }

  async counts(origin?: Parameters<Store["counts"]>[0]): Promise<StoreCounts> {
    const byKind: Partial<Record<RecordKind, number>> = {};
    for (const [kind, ids] of this.#idsOfKind) {
      for (const id of ids) {
        const record = this.#asKnown(kind, id, undefined);
        if (origin === undefined || record?.origin === origin) {
          byKind[kind] = (byKind[kind] ?? 0) + 1;
        }
      }
    }
    let quarantineWaiting = 0;
    for (const entry of this.#quarantine.values()) {
      if (entry.state === "waiting" && (origin === undefined || entry.origin === origin)) {
        quarantineWaiting++;
      }
    }
    return { byKind, quarantineWaiting };
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {
    this.#listeners.clear();
  }

  #write(entry: RecordEntry): StoredRecord {
    const record: StoredRecord = { ...entry, seq: this.#feed.length + 1 };
    this.#feed.push(record);
    const key = `${entry.kind} ${entry.id}`;
    const versions = this.#versions.get(key);
    if (versions === undefined) this.#versions.set(key, [record]);
    else versions.push(record);
    const ids = this.#idsOfKind.get(entry.kind) ?? new Set();
    ids.add(entry.id);
    this.#idsOfKind.set(entry.kind, ids);
    if (entry.kind === "observation") this.#observations.add(record);
    if (entry.kind === "incident") this.#noteIncident(record);
    if (entry.kind === "correction") this.#corrections.add(record);
    return record;
  }

  #noteIncident({ id, bytes }: StoredRecord): void {
    const incident = JSON.parse(decoder.decode(bytes)) as Incident;
    for (const observationId of this.#heldBy.get(id) ?? []) {
      if (this.#incidentOf.get(observationId) === id) this.#incidentOf.delete(observationId);
    }
    const holds = incident.withdrawn === undefined ? incident.observationIds : [];
    this.#heldBy.set(id, holds);
    for (const observationId of holds) this.#incidentOf.set(observationId, id);
  }

  #asKnown(kind: RecordKind, id: string, knownAtMs: number | undefined): StoredRecord | undefined {
    let latest: StoredRecord | undefined;
    for (const record of this.#versions.get(`${kind} ${id}`) ?? []) {
      if (knownAtMs !== undefined && record.recordedAtMs > knownAtMs) continue;
      if (latest === undefined || record.version > latest.version) latest = record;
    }
    return latest;
  }

  #matching(query: RecordQuery): StoredRecord[] {
    const { origin, fromMs, toMs, box, subject, source, standing } = query;
    const { knownAtMs = Number.POSITIVE_INFINITY } = query;
    const found: StoredRecord[] = [];
    for (const id of this.#idsOfKind.get(query.kind) ?? []) {
      const record = this.#asKnown(query.kind, id, query.knownAtMs);
      if (record === undefined || record.origin !== origin) continue;
      if (fromMs !== undefined && record.toMs < fromMs) continue;
      if (toMs !== undefined && record.fromMs >= toMs) continue;
      if (box !== undefined && !isInBox(record, box)) continue;
      if (subject !== undefined && record.subject !== subject) continue;
      if (source !== undefined && (record as Partial<InputEntry>).source !== source) continue;
      if (standing === true) {
        const correction = this.#corrections.of(record);
        if (correction !== undefined && correction.recordedAtMs <= knownAtMs) continue;
      }
      found.push(record);
    }
    return found;
  }

  #ring(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

const decoder = new TextDecoder();

function keyOf(kind: RecordKind, origin: Origin, source: string, sourceId: string): string {
  return [kind, origin, source, sourceId].join("\u001f");
}

/** An entry as it stood at an instant: what was readmitted later was still waiting then. */
function asWaitingBefore(entry: QuarantineEntry, knownAtMs: number): QuarantineEntry {
  if (entry.state === "waiting" || (entry.readmittedAtMs ?? 0) <= knownAtMs) return entry;
  const { readmittedAs: _as, readmittedAtMs: _at, ...rest } = entry;
  return { ...rest, state: "waiting" };
}
