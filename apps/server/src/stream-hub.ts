import type { RecordKind, Store, StoredRecord } from "@truceline/watch";
import type { FastifyReply } from "fastify";
import { ServerError } from "./errors.ts";

const limits = {
  clientCountMax: 500,
  /** A client that lets more than this pile up is cut off; it comes back and resumes. */
  pendingBytesMax: 1_048_576,
  pageSize: 500,
  heartbeatMs: 15_000,
} as const;

interface Client {
  readonly reply: FastifyReply;
  readonly kinds: ReadonlySet<RecordKind>;
  /** Last number sent; what is fanned out below it is skipped. */
  sentSeq: number;
  /** Until the backlog is read, news is not written but only noted. */
  live: boolean;
}

/**
 * Server-sent events of one store's feed of changes. The database numbers the changes and keeps
 * them, so a client that was away resumes with `WHERE seq >`; the bell only says that there is news.
 */
export class StreamHub {
  readonly #store: Store;
  readonly #clients = new Set<Client>();
  readonly #silence: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  #headSeq = -1;
  #reading = false;
  #rung = false;
  #closed = false;

  constructor(store: Store) {
    this.#store = store;
    this.#silence = store.onBell(() => this.#ring());
    this.#heartbeat = setInterval(() => this.#beat(), limits.heartbeatMs);
    this.#heartbeat.unref();
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  /** Takes over the reply: backlog after `afterSeq` first (from now on where absent), then news. */
  async open(
    reply: FastifyReply,
    kinds: ReadonlySet<RecordKind>,
    afterSeq: number | undefined,
  ): Promise<void> {
    if (this.#clients.size >= limits.clientCountMax)
      throw new ServerError("TL_SERVER_STREAMS_FULL");
    const startSeq = afterSeq ?? (await this.#store.headSeq());
    if (this.#headSeq < 0) this.#headSeq = startSeq;
    reply.hijack();
    reply.raw.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      connection: "keep-alive",
    });
    const client: Client = { reply, kinds, sentSeq: startSeq, live: false };
    this.#clients.add(client);
    reply.raw.on("close", () => this.#clients.delete(client));
    reply.raw.on("error", () => this.#clients.delete(client));
    reply.raw.write(`retry: 1000\nid: ${startSeq}\nevent: open\ndata: {"seq":${startSeq}}\n\n`);
    try {
      await this.#catchUp(client);
    } catch {
      // The database is away: the client comes back with the last number it has.
      this.#cut(client);
    }
  }

  close(): void {
    this.#closed = true;
    this.#silence();
    clearInterval(this.#heartbeat);
    for (const client of [...this.#clients]) {
      client.reply.raw.write("event: stopped\ndata: {}\n\n");
      this.#cut(client);
    }
  }

  async #catchUp(client: Client): Promise<void> {
    while (!this.#closed && this.#clients.has(client)) {
      const page = await this.#store.readFeed({ afterSeq: client.sentSeq, limit: limits.pageSize });
      for (const record of page) this.#send(client, record, frame(record));
      if (page.length < limits.pageSize) {
        // Nothing is awaited between the last read and this: news from here on is fanned out.
        if (client.sentSeq >= this.#headSeq) {
          client.live = true;
          return;
        }
      }
      if (client.reply.raw.writableLength > limits.pendingBytesMax) {
        await new Promise<void>((resolve) => {
          client.reply.raw.once("drain", resolve);
          client.reply.raw.once("close", resolve);
        });
      }
    }
  }

  #ring(): void {
    this.#rung = true;
    if (!this.#reading) void this.#fanOut();
  }

  async #fanOut(): Promise<void> {
    this.#reading = true;
    try {
      while (this.#rung && !this.#closed) {
        this.#rung = false;
        if (this.#headSeq < 0) continue; // Nobody has ever listened.
        let page: readonly StoredRecord[];
        do {
          page = await this.#store.readFeed({ afterSeq: this.#headSeq, limit: limits.pageSize });
          for (const record of page) {
            this.#headSeq = record.seq;
            this.#fanOutOne(record);
          }
        } while (page.length === limits.pageSize && !this.#closed);
      }
    } catch {
      // The database is away; its return rings again and nothing was passed over.
    } finally {
      this.#reading = false;
    }
  }

  #fanOutOne(record: StoredRecord): void {
    let chunk: string | undefined;
    for (const client of this.#clients) {
      if (!client.live) continue;
      chunk ??= frame(record);
      this.#send(client, record, chunk);
      if (client.reply.raw.writableLength > limits.pendingBytesMax) this.#cut(client);
    }
  }

  #send(client: Client, record: StoredRecord, chunk: string): void {
    if (record.seq <= client.sentSeq) return;
    client.sentSeq = record.seq;
    if (client.kinds.size === 0 || client.kinds.has(record.kind)) client.reply.raw.write(chunk);
  }

  #beat(): void {
    for (const client of this.#clients) client.reply.raw.write(": still here\n\n");
  }

  #cut(client: Client): void {
    this.#clients.delete(client);
    client.reply.raw.end();
  }
}

function frame(record: StoredRecord): string {
  const { seq, kind, id, version, origin, recordedAtMs, bytes } = record;
  const head = JSON.stringify({ seq, kind, id, version, origin, recordedAtMs });
  // Canonical JSON holds no raw line break, so the record is one data line as it was stored.
  return `id: ${seq}\nevent: record\ndata: ${head.slice(0, -1)},"record":${Buffer.from(bytes).toString("utf8")}}\n\n`;
}
