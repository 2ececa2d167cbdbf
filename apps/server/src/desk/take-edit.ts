import type { DocumentFault, LogEntry, MediaRef } from "@truceline/model";
import { type RecordOfKind, readRecord, recordDefinitions } from "@truceline/watch";
import type { Caller } from "../access.ts";
import { ServerError } from "../errors.ts";
import type { Room } from "../room.ts";
import { bodyFault, bodyRefused } from "./body-refused.ts";
import { commitOne } from "./commit-one.ts";
import { deskFaults } from "./desk-faults.ts";
import type { DeskKind } from "./desk-paths.ts";
import { inTurn } from "./in-turn.ts";
import { standAgain } from "./stand-again.ts";

export interface EditConflict {
  readonly status: "conflict";
  readonly code: "TL_SERVER_EDIT_CONFLICT" | "TL_SERVER_ENTRY_STATE";
  /** The newest version, as stored; undefined where there is none. */
  readonly current: Uint8Array | undefined;
}

export type EditAnswer =
  | { readonly status: "stored" | "duplicate"; readonly bytes: Uint8Array }
  | EditConflict;

export interface EditInput<Kind extends DeskKind> {
  readonly kind: Kind;
  readonly id: string;
  /** The record as it was sent: without `by` and `recordedAtMs`. */
  readonly body: unknown;
  /** Whether a photograph is kept here. */
  readonly hasMedia: (sha256: string) => Promise<boolean>;
  /** Of a sender whose clock was off. */
  readonly note: string | undefined;
}

/**
 * Checks and stores one version that a person wrote, versions of one record in the order they came. Who
 * wrote it and when it came in are set here.
 *
 * @throws ServerError `TL_SERVER_BODY` with each fault, `TL_SERVER_MEDIA_UNKNOWN`
 */
export function takeEdit<Kind extends DeskKind>(
  room: Room,
  caller: Caller,
  input: EditInput<Kind>,
): Promise<EditAnswer> {
  return inTurn(room, `${input.kind}/${input.id}`, () => takeNext(room, caller, input));
}

async function takeNext<Kind extends DeskKind>(
  room: Room,
  caller: Caller,
  { kind, id, body, hasMedia, note }: EditInput<Kind>,
): Promise<EditAnswer> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw bodyRefused([{ code: "TL_SERVER_BODY", path: "", message: "is one JSON object" }]);
  }
  const sent = body as Record<string, unknown>;
  const own = ["by", "recordedAtMs"].filter((key) => key in sent);
  if (own.length > 0)
    throw bodyRefused(own.map((key) => bodyFault(`/${key}`, "is set by the receiver")));
  const before = await room.store.get(kind, id);
  const previous = before === undefined ? undefined : readRecord(kind, before);
  // Each instant sees one version: a clock that was set back does not hide the one before.
  const recordedAtMs = Math.max(room.clock.nowMs(), previous?.recordedAtMs ?? 0);
  const asWritten = { ...sent, by: caller.name };
  const candidate: unknown = { ...asWritten, recordedAtMs };
  const definition = recordDefinitions[kind];
  if (!definition.check(candidate)) throw bodyRefused(definition.faults(candidate));
  const record = candidate as RecordOfKind[Kind];
  const faults = [
    ...(record.id === id ? [] : [bodyFault("/id", "is not the one in the address")]),
    ...(record.origin === room.origin ? [] : [bodyFault("/origin", `is ${room.origin} here`)]),
  ];
  if (faults.length > 0) throw bodyRefused(faults);

  const nextVersion = (previous?.version ?? 0) + 1;
  // Its predecessor may come at any moment, and would not have been looked at.
  if (record.version > nextVersion) return conflict("TL_SERVER_EDIT_CONFLICT", before?.bytes);
  // One that is there is not judged by what came after it: the store says whether it is the same.
  if (record.version === nextVersion) {
    const draft = kind === "log-entry" ? (previous as LogEntry | undefined) : undefined;
    if (draft !== undefined && draft.state !== "draft")
      return conflict("TL_SERVER_ENTRY_STATE", before?.bytes);
    await requireMedia(record, hasMedia);
    const unsound = deskFaults(kind, record, previous, room.agreement.compiled);
    if (unsound.length > 0) throw bodyRefused(unsound);
    if (draft !== undefined && draft.supersedes !== (record as LogEntry).supersedes)
      await standAgain(room, caller.name, draft);
  }

  const reason = [record.reason, note].filter((text) => text !== undefined).join(" ");
  const kept = note === undefined ? record : { ...record, reason: reason.slice(-4_000) };
  const { outcome, bytes } = await commitOne(room, kind, kept, asWritten);
  if (outcome.status === "conflict")
    return conflict("TL_SERVER_EDIT_CONFLICT", outcome.current?.bytes);
  if (outcome.status === "duplicate") return { status: "duplicate", bytes: outcome.current.bytes };
  return { status: "stored", bytes };
}

/** A record that names a photograph is taken once the photograph is here: no link leads nowhere. */
async function requireMedia(
  record: object,
  hasMedia: (sha256: string) => Promise<boolean>,
): Promise<void> {
  const { media = [] } = record as { readonly media?: readonly MediaRef[] };
  const faults: DocumentFault[] = [];
  for (const [index, { sha256 }] of media.entries()) {
    if (await hasMedia(sha256)) continue;
    const path = `/media/${index}/sha256`;
    faults.push({ code: "TL_SERVER_MEDIA_UNKNOWN", path, message: "is not kept here" });
  }
  if (faults.length > 0) throw new ServerError("TL_SERVER_MEDIA_UNKNOWN", { faults });
}

function conflict(code: EditConflict["code"], current: Uint8Array | undefined): EditConflict {
  return { status: "conflict", code, current };
}
