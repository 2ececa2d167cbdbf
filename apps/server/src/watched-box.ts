import type { CompiledAgreement } from "@truceline/agreement";
import { boundingBox } from "@truceline/geo";
import type { WatchedBox } from "@truceline/watch";

/** Ground beyond the lines, zones and sites that still belongs to what is watched, in degrees. */
const marginDeg = 2;

/** The box in which input is expected: everything the agreement names, with its surroundings. */
export function watchedBox({ lines, zones, sites }: CompiledAgreement): WatchedBox {
  const box = boundingBox([
    ...lines.flatMap(({ versions }) => versions.flatMap(({ coordinates }) => coordinates)),
    ...zones.flatMap(({ build }) => (build.by === "geometry" ? build.polygons.flat(2) : [])),
    ...sites.map(({ position }) => position),
  ]);
  return {
    westDeg: Math.max(-180, box.westDeg - marginDeg),
    southDeg: Math.max(-90, box.southDeg - marginDeg),
    eastDeg: Math.min(180, box.eastDeg + marginDeg),
    northDeg: Math.min(90, box.northDeg + marginDeg),
  };
}
