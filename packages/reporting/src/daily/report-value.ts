import { LonLatSchema, NameSchema, TextSchema, violationColumns } from "@truceline/model";
import Type, { type Static } from "typebox";

export const closed = { additionalProperties: false };
export const DateSchema = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
export const InstantSchema = Type.Integer();
export const CountSchema = Type.Integer({ minimum: 0 });
/** Names by language: what the agreement or the gazetteer calls a thing. */
export const LocalTextSchema = Type.Record(Type.String(), Type.String());

/**
 * A value in a sentence or a cell, without any language. Each renderer words it: the same report gives
 * the same numbers in every language, because no number is ever written down as text in it.
 */
const PlainValueSchema = Type.Union([
  Type.Number(),
  /** A code that a message selects by; never shown as it is. */
  Type.String({ maxLength: 200 }),
  /** The number of a figure of the report, by its key. */
  Type.Object({ is: Type.Literal("figure"), key: NameSchema }, closed),
  /** A counted noun with the number and the bound of a figure: "at least 41 explosions". */
  Type.Object({ is: Type.Literal("count"), of: NameSchema, figure: NameSchema }, closed),
  /** A counted noun with a number of its own. */
  Type.Object({ is: Type.Literal("counted"), of: NameSchema, count: CountSchema }, closed),
  /** Rounded down, so that nothing is overstated. */
  Type.Object({ is: Type.Literal("percent"), ratio: Type.Number() }, closed),
  Type.Object({ is: Type.Literal("decimal"), value: Type.Number(), digits: CountSchema }, closed),
  Type.Object({ is: Type.Literal("day"), date: DateSchema }, closed),
  Type.Object({ is: Type.Literal("instant"), atMs: InstantSchema }, closed),
  Type.Object({ is: Type.Literal("span"), fromMs: InstantSchema, toMs: InstantSchema }, closed),
  /** A settlement or landmark: its name is looked up in `names`. */
  Type.Object({ is: Type.Literal("place"), name: Type.String() }, closed),
  /** A name that the agreement gives in several languages. */
  Type.Object({ is: Type.Literal("name"), text: LocalTextSchema }, closed),
  /** A word of the catalogue, such as the reason of a loss. */
  Type.Object({ is: Type.Literal("word"), key: NameSchema }, closed),
  /** Free text that somebody wrote; shown as it is, in the language it was written in. */
  Type.Object({ is: Type.Literal("quote"), text: TextSchema }, closed),
  /** A code, an id, a hash: shown as it is. */
  Type.Object({ is: Type.Literal("code"), text: Type.String({ maxLength: 200 }) }, closed),
  /** How a clause stands: shape and word. */
  Type.Object(
    {
      is: Type.Literal("standing"),
      state: Type.Enum(["met", "found", "examined", "undetermined", "not-applicable", "narrative"]),
    },
    closed,
  ),
  /** The sentence of observations of one statement, by their ids. */
  Type.Object(
    { is: Type.Literal("observations"), ids: Type.Array(NameSchema, { maxItems: 50 }) },
    closed,
  ),
  /** A column of an observation of the report. */
  Type.Object(
    {
      is: Type.Literal("column"),
      id: NameSchema,
      of: Type.Enum(violationColumns),
    },
    closed,
  ),
  /** Weapons of one kind: number, class, the stated model, calibre. */
  Type.Object(
    {
      is: Type.Literal("weapon"),
      class: NameSchema,
      statedAs: Type.Optional(NameSchema),
      calibreMm: Type.Optional(Type.Number()),
      count: Type.Optional(CountSchema),
    },
    closed,
  ),
  /** What took coverage away, and how much would come back if it alone were gone. */
  Type.Object({ is: Type.Literal("loss"), reason: NameSchema, ratio: Type.Number() }, closed),
  /** Nothing is known. */
  Type.Object({ is: Type.Literal("unknown") }, closed),
]);
export type PlainValue = Static<typeof PlainValueSchema>;

export const ReportValueSchema = Type.Union([
  PlainValueSchema,
  Type.Object(
    { is: Type.Literal("list"), items: Type.Array(PlainValueSchema, { maxItems: 200 }) },
    closed,
  ),
]);
export type ReportValue = Static<typeof ReportValueSchema>;

export const ValuesSchema = Type.Record(Type.String(), ReportValueSchema);
export type ReportValues = Readonly<Static<typeof ValuesSchema>>;
export { LonLatSchema };
