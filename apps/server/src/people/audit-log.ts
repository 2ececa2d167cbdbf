import type { Clock } from "@truceline/model";
import type { AuditEntry, AuditOutcome, PeopleStore } from "@truceline/watch";
import type { Logger } from "pino";
import { ServerError } from "../errors.ts";

/** Who did or looked at what; times are the log's own. */
export type AuditFacts = Omit<AuditEntry, "atMs" | "lastAtMs" | "times">;

interface Waiting {
  readonly entry: AuditEntry;
  readonly done: (seq: number) => void;
  readonly failed: (error: unknown) => void;
}
type Ended = AuditEntry & { readonly outcome: AuditOutcome };

const batchCountMax = 500;
const waitingCountMax = 5_000;
/** Looking at the same again and again is one entry that counts, for this long. */
const gatherMs = 60_000;
const gatheredCountMax = 5_000;
const outcomeCountMax = 20_000;
/** Outcomes and entries that nobody waits for are written together this often. */
const flushEveryMs = 1_000;

/**
 * Who saw and changed what. What a person writes is entered before it begins, and refused where it
 * cannot be entered; how it went follows as a row of its own. Looking is gathered for a minute, so that a screen
 * that asks every second leaves one entry and its count; a power cut loses at most that minute of
 * looking, and no write.
 */
export class AuditLog {
  readonly #store: PeopleStore;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  readonly #gathered = new Map<string, { ended: Ended; times: number; lastAtMs: number }>();
  /** When each device last had a write entered by itself. */
  readonly #deviceWrites = new Map<string, number>();
  #ended: Ended[] = [];
  #outcomes: (AuditOutcome & { readonly seq: number })[] = [];
  readonly #ticking: NodeJS.Timeout;
  #flushing: Promise<void> = Promise.resolve();
  #isFlushing = false;

  constructor(store: PeopleStore, clock: Clock, logger: Logger) {
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
    this.#ticking = setInterval(() => {
      // While the database is away one attempt takes longer than a tick: they must not queue up.
      if (!this.#isFlushing) void this.flush(false);
    }, flushEveryMs);
    this.#ticking.unref();
  }

  /**
   * Enters a write before it begins; resolves to its number once it is durable. Those that come
   * together are written together. Of a device, which may send every second for years, the first of
   * a minute is entered so; the others resolve to undefined and are counted by `note`.
   * @throws StoreError when the database does not take it; ServerError `TL_SERVER_TOO_MANY`.
   */
  begin(facts: AuditFacts): Promise<number | undefined> {
    if (this.#waiting.length >= waitingCountMax) {
      return Promise.reject(new ServerError("TL_SERVER_TOO_MANY", { retryAfterS: 1 }));
    }
    const atMs = this.#clock.nowMs();
    if (facts.kind === "device" && !this.#isFirstOfDevice(facts, atMs)) {
      return Promise.resolve(undefined);
    }
    const entry = { ...facts, atMs, lastAtMs: atMs, times: 1 };
    return new Promise((done, failed) => {
      this.#waiting.push({ entry, done, failed });
      this.#writing ??= this.#write();
    });
  }

  /** How a write went. */
  end(seq: number, outcome: AuditOutcome): void {
    if (this.#outcomes.length < outcomeCountMax) this.#outcomes.push({ ...outcome, seq });
    else this.#logger.error({ seq }, "the outcome of a write was not entered in the audit");
  }

  /** Something seen, or refused before it began. */
  note(facts: AuditFacts, outcome: AuditOutcome): void {
    const atMs = this.#clock.nowMs();
    const { kind, name, accountId, address, method, route, subject } = facts;
    const key = JSON.stringify([
      [kind, name, accountId, address, method, route, subject],
      [outcome.status, outcome.code],
    ]);
    const known = this.#gathered.get(key);
    if (known !== undefined) {
      known.times += 1;
      known.lastAtMs = atMs;
      return;
    }
    if (this.#gathered.size >= gatheredCountMax) this.#release(() => true);
    const ended = { ...facts, atMs, lastAtMs: atMs, times: 1, outcome };
    this.#gathered.set(key, { ended, times: 1, lastAtMs: atMs });
  }

  /** Writes what is due; all of it where asked. Never throws. */
  flush(all: boolean): Promise<void> {
    this.#flushing = this.#flushing.then(async () => {
      this.#isFlushing = true;
      const dueMs = this.#clock.nowMs() - gatherMs;
      this.#release(({ ended }) => all || ended.atMs <= dueMs);
      const ended = this.#ended.splice(0);
      const outcomes = this.#outcomes.splice(0);
      try {
        for (let at = 0; at < ended.length; at += batchCountMax)
          await this.#store.appendAudit(ended.slice(at, at + batchCountMax));
        ended.length = 0;
        for (let at = 0; at < outcomes.length; at += batchCountMax)
          await this.#store.appendOutcomes(outcomes.slice(at, at + batchCountMax));
      } catch (error) {
        this.#logger.warn({ err: error }, "the audit waits for the database");
        this.#ended.unshift(...ended);
        this.#outcomes.unshift(...outcomes);
        this.#bound();
      } finally {
        this.#isFlushing = false;
      }
    });
    return this.#flushing;
  }

  async close(): Promise<void> {
    clearInterval(this.#ticking);
    await this.#writing;
    await this.flush(true);
  }

  #release(isDue: (one: { readonly ended: Ended }) => boolean): void {
    for (const [key, one] of this.#gathered) {
      if (!isDue(one)) continue;
      this.#gathered.delete(key);
      this.#ended.push({ ...one.ended, times: one.times, lastAtMs: one.lastAtMs });
    }
    this.#bound();
  }

  /** While the database is away, memory stays bounded: the oldest looking goes first. */
  #bound(): void {
    const tooMany = this.#ended.length - outcomeCountMax;
    if (tooMany <= 0) return;
    this.#ended.splice(0, tooMany);
    this.#logger.error({ count: tooMany }, "entries of what was looked at were lost");
  }

  #isFirstOfDevice({ name, route, subject }: AuditFacts, atMs: number): boolean {
    const key = JSON.stringify([name, route, subject]);
    const beforeMs = this.#deviceWrites.get(key);
    if (beforeMs !== undefined && atMs - beforeMs < gatherMs) return false;
    if (this.#deviceWrites.size >= gatheredCountMax) this.#deviceWrites.clear();
    this.#deviceWrites.set(key, atMs);
    return true;
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, batchCountMax);
      try {
        const seqs = await this.#store.appendAudit(batch.map(({ entry }) => entry));
        batch.forEach(({ done }, index) => {
          done(seqs[index] ?? 0);
        });
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#writing = undefined;
  }
}
