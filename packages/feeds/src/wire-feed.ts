import type { HeardMessage, HeardRecord, HeardStation } from "@truceline/interop";
import { canonicalBytes } from "@truceline/model";
import type { Feed, FeedMessage } from "@truceline/watch";
import { type Channel, ChannelBook } from "./channel-book.ts";
import { FeedsError } from "./errors.ts";
import { FeedCounts } from "./feed-counts.ts";
import { type FeedLimits, feedLimits } from "./feed-limits.ts";
import type { FeedState, FeedStatus } from "./feed-status.ts";
import { bytesOfFault, lineCountOf, measuredKey } from "./heard-bytes.ts";
import { LossPeriods } from "./loss-periods.ts";
import { MessageQueue } from "./message-queue.ts";
import { type PieceInHand, PieceLedger } from "./piece-ledger.ts";
import { SensorBook, type SensorStateDraft } from "./sensor-book.ts";
import { SensorSilences, silentReason } from "./sensor-silences.ts";
import type { Piece, SourceSink } from "./sources/byte-source.ts";
import { StationWatch } from "./station-watch.ts";
import { TokenBucket } from "./token-bucket.ts";
import { waitUntil } from "./wait-until.ts";
import type { WireFeedOptions } from "./wire-feed-options.ts";

const lineFeed = Uint8Array.of(0x0a);

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
  readonly #silences: SensorSilences;
  readonly #channels: ChannelBook;
  readonly #ledger = new PieceLedger();
  readonly #count = new FeedCounts();
  readonly #faultsKept: TokenBucket;
  readonly #queue: MessageQueue;
  #running: Promise<void> | undefined;
  #failure: unknown;
  #state: FeedState = "starting";
  #sinceMs: number;
  #reason: string | undefined;
  #isLinked = false;
  #hasBeenUp = false;
  #heardSteadyMs = 0;
  /** Senders that are made to wait: what they have to say is not heard meanwhile. */
  #heldCount = 0;
  #heardAtMs: number | undefined;
  #lastReceivedAtMs = 0;
  readonly #losses: LossPeriods;

  constructor(options: WireFeedOptions) {
    this.id = options.id;
    this.#options = options;
    this.#limits = { ...feedLimits, ...options.limits };
    this.#steadyMs = options.steadyMs ?? (() => performance.now());
    this.#sinceMs = options.clock.nowMs();
    this.#losses = new LossPeriods(options.lossPeriodMs ?? 60_000);
    const { queuedCountMax, queuedByteCountMax } = this.#limits;
    this.#queue = new MessageQueue(queuedCountMax, queuedByteCountMax);
    this.#channels = new ChannelBook(
      this.#limits.channelCountMax,
      this.#limits.quota,
      options.openReader,
      this.#steadyMs,
    );
    this.#silences = new SensorSilences(
      options.heartbeatMs,
      Object.values(options.sensorByStation ?? {}),
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
      sensors: options.sensors ?? [],
      sensorByStation: options.sensorByStation ?? {},
      source: `feed/${options.id}`,
      origin: options.origin,
      run: String(this.#sinceMs),
    });
  }

  /** @throws FeedsError as the source's `run` does, once all that came before has been given. */
  async next(signal: AbortSignal): Promise<FeedMessage | undefined> {
    if (signal.aborted) return undefined;
    this.#running ??= this.#run(signal);
    while (!signal.aborted) {
      const message = this.#queue.take();
      if (message !== undefined) return message;
      if (this.#state === "ended") {
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

  /** Messages and faults so far; `status` says more, and costs more. */
  get heardCount(): { readonly messages: number; readonly faults: number } {
    return { messages: this.#count.messageCount, faults: this.#count.faultCount };
  }

  status(): FeedStatus {
    return {
      id: this.id,
      address: this.#options.source.address,
      state: this.#state,
      sinceMs: this.#sinceMs,
      reason: this.#reason,
      lastHeardAtMs: this.#heardAtMs,
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
    this.#heardSteadyMs = this.#steadyMs();
    this.#losses.begin(this.#heardSteadyMs);
    if (heardUntilMs !== undefined) {
      this.#tell(this.#book.link(false, heardUntilMs, "nobody was listening"));
    }
    const timer = setInterval(() => this.#tick(), tickMs);
    timer.unref();
    const sink: SourceSink = {
      linkIsUp: () => this.#linkIsUp(),
      linkIsDown: (reason) => this.#linkIsDown(reason),
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
      if (!signal.aborted) this.#tell(this.#book.link(false, this.#nowMs(), reason));
      this.#become("ended", reason);
      this.#queue.wake();
    }
  }

  /** Instants of receipt never run backwards, whatever the wall clock does. */
  #nowMs(): number {
    this.#lastReceivedAtMs = Math.max(this.#lastReceivedAtMs, this.#options.clock.nowMs());
    return this.#lastReceivedAtMs;
  }

  #become(state: FeedState, reason: string | undefined): void {
    if (this.#state !== state) this.#sinceMs = this.#options.clock.nowMs();
    this.#state = state;
    this.#reason = reason;
  }

  #linkIsUp(): void {
    this.#isLinked = true;
    this.#isHeard();
  }

  #isHeard(): void {
    this.#heardSteadyMs = this.#steadyMs();
    this.#heardAtMs = this.#nowMs();
    // What was in the packets that came while the way was already being closed says nothing of the way.
    if (!this.#isLinked || this.#state === "up") return;
    if (this.#hasBeenUp) this.#count.reconnected();
    this.#hasBeenUp = true;
    this.#become("up", undefined);
    this.#silences.linkIsUp(this.#heardSteadyMs, this.#heardAtMs);
    this.#tell(this.#book.link(true, this.#heardAtMs, ""));
  }

  #linkIsDown(reason: string): void {
    const wasLinked = this.#isLinked;
    this.#isLinked = false;
    if (this.#state === "down") {
      this.#reason = reason;
      return;
    }
    const wasSilent = this.#state === "silent";
    this.#become("down", reason);
    if (wasLinked) this.#count.notice(this.#nowMs(), `lost: ${reason}`);
    // One that is silent was told from when it was heard last: that stays.
    if (!wasSilent) this.#tell(this.#book.link(false, this.#nowMs(), reason));
  }

  #tick(): void {
    const { heartbeatMs } = this.#options;
    const steadyMs = this.#steadyMs();
    // While we hold the senders, or have not taken what they said, it is not they who are silent.
    if (this.#heldCount > 0 || this.#queue.count > 0) {
      this.#heardSteadyMs = steadyMs;
      this.#silences.hold(steadyMs);
    }
    const silentMs = steadyMs - this.#heardSteadyMs;
    const isSilent = heartbeatMs !== undefined && silentMs > heartbeatMs;
    if (isSilent && (this.#state === "up" || this.#state === "starting")) {
      const reason = silentReason(silentMs);
      this.#become("silent", reason);
      this.#count.notice(this.#nowMs(), reason);
      this.#tell(this.#book.link(false, this.#heardAtMs ?? this.#sinceMs, reason));
    }
    for (const { sensorId, fromMs, silentMs: forMs } of this.#silences.silent(steadyMs)) {
      const reason = silentReason(forMs);
      // Where the whole feed is silent it has been said once, and not of each.
      if (this.#state === "up") this.#count.notice(this.#nowMs(), `${sensorId}: ${reason}`);
      this.#tell(this.#book.silence(sensorId, reason, fromMs));
    }
    this.#tellLoss(steadyMs);
  }

  /** What was refused in the last period lowers what the sensors may be believed to have reported. */
  #tellLoss(steadyMs: number): void {
    const { refusedCount, messageCount } = this.#count;
    const loss = this.#losses.ended(steadyMs, refusedCount, messageCount);
    if (loss === undefined) return;
    const { condition, periodMs } = loss;
    if (condition !== undefined) this.#count.notice(this.#nowMs(), condition.reason);
    const fromMs = this.#nowMs() - (condition === undefined ? 0 : periodMs);
    this.#tell(this.#book.set(undefined, "loss", condition, fromMs));
  }

  async #take(piece: Piece, signal: AbortSignal): Promise<void> {
    const waitMs = this.#read(piece);
    const beganMs = this.#steadyMs();
    this.#heldCount += 1;
    try {
      if (waitMs > 0) await waitUntil(beganMs + waitMs, this.#steadyMs, signal);
      await this.#queue.room(signal);
    } finally {
      this.#heldCount -= 1;
    }
    this.#count.heldBack(this.#steadyMs() - beganMs);
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
    this.#isHeard();
    const { reader } = channel;
    const heard = this.#guarded(channel, () => {
      const isPacket = piece.isPacket === true;
      if (isPacket && reader.pushPacket !== undefined) return reader.pushPacket(piece.bytes, atMs);
      const first = reader.push(piece.bytes, atMs);
      const endsLine = isPacket && reader.isLines && piece.bytes.at(-1) !== 0x0a;
      const last = endsLine ? reader.push(lineFeed, atMs) : [];
      const rest = piece.isWhole === true ? reader.finish(atMs) : [];
      return last.length + rest.length === 0 ? first : [...first, ...last, ...rest];
    });
    this.#took(piece.channel, channel, heard, atMs, piece.onTaken);
    if (piece.isWhole === true) {
      channel.beginAnew();
      this.#ledger.close(piece.channel);
    }
    return channel.bucket.spend(heard.length, this.#steadyMs());
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
      return [];
    }
  }

  #took(
    key: string,
    channel: Channel,
    heard: readonly HeardMessage[],
    atMs: number,
    onTaken?: () => void,
  ): void {
    const told = this.#ledger.open(key, onTaken);
    for (const message of heard) {
      this.#count.message(message.type, message.records.length, this.#steadyMs());
      for (const { kind, record } of message.records) {
        this.#queueMessage({ receivedAtMs: atMs, kind, bytes: canonicalBytes(record) }, told);
      }
      if (message.station !== undefined) this.#watch(message.station, message.records, key, atMs);
    }
    for (const fault of channel.reader.takeFaults()) {
      this.#count.fault(fault);
      if (!this.#faultsKept.hasRoom(this.#steadyMs())) continue;
      this.#faultsKept.spend(1, this.#steadyMs());
      this.#queueMessage(
        {
          receivedAtMs: atMs,
          kind: this.#options.refusedAs,
          bytes: bytesOfFault(fault),
          refusedFor: [fault],
        },
        told,
      );
    }
    told.isComplete();
  }

  #queueMessage(message: FeedMessage, told: PieceInHand): void {
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
    const sensorId = this.#book.sensorOf(station.id);
    if (typeof sensorId === "string") {
      this.#silences.heard(sensorId, this.#steadyMs(), atMs);
      this.#tell(this.#book.silence(sensorId, undefined, atMs));
    }
    if (statedAtMs !== undefined) this.#count.delay(atMs - statedAtMs);
    const key = station.measures === true ? measuredKey(records) : "";
    for (const change of this.#stations.hear(station, atMs, channel, key)) {
      const { stationId, problem, reason } = change;
      const who = stationId === "" ? "the sender" : `station ${stationId}`;
      const what = reason ?? `${problem} is over`;
      this.#count.notice(this.#nowMs(), `${who}: ${what}`);
      if (sensorId === null) continue;
      const factorRatio = this.#options.doubtfulRatio ?? 0.5;
      const condition = reason === undefined ? undefined : { reason, factorRatio };
      this.#tell(this.#book.set(sensorId, problem, condition, atMs));
    }
  }
}
