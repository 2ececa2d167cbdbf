import { problemOf, toTrucelineError } from "../problem.ts";
import type { AuditFacts, AuditLog } from "./audit-log.ts";
import type { Identity } from "./identify.ts";

/** The audit's part in one request: who, what route, what subject, and how it went. */
export class RequestAudit {
  readonly #log: AuditLog;
  readonly #facts: AuditFacts;
  #seq: number | undefined;
  #actor: Pick<AuditFacts, "name" | "accountId"> | undefined;
  #subject: string | undefined;

  constructor(
    log: AuditLog,
    { caller, session, address }: Identity,
    request: Pick<AuditFacts, "method" | "route" | "subject">,
  ) {
    this.#log = log;
    const { kind, name } = caller;
    this.#facts = { ...request, kind, name, accountId: session?.accountId ?? null, address };
  }

  /** Enters the write; it may begin once this has resolved. */
  async begin(): Promise<void> {
    this.#seq = await this.#log.begin(this.#facts);
  }

  /** Says what was changed, where only the handler knows. */
  subjectIs(id: string): void {
    this.#subject = id;
  }

  /** Says who it turned out to be, where the request itself was nobody's. */
  actorIs(name: string, accountId: string | null): void {
    this.#actor = { name, accountId };
  }

  ended(status: number): void {
    this.#end(status, null);
  }

  failed(thrown: unknown): void {
    const { status, code } = problemOf(toTrucelineError(thrown));
    this.#end(status, code);
  }

  #end(status: number, code: string | null): void {
    const subject = this.#subject;
    if (this.#seq !== undefined) {
      this.#log.end(this.#seq, { status, code, ...(subject === undefined ? {} : { subject }) });
      return;
    }
    const facts = { ...this.#facts, ...this.#actor, subject: subject ?? this.#facts.subject };
    this.#log.note(facts, { status, code });
  }
}
