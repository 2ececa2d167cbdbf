import { hash, randomUUID } from "node:crypto";
import { type DocumentFault, seededRng } from "@truceline/model";
import { defaultCatalogue } from "@truceline/sensing";
import { watchedBox } from "@truceline/server";
import { createIngest, createProcessor, type IngestOutcome } from "@truceline/watch";
import type { Settings } from "../settings.ts";
import type { Terminal } from "../terminal.ts";
import { askServer, type ServerAddress } from "./api-client.ts";
import { openRoomStore, type RoomGround } from "./room-store.ts";

export type InputKind = "observation" | "claim";

/** What became of one record. */
export interface SinkOutcome {
  readonly status: "stored" | "duplicate" | "quarantined";
  readonly code?: string | undefined;
  readonly faults?: readonly Pick<DocumentFault, "code" | "message" | "path">[] | undefined;
}

/** Takes records in; resolved outcomes are durable. */
export interface InputSink {
  /** One outcome a record, in order. */
  submit(kind: InputKind, records: readonly Uint8Array[]): Promise<readonly SinkOutcome[]>;
  /** Works in what was stored, where that is ours to do. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

const pathOf = { observation: "observations", claim: "claims" } as const;
const newline = new Uint8Array([10]);

/** Into a running server, which works it in by itself. */
export function serverSink(server: ServerAddress): InputSink {
  return {
    async submit(kind, records) {
      const body = Buffer.concat(records.flatMap((record) => [record, newline]));
      const type = "application/x-ndjson";
      const response = await askServer(server, pathOf[kind], { method: "POST", type, body });
      const lines = (await response.text()).split("\n").filter((line) => line !== "");
      return lines.map((line) => JSON.parse(line) as SinkOutcome);
    },
    async finish() {},
    async close() {},
  };
}

/** Straight into the store of a room that no server runs on. */
export async function storeSink(
  { id, agreement, deployment, places }: RoomGround,
  sender: string,
  settings: Settings,
  terminal: Terminal,
): Promise<InputSink> {
  const origin = "observed";
  const room = await openRoomStore(id, origin, settings);
  const { store } = room;
  const clock = { nowMs: () => terminal.nowMs() };
  const ingest = createIngest({
    store,
    clock,
    origin,
    rng: seededRng(randomUUID()),
    hasher: { sha256Hex: (bytes) => hash("sha256", bytes, "hex") },
    box: watchedBox(agreement.compiled),
    places,
  });
  return {
    async submit(kind, records) {
      const outcomes = await ingest.submit(records.map((bytes) => ({ kind, bytes, sender })));
      return outcomes.map((outcome: IngestOutcome) => outcome);
    },
    async finish() {
      terminal.progress("working in what was stored …");
      const catalogue = defaultCatalogue;
      const parts = { store, agreement, deployment, places, origin, clock, catalogue } as const;
      await createProcessor(parts).catchUp();
      terminal.progress(undefined);
    },
    async close() {
      await ingest.close();
      await room.close();
    },
  };
}
