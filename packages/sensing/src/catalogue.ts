import { type ObservationKind, observationKinds, observationMeans } from "@truceline/model";
import Type, { type Static } from "typebox";
import { type DetectionCurve, maxRangeM } from "./detection-curve.ts";

const closed = { additionalProperties: false };

/** Every number says where it comes from; `assumed` where nobody has published one. */
const FigureSchema = Type.Object(
  { value: Type.Number(), source: Type.String({ minLength: 1, maxLength: 500 }) },
  closed,
);
export type Figure = Readonly<Static<typeof FigureSchema>>;

const CurveSchema = Type.Union([
  Type.Object(
    {
      type: Type.Literal("table"),
      points: Type.Array(Type.Object({ rangeM: FigureSchema, chance: FigureSchema }, closed), {
        minItems: 1,
        maxItems: 50,
      }),
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal("exponential-power"),
      p0: FigureSchema,
      scaleM: FigureSchema,
      shape: FigureSchema,
      maxM: FigureSchema,
    },
    closed,
  ),
]);

const KindGroupSchema = Type.Object(
  {
    /** Kinds that this means detects alike. */
    kinds: Type.Array(Type.Enum(observationKinds), { minItems: 1, maxItems: 30 }),
    curve: CurveSchema,
    /** Factors 0..1 on the chance by day and by night. */
    dayFactor: FigureSchema,
    nightFactor: FigureSchema,
    /**
     * Factor in a night of bright moonlight, in place of `nightFactor`; absent: the moon changes
     * nothing, as for what needs no light.
     */
    moonlitFactor: Type.Optional(FigureSchema),
    /** Factor 0..1 for each weather state by name; `clear` is 1. */
    weatherFactors: Type.Record(Type.String({ pattern: "^[a-z-]{1,40}$" }), FigureSchema),
  },
  closed,
);

/**
 * Where a means stands: with the people of a post, on a mast of its own, left alone on the ground, at a
 * base from where it serves many places, moving with a patrol, in orbit.
 */
export const standings = ["post", "mast", "ground", "base", "patrol", "orbit"] as const;
export type Standing = (typeof standings)[number];

/** What lies between a means and a place; `hidden`: the ground itself stands in between. */
export const terrainClasses = ["open", "rolling", "wooded", "built-up", "hidden"] as const;
export type TerrainClass = (typeof terrainClasses)[number];

/** Factor 0..1 on every chance by what lies between; `open` is 1. */
const TerrainFactorsSchema = Type.Object(
  {
    open: FigureSchema,
    rolling: FigureSchema,
    wooded: FigureSchema,
    "built-up": FigureSchema,
    hidden: FigureSchema,
  },
  closed,
);

/** What jamming takes from a means. */
export const dependences = ["radio", "satellite-navigation"] as const;

const DependenceSchema = Type.Object(
  {
    on: Type.Array(Type.Enum(dependences), { minItems: 1, maxItems: 2, uniqueItems: true }),
    source: Type.String({ minLength: 1, maxLength: 500 }),
  },
  closed,
);

/** Who serves one unit. */
const PeopleSchema = Type.Object(
  {
    /** People at work with one unit at any hour it works; 0.1: one person serves ten. */
    onWatch: FigureSchema,
    technicianHoursPerYear: FigureSchema,
    /** Means that the same people serve at the same time: they are counted once. */
    sharedWith: Type.Optional(Type.Array(Type.String({ maxLength: 61 }), { maxItems: 20 })),
  },
  closed,
);

/** What one unit costs, without its people. */
const MoneySchema = Type.Object(
  { purchaseUsd: FigureSchema, lifeYears: FigureSchema, yearlyUsd: FigureSchema },
  closed,
);

/** The strip beside a satellite's track in which it looks. */
const SwathSchema = Type.Object(
  {
    /** Distance of the strip's two edges from the track, on the ground. */
    nearM: FigureSchema,
    farM: FigureSchema,
    side: Type.Enum(["both", "left", "right"] as const),
    /** It needs the sun: passes by night show nothing. */
    needsDaylight: Type.Boolean(),
    /** Satellites that carry it, by id of `publicOrbits` or of elements of one's own. */
    orbits: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
      minItems: 1,
      maxItems: 50,
    }),
  },
  closed,
);

