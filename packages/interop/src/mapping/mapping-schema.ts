import { timePrecisions } from "@truceline/model";
import Type, { type Static } from "typebox";
import type { CsvDelimiter } from "../csv/record-splitter.ts";

/**
 * The form of a mapping: columns of a table (or properties of GeoJSON features) ↔ paths of a record.
 * It is read in both directions, so a mapping that decodes also encodes.
 */
const closed = { additionalProperties: false };
const ColumnSchema = Type.String({ minLength: 1, maxLength: 200 });
const PathSchema = Type.String({
  pattern: "^[a-zA-Z0-9]+(\\.[a-zA-Z0-9]+)*$",
  maxLength: 200,
  description: "Path into the record, such as observerPosition.place.",
});
const ValuesSchema = Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 200 }), {
  description: 'Cell → value of the record. The cell "" stands for an empty one.',
});
const SeparatorSchema = Type.String({ minLength: 1, maxLength: 3 });
const RadiusMSchema = Type.Number({ exclusiveMinimum: 0, maximum: 500_000 });

const ColumnFieldSchema = Type.Object(
  {
    column: ColumnSchema,
    to: PathSchema,
    /** How a cell is read; text unless said. `flag`: the word in `flag`, or empty. */
    as: Type.Optional(
      Type.Enum(["text", "integer", "number", "km", "m", "compass", "flag"], {
        description: "km: becomes metres.",
      }),
    ),
    flag: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
    values: Type.Optional(ValuesSchema),
    otherwise: Type.Optional(Type.String({ maxLength: 200 })),
    /** The cell holds a list. */
    split: Type.Optional(SeparatorSchema),
    /** With `split`: an empty cell is an empty list, not absent. */
    emptyList: Type.Optional(Type.Boolean()),
    /** With `split`: the same, but only where this other column is not empty. */
    emptyListWith: Type.Optional(ColumnSchema),
  },
  closed,
);
const ConstantFieldSchema = Type.Object(
  { constant: Type.Union([Type.String(), Type.Number(), Type.Boolean()]), to: PathSchema },
  closed,
);
const PositionFieldSchema = Type.Object(
  {
    position: Type.Array(ColumnSchema, {
      minItems: 2,
      maxItems: 2,
      description: "Columns of longitude and latitude, in degrees.",
    }),
    to: PathSchema,
    /** Decimals written; as many as needed unless said. */
    decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 15 })),
    /** Makes a circle of this radius round the place instead of a position. */
    radiusM: Type.Optional(RadiusMSchema),
  },
  closed,
);
const PeriodFieldSchema = Type.Object(
  {
    period: Type.Array(ColumnSchema, { minItems: 2, maxItems: 2, description: "From, to; local." }),
    to: PathSchema,
    precision: Type.Enum(timePrecisions),
  },
  closed,
);
const LabelledFieldSchema = Type.Object(
  {
    labelled: ColumnSchema,
    to: PathSchema,
    split: SeparatorSchema,
    /** Key of each entry for the value looked up, and for the word as it stands in the cell. */
    key: Type.String({ minLength: 1, maxLength: 50 }),
    label: Type.String({ minLength: 1, maxLength: 50 }),
    values: ValuesSchema,
    otherwise: Type.Optional(Type.String({ maxLength: 200 })),
  },
  closed,
);
const GeometryFieldSchema = Type.Object(
  {
    geometry: Type.Enum(["position", "area"], {
      description:
        "The feature's Point as position (or circle, with radiusM), or its Polygon as area.",
    }),
    to: PathSchema,
    radiusM: Type.Optional(RadiusMSchema),
  },
  closed,
);

/** The kinds of field by the key that only they have. */
export const fieldSchemas = {
  column: ColumnFieldSchema,
  constant: ConstantFieldSchema,
  position: PositionFieldSchema,
  period: PeriodFieldSchema,
  labelled: LabelledFieldSchema,
  geometry: GeometryFieldSchema,
};
export const fieldKinds = Object.keys(fieldSchemas) as (keyof typeof fieldSchemas)[];

