import type { Role } from "@truceline/model";
import type {
  Account,
  CodePurpose,
  OneTimeCode,
  Session,
  StoredAuditEntry,
} from "@truceline/watch";

/** Rows as PostgreSQL gives them, and as the port names them. */
export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly party: string | null;
  readonly created_at_ms: number;
  readonly created_by: string;
  readonly disabled_at_ms: number | null;
  readonly password_at_ms: number | null;
  readonly last_sign_in_ms: number | null;
}

export const accountColumns =
  "a.id, a.name, a.roles, a.party, a.created_at_ms, a.created_by, a.disabled_at_ms, a.password_at_ms, a.last_sign_in_ms";

export function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    name: row.name,
    roles: row.roles,
    party: row.party,
    createdAtMs: row.created_at_ms,
    createdBy: row.created_by,
    disabledAtMs: row.disabled_at_ms,
    passwordAtMs: row.password_at_ms,
    lastSignInMs: row.last_sign_in_ms,
  };
}

export interface SessionRow {
  readonly id: string;
  readonly account_id: string | null;
  readonly token_sha256: Buffer | null;
  readonly roles: readonly Role[] | null;
  readonly created_at_ms: number;
  readonly seen_at_ms: number;
  readonly idle_ms: number;
  readonly expires_at_ms: number;
  readonly agent: string;
  readonly address: string;
}

export const sessionColumns =
  "s.id, s.account_id, s.token_sha256, s.roles, s.created_at_ms, s.seen_at_ms, s.idle_ms, s.expires_at_ms, s.agent, s.address";

export function sessionOf(row: SessionRow): Session {
  return {
    id: row.id,
    accountId: row.account_id,
    tokenSha256: row.token_sha256,
    roles: row.roles,
    createdAtMs: row.created_at_ms,
    seenAtMs: row.seen_at_ms,
    idleMs: row.idle_ms,
    expiresAtMs: row.expires_at_ms,
    agent: row.agent,
    address: row.address,
  };
}

export interface CodeRow {
  readonly sha256: Buffer;
  readonly purpose: CodePurpose;
  readonly account_id: string | null;
  readonly created_at_ms: number;
  readonly created_by: string;
  readonly expires_at_ms: number;
}

export function codeOf(row: CodeRow): OneTimeCode {
  return {
    sha256: row.sha256,
    purpose: row.purpose,
    accountId: row.account_id,
    createdAtMs: row.created_at_ms,
    createdBy: row.created_by,
    expiresAtMs: row.expires_at_ms,
  };
}

export interface AuditRow {
  readonly seq: number;
  readonly at_ms: number;
  readonly last_at_ms: number;
  readonly times: number;
  readonly kind: StoredAuditEntry["kind"];
  readonly name: string;
  readonly account_id: string | null;
  readonly address: string;
  readonly method: string;
  readonly route: string;
  readonly subject: string;
  readonly status: number | null;
  readonly code: string | null;
  readonly outcome_subject: string | null;
}

export function auditOf(row: AuditRow): StoredAuditEntry {
  return {
    seq: row.seq,
    atMs: row.at_ms,
    lastAtMs: row.last_at_ms,
    times: row.times,
    kind: row.kind,
    name: row.name,
    accountId: row.account_id,
    address: row.address,
    method: row.method,
    route: row.route,
    subject: row.outcome_subject ?? row.subject,
    outcome: row.status === null ? null : { status: row.status, code: row.code },
  };
}
