import { canonicalBytes, type Origin, type SensorState } from "@truceline/model";
import type { Feed, FeedMessage, Store } from "@truceline/watch";

/** Until when the room was running: what lies between then and the next start was heard by nobody. */
export interface HeardMark {
  readonly heardUntilMs: number;
  /** The latest instant for which a feed told a state: ahead of now where the clock was. */
  readonly toldUntilMs?: number;
  /** Each sensor that was heard over a feed → that feed. */
  readonly feedBySensor?: Readonly<Record<string, string>>;
}

/** A sensor that nobody heard from an instant on, and over which feed it was heard before. */
export interface UnheardSensor {
  readonly sensorId: string;
  readonly feedId: string;
  readonly fromMs: number;
  readonly reason: string;
}

/**
 * Until when each sensor was heard before this start: until the mark, or where a state is stored that
 * began after it, until that state. A run that is killed tells states after its last mark.
 */
export async function heardBefore(
  { store, origin }: { readonly store: Pick<Store, "stream">; readonly origin: Origin },
  sensorIds: Iterable<string>,
  markMs: number,
  nowMs: number,
): Promise<ReadonlyMap<string, number>> {
  const heardUntilMs = new Map<string, number>();
  const query = {
    kind: "sensor-state",
    origin,
    fromMs: Math.min(markMs, nowMs),
    toMs: nowMs,
  } as const;
  for (const subject of sensorIds) {
    let lastMs = query.fromMs;
    // A mark that is ahead of now bounds nothing.
    const states = markMs < nowMs ? store.stream({ ...query, subject }) : [];
    for await (const { fromMs } of states) lastMs = Math.max(lastMs, fromMs);
    heardUntilMs.set(subject, lastMs);
  }
  return heardUntilMs;
}

/** Tells once of each that it was not received, in the name of its feed, and calls when a state is stored. */
export function unheardFeed(
  sensors: readonly UnheardSensor[],
  origin: Origin,
  nowMs: number,
  onTaken: () => void,
): Feed {
  const left = sensors.map(({ sensorId, feedId, fromMs, reason }, index): FeedMessage => {
    const state: Omit<SensorState, "id" | "recordedAtMs"> = {
      schema: "sensor-state/1",
      origin,
      source: `feed/${feedId}`,
      sourceId: `unheard-${nowMs}-${index + 1}`,
      ...{ sensorId, fromMs, state: "not-received", reason },
    };
    return {
      receivedAtMs: nowMs,
      kind: "sensor-state",
      bytes: canonicalBytes(state),
      onTaken,
    };
  });
  return { id: "unheard", next: async () => left.shift() };
}

export function isHeardMark(value: unknown): value is HeardMark {
  const mark = (value ?? {}) as Readonly<Record<string, unknown>>;
  const { heardUntilMs, toldUntilMs, feedBySensor = {} } = mark;
  return (
    typeof heardUntilMs === "number" &&
    ["number", "undefined"].includes(typeof toldUntilMs) &&
    typeof feedBySensor === "object" &&
    Object.values(feedBySensor ?? {}).every((feedId) => typeof feedId === "string")
  );
}
