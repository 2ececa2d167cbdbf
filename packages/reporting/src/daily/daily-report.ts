import {
  NameSchema,
  ObservationSchema,
  OriginSchema,
  RatioSchema,
  ReleaseLevelSchema,
  ReportEditSchema,
  Sha256Schema,
  TextSchema,
  UuidSchema,
} from "@truceline/model";
import { ReleasedObservationSchema } from "@truceline/release";
import Type, { type Static } from "typebox";
import {
  ClauseRowSchema,
  PeriodRangeSchema,
  PublishedSchema,
  RegionCountSchema,
  TraceSchema,
} from "./report-parts.ts";
import {
  CountSchema,
  closed,
  DateSchema,
  InstantSchema,
  LocalTextSchema,
  LonLatSchema,
  ReportValueSchema,
  ValuesSchema,
} from "./report-value.ts";

/** Which rule made a figure. Each is told in the section on method. */
export const figureRules = ["smm", "records", "persons", "weapons", "coverage", "hours"] as const;

const StatedFigureSchema = Type.Union([
  Type.Object({ value: CountSchema, atLeast: Type.Boolean() }, closed),
  /** Nothing was entered, so nothing is known. */
  Type.Null(),
]);

/** One number of the report, with its rule and what it was before. */
const FigureSchema = Type.Object(
  {
    key: NameSchema,
    /** Null where nothing was entered: not quiet, unknown. */
    value: Type.Union([Type.Number({ minimum: 0 }), Type.Null()]),
    atLeast: Type.Boolean(),
    about: Type.Boolean(),
    rule: Type.Enum(figureRules),
    /** The span of the same length just before. */
    previous: StatedFigureSchema,
    /** The seven periods that end with the report's last. */
    week: StatedFigureSchema,
  },
  closed,
);
export type Figure = Static<typeof FigureSchema>;

/** What a person wrote instead of a generated sentence, or beside it. */
const PersonTextSchema = Type.Object(
  {
    editId: NameSchema,
    does: Type.Enum(["add", "replace"]),
    text: Type.Partial(
      Type.Object({ en: TextSchema, uk: TextSchema, ru: TextSchema, fr: TextSchema }, closed),
    ),
    /** Left out of what leaves the house. */
    by: Type.Optional(NameSchema),
    atMs: InstantSchema,
    /** The generated sentence is another now than when the person wrote. */
    generatedChanged: Type.Boolean(),
  },
  closed,
);

const SentenceSchema = Type.Object(
  {
    /** Stable: the same thing has the same key in every version and at every level. */
    key: NameSchema,
    messageKey: NameSchema,
    values: ValuesSchema,
    /** What it rests on: at most 100 ids, and how many there are. */
    recordIds: Type.Array(UuidSchema, { maxItems: 100 }),
    recordCount: CountSchema,
    person: Type.Optional(PersonTextSchema),
  },
  closed,
);
export type Sentence = Static<typeof SentenceSchema>;
export type PersonText = Static<typeof PersonTextSchema>;

const TableSchema = Type.Object(
  {
    is: Type.Literal("table"),
    key: NameSchema,
    columns: Type.Array(
      Type.Object(
        { messageKey: NameSchema, align: Type.Enum(["left", "right"]), wide: Type.Boolean() },
        closed,
      ),
    ),
    rows: Type.Array(
      Type.Object(
        { key: NameSchema, cells: Type.Array(ReportValueSchema), isTotal: Type.Boolean() },
        closed,
      ),
    ),
  },
  closed,
);
export type ReportTable = Static<typeof TableSchema>;

const BlockSchema = Type.Union([
  Type.Object(
    {
      is: Type.Literal("sentences"),
      /** A list of points, running text, or small notes below a table. */
      as: Type.Enum(["points", "text", "notes"]),
      sentences: Type.Array(SentenceSchema),
    },
    closed,
  ),
  TableSchema,
  Type.Object({ is: Type.Literal("map") }, closed),
  Type.Object({ is: Type.Literal("bars") }, closed),
]);
export type Block = Static<typeof BlockSchema>;

const PartSchema = Type.Object(
  {
    key: NameSchema,
    headingKey: NameSchema,
    headingValues: ValuesSchema,
    blocks: Type.Array(BlockSchema),
  },
  closed,
);
export type Part = Static<typeof PartSchema>;
const SectionSchema = Type.Object(
  { ...PartSchema.properties, parts: Type.Array(PartSchema), isAnnex: Type.Boolean() },
  closed,
);
export type Section = Static<typeof SectionSchema>;

/** An observation of the report: as it is inside, as it was released outside. */
const ReportedObservationSchema = Type.Object(
  {
    id: UuidSchema,
    region: NameSchema,
    /** The place that the released cell lies near, for reading; outside only. */
    near: Type.Optional(Type.String()),
    observation: Type.Union([ObservationSchema, ReleasedObservationSchema]),
  },
  closed,
);
export type ReportedObservation = Static<typeof ReportedObservationSchema>;

