import { createSocket, type Socket } from "node:dgram";
import { FeedsError } from "../errors.ts";
import type { ByteSource, SourceSink } from "./byte-source.ts";
import { reasonOf } from "./tcp-client.ts";

export interface UdpListenerOptions {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** A multicast group to join, as senders on a mesh use one. */
  readonly group?: string | undefined;
  readonly onListening?: ((port: number) => void) | undefined;
}

const receiveBufferBytes = 4 * 1_048_576;

/**
 * Listens for packets. Nobody can be asked to wait here: what is over a sender's quota or beyond the feed's
 * buffers is refused, counted and told. That the way is open shows only when something comes.
 */
export class UdpListener implements ByteSource {
  readonly address: string;
  readonly #options: UdpListenerOptions;

  constructor(options: UdpListenerOptions) {
    this.#options = options;
    const { host, port, group } = options;
    this.address = `udp://${host}:${port}${group === undefined ? "" : ` group ${group}`}`;
  }

  async run(sink: SourceSink, signal: AbortSignal): Promise<void> {
    const { host, port, group } = this.#options;
    const isSix = host.includes(":");
    const socket = createSocket({ type: isSix ? "udp6" : "udp4", reuseAddr: group !== undefined });
    try {
      await bound(socket, host, port);
      if (group !== undefined) socket.addMembership(group, isWild(host) ? undefined : host);
      growBuffer(socket);
      this.#options.onListening?.(socket.address().port);
      await new Promise<void>((resolve, reject) => {
        if (signal.aborted) resolve();
        signal.addEventListener("abort", () => resolve(), { once: true });
        socket.on("error", reject);
        socket.on("message", (bytes, peer) => {
          sink.linkIsUp();
          const channel = `${peer.address}:${peer.port}`;
          sink.offer({ channel, name: channel, bytes, isPacket: true });
        });
      });
    } catch (cause) {
      if (cause instanceof FeedsError) throw cause;
      throw new FeedsError("TL_FEEDS_PORT", { host, port, reason: reasonOf(cause) }, { cause });
    } finally {
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    }
  }
}

const isWild = (host: string): boolean => host === "0.0.0.0" || host === "::";

function bound(socket: Socket, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind({ port, address: host }, () => {
      socket.off("error", reject);
      resolve();
    });
  });
}

/** Packets that come while records are being decoded wait with the system; it may allow less than is asked. */
function growBuffer(socket: Socket): void {
  try {
    socket.setRecvBufferSize(receiveBufferBytes);
  } catch {
    // The system's own size remains.
  }
}

/** Sends packets, for exercises that go through the real doors. */
export class UdpSender {
  readonly #socket: Socket;
  readonly #host: string;
  readonly #port: number;

  constructor(host: string, port: number) {
    this.#host = host;
    this.#port = port;
    this.#socket = createSocket(host.includes(":") ? "udp6" : "udp4");
  }

  /** Resolves once the system has taken the packet; whether it arrives nobody says. */
  send(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.send(bytes, this.#port, this.#host, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#socket.close(() => resolve()));
  }
}
