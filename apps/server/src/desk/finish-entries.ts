import { readRecord } from "@truceline/watch";
import type { Room } from "../room.ts";
import { submitPatiently } from "../submit-patiently.ts";
import { messagesOf } from "./entry-input.ts";

/** Up to where in the feed the log's entries are known to be finished. */
const cursorName = "log/finished";
const feedPageSize = 200;

/**
 * Sees to what follows from entries that were submitted or withdrawn, for the case that it broke off
 * after the version was written: all of it is input by its own keys, so doing it again changes nothing.
 * Run once when a room is opened; looks at what was written since the last time.
 */
export async function finishEntries(room: Pick<Room, "store" | "ingest" | "noteInput" | "origin">) {
  const { store, origin } = room;
  const untilSeq = await store.headSeq();
  const fromSeq = await store.cursor(cursorName);
  let afterSeq = fromSeq;
  for (;;) {
    const query = { afterSeq, limit: feedPageSize, kinds: ["log-entry"], origin } as const;
    const records = (await store.readFeed(query)).filter(({ seq }) => seq <= untilSeq);
    for (const record of records) {
      const messages = await messagesOf(store, readRecord("log-entry", record));
      if (messages.length > 0) await submitPatiently(room, messages);
    }
    const last = records.at(-1);
    if (last === undefined) break;
    afterSeq = last.seq;
  }
  if (untilSeq > fromSeq) {
    await store.commitDerived({ cursor: cursorName, fromSeq, toSeq: untilSeq, records: [] });
  }
}
