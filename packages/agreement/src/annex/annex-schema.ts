import Type, { type TSchema } from "typebox";
import { AgreementDocumentSchema } from "../document-schema.ts";
import { closed, LocalTextSchema, remarkNote, sourceNote } from "../schema-parts.ts";

/** As `geometryFile`: below the folder of the document, with one of YAML's endings. */
export const annexPathPattern =
  "^(?!/)(?!.*\\.\\.)[^\\\\:\\u0000-\\u001f\\u007f]+\\.(yaml|yml|json)$";

interface ListSchema {
  readonly type: "array";
  readonly items: TSchema & { readonly properties?: Readonly<Record<string, TSchema>> };
  readonly maxItems?: number;
}

/** The lists of an agreement, by key: what annexes bring and amendments change. */
export const agreementLists: Readonly<Record<string, ListSchema>> = Object.fromEntries(
  Object.entries(AgreementDocumentSchema.properties as Readonly<Record<string, unknown>>).filter(
    (entry): entry is [string, ListSchema] => (entry[1] as { type?: unknown }).type === "array",
  ),
);

/** The lists of an agreement as options of another mapping. */
export const optionalLists: Readonly<Record<string, TSchema>> = Object.fromEntries(
  Object.entries(agreementLists).map(([key, list]) => [key, Type.Optional(list as TSchema)]),
);

/** The schema of an annex: lists of the agreement in a file of their own. */
export const AnnexSchema = Type.Object(
  {
    truceline: Type.Literal("annex/1", { description: "Form and version of this document." }),
    title: Type.Optional(LocalTextSchema),
    ...optionalLists,
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);
