import type { Correction, LogEntry, Observation } from "@truceline/model";
import type { IngestMessage, Store } from "@truceline/watch";
import { readRecord } from "@truceline/watch";

const encoder = new TextEncoder();
/** The sender that quarantine names for what comes from the log. */
const own = { sender: "log", isFromLog: true } as const;

/** Under which source an entry's observations are stored: the post's own log. */
export function sourceOf({ post, patrolId, observers }: LogEntry): string {
  return `log/${post.name ?? post.postId ?? patrolId ?? observers[0] ?? ""}`.slice(0, 200);
}

/** The keys of an entry's observations, in order; the same each time it is submitted. */
export function keysOf(entry: LogEntry): { readonly source: string; readonly sourceId: string }[] {
  const source = sourceOf(entry);
  return entry.observations.map((_, index) => ({ source, sourceId: `${entry.id}/${index + 1}` }));
}

/** An entry's observations as input. They depend on the submitted version alone. */
export function observationMessages(entry: LogEntry): IngestMessage[] {
  const keys = keysOf(entry);
  return entry.observations.map((draft, index) => {
    const { source, sourceId } = keys[index] as (typeof keys)[number];
    const record: Omit<Observation, "id" | "recordedAtMs"> = {
      ...draft,
      schema: "observation/1",
      origin: entry.origin,
      source,
      sourceId,
    };
    return { kind: "observation", ...own, bytes: encoder.encode(JSON.stringify(record)) };
  });
}

/**
 * The correction by which observations of a submitted entry no longer stand; none where it had none.
 *
 * @param old a version of the entry from its submission on
 * @param by the version that says so: its own withdrawal, or the submission of what supersedes it
 */
export function correctionMessage(old: LogEntry, by: LogEntry): IngestMessage | undefined {
  const keys = old.observationKeys ?? [];
  const [first] = keys;
  if (first === undefined) return undefined;
  const isOwn = old.id === by.id;
  const stands = isOwn ? [] : (by.observationKeys ?? []);
  const spans = old.observations.map(({ span }) => span);
  const record: Omit<Correction, "id" | "recordedAtMs"> = {
    schema: "correction/1",
    origin: old.origin,
    source: first.source,
    sourceId: `${by.id}/${isOwn ? "withdrawal" : "correction"}`,
    by: by.by,
    reason: (by.reason ?? "").replaceAll("\0", "") || "no reason given",
    withdraws: keys.map(({ sourceId }) => sourceId),
    replacedBy: stands
      .filter(({ source }) => source === first.source)
      .map(({ sourceId }) => sourceId),
    fromMs: Math.min(...spans.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...spans.map(({ toMs }) => toMs)),
  };
  return { kind: "correction", ...own, bytes: encoder.encode(JSON.stringify(record)) };
}

/** All input that follows from a version of an entry: of its submission, or of its withdrawal. */
export async function messagesOf(store: Store, entry: LogEntry): Promise<IngestMessage[]> {
  if (entry.state === "withdrawn") {
    const correction = correctionMessage(entry, entry);
    return correction === undefined ? [] : [correction];
  }
  if (entry.state !== "submitted") return [];
  const messages = observationMessages(entry);
  if (entry.supersedes === undefined) return messages;
  const old = await store.get("log-entry", entry.supersedes);
  const correction =
    old === undefined ? undefined : correctionMessage(readRecord("log-entry", old), entry);
  return correction === undefined ? messages : [...messages, correction];
}
