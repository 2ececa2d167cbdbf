import Type, { type Static } from "typebox";
import { AtMsSchema, NameSchema, OriginSchema, RatioSchema, UuidSchema } from "./basics.ts";
import { defineRecord } from "./define-record.ts";

/** Why coverage was lost, in the words of DESIGN section 7. */
export const lossReasons = [
  "no-sensor",
  "out-of-range",
  "out-of-view",
  "off-schedule",
  "terrain",
  "night",
  "weather",
  "jammed",
  "denied",
  "down",
  "degraded",
  "not-received",
  "one-source-only",
] as const;
export const LossSchema = Type.Object(
  {
    reason: Type.Enum(lossReasons),
    /** Share of coverage that came back if this reason alone were gone. */
    lossRatio: RatioSchema,
    /** The sensors concerned, worst first. */
    sensorIds: Type.Array(NameSchema, { maxItems: 50 }),
  },
  { additionalProperties: false },
);
export type Loss = Readonly<Static<typeof LossSchema>>;
export type LossReason = Loss["reason"];

/** Article × cell × hour: the chance that a breach there and then would have met the standard. */
export const CoverageCellSchema = Type.Object(
  {
    schema: Type.Literal("coverage-cell/1"),
    id: UuidSchema,
    version: Type.Integer({ minimum: 1 }),
    origin: OriginSchema,
    recordedAtMs: AtMsSchema,
    articleId: NameSchema,
    sectorId: NameSchema,
    /** H3 index. */
    cell: Type.String({ pattern: "^[0-9a-f]{15,16}$" }),
    hourFromMs: AtMsSchema,
    coverageRatio: RatioSchema,
    losses: Type.Array(LossSchema, { maxItems: 20 }),
  },
  { additionalProperties: false },
);
export type CoverageCell = Readonly<Static<typeof CoverageCellSchema>>;

export const coverageCellRecord = defineRecord("coverage-cell", CoverageCellSchema);
