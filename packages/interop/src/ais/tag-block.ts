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

type Said = { -readonly [Member in keyof TagBlock]: TagBlock[Member] };

/** What stands before a sentence; undefined where no block of it is sound. */
export interface TagBlocks {
  readonly tag: TagBlock | undefined;
  /** True where one is broken or its checksum is wrong. */
  readonly isBroken: boolean;
}

/**
 * Reads the blocks `\g:1-2-34,s:r3669945,c:1120959341*hh\` from `from` to `to`. Of several in a row each may
 * say something; what two say counts as the first says it. A broken one is left out.
 */
export function readTagBlocks(bytes: Uint8Array, from: number, to: number): TagBlocks {
  let tag: TagBlock | undefined;
  let isBroken = false;
  for (let at = from; at < to && bytes[at] === backslash; ) {
    const end = bytes.indexOf(backslash, at + 1);
    if (end < 0 || end >= to) return { tag, isBroken: true };
    const read = readTagBlock(textOf(bytes, at + 1, end));
    if (read === undefined) isBroken = true;
    else tag = { ...read, ...tag };
    at = end + 1;
  }
  return { tag, isBroken };
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

function readTagBlock(text: string): TagBlock | undefined {
  const parts = /^([^*]*)\*([0-9A-Fa-f]{1,2})$/.exec(text);
  const content = parts?.[1] ?? "";
  let sum = 0;
  for (let index = 0; index < content.length; index++) sum ^= content.charCodeAt(index);
  if (parts === null || sum !== Number.parseInt(parts[2] ?? "", 16)) return undefined;

  const tag: Said = {};
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

/**
 * Reads what many receivers write behind a sentence, as `,s1234,d-090,T33.4,r003669945,1241544042`: the
 * receiver (`r`, or `b` for a base station) and last the Unix time in seconds. Undefined where neither is
 * said. No checksum covers it.
 */
export function readTrail(bytes: Uint8Array, from: number, to: number): TagBlock | undefined {
  const fields = textOf(bytes, from, to).trimEnd().split(",");
  const source = fields.find((field) => /^[rb]\w{1,30}$/i.test(field));
  const last = fields.at(-1) ?? "";
  const hasTime = /^\d{9,10}(?:\.\d{1,9})?$/.test(last);
  if (source === undefined && !hasTime) return undefined;
  return {
    ...(source === undefined ? {} : { source }),
    ...(hasTime ? { receivedAtMs: Math.round(Number(last) * 1000) } : {}),
  };
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
