import Type, { type Static } from "typebox";
import {
  AtMsSchema,
  NameSchema,
  OriginSchema,
  RatioSchema,
  Sha256Schema,
  TextSchema,
  UuidSchema,
} from "./basics.ts";
import { defineRecord } from "./define-record.ts";

/** How a sensor or feed was from an instant on, until its next state. Silence is not "up". */
export const SensorStateSchema = Type.Object(
  {
    schema: Type.Literal("sensor-state/1"),
    id: UuidSchema,
    origin: OriginSchema,
    recordedAtMs: AtMsSchema,
    source: NameSchema,
    sourceId: NameSchema,
    sensorId: NameSchema,
    fromMs: AtMsSchema,
    state: Type.Enum(["up", "degraded", "down", "jammed", "denied", "not-received"]),
    /** Factor on the chance to detect; 1 up, 0 down. Needed for `degraded`. */
    factor: Type.Optional(RatioSchema),
    reason: Type.Optional(TextSchema),
    rawSha256: Type.Optional(Sha256Schema),
  },
  { additionalProperties: false },
);
export type SensorState = Readonly<Static<typeof SensorStateSchema>>;

export const sensorStateRecord = defineRecord("sensor-state", SensorStateSchema);
