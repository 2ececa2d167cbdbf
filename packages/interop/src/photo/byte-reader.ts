/** Reads numbers of either byte order; undefined outside the bytes. */
export class ByteReader {
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u16(at: number, isLittle = false): number | undefined {
    return at < 0 || at + 2 > this.#view.byteLength
      ? undefined
      : this.#view.getUint16(at, isLittle);
  }

  u24(at: number): number | undefined {
    const low = this.u16(at, true);
    return low === undefined || at + 3 > this.#view.byteLength
      ? undefined
      : low + this.#view.getUint8(at + 2) * 65_536;
  }

  u32(at: number, isLittle = false): number | undefined {
    return at < 0 || at + 4 > this.#view.byteLength
      ? undefined
      : this.#view.getUint32(at, isLittle);
  }
}

export function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
  if (at + text.length > bytes.length) return false;
  for (let index = 0; index < text.length; index++) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
