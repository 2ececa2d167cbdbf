/**
 * PostgreSQL's binary form of one-dimensional arrays. One buffer a column: neither side reads or
 * writes a text of each element, which is most of the work of a large insert otherwise.
 * Source: `array_recv` and the receive functions of the element types.
 */

const headerByteCount = 20;
const nullLength = -1;

/** Element types by their object ids, fixed in PostgreSQL's catalogue. */
const oids = {
  bytea: 17,
  int8: 20,
  int2: 21,
  text: 25,
  float8: 701,
  uuid: 2950,
} as const;

function begin(elementOid: number, count: number, bodyByteCount: number, hasNull: boolean): Buffer {
  // An empty array has no dimension at all.
  const buffer = Buffer.allocUnsafe(count === 0 ? 12 : headerByteCount + bodyByteCount);
  buffer.writeInt32BE(count === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(hasNull ? 1 : 0, 4);
  buffer.writeInt32BE(elementOid, 8);
  if (count === 0) return buffer;
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}

export function int2Array(values: readonly number[]): Buffer {
  const buffer = begin(oids.int2, values.length, values.length * 6, false);
  let at = headerByteCount;
  for (const value of values) {
    buffer.writeInt32BE(2, at);
    buffer.writeInt16BE(value, at + 4);
    at += 6;
  }
  return buffer;
}

/** Whole numbers up to 2^53. */
export function int8Array(values: readonly number[]): Buffer {
  const buffer = begin(oids.int8, values.length, values.length * 12, false);
  let at = headerByteCount;
  for (const value of values) {
    buffer.writeInt32BE(8, at);
    const high = Math.floor(value / 0x1_0000_0000);
    buffer.writeInt32BE(high, at + 4);
    buffer.writeUInt32BE(value - high * 0x1_0000_0000, at + 8);
    at += 12;
  }
  return buffer;
}

export function float8Array(values: readonly (number | undefined)[]): Buffer {
  const nullCount = values.reduce<number>((sum, v) => (v === undefined ? sum + 1 : sum), 0);
  const byteCount = values.length * 12 - nullCount * 8;
  const buffer = begin(oids.float8, values.length, byteCount, nullCount > 0);
  let at = headerByteCount;
  for (const value of values) {
    if (value === undefined) {
      buffer.writeInt32BE(nullLength, at);
      at += 4;
      continue;
    }
    buffer.writeInt32BE(8, at);
    buffer.writeDoubleBE(value, at + 4);
    at += 12;
  }
  return buffer;
}

export function textArray(values: readonly string[]): Buffer {
  let byteCount = 0;
  for (const value of values) byteCount += 4 + Buffer.byteLength(value);
  const buffer = begin(oids.text, values.length, byteCount, false);
  let at = headerByteCount;
  for (const value of values) {
    const length = buffer.write(value, at + 4);
    buffer.writeInt32BE(length, at);
    at += 4 + length;
  }
  return buffer;
}

export function uuidArray(values: readonly string[]): Buffer {
  const buffer = begin(oids.uuid, values.length, values.length * 20, false);
  let at = headerByteCount;
  for (const value of values) {
    buffer.writeInt32BE(16, at);
    buffer.write(value.replaceAll("-", ""), at + 4, "hex");
    at += 20;
  }
  return buffer;
}

export function byteaArray(values: readonly Uint8Array[]): Buffer {
  let byteCount = 0;
  for (const value of values) byteCount += 4 + value.length;
  const buffer = begin(oids.bytea, values.length, byteCount, false);
  let at = headerByteCount;
  for (const value of values) {
    buffer.writeInt32BE(value.length, at);
    buffer.set(value, at + 4);
    at += 4 + value.length;
  }
  return buffer;
}
