import Type from "typebox";
import { BetweenSchema } from "./rule-parts-schema.ts";
import {
  closed,
  distance,
  geometryFile,
  id,
  LocalTextSchema,
  reference,
  remarkNote,
  sourceNote,
} from "./schema-parts.ts";

const BandSchema = Type.Object(
  { line: reference("Id of the line.") },
  {
    additionalProperties: distance(
      "Width of the band on the side of the party that the key names.",
    ),
    description: "A strip along a line: a distance for each party's side.",
  },
);

const BuildSchema = Type.Object(
  {
    band: Type.Optional(BandSchema),
    between: Type.Optional(BetweenSchema),
    sector: Type.Optional(reference("Id of the sector whose ground the zone is.")),
    corridor: Type.Optional(
      Type.Object(
        {
          along: geometryFile("One LineString: the middle of the corridor."),
          width: distance("Its whole width, from edge to edge."),
        },
        { ...closed, description: "A strip along a way, such as an air corridor or a sea lane." },
      ),
    ),
    around: Type.Optional(
      Type.Object(
        {
          site: reference("Id of the site in the middle."),
          radius: distance("How far the zone reaches from it."),
        },
        { ...closed, description: "A disc round a site, such as the sea off a port." },
      ),
    ),
  },
  {
    ...closed,
    oneOf: ["band", "between", "sector", "corridor", "around"].map((key) => ({ required: [key] })),
    description: "Built from other parts of the document.",
  },
);

export const ZoneSchema = Type.Object(
  {
    id: id("Id of the zone."),
    kind: Type.String({
      minLength: 1,
      maxLength: 64,
      pattern: "^[a-z][a-z0-9-]*$",
      description: "What kind of zone: withdrawal-zone, buffer-zone, maritime-zone, air-corridor …",
    }),
    name: LocalTextSchema,
    geometry: Type.Optional(geometryFile("Polygon or MultiPolygon.")),
    build: Type.Optional(BuildSchema),
    floor: Type.Optional(distance("Height above ground from which on the zone holds the air.")),
    ceiling: Type.Optional(distance("Height above ground below which it does.")),
    lane: Type.Optional(
      Type.Object(
        {
          course: Type.Number({
            minimum: 0,
            exclusiveMaximum: 360,
            description: "Which way traffic goes, in degrees clockwise from north.",
          }),
        },
        { ...closed, description: "One way only, as a lane of a traffic separation." },
      ),
    ),
    except: Type.Optional(
      Type.Array(reference("Id of another zone."), {
        minItems: 1,
        maxItems: 50,
        description: "Zones whose ground is not part of this one.",
      }),
    ),
    apartFrom: Type.Optional(
      Type.Array(reference("Id of another zone."), {
        maxItems: 200,
        description: "Zones that this one is said not to overlap; `check` looks.",
      }),
    ),
    note: remarkNote,
    source: sourceNote,
  },
  { ...closed, oneOf: [{ required: ["geometry"] }, { required: ["build"] }] },
);

const endOf = (description: string) =>
  Type.Array(Type.Number(), { minItems: 2, maxItems: 2, quantity: "position", description });

/** A line that vessels or aircraft cross, such as the mouth of a corridor. */
export const GateSchema = Type.Object(
  {
    id: id("Id of the gate."),
    name: LocalTextSchema,
    from: endOf("One end, [longitude, latitude] in degrees, WGS 84."),
    to: endOf(
      "The other end. Left and right of the gate are those of who goes from one to the other.",
    ),
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);
