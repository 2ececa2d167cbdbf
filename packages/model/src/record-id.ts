import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Rng } from "./rng.ts";
import { sha256 } from "./sha256.ts";

/**
 * A UUID that depends on its parts only (RFC 9562 version 8, SHA-256 of the parts joined by U+001F).
 * Used where the same input must give the same record, whatever the order of arrival.
 */
export function derivedId(...parts: readonly (string | number)[]): string {
  const digest = sha256(utf8ToBytes(parts.join("\u001f"))).slice(0, 16);
  return formatUuid(digest, 8);
}

/** A UUID version 7 (RFC 9562): the instant, then chance. */
export function timeOrderedId(atMs: number, rng: Rng): string {
  const bytes = new Uint8Array(16);
  let rest = Math.max(0, Math.floor(atMs));
  for (let index = 5; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  for (let index = 6; index < 16; index++) bytes[index] = Math.floor(rng.nextUnit() * 256);
  return formatUuid(bytes, 7);
}

/** "00" to "ff". */
const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function formatUuid(bytes: Uint8Array, version: number): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let text = "";
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) text += "-";
    text += hexPairs[bytes[index] ?? 0];
  }
  return text;
}
