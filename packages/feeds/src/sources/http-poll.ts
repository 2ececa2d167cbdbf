import { createHash } from "node:crypto";
import { BackOff, type BackOffOptions } from "../back-off.ts";
import { waitUntil } from "../wait-until.ts";
import type { ByteSource, SourceSink } from "./byte-source.ts";
import type { SourceMemory } from "./source-memory.ts";
import { reasonOf } from "./tcp-client.ts";

/** How often a server is asked unless told. */
export const pollEveryMs = 60_000;

export interface HttpPollOptions {
  readonly url: URL;
  /** How the address is shown: without what is secret in it. */
  readonly shown: string;
  /** How often it is asked for; default 60 s. */
  readonly everyMs?: number | undefined;
  /** True: messages that tell of now. The same ones again are none, and show nothing of who hears. */
  readonly isLive?: boolean | undefined;
  readonly backOff: BackOffOptions;
  /** Sent with each request, for a server that wants to know who asks. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly memory?: SourceMemory<PollMark> | undefined;
  /** An answer that takes longer is given up; default 30 s. */
  readonly timeoutMs?: number | undefined;
}

/** By what a server knows that nothing is new. */
export interface PollMark {
  readonly etag?: string;
  readonly lastModified?: string;
  /** SHA-256 of the answer itself, in hexadecimal, for servers that say neither. */
  readonly digest?: string;
}

const bodyByteCountMax = 64 * 1_048_576;
const waitMsMax = 3_600_000;

/**
 * Asks a server for a document, again and again, and takes it where it is new (ETag, Last-Modified, its bytes). Only
 * the address that was configured: no redirect is followed. An answer that nothing is new shows that the
 * way is open.
 */
export class HttpPoll implements ByteSource {
  readonly address: string;
  readonly #options: HttpPollOptions;
  #mark: PollMark = {};
  /** Of the answer that was read last, durable or not. */
  #readDigest: string | undefined;

  constructor(options: HttpPollOptions) {
    this.#options = options;
    this.address = options.shown;
  }

  async run(sink: SourceSink, signal: AbortSignal): Promise<void> {
    const { everyMs = pollEveryMs, memory, isLive = false } = this.#options;
    const backOff = new BackOff(this.#options.backOff);
    const { digest, ...mark } = (await memory?.load()) ?? {};
    // A document that still holds is read once more at a start, which shows that it can be.
    this.#mark = isLive && digest !== undefined ? { ...mark, digest } : mark;
    while (!signal.aborted) {
      const result = await this.#ask(sink, signal).catch((error: unknown) => ({
        reason: reasonOfFetch(error),
        waitMs: 0,
      }));
      if (signal.aborted) break;
      let waitMs = everyMs;
      if (result === undefined) backOff.reset();
      else {
        sink.linkIsDown(result.reason);
        waitMs = Math.min(waitMsMax, Math.max(backOff.nextMs(), result.waitMs));
      }
      await waitUntil(performance.now() + waitMs, () => performance.now(), signal);
    }
    await memory?.settle();
  }

  /** Undefined where it went well; else why not, and how long the server wants to be left alone. */
  async #ask(
    sink: SourceSink,
    signal: AbortSignal,
  ): Promise<{ readonly reason: string; readonly waitMs: number } | undefined> {
    const { url, headers = {}, timeoutMs = 30_000, isLive = false } = this.#options;
    const { etag, lastModified } = this.#mark;
    const response = await fetch(url, {
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      headers: {
        ...headers,
        ...(etag === undefined ? {} : { "if-none-match": etag }),
        ...(lastModified === undefined ? {} : { "if-modified-since": lastModified }),
      },
    });
    if (response.status === 304) {
      sink.linkIsUp(!isLive);
      return undefined;
    }
    if (!response.ok) {
      await response.body?.cancel();
      const isRedirect = response.status >= 300 && response.status < 400;
      const reason = isRedirect
        ? "the server points elsewhere, which is not followed"
        : `the server answered ${response.status}`;
      return { reason, waitMs: retryAfterMs(response.headers.get("retry-after")) };
    }
    const pieces = await bodyOf(response);
    const hash = createHash("sha256");
    for (const bytes of pieces) hash.update(bytes);
    const digest = hash.digest("hex");
    // What tells of now is not of now any more when it comes again because it waits to be stored.
    const isSame =
      digest === (isLive ? (this.#readDigest ?? this.#mark.digest) : this.#mark.digest);
    this.#readDigest = digest;
    sink.linkIsUp(isSame && !isLive);
    if (!isSame) await this.#takeBody(pieces, markOf(response, digest), sink);
    return undefined;
  }

  async #takeBody(pieces: readonly Uint8Array[], mark: PollMark, sink: SourceSink): Promise<void> {
    const channel = this.address;
    for (const bytes of pieces) {
      await sink.take({ channel, name: channel, bytes, comesAgain: true });
    }
    const onTaken = () => {
      this.#mark = mark;
      this.#options.memory?.keep(mark);
    };
    await sink.take({ channel, name: channel, bytes: new Uint8Array(), isWhole: true, onTaken });
  }
}

/** The answer's bytes as they came. Whether it is new shows only at its end. */
async function bodyOf(response: Response): Promise<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  let byteCount = 0;
  for await (const bytes of response.body ?? []) {
    byteCount += bytes.length;
    if (byteCount > bodyByteCountMax) throw new Error("the answer is larger than 64 MiB");
    pieces.push(bytes);
  }
  return pieces;
}

function markOf({ headers }: Response, digest: string): PollMark {
  const etag = headers.get("etag");
  const lastModified = headers.get("last-modified");
  return {
    digest,
    ...(etag === null ? {} : { etag }),
    ...(lastModified === null ? {} : { lastModified }),
  };
}

function reasonOfFetch(error: unknown): string {
  const { name, cause } = error as { readonly name?: string; readonly cause?: unknown };
  if (name === "TimeoutError") return "the server did not answer in time";
  return reasonOf(cause ?? error);
}

/** Seconds or a date, as in RFC 9110; 0 where it says neither. */
function retryAfterMs(value: string | null): number {
  if (value === null) return 0;
  if (/^\d{1,6}$/.test(value)) return Number(value) * 1_000;
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? 0 : Math.max(0, atMs - Date.now());
}
