import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import {
  type FeedSpec,
  type FeedStatus,
  FeedsError,
  FileMemory,
  type OpenedFeed,
  openFeed,
} from "@truceline/feeds";
import {
  type Clock,
  type Deployment,
  type LonLat,
  type Origin,
  type Rng,
  TrucelineError,
} from "@truceline/model";
import type { Ingest } from "@truceline/watch";
import type { Logger } from "pino";
import { ServerError } from "../errors.ts";
import { runFeed } from "../run-feed.ts";
import { readMappingFile } from "./read-mapping-file.ts";

export interface FeedManagerOptions {
  readonly specs: readonly FeedSpec[];
  readonly ingest: Ingest;
  readonly clock: Clock;
  readonly rng: Rng;
  readonly origin: Origin;
  /** Where its sensors stand. */
  readonly deployment: Deployment;
  readonly logger: Logger;
  /** Folder of this room in which feeds remember how far they are. */
  readonly memoryDir: string;
  /** Tells that input has come in. */
  readonly noteInput: () => void;
}

/** A feed as it is and as it was configured. */
export interface ManagedFeedStatus extends FeedStatus {
  readonly url: string;
  readonly format: string;
  /** How often it ended by itself and was started again. */
  readonly restartCount: number;
  /** Where it listens, its port. */
  readonly port: number | undefined;
}

interface Managed {
  readonly spec: FeedSpec;
  opened: OpenedFeed;
  restartCount: number;
  port: number | undefined;
  running: Promise<void>;
}

/** Until when the room was running: what lies between then and the next start was heard by nobody. */
interface HeardMark {
  readonly heardUntilMs: number;
  /** The latest instant for which a feed told a state: ahead of now where the clock was. */
  readonly toldUntilMs?: number;
}

const heardEveryMs = 10_000;
/** Pauses before a feed that ended by itself is started again; the last one repeats. */
const restartPausesMs = [1_000, 5_000, 15_000, 60_000];

/**
 * The feeds of one room, each by itself: one that ends is started again and no other notices. What they
 * bring goes to the room's intake. Only addresses that were configured are ever opened.
 */
export class FeedManager {
  readonly #options: FeedManagerOptions;
  readonly #stopping = new AbortController();
  readonly #memory: FileMemory<HeardMark>;
  readonly #feeds = new Map<string, Managed>();
  readonly #placeBySensor: ReadonlyMap<string, LonLat>;
  #toldUntilMs = 0;
  #noting: NodeJS.Timeout | undefined;

  constructor(options: FeedManagerOptions) {
    this.#options = options;
    this.#memory = new FileMemory(join(options.memoryDir, "heard-until.json"), isHeardMark);
    this.#placeBySensor = placesOf(options.deployment);
  }

