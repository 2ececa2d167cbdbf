/** How the stream of changes stands. Pure: time comes with each event. */
export interface Connection {
  readonly stream: "opening" | "open" | "lost" | "refused";
  /** Since when there has been no stream; null while there is one. */
  readonly lostAtMs: number | null;
}

export interface ConnectionEvent {
  readonly kind: "opened" | "lost" | "refused";
  readonly atMs: number;
}

/** The picture counts as stopped after this long without a stream. */
export const stoppedAfterMs = 5_000;

export const connectionAtStart = (atMs: number): Connection => ({
  stream: "opening",
  lostAtMs: atMs,
});

/** Failing to come back does not start the wait anew. */
export function connectionAfter(before: Connection, { kind, atMs }: ConnectionEvent): Connection {
  if (kind === "opened") return { stream: "open", lostAtMs: null };
  return { stream: kind, lostAtMs: before.lostAtMs ?? atMs };
}

export function isStopped(connection: Connection, nowMs: number): boolean {
  return connection.lostAtMs !== null && nowMs - connection.lostAtMs >= stoppedAfterMs;
}
