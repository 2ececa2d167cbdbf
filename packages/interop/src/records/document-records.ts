import { TrucelineError } from "@truceline/model";
import { describeFault } from "../errors.ts";
import { wireFault } from "../wire-fault.ts";
import type {
  HeardFault,
  HeardMessage,
  RecordReader,
  RecordReaderOptions,
} from "./record-reader.ts";

/** What a whole document holds. */
export interface HeardDocument {
  readonly messages: readonly HeardMessage[];
  readonly faults: readonly HeardFault[];
}

/** Turns a document into messages. An error of the package is told as a fault with the document's beginning. */
export type ReadWhole = (
  bytes: Uint8Array,
  options: RecordReaderOptions,
  atMs: number,
) => HeardDocument;

const documentBytesMax = 16 * 1_048_576;

/** Gathers a document to its end and reads it whole. One that is too large is told, and none of it kept. */
export class DocumentRecords implements RecordReader {
  readonly isLines = false;
  readonly #options: RecordReaderOptions;
  readonly #read: ReadWhole;
  #parts: Uint8Array[] = [];
  #byteCount = 0;
  #faults: HeardFault[] = [];

  constructor(options: RecordReaderOptions, read: ReadWhole) {
    this.#options = options;
    this.#read = read;
  }

  push(bytes: Uint8Array): readonly HeardMessage[] {
    this.#byteCount += bytes.length;
    if (this.#byteCount > documentBytesMax) this.#parts = [];
    else if (bytes.length > 0) this.#parts.push(bytes.slice());
    return [];
  }

  finish(atMs: number): readonly HeardMessage[] {
    const byteCount = this.#byteCount;
    const bytes = joined(this.#parts);
    this.#parts = [];
    this.#byteCount = 0;
    if (byteCount === 0) return [];
    const { name } = this.#options;
    if (byteCount > documentBytesMax) {
      const special = `${byteCount} bytes of ${documentBytesMax}`;
      this.#faults.push(describeFault("TL_INT_DOCUMENT_SIZE", special, { file: name }));
      return [];
    }
    try {
      const { messages, faults } = this.#read(bytes, this.#options, atMs);
      this.#faults.push(...faults);
      return messages;
    } catch (error) {
      if (!(error instanceof TrucelineError)) throw error;
      const [first] = error.faults;
      const told = wireFault("TL_INT_DOCUMENT_SIZE", undefined, bytes, { file: name });
      const message = first?.message ?? error.message;
      this.#faults.push({ ...told, ...first, code: error.code, message, file: name });
      return [];
    }
  }

  takeFaults(): readonly HeardFault[] {
    return this.#faults.splice(0);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
