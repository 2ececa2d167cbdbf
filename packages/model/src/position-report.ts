import Type, { type Static } from "typebox";
import { AtMsSchema, NameSchema, OriginSchema, Sha256Schema, UuidSchema } from "./basics.ts";
import { defineRecord } from "./define-record.ts";
import { LonLatSchema } from "./lon-lat.ts";

const closed = { additionalProperties: false };

/** What carries a transponder that tells everybody where it is. Nothing that moves on the ground does. */
export const trafficMedia = ["vessel", "aircraft"] as const;
export type TrafficMedium = (typeof trafficMedia)[number];

/**
 * The numbering a transponder names itself by: maritime identity, address of ICAO, 24 bits of ADS-B that
 * are no address of ICAO and name nobody outside that broadcast; `none` where a report bears no identity.
 */
export const identitySchemes = ["mmsi", "icao24", "adsb-other", "none"] as const;

const TransponderIdentitySchema = Type.Object(
  {
    scheme: Type.Enum(identitySchemes),
    value: Type.Optional(NameSchema),
    name: Type.Optional(NameSchema),
    callSign: Type.Optional(NameSchema),
  },
  closed,
);

/**
 * What a vessel's or an aircraft's own transponder said of itself to everybody, as a receiver of the
 * mission heard it. Never of ground forces and never of persons. A report without a position tells of
 * the identity alone.
 */
export const PositionReportSchema = Type.Object(
  {
    schema: Type.Literal("position-report/1"),
    id: UuidSchema,
    origin: OriginSchema,
    recordedAtMs: AtMsSchema,
    source: NameSchema,
    sourceId: NameSchema,
    medium: Type.Enum(trafficMedia),
    /** When the position held; the receiver's instant where the message gives none. */
    atMs: AtMsSchema,
    /** The sensor of the deployment that heard it. */
    receiverId: Type.Optional(NameSchema),
    /** True: its own word on another link, sent on by a ground station (ADS-R). */
    isRelayed: Type.Optional(Type.Boolean()),
    identity: TransponderIdentitySchema,
    /** What it says it is: "cargo", "uncrewed-aircraft". */
    kindStated: Type.Optional(NameSchema),
    position: Type.Optional(LonLatSchema),
    /**
     * How it says it has that position, where it did not measure it then: "dead reckoning", "older than 5 s".
     */
    positionStated: Type.Optional(NameSchema),
    /** Radius that holds the true position with 95 %, as the message's own quality figure says. */
    accuracyM: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
    speedMps: Type.Optional(Type.Number({ minimum: 0, maximum: 2_000 })),
    /** Over ground, clockwise from true north. */
    courseDeg: Type.Optional(Type.Number({ minimum: 0, exclusiveMaximum: 360 })),
    headingDeg: Type.Optional(Type.Number({ minimum: 0, exclusiveMaximum: 360 })),
    altitudeM: Type.Optional(Type.Number({ minimum: -1_000, maximum: 50_000 })),
    verticalMps: Type.Optional(Type.Number({ minimum: -500, maximum: 500 })),
    /** In the message's own words: "at anchor", "on ground". */
    status: Type.Optional(NameSchema),
    integrity: Type.Optional(
      Type.Object(
        {
          /** The sender's own word on whether the position may be relied on. */
          isPositionTrusted: Type.Optional(Type.Boolean()),
          nic: Type.Optional(Type.Integer({ minimum: 0, maximum: 11 })),
          nacp: Type.Optional(Type.Integer({ minimum: 0, maximum: 11 })),
        },
        closed,
      ),
    ),
    rawSha256: Type.Optional(Sha256Schema),
  },
  closed,
);
export type PositionReport = Readonly<Static<typeof PositionReportSchema>>;

export const positionReportRecord = defineRecord("position-report", PositionReportSchema);
