import Type, { type Static } from "typebox";
import { AreaSchema } from "./area.ts";
import {
  AtMsSchema,
  NameSchema,
  OriginSchema,
  RatioSchema,
  Sha256Schema,
  TextSchema,
  UuidSchema,
} from "./basics.ts";
import { defineRecord } from "./define-record.ts";
import { TimeSpanSchema } from "./time-span.ts";

/** What takes sensing or access away over an area. */
export const disturbanceKinds = ["jamming", "interference", "denied-area"] as const;
export type DisturbanceKind = (typeof disturbanceKinds)[number];

/**
 * Sensing or access lost over an area for a time. An event in its own right, whoever caused it; what it
 * took from coverage is worked out from it.
 */
export const DisturbanceSchema = Type.Object(
  {
    schema: Type.Literal("disturbance/1"),
    id: UuidSchema,
    origin: OriginSchema,
    recordedAtMs: AtMsSchema,
    source: NameSchema,
    sourceId: NameSchema,
    kind: Type.Enum(disturbanceKinds),
    area: AreaSchema,
    span: TimeSpanSchema,
    /** Share of the chance to detect that is left inside; absent = worked out from the catalogue. */
    remainingRatio: Type.Optional(RatioSchema),
    /** Entries of the catalogue concerned; absent = all that such a disturbance reaches. */
    means: Type.Optional(Type.Array(NameSchema, { minItems: 1, maxItems: 50 })),
    evidence: Type.Optional(TextSchema),
    rawSha256: Type.Optional(Sha256Schema),
  },
  { additionalProperties: false },
);
export type Disturbance = Readonly<Static<typeof DisturbanceSchema>>;

export const disturbanceRecord = defineRecord("disturbance", DisturbanceSchema);
