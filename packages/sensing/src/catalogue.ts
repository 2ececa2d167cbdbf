import { type ObservationKind, observationKinds, observationMeans } from "@truceline/model";
import Type, { type Static } from "typebox";
import { Compile } from "typebox/compile";
import { checkCurve, type DetectionCurve, maxRangeM } from "./detection-curve.ts";
import { SensingError } from "./errors.ts";

const closed = { additionalProperties: false };

/** Every number says where it comes from; `assumed` where nobody has published one. */
const FigureSchema = Type.Object(
  { value: Type.Number(), source: Type.String({ minLength: 1, maxLength: 500 }) },
  closed,
);

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
    /** Factor 0..1 for each weather state by name; `clear` is 1. */
    weatherFactors: Type.Record(Type.String({ pattern: "^[a-z-]{1,40}$" }), FigureSchema),
  },
  closed,
);

/** One means of observation: what it detects, how far, and how it goes wrong. */
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
      },
      closed,
    ),
    /**
     * Factor 0..1 on every chance while satellite navigation and radio links are jammed; absent: it
     * works by itself and loses nothing.
     */
    jammingFactor: Type.Optional(FigureSchema),
    /** Share of time it works; for plans, where nothing is known to the minute. */
    uptimeRatio: FigureSchema,
  },
  closed,
);
export type CatalogueEntry = Readonly<Static<typeof CatalogueEntrySchema>>;
export type KindGroup = CatalogueEntry["kindGroups"][number];

const validator = Compile(Type.Array(CatalogueEntrySchema, { minItems: 1, maxItems: 200 }));

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

/**
 * Reads a catalogue from data: more means are data, not code.
 * @throws SensingError `TL_SENSING_CATALOGUE` (with `faults`), `TL_SENSING_CURVE`
 */
export function parseCatalogue(value: unknown): readonly CatalogueEntry[] {
  if (!validator.Check(value)) {
    const faults = validator.Errors(value).map(({ instancePath, message }) => ({
      code: "TL_SENSING_CATALOGUE",
      path: instancePath,
      message,
    }));
    throw new SensingError("TL_SENSING_CATALOGUE", { faults: faults.slice(0, 50) });
  }
  const faults: { code: string; path: string; message: string }[] = [];
  const fault = (path: string, message: string) =>
    faults.push({ code: "TL_SENSING_CATALOGUE", path, message });
  const ids = new Set<string>();
  for (const [index, entry] of value.entries()) {
    if (ids.has(entry.id)) fault(`/${index}/id`, `a second entry "${entry.id}"`);
    ids.add(entry.id);
    const kinds = new Set<string>();
    for (const [number, group] of entry.kindGroups.entries()) {
      const path = `/${index}/kindGroups/${number}`;
      checkCurve(curveOf(group));
      for (const kind of group.kinds) {
        if (kinds.has(kind)) fault(`${path}/kinds`, `${kind} stands in two groups of ${entry.id}`);
        kinds.add(kind);
      }
      const factors = { ...group.weatherFactors, day: group.dayFactor, night: group.nightFactor };
      for (const [name, { value: factor }] of Object.entries(factors)) {
        if (!(factor >= 0 && factor <= 1)) fault(path, `the factor ${name} is not within 0 and 1`);
      }
    }
    if (entry.kindGroups.some((group) => group.weatherFactors["clear"]?.value !== 1)) {
      fault(`/${index}/kindGroups`, "a group without the factor 1 for clear weather");
    }
    const jammingFactor = entry.jammingFactor?.value ?? 1;
    if (!(jammingFactor >= 0 && jammingFactor <= 1)) {
      fault(`/${index}/jammingFactor`, "not within 0 and 1");
    }
    if (!(entry.uptimeRatio.value >= 0 && entry.uptimeRatio.value <= 1)) {
      fault(`/${index}/uptimeRatio`, "not within 0 and 1");
    }
  }
  if (faults.length > 0) throw new SensingError("TL_SENSING_CATALOGUE", { faults });
  return value;
}
