import { LineSplitter } from "../line-splitter.ts";
import { RunOn } from "../run-on.ts";
import { hexOf, type WireFault, wireFault } from "../wire-fault.ts";
import { decodeModeS } from "./decode-mode-s.ts";
import type { ModeSMessage } from "./messages.ts";

/** One message as a receiver handed it on. */
export interface ModeSReceived {
  readonly message: ModeSMessage;
  /** Count of the receiver's clock, usually of 12 MHz; null where the form has none. */
  readonly ticks: number | null;
  /** 0 to 1, share of full scale; null where the form has none. */
  readonly signalRatio: number | null;
}

/** Reads frames of Mode S from a stream of bytes; memory does not grow with what is sent. */
export interface FrameReader {
  /** The messages that are complete with these bytes. */
  push(bytes: Uint8Array): readonly ModeSReceived[];
  finish(): readonly ModeSReceived[];
  /** Takes the faults found since the last call. */
  takeFaults(): readonly WireFault[];
}

const escapeByte = 0x1a;
const shortFrame = 0x32;
const longFrame = 0x33;
/** Bytes behind the kind, those doubled counted once: six of clock, one of signal, the frame. */
const frameLengths: Readonly<Record<number, number>> = {
  49: 6 + 1 + 2,
  [shortFrame]: 6 + 1 + 7,
  [longFrame]: 6 + 1 + 14,
};
/**
 * What receivers say of themselves between frames: state (Radarcape), offset of the clock, number and name
 * of the receiver, echo (readsb). The longest of each; makers differ.
 */
const stateLengths: Readonly<Record<number, number>> = {
  52: 6 + 1 + 14,
  53: 6 + 1 + 14,
  80: 3,
  227: 8,
  228: 36,
};
const beastLengthMax = 1 + Math.max(...Object.values({ ...frameLengths, ...stateLengths }));
/** Bytes that are of nothing are told when more have come, though no frame does. */
const strayCountMax = 512;

/**
 * Beast: `1A`, kind, six bytes of clock, one of signal, the frame; each further `1A` is doubled. Kind `31`
 * (Mode A/C) is passed over: it names no aircraft; so is what receivers say of themselves. After a fault
 * reading goes on at the next beginning.
 */
export class BeastReader implements FrameReader {
  readonly #name: string;
  readonly #frame = new Uint8Array(beastLengthMax);
  readonly #faults: WireFault[] = [];
  #received: ModeSReceived[] = [];
  /** Bytes of the frame that has begun; -1 between frames. */
  #length = -1;
  #needed = 0;
  #isEscaped = false;
  readonly #stray = new Uint8Array(strayCountMax);
  #strayCount = 0;
  readonly #strayRunOn = new RunOn(strayCountMax);

  /** @param name Of the feed or file, for faults. */
  constructor(name: string) {
    this.#name = name;
  }

  takeFaults(): readonly WireFault[] {
    return this.#faults.splice(0);
  }

  push(bytes: Uint8Array): readonly ModeSReceived[] {
    // By index: the iterator of an array of bytes costs as much as what is done with a byte.
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index] ?? 0;
      if (this.#isEscaped) {
        this.#isEscaped = false;
        if (byte !== escapeByte) this.#begin(byte);
        else if (this.#length >= 0) this.#add(byte);
        else this.#addStray(escapeByte, escapeByte);
      } else if (byte === escapeByte) {
        this.#isEscaped = true;
      } else if (this.#length >= 0) {
        this.#add(byte);
      } else {
        this.#addStray(byte);
      }
    }
    return this.#take();
  }

  finish(): readonly ModeSReceived[] {
    this.#tellBroken();
    this.#endStray();
    this.#isEscaped = false;
    return this.#take();
  }

  #begin(kind: number): void {
    this.#tellBroken();
    const length = frameLengths[kind] ?? stateLengths[kind];
    if (length === undefined) {
      this.#addStray(escapeByte, kind);
      return;
    }
    this.#endStray();
    this.#frame[0] = kind;
    this.#length = 1;
    this.#needed = 1 + length;
  }

  #add(byte: number): void {
    this.#frame[this.#length] = byte;
    this.#length += 1;
    if (this.#length < this.#needed) return;
    const frame = this.#frame.subarray(0, this.#length);
    this.#length = -1;
    if (frame[0] !== shortFrame && frame[0] !== longFrame) return;
    const signal = frame[7] ?? 0;
    const result = decodeModeS(frame.subarray(8));
    if ("code" in result) {
      this.#tell(result.code, result.special, frame.subarray(8));
      return;
    }
    this.#received.push({
      message: result,
      ticks: ticksOf(frame),
      signalRatio: signal / 255,
    });
  }

  #tellBroken(): void {
    // A state may be shorter: what it says is not read.
    const isState = stateLengths[this.#frame[0] ?? 0] !== undefined;
    if (this.#length < 0 || isState) {
      this.#length = -1;
      return;
    }
    const bytes = this.#frame.subarray(0, this.#length);
    this.#tell("TL_INT_ADSB_FRAME", `${this.#length} bytes of ${this.#needed} came`, bytes);
    this.#length = -1;
  }

  #addStray(...bytes: readonly number[]): void {
    for (const byte of bytes) {
      if (this.#strayCount < strayCountMax) this.#stray[this.#strayCount] = byte;
      this.#strayCount += 1;
      if (this.#strayRunOn.isDue(this.#strayCount)) this.#tellStray();
    }
  }

  #endStray(): void {
    if (this.#strayCount > 0 && !this.#strayRunOn.isTold) this.#tellStray();
    this.#strayCount = 0;
    this.#strayRunOn.reset();
  }

  #tellStray(): void {
    const special = `${this.#strayCount} bytes between frames`;
    const kept = Math.min(this.#strayCount, strayCountMax);
    this.#tell("TL_INT_ADSB_FRAME", special, this.#stray.subarray(0, kept));
  }

  #tell(code: Parameters<typeof wireFault>[0], special: string, bytes: Uint8Array): void {
    this.#faults.push(wireFault(code, special, bytes, { file: this.#name }));
  }

  #take(): readonly ModeSReceived[] {
    const received = this.#received;
    this.#received = [];
    return received;
  }
}

