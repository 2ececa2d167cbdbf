import { createServer, type Server, type Socket } from "node:net";
import { FeedsError } from "../errors.ts";
import type { ByteSource, SourceSink } from "./byte-source.ts";
import { hostAndPort } from "./host-and-port.ts";
import { reasonOf } from "./tcp-client.ts";
import { WaitedBytes } from "./waited-bytes.ts";

export interface TcpListenerOptions {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** Senders connected at the same time; more are refused and counted. Default 1,000. */
  readonly connectionCountMax?: number;
  /** A connection that brings nothing for so long is closed, so that none is held for nothing; default 10 min. */
  readonly idleMs?: number | undefined;
  /** Told the port once it listens. */
  readonly onListening?: ((port: number) => void) | undefined;
}

const idleDefaultMs = 600_000;
const noSender = "no sender is connected";

/** Listens for senders. Each is read by itself, as fast as the feed and its own quota let it. */
export class TcpListener implements ByteSource {
  readonly address: string;
  readonly #options: TcpListenerOptions;

  constructor(options: TcpListenerOptions) {
    this.#options = options;
    this.address = `tcp://${hostAndPort(options.host, options.port)} (listening)`;
  }

  async run(sink: SourceSink, signal: AbortSignal): Promise<void> {
    const { host, port, connectionCountMax = 1_000, idleMs = idleDefaultMs } = this.#options;
    const sockets = new Set<Socket>();
    const readings = new Set<Promise<void>>();
    let openedCount = 0;
    const server = createServer({ keepAlive: true }, (socket) => {
      sockets.add(socket);
      openedCount += 1;
      const peer = hostAndPort(socket.remoteAddress ?? "?", socket.remotePort ?? 0);
      sink.linkIsUp();
      const reading = read(socket, `${peer} #${openedCount}`, peer, idleMs, sink).finally(() => {
        sockets.delete(socket);
        readings.delete(reading);
        if (sockets.size === 0 && !signal.aborted) sink.linkIsDown(noSender);
      });
      readings.add(reading);
    });
    server.maxConnections = connectionCountMax;
    server.on("drop", () => sink.refuse(1, "too many connections"));
    try {
      await listening(server, host, port);
      const bound = server.address();
      this.#options.onListening?.(typeof bound === "object" && bound !== null ? bound.port : port);
      await new Promise<void>((resolve, reject) => {
        if (signal.aborted) resolve();
        signal.addEventListener("abort", () => resolve(), { once: true });
        server.once("error", reject);
      });
    } finally {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all(readings);
    }
  }
}

async function read(
  socket: Socket,
  channel: string,
  name: string,
  idleMs: number,
  sink: SourceSink,
): Promise<void> {
  let isHolding = false;
  socket.setTimeout(idleMs, () => {
    if (!isHolding) socket.destroy();
  });
  try {
    const waited = new WaitedBytes(performance.now());
    for await (const bytes of socket as AsyncIterable<Uint8Array>) {
      isHolding = true;
      const readMs = performance.now();
      const waitedMs = waited.read(bytes.length, readMs);
      await sink.take({ channel, name, bytes, waitedMs });
      waited.handedOn(readMs, performance.now());
      isHolding = false;
    }
  } catch {
    // Broken off: what came before it has been read, and that it has gone shows in the link.
  } finally {
    socket.destroy();
    await sink.end(channel);
  }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      reject(new FeedsError("TL_FEEDS_PORT", { host, port, reason: reasonOf(cause) }, { cause }));
    });
    server.listen({ host, port }, resolve);
  });
}
