import { weaponClasses } from "@truceline/model";
import Type from "typebox";
import { clockTimePattern, closed, distance, instant, reference, text } from "./schema-parts.ts";
import { equipmentNames, weekdayNames } from "./vocabulary.ts";

export const SubjectsSchema = Type.Union(
  [
    Type.String({
      minLength: 1,
      maxLength: 64,
      description: "any, each, third-parties, guarantors, or an id.",
    }),
    Type.Array(reference("Id of a party or third party, third-parties or guarantors."), {
      minItems: 1,
      maxItems: 40,
    }),
  ],
  {
    description:
      "Whom the rule binds: any (before anyone is named), each party, third-parties, guarantors, or ids.",
  },
);

const clockTime = text("clock-time", clockTimePattern, "Local time of day, HH:MM in quotes.");

export const RuleTimeSchema = Type.Object(
  {
    from: Type.Optional(instant("From when on the rule holds; without it, from entry into force.")),
    until: Type.Optional(instant("Until when (excluded); without it, as long as the agreement.")),
    daily: Type.Optional(
      Type.Array(clockTime, {
        minItems: 2,
        maxItems: 2,
        description: "Hours of each day, [start, end); over midnight if start is after end.",
      }),
    ),
    weekdays: Type.Optional(
      Type.Array(Type.Enum([...weekdayNames]), {
        minItems: 1,
        maxItems: 7,
        description: "Days of the week; of hours over midnight the day on which they begin.",
      }),
    ),
    spans: Type.Optional(
      Type.Array(
        Type.Object(
          { from: instant("When the span begins."), to: instant("When it ends (excluded).") },
          closed,
        ),
        {
          minItems: 1,
          maxItems: 200,
          description: "Windows by date: the rule holds in any of them.",
        },
      ),
    ),
    phase: Type.Optional(reference("Id of the phase from whose begin on the rule holds.")),
  },
  { ...closed, description: "When the rule holds; all that is given must hold." },
);

const EquipmentClassSchema = Type.Enum([...weaponClasses, ...equipmentNames]);
const calibreEnd = Type.Number({ minimum: 0, maximum: 1_000, description: "Included." });

export const EquipmentSchema = Type.Object(
  {
    class: Type.Optional(
      Type.Union([
        EquipmentClassSchema,
        Type.Array(EquipmentClassSchema, { minItems: 1, maxItems: 20 }),
      ]),
    ),
    defined: Type.Optional(reference("Id of a definition that names equipment.")),
    calibreMm: Type.Optional(
      Type.Object({ min: Type.Optional(calibreEnd), max: Type.Optional(calibreEnd) }, closed),
    ),
    range: Type.Optional(
      Type.Object(
        {
          min: Type.Optional(distance("Greatest range of the weapon, at least (included).")),
          max: Type.Optional(distance("Greatest range of the weapon, at most (included).")),
        },
        closed,
      ),
    ),
  },
  {
    ...closed,
    oneOf: [{ required: ["class"] }, { required: ["defined"] }],
    description: "Weapons by class, calibre in millimetres and greatest range.",
  },
);

/** A distance for both sides of a line, or one for each party's. */
const widths = (description: string) =>
  Type.Union(
    [
      distance(`${description} On both sides.`),
      Type.Object({}, { additionalProperties: distance(`${description} On that party's side.`) }),
    ],
    { description: `${description} One distance, or one for each party's side.` },
  );

/** An area that stands in the rule itself; it becomes a zone of its own. */
const AreaPartsSchema = Type.Object(
  {
    zone: Type.Optional(reference("Id of a zone, or everywhere.")),
    within: Type.Optional(widths("Up to how far from the line the area goes.")),
    from: Type.Optional(widths("How far from the line the area begins.")),
    to: Type.Optional(widths("How far from the line it ends.")),
    of: Type.Optional(reference("Id of the line that distances are measured from.")),
    side: Type.Optional(reference("Only the side of the line that this party holds.")),
    sector: Type.Optional(reference("Id of a sector.")),
    above: Type.Optional(distance("Only the air from this height above ground on.")),
    below: Type.Optional(distance("Only below this height above ground.")),
    except: Type.Optional(
      Type.Array(reference("Id of a zone."), {
        minItems: 1,
        maxItems: 50,
        description: "Zones that are not part of the area.",
      }),
    ),
  },
  {
    ...closed,
    oneOf: [
      { required: ["zone"] },
      { required: ["within"] },
      { required: ["to"] },
      { required: ["sector"] },
    ],
    description: "An area: a zone, a distance from a line, a sector; with heights and exceptions.",
  },
);

export const InSchema = Type.Union([reference("Id of a zone, or everywhere."), AreaPartsSchema], {
  description: "Where: the id of a zone, everywhere, or an area by its parts.",
});

export const ToSchema = Type.Union(
  [
    Type.String({ minLength: 1, maxLength: 64, description: "mission, or an id." }),
    Type.Array(reference("mission, or the id of a party or third party."), {
      minItems: 1,
      maxItems: 20,
    }),
  ],
  { description: "Who has to be told: mission, parties, third parties." },
);

/** Widths of a zone between two distances from a line. */
export const BetweenSchema = Type.Object(
  {
    line: reference("Id of the line."),
    from: widths("How far from the line the zone begins."),
    to: widths("How far from the line it ends."),
  },
  { ...closed, description: "A strip that begins at a distance from the line." },
);
