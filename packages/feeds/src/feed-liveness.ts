import type { HeardMessage } from "@truceline/interop";
import type { FeedCounts } from "./feed-counts.ts";
import type { FeedState, FeedStatus } from "./feed-status.ts";
import { LossPeriods } from "./loss-periods.ts";
import type { SensorCondition } from "./sensor-book.ts";
import type { SensorHearing } from "./sensor-hearing.ts";
import { silentReason } from "./sensor-silences.ts";
import { UnreadShare } from "./unread-share.ts";
import type { ClockJump } from "./wall-clock.ts";

export interface FeedLivenessOptions {
  readonly hearing: SensorHearing;
  readonly count: FeedCounts;
  readonly heartbeatMs: number | undefined;
  readonly heldMsMax: number;
  /** What is left of a sensor's chance to detect while nobody knows how it is. */
  readonly doubtfulRatio: number;
  readonly lossPeriodMs: number;
  /** False: nobody can be read, by no fault of theirs. */
  readonly hasRoom: () => boolean;
  readonly nowMs: () => number;
  readonly steadyMs: () => number;
}

const nothingYet = "nothing has been heard of it yet";

/** A sender that is made to wait. */
interface Hold {
  readonly sinceSteadyMs: number;
}

/**
 * Whether a feed lives: its way is open, something is read over it, most of it can be read, nobody is held
 * back for long. What of this concerns the sensors is told of them. Pure: clocks are passed in.
 */
export class FeedLiveness {
  readonly #options: FeedLivenessOptions;
  readonly #hearing: SensorHearing;
  readonly #count: FeedCounts;
  readonly #losses: LossPeriods;
  readonly #unread: UnreadShare;
  #state: FeedState = "starting";
  #sinceMs: number;
  #reason: string | undefined;
  #isLinked = false;
  #hasBeenUp = false;
  /** From when on nothing was read, and nobody was held back; the heartbeat counts from here. */
  #heardSteadyMs = 0;
  #readSteadyMs = 0;
  #heardAtMs: number | undefined;
  /** What they have to say is not heard meanwhile. The first is the oldest. */
  readonly #holds = new Set<Hold>();
  #isHoldTold = false;
  /** Of the last whole document: was there anything in it that could be read? */
  #isDocumentRead = false;

  constructor(options: FeedLivenessOptions) {
    this.#options = options;
    this.#hearing = options.hearing;
    this.#count = options.count;
    this.#losses = new LossPeriods(options.lossPeriodMs);
    this.#unread = new UnreadShare(options.lossPeriodMs);
    this.#sinceMs = options.nowMs();
  }

  get state(): FeedState {
    return this.#state;
  }

  status(): Pick<FeedStatus, "state" | "sinceMs" | "reason" | "lastHeardAtMs"> {
    return {
      state: this.#state,
      sinceMs: this.#sinceMs,
      reason: this.#reason,
      lastHeardAtMs: this.#heardAtMs,
    };
  }

  /** @param heardUntilMs Until when the sensors were heard before this run */
  begin(heardUntilMs: number | undefined): void {
    const steadyMs = this.#options.steadyMs();
    this.#heardSteadyMs = steadyMs;
    this.#readSteadyMs = steadyMs;
    this.#losses.begin(steadyMs);
    this.#unread.begin(steadyMs);
    if (heardUntilMs === undefined) this.#hearing.lost(nothingYet, this.#sinceMs);
    else this.#hearing.lost("nobody was listening", Math.min(heardUntilMs, this.#sinceMs));
  }

  /** @param isStopped It is we who stop: until then its sensors were heard. */
  end(reason: string, isStopped: boolean): void {
    this.#tellCut();
    if (!isStopped) this.#hearing.lost(reason, this.#nowMs());
    this.#become("ended", reason);
  }

  clockJumped(jump: ClockJump): void {
    const way = jump.byMs > 0 ? "ahead" : "back";
    const reason = `the clock of this machine jumped ${way} by ${Math.round(Math.abs(jump.byMs) / 1_000)} s`;
    this.#notice(reason);
    if (this.#heardAtMs !== undefined && jump.byMs < 0) this.#heardAtMs += jump.byMs;
    this.#hearing.jumped(jump, reason);
  }

  #notice(text: string): void {
    this.#count.notice(this.#nowMs(), text);
  }

  #become(state: FeedState, reason: string | undefined): void {
    if (this.#state !== state) this.#sinceMs = this.#nowMs();
    this.#state = state;
    this.#reason = reason;
  }

