import { InteropError, type InteropErrorCode } from "../errors.ts";
import { RunOn } from "../run-on.ts";
import { hexOf, type WireFault, wireFault } from "../wire-fault.ts";
import { shortWords } from "../xml/short-words.ts";
import { readXml } from "../xml/xml-reader.ts";
import type { CotEvent } from "./cot-event.ts";
import { readEvent } from "./read-event.ts";
import { readTakPayload, type TakControl } from "./tak-payload.ts";

/** How a message came: as XML, or as a frame of the TAK protocol on a stream or among a mesh of clients. */
export type CotForm = "xml" | "stream" | "mesh";

/** One message as it came in. */
export interface CotReceived {
  readonly form: CotForm;
  /** Undefined in a frame that only says which versions its sender reads. */
  readonly event: CotEvent | undefined;
  readonly control: TakControl | undefined;
  /** Byte of the stream at which it began, counted from 0. */
  readonly offset: number;
  /** The message as it came, with its head; a copy. */
  readonly bytes: Uint8Array;
}

export interface CotReaderOptions {
  /** Of the feed or file, for faults. */
  readonly name: string;
  /** Of one message; default 1 MB. */
  readonly messageBytesMax?: number;
}

const messageBytesMaxDefault = 1024 * 1024;
/** What a frame and the head of a datagram begin with. */
const magic = 0xbf;
const lessThan = 0x3c;
const greaterThan = 0x3e;
const headLengthMax = 6;
const bytesTold = 512;
/** Bytes that are of nothing are told when more have come, though nothing begins. */
const strayCountMax = 65_536;
const eventEnd = new TextEncoder().encode("</event");
/** Some writers put white space before the `>` of an end. */
const endSpaceMax = 64;
const eventBegin = new TextEncoder().encode("<event");
/** First bytes that a payload can have: control, event, and what servers add. */
const payloadBegins = new Set([0x0a, 0x12, 0x18, 0x20]);

interface Stray {
  readonly offset: number;
  readonly bytes: number[];
  count: number;
}

/**
 * Reads Cursor-on-Target from a stream of bytes, cut anywhere: events as XML one after another, frames of the
 * TAK protocol, and the change from one to the other that clients agree on. Each message is told apart by its
 * end (`</event>`, or the length in its head, as the protocol has it); a broken one is told with its bytes and
 * disturbs no other. Memory is bounded by one message.
 */
export class CotReader {
  readonly #name: string;
  readonly #messageBytesMax: number;
  readonly #faults: WireFault[] = [];
  #received: CotReceived[] = [];
  #buffer = new Uint8Array(4096);
  #length = 0;
  /** Byte of the stream at which the buffer begins. */
  #offset = 0;
  /** Byte of the buffer up to which there is no end of an event. */
  #searched = 0;
  /** Within an event that is too long. */
  #isSkipping = false;
  /** Byte of the stream at which that event began. */
  #skippedFrom = 0;
  readonly #skipRunOn: RunOn;
  readonly #strayRunOn = new RunOn(strayCountMax);
  /** Bytes between messages, told together once something begins. */
  #stray: Stray | undefined;

  constructor({ name, messageBytesMax = messageBytesMaxDefault }: CotReaderOptions) {
    this.#name = name;
    this.#messageBytesMax = messageBytesMax;
    this.#skipRunOn = new RunOn(messageBytesMax);
  }

  /** Takes the faults found since the last call. */
  takeFaults(): readonly WireFault[] {
    return this.#faults.splice(0);
  }

  /** The messages that are complete with these bytes. */
  push(bytes: Uint8Array): readonly CotReceived[] {
    let from = 0;
    while (from < bytes.length) {
      const room = this.#messageBytesMax + headLengthMax - this.#length;
      const to = Math.min(bytes.length, from + room);
      this.#append(bytes.subarray(from, to));
      from = to;
      this.#drain(false);
    }
    return this.#take();
  }

  /** At the end of the stream: what is left is told as cut off. */
  finish(): readonly CotReceived[] {
    this.#drain(true);
    if (this.#length > 0) {
      const rest = this.#buffer.subarray(0, this.#length);
      const code = rest[0] === magic ? "TL_INT_COT_PROTOBUF" : "TL_INT_COT_EVENT";
      const special = `the stream ended ${this.#length} bytes into the message`;
      if (!this.#isSkipping) this.#tell(code, special, rest, this.#offset);
      this.#drop(this.#length);
    }
    this.#isSkipping = false;
    this.#endStray();
    return this.#take();
  }

  #take(): readonly CotReceived[] {
    const received = this.#received;
    this.#received = [];
    return received;
  }

