import type { RecordReader } from "@truceline/interop";
import type { Piece } from "./sources/byte-source.ts";
import { type Quota, TokenBucket } from "./token-bucket.ts";

const nothingRead = () => ({ byteCount: 0, messageCount: 0, faultCount: 0, isLineOpen: false });

/** One sender: what reads its bytes, and how much it may still send. */
export class Channel {
  readonly name: string;
  readonly bucket: TokenBucket;
  readonly #openReader: (name: string) => RecordReader;
  #reader: RecordReader | undefined;
  /** Of what it is sending now. */
  read = nothingRead();

  constructor(name: string, bucket: TokenBucket, openReader: (name: string) => RecordReader) {
    this.name = name;
    this.bucket = bucket;
    this.#openReader = openReader;
  }

  /** The reader of what it is sending now. */
  get reader(): RecordReader {
    this.#reader ??= this.#openReader(this.name);
    return this.#reader;
  }

  /** What it sends next is something new; its quota remains. */
  beginAnew(): void {
    this.#reader = undefined;
    this.read = nothingRead();
  }
}

/** The senders of a feed that are being read, at most so many. */
export class ChannelBook {
  readonly #channels = new Map<string, Channel>();
  readonly #countMax: number;
  readonly #open: (name: string) => Channel;

  constructor(
    countMax: number,
    quota: Quota,
    openReader: (name: string) => RecordReader,
    steadyMs: () => number,
  ) {
    this.#countMax = countMax;
    this.#open = (name) => new Channel(name, new TokenBucket(quota, steadyMs()), openReader);
  }

  get count(): number {
    return this.#channels.size;
  }

  keys(): readonly string[] {
    return [...this.#channels.keys()];
  }

  /** The channel a piece belongs to. Before one too many is opened, the one heard longest ago is given to `end`. */
  of({ channel: key, name }: Piece, end: (oldest: string) => void): Channel {
    const known = this.#channels.get(key);
    if (known === undefined && this.#channels.size >= this.#countMax) {
      for (const oldest of this.#channels.keys()) {
        end(oldest);
        break;
      }
    }
    const channel = known ?? this.#open(name);
    // The order of the map is the order in which they were heard last.
    this.#channels.delete(key);
    this.#channels.set(key, channel);
    return channel;
  }

  /** Takes a channel out; undefined where it is not there. */
  remove(key: string): Channel | undefined {
    const channel = this.#channels.get(key);
    this.#channels.delete(key);
    return channel;
  }
}
