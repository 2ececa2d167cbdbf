import Type, { type Static } from "typebox";
import { AreaSchema } from "./area.ts";
import {
  AtMsSchema,
  CompassPointSchema,
  GradeSchema,
  NameSchema,
  OriginSchema,
  Sha256Schema,
  TextSchema,
  UuidSchema,
} from "./basics.ts";
import { defineRecord } from "./define-record.ts";
import { LonLatSchema } from "./lon-lat.ts";
import { TimeSpanSchema } from "./time-span.ts";

const closed = { additionalProperties: false };
const DistanceMSchema = Type.Number({ minimum: 0, maximum: 500_000 });

/** What was observed. The words of FIELD section 3.4 and of the OSCE mission's statements. */
export const observationKinds = [
  "explosion",
  "burst",
  "shot",
  "shot-or-burst",
  "explosion-or-burst",
  "salvo",
  "projectile-in-flight",
  "rocket-assisted-projectile",
  "tracer-round",
  "tracer-burst",
  "tracer-episode",
  "muzzle-flash",
  "illumination-flare",
  "bullet-flyby",
  "violation-unspecified",
  "aircraft",
  "uncrewed-aircraft",
  "vessel",
  "vehicle",
  "weapon-present",
  "persons",
  "construction",
  "mine",
  "damage",
  "casualty-report",
  "thermal-anomaly",
  "interference",
  "access-denied",
  "nothing",
] as const;

export const observationNatures = [
  "undetermined",
  "outgoing",
  "impact",
  "airburst",
  "incoming",
  "outgoing-and-impact",
  "controlled-detonation",
] as const;

export const observationMeans = ["heard", "saw", "recorded", "informed", "observed"] as const;

/** Classes of weapon as the rules speak of them. The observer's own word stays in `statedAs`. */
export const weaponClasses = [
  "small-arms",
  "machine-gun",
  "grenade-launcher",
  "recoilless-gun",
  "anti-aircraft-gun",
  "ifv-cannon",
  "tank",
  "mortar",
  "artillery",
  "mlrs",
  "missile",
  "uncrewed-aircraft",
  "undetermined",
] as const;
export type WeaponClass = (typeof weaponClasses)[number];

/** Who observed. `sensorId` or `id` link to the deployment; `mastId` to what shares one mast. */
const ObserverSchema = Type.Object(
  {
    kind: Type.Enum([
      "person",
      "patrol",
      "camera",
      "uncrewed-aircraft",
      "acoustic",
      "radar",
      "station",
      "satellite",
      "informant",
      "not-stated",
    ]),
    id: Type.Optional(NameSchema),
    sensorId: Type.Optional(NameSchema),
    mastId: Type.Optional(NameSchema),
    grade: Type.Optional(GradeSchema),
    activity: Type.Optional(Type.Enum(["static", "driving", "uav-flight"])),
  },
  closed,
);

/** Where the observer was, as said: a position, a named place, an offset from it, a reference town. */
const ObserverPositionSchema = Type.Object(
  {
    position: Type.Optional(LonLatSchema),
    /** How far the true position may lie from `position`. */
    accuracyM: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
    place: Type.Optional(NameSchema),
    control: Type.Optional(Type.Enum(["GC", "NGC"])),
    offsetM: Type.Optional(DistanceMSchema),
    offsetDirection: Type.Optional(CompassPointSchema),
    referenceTown: Type.Optional(NameSchema),
    referenceM: Type.Optional(DistanceMSchema),
    referenceDirection: Type.Optional(CompassPointSchema),
  },
  closed,
);

