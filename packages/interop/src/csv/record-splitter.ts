/** What stands between the fields of a record. */
export type CsvDelimiter = "," | ";" | "\t";

/** One record as it stands in the file, with its line break. */
export interface RawRecord {
  readonly text: string;
  /** Line on which it begins, counted from 1. */
  readonly line: number;
}

/**
 * Cuts a stream of CSV text into records, so that a file can be read in pieces, memory stays bounded
 * and one broken record cannot swallow the next. Knows quotes as RFC 4180 does: one opens a field only
 * at its beginning. Empty lines are no records.
 */
export class RecordSplitter {
  readonly #delimiterUnit: number;
  #rest = "";
  /** Where the scan of `#rest` goes on, and in which state. */
  #scanned = 0;
  #isQuoted = false;
  #isFieldStart = true;
  #line = 1;

  constructor(delimiter: CsvDelimiter = ",") {
    this.#delimiterUnit = delimiter.charCodeAt(0);
  }

  /** Length of the record that has begun and not ended. */
  get pendingLength(): number {
    return this.#rest.length;
  }

  /** Line on which that record begins. */
  get line(): number {
    return this.#line;
  }

  /** The records that are complete with this piece of text. */
  push(chunk: string): readonly RawRecord[] {
    const text = this.#rest + chunk;
    const records: RawRecord[] = [];
    let start = 0;
    let index = this.#scanned;
    for (; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (this.#isQuoted) {
        if (unit !== 0x22) continue;
        // The unit after the quote decides; it may not have come yet.
        if (index + 1 >= text.length) break;
        if (text.charCodeAt(index + 1) === 0x22) index += 1;
        else this.#isQuoted = false;
        continue;
      }
      if (unit === 0x22 && this.#isFieldStart) this.#isQuoted = true;
      this.#isFieldStart = unit === this.#delimiterUnit || unit === 0x0a;
      if (unit !== 0x0a) continue;
      this.#add(text.slice(start, index + 1), records);
      start = index + 1;
    }
    this.#rest = text.slice(start);
    this.#scanned = index - start;
    return records;
  }

  /** What is left at the end of the file. */
  finish(): readonly RawRecord[] {
    const records: RawRecord[] = [];
    if (this.#rest !== "") this.#add(this.#rest, records);
    this.#rest = "";
    this.#scanned = 0;
    return records;
  }

  #add(text: string, records: RawRecord[]): void {
    if (!/^\r?\n?$/.test(text)) records.push({ text, line: this.#line });
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#line += 1;
  }
}
