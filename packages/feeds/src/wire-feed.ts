import type { HeardMessage, HeardRecord, HeardStation } from "@truceline/interop";
import { canonicalBytes, type LonLat } from "@truceline/model";
import type { Feed } from "@truceline/watch";
import { type Channel, ChannelBook } from "./channel-book.ts";
import { FeedsError } from "./errors.ts";
import { FeedCounts } from "./feed-counts.ts";
import { type FeedLimits, feedLimits } from "./feed-limits.ts";
import { FeedLiveness } from "./feed-liveness.ts";
import type { FeedStatus } from "./feed-status.ts";
import { bytesOfFault, lineCountOf, measuredKey } from "./heard-bytes.ts";
import { MessageQueue, type QueuedMessage } from "./message-queue.ts";
import { type PieceInHand, PieceLedger } from "./piece-ledger.ts";
import { SensorBook, type SensorStateDraft } from "./sensor-book.ts";
import { SensorHearing } from "./sensor-hearing.ts";
import type { Piece, SourceSink } from "./sources/byte-source.ts";
import { StationWatch } from "./station-watch.ts";
import { TokenBucket } from "./token-bucket.ts";
import { waitUntil } from "./wait-until.ts";
import { WallClock } from "./wall-clock.ts";
import type { WireFeedOptions } from "./wire-feed-options.ts";

const lineFeed = Uint8Array.of(0x0a);

/** What a piece says of how its records are to be taken. */
interface TakenAs extends Pick<Piece, "waitedMs" | "comesAgain"> {
  readonly onTaken?: (() => void) | undefined;
}

/**
 * A source of bytes, a reader of its format, and what the two tell: a feed. It is bounded in what it
 * keeps, tells of every sensor that is heard over it when the way to it is lost, and loses nothing without
 * counting it. It runs from the first call of `next` until the signal aborts.
 */
export class WireFeed implements Feed {
  readonly id: string;
  readonly #options: WireFeedOptions;
  readonly #limits: FeedLimits;
  readonly #steadyMs: () => number;
  readonly #book: SensorBook;
  readonly #stations: StationWatch;
  readonly #hearing: SensorHearing;
  readonly #liveness: FeedLiveness;
  readonly #wall: WallClock;
  readonly #channels: ChannelBook;
  readonly #ledger = new PieceLedger();
  readonly #count = new FeedCounts();
  readonly #faultsKept: TokenBucket;
  readonly #queue: MessageQueue;
  #running: Promise<void> | undefined;
  #failure: unknown;