const CountSchema = Type.Object(
  {
    /** `range` uses `min` and `max`; `uncounted` has neither. */
    qualifier: Type.Enum(["exactly", "about", "at-least", "range", "uncounted"]),
    min: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    max: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  closed,
);

const DirectionSchema = Type.Union([
  Type.Object(
    {
      /** `list`: all named; `range-ends`: first and last of a range; `sector`: middle of a vague arc. */
      form: Type.Enum(["single", "list", "range-ends", "sector"]),
      points: Type.Array(CompassPointSchema, { minItems: 1, maxItems: 16 }),
    },
    closed,
  ),
  Type.Object(
    {
      form: Type.Literal("bearing"),
      bearingDeg: Type.Number({ minimum: 0, exclusiveMaximum: 360 }),
      standardDeviationDeg: Type.Number({ exclusiveMinimum: 0, maximum: 180 }),
    },
    closed,
  ),
]);

/** Which published statement the observation was typed from, and its place in it. */
const StatementSchema = Type.Object(
  {
    reportId: NameSchema,
    title: Type.Optional(TextSchema),
    reference: Type.Optional(TextSchema),
    /** Cut-off to cut-off. */
    period: Type.Optional(TimeSpanSchema),
    periodBasis: Type.Optional(NameSchema),
    observationNo: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    /** Observations with one number come from one statement. */
    statementNo: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    /** The source gave the events in this order. */
    inSequence: Type.Optional(Type.Boolean()),
    /** This count is included in that observation of the same report. */
    partOfNo: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  },
  closed,
);

/**
 * One raw statement by one source. It says neither what happened (Incident) nor whether a rule was
 * broken (Assessment). The area where the event may have been is derived from it.
 */
export const ObservationSchema = Type.Object(
  {
    schema: Type.Literal("observation/1"),
    id: UuidSchema,
    origin: OriginSchema,
    /** When Truceline had it; set by the receiver, whatever the sender wrote. */
    recordedAtMs: AtMsSchema,
    source: NameSchema,
    sourceId: NameSchema,
    span: TimeSpanSchema,
    observer: ObserverSchema,
    observerPosition: Type.Optional(ObserverPositionSchema),
    means: Type.Array(Type.Enum(observationMeans), { minItems: 1, maxItems: 5 }),
    kind: Type.Enum(observationKinds),
    nature: Type.Optional(Type.Enum(observationNatures)),
    count: CountSchema,
    /** Distance band from the observer; equal ends for one figure. */
    distance: Type.Optional(Type.Object({ minM: DistanceMSchema, maxM: DistanceMSchema }, closed)),
    direction: Type.Optional(DirectionSchema),
    /** Pairs by position: `from[i]` to `to[i]`. */
    movement: Type.Optional(
      Type.Object(
        {
          from: Type.Array(CompassPointSchema, { maxItems: 50 }),
          to: Type.Array(CompassPointSchema, { maxItems: 50 }),
        },
        closed,
      ),
    ),
    /** Of the air where it was heard: the speed of sound follows from it. */
    airTemperatureC: Type.Optional(Type.Number({ minimum: -80, maximum: 60 })),
    /** Azimuth from the place of effect back along the path, as a crater or a hole shows it. */
    arrivedFrom: Type.Optional(
      Type.Object(
        {
          bearingDeg: Type.Number({ minimum: 0, exclusiveMaximum: 360 }),
          standardDeviationDeg: Type.Number({ exclusiveMinimum: 0, maximum: 180 }),
        },
        closed,
      ),
    ),
    /** Where the event was, if the source says so itself (an impact seen, a position fix). */
    area: Type.Optional(AreaSchema),
    /** Height above ground, as the source gives it: a band, equal ends for one figure. */
    height: Type.Optional(
      Type.Object(
        {
          minM: Type.Number({ minimum: 0, maximum: 50_000 }),
          maxM: Type.Number({ minimum: 0, maximum: 50_000 }),
        },
        closed,
      ),
    ),
    /** What the observer made of it, in the observer's words. */
    assessedAs: Type.Optional(TextSchema),
    /** Classes the observer gave; several = together, split not given. */
    weapons: Type.Optional(
      Type.Array(
        Type.Object(
          { class: Type.Enum(weaponClasses), statedAs: Type.Optional(NameSchema) },
          closed,
        ),
        { minItems: 1, maxItems: 10 },
      ),
    ),
    calibresMm: Type.Optional(
      Type.Array(Type.Number({ exclusiveMinimum: 0, maximum: 1_000 }), {
        minItems: 1,
        maxItems: 10,
      }),
    ),
    insideDisengagementArea: Type.Optional(NameSchema),
    exercise: Type.Optional(Type.Enum(["outside-security-zone", "inside-security-zone"])),
    statement: Type.Optional(StatementSchema),
    remark: Type.Optional(TextSchema),
    media: Type.Optional(
      Type.Array(Type.Object({ sha256: Sha256Schema, type: NameSchema }, closed), { maxItems: 20 }),
    ),
    /** SHA-256 of the bytes as they came in. */
    rawSha256: Type.Optional(Sha256Schema),
  },
  closed,
);
export type Observation = Readonly<Static<typeof ObservationSchema>>;
export type ObservationKind = Observation["kind"];

export const observationRecord = defineRecord("observation", ObservationSchema);
