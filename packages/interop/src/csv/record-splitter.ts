/**
 * Cuts a stream of CSV text after its last complete record, so that a file can be read in pieces and
 * memory stays bounded. Knows quotes as RFC 4180 does: one opens a field only at its beginning.
 */
export class RecordSplitter {
  #rest = "";
  /** Where the scan of `#rest` goes on, and in which state. */
  #scanned = 0;
  #isQuoted = false;
  #isFieldStart = true;
  #endOfLast = 0;

  /** Text not yet given out, in UTF-16 units. */
  get pendingLength(): number {
    return this.#rest.length;
  }

  /** Complete records of what came so far; empty if none is complete yet. */
  push(chunk: string): string {
    this.#rest += chunk;
    const text = this.#rest;
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
      this.#isFieldStart = unit === 0x2c || unit === 0x0a;
      if (unit === 0x0a) this.#endOfLast = index + 1;
    }
    const complete = text.slice(0, this.#endOfLast);
    this.#rest = text.slice(this.#endOfLast);
    this.#scanned = index - this.#endOfLast;
    this.#endOfLast = 0;
    return complete;
  }

  /** What is left at the end of the file. */
  finish(): string {
    const rest = this.#rest;
    this.#rest = "";
    this.#scanned = 0;
    return rest;
  }
}
