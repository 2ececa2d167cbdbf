import type { DocumentFault } from "@truceline/model";
import { describeFault, type InteropErrorCode } from "./errors.ts";

/** A fault in what a receiver sent, with the bytes it is about. */
export interface WireFault extends DocumentFault {
  /** In hexadecimal, from their beginning, at most 512 bytes. */
  readonly bytesHex: string;
  /** Byte of the document or stream it is about, counted from 0, for forms that count bytes. */
  readonly offset?: number;
}

const bytesTold = 512;

/** A fault about some bytes; `line` counts from 1, for forms that have lines. */
export function wireFault(
  code: InteropErrorCode,
  special: string | undefined,
  bytes: Uint8Array,
  place: { readonly file?: string | undefined; readonly line?: number | undefined },
): WireFault {
  return { ...describeFault(code, special, place), bytesHex: hexOf(bytes.subarray(0, bytesTold)) };
}

const hexByByte = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, "0"));

/** Bytes as lower-case hexadecimal. */
export function hexOf(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += hexByByte[byte];
  return text;
}
