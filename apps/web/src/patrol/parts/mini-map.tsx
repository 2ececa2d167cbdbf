import { areaOutline } from "@truceline/geo";
import type { Area, LonLat } from "@truceline/model";

type Point = readonly [number, number];
const [width, height, margin] = [340, 150, 14];

/** Where it may have been: the line near by, where one stood, and the area as a wedge. Not to scale with anything else. */
export function MiniMap(props: {
  readonly label: string;
  readonly itMayBe: string;
  readonly stood: Point;
  readonly area: Area | null;
  readonly lines: readonly (readonly LonLat[])[];
}) {
  const { stood, area } = props;
  const rings = area === null ? [] : ringsOf(area);
  const points = [stood, ...rings.flat()];
  const west = Math.min(...points.map(([lonDeg]) => lonDeg));
  const east = Math.max(...points.map(([lonDeg]) => lonDeg));
  const south = Math.min(...points.map(([, latDeg]) => latDeg));
  const north = Math.max(...points.map(([, latDeg]) => latDeg));
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  // At least 2 km across, so that a point is not blown up to a country.
  const span = Math.max((east - west) * shrink, ((north - south) * width) / height, 0.02);
  const scale = (width - 2 * margin) / span / 1.25;
  const x = (lonDeg: number) => width / 2 + (lonDeg - (west + east) / 2) * shrink * scale;
  const y = (latDeg: number) => height / 2 - (latDeg - (south + north) / 2) * scale;
  const path = (line: readonly Point[]) =>
    line
      .map(
        ([lonDeg, latDeg], index) =>
          `${index === 0 ? "M" : "L"}${x(lonDeg).toFixed(1)} ${y(latDeg).toFixed(1)}`,
      )
      .join("");
  const [middleX] = middleOf(rings.flat().map(([lonDeg, latDeg]): Point => [x(lonDeg), y(latDeg)]));
  const bottomY = Math.max(...rings.flat().map(([, latDeg]) => y(latDeg)), 0);
  return (
    <div class="mini">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
        <rect width={width} height={height} class="m-lit" />
        {props.lines.map((line, index) => (
          <g key={index}>
            <path d={path(line)} class="m-case" />
            <path d={path(line)} class="m-line" />
          </g>
        ))}
        {rings.map((ring, index) => (
          <path key={index} d={`${path(ring)}Z`} class="m-area" />
        ))}
        <g transform={`translate(${x(stood[0])} ${y(stood[1])})`}>
          <rect x="-9" y="-9" width="18" height="18" class="m-sym" />
          <text y="3.4" class="m-symt">
            OP
          </text>
        </g>
        {area !== null && (
          <text
            x={Math.min(Math.max(middleX, 60), width - 60)}
            y={Math.min(bottomY + 14, height - 6)}
            class="m-lab"
          >
            {props.itMayBe}
          </text>
        )}
      </svg>
    </div>
  );
}

function ringsOf(area: Area): readonly (readonly Point[])[] {
  const outline = areaOutline(area);
  return outline.type === "Polygon" ? outline.coordinates : outline.coordinates.flat();
}

function middleOf(points: readonly Point[]): Point {
  const mean = (at: 0 | 1) =>
    points.reduce((sum, point) => sum + (point[at] ?? 0), 0) / Math.max(1, points.length);
  return [mean(0), mean(1)];
}
