import type { Clock } from "@truceline/model";
import { auditDaysMin, type PeopleStore } from "@truceline/watch";
import type { Logger } from "pino";
import { Accounts } from "./accounts.ts";
import { AuditLog } from "./audit-log.ts";
import { PasswordHasher } from "./password-hash.ts";
import { Sessions } from "./sessions.ts";
import { SignInLimits, WriteLimit } from "./sign-in-limits.ts";
import type { TokenBook } from "./token-book.ts";

const dayMs = 24 * 3_600_000;
/** Three years: as long as somebody may ask who saw a name. */
export const auditDaysDefault = 1_096;

export interface PeopleOptions {
  readonly store: PeopleStore;
  readonly tokens: TokenBook;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The audit keeps entries this many days, 30 at least. */
  readonly auditDays: number;
  /** Believe `x-forwarded-proto` and the last of `x-forwarded-for`: only behind a proxy of one's own. */
  readonly trustsProxy: boolean;
  readonly hasher?: PasswordHasher | undefined;
}

/** Everything about who may come in, and the record of what they did. */
export class People {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly audit: AuditLog;
  readonly signInLimits = new SignInLimits();
  readonly writeLimit = new WriteLimit();
  readonly clock: Clock;
  readonly store: PeopleStore;
  readonly trustsProxy: boolean;
  /** Seals the mark of a browser that has signed in before. */
  readonly browserKey: Uint8Array;
  readonly #auditDays: number;
  readonly #logger: Logger;
  readonly #tidying: NodeJS.Timeout;

  private constructor(options: PeopleOptions, browserKey: Uint8Array) {
    const { store, tokens, clock, logger, auditDays, trustsProxy } = options;
    this.accounts = new Accounts(store, options.hasher ?? new PasswordHasher(), clock);
    this.sessions = new Sessions(store, tokens, clock);
    this.audit = new AuditLog(store, clock, logger);
    this.clock = clock;
    this.store = store;
    this.trustsProxy = trustsProxy;
    this.browserKey = browserKey;
    this.#auditDays = Math.max(auditDaysMin, auditDays);
    this.#logger = logger;
    this.#tidying = setInterval(() => void this.tidy(), dayMs);
    this.#tidying.unref();
  }

  static async open(options: PeopleOptions): Promise<People> {
    return new People(options, await options.store.secret("browser"));
  }

  /** Retention. Never throws: what could not be dropped today is dropped tomorrow. */
  async tidy(): Promise<void> {
    const nowMs = this.clock.nowMs();
    try {
      await this.store.tidy(nowMs);
      await this.store.dropAudit(nowMs - this.#auditDays * dayMs);
    } catch (error) {
      this.#logger.warn({ err: error }, "what is too old could not be dropped");
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#tidying);
    await this.audit.close();
    await this.store.close();
  }
}
