import type { InteropErrorCode } from "../errors.ts";
import { metresPerFoot } from "../units.ts";
import { altitudeFtOf12, altitudeFtOf13, squawkOf13 } from "./altitude-code.ts";
import type { CompactPosition } from "./compact-position.ts";
import { bitsOf, callSignOf } from "./frame-bits.ts";
import type { ModeSMessage, Velocity } from "./messages.ts";
import { remainderOf } from "./parity.ts";

/** Why a frame is not read. */
export interface FrameProblem {
  readonly code: InteropErrorCode & `TL_INT_ADSB_${string}`;
  readonly special: string;
}

type Head = {
  readonly format: 17 | 18;
  readonly address: string;
  readonly addressBy: "checked";
  readonly typeCode: number;
  readonly control: number;
  readonly addressIs?: "other" | "unsaid";
};

/** Where the message of an extended squitter begins, in bits. */
const me = 32;

/**
 * Reads a frame of Mode S, 7 or 14 bytes (ICAO Annex 10 IV; DO-260B for extended squitters). Bits are not
 * corrected: a frame with a changed bit is refused where that can be known, in formats 11, 17 and 18.
 */
export function decodeModeS(bytes: Uint8Array): ModeSMessage | FrameProblem {
  const format = (bytes[0] ?? 0) >> 3;
  const length = format >= 16 ? 14 : 7;
  if (bytes.length !== length) {
    return { code: "TL_INT_ADSB_FRAME", special: `${bytes.length} bytes, format ${format}` };
  }
  const remainder = remainderOf(bytes, 0, length);
  switch (format) {
    case 0:
    case 4:
    case 16:
    case 20: {
      const altitudeFt = altitudeFtOf13(bitsOf(bytes, 19, 13));
      return { kind: "altitude", format, ...byParity(remainder), altitudeFt };
    }
    case 5:
    case 21: {
      const squawk = squawkOf13(bitsOf(bytes, 19, 13));
      return { kind: "identity", format, ...byParity(remainder), squawk };
    }
    case 11:
      // The lowest seven bits say whom it answers.
      if (remainder > 0x7f) return parityProblem(remainder);
      return {
        kind: "other",
        format,
        address: addressText(bitsOf(bytes, 8, 24)),
        addressBy: "checked",
        typeCode: null,
      };
    case 17:
    case 18:
      if (remainder !== 0) return parityProblem(remainder);
      return squitter(bytes, headOf(bytes, format));
    default:
      return { code: "TL_INT_ADSB_FRAME", special: `format ${format} is not read` };
  }
}

const parityProblem = (remainder: number): FrameProblem => ({
  code: "TL_INT_ADSB_PARITY",
  special: `remainder ${addressText(remainder)}`,
});

const byParity = (remainder: number) =>
  ({ address: addressText(remainder), addressBy: "parity" }) as const;

function addressText(value: number): string {
  return value.toString(16).padStart(6, "0");
}

function headOf(bytes: Uint8Array, format: 17 | 18): Head {
  const typeCode = bitsOf(bytes, me, 5);
  const control = bitsOf(bytes, 5, 3);
  const head: Head = {
    format,
    address: addressText(bitsOf(bytes, 8, 24)),
    addressBy: "checked",
    typeCode,
    control,
  };
  if (format === 17 || control === 0) return head;
  if (control === 1 || control === 5) return { ...head, addressIs: "other" };
  if (!isRelayed(format, control)) return head;
  const at = addressFlagAt(typeCode);
  if (at === undefined) return { ...head, addressIs: "unsaid" };
  return bitsOf(bytes, me + at, 1) === 1 ? { ...head, addressIs: "other" } : head;
}

/** Messages that bear the flag of `addressFlagAt`: TIS-B and ADS-R. */
export function isRelayed(format: number, control: number): boolean {
  return format === 18 && (control === 2 || control === 6);
}

/**
 * The bit of a relayed message, counted from 0, that is 1 where its address is none of ICAO; undefined for
 * messages that do not say it. It stands where the sender's own message says something else. Source: DO-260B,
 * 2.2.17.3 (TIS-B) and 2.2.18.4 (ADS-R), ICAO mode A flag.
 */
export function addressFlagAt(typeCode: number): number | undefined {
  if (typeCode >= 5 && typeCode <= 8) return 20;
  if (typeCode === 19) return 8;
  if (typeCode >= 9 && typeCode <= 22) return 7;
  if (typeCode === 29) return 50;
  return typeCode === 28 || typeCode === 31 ? 55 : undefined;
}