  constructor(options: WireFeedOptions) {
    this.id = options.id;
    this.#options = options;
    this.#limits = { ...feedLimits, ...options.limits };
    // Whole ms, since differences of it enter instants, which are of whole ms.
    const steadyMs = options.steadyMs ?? (() => performance.now());
    this.#steadyMs = () => Math.floor(steadyMs());
    this.#wall = new WallClock(options.clock, this.#steadyMs, (jump) =>
      this.#liveness.clockJumped(jump),
    );
    const { lossPeriodMs = 60_000, sensors = [], sensorByStation = {} } = options;
    const { queuedCountMax, queuedByteCountMax } = this.#limits;
    this.#queue = new MessageQueue(queuedCountMax, queuedByteCountMax);
    this.#channels = new ChannelBook(
      this.#limits.channelCountMax,
      this.#limits.quota,
      options.openReader,
      this.#steadyMs,
    );
    this.#stations = new StationWatch({
      stationCountMax: this.#limits.stationCountMax,
      ...options.stations,
    });
    const { faultsKeptPerMinute } = this.#limits;
    this.#faultsKept = new TokenBucket(
      { perSecond: faultsKeptPerMinute / 60, burstCount: faultsKeptPerMinute },
      this.#steadyMs(),
    );
    this.#book = new SensorBook({
      sensors,
      sensorByStation,
      source: `feed/${options.id}`,
      origin: options.origin,
      run: String(this.#nowMs()),
    });
    this.#hearing = new SensorHearing({
      sensors,
      sensorByStation,
      heartbeatMs: options.heartbeatMs,
      book: this.#book,
      toldUntilMs: options.toldUntilMs,
      tell: (states) => this.#tell(states),
      notice: (text) => this.#count.notice(this.#nowMs(), text),
    });
    this.#liveness = new FeedLiveness({
      hearing: this.#hearing,
      count: this.#count,
      heartbeatMs: options.heartbeatMs,
      heldMsMax: this.#limits.heldMsMax,
      doubtfulRatio: options.doubtfulRatio ?? 0.5,
      lossPeriodMs,
      hasRoom: () => this.#queue.hasRoom(),
      nowMs: () => this.#nowMs(),
      steadyMs: this.#steadyMs,
    });
  }

  /** @throws FeedsError as the source's `run` does, once all that came before has been given. */
  async next(signal: AbortSignal): Promise<QueuedMessage | undefined> {
    if (signal.aborted) return undefined;
    this.#running ??= this.#run(signal);
    while (!signal.aborted) {
      const message = this.#queue.take();
      if (message !== undefined) return message;
      if (this.#liveness.state === "ended") {
        if (this.#failure !== undefined) throw this.#failure;
        return undefined;
      }
      await this.#queue.filled(signal);
    }
    return undefined;
  }

  /** Resolves once nothing of it is open any more; at once where it never began. */
  async stopped(): Promise<void> {
    await this.#running;
  }

  /** What it has read and told and nobody has taken, once it has stopped: `next` gives none of it any more. */
  *left(): Iterable<QueuedMessage> {
    for (let next = this.#queue.take(); next !== undefined; next = this.#queue.take()) yield next;
  }

  /** Messages and faults so far; `status` says more, and costs more. */
  get heardCount(): { readonly messages: number; readonly faults: number } {
    return { messages: this.#count.messageCount, faults: this.#count.faultCount };
  }

  /** The latest instant for which a state of a sensor was told. */
  get toldUntilMs(): number {
    return this.#book.furthestMs;
  }

  status(): FeedStatus {
    return {
      id: this.id,
      address: this.#options.source.address,
      ...this.#liveness.status(),
      ...this.#count.snapshot(this.#steadyMs()),
      channelCount: this.#channels.count,
      stationCount: this.#stations.stationCount,
      queuedCount: this.#queue.count,
      queuedByteCount: this.#queue.byteCount,
      quota: this.#limits.quota,
      heartbeatMs: this.#options.heartbeatMs,
      sensors: this.#book.list(),
    };
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { source, tickMs = 1_000, heardUntilMs } = this.#options;
    this.#liveness.begin(heardUntilMs);
    const timer = setInterval(() => this.#liveness.tick(), tickMs);
    timer.unref();
    const sink: SourceSink = {
      linkIsUp: (isUnchanged) => this.#liveness.linkIsUp(isUnchanged === true),
      linkIsDown: (reason) => this.#liveness.linkIsDown(reason),
      take: (piece) => this.#take(piece, signal),
      offer: (piece) => this.#offer(piece),
      end: async (channel) => this.#end(channel, signal.aborted),
      refuse: (count, reason) => this.#count.refused(count, reason),
    };
    try {
      await source.run(sink, signal);
    } catch (thrown) {
      this.#failure = thrown;
    } finally {
      clearInterval(timer);
      for (const channel of this.#channels.keys()) this.#end(channel, signal.aborted);
      const reason = this.#failure instanceof Error ? this.#failure.message : "the feed has ended";
      this.#liveness.end(reason, signal.aborted);
      this.#queue.wake();
    }
  }

  #nowMs(): number {
    return this.#wall.nowMs();
  }

  async #take(piece: Piece, signal: AbortSignal): Promise<void> {
    const waitMs = this.#read(piece);
    const release = this.#liveness.holding();
    try {
      if (waitMs > 0) await waitUntil(this.#steadyMs() + waitMs, this.#steadyMs, signal);
      await this.#queue.room(signal);
    } finally {
      this.#count.heldBack(release());
    }
  }

  #offer(piece: Piece): boolean {
    const channel = this.#channels.of(piece, (oldest) => this.#end(oldest));
    const hasQuota = channel.bucket.hasRoom(this.#steadyMs());
    if (!hasQuota || !this.#queue.hasRoom()) {
      const count = channel.reader.isLines ? lineCountOf(piece.bytes) : 1;
      this.#count.refused(count, hasQuota ? "the buffers are full" : "over its quota");
      return false;
    }
    this.#read(piece);
    return true;
  }

  /** @param isStopped We stop and the sender does not: half a message is nobody's fault, and comes again. */
  #end(name: string, isStopped = false): void {
    const channel = this.#channels.remove(name);
    if (channel === undefined || isStopped) return;
    const atMs = this.#nowMs();
    this.#took(
      name,
      channel,
      this.#guarded(channel, () => channel.reader.finish(atMs)),
      atMs,
    );
    this.#ledger.close(name);
  }

  /** Reads a piece into the queue. Gives how long its sender has to wait to be within its quota, in ms. */
  #read(piece: Piece): number {
    const channel = this.#channels.of(piece, (oldest) => this.#end(oldest));
    const atMs = this.#nowMs();
    this.#count.bytes(piece.bytes.length);
    const { reader } = channel;
    const all = this.#guarded(channel, () => {
      const isPacket = piece.isPacket === true;
      if (isPacket && reader.pushPacket !== undefined) return reader.pushPacket(piece.bytes, atMs);
      const first = reader.push(piece.bytes, atMs);
      const endsLine = isPacket && reader.isLines && piece.bytes.at(-1) !== 0x0a;
      const last = endsLine ? reader.push(lineFeed, atMs) : [];
      const rest = piece.isWhole === true ? reader.finish(atMs) : [];
      return last.length + rest.length === 0 ? first : [...first, ...last, ...rest];
    });
    const { read } = channel;
    read.byteCount += piece.bytes.length;
    const heard = this.#inTime(all, piece);
    if (piece.bytes.length > 0) read.isLineOpen = reader.isLines && piece.bytes.at(-1) !== 0x0a;
    const { onTaken } = piece;
    const faultCountBefore = read.faultCount;
    const isUnread = () => read.messageCount === 0 && (read.faultCount > 0 || read.byteCount === 0);
    const isCut = () => read.isLineOpen && read.faultCount > faultCountBefore;
    const told = onTaken === undefined ? undefined : () => onTaken(isUnread() || isCut());
    this.#took(piece.channel, channel, heard, atMs, { ...piece, onTaken: told });
    if (piece.isWhole === true) {
      const { messageCount, faultCount, byteCount } = channel.read;
      const isClean = !reader.isLines && faultCount === 0 && byteCount > 0;
      this.#liveness.documentEnded(messageCount, isClean, atMs);
      channel.beginAnew();
      this.#ledger.close(piece.channel);
    }
    return channel.bucket.spend(heard.length, this.#steadyMs());
  }

  /** Without those that waited so long that their instant is lost: they would be stored at a wrong one. */
  #inTime(heard: readonly HeardMessage[], { waitedMs = 0 }: Piece): readonly HeardMessage[] {
    const isLate = waitedMs > this.#limits.waitedMsMax;
    if (!isLate || this.#options.isTimedByReceipt !== true) return heard;
    const timed = heard.filter(({ station }) => station?.statedAtMs !== undefined);
    const lostCount = heard.length - timed.length;
    if (lostCount > 0) {
      this.#count.refused(lostCount, "it waited so long that nobody knows when it came");
    }
    return timed;
  }

  /** Whether a message that may be from before we listened says itself that it is of now. */
  #isOfNow({ station }: HeardMessage, atMs: number): boolean {
    const statedAtMs = station?.statedAtMs;
    if (statedAtMs === undefined) return false;
    return Math.abs(atMs - statedAtMs) <= this.#limits.waitedMsMax;
  }

  /** A reader never throws for what is in the bytes. Should one, its sender begins anew and no other is disturbed. */
  #guarded(channel: Channel, read: () => readonly HeardMessage[]): readonly HeardMessage[] {
    try {
      return read();
    } catch (cause) {
      const error = new FeedsError("TL_FEEDS_READER", {}, { cause });
      const name = cause instanceof Error ? cause.message : String(cause);
      this.#count.fault({
        code: error.code,
        message: `${error.message} ${name}`,
        file: channel.name,
      });
      channel.beginAnew();
      channel.read.faultCount += 1;
      return [];
    }
  }

  #took(
    key: string,
    channel: Channel,
    heard: readonly HeardMessage[],
    atMs: number,
    { onTaken, comesAgain = onTaken !== undefined, waitedMs = 0 }: TakenAs = {},
  ): void {
    const told = this.#ledger.open(key, onTaken, comesAgain);
    channel.read.messageCount += heard.length;
    const isOfNow = (one: HeardMessage) => waitedMs < Infinity || this.#isOfNow(one, atMs);
    const ofNow = waitedMs < Infinity ? heard : heard.filter(isOfNow);
    this.#liveness.read(ofNow, atMs);
    for (const message of heard) {
      this.#count.message(message.type, message.records.length, this.#steadyMs());
      for (const { kind, record } of message.records) {
        const bytes = canonicalBytes(record);
        this.#queueMessage({ receivedAtMs: atMs, kind, bytes, comesAgain }, told);
      }
      // How long it lay is no fault of its clock.
      if (message.station !== undefined && isOfNow(message))
        this.#watch(message.station, message.records, key, atMs);
    }
    if (ofNow.length < heard.length)
      this.#hearing.readUnheard(heard.filter((one) => !isOfNow(one)));
    for (const fault of channel.reader.takeFaults()) {
      this.#count.fault(fault);
      channel.read.faultCount += 1;
      if (!this.#faultsKept.hasRoom(this.#steadyMs())) continue;
      this.#faultsKept.spend(1, this.#steadyMs());
      this.#queueMessage(
        {
          receivedAtMs: atMs,
          kind: this.#options.refusedAs,
          bytes: bytesOfFault(fault),
          refusedFor: [fault],
          comesAgain,
        },
        told,
      );
    }
    told.isComplete();
  }

  #queueMessage(message: QueuedMessage, told: PieceInHand): void {
    const taken = told.add();
    const onTaken = () => {
      this.#count.taken();
      taken();
    };
    this.#queue.add({ ...message, onTaken });
  }

  #tell(states: readonly SensorStateDraft[]): void {
    for (const state of states) {
      const receivedAtMs = this.#nowMs();
      this.#queue.add({ receivedAtMs, kind: "sensor-state", bytes: canonicalBytes(state) });
    }
  }

  #watch(
    station: HeardStation,
    records: readonly HeardRecord[],
    channel: string,
    atMs: number,
  ): void {
    const { statedAtMs } = station;
    const named = this.#book.sensorOf(station.id);
    // Who was only heard of by another is no sensor of the feed, unless it is said to be one.
    const sensorId = named === undefined && station.heardBy !== undefined ? null : named;
    if (statedAtMs !== undefined) this.#count.delay(atMs - statedAtMs);
    const key = station.measures === true ? measuredKey(records) : "";
    const deployedAt = this.#placeOf(sensorId);
    for (const change of this.#stations.hear(station, atMs, channel, key, deployedAt)) {
      const { stationId, problem, reason } = change;
      const who = stationId === "" ? "the sender" : `station ${stationId}`;
      const what = reason ?? `${problem} is over`;
      this.#count.notice(this.#nowMs(), `${who}: ${what}`);
      if (sensorId === null) continue;
      const factorRatio = change.factorRatio ?? this.#options.doubtfulRatio ?? 0.5;
      const condition = reason === undefined ? undefined : { reason, factorRatio };
      this.#hearing.set(sensorId, problem, condition, atMs);
    }
  }

  /** Where the deployment has the sensor that a station is: of all (`undefined`), the only one. */
  #placeOf(sensorId: string | undefined | null): LonLat | undefined {
    const { placeOf, sensors = [] } = this.#options;
    const id = sensorId === undefined && sensors.length === 1 ? sensors[0] : sensorId;
    return typeof id === "string" ? placeOf?.(id) : undefined;
  }
}
