import type { PlainObject } from "./plain-object.ts";
import { takeRoom } from "./record-room.ts";

/** What the receiver adds to a record. */
export interface ReceivedMembers {
  readonly id: string;
  readonly rawSha256: string;
  readonly recordedAtMs: number;
}

const quote = 0x22;
/** The keys with their closing quotes, in order. */
const keys = ['id"', 'rawSha256"', 'recordedAtMs"'] as const;

/**
 * The canonical bytes of a plain object with the receiver's members in their places.
 * @returns undefined when the sender wrote one of these keys, or has no key that comes after them all
 *   (a record has: `schema`).
 */
export function withReceivedMembers(
  { bytes, memberCount, memberFrom }: PlainObject,
  { id, rawSha256, recordedAtMs }: ReceivedMembers,
): Uint8Array | undefined {
  const members = [
    `"id":"${id}",`,
    `"rawSha256":"${rawSha256}",`,
    `"recordedAtMs":${recordedAtMs},`,
  ] as const;
  const result = takeRoom(bytes.length + members[0].length + members[1].length + members[2].length);
  let read = 0;
  let write = 0;
  let member = 0;
  for (let place = 0; place < keys.length; place++) {
    const key = keys[place] as string;
    for (; ; member++) {
      if (member === memberCount) return undefined;
      const sign = compareKey(bytes, (memberFrom[member] as number) + 1, key);
      if (sign === 0) return undefined;
      if (sign > 0) break;
    }
    const to = memberFrom[member] as number;
    while (read < to) result[write++] = bytes[read++] as number;
    const text = members[place] as string;
    for (let index = 0; index < text.length; index++) result[write++] = text.charCodeAt(index);
  }
  while (read < bytes.length) result[write++] = bytes[read++] as number;
  return result;
}

/** Above zero when the key written at `at` comes after `key`. */
function compareKey(bytes: Uint8Array, at: number, key: string): number {
  for (let index = 0; ; index++) {
    const a = bytes[at + index] as number;
    const b = key.charCodeAt(index);
    if (a !== b) return a === quote ? -1 : b === quote ? 1 : a - b;
    if (a === quote) return 0;
  }
}
