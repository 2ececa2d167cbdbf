import type { CompactPosition } from "./compact-position.ts";

/** What every reply of Mode S has. */
interface ModeSHead {
  /** Downlink format, 0 to 24. */
  readonly format: number;
  /** Address, six hexadecimal digits in lower case. */
  readonly address: string;
  /**
   * `checked`: sent in the clear and its parity holds. `parity`: worked out from the parity, so a changed
   * bit anywhere makes another address of it; believe it only where a checked one is heard too.
   */
  readonly addressBy: "checked" | "parity";
}

/** Formats 0, 4, 16, 20. */
export interface AltitudeReply extends ModeSHead {
  readonly kind: "altitude";
  /** Barometric, null where not sent. */
  readonly altitudeFt: number | null;
}

/** Formats 5 and 21. */
export interface IdentityReply extends ModeSHead {
  readonly kind: "identity";
  /** Four octal digits. */
  readonly squawk: string;
}

/** Format 11, and all that is not read further here. */
export interface OtherReply extends ModeSHead {
  readonly kind: "other";
  /** Of an extended squitter, else null. */
  readonly typeCode: number | null;
}

interface Squitter extends ModeSHead {
  readonly format: 17 | 18;
  readonly typeCode: number;
  /**
   * Capability (format 17) or control field (18): 0, 1 the sender's own word; 2, 3, 5 what a radar on the
   * ground saw of it (TIS-B); 6 its own word on another link, sent on by the ground (ADS-R).
   */
  readonly control: number;
  /** Absent: `address` is one of ICAO. `unsaid`: what is relayed says it in some messages only. */
  readonly addressIs?: "other" | "unsaid";
}

export interface Identification extends Squitter {
  readonly kind: "identification";
  readonly category: number;
  readonly callSign: string;
}

export interface AirbornePosition extends Squitter {
  readonly kind: "airborne-position";
  readonly surveillanceStatus: number;
  /** Supplement B of the integrity (version 2), single antenna before it; false where it is relayed. */
  readonly nicSupplementB: boolean;
  /** Barometric for type codes 9 to 18, above the ellipsoid for 20 to 22. */
  readonly altitudeFt: number | null;
  readonly isTimeSynchronous: boolean;
  readonly compact: CompactPosition;
}

export interface SurfacePosition extends Squitter {
  readonly kind: "surface-position";
  /** 175 means that or more. */
  readonly groundSpeedKn: number | null;
  readonly trackDeg: number | null;
  /** False where it is relayed. */
  readonly isTimeSynchronous: boolean;
  readonly compact: CompactPosition;
}

export interface Velocity extends Squitter {
  readonly kind: "velocity";
  /** 1, 2: over ground; 3, 4: through the air; 2 and 4 for supersonic aircraft, in steps of four. */
  readonly subtype: 1 | 2 | 3 | 4;
  /** False where it is relayed. */
  readonly isIntentChange: boolean;
  /** Accuracy of the velocity, 0 unknown to 4 best. */
  readonly nacV: number;
  /** Over ground, east and north; null for subtypes 3 and 4 and where not sent. */
  readonly eastKn: number | null;
  readonly northKn: number | null;
  /** Magnetic or true as the aircraft is set; null for subtypes 1 and 2. */
  readonly headingDeg: number | null;
  readonly airSpeedKn: number | null;
  readonly airSpeedIs: "indicated" | "true" | null;
  readonly verticalRateFtPerMin: number | null;
  readonly verticalRateBy: "satellite" | "pressure";
  /** Height above the ellipsoid less pressure altitude. */
  readonly heightDifferenceFt: number | null;
}

/** Type code 28, subtype 1. */
export interface EmergencyState extends Squitter {
  readonly kind: "emergency";
  readonly emergency: number;
  readonly squawk: string;
}

/** Quality of positions: type code 31, and 29 as far as it says it. What an aircraft intends is not read. */
export interface PositionQuality extends Squitter {
  readonly kind: "quality";
  /** Of the standard, 0 to 2; null where the message does not say it. */
  readonly version: number | null;
  readonly nicSupplementA: boolean | null;
  /** On the surface. */
  readonly nicSupplementC: boolean | null;
  /** Accuracy of the position, 0 unknown to 11 (better than 3 m). */
  readonly nacP: number | null;
  readonly sil: number | null;
}

export type ModeSMessage =
  | AltitudeReply
  | IdentityReply
  | OtherReply
  | Identification
  | AirbornePosition
  | SurfacePosition
  | Velocity
  | EmergencyState
  | PositionQuality;