  /**
   * Opens every feed; none is waited for.
   * @throws FeedsError, ServerError where one can never run: a mapping or a secret that is not there
   */
  async start(): Promise<void> {
    const { specs, memoryDir } = this.#options;
    if (specs.length === 0) return;
    mkdirSync(memoryDir, { recursive: true });
    const mark = await this.#memory.load();
    this.#toldUntilMs = Math.max(mark?.toldUntilMs ?? 0, mark?.heardUntilMs ?? 0);
    for (const spec of specs) {
      const managed: Managed = {
        spec,
        opened: this.#open(spec, mark?.heardUntilMs),
        restartCount: 0,
        port: undefined,
        running: Promise.resolve(),
      };
      this.#feeds.set(spec.id, managed);
    }
    for (const managed of this.#feeds.values()) managed.running = this.#supervise(managed);
    this.#note();
    this.#noting = setInterval(() => this.#note(), heardEveryMs);
    this.#noting.unref();
  }

  list(): readonly ManagedFeedStatus[] {
    return [...this.#feeds.values()].map(({ spec, opened, restartCount, port }) => ({
      ...opened.feed.status(),
      url: spec.url,
      format: spec.format,
      restartCount,
      port,
    }));
  }

  /**
   * Takes a document that was pushed to a feed. Resolves once every record of it is durable.
   * @throws ServerError `TL_SERVER_NOT_FOUND` where no feed of that id is pushed to; FeedsError `TL_FEEDS_FULL`
   */
  async push(id: string, sender: string, bytes: Uint8Array): Promise<void> {
    const push = this.#feeds.get(id)?.opened.push;
    if (push === undefined) throw new ServerError("TL_SERVER_NOT_FOUND", { feed: id });
    const stopped = new Promise<never>((_, reject) => {
      const { signal } = this.#stopping;
      const end = () => reject(new FeedsError("TL_FEEDS_STOPPED"));
      if (signal.aborted) end();
      else signal.addEventListener("abort", end, { once: true });
    });
    await Promise.race([push.push(sender, bytes), stopped]);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#noting);
    await Promise.all([...this.#feeds.values()].map(({ running }) => running));
    if (this.#feeds.size > 0) this.#note();
    await this.#memory.settle();
  }

  #note(): void {
    for (const { opened } of this.#feeds.values()) {
      this.#toldUntilMs = Math.max(this.#toldUntilMs, opened.feed.toldUntilMs);
    }
    const heardUntilMs = this.#options.clock.nowMs();
    this.#memory.keep({ heardUntilMs, toldUntilMs: this.#toldUntilMs });
  }

  #open(spec: FeedSpec, heardUntilMs: number | undefined): OpenedFeed {
    const { clock, rng, origin, memoryDir } = this.#options;
    return openFeed(spec, {
      clock,
      rng,
      origin,
      memoryDir,
      mappingOf: readMappingFile,
      heardUntilMs,
      toldUntilMs: this.#toldUntilMs > clock.nowMs() ? this.#toldUntilMs : undefined,
      placeOf: (sensorId) => this.#placeBySensor.get(sensorId),
      onListening: (port) => {
        const managed = this.#feeds.get(spec.id);
        if (managed !== undefined) managed.port = port;
      },
    });
  }

  async #supervise(managed: Managed): Promise<void> {
    const { ingest, logger, noteInput } = this.#options;
    const { signal } = this.#stopping;
    const { id } = managed.spec;
    const told: Ingest["submit"] = async (messages) => {
      const outcomes = await ingest.submit(messages);
      noteInput();
      return outcomes;
    };
    while (!signal.aborted) {
      try {
        await runFeed(managed.opened.feed, { submit: told }, signal, logger);
        if (!signal.aborted) logger.warn({ feed: id }, "a feed ended");
      } catch (error) {
        const code = error instanceof TrucelineError ? error.code : undefined;
        logger.error({ err: error, code, feed: id }, "a feed ended by itself");
      }
      await managed.opened.feed.stopped();
      if (signal.aborted) return;
      const pauseMs = restartPausesMs[managed.restartCount] ?? restartPausesMs.at(-1) ?? 0;
      await delay(pauseMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      managed.restartCount += 1;
      this.#note();
      try {
        managed.opened = this.#open(managed.spec, undefined);
      } catch (error) {
        // Its mapping or secret is gone since it was started: tried again like any other end.
        logger.error({ err: error, feed: id }, "a feed cannot be opened");
      }
    }
  }
}

/** Of each sensor its own place, else its post's. */
function placesOf({ posts, sensors }: Deployment): ReadonlyMap<string, LonLat> {
  const byPost = new Map(posts.map(({ id, position }) => [id, position]));
  return new Map(
    sensors.flatMap(({ id, post, position = byPost.get(post) }) =>
      position === undefined ? [] : [[id, position]],
    ),
  );
}

function isHeardMark(value: unknown): value is HeardMark {
  const { heardUntilMs, toldUntilMs } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return typeof heardUntilMs === "number" && ["number", "undefined"].includes(typeof toldUntilMs);
}
