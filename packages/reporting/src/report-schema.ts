import {
  assessmentOutcomes,
  NameSchema,
  OriginSchema,
  RatioSchema,
  ReleaseLevelSchema,
  Sha256Schema,
  TextSchema,
  UuidSchema,
} from "@truceline/model";
import Type, { type Static } from "typebox";

const closed = { additionalProperties: false };
const CountSchema = Type.Integer({ minimum: 0 });
const InstantSchema = Type.Integer();
const DateSchema = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const PeriodRangeSchema = Type.Object({ from: DateSchema, to: DateSchema }, closed);

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
const RegionCountSchema = Type.Object(
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

const StatedCountSchema = Type.Union([
  Type.Object({ qualifier: Type.String({ maxLength: 40 }), count: CountSchema }, closed),
  Type.Null(),
]);

/** A total that the mission published, beside what was entered here; never made to agree. */
const PublishedSchema = Type.Object(
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

/** One row in the mission's own columns; `N/K` where not known. */
const ObservationRowSchema = Type.Object(
  {
    id: UuidSchema,
    region: NameSchema,
    smmPosition: Type.String(),
    eventLocation: Type.String(),
    means: Type.String(),
    number: Type.String(),
    observation: Type.String(),
    description: Type.String(),
    weapon: Type.String(),
    dateTime: Type.String(),
    sentence: Type.String(),
    remark: Type.Optional(TextSchema),
  },
  closed,
);

const ClauseRowSchema = Type.Object(
  {
    period: DateSchema,
    articleId: NameSchema,
    sectorId: NameSchema,
    sectorName: Type.String(),
    state: Type.Enum(["met", "breached", "undetermined", "not-applicable", "narrative"]),
    /** Complete sentences; no party is named. */
    sentence: Type.String(),
    assessedCount: CountSchema,
    openCount: CountSchema,
    expectedWrongCount: Type.Number({ minimum: 0 }),
    coverageRatio: RatioSchema,
    requirementRatio: RatioSchema,
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
    freeToAvoidRatio: RatioSchema,
    hourCount: CountSchema,
    /** Hours below the article's requirement; of these, hours in which nothing could be seen. */
    hourBelowCount: CountSchema,
    hourUnseenCount: CountSchema,
    /** What took coverage away, largest first; each as a sentence too. */
    losses: Type.Array(
      Type.Object({ reason: NameSchema, lossRatio: RatioSchema, text: Type.String() }, closed),
    ),
  },
  closed,
);

/** How one assessment came about. Responsibility is left out: a report names no party. */
const TraceSchema = Type.Object(
  {
    assessmentId: UuidSchema,
    incidentId: UuidSchema,
    articleId: NameSchema,
    atMs: InstantSchema,
    sectorIds: Type.Array(NameSchema),
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

/** A report on one reporting period or several in a row, as it was known at an instant. */
export const ReportSchema = Type.Object(
  {
    schema: Type.Literal("report/1"),
    origin: OriginSchema,
    release: ReleaseLevelSchema,
    agreement: Type.Object(
      {
        id: NameSchema,
        hash: Sha256Schema,
        title: Type.String(),
        status: NameSchema,
        timezone: NameSchema,
        cutOff: NameSchema,
      },
      closed,
    ),
    /** Named by the days they end on. */
    periods: PeriodRangeSchema,
    fromMs: InstantSchema,
    toMs: InstantSchema,
    knownAtMs: InstantSchema,
    counts: Type.Object({ rule: Type.Literal("smm"), rows: Type.Array(RegionCountSchema) }, closed),
    /** Null where no published totals were given. */
    published: Type.Union([Type.Array(PublishedSchema), Type.Null()]),
    observations: Type.Array(ObservationRowSchema),
    /** Observations beyond the limit of rows; counted above. */
    observationsLeftOutCount: CountSchema,
    clauses: Type.Array(ClauseRowSchema),
    assessments: Type.Object(
      {
        breachCount: CountSchema,
        openCount: CountSchema,
        noBreachCount: CountSchema,
        /** Σ(1 − p) over those assessed as a breach: expected to be none. */
        expectedWrongCount: Type.Number({ minimum: 0 }),
      },
      closed,
    ),
    claims: Type.Object(
      {
        count: CountSchema,
        untypedCount: CountSchema,
        /** Whatever their period. */
        storedCount: CountSchema,
        storedUntypedCount: CountSchema,
      },
      closed,
    ),
    /** Input that was refused and is kept, whatever its period. */
    quarantine: Type.Object(
      {
        waitingCount: CountSchema,
        readmittedCount: CountSchema,
        byCode: Type.Array(Type.Object({ code: NameSchema, count: CountSchema }, closed)),
      },
      closed,
    ),
    traces: Type.Array(TraceSchema),
  },
  closed,
);
export type Report = Readonly<Static<typeof ReportSchema>>;
export type RegionCount = Report["counts"]["rows"][number];
export type PublishedRow = NonNullable<Report["published"]>[number];
export type ObservationRow = Report["observations"][number];
export type ClauseRow = Report["clauses"][number];
export type Trace = Report["traces"][number];
