import type { BlobUsage } from "@truceline/watch";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { FeedMetrics } from "./feeds/feed-metrics.ts";
import type { Room } from "./room.ts";

/** Input counted as not worked in yet; more than this is told as this. */
const behindCountMax = 2_000;

/** What an operator watches: is input taken, does the pipeline keep up, do streams pile up. */
export class ServerMetrics {
  readonly #registry = new Registry();
  readonly #received = new Counter({
    name: "truceline_input_total",
    help: "Input records by outcome.",
    labelNames: ["kind", "status"],
    registers: [this.#registry],
  });
  readonly #edits = new Counter({
    name: "truceline_edits_total",
    help: "Versions that people wrote, by outcome.",
    labelNames: ["kind", "status"],
    registers: [this.#registry],
  });
  readonly #bytes = new Counter({
    name: "truceline_input_bytes_total",
    help: "Bytes taken in through the doors.",
    registers: [this.#registry],
  });
  readonly #head = new Gauge({
    name: "truceline_feed_head",
    help: "Number of the newest change.",
    registers: [this.#registry],
  });
  readonly #behind = new Gauge({
    name: "truceline_pipeline_behind",
    help: "Input the pipeline has not worked in yet; counted up to 2000.",
    registers: [this.#registry],
  });
  readonly #pipelineHeap = new Gauge({
    name: "truceline_pipeline_heap_bytes",
    help: "The heap of the pipeline's thread: what it uses, what is set aside for it, buffers outside of it.",
    labelNames: ["part"],
    registers: [this.#registry],
  });
  readonly #streams = new Gauge({
    name: "truceline_streams",
    help: "Open live streams.",
    registers: [this.#registry],
  });
  readonly #quarantine = new Gauge({
    name: "truceline_quarantine_waiting",
    help: "Refused input that waits for a correction.",
    registers: [this.#registry],
  });

  readonly #feeds = new FeedMetrics();

  readonly #mediaCount = new Gauge({
    name: "truceline_media_files",
    help: "Photographs kept.",
    registers: [this.#registry],
  });
  readonly #mediaBytes = new Gauge({
    name: "truceline_media_bytes",
    help: "Bytes of the photographs kept.",
    registers: [this.#registry],
  });
  readonly #mediaBytesMax = new Gauge({
    name: "truceline_media_bytes_max",
    help: "Bytes up to which photographs are taken.",
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  countInput(kind: string, status: string, count = 1): void {
    this.#received.inc({ kind, status }, count);
  }

  countEdit(kind: string, status: "stored" | "duplicate" | "conflict"): void {
    this.#edits.inc({ kind, status });
  }

  setMedia({ count, byteCount, byteCountMax }: BlobUsage): void {
    this.#mediaCount.set(count);
    this.#mediaBytes.set(byteCount);
    this.#mediaBytesMax.set(byteCountMax);
  }

  countBytes(count: number): void {
    this.#bytes.inc(count);
  }

  /** Reads what is not counted as it happens. A database that is away leaves the last figures. */
  async refresh(room: Room): Promise<void> {
    this.#streams.set(room.stream.clientCount);
    await this.#readPipelineHeap(room);
    try {
      const reached = room.reachedSeq();
      const [head, { quarantineWaiting }, waiting] = await Promise.all([
        room.store.headSeq(),
        room.store.counts(room.origin),
        room.store.readFeed({
          afterSeq: reached,
          limit: behindCountMax,
          kinds: ["observation", "sensor-state", "correction"],
          origin: room.origin,
        }),
      ]);
      this.#head.set(head);
      this.#behind.set(waiting.length);
      this.#quarantine.set(quarantineWaiting);
    } catch {
      // Readiness says that the database is away; metrics must still answer.
    }
  }

  async #readPipelineHeap(room: Room): Promise<void> {
    const heap = await room.pipelineHeap();
    if (heap === undefined) return;
    this.#pipelineHeap.set({ part: "used" }, heap.used_heap_size);
    this.#pipelineHeap.set({ part: "total" }, heap.total_heap_size);
    this.#pipelineHeap.set({ part: "external" }, heap.external_memory);
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** The figures of each feed: for the mission's own people only. */
  feedsText(room: Room): Promise<string> {
    return this.#feeds.text(room.feeds.list());
  }
}
