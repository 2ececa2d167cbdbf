import Type, { type TSchema } from "typebox";
import { AmendsSchema } from "./amend/amends-schema.ts";
import { AnnexSchema, agreementLists, annexPathPattern } from "./annex/annex-schema.ts";
import { AgreementDocumentSchema } from "./document-schema.ts";
import { closed, text } from "./schema-parts.ts";

const own = AgreementDocumentSchema.properties;
/** What a document has of itself; the rest it may have from the agreement that it amends. */
const alwaysRequired = ["truceline", "id", "status", "title", "inForce"];
const requiredAlone = AgreementDocumentSchema.required.filter(
  (key) => !alwaysRequired.includes(key) && key !== "articles",
);

/**
 * The schema of the file `agreement.yaml`: the agreement's own parts, the annexes whose entries stand
 * in files of their own, and what it changes of an agreement that it amends.
 */
export const AgreementFileSchema = {
  ...Type.Object(
    {
      ...own,
      annexes: Type.Optional(
        Type.Array(text("annex", annexPathPattern, "Path of a YAML file below this folder."), {
          minItems: 1,
          maxItems: 50,
          description: "Files beside the document whose lists are read as if they stood here.",
        }),
      ),
      amends: Type.Optional(AmendsSchema),
    },
    closed,
  ),
  // Which keys must be there depends on whether others bring them.
  required: alwaysRequired,
  if: { required: ["amends"] },
  else: {
    required: requiredAlone,
    anyOf: [{ required: ["articles"] }, { required: ["annexes"] }],
  },
};

const dialect = "https://json-schema.org/draft/2020-12/schema";
const plain = (schema: TSchema) =>
  JSON.parse(JSON.stringify(schema)) as Record<string, unknown> & {
    properties: Record<string, unknown>;
  };

/** The published schema, as `docs/reference/agreement.schema.json` holds it. JSON Schema 2020-12. */
export const agreementJsonSchema: Readonly<Record<string, unknown>> = publishedAgreement();

/** The published schema of annexes, as `docs/reference/annex.schema.json` holds it. */
export const annexJsonSchema: Readonly<Record<string, unknown>> = {
  $schema: dialect,
  title: "Truceline annex, first version",
  ...plain(AnnexSchema),
};

/** The lists that `add` and `replace` take are those of the root: written once, and pointed to. */
function publishedAgreement(): Record<string, unknown> {
  const schema = plain(AgreementFileSchema);
  const amends = schema.properties["amends"] as {
    properties: Record<string, { properties: Record<string, unknown> }>;
  };
  for (const part of ["replace", "add"]) {
    const lists = amends.properties[part]?.properties ?? {};
    for (const key of Object.keys(agreementLists)) {
      if (lists[key] === undefined) continue;
      lists[key] = { $ref: `#/properties/${key}`, description: `Entries as in \`${key}\`.` };
    }
  }
  return { $schema: dialect, title: "Truceline agreement, first version", ...schema };
}
