import Type, { type Static } from "typebox";
import { NameSchema } from "./basics.ts";
import { LonLatSchema } from "./lon-lat.ts";

const closed = { additionalProperties: false };
const BearingSchema = Type.Number({ minimum: 0, exclusiveMaximum: 360 });
const RadiusSchema = Type.Number({ minimum: 0, maximum: 500_000 });

/** Where something may have been: the shapes an observation's own words allow. */
export const AreaSchema = Type.Union([
  Type.Object(
    {
      shape: Type.Literal("sector"),
      centre: LonLatSchema,
      minM: RadiusSchema,
      maxM: RadiusSchema,
      /** Middle bearings, each `halfWidthDeg` to both sides; none = all round. */
      bearingsDeg: Type.Array(BearingSchema, { maxItems: 16 }),
      halfWidthDeg: Type.Number({ exclusiveMinimum: 0, maximum: 180 }),
    },
    closed,
  ),
  Type.Object(
    {
      shape: Type.Literal("ellipse"),
      centre: LonLatSchema,
      semiMajorM: Type.Number({ minimum: 0, maximum: 500_000, description: "95 % ellipse." }),
      semiMinorM: Type.Number({ minimum: 0, maximum: 500_000 }),
      /** Direction of the major axis, clockwise from north. */
      orientationDeg: BearingSchema,
    },
    closed,
  ),
  Type.Object(
    { shape: Type.Literal("circle"), centre: LonLatSchema, radiusM: RadiusSchema },
    closed,
  ),
  Type.Object(
    {
      shape: Type.Literal("polygon"),
      /** Rings as in GeoJSON: the first is the outline, the rest are holes; first = last position. */
      rings: Type.Array(Type.Array(LonLatSchema, { minItems: 4, maxItems: 2_000 }), {
        minItems: 1,
        maxItems: 50,
      }),
    },
    closed,
  ),
  Type.Object(
    { shape: Type.Literal("cell"), cell: Type.String({ pattern: "^[0-9a-f]{15,16}$" }) },
    closed,
  ),
]);
export type Area = Readonly<Static<typeof AreaSchema>>;

/** A place by name, with the position if one is known. */
export const NamedPlaceSchema = Type.Object(
  { name: NameSchema, position: Type.Optional(LonLatSchema) },
  closed,
);
export type NamedPlace = Readonly<Static<typeof NamedPlaceSchema>>;
