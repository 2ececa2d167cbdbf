import Type, { type Static } from "typebox";
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

const closed = { additionalProperties: false };
export const assessmentOutcomes = ["breach", "no-breach", "undetermined"] as const;

const TraceStepSchema = Type.Object(
  {
    /** What was asked: `place`, `time`, `kind`, `class`, `joint`, `sources`, `standard`, `exemption`. */
    factor: NameSchema,
    /** The answer as a sentence with its numbers. */
    text: TextSchema,
    value: Type.Optional(Type.Number()),
  },
  closed,
);

/** Incident × article, by the software. Internal to the mission; superseded, never changed. */
export const AssessmentSchema = Type.Object(
  {
    schema: Type.Literal("assessment/1"),
    id: UuidSchema,
    version: Type.Integer({ minimum: 1 }),
    origin: OriginSchema,
    recordedAtMs: AtMsSchema,
    withdrawn: Type.Optional(Type.Object({}, closed)),
    incidentId: UuidSchema,
    /** When the incident began; what the record is listed under. */
    atMs: AtMsSchema,
    articleId: NameSchema,
    agreementHash: Sha256Schema,
    sectorIds: Type.Array(NameSchema, { maxItems: 100 }),
    /** Probability that the article was broken by anybody: the least over the line versions below. */
    probability: RatioSchema,
    standard: Type.Object(
      { probability: RatioSchema, independentSources: Type.Integer({ minimum: 1, maximum: 100 }) },
      closed,
    ),
    independentSources: Type.Integer({ minimum: 0, maximum: 1_000 }),
    outcome: Type.Enum(assessmentOutcomes),
    /** One entry for each line version that matters, in order of `drawnBy`. */
    underLines: Type.Array(
      Type.Object(
        {
          line: NameSchema,
          drawnBy: NameSchema,
          validFromMs: AtMsSchema,
          probability: RatioSchema,
          outcome: Type.Enum(assessmentOutcomes),
        },
        closed,
      ),
      { maxItems: 50 },
    ),
    /** Null where the evidence bears nothing on who did it. */
    responsibility: Type.Union([
      Type.Object(
        {
          word: Type.Enum(["not-attributed", "indicated", "probable", "established"]),
          posterior: Type.Array(Type.Object({ hypothesis: NameSchema, p: RatioSchema }, closed)),
          prior: Type.Array(Type.Object({ hypothesis: NameSchema, p: RatioSchema }, closed)),
        },
        closed,
      ),
      Type.Null(),
    ]),
    trace: Type.Array(TraceStepSchema, { maxItems: 100 }),
  },
  closed,
);
export type Assessment = Readonly<Static<typeof AssessmentSchema>>;
export type AssessmentOutcome = Assessment["outcome"];

export const assessmentRecord = defineRecord("assessment", AssessmentSchema);
