import { type ObservationKind, observationKinds, observationMeans } from "@truceline/model";
import Type from "typebox";
import {
  closed,
  duration,
  id,
  instant,
  LocalTextSchema,
  ratio,
  reference,
  remarkNote,
  sourceNote,
} from "./schema-parts.ts";

/** Having seen nothing shows nothing. */
const showingKinds = observationKinds.filter(
  (kind): kind is Exclude<ObservationKind, "nothing"> => kind !== "nothing",
);

const SignSchema = Type.Object(
  {
    kinds: Type.Array(Type.Enum(showingKinds), {
      minItems: 1,
      maxItems: 28,
      description: "Kinds of observation.",
    }),
    means: Type.Optional(
      Type.Array(Type.Enum(observationMeans), {
        minItems: 1,
        maxItems: 5,
        description: "Only observed so; by any means unless said.",
      }),
    ),
    words: Type.Optional(
      Type.Array(Type.String({ minLength: 3, maxLength: 40, pattern: "^[^\\p{C}\\p{Z}]+$" }), {
        minItems: 1,
        maxItems: 40,
        description:
          "One of these begins a word of what the observer wrote; in every language they write in.",
      }),
    ),
    exercise: Type.Optional(
      Type.Boolean({ description: "true: only what the observer called an exercise." }),
    ),
  },
  closed,
);

/** One entry of the `indicators` part of an agreement. */
export const IndicatorSchema = Type.Object(
  {
    id: id("Id of the indicator, such as bridging."),
    name: LocalTextSchema,
    shownBy: Type.Array(SignSchema, {
      minItems: 1,
      maxItems: 20,
      description: "What shows it; any one of them.",
    }),
    in: Type.Optional(
      Type.Array(reference("Id of a sector."), {
        minItems: 1,
        maxItems: 200,
        description: "Sectors it is counted in; each of all unless said.",
      }),
    ),
    counts: Type.Enum(["days", "observations", "pieces"], {
      description: "What is counted: days on which it was seen, observations, or pieces.",
    }),
    threshold: Type.Object(
      {
        count: Type.Integer({
          minimum: 1,
          maximum: 1_000_000,
          description: "So many, or more.",
        }),
        within: duration("Counted over so many whole days."),
      },
      { ...closed, description: "The count in one sector that the parties agreed to speak about." },
    ),
    from: Type.Optional(instant("Counted from then on; from entry into force unless said.")),
    unlessNotified: Type.Optional(
      Type.Boolean({ description: "true: what was notified beforehand is shown, not counted." }),
    ),
    coverageOf: reference("Id of the article whose coverage says whether it could be seen."),
    coverage: Type.Optional(
      ratio("Coverage below this is `could not see`; what that article asks for unless said."),
    ),
    mark: Type.Enum(["confirmed", "claimed", "assumed"], {
      description: "How sure it is that the parties agreed to it.",
    }),
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);
