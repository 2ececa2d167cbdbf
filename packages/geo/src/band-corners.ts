import type { BandReach } from "./band-lattice.ts";
import type { MultiPolygonGeometry, Position } from "./geometry.ts";
import type { PreparedLine } from "./prepared-line.ts";

const DEG = Math.PI / 180;
const METRES_PER_DEG = 111_195;
/** Two neighbouring turns that make more than this together are a corner cut off. */
const CORNER_TURN_RAD = 4 * DEG;
/** A restored corner lies on the band's edge within this share of the reach. */
const ON_EDGE_RATIO = 1 / 500;
/** A corner is cut by up to a fortieth of the reach; it is looked for no farther than twice that. */
const CUT_RATIO = 1 / 20;

/**
 * A band's outline with its corners restored. The outline follows arcs within metres but cuts the
 * corners between them, by up to a fortieth of the reach; here the edges on both sides are prolonged
 * until they meet, where that place is on the band's edge by the exact distance.
 */
export function withCorners(
  outline: MultiPolygonGeometry,
  line: PreparedLine,
  reach: BandReach,
): MultiPolygonGeometry {
  const band: Band = { line, reach };
  return {
    type: "MultiPolygon",
    coordinates: outline.coordinates.map((rings) =>
      rings.map((ring) => ringWithCorners(ring, band)),
    ),
  };
}

interface Band {
  readonly line: PreparedLine;
  readonly reach: BandReach;
}

function ringWithCorners(ring: readonly Position[], band: Band): Position[] {
  const open = ring.slice(0, -1);
  const count = open.length;
  if (count < 5) return [...ring];
  const at = (index: number) => open[(index + count) % count] as Position;
  const out: Position[] = [];
  for (let index = 0; index < count; index++) {
    // Of two cuts that share an edge the sharper one is the corner.
    const isSharper =
      turnRad(at(index), at(index + 1), at(index + 2), at(index + 3)) <=
      turnRad(at(index - 1), at(index), at(index + 1), at(index + 2));
    const corner = isSharper
      ? cornerBetween(at(index - 1), at(index), at(index + 1), at(index + 2), band)
      : null;
    // The first place stays where it is: a corner over the seam would need both ends changed.
    if (corner === null || index + 1 >= count) {
      out.push(at(index));
    } else {
      out.push(corner);
      index += 1;
    }
  }
  return [...out, out[0] as Position];
}

/** How much two neighbouring turns make together, without sign; 0 where they go opposite ways. */
function turnRad(a: Position, b: Position, c: Position, d: Position): number {
  const cosLat = Math.cos(b[1] * DEG);
  const ux = (b[0] - a[0]) * cosLat;
  const uy = b[1] - a[1];
  const wx = (c[0] - b[0]) * cosLat;
  const wy = c[1] - b[1];
  const vx = (d[0] - c[0]) * cosLat;
  const vy = d[1] - c[1];
  const first = Math.atan2(ux * wy - uy * wx, ux * wx + uy * wy);
  const second = Math.atan2(wx * vy - wy * vx, wx * vx + wy * vy);
  return first * second <= 0 ? 0 : Math.abs(first + second);
}

/** Where the edges before `b` and after `c` meet, if the edge between them cuts a corner there. */
function cornerBetween(
  a: Position,
  b: Position,
  c: Position,
  d: Position,
  { line, reach }: Band,
): Position | null {
  const cosLat = Math.cos(b[1] * DEG);
  const ux = (b[0] - a[0]) * cosLat;
  const uy = b[1] - a[1];
  const vx = (c[0] - d[0]) * cosLat;
  const vy = c[1] - d[1];
  const wx = (c[0] - b[0]) * cosLat;
  const wy = c[1] - b[1];
  if (turnRad(a, b, c, d) < CORNER_TURN_RAD) return null;
  const cross = ux * vy - uy * vx;
  if (cross === 0) return null;
  // b + s u = c + t v
  const s = (wx * vy - wy * vx) / cross;
  const t = (wx * uy - wy * ux) / cross;
  if (s < 0 || t < 0) return null;
  const corner: Position = [b[0] + (s * ux) / cosLat, b[1] + s * uy];
  const signedM = line.fastSignedDistanceM(corner[0], corner[1]);
  const limitM = signedM > 0 ? reach.leftM : reach.rightM;
  if (Math.abs(Math.abs(signedM) - limitM) > limitM * ON_EDGE_RATIO) return null;
  const farM = Math.hypot(s * ux, s * uy) * METRES_PER_DEG;
  return farM > Math.max(reach.leftM, reach.rightM) * CUT_RATIO ? null : corner;
}
