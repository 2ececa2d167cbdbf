import type { PlaceFinder } from "@truceline/fusion";
import type { Clock, DocumentFault, Origin, Rng } from "@truceline/model";
import { type Admission, admit } from "../admit/admit.ts";
import type { WatchedBox } from "../admit/plausibility.ts";
import { WatchError } from "../errors.ts";
import type { Hasher } from "../ports/hasher.ts";
import type { AppendOutcome, InputEntry, RecordKind, Store } from "../ports/store.ts";

export interface IngestLimits {
  /** Records in one write to the store. */
  readonly batchCountMax: number;
  /** Records admitted and not yet stored; more are pushed back with `TL_WATCH_BUSY`. */
  readonly waitingCountMax: number;
  /** Bytes of the same. */
  readonly waitingByteCountMax: number;
  /**
   * Writes under way at once. Two keep the store at work while this side admits the next: the second
   * is there already when the first is durable.
   */
  readonly writeCountMax: number;
}

export const ingestLimits: IngestLimits = {
  batchCountMax: 1_000,
  waitingCountMax: 20_000,
  waitingByteCountMax: 64 * 1_048_576,
  writeCountMax: 2,
};

export interface IngestMessage {
  readonly kind: RecordKind;
  readonly bytes: Uint8Array;
  readonly sender: string;
  /** True for what the field log itself sends. */
  readonly isFromLog?: boolean | undefined;
  /** When it came in; the intake's clock unless a feed has its own. */
  readonly receivedAtMs?: number | undefined;
  /** Found wrong by a feed's decoder already: kept in quarantine for it. */
  readonly refusedFor?: readonly DocumentFault[] | undefined;
}

export type IngestOutcome =
  | { readonly status: "stored" | "duplicate"; readonly id: string }
  | {
      readonly status: "quarantined";
      readonly quarantineId: string;
      readonly code: string;
      readonly faults: readonly Pick<DocumentFault, "code" | "message" | "path">[];
      /** The stored record it contradicts. */
      readonly conflictsWith?: string | undefined;
    };

export interface IngestMetrics {
  readonly storedCount: number;
  readonly duplicateCount: number;
  readonly conflictCount: number;
  readonly quarantinedCountByCode: Readonly<Record<string, number>>;
  /** Messages pushed back. */
  readonly busyCount: number;
  readonly batchCount: number;
  readonly waitingCount: number;
  readonly waitingByteCount: number;
}

export interface IngestOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly rng: Rng;
  readonly origin: Origin;
  readonly limits?: Partial<IngestLimits> | undefined;
  readonly hasher?: Hasher | undefined;
  readonly box?: WatchedBox | undefined;
  readonly places?: PlaceFinder | undefined;
}

export interface Ingest {
  /**
   * Admits messages and stores them, those of several callers together. Resolves, one outcome a
   * message and in order, once every record and every refusal is durable.
   *
   * @throws WatchError `TL_WATCH_BUSY` at once when more is waiting than may wait (nothing of this
   *   call is kept), `TL_WATCH_CLOSED` after `close`. Errors of the store come through; what is sent
   *   again after them is a duplicate where it had been stored.
   */
  submit(messages: readonly IngestMessage[]): Promise<readonly IngestOutcome[]>;
  /** What would be wrong with a message; empty where it would be taken. Keeps nothing. */
  examine(message: IngestMessage): readonly Pick<DocumentFault, "code" | "message" | "path">[];
  /**
   * Takes the corrected bytes of a waiting quarantine entry as input. The entry is marked once the
   * record is stored; where the correction is refused as well, it goes on waiting.
   *
   * @throws WatchError `TL_WATCH_QUARANTINE_UNKNOWN`, `TL_WATCH_NOT_WAITING`.
   */
  readmit(quarantineId: string, correctedBytes: Uint8Array): Promise<IngestOutcome>;
  metrics(): IngestMetrics;
  /** Takes no more; resolves when what waits is stored. */
  close(): Promise<void>;
}

/** One call's messages on their way to the store. */
interface Job {
  readonly admissions: readonly Admission[];
  readonly outcomes: IngestOutcome[];
  takenCount: number;
  doneCount: number;
  failed: boolean;
  readonly resolve: (outcomes: readonly IngestOutcome[]) => void;
  readonly reject: (cause: unknown) => void;
}

