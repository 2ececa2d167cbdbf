import { type FileHandle, open, stat } from "node:fs/promises";
import { waitUntil } from "../wait-until.ts";
import type { ByteSource, SourceSink } from "./byte-source.ts";
import { isBefore, type ReadPlace, tailOf } from "./read-place.ts";
import type { SourceMemory } from "./source-memory.ts";
import { reasonOf } from "./tcp-client.ts";

export interface FileTailOptions {
  readonly path: string;
  /** True: bytes are handed on to the end of a line only, and what is remembered is where a line begins. */
  readonly isLines: boolean;
  /** Where to begin in a file not seen before; default its beginning. */
  readonly from?: "beginning" | "end" | undefined;
  /** Where reading goes on after a stop; without it each start is a first one. */
  readonly memory?: SourceMemory<FileMark> | undefined;
  /** True: lines that tell of now. What lay there before anybody read says nothing of who hears now. */
  readonly isLive?: boolean | undefined;
  /** How often the file is looked at; default 250 ms. */
  readonly pollMs?: number | undefined;
  /** For how long one that lost its name is read on; default 2 s. */
  readonly rotatedMs?: number | undefined;
}

/** Up to where a file has been taken. */
export interface FileMark extends ReadPlace {
  readonly inode: number;
}

const pieceLength = 65_536;
const lineFeed = 0x0a;
const absentReason = "the file is not there";

interface OpenFile {
  readonly handle: FileHandle;
  readonly inode: number;
  offset: number;
  before: Uint8Array;
  /** When it had the name last. */
  namedMs: number;
  /** When it was first seen to have lost it; undefined while it has it. */
  rotatedMs: number | undefined;
  /** Nothing has the name. */
  isGone: boolean;
}

/**
 * Follows a file that grows: what is written to it, through rotation (another file under its name: the old
 * one is read first, for a moment after it lost the name, too) and truncation (it begins anew). A serial line, a pipe or a terminal under
 * the name is read as it comes. What was taken durably is remembered, no more.
 */
export class FileTail implements ByteSource {
  readonly address: string;
  readonly #options: FileTailOptions;
  /** When all there was had been read, last, of a clock that only runs forwards. */
  #caughtUpMs = Number.NEGATIVE_INFINITY;
  /** Whether the name was looked at: whatever gets it later holds nothing from before. */
  #isBegun = false;

  constructor(options: FileTailOptions) {
    this.#options = options;
    this.address = `file://${options.path}`;
  }

  async run(sink: SourceSink, signal: AbortSignal): Promise<void> {
    const { path, pollMs = 250 } = this.#options;
    let file: OpenFile | undefined;
    try {
      while (!signal.aborted) {
        try {
          file ??= await this.#open(sink, signal);
          if (file !== undefined) file = await this.#follow(file, sink, signal);
        } catch (error) {
          await file?.handle.close().catch(() => {});
          file = undefined;
          const { code } = error as { readonly code?: string };
          this.#isBegun ||= code === "ENOENT";
          // A file that is not there holds nothing; in one that cannot be read lines may gather.
          this.#caughtUpMs = code === "ENOENT" ? performance.now() : Number.NEGATIVE_INFINITY;
          sink.linkIsDown(code === "ENOENT" ? absentReason : reasonOf(error));
        }
        await waitUntil(performance.now() + pollMs, () => performance.now(), signal);
      }
    } finally {
      await file?.handle.close();
      await sink.end(path);
      await this.#options.memory?.settle();
    }
  }

