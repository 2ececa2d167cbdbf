import type { FileHandle } from "node:fs/promises";

const lengthMax = 64;

/** Up to where a file was read, and the bytes before that: by them it is known again when it has changed. */
export interface ReadPlace {
  readonly offset: number;
  /** In hexadecimal. */
  readonly before: string;
}

/** Whether these bytes stand right before an offset of a file. */
export async function isBefore(
  handle: FileHandle,
  offset: number,
  before: Uint8Array,
): Promise<boolean> {
  if (before.length === 0) return true;
  const found = new Uint8Array(before.length);
  const { bytesRead } = await handle.read(found, 0, found.length, offset - before.length);
  return bytesRead === before.length && Buffer.compare(found, before) === 0;
}

/** The last bytes of what was read, once more was. */
export function tailOf(before: Uint8Array, bytes: Uint8Array): Uint8Array {
  if (bytes.length >= lengthMax) return bytes.slice(-lengthMax);
  const joined = new Uint8Array(before.length + bytes.length);
  joined.set(before);
  joined.set(bytes, before.length);
  return joined.slice(-lengthMax);
}

/** Where the last whole line ends of what is read of a file. */
export class WholeLines {
  #before: Uint8Array;
  #tail: Uint8Array;
  #offset: number;
  #readOffset: number;

  /** @param from Where reading begins; absent: at the file's beginning */
  constructor(from?: ReadPlace) {
    this.#tail = new Uint8Array(Buffer.from(from?.before ?? "", "hex"));
    this.#before = this.#tail;
    this.#readOffset = from?.offset ?? 0;
    this.#offset = this.#readOffset;
  }

  read(bytes: Uint8Array): void {
    const length = bytes.lastIndexOf(0x0a) + 1;
    if (length > 0) {
      this.#offset = this.#readOffset + length;
      this.#before = tailOf(this.#tail, bytes.subarray(0, length));
    }
    this.#readOffset += bytes.length;
    this.#tail = tailOf(this.#tail, bytes);
  }

  get place(): ReadPlace {
    return { offset: this.#offset, before: Buffer.from(this.#before).toString("hex") };
  }
}
