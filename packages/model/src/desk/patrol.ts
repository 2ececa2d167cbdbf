import Type, { type Static } from "typebox";
import {
  AtMsSchema,
  NameSchema,
  OriginSchema,
  Sha256Schema,
  TextSchema,
  UuidSchema,
} from "../basics.ts";
import { defineRecord } from "../define-record.ts";
import { LonLatSchema } from "../lon-lat.ts";
import { closed, DeskPlaceSchema, DeskSpanSchema, deskEnvelope } from "./desk-parts.ts";

/** A patrol: planned, cleared, followed by its check-ins, ended. Its places are internal. */
export const PatrolSchema = Type.Object(
  {
    schema: Type.Literal("patrol/1"),
    ...deskEnvelope,
    name: NameSchema,
    state: Type.Enum(["planned", "out", "back", "cancelled"]),
    /** Observers on it; names stay in the mission's own room. */
    observers: Type.Array(NameSchema, { maxItems: 20 }),
    vehicleCount: Type.Optional(Type.Integer({ minimum: 0, maximum: 50 })),
    plan: DeskSpanSchema,
    /** Stops in order, each with the hours it is to be watched from. */
    stops: Type.Array(
      Type.Object(
        { place: DeskPlaceSchema, span: DeskSpanSchema, note: Type.Optional(TextSchema) },
        closed,
      ),
      { maxItems: 50 },
    ),
    /** Each party's answer to the route. */
    clearances: Type.Array(
      Type.Object(
        {
          party: NameSchema,
          state: Type.Enum(["asked", "cleared", "refused", "no-answer"]),
          atMs: AtMsSchema,
          by: Type.Optional(NameSchema),
          note: Type.Optional(TextSchema),
        },
        closed,
      ),
      { maxItems: 50 },
    ),
    checkIns: Type.Array(
      Type.Object(
        {
          atMs: AtMsSchema,
          place: Type.Optional(DeskPlaceSchema),
          note: Type.Optional(TextSchema),
          by: Type.Optional(NameSchema),
        },
        closed,
      ),
      { maxItems: 2_000 },
    ),
    /** A check-in is due this long after the one before. */
    checkInEveryMs: Type.Integer({ minimum: 60_000, maximum: 86_400_000 }),
    leftAtMs: Type.Optional(AtMsSchema),
    backAtMs: Type.Optional(AtMsSchema),
    note: Type.Optional(TextSchema),
  },
  closed,
);
export type Patrol = Readonly<Static<typeof PatrolSchema>>;
export const patrolRecord = defineRecord("patrol", PatrolSchema);

/** Where a patrol really was, from a device or a GPX file. Input: idempotent by (`source`, `sourceId`). */
export const PatrolTrackSchema = Type.Object(
  {
    schema: Type.Literal("patrol-track/1"),
    id: UuidSchema,
    origin: OriginSchema,
    recordedAtMs: AtMsSchema,
    source: NameSchema,
    sourceId: NameSchema,
    patrolId: UuidSchema,
    /** In order of time. */
    points: Type.Array(
      Type.Object(
        {
          atMs: AtMsSchema,
          position: LonLatSchema,
          accuracyM: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
        },
        closed,
      ),
      { minItems: 1, maxItems: 2_000 },
    ),
    rawSha256: Type.Optional(Sha256Schema),
  },
  closed,
);
export type PatrolTrack = Readonly<Static<typeof PatrolTrackSchema>>;
export const patrolTrackRecord = defineRecord("patrol-track", PatrolTrackSchema);

/** FIELD sections 3.4 and 3.5: how a mission words limits on its movement. */
export const denialKinds = [
  "denial",
  "conditional-access",
  "delay",
  "regular",
  "mines",
  "interference",
  "other-impediment",
] as const;

/** Somebody or something kept the mission from a place, wholly or for a time. */
export const DenialSchema = Type.Object(
  {
    schema: Type.Literal("denial/1"),
    ...deskEnvelope,
    kind: Type.Enum(denialKinds),
    span: DeskSpanSchema,
    place: DeskPlaceSchema,
    patrolId: Type.Optional(UuidSchema),
    sensorIds: Type.Optional(Type.Array(NameSchema, { maxItems: 50 })),
    /** Which side's ground it was on; the label of a place, not of a doer. */
    groundHeldBy: Type.Optional(NameSchema),
    /** Who stopped the mission, in the words of those who were stopped. */
    statedBy: Type.Optional(TextSchema),
    /** What was asked or refused; the reason given, as quoted; how it ended. */
    asked: Type.Optional(TextSchema),
    reasonGiven: Type.Optional(TextSchema),
    result: Type.Optional(TextSchema),
    articleIds: Type.Optional(Type.Array(NameSchema, { maxItems: 20 })),
    withdrawn: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type Denial = Readonly<Static<typeof DenialSchema>>;
export const denialRecord = defineRecord("denial", DenialSchema);
