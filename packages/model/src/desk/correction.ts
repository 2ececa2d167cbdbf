import Type, { type Static } from "typebox";
import { AtMsSchema, NameSchema, OriginSchema, Sha256Schema, UuidSchema } from "../basics.ts";
import { defineRecord } from "../define-record.ts";
import { closed } from "./desk-parts.ts";

/** What a person writes; never with NUL, which the store's index of corrections cannot read past. */
const ProseSchema = (minLength: number) =>
  Type.String({ minLength, maxLength: 4_000, pattern: "^[^\\u0000]*$" });

/**
 * Says that observations sent before no longer stand, and why. They stay in the store; from its
 * receipt on nothing counts or rests on them. What replaces them are observations of their own.
 * Input like an observation: idempotent by (`source`, `sourceId`), in any order with what it corrects.
 */
export const CorrectionSchema = Type.Object(
  {
    schema: Type.Literal("correction/1"),
    id: UuidSchema,
    origin: OriginSchema,
    recordedAtMs: AtMsSchema,
    source: NameSchema,
    sourceId: NameSchema,
    by: NameSchema,
    reason: ProseSchema(1),
    /** What no longer stands, each by its own key. A source corrects only what it sent itself. */
    withdraws: Type.Array(NameSchema, { minItems: 1, maxItems: 50 }),
    /** Keys of the same source that stand instead. */
    replacedBy: Type.Array(NameSchema, { maxItems: 50 }),
    /** Largest span of what it withdraws, so that it is found beside it. */
    fromMs: AtMsSchema,
    toMs: AtMsSchema,
    note: Type.Optional(ProseSchema(0)),
    rawSha256: Type.Optional(Sha256Schema),
  },
  closed,
);
export type Correction = Readonly<Static<typeof CorrectionSchema>>;

export const correctionRecord = defineRecord("correction", CorrectionSchema);
