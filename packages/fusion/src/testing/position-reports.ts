import { destination, type Position } from "@truceline/geo";
import { derivedId, lonLat, type PositionReport, type TrafficMedium } from "@truceline/model";

/** Made reports in the open ocean near 30° W on the equator. */
export interface MadeReport {
  readonly mmsi: string;
  readonly atMs: number;
  readonly position: readonly [number, number];
  readonly speedMps?: number;
  readonly courseDeg?: number;
  readonly altitudeM?: number;
  readonly status?: string;
  readonly medium?: TrafficMedium;
  readonly name?: string;
}

export function reportOf(made: MadeReport): PositionReport {
  const { mmsi, atMs, position, medium = "vessel", name, ...rest } = made;
  return {
    schema: "position-report/1",
    id: derivedId("position-report", mmsi, atMs, position[0], position[1]),
    origin: "exercise",
    recordedAtMs: atMs,
    source: "test",
    sourceId: `${mmsi}/${atMs}`,
    medium,
    atMs,
    identity: {
      scheme: medium === "vessel" ? "mmsi" : "icao24",
      value: mmsi,
      ...(name === undefined ? {} : { name }),
    },
    ...rest,
    position: lonLat(position[0], position[1]),
  };
}

export interface MadeWay {
  readonly mmsi: string;
  readonly count: number;
  readonly stepMs: number;
  readonly speedMps: number;
  readonly courseDeg?: number;
  readonly from?: Position;
  readonly shiftMs?: number;
  readonly medium?: TrafficMedium;
  readonly altitudeM?: number;
}

/** Straight on from a place, east unless said. */
export function vesselWay(way: MadeWay): PositionReport[] {
  const { mmsi, count, stepMs, speedMps, courseDeg = 90, from = lonLat(-30, 0), shiftMs = 0 } = way;
  return Array.from({ length: count }, (_, index) => {
    const atMs = shiftMs + index * stepMs;
    return reportOf({
      mmsi,
      atMs,
      position: destination(from, courseDeg, (speedMps * index * stepMs) / 1000),
      speedMps,
      courseDeg,
      ...(way.medium === undefined ? {} : { medium: way.medium }),
      ...(way.altitudeM === undefined ? {} : { altitudeM: way.altitudeM }),
    });
  });
}
