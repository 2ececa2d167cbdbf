import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import { type EditKind, editKinds, TrucelineError } from "@truceline/model";
import type { Feed, FeedMessage, Ingest, RecordKind } from "@truceline/watch";
import type { Logger } from "pino";

const batchCountMax = 500;
const awayWaitMs = 1_000;
const notYet = Symbol("not yet");

/**
 * Takes a feed's messages into the intake until the feed ends or the signal stops it. Messages that
 * are there at once go together; while the database is away or the intake is full the feed waits.
 * @param takeEdit For a feed that tells what people write; one of the world outside does not.
 */
export async function runFeed(
  feed: Feed,
  ingest: Pick<Ingest, "submit">,
  signal: AbortSignal,
  logger: Logger,
  takeEdit?: TakeFeedEdit,
): Promise<void> {
  let pending = feed.next(signal);
  for (let ended = false; !ended && !signal.aborted; ) {
    const batch: FeedMessage[] = [];
    const first = await pending;
    if (first === undefined) break;
    batch.push(first);
    pending = feed.next(signal);
    while (batch.length < batchCountMax) {
      const next = await Promise.race([pending, nextTurn(notYet)]);
      if (next === notYet) break;
      if (next === undefined) {
        ended = true;
        break;
      }
      batch.push(next);
      pending = feed.next(signal);
    }
    const input = batch.filter(({ kind }) => !isEditKind(kind));
    const submit = () => ingest.submit(input.map((message) => ({ ...message, sender: feed.id })));
    if (input.length > 0 && (await untilTaken(feed, submit, signal, logger))) {
      for (const { onTaken } of input) onTaken?.();
    }
    if (takeEdit === undefined) continue;
    for (const message of batch) {
      if (!isEditKind(message.kind)) continue;
      await untilTaken(feed, () => takeEdit(feed.id, message), signal, logger);
    }
  }
}

/** Keeps what a feed tells of a record that people write. */
export type TakeFeedEdit = (sender: string, message: FeedMessage) => Promise<void>;

function isEditKind(kind: RecordKind): kind is EditKind {
  return (editKinds as readonly RecordKind[]).includes(kind);
}

/** True once it is taken; false where the signal came first. */
async function untilTaken(
  feed: Feed,
  take: () => Promise<unknown>,
  signal: AbortSignal,
  logger: Logger,
): Promise<boolean> {
  // Bounded by the signal: what is not taken now is offered again, and a repeated one is a duplicate.
  while (!signal.aborted) {
    try {
      await take();
      return true;
    } catch (thrown) {
      const canWait = thrown instanceof TrucelineError && ["absent", "busy"].includes(thrown.fault);
      if (!canWait) throw thrown;
      logger.warn({ code: thrown.code, feed: feed.id }, "the feed waits");
      await delay(awayWaitMs, undefined, { signal }).catch(() => {});
    }
  }
  return false;
}
