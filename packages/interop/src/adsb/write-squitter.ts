import { InteropError } from "../errors.ts";
import { metresPerFoot } from "../units.ts";
import { altitude12 } from "./altitude-code.ts";
import { addressFlagAt, isRelayed } from "./decode-mode-s.ts";
import { callSignValue, setBits } from "./frame-bits.ts";
import type { AirbornePosition, Identification, SurfacePosition, Velocity } from "./messages.ts";
import { parityOf } from "./parity.ts";

const me = 32;

/**
 * An extended squitter as its 14 bytes, with parity, so that exercises can go through the same doors as
 * receivers. Altitudes are rounded to 25 ft (heights of type codes 20 to 22 to metres), speeds to their
 * steps. Throws TL_INT_ADSB_ENCODE where a value does not fit.
 */
export function writeSquitter(
  message: Identification | AirbornePosition | SurfacePosition | Velocity,
): Uint8Array {
  const frame = new Uint8Array(14);
  const put = (start: number, count: number, value: number | undefined) => {
    if (value === undefined || !Number.isInteger(value) || value < 0 || value >= 2 ** count) {
      throw new InteropError("TL_INT_ADSB_ENCODE", { kind: message.kind, value });
    }
    setBits(frame, start, count, value);
  };
  put(0, 5, message.format);
  put(5, 3, message.control);
  put(8, 24, /^[0-9a-f]{6}$/.test(message.address) ? Number.parseInt(message.address, 16) : -1);
  put(me, 5, message.typeCode);
  switch (message.kind) {
    case "identification": {
      put(me + 5, 3, message.category);
      const callSign = message.callSign.padEnd(8, " ");
      if (callSign.length > 8) put(me + 8, 6, undefined);
      for (let index = 0; index < 8; index++) {
        put(me + 8 + index * 6, 6, callSignValue(callSign.charAt(index)));
      }
      break;
    }
    case "airborne-position": {
      const { altitudeFt, typeCode } = message;
      put(me + 5, 2, message.surveillanceStatus);
      put(me + 7, 1, Number(message.nicSupplementB));
      if (altitudeFt !== null) {
        const isHeight = typeCode >= 20;
        put(me + 8, 12, isHeight ? Math.round(altitudeFt * metresPerFoot) : altitude12(altitudeFt));
      }
      break;
    }
    case "surface-position":
      put(me + 5, 7, movementOf(message.groundSpeedKn));
      if (message.trackDeg !== null) {
        put(me + 12, 1, 1);
        put(me + 13, 7, Math.round((message.trackDeg * 128) / 360) % 128);
      }
      break;
    case "velocity":
      putVelocity(put, message);
  }
  if (message.kind === "airborne-position" || message.kind === "surface-position") {
    put(me + 20, 1, Number(message.isTimeSynchronous));
    put(me + 21, 1, Number(message.compact.isOdd));
    put(me + 22, 17, message.compact.lat);
    put(me + 39, 17, message.compact.lon);
  }
  putAddressFlag(put, message);
  setBits(frame, 88, 24, parityOf(frame, 0, 11));
  return frame;
}

type Put = (start: number, count: number, value: number | undefined) => void;

/** What a message can say of its address follows from how it comes; its flag takes the place of another. */
function putAddressFlag(put: Put, message: Parameters<typeof writeSquitter>[0]): void {
  const { format, control, typeCode, addressIs } = message;
  if (!isRelayed(format, control)) {
    const isOther = format === 18 && (control === 1 || control === 5);
    if (addressIs !== (isOther ? "other" : undefined)) put(8, 24, undefined);
    return;
  }
  const at = addressFlagAt(typeCode);
  if (at === undefined ? addressIs !== "unsaid" : addressIs === "unsaid") put(8, 24, undefined);
  if (at === undefined) return;
  const isTaken =
    (message.kind === "airborne-position" && message.nicSupplementB) ||
    (message.kind === "surface-position" && message.isTimeSynchronous) ||
    (message.kind === "velocity" && message.isIntentChange);
  put(me + at, 1, isTaken ? undefined : Number(addressIs === "other"));
}

function putVelocity(put: Put, message: Velocity): void {
  const step = message.subtype === 2 || message.subtype === 4 ? 4 : 1;
  const putSigned = (start: number, count: number, value: number | null, by: number) => {
    if (value === null) return;
    put(start, 1, value < 0 ? 1 : 0);
    put(start + 1, count, Math.round(Math.abs(value) / by) + 1);
  };
  put(me + 5, 3, message.subtype);
  put(me + 8, 1, Number(message.isIntentChange));
  put(me + 10, 3, message.nacV);
  if (message.subtype <= 2) {
    putSigned(me + 13, 10, message.eastKn, step);
    putSigned(me + 24, 10, message.northKn, step);
  } else {
    if (message.headingDeg !== null) {
      put(me + 13, 1, 1);
      put(me + 14, 10, Math.round((message.headingDeg * 1024) / 360) % 1024);
    }
    put(me + 24, 1, Number(message.airSpeedIs === "true"));
    if (message.airSpeedKn !== null) put(me + 25, 10, Math.round(message.airSpeedKn / step) + 1);
  }
  put(me + 35, 1, Number(message.verticalRateBy === "pressure"));
  putSigned(me + 36, 9, message.verticalRateFtPerMin, 64);
  putSigned(me + 48, 7, message.heightDifferenceFt, 25);
}

function movementOf(speedKn: number | null): number {
  if (speedKn === null) return 0;
  if (speedKn < 0.125) return 1;
  if (speedKn < 1) return 2 + Math.round((speedKn - 0.125) / 0.125);
  if (speedKn < 2) return 9 + Math.round((speedKn - 1) / 0.25);
  if (speedKn < 15) return 13 + Math.round((speedKn - 2) / 0.5);
  if (speedKn < 70) return 39 + Math.round(speedKn - 15);
  if (speedKn < 100) return 94 + Math.round((speedKn - 70) / 2);
  if (speedKn < 175) return 109 + Math.round((speedKn - 100) / 5);
  return 124;
}
