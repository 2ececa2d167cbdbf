import { type EditKind, editKinds, type Origin } from "@truceline/model";

/** Kinds of record the store keeps, each in its own canonical bytes. */
export const recordKinds = [
  "observation",
  "claim",
  "sensor-state",
  "correction",
  "patrol-track",
  "position-report",
  "disturbance",
  "incident",
  "assessment",
  "coverage-cell",
  "clause-state",
  "traffic-event",
  ...editKinds,
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** What the store needs to know of a record beside its bytes. */
export interface RecordEntry {
  readonly kind: RecordKind;
  readonly id: string;
  /** 1 for input; derived records and what people write count up. */
  readonly version: number;
  readonly origin: Origin;
  readonly recordedAtMs: number;
  /** When it happened. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly position?: readonly [lonDeg: number, latDeg: number] | undefined;
  /** What it is listed under: a sensor's id, an article's id; empty for none. */
  readonly subject: string;
  /** RFC 8785 bytes of the whole record, as they are stored and served. */
  readonly bytes: Uint8Array;
}

/** Input from outside: idempotent by (`source`, `sourceId`) within its kind and origin. */
export interface InputEntry extends RecordEntry {
  readonly source: string;
  readonly sourceId: string;
  /** SHA-256 of the canonical record without `id`, `recordedAtMs`, `rawSha256`: the content. */
  readonly contentSha256: Uint8Array;
}

/** One version of a record that people write. */
export interface EditEntry extends RecordEntry {
  readonly kind: EditKind;
  /** SHA-256 of what was written, without what the receiver adds: by it an edit sent twice is known. */
  readonly contentSha256: Uint8Array;
}

export interface StoredRecord extends RecordEntry {
  /** Place in the feed of changes: numbered in commit order, no number is ever passed over later. */
  readonly seq: number;
}

export type AppendOutcome =
  | { readonly status: "stored"; readonly id: string; readonly seq: number }
  /** The same content came before, as `id`. */
  | { readonly status: "duplicate"; readonly id: string }
  /** Other content under the same key came before, as `id`; this one is kept in quarantine. */
  | { readonly status: "conflict"; readonly id: string; readonly quarantineId: string };

export type EditOutcome =
  | { readonly status: "stored"; readonly seq: number }
  /** The same content is this version already. */
  | { readonly status: "duplicate"; readonly current: StoredRecord }
  /** Somebody else was first, or a version before is missing; `current` is the newest there is. */
  | { readonly status: "conflict"; readonly current: StoredRecord | undefined };

export interface QuarantineInput {
  readonly receivedAtMs: number;
  readonly sender: string;
  readonly origin: Origin;
  /** What the sender meant it to be. */
  readonly kind: RecordKind;
  readonly code: string;
  /** Sentences for people: what, where, what to do. */
  readonly faults: readonly {
    readonly code: string;
    readonly message: string;
    readonly path?: string | undefined;
  }[];
  readonly bytes: Uint8Array;
  /** The stored record it contradicts. */
  readonly conflictsWith?: string | undefined;
}

export interface QuarantineEntry extends QuarantineInput {
  readonly id: string;
  readonly state: "waiting" | "readmitted";
  /** The record that its correction became. */
  readonly readmittedAs?: string | undefined;
  readonly readmittedAtMs?: number | undefined;
}

export interface RecordQuery {
  readonly kind: RecordKind;
  readonly origin: Origin;
  /** Only what was recorded by then, the latest version of each id; absent = now. */
  readonly knownAtMs?: number | undefined;
  /** Records whose span touches `[fromMs, toMs)`. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly box?:
    | {
        readonly westDeg: number;
        readonly southDeg: number;
        readonly eastDeg: number;
        readonly northDeg: number;
      }
    | undefined;
  readonly subject?: string | undefined;
  readonly source?: string | undefined;
  /** True: without observations that a correction known at `knownAtMs` withdraws. */
  readonly standing?: boolean | undefined;
}

/** The first correction of an observation. */
export interface CorrectedBy {
  /** The correction that was stored first. */
  readonly correctionId: string;
  /** When the earliest of its corrections was received. */
  readonly recordedAtMs: number;
  /** Where the first stored one is in the feed. */
  readonly seq: number;
}

export interface Page {
  readonly items: readonly StoredRecord[];
  /** Opaque; null at the end. */
  readonly next: string | null;
}

/** A neighbourhood in time and place, for association. */
export interface Vicinity {
  readonly fromMs: number;
  readonly toMs: number;
  readonly westDeg: number;
  readonly southDeg: number;
  readonly eastDeg: number;
  readonly northDeg: number;
}

export interface StoreCounts {
  /** Records, each counted once whatever its versions. */
  readonly byKind: Readonly<Partial<Record<RecordKind, number>>>;
  readonly quarantineWaiting: number;
}

/**
 * Everything Truceline keeps. Records are appended, never changed; a derived record is superseded by
 * its next version and both stay.
 *
 * Invariants: a resolved write survives a crash; `seq` rises in commit order, so a reader at `n` never
 * misses a number below `n`; reads after a resolved write see it.
 * Every method may throw a `TrucelineError` of fault `absent` while the database is away; the caller
 * may try again, and a write tried again with the same content is a duplicate, not a second record.
 *
 * A stored correction withdraws the observations of its own origin and source that it names, whichever
 * of them came first: from its receipt on they no longer stand. Both stay.
 */
export interface Store {
  /**
   * Appends input, one outcome an entry, in order. Duplicates within the batch count too. The same
   * contradiction sent again is kept once and answered with the same quarantine id.
   */
  append(entries: readonly InputEntry[]): Promise<readonly AppendOutcome[]>;

  /**
   * Appends versions written by people, one outcome an edit, in order, each on its own, all durable
   * together. Version n is taken only when n − 1 is the newest of its id, in its origin; so of several
   * who write the same version at once exactly one succeeds.
   */
  commitEdits(edits: readonly EditEntry[]): Promise<readonly EditOutcome[]>;

  /**
   * Keeps what was refused. Resolves to the ids, in order. The same bytes refused again from the same
   * sender, as the same kind, for the same code, are kept once and answered with the first id.
   */
  quarantine(inputs: readonly QuarantineInput[]): Promise<readonly string[]>;
  listQuarantine(query: {
    readonly origin: Origin;
    readonly knownAtMs?: number | undefined;
    readonly state?: QuarantineEntry["state"] | undefined;
    readonly limit: number;
    readonly cursor?: string | undefined;
  }): Promise<{ readonly items: readonly QuarantineEntry[]; readonly next: string | null }>;
  getQuarantine(id: string): Promise<QuarantineEntry | undefined>;
  /** Marks an entry as readmitted; both bytes stay. False when it was not waiting. */
  markReadmitted(id: string, recordId: string, atMs: number): Promise<boolean>;

  /**
   * Derived records and the place the pipeline has reached, in one transaction.
   * Writes nothing when the cursor is not at `fromSeq` any more (another process was faster): false.
   */
  commitDerived(change: {
    readonly cursor: string;
    readonly fromSeq: number;
    readonly toSeq: number;
    readonly records: readonly RecordEntry[];
  }): Promise<boolean>;
  cursor(name: string): Promise<number>;

  headSeq(): Promise<number>;
  /** Records after `afterSeq` in order of `seq`; fewer than `limit` only at the end. */
  readFeed(query: {
    readonly afterSeq: number;
    readonly limit: number;
    readonly kinds?: readonly RecordKind[] | undefined;
    readonly origin?: Origin | undefined;
  }): Promise<readonly StoredRecord[]>;
  /** Rings after each commit, also by other processes; may ring for nothing. Returns the undo. */
  onBell(listener: () => void): () => void;

  get(kind: RecordKind, id: string, knownAtMs?: number): Promise<StoredRecord | undefined>;
  /** The records named, latest versions; unknown ids are left out. */
  getMany(
    kind: RecordKind,
    ids: readonly string[],
    knownAtMs?: number,
  ): Promise<readonly StoredRecord[]>;
  /** All versions of one record, oldest first. */
  versions(kind: RecordKind, id: string): Promise<readonly StoredRecord[]>;
  /**
   * By `fromMs`, then `id`. Filters look at the version that is known at `knownAtMs`.
   * @throws TrucelineError `TL_WATCH_PAGE_CURSOR` for a cursor that no list gave out.
   */
  list(query: RecordQuery, limit: number, cursor?: string): Promise<Page>;
  /** As `list`, all of it, with memory bounded. */
  stream(query: RecordQuery): AsyncIterable<StoredRecord>;
  count(query: RecordQuery): Promise<number>;
  /** How many input records came in more than `lateByMs` after they happened (after `toMs`). */
  countLate(query: RecordQuery & { readonly lateByMs: number }): Promise<number>;

  /**
   * Standing observations whose span touches and whose position lies in any of the vicinities, all
   * ends included, each once, by `fromMs`, then `id`, at most `limit`. With `untilSeq`, of the state
   * of the feed at that number: neither observations nor corrections after it are looked at.
   */
  observationsNear(
    origin: Origin,
    vicinities: readonly Vicinity[],
    limit: number,
    untilSeq?: number,
  ): Promise<readonly StoredRecord[]>;
  /** Observations of a source by its own keys, whether they stand or not; unknown keys are left out. */
  observationsByKey(
    origin: Origin,
    source: string,
    sourceIds: readonly string[],
  ): Promise<readonly StoredRecord[]>;
  /** Observation → its first correction. Those that stand, and ids that are unknown, are left out. */
  correctionsOf(observationIds: readonly string[]): Promise<ReadonlyMap<string, CorrectedBy>>;
  /** Which incident holds each observation now, by the newest incident versions; withdrawn ones are left out. */
  incidentsOf(observationIds: readonly string[]): Promise<ReadonlyMap<string, string>>;

  counts(origin?: Origin): Promise<StoreCounts>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
