import type { EditKind, Origin } from "@truceline/model";
import {
  editEntry,
  type RecordOfKind,
  readRecord,
  recordDefinitions,
  type Store,
} from "@truceline/watch";
import type { Logger } from "pino";
import type { TakeFeedEdit } from "./run-feed.ts";

const decoder = new TextDecoder();

/**
 * Keeps what a feed tells of records that people write, each as the next version of its own. Told again
 * it is passed over; and once a person has written a version, the feed no longer writes that record: what
 * people wrote is never overwritten. A record that is none is logged and left.
 */
export function feedEdits(
  store: Pick<Store, "get" | "commitEdits">,
  origin: Origin,
  logger: Pick<Logger, "warn">,
): TakeFeedEdit {
  return async (sender, { kind, receivedAtMs, bytes }) => {
    const editKind = kind as EditKind;
    const sent = JSON.parse(decoder.decode(bytes)) as { readonly id?: unknown };
    const id = typeof sent.id === "string" ? sent.id : "";
    const stored = await store.get(editKind, id);
    const newest = stored === undefined ? undefined : readRecord(editKind, stored);
    if (newest !== undefined && (newest.recordedAtMs >= receivedAtMs || newest.by !== sender)) {
      return;
    }
    const version = (newest?.version ?? 0) + 1;
    const candidate: unknown = { ...sent, version, recordedAtMs: receivedAtMs, by: sender };
    const definition = recordDefinitions[editKind];
    const record = candidate as RecordOfKind[EditKind];
    if (!definition.check(candidate) || record.origin !== origin) {
      logger.warn({ kind, id, feed: sender }, "a feed told of a record that is none");
      return;
    }
    // Where somebody was faster, theirs stands.
    await store.commitEdits([editEntry(editKind, record)]);
  };
}
