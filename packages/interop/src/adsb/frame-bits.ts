/** Bits of a frame as an unsigned number, at most 24 of them; `start` counts from 0. */
export function bitsOf(bytes: Uint8Array, start: number, count: number): number {
  const first = start >> 3;
  const last = (start + count - 1) >> 3;
  let value = 0;
  for (let at = first; at <= last; at++) value = (value << 8) | (bytes[at] ?? 0);
  return (value >>> ((last + 1) * 8 - start - count)) & (2 ** count - 1);
}

/** Writes an unsigned number into bits of a frame that are 0. */
export function setBits(bytes: Uint8Array, start: number, count: number, value: number): void {
  for (let bit = 0; bit < count; bit++) {
    const at = start + bit;
    const isSet = Math.floor(value / 2 ** (count - 1 - bit)) % 2 === 1;
    if (isSet) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (0x80 >> (at & 7));
  }
}

const characters = "#ABCDEFGHIJKLMNOPQRSTUVWXYZ##### ###############0123456789######";

/** Eight characters of six bits; spaces at the end are left out. */
export function callSignOf(bytes: Uint8Array, start: number): string {
  let text = "";
  for (let index = 0; index < 8; index++) {
    text += characters.charAt(bitsOf(bytes, start + index * 6, 6));
  }
  return text.trimEnd();
}

/** Value of a character of a call sign; -1 for what cannot be sent. */
export function callSignValue(character: string): number {
  return character === "#" ? -1 : characters.indexOf(character);
}
