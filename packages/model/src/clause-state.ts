import Type, { type Static } from "typebox";
import { AtMsSchema, NameSchema, OriginSchema, RatioSchema, UuidSchema } from "./basics.ts";
import { LossSchema } from "./coverage-cell.ts";
import { defineRecord } from "./define-record.ts";

const closed = { additionalProperties: false };

/** Why a state is what it is, where its figures do not say it. */
export const clauseStateReasons = [
  /** `narrative`: tracked as an obligation; an act, not a thing seen in a place. */
  "required-act",
  /** `narrative`: what held when the rule began stands in no record to compare with. */
  "no-earlier-state",
  /** `narrative`: whether it was told beforehand stands in no observation. */
  "notification",
  /** `narrative`: it allows something, so nothing in it can be broken. */
  "permission",
  /** `narrative`: no kind of observation shows the activity. */
  "no-kind-shows-it",
  /** `not-applicable`: the phase of the article waits for a condition. */
  "phase-waits",
  /** `undetermined`: each sighting is within the limit, all of them together may not be. */
  "sightings-add-up",
] as const;

/** Article × sector × period: `met`, `breached` or `undetermined`, and why. */
export const ClauseStateSchema = Type.Object(
  {
    schema: Type.Literal("clause-state/1"),
    id: UuidSchema,
    version: Type.Integer({ minimum: 1 }),
    origin: OriginSchema,
    recordedAtMs: AtMsSchema,
    articleId: NameSchema,
    sectorId: NameSchema,
    /** From the cut-off to the next, or to the instant for the period that still runs. */
    periodFromMs: AtMsSchema,
    periodToMs: AtMsSchema,
    state: Type.Enum(["met", "breached", "undetermined", "not-applicable", "narrative"]),
    /** Absent where the state and its figures say all. */
    reason: Type.Optional(Type.Enum(clauseStateReasons)),
    /** Incidents assessed as a breach; found by people; open (undetermined). */
    assessedCount: Type.Integer({ minimum: 0 }),
    foundCount: Type.Integer({ minimum: 0 }),
    openCount: Type.Integer({ minimum: 0 }),
    /** Σ(1 − p) over those assessed: how many of them are expected to be none. */
    expectedWrongCount: Type.Number({ minimum: 0 }),
    incidentIds: Type.Array(UuidSchema, { maxItems: 1_000 }),
    coverageRatio: RatioSchema,
    requirementRatio: RatioSchema,
    /** What took the rest away, largest first. */
    losses: Type.Array(LossSchema, { maxItems: 20 }),
    /** Upper 95 % bound on breaches a day: ½χ²₀.₉₅(2n + 2)/E; null where nothing could be seen. */
    bound: Type.Union([
      Type.Object(
        {
          seenCount: Type.Integer({ minimum: 0 }),
          exposureH: Type.Number({ minimum: 0 }),
          upperPerDay: Type.Number({ minimum: 0 }),
        },
        closed,
      ),
      Type.Null(),
    ]),
    /** Share of cell-hours with no coverage at all: avoiding us there was free. */
    freeToAvoidRatio: RatioSchema,
    /** Coverage of each hour of the period, in order. */
    coverageByHour: Type.Array(RatioSchema, { maxItems: 400 }),
  },
  closed,
);
export type ClauseState = Readonly<Static<typeof ClauseStateSchema>>;

export const clauseStateRecord = defineRecord("clause-state", ClauseStateSchema);
