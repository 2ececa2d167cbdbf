import Type, { type Static } from "typebox";
import { AtMsSchema, GradeSchema, NameSchema, TextSchema, UuidSchema } from "../basics.ts";
import { defineRecord } from "../define-record.ts";
import { weaponClasses } from "../observation.ts";
import {
  closed,
  DeskPlaceSchema,
  DeskSpanSchema,
  deskEnvelope,
  MediaListSchema,
} from "./desk-parts.ts";

/** Weapons of one kind: class, the stated model, calibre, number. */
const WeaponLineSchema = Type.Object(
  {
    class: Type.Enum(weaponClasses),
    statedAs: Type.Optional(NameSchema),
    calibreMm: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1_000 })),
    count: Type.Integer({ minimum: 0, maximum: 10_000 }),
  },
  closed,
);
export type WeaponLine = Readonly<Static<typeof WeaponLineSchema>>;

/** What a party declared to hold at a storage site. */
export const HoldingSchema = Type.Object(
  {
    schema: Type.Literal("holding/1"),
    ...deskEnvelope,
    site: DeskPlaceSchema,
    party: NameSchema,
    declaredAtMs: AtMsSchema,
    weapons: Type.Array(WeaponLineSchema, { maxItems: 200 }),
    note: Type.Optional(TextSchema),
    withdrawn: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type Holding = Readonly<Static<typeof HoldingSchema>>;
export const holdingRecord = defineRecord("holding", HoldingSchema);

/** A look at a storage site or a disengagement area: what was seen, and what was not let be seen. */
export const InspectionSchema = Type.Object(
  {
    schema: Type.Literal("inspection/1"),
    ...deskEnvelope,
    of: Type.Enum(["storage-site", "disengagement-area", "other"]),
    place: DeskPlaceSchema,
    holdingId: Type.Optional(UuidSchema),
    span: DeskSpanSchema,
    access: Type.Enum(["full", "partial", "refused", "not-possible"]),
    refusedBecause: Type.Optional(TextSchema),
    seen: Type.Array(WeaponLineSchema, { maxItems: 200 }),
    /** Persons, positions, fortifications: sentences of those who looked. */
    remarks: Type.Array(TextSchema, { maxItems: 50 }),
    media: Type.Optional(MediaListSchema),
    withdrawn: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type Inspection = Readonly<Static<typeof InspectionSchema>>;
export const inspectionRecord = defineRecord("inspection", InspectionSchema);

/** A visit to a plant, a port or another site, from request to done. */
export const SiteVisitSchema = Type.Object(
  {
    schema: Type.Literal("site-visit/1"),
    ...deskEnvelope,
    place: DeskPlaceSchema,
    purpose: TextSchema,
    state: Type.Enum(["requested", "granted", "blocked", "done", "cancelled"]),
    requestedAtMs: AtMsSchema,
    /** By when it has to be done; after it, it is backlog. */
    dueMs: Type.Optional(AtMsSchema),
    planned: Type.Optional(DeskSpanSchema),
    done: Type.Optional(DeskSpanSchema),
    blockedBecause: Type.Optional(TextSchema),
    /** Items of a checklist, such as the IAEA's seven pillars. */
    checklist: Type.Array(
      Type.Object(
        {
          item: NameSchema,
          state: Type.Enum(["holds", "does-not-hold", "not-seen", "not-asked"]),
          note: Type.Optional(TextSchema),
        },
        closed,
      ),
      { maxItems: 100 },
    ),
    media: Type.Optional(MediaListSchema),
  },
  closed,
);
export type SiteVisit = Readonly<Static<typeof SiteVisitSchema>>;
export const siteVisitRecord = defineRecord("site-visit", SiteVisitSchema);

/** People killed or hurt, as far as known, and how far it is borne out. */
export const CasualtySchema = Type.Object(
  {
    schema: Type.Literal("casualty/1"),
    ...deskEnvelope,
    span: DeskSpanSchema,
    place: DeskPlaceSchema,
    killedCount: Type.Integer({ minimum: 0, maximum: 100_000 }),
    injuredCount: Type.Integer({ minimum: 0, maximum: 100_000 }),
    /** Counts are of civilians unless said. */
    who: Type.Enum(["civilians", "others", "not-known"]),
    cause: Type.Optional(TextSchema),
    /** reported: followed up; corroborated: two independent sources; confirmed: seen by the mission. */
    corroboration: Type.Enum([
      "reported",
      "one-source",
      "corroborated",
      "confirmed",
      "not-confirmed",
    ]),
    sources: Type.Array(
      Type.Object(
        { text: TextSchema, atMs: AtMsSchema, grade: Type.Optional(GradeSchema) },
        closed,
      ),
      { maxItems: 50 },
    ),
    withdrawn: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type Casualty = Readonly<Static<typeof CasualtySchema>>;
export const casualtyRecord = defineRecord("casualty", CasualtySchema);
