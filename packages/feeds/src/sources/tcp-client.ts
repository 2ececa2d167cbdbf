import { connect, type Socket } from "node:net";
import { BackOff, type BackOffOptions } from "../back-off.ts";
import { waitUntil } from "../wait-until.ts";
import type { ByteSource, SourceSink } from "./byte-source.ts";
import { hostAndPort } from "./host-and-port.ts";
import { WaitedBytes } from "./waited-bytes.ts";

export interface TcpClientOptions {
  readonly host: string;
  readonly port: number;
  readonly backOff: BackOffOptions;
  /** A connection that brings nothing for so long is opened anew; absent: it may be silent for ever. */
  readonly idleMs?: number | undefined;
}

const connectMs = 10_000;
/** A connection that held so long is no failure: the next attempt does not wait longer than the first. */
const heldMs = 10_000;

/** Connects to a sender and reads until it closes, then connects again. Reading stops while the feed is full. */
export class TcpClient implements ByteSource {
  readonly address: string;
  readonly #options: TcpClientOptions;

  constructor(options: TcpClientOptions) {
    this.#options = options;
    this.address = `tcp://${hostAndPort(options.host, options.port)}`;
  }

  async run(sink: SourceSink, signal: AbortSignal): Promise<void> {
    const backOff = new BackOff(this.#options.backOff);
    while (!signal.aborted) {
      const beganMs = performance.now();
      const reason = await this.#connection(sink, signal);
      if (signal.aborted) return;
      sink.linkIsDown(reason);
      if (performance.now() - beganMs > heldMs) backOff.reset();
      await waitUntil(performance.now() + backOff.nextMs(), () => performance.now(), signal);
    }
  }

  /** One connection to its end; gives why it ended. */
  async #connection(sink: SourceSink, signal: AbortSignal): Promise<string> {
    const { host, port, idleMs } = this.#options;
    const socket = connect({ host, port, keepAlive: true, keepAliveInitialDelay: 30_000 });
    const abort = () => socket.destroy();
    signal.addEventListener("abort", abort, { once: true });
    let isHolding = false;
    try {
      await connected(socket);
      sink.linkIsUp();
      if (idleMs !== undefined) {
        socket.setTimeout(idleMs, () => {
          // While the feed is full it is we who do not read.
          if (!isHolding) socket.destroy(new Error(`nothing came for ${idleMs / 1_000} s`));
        });
      }
      const waited = new WaitedBytes(performance.now());
      for await (const bytes of socket as AsyncIterable<Uint8Array>) {
        isHolding = true;
        const readMs = performance.now();
        const waitedMs = waited.read(bytes.length, readMs);
        await sink.take({ channel: this.address, name: this.address, bytes, waitedMs });
        waited.handedOn(readMs, performance.now());
        isHolding = false;
      }
      return "the sender closed the connection";
    } catch (error) {
      return reasonOf(error);
    } finally {
      signal.removeEventListener("abort", abort);
      socket.destroy();
      await sink.end(this.address);
    }
  }
}

async function connected(socket: Socket): Promise<void> {
  const timer = setTimeout(() => socket.destroy(new Error("no answer")), connectMs);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", reject);
      socket.once("close", () => reject(new Error("closed")));
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Why a connection failed, in words for people where there are any. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  switch (code) {
    case "ECONNREFUSED":
      return "the connection was refused";
    case "ECONNRESET":
    case "EPIPE":
      return "the connection was broken off";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "the host's name is not known";
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return "the host cannot be reached";
    default:
      return message ?? String(error);
  }
}
