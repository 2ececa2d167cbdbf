export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [member: string]: JsonValue };
export type JsonObject = { readonly [member: string]: JsonValue };

/** `@iot.id` as the service wrote it. */
export type EntityId = string | number;

/** `[fromMs, toMs]`; equal for an instant. */
export interface StatedTime {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Entity {
  readonly id?: EntityId;
  readonly name?: string;
  readonly description?: string;
  readonly properties?: JsonObject;
}

export interface Place extends Entity {
  readonly encodingType?: string;
  /** As stated, usually GeoJSON. */
  readonly location?: JsonValue;
}

export interface Thing extends Entity {
  readonly places?: readonly Place[];
}

export interface SensorDescription extends Entity {
  readonly encodingType?: string;
  readonly metadata?: JsonValue;
}

export interface ObservedProperty extends Entity {
  /** Address that names what is measured; a name, never fetched. */
  readonly definition?: string;
}

export interface UnitOfMeasurement {
  readonly name: string | null;
  readonly symbol: string | null;
  readonly definition: string | null;
}

export interface Datastream extends Entity {
  readonly observationType?: string;
  readonly unit?: UnitOfMeasurement;
  /** GeoJSON as stated. */
  readonly observedArea?: JsonValue;
  readonly phenomenon?: StatedTime;
  readonly resultTime?: StatedTime;
  readonly thing?: Thing;
  readonly sensor?: SensorDescription;
  readonly observedProperty?: ObservedProperty;
}

export interface FeatureOfInterest extends Entity {
  readonly encodingType?: string;
  /** As stated, usually GeoJSON. */
  readonly feature?: JsonValue;
}

/**
 * One Observation of SensorThings 1.1. Times to the millisecond; absent where the sender gave none,
 * `resultAtMs` null where it said that it does not know.
 */
export interface SensorReading {
  readonly id?: EntityId;
  readonly phenomenon?: StatedTime;
  readonly resultAtMs?: number | null;
  readonly result: JsonValue;
  readonly resultQuality?: JsonValue;
  readonly valid?: StatedTime;
  readonly parameters?: JsonObject;
  readonly datastream?: Datastream;
  readonly featureOfInterest?: FeatureOfInterest;
}
