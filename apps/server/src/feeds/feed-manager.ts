import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import {
  type FeedSpec,
  type FeedStatus,
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
import type { Feed, FeedMessage, Ingest, Store } from "@truceline/watch";
import type { Logger } from "pino";
import { ServerError } from "../errors.ts";
import { runFeed } from "../run-feed.ts";
import { FeedInHand } from "./feed-in-hand.ts";
import {
  type HeardMark,
  heardBefore,
  isHeardMark,
  type UnheardSensor,
  unheardFeed,
} from "./heard-before.ts";
import { readMappingFile } from "./read-mapping-file.ts";

export interface FeedManagerOptions {
  readonly specs: readonly FeedSpec[];
  readonly ingest: Pick<Ingest, "submit">;
  /** What was told of the sensors before this start. */
  readonly store: Pick<Store, "stream">;
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

/** As the feeds say it themselves. */
const nobodyListened = "nobody was listening";
const heardEveryMs = 10_000;
/** For so long what was read before a stop is offered to a store that is away. */
const leftMsMax = 2_000;
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
  /** Each sensor that is heard over a feed → that feed; also those no longer, until that is told. */
  #feedBySensor: Readonly<Record<string, string>> = {};
  #toldUntilMs = 0;
  #noting: NodeJS.Timeout | undefined;
  /** What nobody heard before this start is being told; the mark stays until it is stored. */
  #telling: Promise<void> = Promise.resolve();
  #untoldCount = 0;

  constructor(options: FeedManagerOptions) {
    this.#options = options;
    this.#memory = new FileMemory(join(options.memoryDir, "heard-until.json"), isHeardMark);
    this.#placeBySensor = placesOf(options.deployment);
  }

  /**
   * Opens every feed; none is waited for. Of sensors whose feed is no longer configured it is told that
   * they are not received.
   * @throws FeedsError, ServerError where one can never run: a mapping or a secret that is not there; what
   *   the store throws
   */
  async start(): Promise<void> {
    const { specs, memoryDir, clock } = this.#options;
    const mark = await this.#memory.load();
    if (specs.length === 0 && mark === undefined) return;
    mkdirSync(memoryDir, { recursive: true });
    this.#toldUntilMs = Math.max(mark?.toldUntilMs ?? 0, mark?.heardUntilMs ?? 0);
    const nowMs = clock.nowMs();
    const present = Object.fromEntries(
      specs.flatMap(({ id, sensors }) => sensors.map((sensorId) => [sensorId, id])),
    );
    const before = { ...mark?.feedBySensor, ...present };
    const heardUntilMs =
      mark === undefined
        ? new Map<string, number>()
        : await heardBefore(this.#options, Object.keys(before), mark.heardUntilMs, nowMs);
    const unheard: UnheardSensor[] = [];
    for (const [sensorId, feedId] of Object.entries(before)) {
      const fromMs = heardUntilMs.get(sensorId);
      if (fromMs === undefined || Object.hasOwn(present, sensorId)) continue;
      unheard.push({ sensorId, feedId, fromMs, reason: "its feed is no longer configured" });
    }
    for (const spec of specs) {
      const heard = spec.sensors.flatMap((sensorId) => {
        const fromMs = heardUntilMs.get(sensorId);
        return fromMs === undefined ? [] : [{ sensorId, feedId: spec.id, fromMs }];
      });
      // The feed tells it of all its sensors from the first on; of those heard for longer it is told beside.
      const firstMs = heard.reduce<number | undefined>(
        (least, { fromMs }) => Math.min(least ?? fromMs, fromMs),
        undefined,
      );
      for (const sensor of heard) {
        if (firstMs === undefined || sensor.fromMs === firstMs) continue;
        unheard.push({ ...sensor, reason: nobodyListened });
      }
      this.#feeds.set(spec.id, {
        spec,
        opened: this.#open(spec, firstMs),
        restartCount: 0,
        port: undefined,
        running: Promise.resolve(),
      });
    }
    for (const managed of this.#feeds.values()) managed.running = this.#supervise(managed);
    this.#feedBySensor = before;
    this.#keep(mark?.heardUntilMs ?? nowMs);
    this.#noting = setInterval(() => this.#note(), heardEveryMs);
    this.#noting.unref();
    this.#untoldCount = unheard.length;
    this.#telling = this.#tellUnheard(unheard, nowMs, present);
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
   * @throws ServerError `TL_SERVER_NOT_FOUND` where no feed of that id is pushed to; FeedsError as `HttpPush.push` does
   */
  async push(id: string, sender: string, bytes: Uint8Array): Promise<void> {
    const push = this.#feeds.get(id)?.opened.push;
    if (push === undefined) throw new ServerError("TL_SERVER_NOT_FOUND", { feed: id });
    await push.push(sender, bytes);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#noting);
    await Promise.all([...this.#feeds.values()].map(({ running }) => running));
    await this.#telling;
    if (this.#noting !== undefined) this.#note();
    await this.#memory.settle();
  }

  async #tellUnheard(
    sensors: readonly UnheardSensor[],
    nowMs: number,
    present: Readonly<Record<string, string>>,
  ): Promise<void> {
    const { ingest, origin, logger } = this.#options;
    const feed = unheardFeed(sensors, origin, nowMs, () => {
      this.#untoldCount -= 1;
    });
    try {
      await runFeed(feed, ingest, this.#stopping.signal, logger);
    } catch (error) {
      logger.error({ err: error }, "that sensors were not heard is not told");
    }
    if (this.#untoldCount > 0) return;
    this.#feedBySensor = present;
    if (sensors.length > 0) this.#note();
  }

  #note(): void {
    for (const { opened } of this.#feeds.values()) {
      this.#toldUntilMs = Math.max(this.#toldUntilMs, opened.feed.toldUntilMs);
    }
    if (this.#untoldCount === 0) this.#keep(this.#options.clock.nowMs());
  }

  #keep(heardUntilMs: number): void {
    const [toldUntilMs, feedBySensor] = [this.#toldUntilMs, this.#feedBySensor];
    this.#memory.keep({ heardUntilMs, toldUntilMs, feedBySensor });
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
      const feed = new FeedInHand(managed.opened.feed);
      const ending = new AbortController();
      const running = AbortSignal.any([signal, ending.signal]);
      try {
        await runFeed(feed, { submit: told }, running, logger);
        if (!signal.aborted) logger.warn({ feed: id }, "a feed ended");
      } catch (error) {
        const code = error instanceof TrucelineError ? error.code : undefined;
        logger.error({ err: error, code, feed: id }, "a feed ended by itself");
      }
      const endedMs = this.#options.clock.nowMs();
      // Where it was the intake that failed, it still runs.
      ending.abort();
      await managed.opened.feed.stopped();
      if (signal.aborted) {
        await this.#storeLeft(id, await feed.left(), told);
        return;
      }
      const pauseMs = restartPausesMs[managed.restartCount] ?? restartPausesMs.at(-1) ?? 0;
      await delay(pauseMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      managed.restartCount += 1;
      this.#note();
      try {
        managed.opened = this.#open(managed.spec, endedMs);
      } catch (error) {
        // Its mapping or secret is gone since it was started: tried again like any other end.
        logger.error({ err: error, feed: id }, "a feed cannot be opened");
      }
    }
  }

  /** What a feed had read, and had to tell of its sensors, when the room was stopped: it does not come again. */
  async #storeLeft(
    id: string,
    messages: readonly FeedMessage[],
    submit: Ingest["submit"],
  ): Promise<void> {
    const { logger } = this.#options;
    const left = [...messages];
    let untakenCount = left.length;
    const onTaken = () => {
      untakenCount -= 1;
    };
    const rest: Feed = {
      id,
      next: async () => {
        const message = left.shift();
        return message === undefined ? undefined : { ...message, onTaken };
      },
    };
    try {
      await runFeed(rest, { submit }, AbortSignal.timeout(leftMsMax), logger);
    } catch (error) {
      logger.error({ err: error, feed: id }, "the store takes nothing any more");
    }
    if (untakenCount === 0) return;
    logger.error({ feed: id, count: untakenCount }, "what was read before the stop is not stored");
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
