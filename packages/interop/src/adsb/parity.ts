/** The generator of Mode S parity, 24 bits, without its highest term (ICAO Annex 10 IV, 3.1.2.3.3). */
const generator = 0xfff409;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte << 16;
  for (let bit = 0; bit < 8; bit++) rest = rest & 0x800000 ? (rest << 1) ^ generator : rest << 1;
  return rest & 0xffffff;
});

/** Parity of the bytes from `from` to `to`: what a frame's last three bytes are made from. */
export function parityOf(bytes: Uint8Array, from: number, to: number): number {
  let rest = 0;
  for (let at = from; at < to; at++) {
    rest = ((rest << 8) & 0xffffff) ^ (table[(rest >>> 16) ^ (bytes[at] ?? 0)] ?? 0);
  }
  return rest;
}

/** What is left of a whole frame: 0 where nothing is laid over its parity, else an address or a fault. */
export function remainderOf(bytes: Uint8Array, from: number, to: number): number {
  const tail = ((bytes[to - 3] ?? 0) << 16) | ((bytes[to - 2] ?? 0) << 8) | (bytes[to - 1] ?? 0);
  return parityOf(bytes, from, to - 3) ^ tail;
}
