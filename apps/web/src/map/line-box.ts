import type { Ground } from "@truceline/watch";
import type { Box } from "./map-surface.ts";

/** Ground shown beyond the line, as a share of its extent: the band on both sides fits. */
const marginShare = 0.06;

/** Where the map starts: round the lines in force; the ground's own box where there is none. */
export function lineBox(ground: Pick<Ground, "lines" | "box">): Box {
  const positions = ground.lines
    .filter(({ inForce }) => inForce)
    .flatMap(({ coordinates }) => coordinates);
  if (positions.length === 0) return ground.box;
  const lons = positions.map(([lon]) => lon);
  const lats = positions.map(([, lat]) => lat);
  const [west, south, east, north] = [
    Math.min(...lons),
    Math.min(...lats),
    Math.max(...lons),
    Math.max(...lats),
  ];
  const margin = marginShare * Math.max(east - west, north - south);
  return [west - margin, south - margin, east + margin, north + margin];
}
