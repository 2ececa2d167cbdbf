import Type, { type Static } from "typebox";
import {
  AtMsSchema,
  NameSchema,
  OriginSchema,
  Sha256Schema,
  TextSchema,
  UuidSchema,
} from "../basics.ts";
import { LonLatSchema } from "../lon-lat.ts";

export const closed = { additionalProperties: false };

/**
 * What every record of the desk begins with: written by people, changed only by its next version.
 * `recordedAtMs` and `by` are set by the receiver. Versions count from 1; each after the first may
 * say why (`reason`), and must where its own schema asks for it.
 */
export const deskEnvelope = {
  id: UuidSchema,
  origin: OriginSchema,
  recordedAtMs: AtMsSchema,
  version: Type.Integer({ minimum: 1, maximum: 100_000 }),
  /** The account or device that wrote this version. */
  by: NameSchema,
  reason: Type.Optional(TextSchema),
};

/** Where something of the mission is or happened: a name, a position, or both. Internal. */
export const DeskPlaceSchema = Type.Object(
  {
    name: Type.Optional(NameSchema),
    position: Type.Optional(LonLatSchema),
    accuracyM: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
    sectorId: Type.Optional(NameSchema),
    zoneId: Type.Optional(NameSchema),
    siteId: Type.Optional(NameSchema),
    postId: Type.Optional(NameSchema),
  },
  closed,
);
export type DeskPlace = Readonly<Static<typeof DeskPlaceSchema>>;

/** A span in whole milliseconds, `[fromMs, toMs]`. */
export const DeskSpanSchema = Type.Object({ fromMs: AtMsSchema, toMs: AtMsSchema }, closed);

/** A photograph or paper, kept by its hash in the store of media. */
export const MediaRefSchema = Type.Object(
  {
    sha256: Sha256Schema,
    type: NameSchema,
    byteCount: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
    caption: Type.Optional(TextSchema),
    /** True only where its place was kept on purpose; otherwise it was taken out on arrival. */
    keepsPlace: Type.Boolean(),
  },
  closed,
);
export const MediaListSchema = Type.Array(MediaRefSchema, { maxItems: 20 });
export type MediaRef = Readonly<Static<typeof MediaRefSchema>>;
