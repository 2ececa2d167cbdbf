import { InteropError } from "../errors.ts";
import { BitWriter } from "./bit-fields.ts";
import { passFields } from "./fields.ts";
import type { AisMessage } from "./messages.ts";
import { type TagBlock, writeTagBlock } from "./tag-block.ts";

export interface WriteAisOptions {
  readonly channel?: "A" | "B" | "";
  /** 0 to 9; needed for messages of several sentences, so that a reader keeps them apart. Default 0. */
  readonly sequence?: number;
  /** Two letters; default `AI`. */
  readonly talker?: string;
  /** Writes VDO. */
  readonly isOwn?: boolean;
  /** Before the first sentence. */
  readonly tag?: TagBlock;
}

/** With these no sentence is longer than the 82 characters that NMEA 0183 allows. */
const charactersAPart = 60;

/**
 * A message as sentences, without line breaks. What `AisReader` makes of them is the same message, but for
 * numbers between two steps of their field, which are rounded, and spaces at the end of texts.
 * Throws TL_INT_AIS_ENCODE where a value does not fit its field.
 */
export function writeAis(message: AisMessage, options: WriteAisOptions = {}): readonly string[] {
  const writer = new BitWriter();
  writer.uint(6, message.type);
  writer.uint(2, message.repeat);
  writer.uint(30, message.mmsi);
  passFields(writer, message.type, message.repeat, message.mmsi, message);
  const { payload, fillBits } = writer.finish();
  const total = Math.ceil(payload.length / charactersAPart);
  const { channel = "A", sequence = 0, talker = "AI", isOwn = false, tag } = options;
  if (total > 9 || !/^[A-Z]{2}$/.test(talker) || !/^\d$/.test(String(sequence))) {
    throw new InteropError("TL_INT_AIS_ENCODE", { total, talker, sequence });
  }
  return Array.from({ length: total }, (_, index) => {
    const part = payload.slice(index * charactersAPart, (index + 1) * charactersAPart);
    const fill = index === total - 1 ? fillBits : 0;
    const number = total === 1 ? "" : sequence;
    const kind = isOwn ? "VDO" : "VDM";
    const body = `${talker}${kind},${total},${index + 1},${number},${channel},${part},${fill}`;
    let sum = 0;
    for (let at = 0; at < body.length; at++) sum ^= body.charCodeAt(at);
    const block = index === 0 && tag !== undefined ? writeTagBlock(tag) : "";
    return `${block}!${body}*${sum.toString(16).toUpperCase().padStart(2, "0")}`;
  });
}
