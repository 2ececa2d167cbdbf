import Type, { type Static } from "typebox";
import { AtMsSchema, NameSchema, ReleaseLevelSchema, Sha256Schema, TextSchema } from "../basics.ts";
import { defineRecord } from "../define-record.ts";
import { closed, deskEnvelope } from "./desk-parts.ts";

const DateSchema = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
export const languages = ["en", "uk", "ru", "fr"] as const;
export const LanguageSchema = Type.Enum(languages);
export type Language = (typeof languages)[number];

/** What a person did to a report's text. It is kept apart from what is generated and put in again. */
export const ReportEditSchema = Type.Object(
  {
    /** Of the edit itself. */
    id: NameSchema,
    /** The section or sentence it is about, by the stable key the report gives it. */
    at: NameSchema,
    does: Type.Enum(["add", "replace", "hide", "order"]),
    /** By language; a language without one shows the text there is, marked as not translated. */
    text: Type.Optional(
      Type.Partial(
        Type.Object({ en: TextSchema, uk: TextSchema, ru: TextSchema, fr: TextSchema }, closed),
      ),
    ),
    /** For `order`: keys in their new order. */
    order: Type.Optional(Type.Array(NameSchema, { maxItems: 500 })),
    by: NameSchema,
    atMs: AtMsSchema,
    /** Hash of the generated text it was made against, so that a later change of it is told. */
    againstSha256: Type.Optional(Sha256Schema),
  },
  closed,
);
export type ReportEdit = Readonly<Static<typeof ReportEditSchema>>;

/**
 * A report on its way: a draft is generated anew each time it is looked at, with the edits of people
 * put in; a released one is frozen with the instant it was known at. Versions stay.
 */
export const IssuedReportSchema = Type.Object(
  {
    schema: Type.Literal("issued-report/1"),
    ...deskEnvelope,
    kind: Type.Enum(["daily", "weekly", "thematic"]),
    /** Thematic: a sector, a disengagement area or an article. */
    theme: Type.Optional(
      Type.Object(
        { is: Type.Enum(["sector", "disengagement-area", "article"]), id: NameSchema },
        closed,
      ),
    ),
    periods: Type.Object({ from: DateSchema, to: DateSchema }, closed),
    /** Number in the year, given on release. */
    number: Type.Optional(Type.String({ pattern: "^\\d{1,4}/\\d{4}$" })),
    state: Type.Enum(["draft", "proposed", "reviewed", "released"]),
    level: ReleaseLevelSchema,
    edits: Type.Array(ReportEditSchema, { maxItems: 2_000 }),
    /** The instant its content is known at; set when it is proposed and held from then on. */
    knownAtMs: Type.Optional(AtMsSchema),
    /** SHA-256 of the canonical report model at that instant and level. */
    contentSha256: Type.Optional(Sha256Schema),
    signatures: Type.Array(
      Type.Object(
        { as: Type.Enum(["author", "reviewer", "releaser"]), by: NameSchema, atMs: AtMsSchema },
        closed,
      ),
      { maxItems: 10 },
    ),
  },
  closed,
);
export type IssuedReport = Readonly<Static<typeof IssuedReportSchema>>;
export const issuedReportRecord = defineRecord("issued-report", IssuedReportSchema);
