import Type, { type Static } from "typebox";
import { AreaSchema } from "./area.ts";
import {
  AtMsSchema,
  GradeSchema,
  NameSchema,
  OriginSchema,
  Sha256Schema,
  TextSchema,
  UuidSchema,
} from "./basics.ts";
import { defineRecord } from "./define-record.ts";
import { TimeSpanSchema } from "./time-span.ts";

/**
 * What someone says happened or says they want. Never an observation and never counted with them.
 * It does not become true by being entered.
 */
export const ClaimSchema = Type.Object(
  {
    schema: Type.Literal("claim/1"),
    id: UuidSchema,
    origin: OriginSchema,
    recordedAtMs: AtMsSchema,
    source: NameSchema,
    sourceId: NameSchema,
    /** Who says it; absent when the source does not tell. */
    claimant: Type.Optional(NameSchema),
    grade: GradeSchema,
    /** When it is said to have happened. */
    span: TimeSpanSchema,
    publishedAtMs: Type.Optional(AtMsSchema),
    /** Place as the source names it; often a centroid tens of kilometres off. */
    place: Type.Optional(NameSchema),
    area: Type.Optional(AreaSchema),
    /** Labels of the source, unchanged; empty when it gave none. */
    types: Type.Array(NameSchema, { maxItems: 50 }),
    /** What is claimed, in our own words. Texts that belong to others are hashed, not kept. */
    statement: Type.Optional(TextSchema),
    rawSha256: Type.Optional(Sha256Schema),
    /** The source takes back or replaces what it said earlier: see `claimNames`. */
    about: Type.Optional(
      Type.Object(
        {
          /** `ends`: the earlier is over or was wrong, and nothing stands in its place. */
          kind: Type.Enum(["replaces", "ends"]),
          sourceIds: Type.Array(NameSchema, { minItems: 1, maxItems: 100 }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Claim = Readonly<Static<typeof ClaimSchema>>;

export const claimRecord = defineRecord("claim", ClaimSchema);

/**
 * The names by which a later claim of the same source can be about this one: its `sourceId`, and what that
 * begins with up to a blank or a slash, since one message may have given several claims.
 * @example claimNames("A-1 k/2") // ["A-1", "A-1 k", "A-1 k/2"]
 */
export function claimNames(sourceId: string): readonly string[] {
  const ends = [...sourceId.matchAll(/[ /]/g)].map(({ index }) => sourceId.slice(0, index));
  return [...ends, sourceId];
}
