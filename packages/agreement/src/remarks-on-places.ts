import { boundingBox, type Position } from "@truceline/geo";
import type { CompiledAgreement } from "./compiled.ts";
import type { RemarkList } from "./remark.ts";

/** How far beyond the other places one may lie and still be held to be among them. */
const marginDeg = 0.25;
/** Of the other places, the share that must lie nearer to the exchanged one. */
const shareMin = 2 / 3;
/** With fewer others, nothing says where the agreement's area is. */
const otherCountMin = 2;

interface Place {
  readonly pointer: string;
  readonly middle: Position;
}

/**
 * Places outside the agreement's area that would lie in it with longitude and latitude exchanged. What
 * lies far outside is a fault of its file; this is for areas where longitude and latitude are alike, as
 * in the eastern Mediterranean, so that a place may be right after all.
 */
export function remarkOnPlaces(compiled: CompiledAgreement, list: RemarkList): void {
  const places = placesOf(compiled);
  for (const [index, { pointer, middle }] of places.entries()) {
    const exchanged: Position = [middle[1], middle[0]];
    const others = places.filter((_, other) => other !== index).map((other) => other.middle);
    const nearer = others.filter((other) => apartDeg(other, exchanged) < apartDeg(other, middle));
    if (others.length < otherCountMin || nearer.length < shareMin * others.length) continue;
    const box = boundingBox(nearer);
    const isAmong = ([lonDeg, latDeg]: Position) =>
      lonDeg >= box.westDeg - marginDeg &&
      lonDeg <= box.eastDeg + marginDeg &&
      latDeg >= box.southDeg - marginDeg &&
      latDeg <= box.northDeg + marginDeg;
    if (isAmong(middle) || !isAmong(exchanged)) continue;
    list.add("TL_AGR_REMARK_POSITION_SWAPPED", pointer, undefined, {
      at: middle,
      exchanged,
      others: [box.westDeg, box.southDeg, box.eastDeg, box.northDeg],
    });
  }
}

function placesOf({ lines, zones, sectors, sites }: CompiledAgreement): readonly Place[] {
  return [
    ...lines.flatMap(({ versions }, line) =>
      versions.flatMap(({ coordinates }, version) =>
        placeOf(`/lines/${line}/versions/${version}/geometry`, coordinates),
      ),
    ),
    ...zones.flatMap(({ build }, zone) =>
      build.by === "geometry" ? placeOf(`/zones/${zone}/geometry`, build.polygons.flat(2)) : [],
    ),
    ...sectors.flatMap(({ build }, sector) =>
      build.by === "geometry" ? placeOf(`/sectors/${sector}/geometry`, build.polygons.flat(2)) : [],
    ),
    ...sites.flatMap(({ position }, site) => placeOf(`/sites/${site}/at`, [position])),
  ];
}

function placeOf(pointer: string, positions: readonly Position[]): readonly Place[] {
  if (positions.length === 0) return [];
  const { westDeg, eastDeg, southDeg, northDeg } = boundingBox(positions);
  return [{ pointer, middle: [(westDeg + eastDeg) / 2, (southDeg + northDeg) / 2] }];
}

/** In degrees of the grid: only compared with another such distance. */
function apartDeg(a: Position, b: Position): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
