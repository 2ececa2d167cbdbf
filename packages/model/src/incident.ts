import Type, { type Static } from "typebox";
import { AreaSchema } from "./area.ts";
import { AtMsSchema, NameSchema, OriginSchema, RatioSchema, UuidSchema } from "./basics.ts";
import { defineRecord } from "./define-record.ts";
import { LonLatSchema } from "./lon-lat.ts";
import { observationKinds, weaponClasses } from "./observation.ts";
import { TimeSpanSchema } from "./time-span.ts";

const closed = { additionalProperties: false };

const PlaceSummarySchema = Type.Object(
  {
    median: LonLatSchema,
    /** 95 % ellipse of the samples, for drawing; the samples decide. */
    ellipse95: Type.Optional(AreaSchema),
    ellipse50: Type.Optional(AreaSchema),
  },
  closed,
);

/** How the joint samples are drawn again, bit for bit, from the observations named. */
const PosteriorSchema = Type.Object(
  {
    method: NameSchema,
    seed: NameSchema,
    sampleCount: Type.Integer({ minimum: 1, maximum: 100_000 }),
  },
  closed,
);

/**
 * Observations held to be one event, with a joint posterior over place fired from, place of effect,
 * time, kind and weapon class. The record keeps the summary and what redraws the samples.
 */
export const IncidentSchema = Type.Object(
  {
    schema: Type.Literal("incident/1"),
    id: UuidSchema,
    version: Type.Integer({ minimum: 1 }),
    origin: OriginSchema,
    recordedAtMs: AtMsSchema,
    /** Taken back: its observations went to another incident, or were superseded. */
    withdrawn: Type.Optional(Type.Object({ mergedInto: Type.Optional(UuidSchema) }, closed)),
    observationIds: Type.Array(UuidSchema, { minItems: 1, maxItems: 10_000 }),
    /** Independent groups of sources: one observer, or all on one mast, is one. */
    independentGroups: Type.Array(NameSchema, { minItems: 1, maxItems: 1_000 }),
    means: Type.Array(NameSchema, { maxItems: 10 }),
    span: TimeSpanSchema,
    kinds: Type.Array(Type.Object({ kind: Type.Enum(observationKinds), p: RatioSchema }, closed)),
    weapons: Type.Array(Type.Object({ class: Type.Enum(weaponClasses), p: RatioSchema }, closed)),
    natures: Type.Array(Type.Object({ nature: NameSchema, p: RatioSchema }, closed)),
    /** Most said count among its observations, for reading; counting rules use the observations. */
    countText: Type.Optional(NameSchema),
    firedFrom: Type.Union([PlaceSummarySchema, Type.Null()]),
    effect: Type.Union([PlaceSummarySchema, Type.Null()]),
    posterior: Type.Union([PosteriorSchema, Type.Null()]),
    sectorIds: Type.Array(NameSchema, { maxItems: 100 }),
  },
  closed,
);
export type Incident = Readonly<Static<typeof IncidentSchema>>;

export const incidentRecord = defineRecord("incident", IncidentSchema);