const TimeSchema = Type.Object(
  {
    from: ColumnSchema,
    /** Column of the end; without it the end is the beginning. */
    until: Type.Optional(ColumnSchema),
    /** Column that tells how the time was said. */
    precision: Type.Optional(ColumnSchema),
    precisionValues: Type.Optional(Type.Record(Type.String(), Type.Enum(timePrecisions))),
    /** Where no column tells it: of cells with a clock time. Dates alone are days. */
    precisionOfTimes: Type.Optional(Type.Enum(timePrecisions)),
    /** The clock time 00:00:00 stands for "no time given". */
    midnightIsDay: Type.Optional(Type.Boolean()),
    /** Path of a reporting period that limits what a word can mean. */
    within: Type.Optional(PathSchema),
  },
  closed,
);

export const MappingSchema = Type.Object(
  {
    truceline: Type.Literal("mapping/1"),
    id: Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,63}$" }),
    title: Type.Optional(Type.String({ maxLength: 400 })),
    record: Type.Enum(["observation", "claim"]),
    /** `source` of each record. */
    source: Type.String({ minLength: 1, maxLength: 200 }),
    /** Of local times without offset. */
    timezone: Type.String({ minLength: 1, maxLength: 64 }),
    /** How a table is written; with commas and decimal points unless said. */
    table: Type.Optional(
      Type.Object(
        {
          delimiter: Type.Optional(Type.Enum(["comma", "semicolon", "tab"])),
          /** `comma`: of cells that are read as numbers or places; a point in one is a fault then. */
          decimal: Type.Optional(Type.Enum(["point", "comma"])),
        },
        closed,
      ),
    ),
    /** What is assumed where the source is silent; printed with every import. */
    assumptions: Type.Optional(Type.Array(Type.String({ maxLength: 1_000 }), { maxItems: 20 })),
    /**
     * `template`: made of columns, such as {report}/{no}. `rowHash`: SHA-256 of the cells; rows that
     * are equal to the last cell get -2, -3 … and are told as duplicates.
     */
    sourceId: Type.Union([
      Type.Object({ template: Type.String({ minLength: 1, maxLength: 400 }) }, closed),
      Type.Object({ rowHash: Type.Literal(true) }, closed),
    ]),
    /** Keeps the SHA-256 of the row's cells as `rawSha256`. */
    keepRowHash: Type.Optional(Type.Boolean()),
    time: TimeSchema,
    fields: Type.Array(
      Type.Union([
        ColumnFieldSchema,
        ConstantFieldSchema,
        PositionFieldSchema,
        PeriodFieldSchema,
        LabelledFieldSchema,
        GeometryFieldSchema,
      ]),
      { maxItems: 500, description: "How each cell becomes a member of the record." },
    ),
    /** Columns that are left out on purpose. */
    ignore: Type.Optional(Type.Array(ColumnSchema, { maxItems: 500 })),
    /** Order of columns when written; by first mention unless said. */
    columns: Type.Optional(Type.Array(ColumnSchema, { maxItems: 500 })),
  },
  closed,
);

/** The published schema, as `docs/reference/mapping.schema.json` holds it. JSON Schema 2020-12. */
export const mappingJsonSchema: Readonly<Record<string, unknown>> = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Truceline mapping, first version",
  ...(JSON.parse(JSON.stringify(MappingSchema)) as Record<string, unknown>),
};

export type Mapping = Readonly<Static<typeof MappingSchema>>;
/** The character between the cells of a mapping's table. */
export function delimiterOf({ table }: Pick<Mapping, "table">): CsvDelimiter {
  return delimiters[table?.delimiter ?? "comma"];
}
const delimiters = { comma: ",", semicolon: ";", tab: "\t" } as const;

/** A number's cell between a table with decimal commas and one with points: the same there and back. */
export function decimalOf({ table }: Pick<Mapping, "table">, cell: string): string {
  if (table?.decimal !== "comma") return cell;
  return cell.replaceAll(/[.,]/g, (mark) => (mark === "." ? "," : "."));
}

export type MappingField = Mapping["fields"][number];
export type ColumnField = Static<typeof ColumnFieldSchema>;
