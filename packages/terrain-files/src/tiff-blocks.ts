import { inflateSync, zstdDecompressSync } from "node:zlib";
import { addDecoder, BaseDecoder } from "geotiff";
import { blockBytesMax } from "./tiff-layout.ts";

/** Ways of packing that are read, by TIFF's number. */
export const compressions: Readonly<Record<number, string>> = {
  1: "none",
  5: "LZW",
  8: "Deflate",
  32773: "PackBits",
  32946: "Deflate",
  50000: "Zstandard",
};

/** Bytes that grow as a block is unpacked, up to what a block may be. */
class Unpacked {
  readonly #bytesMax: number;
  #bytes: Uint8Array<ArrayBuffer>;
  size = 0;

  constructor(packedBytes: number, bytesMax: number) {
    this.#bytesMax = bytesMax;
    this.#bytes = new Uint8Array(Math.min(bytesMax, packedBytes * 4 + 4_096));
  }

  /** Room for so many more, to be written from `size` on by the caller, who then moves `size`. */
  room(count: number): Uint8Array<ArrayBuffer> {
    const needed = this.size + count;
    if (needed > this.#bytesMax) {
      throw new RangeError(`a block unpacks to more than its ${this.#bytesMax} bytes`);
    }
    if (needed > this.#bytes.length) {
      const wider = new Uint8Array(
        Math.min(this.#bytesMax, Math.max(needed, this.#bytes.length * 2)),
      );
      wider.set(this.#bytes.subarray(0, this.size));
      this.#bytes = wider;
    }
    return this.#bytes;
  }

  buffer(): ArrayBuffer {
    return this.#bytes.buffer.slice(0, this.size);
  }
}

const clearCode = 256;
const endCode = 257;
const firstFreeCode = 258;
const widthMax = 12;

/**
 * TIFF's LZW: codes of 9 to 12 bits, most significant bit first, one code early.
 * Source: TIFF 6.0, section 13. The library's own decoder has no bound and appends byte by byte.
 */
export function unpackLzw(packed: Uint8Array, bytesMax: number): ArrayBuffer {
  const prefix = new Uint16Array(1 << widthMax);
  const suffix = new Uint8Array(1 << widthMax);
  const lengths = new Uint16Array(1 << widthMax);
  for (let code = 0; code < clearCode; code++) {
    suffix[code] = code;
    lengths[code] = 1;
  }
  const out = new Unpacked(packed.length, bytesMax);
  let bits = 0;
  let bitCount = 0;
  let width = 9;
  let next = firstFreeCode;
  let previous = -1;
  let at = 0;
  for (;;) {
    while (bitCount < width && at < packed.length) {
      bits = (bits << 8) | (packed[at++] as number);
      bitCount += 8;
    }
    if (bitCount < width) break; // some writers leave out the end code
    bitCount -= width;
    const code = bits >>> bitCount;
    bits &= (1 << bitCount) - 1;
    if (code === endCode) break;
    if (code === clearCode) {
      width = 9;
      next = firstFreeCode;
      previous = -1;
      continue;
    }
    // A code may name the string that is about to be made: the last one and its own first byte.
    const isNext = previous >= 0 && code === next;
    if (!isNext && code >= (previous < 0 ? clearCode : next)) {
      throw new RangeError(`LZW code ${code} at byte ${at} was never made`);
    }
    const known = isNext ? previous : code;
    const length = lengths[known] as number;
    const bytes = out.room(length + (isNext ? 1 : 0));
    let walk = known;
    for (let place = out.size + length - 1; place >= out.size; place--) {
      bytes[place] = suffix[walk] as number;
      walk = prefix[walk] as number;
    }
    const first = bytes[out.size] as number;
    if (isNext) bytes[out.size + length] = first;
    out.size += length + (isNext ? 1 : 0);
    if (previous >= 0 && next < 1 << widthMax) {
      prefix[next] = previous;
      suffix[next] = first;
      lengths[next] = (lengths[previous] as number) + 1;
      next++;
      if (next === (1 << width) - 1 && width < widthMax) width++;
    }
    previous = code;
  }
  return out.buffer();
}

/** Runs and literals. Source: TIFF 6.0, section 9. */
export function unpackPackBits(packed: Uint8Array, bytesMax: number): ArrayBuffer {
  const out = new Unpacked(packed.length, bytesMax);
  let at = 0;
  while (at < packed.length) {
    const header = packed[at++] as number;
    if (header === 128) continue;
    const count = header < 128 ? header + 1 : 257 - header;
    const taken = header < 128 ? count : 1;
    if (at + taken > packed.length) throw new RangeError("a run goes on beyond its block");
    const bytes = out.room(count);
    if (header < 128) bytes.set(packed.subarray(at, at + count), out.size);
    else bytes.fill(packed[at] as number, out.size, out.size + count);
    out.size += count;
    at += taken;
  }
  return out.buffer();
}

type Unpack = (packed: Uint8Array, bytesMax: number) => ArrayBuffer;

/** The library's blocks, unpacked by a function that stops at what a block of the image can hold. */
function decoderOf(unpack: Unpack): () => Promise<typeof BaseDecoder> {
  class BoundedDecoder extends BaseDecoder {
    override decodeBlock(packed: ArrayBufferLike): ArrayBuffer {
      const { tileWidth, tileHeight, bitsPerSample } = this.parameters;
      const bits = typeof bitsPerSample === "number" ? bitsPerSample : (bitsPerSample[0] ?? 1);
      // A file of one strip may say that it has 4,294,967,295 rows.
      const bytesMax = Math.min(blockBytesMax, Math.ceil((tileWidth * tileHeight * bits) / 8));
      return unpack(new Uint8Array(packed), bytesMax);
    }
  }
  return () => Promise.resolve(BoundedDecoder);
}

/** A buffer of its own: Node's may be part of a larger one. */
const ownBuffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

addDecoder(5, decoderOf(unpackLzw));
addDecoder(32773, decoderOf(unpackPackBits));
addDecoder(
  [8, 32946],
  decoderOf((packed, maxOutputLength) => ownBuffer(inflateSync(packed, { maxOutputLength }))),
);
addDecoder(
  50000,
  decoderOf((packed, maxOutputLength) =>
    ownBuffer(zstdDecompressSync(packed, { maxOutputLength })),
  ),
);
