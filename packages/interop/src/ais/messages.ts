/**
 * Messages of AIS as in ITU-R M.1371-5, one shape a group of types. Numbers are in the units of their
 * names; null means the sender said "not available". What is out of range is handed on as it was sent.
 */
interface Head<Type extends number> {
  readonly type: Type;
  readonly repeat: number;
  /** Maritime identity, 0 to 2^30 - 1; nine digits when written. */
  readonly mmsi: number;
}

/** Where it is, as the sender itself says. */
export interface AisPosition {
  /** True: better than 10 m. */
  readonly isAccurate: boolean;
  /** East positive; null for "not available" (181). Steps of 1/10,000 minute. */
  readonly lonDeg: number | null;
  readonly latDeg: number | null;
}

/** Distances of the antenna from the hull, in metres. */
export interface AisDimensions {
  readonly toBowM: number;
  readonly toSternM: number;
  readonly toPortM: number;
  readonly toStarboardM: number;
}

export interface PositionReport extends Head<1 | 2 | 3>, AisPosition {
  readonly navStatus: number;
  /** As sent, -128 to 127: 4.733 times the square root of degrees a minute; -128 not available. */
  readonly turnIndicator: number;
  /** Speed over ground; 102.2 means that or more. */
  readonly speedKn: number | null;
  readonly courseDeg: number | null;
  readonly headingDeg: number | null;
  /** Second of the minute, 60 and above for reasons of absence. */
  readonly second: number;
  readonly manoeuvre: number;
  readonly spare: number;
  readonly isRaim: boolean;
  readonly radio: number;
}

export interface BaseStationReport extends Head<4 | 11>, AisPosition {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly positionDevice: number;
  readonly spare: number;
  readonly isRaim: boolean;
  readonly radio: number;
}

export interface VoyageData extends Head<5>, AisDimensions {
  readonly aisVersion: number;
  readonly imo: number;
  readonly callSign: string;
  readonly name: string;
  readonly shipType: number;
  readonly positionDevice: number;
  readonly etaMonth: number;
  readonly etaDay: number;
  readonly etaHour: number;
  readonly etaMinute: number;
  readonly draughtM: number;
  readonly destination: string;
  readonly isTerminalMissing: boolean;
  readonly spare: number;
}

export interface RescueAircraftReport extends Head<9>, AisPosition {
  readonly altitudeM: number | null;
  readonly speedKn: number | null;
  readonly courseDeg: number | null;
  readonly second: number;
  readonly regional: number;
  readonly isTerminalMissing: boolean;
  readonly spare: number;
  readonly isAssigned: boolean;
  readonly isRaim: boolean;
  readonly radio: number;
}

export interface SafetyBroadcast extends Head<14> {
  readonly spare: number;
  readonly text: string;
}

export interface ClassBReport extends Head<18>, AisPosition {
  readonly reserved: number;
  readonly speedKn: number | null;
  readonly courseDeg: number | null;
  readonly headingDeg: number | null;
  readonly second: number;
  readonly regional: number;
  readonly isCarrierSense: boolean;
  readonly hasDisplay: boolean;
  readonly hasDsc: boolean;
  readonly isWholeBand: boolean;
  readonly takesMessage22: boolean;
  readonly isAssigned: boolean;
  readonly isRaim: boolean;
  readonly radio: number;
}

export interface ClassBExtendedReport extends Head<19>, AisPosition, AisDimensions {
  readonly reserved: number;
  readonly speedKn: number | null;
  readonly courseDeg: number | null;
  readonly headingDeg: number | null;
  readonly second: number;
  readonly regional: number;
  readonly name: string;
  readonly shipType: number;
  readonly positionDevice: number;
  readonly isRaim: boolean;
  readonly isTerminalMissing: boolean;
  readonly isAssigned: boolean;
  readonly spare: number;
}

export interface AidToNavigation extends Head<21>, AisPosition, AisDimensions {
  readonly aidType: number;
  /** With its extension, up to 34 characters. */
  readonly name: string;
  readonly positionDevice: number;
  readonly second: number;
  readonly isOffPosition: boolean;
  readonly regional: number;
  readonly isRaim: boolean;
  readonly isVirtual: boolean;
  readonly isAssigned: boolean;
  readonly spare: number;
}

export interface StaticDataA extends Head<24> {
  readonly part: "A";
  readonly name: string;
}

export interface StaticDataB extends Head<24>, AisDimensions {
  readonly part: "B";
  readonly shipType: number;
  readonly vendor: string;
  readonly unitModel: number;
  readonly serialNumber: number;
  readonly callSign: string;
  /** Of the craft it belongs to, for a boat of a ship (its own identity is 98...), else null. */
  readonly mothershipMmsi: number | null;
  readonly spare: number;
}

export interface LongRangeReport extends Head<27>, AisPosition {
  readonly isRaim: boolean;
  readonly navStatus: number;
  readonly speedKn: number | null;
  readonly courseDeg: number | null;
  /** True: the position is older than 5 s. */
  readonly isPositionOld: boolean;
  readonly spare: number;
}

/** Types whose content is not read here; it is kept, so that nothing is lost on the way. */
export interface OtherMessage
  extends Head<6 | 7 | 8 | 10 | 12 | 13 | 15 | 16 | 17 | 20 | 22 | 23 | 25 | 26> {
  /** All bits behind the identity, in the payload alphabet, the last ones filled with 0. */
  readonly content: string;
}

/** A type 24 with a part number that the standard does not have. */
export interface StaticDataOther extends Head<24> {
  readonly part: "other";
  readonly partNumber: number;
  readonly content: string;
}

export type AisMessage =
  | PositionReport
  | BaseStationReport
  | VoyageData
  | RescueAircraftReport
  | SafetyBroadcast
  | ClassBReport
  | ClassBExtendedReport
  | AidToNavigation
  | StaticDataA
  | StaticDataB
  | StaticDataOther
  | LongRangeReport
  | OtherMessage;
