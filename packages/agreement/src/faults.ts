import type { DocumentFault } from "@truceline/model";
import { type AgreementErrorCode, agreementErrors } from "./errors.ts";

/** Line and column of a place in a text, both counted from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A place in a document, with its file where that is not the document's own: an annex, a base. */
export interface DocumentPlace extends TextPlace {
  readonly file?: string | undefined;
}

/** Finds where in its text an entry stands. */
export type Locate = (pointer: string, part: "key" | "value") => DocumentPlace | undefined;

const faultCountMax = 200;

/** Gathers the faults of one document and of the files beside it, so that all are told in one pass. */
export class FaultList {
  readonly #faults: DocumentFault[] = [];
  readonly #seen = new Set<string>();
  #leftOutCount = 0;

  get count(): number {
    return this.#faults.length + this.#leftOutCount;
  }

  /**
   * Adds a fault; the same words about the same place count once, even if the place is read twice (an
   * alias, an entry of an annex).
   */
  add(fault: DocumentFault): void {
    const place = fault.line === undefined ? fault.path : `${fault.line}:${fault.column}`;
    const key = `${fault.code}\n${fault.file}\n${place}\n${fault.message}`;
    if (this.#seen.has(key)) return;
    if (this.#faults.length >= faultCountMax) {
      this.#leftOutCount += 1;
      return;
    }
    this.#seen.add(key);
    this.#faults.push(fault);
  }

  /** By file (the document first), line and column. */
  sorted(firstFile: string): readonly DocumentFault[] {
    const rank = (fault: DocumentFault) => (fault.file === firstFile ? 0 : 1);
    const sorted = this.#faults
      .map((fault, index) => ({ fault, index }))
      .sort(
        ({ fault: a, index: ai }, { fault: b, index: bi }) =>
          rank(a) - rank(b) ||
          compareText(a.file ?? "", b.file ?? "") ||
          (a.line ?? 0) - (b.line ?? 0) ||
          (a.column ?? 0) - (b.column ?? 0) ||
          ai - bi,
      )
      .map(({ fault }) => fault);
    if (this.#leftOutCount > 0) {
      sorted.push(
        describeFault("TL_AGR_FAULT_LIMIT", `${this.#leftOutCount} more`, { file: firstFile }),
      );
    }
    return sorted;
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A fault with the sentence of its code and what is special here. */
export function describeFault(
  code: AgreementErrorCode,
  special: string | undefined,
  place: {
    readonly file?: string | undefined;
    readonly line?: number | undefined;
    readonly column?: number | undefined;
    readonly path?: string | undefined;
    readonly hint?: string | undefined;
  },
): DocumentFault {
  const entry: { readonly message: string; readonly hint?: string } = agreementErrors[code];
  const message =
    special === undefined ? entry.message : `${entry.message.replace(/\.$/, "")}: ${special}.`;
  const hint = place.hint ?? entry.hint;
  return {
    code,
    message,
    ...(place.file === undefined ? {} : { file: place.file }),
    ...(place.line === undefined ? {} : { line: place.line }),
    ...(place.column === undefined ? {} : { column: place.column }),
    ...(place.path === undefined ? {} : { path: place.path }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** Reports faults of one document: knows its file name and where its entries stand. */
export class Reporter {
  readonly file: string;
  readonly #faults: FaultList;
  readonly #locate: Locate;

  constructor(file: string, faults: FaultList, locate: Locate) {
    this.file = file;
    this.#faults = faults;
    this.#locate = locate;
  }

  report(
    code: AgreementErrorCode,
    pointer: string,
    special?: string,
    options: { readonly hint?: string | undefined; readonly at?: "key" | "value" } = {},
  ): void {
    const place = this.#locate(pointer, options.at ?? "value");
    this.#faults.add(
      describeFault(code, special, {
        file: place?.file ?? this.file,
        line: place?.line,
        column: place?.column,
        path: pointer,
        hint: options.hint,
      }),
    );
  }

  locate(pointer: string, part: "key" | "value" = "value"): DocumentPlace | undefined {
    return this.#locate(pointer, part);
  }
}
