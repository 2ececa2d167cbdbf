import Type, { type Static } from "typebox";
import { AtMsSchema, NameSchema, TextSchema, UuidSchema } from "../basics.ts";
import { defineRecord } from "../define-record.ts";
import { ObservationSchema } from "../observation.ts";
import { closed, DeskPlaceSchema, deskEnvelope, MediaListSchema } from "./desk-parts.ts";

/** An observation as it was typed: without what the receiver and the entry itself give it. */
export const ObservationDraftSchema = Type.Omit(
  ObservationSchema,
  ["schema", "id", "origin", "recordedAtMs", "source", "sourceId", "rawSha256"],
  closed,
);
export type ObservationDraft = Readonly<Static<typeof ObservationDraftSchema>>;

/** A key under which an observation of an entry is in the store. */
const ObservationKeySchema = Type.Object({ source: NameSchema, sourceId: NameSchema }, closed);

/**
 * One line of the field log. A draft may change freely; once submitted, its observations are in the
 * store and only an entry that supersedes it, with a reason, can correct it. Both stay.
 */
export const LogEntrySchema = Type.Object(
  {
    schema: Type.Literal("log-entry/1"),
    ...deskEnvelope,
    state: Type.Enum(["draft", "submitted", "superseded", "withdrawn"]),
    /** Where the observers stood. */
    post: DeskPlaceSchema,
    /** Who observed, as the post's book names them. */
    observers: Type.Array(NameSchema, { minItems: 1, maxItems: 10 }),
    /** The shift it belongs to, by the instant that began it. */
    shiftFromMs: AtMsSchema,
    /** The line as typed; empty when the form was used. */
    line: Type.String({ maxLength: 2_000 }),
    language: Type.Enum(["en", "uk", "ru", "fr"]),
    /** What the line was read as; empty while it does not make sense. */
    observations: Type.Array(ObservationDraftSchema, { maxItems: 50 }),
    patrolId: Type.Optional(UuidSchema),
    media: Type.Optional(MediaListSchema),
    note: Type.Optional(TextSchema),
    /** The submitted entry that this one corrects. */
    supersedes: Type.Optional(UuidSchema),
    supersededBy: Type.Optional(UuidSchema),
    /** Set on submission: where its observations are. */
    submittedAtMs: Type.Optional(AtMsSchema),
    observationKeys: Type.Optional(Type.Array(ObservationKeySchema, { maxItems: 50 })),
    /** From first key to kept, for the one who types. */
    writingMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400_000 })),
  },
  closed,
);
export type LogEntry = Readonly<Static<typeof LogEntrySchema>>;

export const logEntryRecord = defineRecord("log-entry", LogEntrySchema);
