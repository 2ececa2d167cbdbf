import { setTimeout as delay } from "node:timers/promises";
import { TrucelineError } from "@truceline/model";
import type { IngestMessage, IngestOutcome } from "@truceline/watch";
import type { Room } from "./room.ts";

const busyTriesMax = 50;
const busyWaitMs = 100;

/** Submits again while the intake is full, for some seconds; a fast sender is slowed, not dropped. */
export async function submitPatiently(
  room: Pick<Room, "ingest" | "noteInput">,
  messages: readonly IngestMessage[],
  isGone: () => boolean = () => false,
): Promise<readonly IngestOutcome[]> {
  for (let attempt = 1; ; attempt++) {
    room.noteInput();
    try {
      return await room.ingest.submit(messages);
    } catch (thrown) {
      const isBusy = thrown instanceof TrucelineError && thrown.code === "TL_WATCH_BUSY";
      if (!isBusy || attempt >= busyTriesMax || isGone()) throw thrown;
      await delay(busyWaitMs);
    }
  }
}