  /** Undefined where the name is not a file: then it has been read to its end. */
  async #open(sink: SourceSink, signal: AbortSignal): Promise<OpenFile | undefined> {
    const { path, memory, from = "beginning" } = this.#options;
    const handle = await open(path, "r");
    const found = await handle.stat();
    if (!found.isFile()) {
      await this.#readThrough(handle, sink, signal);
      return undefined;
    }
    sink.linkIsUp();
    const file: OpenFile = {
      ...{ handle, inode: found.ino, offset: 0, before: new Uint8Array() },
      ...{ namedMs: performance.now(), rotatedMs: undefined, isGone: false },
    };
    const isFirst = !this.#isBegun;
    this.#isBegun = true;
    const mark = await memory?.load();
    if (mark === undefined) {
      if (from === "end" && isFirst) {
        file.offset = found.size;
        this.#caughtUpMs = performance.now();
      }
      return file;
    }
    if (mark.inode === found.ino && mark.offset <= found.size) {
      const before = new Uint8Array(Buffer.from(mark.before, "hex"));
      if (await isBefore(handle, mark.offset, before)) {
        file.offset = mark.offset;
        file.before = before;
      }
    }
    return file;
  }

  /** Reads what is new. Gives the file to go on with, or undefined where another one has its name. */
  async #follow(
    file: OpenFile,
    sink: SourceSink,
    signal: AbortSignal,
  ): Promise<OpenFile | undefined> {
    const { path } = this.#options;
    const { size } = await file.handle.stat();
    const isSame = size >= file.offset && (await isBefore(file.handle, file.offset, file.before));
    if (!isSame) {
      await sink.end(path);
      file.offset = 0;
      file.before = new Uint8Array();
    }
    await this.#readOn(file, sink, signal);
    if (await this.#isRead(file, sink)) return file;
    // It may end within a line: that line is told as it is.
    await this.#readOn(file, sink, signal, true);
    await file.handle.close();
    await sink.end(path);
    // What the new one holds may have waited since.
    this.#caughtUpMs = file.namedMs;
    return undefined;
  }

  /** Whether a file is read on: it has its name, or lost it so lately that its writer may not know it yet. */
  async #isRead(file: OpenFile, sink: SourceSink): Promise<boolean> {
    const { path, rotatedMs = 2_000 } = this.#options;
    const nowMs = performance.now();
    const named = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
      return undefined;
    });
    const isNamed = named?.ino === file.inode;
    if (named === undefined && !file.isGone) sink.linkIsDown(absentReason);
    if (isNamed && file.isGone) sink.linkIsUp();
    file.isGone = named === undefined || (file.isGone && !isNamed);
    if (isNamed) {
      file.namedMs = nowMs;
      file.rotatedMs = undefined;
      return true;
    }
    file.rotatedMs ??= nowMs;
    return nowMs - file.rotatedMs < rotatedMs;
  }

  async #readOn(
    file: OpenFile,
    sink: SourceSink,
    signal: AbortSignal,
    isLast = false,
  ): Promise<void> {
    const { path, isLines, memory, isLive = false } = this.#options;
    while (!signal.aborted) {
      const lookedMs = performance.now();
      const buffer = new Uint8Array(pieceLength);
      const { bytesRead } = await file.handle.read(buffer, 0, pieceLength, file.offset);
      if (bytesRead === 0) {
        this.#caughtUpMs = lookedMs;
        return;
      }
      const whole = bytesRead === pieceLength;
      const lineEnd = buffer.subarray(0, bytesRead).lastIndexOf(lineFeed) + 1;
      // A line longer than a piece is handed on in parts: the reader knows its own bound.
      const length = !isLines || isLast || (whole && lineEnd === 0) ? bytesRead : lineEnd;
      if (length === 0) {
        this.#caughtUpMs = lookedMs;
        return;
      }
      const bytes = buffer.subarray(0, length);
      file.offset += length;
      file.before = tailOf(file.before, bytes);
      const mark: FileMark = {
        inode: file.inode,
        offset: file.offset,
        before: Buffer.from(file.before).toString("hex"),
      };
      const onTaken = memory === undefined ? {} : { onTaken: () => memory.keep(mark) };
      const waitedMs = isLive ? lookedMs - this.#caughtUpMs : 0;
      // Less than it could bring: it was all there was.
      if (!whole) this.#caughtUpMs = lookedMs;
      await sink.take({ channel: path, name: path, bytes, waitedMs, ...onTaken });
      if (!whole && !isLast && length < bytesRead) return;
    }
  }

  async #readThrough(handle: FileHandle, sink: SourceSink, signal: AbortSignal): Promise<void> {
    const { path } = this.#options;
    const stream = handle.createReadStream({ highWaterMark: pieceLength });
    const abort = () => stream.destroy();
    signal.addEventListener("abort", abort, { once: true });
    try {
      sink.linkIsUp();
      for await (const bytes of stream as AsyncIterable<Uint8Array>) {
        await sink.take({ channel: path, name: path, bytes });
      }
      if (!signal.aborted) sink.linkIsDown("the line was closed");
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      signal.removeEventListener("abort", abort);
      await sink.end(path);
    }
  }
}
