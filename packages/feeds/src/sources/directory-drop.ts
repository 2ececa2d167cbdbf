import { createReadStream } from "node:fs";
import { lstat, mkdir, open, readdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { waitUntil } from "../wait-until.ts";
import type { ByteSource, SourceSink } from "./byte-source.ts";
import { isBefore, type ReadPlace, WholeLines } from "./read-place.ts";
import type { SourceMemory } from "./source-memory.ts";
import { reasonOf } from "./tcp-client.ts";

export interface DirectoryDropOptions {
  readonly path: string;
  /**
   * `move`: a file that was taken is moved to the folder `taken` inside. `remember`: it stays, and is known
   * again by name, size and time; needs a memory, or each start takes it once more.
   */
  readonly takenFiles: "move" | "remember";
  /** True: of a file whose last line was cut only what comes after its whole lines is read again; default false. */
  readonly isLines?: boolean | undefined;
  /** Only the file of this name, whatever it points to; what lies beside it is left alone. */
  readonly only?: string | undefined;
  readonly memory?: SourceMemory<DropMark> | undefined;
  /** A file is taken once it has not changed for so long; default 1 s. */
  readonly settleMs?: number | undefined;
  /** How often the folder is looked at; default 500 ms. */
  readonly pollMs?: number | undefined;
}

/** Files that were taken, or could not be read to their end, by name, as `size mtime`. */
export interface DropMark {
  readonly taken: Readonly<Record<string, string>>;
  /** Of those whose last line was cut: where it begins. */
  readonly cut?: Readonly<Record<string, ReadPlace>>;
}

const takenFolder = "taken";
const pieceLength = 65_536;
/** Files looked at in one round; the rest wait for the next. */
const fileCountMax = 1_000;
/** Names remembered; the folder is listed each time, and a name that is gone is forgotten. */
const rememberedCountMax = 100_000;
/** Unpacked; a file that is larger is given up. */
const fileByteCountMax = 1_073_741_824;
/** Names under which programs write what is not yet whole. */
const halfWritten = /^\.|~$|\.(?:tmp|temp|part|partial|filepart|crdownload|swp|new)$/i;

interface Found {
  readonly name: string;
  readonly size: number;
  readonly mtimeMs: number;
}

const signature = ({ size, mtimeMs }: Found): string => `${size} ${mtimeMs}`;

/**
 * Takes files that are put into a folder, oldest first, each as one document; packed ones (`.gz`) unpacked.
 * A file that is still written to is left until it has not changed for a while; one that changes while it is
 * read is read again. One of which nothing could be read, or whose last line is cut, stays where it is, and
 * is read again when it has changed: it may be half of one that is still written to. Only files of the folder
 * itself: no links, no folders inside.
 */
export class DirectoryDrop implements ByteSource {
  readonly address: string;
  readonly #options: DirectoryDropOptions;
  readonly #seen = new Map<string, { readonly signature: string; readonly sinceMs: number }>();
  readonly #taken = new Map<string, string>();
  /** Of those whose last line was cut. */
  readonly #cut = new Map<string, ReadPlace>();
  /** Read, and not yet durable. */
  readonly #inHand = new Map<string, string>();

  constructor(options: DirectoryDropOptions) {
    this.#options = options;
    const { path, only } = options;
    this.address = only === undefined ? `dir://${path}` : `file://${join(path, only)}`;
  }

  async run(sink: SourceSink, signal: AbortSignal): Promise<void> {
    const { pollMs = 500, memory } = this.#options;
    const mark = await memory?.load();
    for (const [name, of] of Object.entries(mark?.taken ?? {})) this.#taken.set(name, of);
    for (const [name, place] of Object.entries(mark?.cut ?? {})) this.#cut.set(name, place);
    let isThere = false;
    while (!signal.aborted) {
      try {
        const found = await this.#look();
        // Once: that the folder is there does not say that anybody puts files into it.
        if (!isThere) sink.linkIsUp();
        isThere = true;
        for (const file of found) {
          if (signal.aborted) break;
          await this.#takeFile(file, sink, signal);
        }
      } catch (error) {
        isThere = false;
        const { code } = error as { readonly code?: string };
        const what = this.#options.only === undefined ? "folder" : "file";
        sink.linkIsDown(code === "ENOENT" ? `the ${what} is not there` : reasonOf(error));
      }
      await waitUntil(performance.now() + pollMs, () => performance.now(), signal);
    }
    await memory?.settle();
  }

  /** Files that have not changed for long enough and were not taken, oldest first. */
  async #look(): Promise<readonly Found[]> {
    const { settleMs = 1_000 } = this.#options;
    const names = await this.#names();
    const present = new Set(names);
    for (const kept of [this.#seen, this.#taken, this.#cut]) {
      for (const name of kept.keys()) if (!present.has(name)) kept.delete(name);
    }
    const nowMs = performance.now();
    const ready: Found[] = [];
    for (const name of names) {
      if (ready.length >= fileCountMax) break;
      const found = await this.#stat(name);
      if (found === undefined) continue;
      const is = signature(found);
      if (this.#taken.get(name) === is || this.#inHand.get(name) === is) continue;
      const before = this.#seen.get(name);
      if (before?.signature !== is) this.#seen.set(name, { signature: is, sinceMs: nowMs });
      else if (nowMs - before.sinceMs >= settleMs) ready.push(found);
    }
    return ready.sort((a, b) => a.mtimeMs - b.mtimeMs || (a.name < b.name ? -1 : 1));
  }

  async #names(): Promise<readonly string[]> {
    const { path, only } = this.#options;
    if (only === undefined) {
      const entries = await readdir(path, { withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && !halfWritten.test(entry.name));
      return files.map(({ name }) => name);
    }
    const found = await stat(join(path, only));
    if (!found.isFile()) throw new Error("it is no file");
    return [only];
  }

  async #stat(name: string): Promise<Found | undefined> {
    const { path, only } = this.#options;
    try {
      const found = await (only === undefined ? lstat : stat)(join(path, name));
      return found.isFile() ? { name, size: found.size, mtimeMs: found.mtimeMs } : undefined;
    } catch {
      // Gone since the folder was listed: whoever put it there took it back.
      return undefined;
    }
  }

  async #takeFile(file: Found, sink: SourceSink, signal: AbortSignal): Promise<void> {
    const path = join(this.#options.path, file.name);
    const channel = `${file.name} ${signature(file)}`;
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    signal.addEventListener("abort", stop, { once: true });
    try {
      const isPacked = /\.gz$/i.test(file.name);
      const isCutAtLines = this.#options.isLines === true && !isPacked;
      const from = await this.#placeIn(file);
      const lines = new WholeLines(from);
      let byteCount = 0;
      const hand = async (pieces: AsyncIterable<Uint8Array>) => {
        for await (const bytes of pieces) {
          byteCount += bytes.length;
          if (byteCount > fileByteCountMax) throw new Error("the file is larger than 1 GiB");
          lines.read(bytes);
          await sink.take({ channel, name: file.name, bytes, comesAgain: true });
        }
      };
      const start = from?.offset ?? 0;
      const input = createReadStream(path, { highWaterMark: pieceLength, start });
      const settings = { signal: stopping.signal };
      if (isPacked) await pipeline(input, createGunzip(), hand, settings);
      else await pipeline(input, hand, settings);
      const after = await this.#stat(file.name);
      // Written to while it was read: what it says in the end is read once it rests.
      if (after === undefined || signature(after) !== signature(file)) {
        await sink.end(channel);
        return;
      }
      this.#inHand.set(file.name, signature(file));
      const onTaken = (isPart = false) => {
        if (isPart && isCutAtLines) this.#cut.set(file.name, lines.place);
        else this.#cut.delete(file.name);
        this.#forget(file, isPart, sink);
      };
      await sink.take({
        channel,
        name: file.name,
        bytes: new Uint8Array(),
        isWhole: true,
        onTaken,
      });
    } catch (error) {
      await sink.end(channel);
      if (signal.aborted) return;
      // A file that cannot be read would be tried for ever: it counts as refused until it changes.
      sink.refuse(1, `a file could not be read: ${reasonOf(error)}`);
      this.#taken.set(file.name, signature(file));
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** Where its last line was cut when it was read before; undefined where it is another file by now. */
  async #placeIn({ name, size }: Found): Promise<ReadPlace | undefined> {
    const place = this.#cut.get(name);
    if (place === undefined || place.offset > size) return undefined;
    const handle = await open(join(this.#options.path, name), "r");
    try {
      const before = new Uint8Array(Buffer.from(place.before, "hex"));
      return (await isBefore(handle, place.offset, before)) ? place : undefined;
    } finally {
      await handle.close();
    }
  }

  /** It is durable and may go, unless it is not whole. */
  #forget(file: Found, isPart: boolean, sink: SourceSink): void {
    const { path, takenFiles, memory } = this.#options;
    const remember = () => {
      this.#inHand.delete(file.name);
      this.#taken.set(file.name, signature(file));
      if (this.#taken.size > rememberedCountMax) {
        for (const oldest of this.#taken.keys()) {
          this.#taken.delete(oldest);
          break;
        }
      }
      const taken = Object.fromEntries(this.#taken);
      memory?.keep({ taken, cut: Object.fromEntries(this.#cut) });
    };
    // Moved, the rest of it would be written where nobody looks.
    if (isPart || takenFiles === "remember") {
      remember();
      return;
    }
    const move = async () => {
      const is = await this.#stat(file.name);
      // Another one by now, which is read in its turn.
      if (is === undefined || signature(is) !== signature(file)) {
        this.#inHand.delete(file.name);
        return;
      }
      const folder = join(path, takenFolder);
      // Not with all above it: a folder that was taken away is not made again.
      await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      });
      const target = await freeName(folder, file.name);
      await rename(join(path, file.name), target);
      this.#inHand.delete(file.name);
      const { size, mtimeMs } = await lstat(target);
      // Put there between the look and the move: back, nobody has read it.
      if (signature({ name: file.name, size, mtimeMs }) !== signature(file)) {
        await rename(target, await freeName(path, file.name));
      }
    };
    move().catch((error: unknown) => {
      // A folder that is read-only: it is remembered instead, and told.
      sink.refuse(0, `a file could not be moved: ${reasonOf(error)}`);
      remember();
    });
  }
}

/** The name in the folder, with a number where a file of that name was taken before. */
async function freeName(folder: string, name: string): Promise<string> {
  const present = new Set(await readdir(folder));
  if (!present.has(name)) return join(folder, name);
  for (let number = 2; ; number++) {
    const numbered = `${name}.${number}`;
    if (!present.has(numbered)) return join(folder, numbered);
  }
}
