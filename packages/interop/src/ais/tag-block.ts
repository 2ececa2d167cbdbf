/** What a receiver or a relay says about a sentence (NMEA 0183 tag block); what it did not say is absent. */
export interface TagBlock {
  /** `c`: when it was received, Unix time in ms; senders write seconds or milliseconds. */
  readonly receivedAtMs?: number;
  /** `s`: name of the receiver. */
  readonly source?: string;
  /** `g`: part, parts and name of a group of sentences, as written. */
  readonly group?: string;
  /** `n`: number of the line. */
  readonly lineNumber?: number;
}

const backslash = 0x5c;
/** Above this a time cannot be in seconds: it would be after the year 5138. */
const secondsMax = 100_000_000_000;

/**
 * Reads `\g:1-2-34,s:r3669945,c:1120959341*hh\` at `from`; undefined where it is broken or its checksum is
 * wrong. Several blocks in a row: the first counts.
 */
export function readTagBlock(bytes: Uint8Array, from: number, to: number): TagBlock | undefined {
  const end = bytes.indexOf(backslash, from + 1);
  if (bytes[from] !== backslash || end < 0 || end >= to) return undefined;
  let text = "";
  for (let at = from + 1; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  const parts = /^([^*]*)\*([0-9A-Fa-f]{1,2})$/.exec(text);
  const content = parts?.[1] ?? "";
  let sum = 0;
  for (let index = 0; index < content.length; index++) sum ^= content.charCodeAt(index);
  if (parts === null || sum !== Number.parseInt(parts[2] ?? "", 16)) return undefined;

  const tag: { receivedAtMs?: number; source?: string; group?: string; lineNumber?: number } = {};
  for (const field of content.split(",")) {
    const value = field.slice(2);
    if (field.startsWith("s:")) tag.source = value;
    else if (field.startsWith("g:")) tag.group = value;
    else if (field.startsWith("n:") && /^\d{1,15}$/.test(value)) tag.lineNumber = Number(value);
    else if (field.startsWith("c:") && /^\d{1,15}$/.test(value)) {
      const time = Number(value);
      tag.receivedAtMs = time > secondsMax ? time : time * 1000;
    }
  }
  return tag;
}

/** Writes a tag block with its checksum, time in seconds. */
export function writeTagBlock(tag: TagBlock): string {
  const fields = [
    ...(tag.group === undefined ? [] : [`g:${tag.group}`]),
    ...(tag.source === undefined ? [] : [`s:${tag.source}`]),
    ...(tag.lineNumber === undefined ? [] : [`n:${tag.lineNumber}`]),
    ...(tag.receivedAtMs === undefined ? [] : [`c:${Math.floor(tag.receivedAtMs / 1000)}`]),
  ].join(",");
  let sum = 0;
  for (let index = 0; index < fields.length; index++) sum ^= fields.charCodeAt(index);
  return `\\${fields}*${sum.toString(16).toUpperCase().padStart(2, "0")}\\`;
}
