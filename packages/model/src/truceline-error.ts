/** Whose turn it is when something goes wrong; decides the HTTP status and the exit code. */
export type Fault = "caller" | "data" | "absent" | "busy" | "bug";

/** One row of a package's error table. The message is a fixed sentence; what varies is `details`. */
export interface ErrorEntry {
  readonly fault: Fault;
  readonly message: string;
  /** What the reader should do about it, one sentence. */
  readonly hint?: string;
}

/** One fault of a document or message: where it is and how to mend it. Shown to the caller. */
export interface DocumentFault {
  readonly code: string;
  readonly message: string;
  readonly file?: string | undefined;
  /** Counted from 1. */
  readonly line?: number | undefined;
  /** Counted from 1. */
  readonly column?: number | undefined;
  /** JSON pointer into the document. */
  readonly path?: string | undefined;
  readonly hint?: string | undefined;
}

/** The base of every error Truceline throws on purpose. Codes are public and never reused. */
export class TrucelineError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly fault: Fault;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: Code,
    entry: ErrorEntry,
    details: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(entry.message, options);
    this.name = new.target.name;
    this.code = code;
    this.fault = entry.fault;
    this.hint = entry.hint;
    this.details = details;
  }

  /** The list the caller needs to mend the input, if this error carries one. */
  get faults(): readonly DocumentFault[] {
    const { faults } = this.details;
    return Array.isArray(faults) ? (faults as readonly DocumentFault[]) : [];
  }
}
