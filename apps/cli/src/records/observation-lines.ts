import { type Observation, type Origin, observationRecord } from "@truceline/model";
import { askServer, type ServerAddress } from "./api-client.ts";
import type { RoomStore } from "./room-store.ts";

/** Observations to be told one after the other, each with its stored bytes as text. */
export interface StoredObservation {
  readonly text: string;
  readonly observation: Observation;
}

export interface ObservationQuery {
  readonly source?: string | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly knownAtMs?: number | undefined;
}

const decoder = new TextDecoder();

/** From an open store, by time. */
export async function* observationsOfStore(
  { store }: RoomStore,
  origin: Origin,
  query: ObservationQuery,
): AsyncGenerator<StoredObservation> {
  for await (const record of store.stream({ kind: "observation", origin, ...query })) {
    yield told(decoder.decode(record.bytes));
  }
}

/** From a running server, by time, streamed. */
export async function* observationsOfServer(
  server: ServerAddress,
  { source, fromMs, toMs, knownAtMs }: ObservationQuery,
): AsyncGenerator<StoredObservation> {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries({
    source,
    from: fromMs,
    to: toMs,
    knownAt: knownAtMs,
  })) {
    if (value !== undefined) asked.set(name, String(value));
  }
  const { body } = await askServer(server, `observations/export?${asked}`);
  if (body === null) return;
  let rest = "";
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    const lines = `${rest}${piece}`.split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) yield told(text);
  }
  if (rest !== "") yield told(rest);
}

function told(text: string): StoredObservation {
  return { text, observation: observationRecord.parse(JSON.parse(text)) };
}
