const prime = 0x01000193;

/**
 * A short name of a text that is the same for the same text: FNV-1a twice over with other beginnings, 64 bits
 * in base 36. No protection against somebody who wants two texts with one name; what they would win is that
 * their second message is kept as contradicting the first.
 */
export function messageKey(text: string): string {
  let high = 0x811c9dc5;
  let low = 0x01234567;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, prime);
    low = Math.imul(low ^ code, prime) ^ (low >>> 15);
  }
  return (high >>> 0).toString(36) + (low >>> 0).toString(36);
}