  linkIsUp(isUnchanged: boolean): void {
    const wasLinked = this.#isLinked;
    this.#isLinked = true;
    // One that is open and silent is not heard because another comes in by it.
    if (!wasLinked) {
      this.#heardSteadyMs = this.#steadyMs();
      this.#isUp("nothing has been read yet");
    }
    // What it has was taken; of one that could not be read nothing is known.
    if (isUnchanged && this.#isDocumentRead) this.#isUnchanged(this.#nowMs());
  }

  /** These were read. */
  read(messages: readonly HeardMessage[], atMs: number): void {
    // What was in the packets that came while the way was already being closed says nothing of the way.
    if (messages.length === 0 || !this.#isLinked) return;
    this.#isHeard(atMs);
    this.#hearing.read(messages, this.#steadyMs(), atMs);
  }

  /** A whole document has come: how many messages it held, and whether all of it could be read. */
  documentEnded(messageCount: number, isClean: boolean, atMs: number): void {
    this.#isDocumentRead = messageCount > 0 || isClean;
    // One that says nothing and has no fault was read: there is nothing to say.
    if (messageCount === 0 && isClean) this.#isUnchanged(atMs);
  }

  #isUnchanged(atMs: number): void {
    this.#isHeard(atMs);
    this.#hearing.unchanged(this.#steadyMs(), atMs);
  }

  #isUp(reason: string | undefined): void {
    if (this.#state !== "up") {
      if (this.#hasBeenUp) this.#count.reconnected();
      this.#hasBeenUp = true;
    }
    this.#become("up", reason);
  }

  /** Something was read. */
  #isHeard(atMs: number): void {
    this.#heardSteadyMs = this.#steadyMs();
    this.#readSteadyMs = this.#heardSteadyMs;
    this.#heardAtMs = atMs;
    this.#isUp(undefined);
    if (!this.#isHoldTold || this.#heldMs() > this.#options.heldMsMax) return;
    this.#isHoldTold = false;
    this.#hearing.set(undefined, "held", undefined, atMs);
  }

  linkIsDown(reason: string): void {
    const wasLinked = this.#isLinked;
    this.#isLinked = false;
    if (this.#state === "down") {
      this.#reason = reason;
      return;
    }
    this.#tellCut();
    this.#become("down", reason);
    if (wasLinked) this.#notice(`lost: ${reason}`);
    this.#hearing.lost(reason, this.#nowMs());
  }

  /** A sender is made to wait, until the function is called: gives then for how long, in ms. */
  holding(): () => number {
    const hold: Hold = { sinceSteadyMs: this.#steadyMs() };
    this.#holds.add(hold);
    return () => {
      this.#holds.delete(hold);
      return this.#steadyMs() - hold.sinceSteadyMs;
    };
  }

  tick(): void {
    const { heartbeatMs } = this.#options;
    const steadyMs = this.#steadyMs();
    const nowMs = this.#nowMs();
    // While we hold the senders, or have no room for what they say, it is not they who are silent.
    if (this.#holds.size > 0 || !this.#options.hasRoom()) {
      this.#heardSteadyMs = steadyMs;
      this.#hearing.hold(steadyMs);
    }
    this.#tellHold();
    const silentMs = steadyMs - this.#heardSteadyMs;
    const isSilent = heartbeatMs !== undefined && silentMs > heartbeatMs;
    const wasOnlyHeld = this.#isHoldTold && this.#state === "silent" && this.#holds.size === 0;
    if (isSilent && (this.#state === "up" || this.#state === "starting" || wasOnlyHeld)) {
      const reason = silentReason(silentMs);
      this.#isHoldTold = false;
      this.#become("silent", reason);
      this.#notice(reason);
    }
    this.#hearing.tick(steadyMs, nowMs, this.#state === "up");
    if (wasOnlyHeld && isSilent) this.#hearing.set(undefined, "held", undefined, nowMs);
    this.#tellLoss(steadyMs);
    this.#tellUnread(steadyMs);
  }

  /** For how long the sender that has waited longest has been held back. */
  #heldMs(): number {
    const [first] = this.#holds;
    return first === undefined ? 0 : this.#steadyMs() - first.sinceSteadyMs;
  }

  /** Who is held back may be gone: that shows only once it is read on. */
  #tellHold(): void {
    const heldMs = this.#heldMs();
    const { heldMsMax, doubtfulRatio } = this.#options;
    if (heldMs <= heldMsMax) return;
    const reason = `a sender has been held back for ${Math.round(heldMs / 1_000)} s: what it says waits`;
    if (!this.#isHoldTold) {
      this.#isHoldTold = true;
      this.#notice(reason);
      const condition = { reason, factorRatio: doubtfulRatio };
      this.#hearing.set(undefined, "held", condition, this.#nowMs() - heldMs);
    }
    const isReading = this.#steadyMs() - this.#readSteadyMs <= heldMsMax;
    if (this.#state === "up" && !isReading) this.#become("silent", reason);
  }

  /** The way is lost: what was lost on it meanwhile is told for the time before. */
  #tellCut(): void {
    const steadyMs = this.#steadyMs();
    this.#tellLoss(steadyMs, true);
    this.#tellUnread(steadyMs, true);
  }

  /** What was refused in the last period lowers what the sensors may be believed to have reported. */
  #tellLoss(steadyMs: number, isCut = false): void {
    const { refusedCount, messageCount } = this.#count;
    const loss = this.#losses.ended(steadyMs, refusedCount, messageCount, isCut);
    if (loss === undefined) return;
    this.#tellShare("loss", loss.condition, loss.overMs);
  }

  /** So does what could not be read; where that is all, nothing is received. */
  #tellUnread(steadyMs: number, isCut = false): void {
    const { faultCount, messageCount } = this.#count;
    const unread = this.#unread.ended(steadyMs, faultCount, messageCount, isCut);
    if (unread === undefined) return;
    if (unread.isAll) {
      if (this.#state !== "up") return;
      const reason = "nothing of what comes can be read";
      this.#become("silent", reason);
      this.#notice(reason);
      this.#hearing.lost(reason, this.#heardAtMs ?? this.#sinceMs);
      return;
    }
    this.#tellShare("unread", unread.condition, unread.overMs);
  }

  #tellShare(kind: string, condition: SensorCondition | undefined, overMs: number): void {
    if (condition !== undefined) this.#notice(condition.reason);
    const fromMs = this.#nowMs() - (condition === undefined ? 0 : overMs);
    this.#hearing.set(undefined, kind, condition, fromMs);
  }

  #nowMs(): number {
    return this.#options.nowMs();
  }

  #steadyMs(): number {
    return this.#options.steadyMs();
  }
}
