import type { Role } from "@truceline/model";

/** Somebody who may sign in. Passwords and their hashes are not part of it. */
export interface Account {
  readonly id: string;
  /** As it is shown. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** Party of the agreement that a liaison speaks for; null for everybody else. */
  readonly party: string | null;
  readonly createdAtMs: number;
  readonly createdBy: string;
  /** Null while the account may sign in. */
  readonly disabledAtMs: number | null;
  /** When the password was set; null for an account whose holder has not chosen one yet. */
  readonly passwordAtMs: number | null;
  readonly lastSignInMs: number | null;
}

export interface NewAccount {
  readonly id: string;
  readonly name: string;
  /** The name folded, so that two that look alike are one; unique. */
  readonly nameKey: string;
  readonly roles: readonly Role[];
  readonly party: string | null;
  readonly createdAtMs: number;
  readonly createdBy: string;
}

/** What a one-time code is for. */
export type CodePurpose = "set-up" | "password";

export interface OneTimeCode {
  /** SHA-256 of the code; the code itself is shown once and never kept. */
  readonly sha256: Uint8Array;
  readonly purpose: CodePurpose;
  /** Whose password it sets; null for a set-up. */
  readonly accountId: string | null;
  readonly createdAtMs: number;
  readonly createdBy: string;
  readonly expiresAtMs: number;
}

/** One signed-in browser or phone, of an account or of a token. */
export interface Session {
  readonly id: string;
  readonly accountId: string | null;
  /** SHA-256 of the token it was opened with; null where an account signed in. */
  readonly tokenSha256: Uint8Array | null;
  /** The roles it is limited to; null for all of its account. */
  readonly roles: readonly Role[] | null;
  readonly createdAtMs: number;
  readonly seenAtMs: number;
  /** Ends when nothing was heard for this long. */
  readonly idleMs: number;
  /** Ends then, whatever is heard. */
  readonly expiresAtMs: number;
  /** What the browser calls itself, cut. */
  readonly agent: string;
  readonly address: string;
}

export interface NewSession extends Session {
  /** SHA-256 of the secret in the cookie. */
  readonly sha256: Uint8Array;
}

/** One thing somebody did or looked at. */
export interface AuditEntry {
  readonly atMs: number;
  /** Last time, where the same was done several times in a row. */
  readonly lastAtMs: number;
  readonly times: number;
  readonly kind: "person" | "device" | "anonymous";
  readonly name: string;
  readonly accountId: string | null;
  readonly address: string;
  readonly method: string;
  readonly route: string;
  /** Id of what was read or changed; empty for a list. */
  readonly subject: string;
}

/** How it ended: the status answered, and the code of a refusal. */
export interface AuditOutcome {
  readonly status: number;
  readonly code: string | null;
  /** The id that only the answer knew. */
  readonly subject?: string | undefined;
}

export interface StoredAuditEntry extends AuditEntry {
  readonly seq: number;
  /** Null where a write was begun and the server ended before it could say how it went. */
  readonly outcome: AuditOutcome | null;
}

export interface AuditQuery {
  /** Name of the person or device, as it is shown; not case sensitive. */
  readonly person?: string | undefined;
  readonly subject?: string | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** Entries below this number only. */
  readonly beforeSeq?: number | undefined;
  readonly limit: number;
}

/** The audit keeps at least this, whoever asks. */
export const auditDaysMin = 30;

/**
 * Accounts, one-time codes, sessions and audit of an installation. Each call is whole or not at all,
 * and durable when it resolves.
 */
export interface PeopleStore {
  /** False: the name is taken. */
  addAccount(account: NewAccount): Promise<boolean>;
  getAccount(id: string): Promise<Account | undefined>;
  /** The account of a folded name, with the hash of its password. */
  findLogin(
    nameKey: string,
  ): Promise<{ readonly account: Account; readonly passwordHash: string | null } | undefined>;
  passwordHashOf(id: string): Promise<string | null>;
  /** By name; at most 10 000. */
  listAccounts(): Promise<readonly Account[]>;
  /**
   * Roles, party or disabling, and the end of the account's sessions but one. Refused where no
   * administrator who can sign in would be left.
   */
  changeAccount(
    id: string,
    change: {
      readonly roles?: readonly Role[] | undefined;
      readonly party?: string | null | undefined;
      readonly disabledAtMs?: number | null | undefined;
    },
    atMs: number,
    exceptSessionId: string | null,
  ): Promise<"changed" | "absent" | "last-administrator">;
  /** Sets the password and ends all sessions of the account but one. */
  setPassword(
    id: string,
    passwordHash: string,
    atMs: number,
    exceptSessionId: string | null,
  ): Promise<void>;
  /** The same password under newer parameters: no session ends. */
  replaceHash(id: string, oldHash: string, newHash: string): Promise<void>;
  noteSignIn(id: string, atMs: number): Promise<void>;

  /** Keeps a code; earlier ones for the same purpose and account no longer work. */
  addCode(code: OneTimeCode): Promise<void>;
  /** A code that would still work. */
  findCode(sha256: Uint8Array, nowMs: number): Promise<OneTimeCode | undefined>;
  /** Uses up a set-up code and adds the account with its password. */
  setUp(
    sha256: Uint8Array,
    nowMs: number,
    account: NewAccount,
    passwordHash: string,
  ): Promise<"done" | "spent" | "name-taken">;
  /** Uses up a password code; ends all sessions. The account's id, undefined for a spent code. */
  usePasswordCode(
    sha256: Uint8Array,
    nowMs: number,
    passwordHash: string,
  ): Promise<string | undefined>;

  addSession(session: NewSession): Promise<void>;
  /** A session that has not ended, with its account as it is now. Idle time is the caller's to judge. */
  findSession(
    sha256: Uint8Array,
    nowMs: number,
  ): Promise<{ readonly session: Session; readonly account: Account | null } | undefined>;
  noteSeen(sessionId: string, atMs: number): Promise<void>;
  /** Sessions of an account or a token that have not ended, newest first. */
  listSessions(
    of: { readonly accountId: string } | { readonly tokenSha256: Uint8Array },
    nowMs: number,
  ): Promise<readonly Session[]>;
  endSession(id: string, atMs: number): Promise<void>;
  /** All of an account but one; the number ended. */
  endSessions(accountId: string, atMs: number, exceptSessionId: string | null): Promise<number>;
  /** Gives a session another secret; what was signed in with the old one is out. */
  renewSession(id: string, sha256: Uint8Array): Promise<void>;

  /** Numbers of the entries, in their order. Nothing but retention ever changes or removes one. */
  appendAudit(
    entries: readonly (AuditEntry & { readonly outcome?: AuditOutcome | undefined })[],
  ): Promise<readonly number[]>;
  appendOutcomes(outcomes: readonly (AuditOutcome & { readonly seq: number })[]): Promise<void>;
  /** Newest first. */
  listAudit(query: AuditQuery): Promise<readonly StoredAuditEntry[]>;
  /** Retention: drops entries older than an instant, and never one younger than `auditDaysMin`. */
  dropAudit(beforeMs: number): Promise<number>;

  /** A secret of the installation, made when first asked for. */
  secret(name: string): Promise<Uint8Array>;
  /** Removes codes and sessions that ended long ago. */
  tidy(nowMs: number): Promise<void>;
  close(): Promise<void>;
}
