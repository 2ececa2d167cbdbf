import { hash, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type Clock, canonicalBytes, type DocumentFault, seededRng } from "@truceline/model";
import { defaultCatalogue } from "@truceline/sensing";
import { watchedBox } from "@truceline/server";
import {
  type InputKind as AnyInputKind,
  createIngest,
  createProcessor,
  editEntry,
  type IngestOutcome,
  type RecordOfKind,
  type Store,
} from "@truceline/watch";
import { CliError } from "../errors.ts";
import type { Settings } from "../settings.ts";
import type { Terminal } from "../terminal.ts";
import { askServer, type ServerAddress } from "./api-client.ts";
import { openRoomStore, type RoomGround } from "./room-store.ts";

/** Records that come from outside; corrections are no file's to make. */
export type InputKind = Exclude<AnyInputKind, "correction">;
/** Records of the desk that a table can hold. */
export type DeskInputKind = "denial" | "inspection" | "watch-note";

/** What became of one record. */
export interface SinkOutcome {
  /** `refused`: of the desk, which keeps nothing that it does not take. */
  readonly status: "stored" | "duplicate" | "quarantined" | "refused";
  readonly code?: string | undefined;
  readonly faults?: readonly Pick<DocumentFault, "code" | "message" | "path">[] | undefined;
}

/** Takes records in; resolved outcomes are durable. */
export interface InputSink {
  /** One outcome a record, in order. */
  submit(kind: InputKind, records: readonly Uint8Array[]): Promise<readonly SinkOutcome[]>;
  /** First versions of records of the desk, without who wrote them and when. One outcome a record. */
  write(kind: DeskInputKind, records: readonly object[]): Promise<readonly SinkOutcome[]>;
  /** Works in what was stored, where that is ours to do. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

const pathOf = {
  observation: "observations",
  claim: "claims",
  "sensor-state": "sensor-states",
  "patrol-track": "patrol-tracks",
  "position-report": "position-reports",
  disturbance: "disturbances",
} as const satisfies Record<InputKind, string>;
const deskPathOf = {
  denial: "denials",
  inspection: "inspections",
  "watch-note": "watch-notes",
} as const satisfies Record<DeskInputKind, string>;

export const isDeskInput = (kind: InputKind | DeskInputKind): kind is DeskInputKind =>
  Object.hasOwn(deskPathOf, kind);
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
    async write(kind, records) {
      const outcomes: SinkOutcome[] = [];
      for (const record of records) outcomes.push(await writeOne(server, kind, record));
      return outcomes;
    },
    async finish() {},
    async close() {},
  };
}

/** So often a server may ask to wait before one record is given up. */
const waitCountMax = 60;

/**
 * The record of one row at the desk's own door; what is wrong with it alone is its outcome. The desk
 * takes so many writes a minute from one writer: where it asks to wait, this waits.
 */
async function writeOne(
  server: ServerAddress,
  kind: DeskInputKind,
  record: object,
  waitCount = 0,
): Promise<SinkOutcome> {
  const { id } = record as { readonly id: string };
  try {
    const response = await askServer(server, `${deskPathOf[kind]}/${id}`, {
      method: "PUT",
      type: "application/json",
      body: canonicalBytes(record),
    });
    return (await response.json()) as SinkOutcome;
  } catch (thrown) {
    if (!(thrown instanceof CliError) || thrown.code !== "TL_CLI_SERVER_REFUSED") throw thrown;
    const { status, retryAfterS, faults } = thrown.details as {
      readonly status: number;
      readonly retryAfterS: number;
      readonly faults: SinkOutcome["faults"];
    };
    if (status === 429 && waitCount < waitCountMax) {
      await delay(Math.max(1, retryAfterS) * 1_000);
      return writeOne(server, kind, record, waitCount + 1);
    }
    // Who may not write at all is told once, not by row.
    if (![400, 409, 413, 422].includes(status)) throw thrown;
    return { status: "refused", code: thrown.code, faults };
  }
}

/** Writes records of the desk into a store that no server runs on; `by` is the sender. */
export function storeWriter(store: Store, sender: string, clock: Clock): InputSink["write"] {
  return async (kind, records) => {
    const entries = records.map((record) => {
      const asWritten = { ...record, by: sender };
      const whole: unknown = { ...asWritten, recordedAtMs: clock.nowMs() };
      return editEntry(kind, whole as RecordOfKind[typeof kind], asWritten);
    });
    const outcomes = await store.commitEdits(entries);
    return outcomes.map(
      ({ status }): SinkOutcome =>
        status === "conflict"
          ? { status: "refused", code: "TL_SERVER_EDIT_CONFLICT", faults: [otherContent] }
          : { status },
    );
  };
}

const otherContent = {
  code: "TL_SERVER_EDIT_CONFLICT",
  message: "The record is there already with other content; what is there stays.",
};

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
    write: storeWriter(store, sender, clock),
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
