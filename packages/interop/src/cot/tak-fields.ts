import type { PbfReader } from "pbf";

/** What a field is written as on the wire. */
const wireTypes = { varint: 0, double: 1, bytes: 2 } as const;
type WireType = keyof typeof wireTypes;

/** Bytes that are no message of protocol buffers, or not the one that was expected. */
export class FieldFault extends Error {}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The fields of one message, one after another. `pbf` trusts what it reads; this looks after lengths that lead
 * out of the message, field number 0 and wire types that do not fit.
 * @throws FieldFault
 */
export function readFields(pbf: PbfReader, end: number, take: (field: number) => void): void {
  while (pbf.pos < end) {
    const from = pbf.pos;
    const field = guarded(pbf, end, () => pbf.nextField(end));
    if (field === 0) throw new FieldFault(`field number 0 at byte ${from}`);
    if (pbf.type === 3 || pbf.type === 4 || pbf.type > 5) {
      throw new FieldFault(`wire type ${pbf.type} at byte ${from}`);
    }
    const before = pbf.pos;
    take(field);
    if (pbf.pos === before) {
      guarded(pbf, end, () => pbf.skip(pbf.type));
    }
  }
}

/** The next value as text. */
export function readText(pbf: PbfReader, end: number): string {
  const to = lengthEnd(pbf, end);
  try {
    return utf8.decode(pbf.buf.subarray(pbf.pos, to));
  } catch (cause) {
    throw new FieldFault(`the text at byte ${pbf.pos} is not UTF-8`, { cause });
  } finally {
    pbf.pos = to;
  }
}

/** The next value as a message of its own; `take` is told where it ends. */
export function readMessage(
  pbf: PbfReader,
  end: number,
  take: (field: number, end: number) => void,
) {
  const to = lengthEnd(pbf, end);
  readFields(pbf, to, (field) => take(field, to));
}

export function readDouble(pbf: PbfReader, end: number): number {
  expectType(pbf, "double");
  const value = guarded(pbf, end, () => pbf.readDouble());
  if (!Number.isFinite(value)) throw new FieldFault(`no number at byte ${pbf.pos - 8}`);
  return value;
}

/** A whole number that JavaScript can hold. */
export function readCount(pbf: PbfReader, end: number): number {
  expectType(pbf, "varint");
  const from = pbf.pos;
  const value = guarded(pbf, end, () => pbf.readVarint());
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new FieldFault(`a number out of range at byte ${from}`);
  }
  return value;
}

function expectType(pbf: PbfReader, type: WireType): void {
  if (pbf.type !== wireTypes[type]) {
    throw new FieldFault(`wire type ${pbf.type} where ${type} belongs, byte ${pbf.pos}`);
  }
}

function lengthEnd(pbf: PbfReader, end: number): number {
  expectType(pbf, "bytes");
  const from = pbf.pos;
  const length = guarded(pbf, end, () => pbf.readVarint());
  if (!(length >= 0 && pbf.pos + length <= end)) {
    throw new FieldFault(`${length} bytes are said at byte ${from}, ${end - pbf.pos} are left`);
  }
  return pbf.pos + length;
}

function guarded<T>(pbf: PbfReader, end: number, read: () => T): T {
  const from = pbf.pos;
  try {
    const value = read();
    if (pbf.pos <= end) return value;
  } catch (cause) {
    throw new FieldFault(`the message breaks off at byte ${from}`, { cause });
  }
  throw new FieldFault(`the message breaks off at byte ${from}`);
}
