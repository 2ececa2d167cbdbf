/** How the stream of changes stands. Pure: time comes with each event. */
export interface Connection {
  readonly stream: "opening" | "open" | "lost" | "refused";
  /** Since when there has been no stream. */
  readonly lostAtMs: number | null;
  /** When the server was last heard, on the stream or by an answer. */
  readonly heardAtMs: number;
}

export type ConnectionEvent =
  | { readonly kind: "opened" | "heard" | "lost" | "refused"; readonly atMs: number }
  | { readonly kind: "answered"; readonly atMs: number };

/** The picture counts as stopped after this long without a stream. */
export const stoppedAfterMs = 5_000;

export const connectionAtStart = (atMs: number): Connection => ({
  stream: "opening",
  lostAtMs: atMs,
  heardAtMs: atMs,
});

export function connectionAfter(before: Connection, event: ConnectionEvent): Connection {
  switch (event.kind) {
    case "opened":
    case "heard":
      return { stream: "open", lostAtMs: null, heardAtMs: event.atMs };
    case "answered":
      return { ...before, heardAtMs: event.atMs };
    case "lost":
    case "refused":
      return {
        stream: event.kind,
        lostAtMs: before.lostAtMs ?? event.atMs,
        heardAtMs: before.heardAtMs,
      };
  }
}

export function isStopped(connection: Connection, nowMs: number): boolean {
  return connection.lostAtMs !== null && nowMs - connection.lostAtMs >= stoppedAfterMs;
}