  #append(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#buffer.length));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = needed;
  }

  /** Takes bytes off the beginning of the buffer. */
  #drop(count: number): void {
    this.#buffer.copyWithin(0, count, this.#length);
    this.#length -= count;
    this.#offset += count;
    this.#searched = 0;
  }

  #drain(isLast: boolean): void {
    let at = 0;
    for (;;) {
      const next = this.#step(at, isLast);
      if (next === undefined) break;
      at = next;
    }
    if (at > 0) this.#drop(at);
  }

  /** Reads what begins at a byte of the buffer: where it ends, or undefined while it is not complete. */
  #step(at: number, isLast: boolean): number | undefined {
    if (at >= this.#length) return undefined;
    if (this.#isSkipping) return this.#skip(at);
    const byte = this.#buffer[at] ?? 0;
    if (isSpace(byte)) return at + 1;
    if (byte === magic) return this.#frame(at, isLast);
    if (byte === lessThan) return this.#xml(at);
    if (byte === 0xef) {
      const mark = this.#buffer.subarray(at, Math.min(at + 4, this.#length));
      if (mark.length < 4 && !isLast) return undefined;
      if (mark[1] === 0xbb && mark[2] === 0xbf && mark[3] === lessThan) return this.#xml(at);
    }
    this.#addStray(at);
    return at + 1;
  }

  #frame(at: number, isLast: boolean): number | undefined {
    let [length, head] = [0, at + 1];
    for (let place = 1; ; place *= 128) {
      const byte = this.#buffer[head];
      if (head >= this.#length || byte === undefined) return undefined;
      length += (byte & 0x7f) * place;
      head += 1;
      if (byte < 0x80) break;
      if (head - at >= headLengthMax) {
        length = Number.POSITIVE_INFINITY;
        break;
      }
    }
    if (length > this.#messageBytesMax) {
      if (this.#stray === undefined) {
        const special = `a frame of ${Number.isFinite(length) ? length : "too many"} bytes`;
        this.#tell("TL_INT_COT_LIMIT", special, this.#buffer.subarray(at, head), this.#offset + at);
      }
      this.#addStray(at);
      return at + 1;
    }
    if (this.#stray !== undefined && length > 0) {
      // After bytes that belong to nothing, a frame has to look like one.
      if (head >= this.#length && !isLast) return undefined;
      if (!payloadBegins.has(this.#buffer[head] ?? 0)) {
        this.#addStray(at);
        return at + 1;
      }
    }
    if (head + length > this.#length) return undefined;
    this.#endStray();
    const bytes = this.#buffer.slice(at, head + length);
    const read = readFrame(bytes, head - at, "stream", this.#name, this.#offset + at);
    if ("fault" in read) this.#faults.push(read.fault);
    else this.#received.push(read);
    return head + length;
  }

  #xml(at: number): number | undefined {
    const { to, resumeAt } = eventEndIn(this.#buffer, Math.max(at, this.#searched), this.#length);
    if (to === undefined) {
      this.#searched = resumeAt;
      if (this.#length - at <= this.#messageBytesMax) return undefined;
      this.#endStray();
      this.#isSkipping = true;
      this.#skippedFrom = this.#offset + at;
      this.#skipRunOn.reset();
      return this.#skip(at);
    }
    this.#endStray();
    if (to - at > this.#messageBytesMax) {
      this.#tell("TL_INT_COT_LIMIT", undefined, this.#buffer.subarray(at, to), this.#offset + at);
      return to;
    }
    this.#readXmlMessage(this.#buffer.slice(at, to), this.#offset + at);
    return to;
  }

  /** Goes on behind the end of an event that is too long; the last bytes may be the beginning of that end. */
  #skip(at: number): number | undefined {
    const { to, resumeAt } = eventEndIn(this.#buffer, at, this.#length);
    if (this.#skipRunOn.isDue(this.#offset + (to ?? this.#length) - this.#skippedFrom)) {
      const bytes = this.#buffer.subarray(at, to ?? this.#length);
      this.#tell("TL_INT_COT_LIMIT", undefined, bytes, this.#skippedFrom);
    }
    if (to !== undefined) {
      this.#isSkipping = false;
      return to;
    }
    return resumeAt > at ? resumeAt : undefined;
  }

  #readXmlMessage(bytes: Uint8Array, offset: number): void {
    const read = readXmlMessage(bytes, this.#name, offset);
    if (!("fault" in read)) {
      this.#received.push(read);
      return;
    }
    this.#faults.push(read.fault);
    // A message cut off by its sender may stand before a whole one.
    const last = lastEventBegin(bytes);
    if (last <= 0 || read.fault.code === "TL_INT_XML_DOCTYPE") return;
    const rescued = readXmlMessage(bytes.subarray(last), this.#name, offset + last);
    if (!("fault" in rescued)) this.#received.push(rescued);
  }

  #addStray(at: number): void {
    this.#stray ??= { offset: this.#offset + at, bytes: [], count: 0 };
    this.#stray.count += 1;
    if (this.#stray.bytes.length < bytesTold) this.#stray.bytes.push(this.#buffer[at] ?? 0);
    if (this.#strayRunOn.isDue(this.#stray.count)) this.#tellStray(this.#stray);
  }

  #endStray(): void {
    if (this.#stray !== undefined && !this.#strayRunOn.isTold) this.#tellStray(this.#stray);
    this.#stray = undefined;
    this.#strayRunOn.reset();
  }

  #tellStray({ offset, bytes, count }: Stray): void {
    this.#tell("TL_INT_COT_FRAME", `${count} bytes`, Uint8Array.from(bytes), offset);
  }

  #tell(
    code: InteropErrorCode,
    special: string | undefined,
    bytes: Uint8Array,
    offset: number,
  ): void {
    this.#faults.push(cotFault(code, special, bytes, this.#name, offset));
  }
}

/**
 * One datagram: a frame with the head of the mesh (`BF 01 BF`), or one event as XML.
 * @returns the message, or the fault with its bytes
 */
export function readCotDatagram(
  datagram: Uint8Array,
  { name, messageBytesMax = messageBytesMaxDefault }: CotReaderOptions,
): CotReceived | { readonly fault: WireFault } {
  const fault = (code: InteropErrorCode, special?: string) => ({
    fault: cotFault(code, special, datagram, name, 0),
  });
  if (datagram.length > messageBytesMax) return fault("TL_INT_COT_LIMIT");
  if (datagram[0] !== magic) return readXmlMessage(datagram, name, 0);
  if (datagram.length < 3 || datagram[2] !== magic) return fault("TL_INT_COT_FRAME");
  if (datagram[1] !== 1) {
    return fault("TL_INT_COT_FRAME", `version ${datagram[1]} of the TAK protocol is not read`);
  }
  return readFrame(datagram.slice(), 3, "mesh", name, 0);
}

type Read = CotReceived | { readonly fault: WireFault };

function readFrame(
  bytes: Uint8Array,
  headLength: number,
  form: CotForm,
  name: string,
  offset: number,
): Read {
  try {
    const message = readTakPayload(bytes.subarray(headLength), name, offset + headLength);
    if ("code" in message) {
      return { fault: cotFault(message.code, message.special, bytes, name, message.offset) };
    }
    return { form, event: message.event, control: message.control, offset, bytes };
  } catch (error) {
    return { fault: faultOf(error, bytes) };
  }
}

function readXmlMessage(bytes: Uint8Array, name: string, offset: number): Read {
  try {
    const [root] = readXml(bytes, { name, startsAt: offset });
    if (root === undefined)
      return { fault: cotFault("TL_INT_COT_EVENT", undefined, bytes, name, offset) };
    const event = readEvent(root);
    if ("code" in event) {
      const at = bytes.subarray(event.offset - offset);
      return { fault: cotFault(event.code, event.special, at, name, event.offset) };
    }
    return { form: "xml", event, control: undefined, offset, bytes };
  } catch (error) {
    return { fault: faultOf(error, bytes) };
  }
}

/** The fault of an error of the door for XML; every other error is ours. */
function faultOf(error: unknown, bytes: Uint8Array): WireFault {
  const faults = error instanceof InteropError ? error.details["faults"] : undefined;
  const [fault] = Array.isArray(faults) ? (faults as WireFault[]) : [];
  if (fault === undefined) throw error;
  // Lines count within one message and say nothing of a stream.
  const { line: _line, ...rest } = fault;
  return rest.bytesHex === "" ? { ...rest, bytesHex: hexOf(bytes.subarray(0, bytesTold)) } : rest;
}

function cotFault(
  code: InteropErrorCode,
  special: string | undefined,
  bytes: Uint8Array,
  name: string,
  offset: number,
): WireFault {
  const where =
    special === undefined ? `byte ${offset}` : `${shortWords(special)} (byte ${offset})`;
  return { ...wireFault(code, where, bytes, { file: name }), offset };
}

/** Where the next event ends, or from where to look again once there is more. */
function eventEndIn(
  bytes: Uint8Array,
  from: number,
  length: number,
): { readonly to?: number; readonly resumeAt: number } {
  for (let at = bytes.indexOf(lessThan, from); at >= 0 && at < length; ) {
    const known = Math.min(eventEnd.length, length - at);
    const isEnd = eventEnd.subarray(0, known).every((byte, index) => bytes[at + index] === byte);
    if (isEnd) {
      let next = at + known;
      while (next < length && next - at < eventEnd.length + endSpaceMax && isSpace(bytes[next])) {
        next += 1;
      }
      if (next === length) return { resumeAt: at };
      if (bytes[next] === greaterThan) return { to: next + 1, resumeAt: next + 1 };
    }
    at = bytes.indexOf(lessThan, at + 1);
  }
  return { resumeAt: length };
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** Where the last event of a message begins; -1 where it has none. */
function lastEventBegin(bytes: Uint8Array): number {
  for (let at = bytes.lastIndexOf(lessThan); at >= 0; at = bytes.lastIndexOf(lessThan, at - 1)) {
    const next = bytes[at + eventBegin.length] ?? 0;
    const isBegin = eventBegin.every((byte, index) => bytes[at + index] === byte);
    if (isBegin && (next === 0x3e || next === 0x2f || next <= 0x20)) return at;
    if (at === 0) break;
  }
  return -1;
}