const RingSchema = Type.Array(LonLatSchema);
/** Everything a small map shows. Incident areas are coarsened at every level; no post is on it. */
const ReportMapSchema = Type.Object(
  {
    westDeg: Type.Number(),
    southDeg: Type.Number(),
    eastDeg: Type.Number(),
    northDeg: Type.Number(),
    lines: Type.Array(
      Type.Object({ drawnBy: NameSchema, coordinates: Type.Array(LonLatSchema) }, closed),
    ),
    zones: Type.Array(
      Type.Object(
        { id: NameSchema, kind: NameSchema, polygons: Type.Array(Type.Array(RingSchema)) },
        closed,
      ),
    ),
    /** Mean coverage of each cell over the report's hours; empty where it may not be told. */
    cells: Type.Array(Type.Object({ ring: RingSchema, ratio: RatioSchema }, closed)),
    requirementRatio: RatioSchema,
    articleId: NameSchema,
    /** Cells in which fire may have been, with how many incidents. */
    areas: Type.Array(Type.Object({ ring: RingSchema, incidentCount: CountSchema }, closed)),
    labels: Type.Array(
      Type.Object({ position: LonLatSchema, name: LocalTextSchema, isBig: Type.Boolean() }, closed),
    ),
  },
  closed,
);
export type ReportMap = Static<typeof ReportMapSchema>;

const WorkingSchema = Type.Object(
  {
    breachCount: CountSchema,
    openCount: CountSchema,
    noBreachCount: CountSchema,
    /** Σ(1 − p) over those assessed as a breach: expected to be none. */
    expectedWrongCount: Type.Number({ minimum: 0 }),
    traces: Type.Array(TraceSchema),
  },
  closed,
);

/**
 * A daily, weekly or thematic report: one model, of which each format and language is a rendering.
 *
 * `sections` hold the words (keys of messages with values), in the order of the mission's own reports;
 * the other members hold what they are made from, for programs. It holds observations and findings. An
 * open case is "examined", and no party is named as having done anything.
 */
export const DailyReportSchema = Type.Object(
  {
    schema: Type.Literal("daily-report/1"),
    kind: Type.Enum(["daily", "weekly", "thematic"]),
    theme: Type.Optional(
      Type.Object(
        {
          is: Type.Enum(["sector", "disengagement-area", "article"]),
          id: NameSchema,
          name: LocalTextSchema,
        },
        closed,
      ),
    ),
    origin: OriginSchema,
    level: ReleaseLevelSchema,
    /** Given on release: number in the year. */
    number: Type.Optional(Type.String({ maxLength: 20 })),
    agreement: Type.Object(
      {
        id: NameSchema,
        hash: Sha256Schema,
        title: LocalTextSchema,
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
    figures: Type.Array(FigureSchema),
    sections: Type.Array(SectionSchema),
    /** Edits whose sentence or section is no longer there; kept, and shown as such. */
    editsWithoutPlace: Type.Array(ReportEditSchema),
    /** Keys that a person hid; what is generated for them stays in the record of the edits. */
    hiddenKeys: Type.Array(NameSchema),
    observations: Type.Array(ReportedObservationSchema),
    /** Beyond the limit of rows; counted above. */
    observationsLeftOutCount: CountSchema,
    /** Kept inside or not old enough to be told; counted above. */
    observationsWithheldCount: CountSchema,
    counts: Type.Object({ rule: Type.Literal("smm"), rows: Type.Array(RegionCountSchema) }, closed),
    /** The last periods up to the report's last, oldest first. */
    bars: Type.Array(
      Type.Object(
        {
          period: DateSchema,
          count: Type.Union([CountSchema, Type.Null()]),
          atLeast: Type.Boolean(),
        },
        closed,
      ),
    ),
    /** Null where no published totals were given. */
    published: Type.Union([Type.Array(PublishedSchema), Type.Null()]),
    clauses: Type.Array(ClauseRowSchema),
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
    /** Input that was refused and is kept, of what came in during the periods. */
    quarantine: Type.Object(
      {
        waitingCount: CountSchema,
        readmittedCount: CountSchema,
        byCode: Type.Array(Type.Object({ code: NameSchema, count: CountSchema }, closed)),
      },
      closed,
    ),
    /** Null where it may not be told. */
    map: Type.Union([ReportMapSchema, Type.Null()]),
    /** Names of places by language, for those that the gazetteer knows. */
    names: Type.Record(
      Type.String(),
      Type.Object({ is: Type.Enum(["settlement", "site", "area"]), text: LocalTextSchema }, closed),
    ),
    /** Assessments by software: internal to the mission, in no other level. */
    working: Type.Union([WorkingSchema, Type.Null()]),
  },
  closed,
);
export type DailyReport = Readonly<Static<typeof DailyReportSchema>>;
export type Theme = NonNullable<DailyReport["theme"]>;
