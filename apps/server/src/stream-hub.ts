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

type FeedOfChanges = Pick<Store, "headSeq" | "readFeed" | "onBell">;

interface Client {
  readonly reply: FastifyReply;
  /** None: all. */
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
  readonly #store: FeedOfChanges;
  readonly #clients = new Set<Client>();
  readonly #silence: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  /** Up to where those who are live have been served; -1 while there is nobody. */
  #servedSeq = -1;
  #reading = false;
  #rung = false;
  #closed = false;

  constructor(store: FeedOfChanges) {
    this.#store = store;
    this.#silence = store.onBell(() => this.#ring());
    this.#heartbeat = setInterval(() => this.#beat(), limits.heartbeatMs);
    this.#heartbeat.unref();
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  /**
   * Takes over the reply: backlog after `afterSeq` first (from now on where absent), then news.
   * @throws ServerError `TL_SERVER_STREAMS_FULL`; `TL_SERVER_NOT_READY` where the room closes meanwhile
   */
  async open(
    reply: FastifyReply,
    kinds: ReadonlySet<RecordKind>,
    afterSeq: number | undefined,
  ): Promise<void> {
    const headSeq = await this.#store.headSeq();
    if (this.#closed) throw new ServerError("TL_SERVER_NOT_READY");
    if (this.#clients.size >= limits.clientCountMax)
      throw new ServerError("TL_SERVER_STREAMS_FULL");
    // A number of a store that was made anew since may lie ahead of all that is there.
    const startSeq = Math.min(afterSeq ?? headSeq, headSeq);
    reply.hijack();
    if (reply.raw.destroyed) return; // It left while the head was asked for.
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
      const headSeq = await this.#store.headSeq();
      const page = await this.#read(client.sentSeq, client.kinds);
      for (const record of page) this.#send(client, record, frame(record));
      if (page.length < limits.pageSize) {
        // Up to here nothing of its kinds is left.
        client.sentSeq = Math.max(client.sentSeq, headSeq);
        if (client.sentSeq >= this.#servedSeq) {
          if (this.#servedSeq < 0) this.#servedSeq = client.sentSeq;
          client.live = true;
          // What came while nobody was live rang in vain.
          this.#ring();
          return;
        }
      }
      const isFull = client.reply.raw.writableLength > limits.pendingBytesMax;
      if (isFull && this.#clients.has(client)) await drained(client.reply.raw);
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
        // A flood that nobody listens to is not even asked for.
        if (this.#live().size === 0) {
          this.#servedSeq = -1;
          continue;
        }
        const headSeq = await this.#store.headSeq();
        while (!this.#closed && (await this.#serveOnce(headSeq)));
      }
    } catch {
      // The database is away; its return or the next heartbeat rings again and nothing was passed over.
    } finally {
      this.#reading = false;
    }
  }

  /** Serves one page to those who are live; whether there may be more. */
  async #serveOnce(headSeq: number): Promise<boolean> {
    const served = this.#live();
    if (served.size === 0) return false;
    const page = await this.#read(this.#servedSeq, kindsOf(served));
    for (const record of page) this.#serveOne(record, served);
    const lastSeq = page.at(-1)?.seq ?? this.#servedSeq;
    const isMore = page.length === limits.pageSize;
    this.#servedSeq = isMore ? lastSeq : Math.max(lastSeq, headSeq);
    for (const client of this.#clients) {
      // The page was read before this one was live, and maybe without its kinds.
      if (client.live && !served.has(client) && client.sentSeq < this.#servedSeq) {
        client.live = false;
        this.#catchUp(client).catch(() => this.#cut(client));
      }
    }
    return isMore;
  }

  #live(): ReadonlySet<Client> {
    return new Set([...this.#clients].filter(({ live }) => live));
  }

  #serveOne(record: StoredRecord, served: ReadonlySet<Client>): void {
    let chunk: string | undefined;
    for (const client of served) {
      if (!this.#clients.has(client)) continue;
      chunk ??= frame(record);
      this.#send(client, record, chunk);
      if (client.reply.raw.writableLength > limits.pendingBytesMax) this.#cut(client);
    }
  }

  #read(afterSeq: number, kinds: ReadonlySet<RecordKind>): Promise<readonly StoredRecord[]> {
    const query = { afterSeq, limit: limits.pageSize };
    return this.#store.readFeed(kinds.size === 0 ? query : { ...query, kinds: [...kinds] });
  }

  #send(client: Client, record: StoredRecord, chunk: string): void {
    if (record.seq <= client.sentSeq) return;
    client.sentSeq = record.seq;
    if (client.kinds.size === 0 || client.kinds.has(record.kind)) client.reply.raw.write(chunk);
  }

  #beat(): void {
    for (const client of this.#clients) client.reply.raw.write(": still here\n\n");
    this.#ring();
  }

  #cut(client: Client): void {
    this.#clients.delete(client);
    client.reply.raw.end();
  }
}

/** Resolves when all that was written has gone out, or nobody is there any more. */
function drained(stream: FastifyReply["raw"]): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off("drain", done).off("close", done);
      resolve();
    };
    stream.on("drain", done).on("close", done);
  });
}

/** The kinds that some of them want; none where one wants all. */
function kindsOf(clients: ReadonlySet<Client>): ReadonlySet<RecordKind> {
  const all = [...clients];
  if (all.some(({ kinds }) => kinds.size === 0)) return new Set();
  return new Set(all.flatMap(({ kinds }) => [...kinds]));
}

function frame(record: StoredRecord): string {
  const { seq, kind, id, version, origin, recordedAtMs, bytes } = record;
  const head = JSON.stringify({ seq, kind, id, version, origin, recordedAtMs });
  // Canonical JSON holds no raw line break, so the record is one data line as it was stored.
  return `id: ${seq}\nevent: record\ndata: ${head.slice(0, -1)},"record":${Buffer.from(bytes).toString("utf8")}}\n\n`;
}
