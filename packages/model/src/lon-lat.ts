import Type from "typebox";
import { ModelError } from "./errors.ts";

declare const brand: unique symbol;

/** WGS 84 position in degrees, longitude first. Only `lonLat()` and record parsing make one. */
export type LonLat = readonly [lonDeg: number, latDeg: number] & { readonly [brand]: "LonLat" };

/** @throws ModelError `TL_MODEL_POSITION_RANGE` when a value is out of range or not a number. */
export function lonLat(lonDeg: number, latDeg: number): LonLat {
  if (!(Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90)) {
    throw new ModelError("TL_MODEL_POSITION_RANGE", { lonDeg, latDeg });
  }
  return [lonDeg, latDeg] as unknown as LonLat;
}

export const LonLatSchema = Type.Unsafe<LonLat>({
  type: "array",
  description: "WGS 84 degrees, longitude first.",
  prefixItems: [
    { type: "number", minimum: -180, maximum: 180 },
    { type: "number", minimum: -90, maximum: 90 },
  ],
  items: false,
  minItems: 2,
});
