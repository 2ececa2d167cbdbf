import Type, { type Static } from "typebox";
import { AtMsSchema, NameSchema, TextSchema, UuidSchema } from "../basics.ts";
import { defineRecord } from "../define-record.ts";
import { closed, DeskPlaceSchema, DeskSpanSchema, deskEnvelope } from "./desk-parts.ts";

/** A call to a liaison officer of a party, and the answer. */
export const CallSchema = Type.Object(
  {
    schema: Type.Literal("call/1"),
    ...deskEnvelope,
    party: NameSchema,
    /** The officer's office, not a private name, wherever possible. */
    to: NameSchema,
    atMs: AtMsSchema,
    about: TextSchema,
    /** Records it is about. */
    refs: Type.Array(UuidSchema, { maxItems: 50 }),
    answerDueMs: Type.Optional(AtMsSchema),
    answer: Type.Optional(Type.Object({ atMs: AtMsSchema, text: TextSchema }, closed)),
    state: Type.Enum(["open", "answered", "no-answer", "closed"]),
  },
  closed,
);
export type Call = Readonly<Static<typeof CallSchema>>;
export const callRecord = defineRecord("call", CallSchema);

/** A window of silence: hours without fire at a place, which each party guarantees. */
export const SilenceWindowSchema = Type.Object(
  {
    schema: Type.Literal("silence-window/1"),
    ...deskEnvelope,
    name: NameSchema,
    /** What the silence is for: repairs to a water main, a harvest, an exchange. */
    purpose: TextSchema,
    place: DeskPlaceSchema,
    /** Around `place.position`, where no zone is named. */
    radiusM: Type.Optional(Type.Number({ minimum: 100, maximum: 50_000 })),
    span: DeskSpanSchema,
    guarantees: Type.Array(
      Type.Object(
        {
          party: NameSchema,
          atMs: AtMsSchema,
          by: NameSchema,
          withdrawnAtMs: Type.Optional(AtMsSchema),
        },
        closed,
      ),
      { maxItems: 10 },
    ),
    /** What share of a minute's coverage makes the minute count as seen. */
    requirementRatio: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    state: Type.Enum(["arranged", "cancelled"]),
    note: Type.Optional(TextSchema),
  },
  closed,
);
export type SilenceWindow = Readonly<Static<typeof SilenceWindowSchema>>;
/** How a window of silence stands at an instant; `cannot-start` while a guarantee is missing. */
export type SilenceWindowState =
  | "met"
  | "breached"
  | "undetermined"
  | "cannot-start"
  | "to-come"
  | "running"
  | "cancelled";
export const silenceWindowRecord = defineRecord("silence-window", SilenceWindowSchema);

/** A note in the watch log. */
export const WatchNoteSchema = Type.Object(
  {
    schema: Type.Literal("watch-note/1"),
    ...deskEnvelope,
    atMs: AtMsSchema,
    text: Type.String({ minLength: 1, maxLength: 4_000 }),
    refs: Type.Array(UuidSchema, { maxItems: 50 }),
    /** Stays on the handover until it is closed. */
    open: Type.Boolean(),
    dueMs: Type.Optional(AtMsSchema),
  },
  closed,
);
export type WatchNote = Readonly<Static<typeof WatchNoteSchema>>;
export const watchNoteRecord = defineRecord("watch-note", WatchNoteSchema);

/** A shift handed over: made from what is open, signed by two people. */
export const HandoverSchema = Type.Object(
  {
    schema: Type.Literal("handover/1"),
    ...deskEnvelope,
    shift: DeskSpanSchema,
    items: Type.Array(
      Type.Object(
        { text: TextSchema, ref: Type.Optional(UuidSchema), dueMs: Type.Optional(AtMsSchema) },
        closed,
      ),
      { maxItems: 500 },
    ),
    note: Type.Optional(TextSchema),
    signedOut: Type.Optional(Type.Object({ by: NameSchema, atMs: AtMsSchema }, closed)),
    signedIn: Type.Optional(Type.Object({ by: NameSchema, atMs: AtMsSchema }, closed)),
  },
  closed,
);
export type Handover = Readonly<Static<typeof HandoverSchema>>;
export const handoverRecord = defineRecord("handover", HandoverSchema);
