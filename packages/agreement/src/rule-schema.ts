import { weaponClasses } from "@truceline/model";
import Type from "typebox";
import {
  clockTimePattern,
  closed,
  distance,
  durationPattern,
  instant,
  instantPattern,
  reference,
  text,
} from "./schema-parts.ts";
import { activityNames, equipmentNames } from "./vocabulary.ts";

const SubjectsSchema = Type.Union(
  [
    Type.String({ minLength: 1, maxLength: 64, description: "any, each, or a party's id." }),
    Type.Array(reference("A party's id."), { minItems: 1, maxItems: 20 }),
  ],
  { description: "Whom the rule binds: any (before anyone is named), each, or parties by id." },
);

const RuleTimeSchema = Type.Object(
  {
    from: Type.Optional(instant("From when on the rule holds; without it, from entry into force.")),
    until: Type.Optional(instant("Until when (excluded); without it, as long as the agreement.")),
    daily: Type.Optional(
      Type.Array(text("clock-time", clockTimePattern, "Local time of day, HH:MM in quotes."), {
        minItems: 2,
        maxItems: 2,
        description: "Hours of each day, [start, end); over midnight if start is after end.",
      }),
    ),
  },
  { ...closed, description: "When the rule holds; all that is given must hold." },
);

const EquipmentClassSchema = Type.Enum([...weaponClasses, ...equipmentNames]);
const EquipmentSchema = Type.Object(
  {
    class: Type.Union([
      EquipmentClassSchema,
      Type.Array(EquipmentClassSchema, { minItems: 1, maxItems: 20 }),
    ]),
    calibreMm: Type.Optional(
      Type.Object(
        {
          min: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000, description: "Included." })),
          max: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000, description: "Included." })),
        },
        closed,
      ),
    ),
  },
  { ...closed, description: "Weapons by class and calibre in millimetres." },
);

export const ProhibitSchema = Type.Object(
  {
    prohibit: Type.Enum([...activityNames], { description: "The activity that is prohibited." }),
    with: Type.Optional(EquipmentSchema),
    by: SubjectsSchema,
    tested: Type.Optional(
      Type.Enum(["firedFrom", "landedAt", "present"], {
        description: "Which place must lie in the zone; fire: firedFrom, the rest: present.",
      }),
    ),
    in: reference("Id of the zone."),
    time: Type.Optional(RuleTimeSchema),
  },
  { ...closed, description: "An activity that must not take place in a zone." },
);

export const WithdrawSchema = Type.Object(
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
    time: Type.Optional(RuleTimeSchema),
  },
  { ...closed, description: "Weapons that must be taken back beyond a distance from a line." },
);

export const AccessSchema = Type.Object(
  {
    access: Type.Object(
      {
        of: Type.String({ minLength: 1, maxLength: 64, description: "Who has access: mission." }),
        to: reference("Id of the zone."),
      },
      closed,
    ),
    by: SubjectsSchema,
    time: Type.Optional(RuleTimeSchema),
  },
  { ...closed, description: "Access that must be granted; denial is a breach." },
);

export const NarrativeSchema = Type.Object(
  { narrative: Type.Literal(true) },
  { ...closed, description: "Shown and tracked, never assessed." },
);
