import Type from "typebox";
import {
  EquipmentSchema,
  InSchema,
  RuleTimeSchema,
  SubjectsSchema,
  ToSchema,
} from "./rule-parts-schema.ts";
import {
  closed,
  duration,
  id,
  instant,
  LocalTextSchema,
  reference,
  remarkNote,
  sourceNote,
} from "./schema-parts.ts";
import { activityNames } from "./vocabulary.ts";

export const PhaseSchema = Type.Object(
  {
    id: id("Id of the phase."),
    name: LocalTextSchema,
    begins: Type.Union(
      [
        instant("When the phase begins."),
        Type.Object(
          {
            after: reference("Id of the article that must have been met."),
            metFor: duration("For how long without a break."),
          },
          { ...closed, description: "A condition: people establish when it is there." },
        ),
      ],
      { description: "When the phase begins: an instant, or after an article was met for a time." },
    ),
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);

export const ExemptionSchema = Type.Object(
  {
    id: Type.Optional(id("Id of the exemption; the article's and the purpose unless said.")),
    article: reference("Id of the article that it takes something out of."),
    for: Type.String({
      minLength: 1,
      maxLength: 64,
      pattern: "^[a-z][a-z0-9-]*$",
      description: "The purpose: demining, medical, mission, self-defence …",
    }),
    name: Type.Optional(LocalTextSchema),
    by: SubjectsSchema,
    activity: Type.Optional(
      Type.Enum([...activityNames], {
        description: "Only this of what the article names; without it, all of it.",
      }),
    ),
    in: Type.Optional(InSchema),
    time: Type.Optional(RuleTimeSchema),
    notify: Type.Optional(
      Type.Object(
        { before: duration("How long before it must be told."), to: ToSchema },
        { ...closed, description: "Only what was told beforehand is exempt." },
      ),
    ),
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);

export const DefinitionSchema = Type.Object(
  {
    id: id("Id of the definition, for `defined`."),
    term: LocalTextSchema,
    equipment: Type.Optional(EquipmentSchema),
    text: Type.Optional(LocalTextSchema),
    note: remarkNote,
    source: sourceNote,
  },
  {
    ...closed,
    oneOf: [{ required: ["equipment"] }, { required: ["text"] }],
    description: "What a term of the text means: equipment that rules can name, or a text.",
  },
);
