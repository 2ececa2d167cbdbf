/** Bytes of one sender as they came. */
export interface Piece {
  /** Which sender, connection, file or topic: its bytes are read by themselves. */
  readonly channel: string;
  /** For faults: the file's name, the peer's address. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** True for a packet: a line that has no end ends with it. */
  readonly isPacket?: boolean;
  /** True for the end of a document: what comes next over the channel is another one. */
  readonly isWhole?: boolean;
  /**
   * While its sender was held back it may have waited with the system, at most so long; default 0. Infinite:
   * it may be from before we listened, and says nothing of who hears now.
   */
  readonly waitedMs?: number;
  /**
   * Called once every record of it is durable, or at once where there is none. True: the document is not whole
   * so far; nothing could be made of it, or its last line has no end and cannot be read.
   */
  readonly onTaken?: (isPart?: boolean) => void;
  /** True: it comes again after a stop unless the `onTaken` of its document's end was called. */
  readonly comesAgain?: boolean;
}

/**
 * What a source hands its bytes to. Both ways of handing over are bounded: `take` by waiting, `offer` by
 * refusing. Nothing is lost without being counted.
 */
export interface SourceSink {
  /**
   * The way to the sender is open. Who hears over it is heard once something was read.
   * @param isUnchanged True: it was asked, and has nothing newer than what was taken of it.
   */
  linkIsUp(isUnchanged?: boolean): void;
  /** It is not, from now on. */
  linkIsDown(reason: string): void;
  /** Takes a piece. The next of this channel may be read once it resolves: this is the back-pressure. */
  take(piece: Piece): Promise<void>;
  /** Takes a piece from where nobody can be asked to wait; false: it was refused, and counted. */
  offer(piece: Piece): boolean;
  /** No more comes from this channel. */
  end(channel: string): Promise<void>;
  /** Counts what had to be refused before it could be read: too many connections, too large. */
  refuse(count: number, reason: string): void;
}

/** Where bytes come from. One run at a time. */
export interface ByteSource {
  /** What it is connected to, without secrets. */
  readonly address: string;
  /**
   * Reads until the signal aborts, or until there is nothing more to come. A sender that goes away is no
   * error: the source reconnects by itself. Leaves nothing open.
   * @throws FeedsError when it can never work: a port that is taken, a folder that is not there
   */
  run(sink: SourceSink, signal: AbortSignal): Promise<void>;
}
