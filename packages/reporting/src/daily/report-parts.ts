import {
  assessmentOutcomes,
  lossReasons,
  NameSchema,
  RatioSchema,
  TextSchema,
  UuidSchema,
} from "@truceline/model";
import Type, { type Static } from "typebox";
import { CountSchema, closed, DateSchema, InstantSchema } from "./report-value.ts";

export const PeriodRangeSchema = Type.Object({ from: DateSchema, to: DateSchema }, closed);

/** Why lower bounds are lower bounds, and what was not added up. */
const CountNotesSchema = {
  /** Some count said "at least", gave a range, or no number. */
  atLeast: Type.Boolean(),
  about: Type.Boolean(),
  observationCount: CountSchema,
  uncountedCount: CountSchema,
  includedElsewhereCount: CountSchema,
  unsurePeriodCount: CountSchema,
};

const FamiliesSchema = Type.Object(
  {
    explosions: CountSchema,
    "bursts-and-shots": CountSchema,
    "in-flight": CountSchema,
    other: CountSchema,
  },
  closed,
);

/** A region in a period. `count` is null where no observation was entered: not quiet, unknown. */
export const RegionCountSchema = Type.Object(
  {
    region: NameSchema,
    period: DateSchema,
    count: Type.Union([CountSchema, Type.Null()]),
    countWithoutLawful: Type.Union([CountSchema, Type.Null()]),
    byFamily: FamiliesSchema,
    ...CountNotesSchema,
    previous: Type.Object(
      {
        period: DateSchema,
        count: Type.Union([CountSchema, Type.Null()]),
        atLeast: Type.Boolean(),
      },
      closed,
    ),
  },
  closed,
);
export type RegionCount = Static<typeof RegionCountSchema>;

const StatedCountSchema = Type.Union([
  Type.Object({ qualifier: Type.String({ maxLength: 40 }), count: CountSchema }, closed),
  Type.Null(),
]);

/** A total that the mission published, beside what was entered here; never made to agree. */
export const PublishedSchema = Type.Object(
  {
    reportId: NameSchema,
    region: NameSchema,
    periods: PeriodRangeSchema,
    /** It is about a part of the last period only. */
    isPartOfPeriod: Type.Boolean(),
    countKind: NameSchema,
    published: StatedCountSchema,
    previous: StatedCountSchema,
    comparison: Type.String({ maxLength: 40 }),
    remark: Type.String(),
    /** Null where nothing is counted here under that name. */
    entered: Type.Union([
      Type.Object({ count: CountSchema, ...CountNotesSchema }, closed),
      Type.Null(),
    ]),
    /** Published minus entered; negative where more was entered. Null without two numbers. */
    notEntered: Type.Union([Type.Integer(), Type.Null()]),
  },
  closed,
);
export type PublishedRow = Static<typeof PublishedSchema>;

/** How a clause stands, for those who adopt it: no party, no probability. */
export const ClauseRowSchema = Type.Object(
  {
    period: DateSchema,
    articleId: NameSchema,
    sectorId: NameSchema,
    /** A breach that nobody has found yet is "examined". */
    state: Type.Enum(["met", "found", "examined", "undetermined", "not-applicable", "narrative"]),
    /** Incidents that are examined; that people found to be a breach. */
    examinedCount: CountSchema,
    foundCount: CountSchema,
    /** Null where coverage may not be told yet. */
    coverage: Type.Union([
      Type.Object(
        {
          coverageRatio: RatioSchema,
          requirementRatio: RatioSchema,
          freeToAvoidRatio: RatioSchema,
          hourCount: CountSchema,
          /** Hours below the article's requirement; of these, hours in which nothing could be seen. */
          hourBelowCount: CountSchema,
          hourUnseenCount: CountSchema,
          /** What took coverage away, largest first. */
          losses: Type.Array(
            Type.Object({ reason: Type.Enum(lossReasons), lossRatio: RatioSchema }, closed),
          ),
          bound: Type.Union([
            Type.Object(
              {
                seenCount: CountSchema,
                exposureH: Type.Number({ minimum: 0 }),
                upperPerDay: Type.Number({ minimum: 0 }),
              },
              closed,
            ),
            Type.Null(),
          ]),
        },
        closed,
      ),
      Type.Null(),
    ]),
  },
  closed,
);
export type ClauseRow = Static<typeof ClauseRowSchema>;

/** How one assessment came about. Responsibility is left out: a report names no party. */
export const TraceSchema = Type.Object(
  {
    assessmentId: UuidSchema,
    incidentId: UuidSchema,
    articleId: NameSchema,
    atMs: InstantSchema,
    sectorIds: Type.Array(NameSchema),
    observationIds: Type.Array(UuidSchema),
    observations: Type.Array(Type.String()),
    probability: RatioSchema,
    outcome: Type.Enum(assessmentOutcomes),
    standard: Type.Object({ probability: RatioSchema, independentSources: Type.Integer() }, closed),
    independentSources: CountSchema,
    underLines: Type.Array(
      Type.Object(
        {
          line: NameSchema,
          drawnBy: NameSchema,
          probability: RatioSchema,
          outcome: Type.Enum(assessmentOutcomes),
        },
        closed,
      ),
    ),
    steps: Type.Array(Type.Object({ factor: NameSchema, text: TextSchema }, closed)),
  },
  closed,
);
export type Trace = Static<typeof TraceSchema>;