/** The intake: bytes from any door to the store, in bounded batches. DESIGN section 8. */
export function createIngest(options: IngestOptions): Ingest {
  const { store, clock, rng } = options;
  const limits = { ...ingestLimits, ...options.limits };
  const queue: Job[] = [];
  let writeCount = 0;
  const onIdle: (() => void)[] = [];
  let closed = false;
  let waitingCount = 0;
  let waitingByteCount = 0;
  let storedCount = 0;
  let duplicateCount = 0;
  let conflictCount = 0;
  let busyCount = 0;
  let batchCount = 0;
  const quarantinedCountByCode: Record<string, number> = {};

  const admitOne = ({
    bytes,
    kind,
    sender,
    receivedAtMs,
    isFromLog,
    refusedFor,
  }: IngestMessage): Admission =>
    admit(bytes, kind, {
      refusedFor,
      origin: options.origin,
      receivedAtMs: receivedAtMs ?? clock.nowMs(),
      sender,
      isFromLog,
      rng,
      hasher: options.hasher,
      box: options.box,
      places: options.places,
    });

  const finished = (admission: Admission, outcome: AppendOutcome | string): IngestOutcome => {
    if (typeof outcome === "string") {
      if (admission.status !== "refused") throw new WatchError("TL_WATCH_CLOSED");
      const { code, faults } = admission.quarantine;
      quarantinedCountByCode[code] = (quarantinedCountByCode[code] ?? 0) + 1;
      return { status: "quarantined", quarantineId: outcome, code, faults };
    }
    if (outcome.status === "conflict") {
      conflictCount++;
      const { quarantineId, id } = outcome;
      const { message, hint } = new WatchError("TL_WATCH_CONFLICT");
      return {
        status: "quarantined",
        quarantineId,
        code: "TL_WATCH_CONFLICT",
        faults: [{ code: "TL_WATCH_CONFLICT", message: `${message} ${hint}`, path: "/sourceId" }],
        conflictsWith: id,
      };
    }
    if (outcome.status === "stored") storedCount++;
    else duplicateCount++;
    return { status: outcome.status, id: outcome.id };
  };

  /** The next messages to write together, from the front of the queue. */
  const takeBatch = (): { job: Job; index: number }[] => {
    const batch: { job: Job; index: number }[] = [];
    while (batch.length < limits.batchCountMax) {
      const job = queue[0];
      if (job === undefined) break;
      if (job.failed || job.takenCount >= job.admissions.length) {
        queue.shift();
        continue;
      }
      batch.push({ job, index: job.takenCount });
      job.takenCount++;
    }
    return batch;
  };

  const writeBatch = async (batch: readonly { job: Job; index: number }[]): Promise<void> => {
    batchCount++;
    const entries: InputEntry[] = [];
    const refusals: Extract<Admission, { status: "refused" }>["quarantine"][] = [];
    for (const { job, index } of batch) {
      const admission = job.admissions[index] as Admission;
      if (admission.status === "admitted") entries.push(admission.entry);
      else refusals.push(admission.quarantine);
    }
    try {
      const [appended, quarantined] = await Promise.all([
        entries.length > 0 ? store.append(entries) : [],
        refusals.length > 0 ? store.quarantine(refusals) : [],
      ]);
      let appendedCount = 0;
      let refusedCount = 0;
      for (const { job, index } of batch) {
        const admission = job.admissions[index] as Admission;
        const outcome =
          admission.status === "admitted"
            ? (appended[appendedCount++] as AppendOutcome)
            : (quarantined[refusedCount++] as string);
        job.outcomes[index] = finished(admission, outcome);
        job.doneCount++;
        if (job.doneCount === job.admissions.length && !job.failed) job.resolve(job.outcomes);
      }
    } catch (cause) {
      for (const { job } of batch) {
        if (!job.failed) job.reject(cause);
        job.failed = true;
      }
    }
  };

  /** Starts writes until enough are under way or nothing waits. `writeBatch` never rejects. */
  const write = (): void => {
    while (writeCount < limits.writeCountMax) {
      const batch = takeBatch();
      if (batch.length === 0) break;
      writeCount++;
      void writeBatch(batch).then(() => {
        writeCount--;
        write();
      });
    }
    if (writeCount === 0) for (const told of onIdle.splice(0)) told();
  };

  const sizeOf = (messages: readonly IngestMessage[]): number =>
    messages.reduce((sum, { bytes }) => sum + bytes.length, 0);

  return {
    async submit(messages) {
      if (closed) throw new WatchError("TL_WATCH_CLOSED");
      if (messages.length === 0) return [];
      const byteCount = sizeOf(messages);
      // A call larger than the whole room is let in when nothing else waits, or it never would be.
      const fits =
        waitingCount + messages.length <= limits.waitingCountMax &&
        waitingByteCount + byteCount <= limits.waitingByteCountMax;
      if (waitingCount > 0 && !fits) {
        busyCount += messages.length;
        throw new WatchError("TL_WATCH_BUSY", { waitingCount, waitingByteCount, limits });
      }
      waitingCount += messages.length;
      waitingByteCount += byteCount;
      try {
        const admissions = messages.map(admitOne);
        return await new Promise<readonly IngestOutcome[]>((resolve, reject) => {
          const counts = { takenCount: 0, doneCount: 0, failed: false };
          queue.push({ admissions, outcomes: [], ...counts, resolve, reject });
          write();
        });
      } finally {
        waitingCount -= messages.length;
        waitingByteCount -= byteCount;
      }
    },

    examine(message) {
      const admission = admitOne(message);
      return admission.status === "refused" ? admission.quarantine.faults : [];
    },

    async readmit(quarantineId, correctedBytes) {
      if (closed) throw new WatchError("TL_WATCH_CLOSED");
      const entry = await store.getQuarantine(quarantineId);
      if (entry === undefined)
        throw new WatchError("TL_WATCH_QUARANTINE_UNKNOWN", { quarantineId });
      if (entry.state !== "waiting") {
        throw new WatchError("TL_WATCH_NOT_WAITING", {
          quarantineId,
          readmittedAs: entry.readmittedAs,
        });
      }
      const { kind, sender } = entry;
      const admission = admitOne({ bytes: correctedBytes, kind, sender });
      if (admission.status === "refused") {
        const { code, faults } = admission.quarantine;
        return { status: "quarantined", quarantineId, code, faults };
      }
      const [appended] = await store.append([admission.entry]);
      const outcome = finished(admission, appended as AppendOutcome);
      if (outcome.status !== "quarantined") {
        await store.markReadmitted(quarantineId, outcome.id, admission.entry.recordedAtMs);
      }
      return outcome;
    },

    metrics: () => ({
      storedCount,
      duplicateCount,
      conflictCount,
      quarantinedCountByCode: { ...quarantinedCountByCode },
      busyCount,
      batchCount,
      waitingCount,
      waitingByteCount,
    }),

    async close() {
      closed = true;
      if (writeCount > 0) await new Promise<void>((told) => onIdle.push(told));
    },
  };
}
