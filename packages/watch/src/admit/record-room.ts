/**
 * Room for the bytes of records. Many lie in one buffer: a buffer of its own for each was a microsecond
 * a record, and as much again for whoever clears it away. The buffer goes when its last record goes.
 */
const roomByteCount = 131_072;
const sharedByteCountMax = 16_384;
let room = new Uint8Array(roomByteCount);
let taken = 0;

/** Zeroed room of that many bytes, for good. */
export function takeRoom(byteCount: number): Uint8Array {
  if (byteCount > sharedByteCountMax) return new Uint8Array(byteCount);
  if (taken + byteCount > roomByteCount) {
    room = new Uint8Array(roomByteCount);
    taken = 0;
  }
  const from = taken;
  taken += byteCount;
  return room.subarray(from, taken);
}