function squitter(bytes: Uint8Array, head: Head): ModeSMessage {
  const { typeCode } = head;
  const isOwn = !isRelayed(head.format, head.control);
  // Coarse and management messages of ground relays (control 3 and 4) have other fields.
  const isRead = head.format === 17 || [0, 1, 2, 5, 6].includes(head.control);
  if (!isRead) return { kind: "other", ...head };
  if (typeCode >= 1 && typeCode <= 4) {
    return {
      kind: "identification",
      ...head,
      category: bitsOf(bytes, me + 5, 3),
      callSign: callSignOf(bytes, me + 8),
    };
  }
  if (typeCode >= 5 && typeCode <= 8) {
    const isTrack = bitsOf(bytes, me + 12, 1) === 1;
    return {
      kind: "surface-position",
      ...head,
      groundSpeedKn: movementKn(bitsOf(bytes, me + 5, 7)),
      trackDeg: isTrack ? (bitsOf(bytes, me + 13, 7) * 360) / 128 : null,
      isTimeSynchronous: isOwn && bitsOf(bytes, me + 20, 1) === 1,
      compact: compactOf(bytes),
    };
  }
  if ((typeCode >= 9 && typeCode <= 18) || (typeCode >= 20 && typeCode <= 22)) {
    const altitude = bitsOf(bytes, me + 8, 12);
    return {
      kind: "airborne-position",
      ...head,
      surveillanceStatus: bitsOf(bytes, me + 5, 2),
      nicSupplementB: isOwn && bitsOf(bytes, me + 7, 1) === 1,
      // Heights above the ellipsoid come as plain metres.
      altitudeFt:
        typeCode < 19 ? altitudeFtOf12(altitude) : altitude === 0 ? null : altitude / metresPerFoot,
      isTimeSynchronous: bitsOf(bytes, me + 20, 1) === 1,
      compact: compactOf(bytes),
    };
  }
  const subtype = bitsOf(bytes, me + 5, 3);
  if (typeCode === 19 && subtype >= 1 && subtype <= 4) {
    return velocity(bytes, head, isOwn, subtype as Velocity["subtype"]);
  }
  if (typeCode === 28 && subtype === 1) {
    return {
      kind: "emergency",
      ...head,
      emergency: bitsOf(bytes, me + 8, 3),
      squawk: squawkOf13(bitsOf(bytes, me + 11, 13)),
    };
  }
  if (typeCode === 29 && bitsOf(bytes, me + 5, 2) === 1) {
    return {
      kind: "quality",
      ...head,
      version: null,
      nicSupplementA: null,
      nicSupplementC: null,
      nacP: bitsOf(bytes, me + 39, 4),
      sil: bitsOf(bytes, me + 44, 2),
    };
  }
  if (typeCode === 31 && subtype <= 1) {
    const version = bitsOf(bytes, me + 40, 3);
    // Version 0 has none of these.
    const isNew = version > 0;
    return {
      kind: "quality",
      ...head,
      version,
      nicSupplementA: isNew ? bitsOf(bytes, me + 43, 1) === 1 : null,
      nicSupplementC: isNew && subtype === 1 ? bitsOf(bytes, me + 19, 1) === 1 : null,
      nacP: isNew ? bitsOf(bytes, me + 44, 4) : null,
      sil: isNew ? bitsOf(bytes, me + 50, 2) : null,
    };
  }
  return { kind: "other", ...head };
}

function compactOf(bytes: Uint8Array): CompactPosition {
  return {
    isOdd: bitsOf(bytes, me + 21, 1) === 1,
    lat: bitsOf(bytes, me + 22, 17),
    lon: bitsOf(bytes, me + 39, 17),
  };
}

function velocity(
  bytes: Uint8Array,
  head: Head,
  isOwn: boolean,
  subtype: Velocity["subtype"],
): Velocity {
  const step = subtype === 2 || subtype === 4 ? 4 : 1;
  const isOverGround = subtype <= 2;
  const east = signed(bitsOf(bytes, me + 13, 1), bitsOf(bytes, me + 14, 10), step);
  const north = signed(bitsOf(bytes, me + 24, 1), bitsOf(bytes, me + 25, 10), step);
  const isHeading = bitsOf(bytes, me + 13, 1) === 1;
  const airSpeed = bitsOf(bytes, me + 25, 10);
  return {
    kind: "velocity",
    ...head,
    subtype,
    isIntentChange: isOwn && bitsOf(bytes, me + 8, 1) === 1,
    nacV: bitsOf(bytes, me + 10, 3),
    eastKn: isOverGround ? east : null,
    northKn: isOverGround ? north : null,
    headingDeg: !isOverGround && isHeading ? (bitsOf(bytes, me + 14, 10) * 360) / 1024 : null,
    airSpeedKn: isOverGround || airSpeed === 0 ? null : (airSpeed - 1) * step,
    airSpeedIs: isOverGround ? null : bitsOf(bytes, me + 24, 1) === 1 ? "true" : "indicated",
    verticalRateFtPerMin: signed(bitsOf(bytes, me + 36, 1), bitsOf(bytes, me + 37, 9), 64),
    verticalRateBy: bitsOf(bytes, me + 35, 1) === 1 ? "pressure" : "satellite",
    heightDifferenceFt: signed(bitsOf(bytes, me + 48, 1), bitsOf(bytes, me + 49, 7), 25),
  };
}

/** Numbers that are sent as one more, so that 0 can mean "not available". */
function signed(sign: number, sent: number, step: number): number | null {
  if (sent === 0) return null;
  const value = (sent - 1) * step;
  return sign === 1 && value !== 0 ? -value : value;
}

/** Speed on the surface: the steps grow with it. */
function movementKn(sent: number): number | null {
  if (sent === 0 || sent > 124) return null;
  if (sent === 1) return 0;
  if (sent <= 8) return 0.125 + (sent - 2) * 0.125;
  if (sent <= 12) return 1 + (sent - 9) * 0.25;
  if (sent <= 38) return 2 + (sent - 13) * 0.5;
  if (sent <= 93) return 15 + (sent - 39);
  if (sent <= 108) return 70 + (sent - 94) * 2;
  if (sent <= 123) return 100 + (sent - 109) * 5;
  return 175;
}
