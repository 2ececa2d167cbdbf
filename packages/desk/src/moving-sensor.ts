import type { Deployment, LonLat } from "@truceline/model";
import type { UptimePiece, Uptimes } from "@truceline/sensing";

/** What the people of a patrol observe with, as the catalogue of means calls it. */
export const patrolMeans = ["ear", "eye"] as const;

/** Ears or eyes of a patrol at one of its places. All of one patrol are one group of sources. */
export interface MovingSensor {
  /** Unique over patrols, places and means. */
  readonly id: string;
  /** The patrol's name, as losses name it. */
  readonly name: string;
  readonly group: string;
  readonly means: (typeof patrolMeans)[number];
  readonly position: LonLat;
  /** In order, without overlaps. In the time between them the patrol was not to be there. */
  readonly pieces: readonly UptimePiece[];
}

/** A deployment with patrols in it, as fixed sensors at each of their places. */
export function withMovingSensors(
  deployment: Deployment,
  moving: readonly MovingSensor[],
): Deployment {
  if (moving.length === 0) return deployment;
  const groups = new Map(moving.map(({ group, position }) => [group, position]));
  return {
    ...deployment,
    posts: [
      ...deployment.posts,
      ...[...groups].map(([id, position]) => ({ id, position, kind: "patrol-base" as const })),
    ],
    sensors: [
      ...deployment.sensors,
      ...moving.map(({ id, means, group, position }) => ({ id, means, post: group, position })),
    ],
  };
}

/** Up-times with those of patrols beside the others. Outside its pieces a patrol is off schedule. */
export function withMovingUptimes(uptimes: Uptimes, moving: readonly MovingSensor[]): Uptimes {
  if (moving.length === 0) return uptimes;
  const byId = new Map(moving.map((sensor) => [sensor.id, sensor.pieces]));
  return {
    pieces(sensorId, fromMs, toMs) {
      const own = byId.get(sensorId);
      return own === undefined ? uptimes.pieces(sensorId, fromMs, toMs) : filled(own, fromMs, toMs);
    },
  };
}

function filled(
  pieces: readonly UptimePiece[],
  fromMs: number,
  toMs: number,
): readonly UptimePiece[] {
  const found: UptimePiece[] = [];
  let atMs = fromMs;
  const add = (endMs: number, factor: number, reason: UptimePiece["reason"]) => {
    if (endMs > atMs) found.push({ fromMs: atMs, toMs: endMs, factor, reason });
    atMs = Math.max(atMs, endMs);
  };
  for (const piece of pieces) {
    if (piece.toMs <= fromMs || piece.fromMs >= toMs) continue;
    add(piece.fromMs, 0, "off-schedule");
    add(Math.min(toMs, piece.toMs), piece.factor, piece.reason);
  }
  add(toMs, 0, "off-schedule");
  return found;
}
