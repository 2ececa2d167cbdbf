import { type FeedFormat, openRecordReader } from "./open-record-reader.ts";
import type {
  HeardFault,
  HeardMessage,
  RecordReader,
  RecordReaderOptions,
} from "./record-reader.ts";

interface Candidate {
  readonly format: FeedFormat;
  readonly reader: RecordReader;
  messages: readonly HeardMessage[];
  readonly faults: HeardFault[];
}

/**
 * Formats that can be told by their bytes. What needs a mapping or the name of its file cannot: `csv`, `geojson`,
 * `kml`, `sensorthings`, `gpx`; neither can filled forms, of which each asks something else.
 */
const guessed = [
  ...["ais", "sbs", "adsb", "beast", "cot", "stations", "cap", "firms", "air-reports"],
] as const satisfies readonly FeedFormat[];
const lineFeed = Uint8Array.of(0x0a);
/** Once a format has made sense so often, and more often than not, it is the one. */
const messageCountMin = 3;
/** Messages and faults kept of each format while none is found. */
const heldCountMax = 1_000;

/**
 * Finds out which format is spoken: all that can be told by their bytes are tried at once, until one makes
 * sense. For a look at an unknown sender; a feed of a room is told its format.
 */
export class GuessingReader implements RecordReader {
  readonly isLines = true;
  #candidates: readonly Candidate[];
  #found: Candidate | undefined;

  constructor(options: RecordReaderOptions) {
    this.#candidates = guessed.map((format) => ({
      format,
      reader: openRecordReader(format, options),
      messages: [],
      faults: [],
    }));
  }

  /** The format, once it is known. */
  get format(): FeedFormat | undefined {
    return this.#found?.format;
  }

  push(bytes: Uint8Array, atMs: number): readonly HeardMessage[] {
    return this.#gather((reader) => reader.push(bytes, atMs), messageCountMin);
  }

  /** As each format takes a packet: as one message, or as lines that end with it. */
  pushPacket(bytes: Uint8Array, atMs: number): readonly HeardMessage[] {
    return this.#gather((reader) => {
      if (reader.pushPacket !== undefined) return reader.pushPacket(bytes, atMs);
      const endsLine = reader.isLines && bytes.at(-1) !== 0x0a;
      return [...reader.push(bytes, atMs), ...(endsLine ? reader.push(lineFeed, atMs) : [])];
    }, messageCountMin);
  }

  finish(atMs: number): readonly HeardMessage[] {
    return this.#gather((reader) => reader.finish(atMs), 1);
  }

  takeFaults(): readonly HeardFault[] {
    return this.#found?.faults.splice(0) ?? [];
  }

  #gather(
    read: (reader: RecordReader) => readonly HeardMessage[],
    least: number,
  ): readonly HeardMessage[] {
    if (this.#found !== undefined) {
      const messages = read(this.#found.reader);
      this.#found.faults.push(...this.#found.reader.takeFaults());
      return messages;
    }
    for (const one of this.#candidates) {
      one.messages = [...one.messages, ...read(one.reader)];
      one.faults.push(...one.reader.takeFaults());
    }
    const best = this.#candidates.reduce((first, next) =>
      next.messages.length > first.messages.length ? next : first,
    );
    if (best.messages.length < least || best.messages.length < best.faults.length) {
      for (const one of this.#candidates) {
        one.messages = one.messages.slice(0, heldCountMax);
        one.faults.splice(heldCountMax);
      }
      return [];
    }
    this.#found = best;
    this.#candidates = [];
    const held = best.messages;
    best.messages = [];
    return held;
  }
}
