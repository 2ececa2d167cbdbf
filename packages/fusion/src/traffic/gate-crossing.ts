import type { Position } from "@truceline/geo";
import { type LonLat, lonLat } from "@truceline/model";
import { offsetM, wrappedDeg } from "../tracks/spherical.ts";
import type { TrafficGate } from "./traffic-ground.ts";

export interface GateCrossing {
  /** The side it came from. */
  readonly from: "left" | "right";
  /** Where the straight way between the two reports meets the gate. */
  readonly position: LonLat;
}

/** Does the straight way from one report to the next cross a gate? Flat: for gates up to 100 km. */
export function gateCrossing(
  gate: TrafficGate,
  from: Position,
  to: Position,
): GateCrossing | undefined {
  const end = offsetM(gate.from, gate.to);
  const start = offsetM(gate.from, from);
  const stop = offsetM(gate.from, to);
  const startSide = end[0] * start[1] - end[1] * start[0];
  const stopSide = end[0] * stop[1] - end[1] * stop[0];
  // On the line counts as its left, so that who stops there crosses once.
  if (startSide >= 0 === stopSide >= 0) return undefined;
  const share = startSide / (startSide - stopSide);
  const eastM = start[0] + share * (stop[0] - start[0]);
  const northM = start[1] + share * (stop[1] - start[1]);
  const along = (eastM * end[0] + northM * end[1]) / (end[0] * end[0] + end[1] * end[1]);
  if (along < 0 || along > 1) return undefined;
  return {
    from: startSide >= 0 ? "left" : "right",
    position: lonLat(
      wrappedDeg(from[0] + share * wrappedDeg(to[0] - from[0])),
      from[1] + share * (to[1] - from[1]),
    ),
  };
}