function ticksOf(frame: Uint8Array): number {
  let ticks = 0;
  for (let at = 1; at <= 6; at++) ticks = ticks * 256 + (frame[at] ?? 0);
  return ticks;
}

const hexLineMax = 128;
const hexLine = /^(?:\*|@([0-9a-f]{12})|<([0-9a-f]{12})([0-9a-f]{2}))?((?:[0-9a-f]{14}){1,2});?$/i;
/** Mode A/C names no aircraft; receivers send `*0000;` to say that they are there. */
const modeACLine = /^(?:\*|@[0-9a-f]{12}|<[0-9a-f]{14})[0-9a-f]{4};$/i;

/**
 * Frames as hexadecimal lines: bare, `*8D...;`, `@clock 8D...;` or `<clock signal 8D...;`, as receivers write
 * them. Empty lines, lines that begin with `#` and those of Mode A/C are left out.
 */
export class HexReader implements FrameReader {
  readonly #name: string;
  readonly #splitter: LineSplitter;
  readonly #faults: WireFault[] = [];
  #received: ModeSReceived[] = [];

  /** @param name Of the feed or file, for faults. */
  constructor(name: string) {
    this.#name = name;
    this.#splitter = new LineSplitter(
      hexLineMax,
      (bytes, from, to, line) => this.#readLine(bytes.subarray(from, to), line),
      (beginning, line) => this.#tell("TL_INT_ADSB_FRAME", "the line is too long", beginning, line),
    );
  }

  takeFaults(): readonly WireFault[] {
    return this.#faults.splice(0);
  }

  push(bytes: Uint8Array): readonly ModeSReceived[] {
    this.#splitter.push(bytes);
    return this.#take();
  }

  finish(): readonly ModeSReceived[] {
    this.#splitter.finish();
    return this.#take();
  }

  #readLine(bytes: Uint8Array, line: number): void {
    const text = String.fromCharCode(...bytes).trim();
    if (text === "" || text.startsWith("#") || modeACLine.test(text)) return;
    const parts = hexLine.exec(text);
    if (parts === null) {
      this.#tell("TL_INT_ADSB_FRAME", undefined, bytes, line);
      return;
    }
    const frame = bytesOfHex(parts[4] ?? "");
    const result = decodeModeS(frame);
    if ("code" in result) {
      this.#tell(result.code, result.special, frame, line);
      return;
    }
    const clock = parts[1] ?? parts[2];
    this.#received.push({
      message: result,
      ticks: clock === undefined ? null : Number.parseInt(clock, 16),
      signalRatio: parts[3] === undefined ? null : Number.parseInt(parts[3], 16) / 255,
    });
  }

  #tell(
    code: Parameters<typeof wireFault>[0],
    special: string | undefined,
    bytes: Uint8Array,
    line: number,
  ): void {
    this.#faults.push(wireFault(code, special, bytes, { file: this.#name, line }));
  }

  #take(): readonly ModeSReceived[] {
    const received = this.#received;
    this.#received = [];
    return received;
  }
}

function bytesOfHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16);
  }
  return bytes;
}

/** A frame in Beast form. `ticks` of 48 bits, `signalRatio` 0 to 1. */
export function writeBeast(frame: Uint8Array, ticks: number, signalRatio: number): Uint8Array {
  const out: number[] = [escapeByte, frame.length === 14 ? 0x33 : 0x32];
  const put = (byte: number) => out.push(...(byte === escapeByte ? [byte, byte] : [byte]));
  for (let place = 5; place >= 0; place--) put(Math.floor(ticks / 256 ** place) % 256);
  put(Math.round(Math.min(1, Math.max(0, signalRatio)) * 255));
  for (const byte of frame) put(byte);
  return Uint8Array.from(out);
}

/** A frame as a hexadecimal line, without line break. */
export function writeHexFrame(frame: Uint8Array): string {
  return `*${hexOf(frame).toUpperCase()};`;
}
