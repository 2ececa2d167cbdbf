import { destination } from "@truceline/geo";
import {
  type Deployment,
  derivedId,
  type LonLat,
  lonLat,
  type PositionReport,
  seededRng,
} from "@truceline/model";
import { midOceanDeployment } from "./mid-ocean.ts";
import { minuteMs, noonMs } from "./times.ts";

/** Where the ships are about. */
export const shipCentre: LonLat = lonLat(-30.01, 0.03);
const far = destination(shipCentre, 45, 200_000);

/** The posts with one receiver that hears ships. */
export function shipDeployment(): Deployment {
  const made = midOceanDeployment();
  return {
    ...made,
    sensors: [...made.sensors, { id: "ais", means: "ais-receiver", post: "mast-1" }],
  };
}

/**
 * Twelve ships about the posts from 11:20 to 13:00, of which all leap far away from noon to half past
 * where they are disturbed.
 */
export function shipReports(isDisturbed: boolean): readonly PositionReport[] {
  const rng = seededRng("ships");
  return Array.from({ length: 12 }, (_, ship) => {
    const from = destination(shipCentre, ship * 30, 3_000 + ship * 500);
    return Array.from({ length: 100 }, (_unused, index): PositionReport => {
      const atMs = noonMs - 40 * minuteMs + index * minuteMs + Math.floor(rng.nextUnit() * 5_000);
      const isWrong = isDisturbed && atMs >= noonMs && atMs < noonMs + 30 * minuteMs;
      const away = destination(far, ship * 30 + index, 4_000);
      const place = destination(from, 90, (3 * index * minuteMs) / 1_000);
      return {
        schema: "position-report/1",
        id: derivedId("ship", ship, index),
        origin: "exercise",
        recordedAtMs: atMs + 1_000,
        source: "feed/ais",
        sourceId: `${ship}/${index}`,
        medium: "vessel",
        atMs,
        receiverId: "ais",
        identity: { scheme: "mmsi", value: String(200_000_000 + ship) },
        position: isWrong ? away : place,
        speedMps: 3,
      };
    });
  }).flat();
}
