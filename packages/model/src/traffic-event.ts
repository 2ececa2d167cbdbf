import Type, { type Static } from "typebox";
import {
  AtMsSchema,
  NameSchema,
  OriginSchema,
  RatioSchema,
  TextSchema,
  UuidSchema,
} from "./basics.ts";
import { defineRecord } from "./define-record.ts";
import { LonLatSchema } from "./lon-lat.ts";
import { trafficMedia } from "./position-report.ts";
import { TimeSpanSchema } from "./time-span.ts";

const closed = { additionalProperties: false };

/** What is derived from position reports; each has its definition in `docs/reference/traffic-events.md`. */
export const trafficEventKinds = [
  "entered",
  "left",
  "crossed-gate",
  "wrong-way",
  "loitering",
  "went-dark",
  "reappeared",
  "rendezvous",
  "port-call",
  "height-left",
  "identity-conflict",
  "impossible-position",
] as const;
export type TrafficEventKind = (typeof trafficEventKinds)[number];

/** Something that vessels or aircraft did in a zone of the agreement, in the past, and what it rests on. */
export const TrafficEventSchema = Type.Object(
  {
    schema: Type.Literal("traffic-event/1"),
    id: UuidSchema,
    version: Type.Integer({ minimum: 1 }),
    origin: OriginSchema,
    recordedAtMs: AtMsSchema,
    /** Late reports showed that it did not happen so. */
    withdrawn: Type.Optional(Type.Literal(true)),
    kind: Type.Enum(trafficEventKinds),
    medium: Type.Enum(trafficMedia),
    span: TimeSpanSchema,
    /** Zone, lane, gate or port of the agreement; absent where the event has none. */
    zoneId: Type.Optional(NameSchema),
    /** Identities concerned, as `mmsi:…` or `icao24:…`; two of a rendezvous. */
    identities: Type.Array(NameSchema, { minItems: 1, maxItems: 20 }),
    names: Type.Array(NameSchema, { maxItems: 20 }),
    /** Where it was when it began. */
    position: Type.Optional(LonLatSchema),
    /** Of `went-dark`: the least chance, over the gap, that the mission would have heard it. */
    wouldBeHeardRatio: Type.Optional(RatioSchema),
    /** Why it is held so, for people. */
    reason: TextSchema,
    /** Reports it rests on, first and last among them. */
    reportIds: Type.Array(UuidSchema, { maxItems: 50 }),
    /** When the newest of them was received. */
    knownAtMs: AtMsSchema,
  },
  closed,
);
export type TrafficEvent = Readonly<Static<typeof TrafficEventSchema>>;

export const trafficEventRecord = defineRecord("traffic-event", TrafficEventSchema);
