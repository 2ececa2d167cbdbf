import type { Correction, Origin } from "@truceline/model";
import type { CorrectedBy, InputEntry, StoredRecord } from "../ports/store.ts";

const decoder = new TextDecoder();

/** Which observations no longer stand, by their keys: a correction may come before what it withdraws. */
export class CorrectionIndex {
  readonly #byKey = new Map<string, CorrectedBy>();

  /** @param correction a record of this kind, in order of `seq` */
  add({ id, origin, seq, recordedAtMs, bytes }: StoredRecord): void {
    const { source, withdraws } = JSON.parse(decoder.decode(bytes)) as Correction;
    for (const sourceId of withdraws) {
      const key = keyOf(origin, source, sourceId);
      const first = this.#byKey.get(key) ?? { correctionId: id, recordedAtMs, seq };
      const earliestMs = Math.min(first.recordedAtMs, recordedAtMs);
      this.#byKey.set(key, { ...first, recordedAtMs: earliestMs });
    }
  }

  /** The first correction of an observation. */
  of(observation: StoredRecord): CorrectedBy | undefined {
    const { origin, source, sourceId } = observation as StoredRecord & InputEntry;
    return this.#byKey.get(keyOf(origin, source, sourceId));
  }

  /** Whether it stood when the feed had come to a number, or stands now. */
  stoodAt(observation: StoredRecord, untilSeq = Number.POSITIVE_INFINITY): boolean {
    const correction = this.of(observation);
    return correction === undefined || correction.seq > untilSeq;
  }
}

function keyOf(origin: Origin, source: string, sourceId: string): string {
  return [origin, source, sourceId].join("\u001f");
}
