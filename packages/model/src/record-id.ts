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

function formatUuid(bytes: Uint8Array, version: number): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let hex = "";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
