import type { HeardFault, HeardRecord } from "@truceline/interop";
import { canonicalBytes, sha256Hex } from "@truceline/model";

const encoder = new TextEncoder();

/** Lines in a packet, whether or not the last one has its end. */
export function lineCountOf(bytes: Uint8Array): number {
  let count = bytes.at(-1) === 0x0a ? 0 : 1;
  for (const byte of bytes) if (byte === 0x0a) count += 1;
  return count;
}

/** The bytes as they came where the reader shows them, else what it says about them. */
export function bytesOfFault({ bytesHex, ...fault }: HeardFault): Uint8Array {
  if (bytesHex === undefined || bytesHex === "") return encoder.encode(JSON.stringify(fault));
  return new Uint8Array(Buffer.from(bytesHex, "hex"));
}

/** What a measurement says, without when and under which number it says it. */
export function measuredKey(records: readonly HeardRecord[]): string {
  const said = records.map(({ record }) => {
    const {
      sourceId: _id,
      span: _span,
      rawSha256: _raw,
      ...rest
    } = record as unknown as Record<string, unknown>;
    return rest;
  });
  return sha256Hex(canonicalBytes(said));
}
