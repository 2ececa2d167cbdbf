import {
  type Area,
  AtMsSchema,
  fireKinds,
  NameSchema,
  type Observation,
  ObservationSchema,
  OriginSchema,
  ReleaseLevelSchema,
  TimeSpanSchema,
  UuidSchema,
  weaponClasses,
} from "@truceline/model";
import Type, { type Static } from "typebox";
import { toldPlace } from "./coarse-place.ts";
import {
  firePlaceAgeMinMs,
  type ReleaseContext,
  type Released,
  tellableFromMs,
} from "./release-terms.ts";

const closed = { additionalProperties: false };
const { kind, nature, count, means, calibresMm, exercise } = ObservationSchema.properties;

/**
 * An observation as others may read it. It has no observer, no position, no distance and no direction
 * (with the place told, these would give the observer away), and none of the free text.
 */
export const ReleasedObservationSchema = Type.Object(
  {
    schema: Type.Literal("released-observation/1"),
    id: UuidSchema,
    origin: OriginSchema,
    release: ReleaseLevelSchema,
    span: TimeSpanSchema,
    means,
    kind,
    nature,
    count,
    weaponClasses: Type.Optional(Type.Array(Type.Enum(weaponClasses), { maxItems: 10 })),
    calibresMm,
    exercise,
    /** Ids of the agreement's sectors that it may lie in. */
    sectorIds: Type.Array(NameSchema, { maxItems: 100 }),
    place: Type.Union([
      Type.Object({ cell: Type.String(), cellAreaM2: Type.Number() }, closed),
      /** "Their place follows at 15:11." */
      Type.Object({ followsAtMs: AtMsSchema }, closed),
      Type.Null(),
    ]),
  },
  closed,
);
export type ReleasedObservation = Readonly<Static<typeof ReleasedObservationSchema>>;

/** Sightings of somebody's forces: evidence for a clause, never told one by one. DESIGN section 16. */
const sightingKinds: ReadonlySet<Observation["kind"]> = new Set([
  "weapon-present",
  "vehicle",
  "persons",
  "aircraft",
  "uncrewed-aircraft",
  "vessel",
] as const);

/** Kinds whose place is told like a place of fire: late and coarse. */
const placelessKinds: ReadonlySet<Observation["kind"]> = new Set([
  "nothing",
  "access-denied",
] as const);

export interface ObservationPlace {
  /** Where the event may have been; null where nothing places it. */
  readonly area: Area | null;
  readonly sectorIds: readonly string[];
}

/** An observation at a level outside the house. `internal` is not a matter of this function. */
export function releaseObservation(
  observation: Observation,
  { area, sectorIds }: ObservationPlace,
  context: ReleaseContext & { readonly level: "parties" | "public" },
): Released<ReleasedObservation> {
  if (sightingKinds.has(observation.kind)) return { is: "withheld", reason: "sighting" };
  const { nowMs, level, terms } = context;
  // What the clock of a sender puts into the future is not older than when it came in.
  const overMs = Math.max(observation.span.toMs, observation.span.fromMs);
  const fromMs = tellableFromMs(overMs, context);
  if (nowMs < fromMs) return { is: "later", fromMs };
  const { id, origin, span, means, kind, nature, count, weapons, calibresMm, exercise } =
    observation;
  const placeFromMs = overMs + firePlaceAgeMinMs;
  const mayPlace = area !== null && !placelessKinds.has(kind);
  // One by one instead of spread: every line of an export comes by here. The order is the written one.
  const value = {
    schema: "released-observation/1",
    id,
    origin,
    release: level,
    span: span.stated === undefined ? span : withoutWords(span),
    means,
    kind,
  } as Writable<ReleasedObservation>;
  if (nature !== undefined) value.nature = nature;
  value.count = count;
  if (weapons !== undefined) value.weaponClasses = weapons.map((one) => one.class);
  if (calibresMm !== undefined) value.calibresMm = calibresMm;
  if (exercise !== undefined) value.exercise = exercise;
  value.sectorIds = sectorIds.slice();
  value.place = !mayPlace
    ? null
    : nowMs < placeFromMs
      ? { followsAtMs: placeFromMs }
      : toldPlace(area, level, terms);
  return { is: "released", value };
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

function withoutWords({ stated: _words, ...times }: Observation["span"]): Observation["span"] {
  return times;
}

/** True for kinds that are fire of some weapon, whose place is under DESIGN section 13. */
export function isPlaceOfFire({ kind }: Pick<Observation, "kind">): boolean {
  return fireKinds.has(kind);
}
