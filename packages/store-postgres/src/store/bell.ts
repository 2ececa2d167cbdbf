import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** How often the head is asked for beside the bell, which is lost while not connected. */
const pollEveryMs = 2_000;
const reconnectPauseMs = 250;

/**
 * Rings after commits of any process: PostgreSQL's NOTIFY on a connection of its own, which is made
 * anew when it breaks, and a slow look at the head of the feed for what was missed meanwhile.
 * The connection is opened with the first listener.
 */
export class Bell {
  readonly #config: pg.ClientConfig;
  readonly #channel: string;
  readonly #headSeq: () => Promise<number>;
  readonly #listeners = new Set<() => void>();
  readonly #closing = new AbortController();
  #client: pg.Client | undefined;
  #running: Promise<unknown> | undefined;
  #lastHeadSeq = -1;

  constructor(config: pg.ClientConfig, schema: string, headSeq: () => Promise<number>) {
    this.#config = config;
    this.#channel = `truceline_${schema}`;
    this.#headSeq = headSeq;
  }

  add(listener: () => void): () => void {
    const own = (): void => listener(); // The same function may be added twice.
    this.#listeners.add(own);
    this.#running ??= Promise.all([this.#listen(), this.#poll()]);
    return () => {
      this.#listeners.delete(own);
    };
  }

  ring(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#closing.abort();
    await this.#client?.end().catch(() => {});
    await this.#running;
  }

  async #listen(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const client = new pg.Client({ ...this.#config, keepAlive: true });
      const broken = new Promise<void>((resolve) => {
        client.once("error", () => resolve());
        client.once("end", () => resolve());
      });
      client.on("error", () => {});
      client.on("notification", () => this.ring());
      try {
        await client.connect();
        this.#client = client;
        await client.query(`listen "${this.#channel}"`);
        this.ring(); // For what was committed while nobody listened.
        if (!signal.aborted) await broken;
      } catch {
        // Away; the poll and the next round find out when it is back.
      }
      this.#client = undefined;
      await client.end().catch(() => {});
      await sleep(reconnectPauseMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #poll(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        const headSeq = await this.#headSeq();
        if (headSeq !== this.#lastHeadSeq && this.#lastHeadSeq >= 0) this.ring();
        this.#lastHeadSeq = headSeq;
      } catch {
        // Whoever reads next is told; the poll only goes on.
      }
      await sleep(pollEveryMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }
}