/** One means of observation: what it detects, how far, how it goes wrong, and what it takes. */
export const CatalogueEntrySchema = Type.Object(
  {
    id: Type.String({ pattern: "^[a-z][a-z0-9-]{0,60}$" }),
    title: Type.String({ minLength: 1, maxLength: 200 }),
    /** How an observation made by it is worded. */
    observes: Type.Enum(observationMeans),
    kindGroups: Type.Array(KindGroupSchema, { minItems: 1, maxItems: 30 }),
    /** Events reported in a day that were none. */
    falseAlarmsPerDay: FigureSchema,
    placeError: Type.Object(
      {
        /** Standard deviation of a bearing. */
        bearingDeg: FigureSchema,
        /** Standard deviation of a distance, as a share of it. */
        distanceRatio: FigureSchema,
        /** Standard deviation of a place it fixes by itself, whatever the distance; then it stands alone. */
        fixM: Type.Optional(FigureSchema),
      },
      closed,
    ),
    /**
     * Factor 0..1 on every chance while satellite navigation and radio links are jammed; absent: it
     * works by itself and loses nothing.
     */
    jammingFactor: Type.Optional(FigureSchema),
    /** Which of the two it cannot do without; absent with a factor given: it may be either. */
    dependsOn: Type.Optional(DependenceSchema),
    /** Share of time it works; for plans, where nothing is known to the minute. */
    uptimeRatio: FigureSchema,
    stands: Type.Optional(Type.Enum(standings)),
    /** Height of eye, ear or aerial above the ground. */
    heightM: Type.Optional(FigureSchema),
    /** Absent: not known; see `terrainFactorOf`. */
    terrainFactors: Type.Optional(TerrainFactorsSchema),
    /** What it takes for an event that was none. */
    falseAlarmCauses: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 20 }),
    ),
    people: Type.Optional(PeopleSchema),
    money: Type.Optional(MoneySchema),
    /** Mean electrical power of one unit while it works. */
    powerW: Type.Optional(FigureSchema),
    /** Of a means that moves: how fast, and how far in a day. */
    movement: Type.Optional(
      Type.Object({ speedKmPerH: FigureSchema, kmPerDay: FigureSchema }, closed),
    ),
    swath: Type.Optional(SwathSchema),
  },
  closed,
);
export type CatalogueEntry = Readonly<Static<typeof CatalogueEntrySchema>>;
export type KindGroup = CatalogueEntry["kindGroups"][number];
export type Swath = NonNullable<CatalogueEntry["swath"]>;

/** The curve of a kind group as plain numbers. */
export function curveOf({ curve }: KindGroup): DetectionCurve {
  return curve.type === "table"
    ? {
        type: "table",
        rangesM: curve.points.map(({ rangeM }) => rangeM.value),
        chances: curve.points.map(({ chance }) => chance.value),
      }
    : {
        type: "exponential-power",
        p0: curve.p0.value,
        scaleM: curve.scaleM.value,
        shape: curve.shape.value,
        maxM: curve.maxM.value,
      };
}

/** The largest distance at which a means detects anything, metres. */
export function reachM(entry: CatalogueEntry): number {
  return Math.max(...entry.kindGroups.map((group) => maxRangeM(curveOf(group))));
}

/** The group of an entry that holds a kind; undefined where the means cannot detect it. */
export function kindGroupOf(entry: CatalogueEntry, kind: ObservationKind): KindGroup | undefined {
  return entry.kindGroups.find((group) => group.kinds.includes(kind));
}

/** Factor on every chance by what lies between. Of a means that does not say, only hidden ground takes anything, and all. */
export function terrainFactorOf({ terrainFactors }: CatalogueEntry, terrain: TerrainClass): number {
  return terrainFactors?.[terrain].value ?? (terrain === "hidden" ? 0 : 1);
}
