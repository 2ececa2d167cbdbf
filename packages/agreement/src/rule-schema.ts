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
  distance,
  duration,
  durationPattern,
  instantPattern,
  LocalTextSchema,
  reference,
  text,
} from "./schema-parts.ts";
import { activityNames, limitNames } from "./vocabulary.ts";

const time = Type.Optional(RuleTimeSchema);
const optionalIn = Type.Optional(InSchema);
const withEquipment = Type.Optional(EquipmentSchema);
const activity = (description: string) => Type.Enum([...activityNames], { description });

const ProhibitSchema = Type.Object(
  {
    prohibit: activity("The activity that is prohibited."),
    with: withEquipment,
    by: SubjectsSchema,
    tested: Type.Optional(
      Type.Enum(["firedFrom", "landedAt", "present"], {
        description: "Which place must lie in the zone; fire: firedFrom, the rest: present.",
      }),
    ),
    in: InSchema,
    time,
  },
  { ...closed, description: "An activity that must not take place in a zone." },
);

const LimitSchema = Type.Object(
  {
    limit: Type.Object(
      Object.fromEntries(
        limitNames.map((name) => [
          name,
          Type.Optional(
            Type.Integer({
              minimum: 0,
              maximum: 10_000_000,
              description: `How many ${name === "exercise" ? "persons in one exercise" : name} at most.`,
            }),
          ),
        ]),
      ),
      { ...closed, oneOf: limitNames.map((name) => ({ required: [name] })) },
    ),
    with: withEquipment,
    by: SubjectsSchema,
    in: InSchema,
    time,
  },
  { ...closed, description: "A number that each of those bound must not exceed in a zone." },
);

const RequireSchema = Type.Object(
  {
    require: LocalTextSchema,
    by: SubjectsSchema,
    in: optionalIn,
    obligation: Type.Optional(reference("Id of the obligation by which it is tracked.")),
    time,
  },
  { ...closed, description: "Something that has to be done; tracked, not assessed by software." },
);

const WithdrawSchema = Type.Object(
  {
    withdraw: EquipmentSchema,
    by: SubjectsSchema,
    tested: Type.Optional(
      Type.Enum(["firedFrom", "present"], {
        description: "present (weapons seen) unless said; firedFrom tests fire of such weapons.",
      }),
    ),
    beyond: distance("How far from the line the weapons must stay."),
    of: reference("Id of the line."),
    deadline: text(
      "deadline",
      `(${durationPattern})|(${instantPattern})`,
      "When it must be done: a duration after entry into force, or an instant.",
    ),
    time,
  },
  { ...closed, description: "Weapons that must be taken back beyond a distance from a line." },
);

const FreezeSchema = Type.Object(
  {
    freeze: Type.Enum(["line", "positions", "works"], {
      description: "What must stay as it was: a line, positions, or works.",
    }),
    of: Type.Optional(reference("Id of the line; with `freeze: line` it must be there.")),
    in: optionalIn,
    tolerance: Type.Optional(distance("How far it may move all the same; 0 m unless said.")),
    by: SubjectsSchema,
    time,
  },
  { ...closed, description: "A line, positions or works that must stay where they were." },
);

const AccessSchema = Type.Object(
  {
    access: Type.Object(
      {
        of: Type.String({
          minLength: 1,
          maxLength: 64,
          description: "Who has access: mission, or the id of a party or third party.",
        }),
        to: InSchema,
      },
      closed,
    ),
    by: SubjectsSchema,
    time,
  },
  { ...closed, description: "Access that must be granted; denial is a breach." },
);

const NotifySchema = Type.Object(
  {
    notify: activity("The activity that must be told beforehand."),
    with: withEquipment,
    atLeast: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 10_000_000,
        description: "Only where so many persons or more take part.",
      }),
    ),
    to: ToSchema,
    before: duration("How long before it begins."),
    by: SubjectsSchema,
    in: optionalIn,
    time,
  },
  { ...closed, description: "Something that must be told before it is done." },
);

const PermitSchema = Type.Object(
  {
    permit: activity("The activity that is allowed."),
    with: withEquipment,
    by: SubjectsSchema,
    in: optionalIn,
    time,
    when: Type.Optional(LocalTextSchema),
  },
  { ...closed, description: "What is allowed where another article would prohibit it." },
);

const NarrativeSchema = Type.Object(
  { narrative: Type.Literal(true) },
  { ...closed, description: "Shown and tracked, never assessed." },
);

/** All kinds of rule, told apart by their first key. */
export const RuleSchema = Type.Union(
  [
    ProhibitSchema,
    LimitSchema,
    RequireSchema,
    WithdrawSchema,
    FreezeSchema,
    AccessSchema,
    NotifySchema,
    PermitSchema,
    NarrativeSchema,
  ],
  {
    oneKeyOf: [
      "prohibit",
      "limit",
      "require",
      "withdraw",
      "freeze",
      "access",
      "notify",
      "permit",
      "narrative",
    ],
  },
);
