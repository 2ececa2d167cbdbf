import {
  closeSync,
  copyFileSync,
  fstatSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
} from "node:fs";

/** Beyond this the log moves to `.1`; so both together stay under about twice of it. */
const byteMax = 4 * 1024 * 1024;
const checkEveryMs = 30_000;
const tailByteCount = 4_000;

/**
 * Keeps PostgreSQL's log bounded. The server writes to the file itself, in append mode, and goes on
 * when we have ended: so the file is copied and emptied in place, never replaced.
 */
export class ServerLog {
  readonly path: string;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** A descriptor for the server's stderr. The caller closes it after the spawn. */
  openForAppend(): number {
    this.rotateIfLarge();
    return openSync(this.path, "a", 0o600);
  }

  watch(): void {
    this.#timer ??= setInterval(() => this.rotateIfLarge(), checkEveryMs).unref();
  }

  unwatch(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  rotateIfLarge(): void {
    const { size } = statSync(this.path, { throwIfNoEntry: false }) ?? { size: 0 };
    if (size <= byteMax) return;
    try {
      copyFileSync(this.path, `${this.path}.1`);
    } finally {
      // Emptied even when the copy failed (disk full): the bound holds before the history does.
      truncateSync(this.path, 0);
    }
  }

  /** The end of the log since `fromByte`, for error messages. */
  tail(fromByte = 0): string {
    let file: number;
    try {
      file = openSync(this.path, "r");
    } catch {
      return "";
    }
    try {
      const { size } = fstatSync(file);
      const from = Math.max(Math.min(fromByte, size), size - tailByteCount);
      const bytes = Buffer.alloc(size - from);
      const count = readSync(file, bytes, 0, bytes.length, from);
      return bytes.subarray(0, count).toString("utf8");
    } finally {
      closeSync(file);
    }
  }

  /** Present size in bytes: mark it before a start, read the tail from there after a failure. */
  get byteCount(): number {
    return statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
  }
}
