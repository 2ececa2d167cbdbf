import { createSocket, type Socket } from "node:dgram";
import { readFile } from "node:fs/promises";
import { FeedsError } from "../errors.ts";
import type { ByteSource, SourceSink } from "./byte-source.ts";
import { hostAndPort } from "./host-and-port.ts";
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
const lookEveryMs = 1_000;

/**
 * Listens for packets. Nobody can be asked to wait here: what is over a sender's quota or beyond the feed's
 * buffers is refused, counted and told, and so is what the system threw away before us. That the way is open shows only when something comes.
 */
export class UdpListener implements ByteSource {
  readonly address: string;
  readonly #options: UdpListenerOptions;

  constructor(options: UdpListenerOptions) {
    this.#options = options;
    const { host, port, group } = options;
    this.address = `udp://${hostAndPort(host, port)}${group === undefined ? "" : ` group ${group}`}`;
  }

  async run(sink: SourceSink, signal: AbortSignal): Promise<void> {
    const { host, port, group } = this.#options;
    const isSix = host.includes(":");
    let watching: NodeJS.Timeout | undefined;
    const socket = createSocket({ type: isSix ? "udp6" : "udp4", reuseAddr: group !== undefined });
    try {
      await bind(socket, host, port);
      if (group !== undefined) socket.addMembership(group, isWild(host) ? undefined : host);
      growBuffer(socket);
      const bound = socket.address().port;
      const table = isSix ? "/proc/net/udp6" : "/proc/net/udp";
      let knownCount = await droppedCount(table, bound);
      watching = setInterval(() => {
        void droppedCount(table, bound).then((count) => {
          if (count > knownCount) sink.refuse(count - knownCount, "the system had no room for it");
          knownCount = Math.max(knownCount, count);
        });
      }, lookEveryMs);
      watching.unref();
      this.#options.onListening?.(bound);
      await new Promise<void>((resolve, reject) => {
        if (signal.aborted) resolve();
        signal.addEventListener("abort", () => resolve(), { once: true });
        socket.on("error", reject);
        socket.on("message", (bytes, peer) => {
          sink.linkIsUp();
          const channel = hostAndPort(peer.address, peer.port);
          sink.offer({ channel, name: channel, bytes, isPacket: true });
        });
      });
    } catch (cause) {
      if (cause instanceof FeedsError) throw cause;
      throw new FeedsError("TL_FEEDS_PORT", { host, port, reason: reasonOf(cause) }, { cause });
    } finally {
      clearInterval(watching);
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    }
  }
}

/**
 * Packets for a port that the system has thrown away because nobody read them in time, as Linux counts them
 * (`proc_net_udp`, last column). 0 where it does not say.
 */
async function droppedCount(table: string, port: number): Promise<number> {
  const local = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  try {
    const rows = (await readFile(table, "utf8")).split("\n").map((row) => row.trim().split(/\s+/));
    return rows
      .filter((cells) => cells[1]?.endsWith(local) === true)
      .reduce((sum, cells) => sum + (Number(cells[12]) || 0), 0);
  } catch {
    return 0;
  }
}

const isWild = (host: string): boolean => host === "0.0.0.0" || host === "::";

function bind(socket: Socket, host: string, port: number): Promise<void> {
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
