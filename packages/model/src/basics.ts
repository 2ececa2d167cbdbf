import Type, { type Static } from "typebox";

/** What a record is about: the world, an exercise, or a simulation. Never mixed. */
export const origins = ["observed", "exercise", "simulated"] as const;
export const OriginSchema = Type.Enum(origins, {
  description: "observed: the world; exercise and simulated: made up. Never mixed.",
});
export type Origin = Static<typeof OriginSchema>;

/** How far a record or answer may travel. `internal` is the mission's own room. */
export const releaseLevels = ["internal", "parties", "public"] as const;
export const ReleaseLevelSchema = Type.Enum(releaseLevels);
export type ReleaseLevel = Static<typeof ReleaseLevelSchema>;

/** Who a caller is. DESIGN section 13. */
export const roles = [
  "observer",
  "analyst",
  "reporting-officer",
  "head-of-mission",
  "liaison",
  "public",
  "device",
  "administrator",
] as const;
export const RoleSchema = Type.Enum(roles);
export type Role = Static<typeof RoleSchema>;

/** Epoch milliseconds, UTC, whole; years 1900 to 2200, so that seconds or microseconds are refused. */
export const AtMsSchema = Type.Integer({
  minimum: -2_208_988_800_000,
  maximum: 7_258_118_400_000,
  description: "Epoch milliseconds, UTC.",
});

export const UuidSchema = Type.String({ format: "uuid" });
export const Sha256Schema = Type.String({ pattern: "^[0-9a-f]{64}$", description: "Hex SHA-256." });
/** Names of sources, sensors, articles, sectors: short, printable, no control characters. */
export const NameSchema = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: "^[^\\u0000-\\u001f\\u007f]+$",
});
export const TextSchema = Type.String({ maxLength: 4000 });
export const RatioSchema = Type.Number({ minimum: 0, maximum: 1 });

/** The sixteen points of the compass, clockwise from north. */
export const compassPoints = [
  "N",
  "NNE",
  "NE",
  "ENE",
  "E",
  "ESE",
  "SE",
  "SSE",
  "S",
  "SSW",
  "SW",
  "WSW",
  "W",
  "WNW",
  "NW",
  "NNW",
] as const;
export const CompassPointSchema = Type.Enum(compassPoints);
export type CompassPoint = Static<typeof CompassPointSchema>;

/** Admiralty grade: how reliable the source is and how credible the information. Ordinal. */
export const GradeSchema = Type.Object(
  {
    source: Type.Enum(["A", "B", "C", "D", "E", "F"]),
    information: Type.Enum(["1", "2", "3", "4", "5", "6"]),
  },
  { additionalProperties: false },
);
export type Grade = Readonly<Static<typeof GradeSchema>>;
