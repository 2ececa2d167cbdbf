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
}

const bodyByteCountMax = 64 * 1_048_576;
const waitMsMax = 3_600_000;

/**
 * Asks a server for a document, again and again, and takes it where it is new (ETag, Last-Modified). Only
 * the address that was configured: no redirect is followed. An answer that nothing is new shows that the
 * way is open.
 */
export class HttpPoll implements ByteSource {
  readonly address: string;
  readonly #options: HttpPollOptions;
  #mark: PollMark = {};

  constructor(options: HttpPollOptions) {
    this.#options = options;
    this.address = options.shown;
  }

  async run(sink: SourceSink, signal: AbortSignal): Promise<void> {
    const { everyMs = pollEveryMs, memory } = this.#options;
    const backOff = new BackOff(this.#options.backOff);
    this.#mark = (await memory?.load()) ?? {};
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
    const { url, headers = {}, timeoutMs = 30_000 } = this.#options;
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
      sink.linkIsUp(true);
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
    sink.linkIsUp();
    await this.#takeBody(response, sink);
    return undefined;
  }

  async #takeBody(response: Response, sink: SourceSink): Promise<void> {
    const channel = this.address;
    const etag = response.headers.get("etag");
    const lastModified = response.headers.get("last-modified");
    const mark: PollMark = {
      ...(etag === null ? {} : { etag }),
      ...(lastModified === null ? {} : { lastModified }),
    };
    let byteCount = 0;
    try {
      for await (const bytes of response.body ?? []) {
        byteCount += bytes.length;
        if (byteCount > bodyByteCountMax) throw new Error("the answer is larger than 64 MiB");
        await sink.take({ channel, name: channel, bytes });
      }
    } catch (error) {
      await sink.end(channel);
      throw error;
    }
    const onTaken = () => {
      this.#mark = mark;
      this.#options.memory?.keep(mark);
    };
    await sink.take({ channel, name: channel, bytes: new Uint8Array(), isWhole: true, onTaken });
  }
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
