import Type from "typebox";
import { agreementLists, optionalLists } from "../annex/annex-schema.ts";
import { closed, reference, remarkNote, sourceNote } from "../schema-parts.ts";

/** A folder or file, from the folder of the document; it may climb up, unlike every other path. */
export const basePathPattern = "^(?!/)[^\\\\:\\u0000-\\u001f\\u007f]+$";

/** Lists whose entries have ids: those an amendment can replace or repeal. */
export const namedLists: readonly string[] = Object.entries(agreementLists)
  .filter(([, { items }]) => items.properties?.["id"] !== undefined)
  .map(([key]) => key);

/** `sources` are each document's own. */
const { sources: _, ...added } = optionalLists;
const named = Object.fromEntries(namedLists.map((key) => [key, optionalLists[key] as never]));
const ids = Object.fromEntries(
  namedLists.map((key) => [
    key,
    Type.Optional(
      Type.Array(reference("Id of an entry of the amended agreement."), {
        minItems: 1,
        maxItems: 500,
      }),
    ),
  ]),
);

/** `amends`: the agreement that this one stands on, and what of it changes. */
export const AmendsSchema = Type.Object(
  {
    agreement: Type.String({
      minLength: 1,
      maxLength: 200,
      pattern: basePathPattern,
      description: "Folder or file of the amended agreement, from this folder: ../minsk-2015",
    }),
    repeal: Type.Optional(
      Type.Object(ids, { ...closed, description: "Entries that go, by their ids." }),
    ),
    replace: Type.Optional(
      Type.Object(named, {
        ...closed,
        description: "Entries that take the place of those with the same ids, written out whole.",
      }),
    ),
    add: Type.Optional(
      Type.Object({ ...added }, { ...closed, description: "Entries that are new." }),
    ),
    note: remarkNote,
    source: sourceNote,
  },
  {
    ...closed,
    description: "This document amends another: it takes over all that it does not change.",
  },
);
