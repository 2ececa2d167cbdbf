import type { DocumentFault, LogEntry } from "@truceline/model";
import { type IngestOutcome, readRecord } from "@truceline/watch";
import type { Caller } from "../access.ts";
import { ServerError } from "../errors.ts";
import type { Room } from "../room.ts";
import { submitPatiently } from "../submit-patiently.ts";
import { commitOne } from "./commit-one.ts";
import { keysOf, messagesOf, observationMessages } from "./entry-input.ts";
import { inTurn } from "./in-turn.ts";
import { lineFaults } from "./read-back.ts";
import { standAgain } from "./stand-again.ts";
import type { EditConflict } from "./take-edit.ts";

const encoder = new TextEncoder();

export type EntryAnswer =
  | EditConflict
  | {
      readonly status: "stored" | "duplicate";
      readonly bytes: Uint8Array;
      /** What became of the observations and the correction, in order. */
      readonly input: readonly IngestOutcome[];
    };

/**
 * Submits a draft: its observations become input, and what it supersedes is withdrawn by a correction.
 *
 * The new version is written first, so that of two who submit or write at once one wins and what is
 * stored is what that version says. A submission that breaks off is finished by sending it again, or
 * when the room is opened the next time; all of it may be done twice.
 *
 * @throws ServerError `TL_SERVER_NOT_FOUND`, `TL_SERVER_ENTRY_EMPTY`, `TL_SERVER_LINE_DIFFERS`,
 *   `TL_SERVER_ENTRY_REFUSED`; the draft stays as it is
 */
export function submitEntry(
  room: Room,
  caller: Caller,
  id: string,
  version: number,
): Promise<EntryAnswer> {
  return written(room, id, async () => {
    const { current, bytes } = await entryOf(room, id);
    const nowMs = room.clock.nowMs();
    if (current.version !== version) return sentAgain(room, id, version + 1, "submitted", bytes);
    if (current.state !== "draft") {
      return { status: "conflict", code: "TL_SERVER_ENTRY_STATE", current: bytes };
    }
    requireSound(room, current, nowMs);
    // What it supersedes goes first: of two entries that supersede the same one, one is too late.
    const late = await supersede(room, caller, current);
    if (late !== undefined) return late;
    return write(room, {
      ...current,
      version: version + 1,
      by: caller.name,
      recordedAtMs: Math.max(nowMs, current.recordedAtMs),
      state: "submitted",
      submittedAtMs: nowMs,
      observationKeys: keysOf(current),
    });
  });
}

/** Withdraws a draft or a submitted entry; its observations no longer stand, and stay. */
export function withdrawEntry(
  room: Room,
  caller: Caller,
  id: string,
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<EntryAnswer> {
  return written(room, id, async () => {
    const { current, bytes } = await entryOf(room, id);
    if (current.version !== version) return sentAgain(room, id, version + 1, "withdrawn", bytes);
    if (current.state !== "draft" && current.state !== "submitted") {
      return { status: "conflict", code: "TL_SERVER_ENTRY_STATE", current: bytes };
    }
    if (current.state === "draft") await standAgain(room, caller.name, current);
    return write(room, {
      ...current,
      version: version + 1,
      by: caller.name,
      recordedAtMs: Math.max(room.clock.nowMs(), current.recordedAtMs),
      state: "withdrawn",
      reason,
    });
  });
}

type Written =
  | EditConflict
  | {
      readonly status: "stored" | "duplicate";
      readonly bytes: Uint8Array;
      readonly entry: LogEntry;
    };

/** Writes in the entry's turn; what follows from it is input by its own keys, and needs none. */
async function written(room: Room, id: string, work: () => Promise<Written>): Promise<EntryAnswer> {
  const answer = await inTurn(room, `log-entry/${id}`, work);
  if (answer.status === "conflict") return answer;
  const { status, bytes, entry } = answer;
  return { status, bytes, input: await submitPatiently(room, await messagesOf(room.store, entry)) };
}

/** @throws ServerError as `submitEntry` */
function requireSound(room: Room, draft: LogEntry, nowMs: number): void {
  if (draft.observations.length === 0) throw new ServerError("TL_SERVER_ENTRY_EMPTY");
  const differs = lineFaults(draft, room.agreement.compiled, nowMs);
  if (differs.length > 0) throw new ServerError("TL_SERVER_LINE_DIFFERS", { faults: differs });
  const refused = observationMessages(draft).flatMap((message, index) =>
    room.ingest.examine(message).map(
      ({ code, message: text, path }): DocumentFault => ({
        code,
        path: `/observations/${index}${path ?? ""}`,
        message: text,
      }),
    ),
  );
  if (refused.length > 0) throw new ServerError("TL_SERVER_ENTRY_REFUSED", { faults: refused });
}

async function entryOf(
  { store, origin }: Room,
  id: string,
): Promise<{ readonly current: LogEntry; readonly bytes: Uint8Array }> {
  const stored = await store.get("log-entry", id);
  if (stored === undefined || stored.origin !== origin) {
    throw new ServerError("TL_SERVER_NOT_FOUND", { id });
  }
  return { current: readRecord("log-entry", stored), bytes: stored.bytes };
}

async function write(room: Room, next: LogEntry): Promise<Written> {
  const { outcome, bytes } = await commitOne(room, "log-entry", next);
  if (outcome.status === "conflict") {
    const current = outcome.current?.bytes;
    return { status: "conflict", code: "TL_SERVER_EDIT_CONFLICT", current };
  }
  return { status: "stored", bytes, entry: next };
}

/** The answer to the first sending was lost: what follows from it is seen to once more. */
async function sentAgain(
  room: Room,
  id: string,
  version: number,
  state: LogEntry["state"],
  newest: Uint8Array,
): Promise<Written> {
  const versions = await room.store.versions("log-entry", id);
  const then = versions.find((one) => one.version === version);
  const entry = then === undefined ? undefined : readRecord("log-entry", then);
  if (then === undefined || entry?.state !== state) {
    return { status: "conflict", code: "TL_SERVER_EDIT_CONFLICT", current: newest };
  }
  return { status: "duplicate", bytes: then.bytes, entry };
}

/** Marks the entry that another one corrects. Undefined when it is marked; else who was first. */
async function supersede(
  room: Room,
  caller: Caller,
  { id, supersedes }: LogEntry,
): Promise<EditConflict | undefined> {
  if (supersedes === undefined) return undefined;
  const stored = await room.store.get("log-entry", supersedes);
  if (stored === undefined || stored.origin !== room.origin) {
    const message = `${supersedes} is no entry of this log`;
    const faults = [{ code: "TL_SERVER_ENTRY_REFUSED", path: "/supersedes", message }];
    throw new ServerError("TL_SERVER_ENTRY_REFUSED", { faults });
  }
  const old = readRecord("log-entry", stored);
  if (old.state === "superseded" && old.supersededBy === id) return undefined;
  const isLate = { status: "conflict", code: "TL_SERVER_ENTRY_STATE" } as const;
  if (old.state !== "submitted") return { ...isLate, current: stored.bytes };
  const { outcome } = await commitOne(room, "log-entry", {
    ...old,
    version: old.version + 1,
    by: caller.name,
    recordedAtMs: Math.max(room.clock.nowMs(), old.recordedAtMs),
    state: "superseded",
    supersededBy: id,
  });
  if (outcome.status === "stored") return undefined;
  return { ...isLate, current: outcome.current?.bytes ?? encoder.encode(JSON.stringify(old)) };
}
