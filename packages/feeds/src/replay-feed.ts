import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Clock, Origin } from "@truceline/model";
import { type Feed, type FeedMessage, type RecordKind, recordKinds } from "@truceline/watch";
import { FeedsError } from "./errors.ts";
import { waitUntil } from "./wait-until.ts";

export interface ReplayOptions {
  readonly path: string;
  /** 1 = as fast as it happened; 60 = an hour a minute. */
  readonly speed: number;
  readonly wallClock: Clock;
}

const lineLengthMax = 262_144;

/**
 * A stored stream of records (NDJSON, oldest first), told again at a chosen speed. Each record keeps
 * the instant at which it was first recorded; a line that is no record goes on to the pipeline, which
 * keeps it in quarantine.
 */
export class ReplayFeed implements Feed, Clock {
  readonly id: string;
  /** Origin of the records, by the first of them: a replay never changes what they are. */
  readonly origin: Origin;
  readonly #lines: AsyncIterator<string>;
  readonly #options: ReplayOptions;
  readonly #firstMs: number;
  readonly #startedMs: number;
  #pending: string | undefined;
  #lastMs: number;

  private constructor(
    options: ReplayOptions,
    lines: AsyncIterator<string>,
    first: string,
    head: Head,
  ) {
    this.id = `replay:${options.path}`;
    this.#options = options;
    this.#lines = lines;
    this.#pending = first;
    this.origin = head.origin;
    this.#firstMs = head.recordedAtMs;
    this.#lastMs = head.recordedAtMs;
    this.#startedMs = options.wallClock.nowMs();
  }

  /**
   * Opens the file and reads its first record.
   * @throws FeedsError `TL_FEEDS_SPEED`, `TL_FEEDS_REPLAY_FILE`, `TL_FEEDS_REPLAY_EMPTY`.
   */
  static async open(options: ReplayOptions): Promise<ReplayFeed> {
    const { path, speed } = options;
    if (!(Number.isFinite(speed) && speed > 0)) throw new FeedsError("TL_FEEDS_SPEED", { speed });
    const lines = readLines(path);
    try {
      for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
        const head = headOf(next.value);
        if (head !== undefined) return new ReplayFeed(options, lines, next.value, head);
      }
    } catch (cause) {
      throw new FeedsError("TL_FEEDS_REPLAY_FILE", { path }, { cause });
    }
    throw new FeedsError("TL_FEEDS_REPLAY_EMPTY", { path });
  }

  /** The replay's own time: that of the last record told. */
  nowMs(): number {
    return this.#lastMs;
  }

  async next(signal: AbortSignal): Promise<FeedMessage | undefined> {
    const line = this.#pending ?? (await this.#lines.next()).value;
    this.#pending = undefined;
    if (line === undefined || signal.aborted) return undefined;
    const head = headOf(line);
    const receivedAtMs = Math.max(this.#lastMs, head?.recordedAtMs ?? this.#lastMs);
    const { speed, wallClock } = this.#options;
    await waitUntil(
      this.#startedMs + (receivedAtMs - this.#firstMs) / speed,
      () => wallClock.nowMs(),
      signal,
    );
    if (signal.aborted) return undefined;
    this.#lastMs = receivedAtMs;
    return {
      receivedAtMs,
      kind: head?.kind ?? "observation",
      bytes: new TextEncoder().encode(line),
    };
  }
}

interface Head {
  readonly kind: RecordKind;
  readonly origin: Origin;
  readonly recordedAtMs: number;
}

function headOf(line: string): Head | undefined {
  try {
    const { schema, origin, recordedAtMs } = JSON.parse(line) as Record<string, unknown>;
    const kind = recordKinds.find(
      (name) => typeof schema === "string" && schema.startsWith(`${name}/`),
    );
    if (kind === undefined || typeof recordedAtMs !== "number") return undefined;
    return { kind, origin: origin as Origin, recordedAtMs };
  } catch {
    return undefined; // Not JSON: the pipeline says so, with the bytes.
  }
}

async function* readLines(path: string): AsyncGenerator<string, undefined> {
  const lines = createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) {
    if (line.trim() !== "") yield line.slice(0, lineLengthMax);
  }
  return undefined;
}
