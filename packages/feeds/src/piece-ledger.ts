interface OpenPiece {
  leftCount: number;
  isComplete: boolean;
  readonly onTaken: (() => void) | undefined;
}

/** One piece whose records are on their way. */
export interface PieceInHand {
  /** One more record of it; the function says that it is durable. */
  add(): () => void;
  /** All records of it are known. */
  isComplete(): void;
}

/**
 * Which pieces have been taken whole. A piece is told as taken only after all that came before it from the
 * same sender: what a sender then forgets is never more than what is durable.
 */
export class PieceLedger {
  readonly #open = new Map<string, OpenPiece[]>();

  /** @param isPart What comes after it is told as taken for it, too. */
  open(channel: string, onTaken: (() => void) | undefined, isPart = false): PieceInHand {
    const piece: OpenPiece = { leftCount: 0, isComplete: false, onTaken };
    const pieces = this.#open.get(channel) ?? [];
    // Where nobody wants to be told, nothing is remembered.
    const isFollowed = isPart || onTaken !== undefined || pieces.length > 0;
    if (isFollowed) {
      pieces.push(piece);
      this.#open.set(channel, pieces);
    }
    const settle = () => this.#settle(channel, pieces);
    return {
      add: () => {
        piece.leftCount += 1;
        return () => {
          piece.leftCount -= 1;
          settle();
        };
      },
      isComplete: () => {
        piece.isComplete = true;
        settle();
      },
    };
  }

  /** The channel's name may be used again; what is on its way is still told. */
  close(channel: string): void {
    this.#open.delete(channel);
  }

  #settle(channel: string, pieces: OpenPiece[]): void {
    for (let first = pieces[0]; first !== undefined; first = pieces[0]) {
      if (!first.isComplete || first.leftCount > 0) return;
      pieces.shift();
      first.onTaken?.();
    }
    if (this.#open.get(channel) === pieces) this.#open.delete(channel);
  }
}
