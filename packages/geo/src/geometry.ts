/** A position as it stands in GeoJSON; every `LonLat` is one. Degrees, longitude first. */
export type Position = readonly [lonDeg: number, latDeg: number];

/** Closed: the last position equals the first. Edges are straight in longitude and latitude. */
export type Ring = readonly Position[];

/** GeoJSON Polygon: the first ring is the outline, the others are holes. Either winding. */
export interface PolygonGeometry {
  readonly type: "Polygon";
  readonly coordinates: readonly Ring[];
}

/** GeoJSON MultiPolygon: its parts do not overlap. */
export interface MultiPolygonGeometry {
  readonly type: "MultiPolygon";
  readonly coordinates: readonly (readonly Ring[])[];
}

/** What a zone is made of. */
export type ZoneGeometry = PolygonGeometry | MultiPolygonGeometry;

/** Degrees. Boxes never cross the 180th meridian: west <= east. */
export interface BoundingBox {
  readonly westDeg: number;
  readonly southDeg: number;
  readonly eastDeg: number;
  readonly northDeg: number;
}

/** The polygons of a zone, each a list of rings. */
export function polygonsOf(geometry: ZoneGeometry): readonly (readonly Ring[])[] {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

/** All rings of a zone, outlines and holes together, in stored order. */
export function ringsOf(geometry: ZoneGeometry): readonly Ring[] {
  return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
}

/** Smallest box around positions; an empty list gives a box that holds nothing. */
export function boundingBox(positions: Iterable<Position>): BoundingBox {
  let westDeg = Number.POSITIVE_INFINITY;
  let southDeg = Number.POSITIVE_INFINITY;
  let eastDeg = Number.NEGATIVE_INFINITY;
  let northDeg = Number.NEGATIVE_INFINITY;
  for (const [lonDeg, latDeg] of positions) {
    if (lonDeg < westDeg) westDeg = lonDeg;
    if (lonDeg > eastDeg) eastDeg = lonDeg;
    if (latDeg < southDeg) southDeg = latDeg;
    if (latDeg > northDeg) northDeg = latDeg;
  }
  return { westDeg, southDeg, eastDeg, northDeg };
}

/**
 * Does the place lie in the zone, by even-odd over all rings on the stored coordinates? Edges are
 * straight in longitude and latitude. Of the places exactly on an edge, those on a west or south
 * side count as inside and those on an east or north side as outside, so that of two zones that
 * share an edge exactly one holds it.
 * Source: W. R. Franklin, "PNPOLY".
 */
export function isInsideZone(geometry: ZoneGeometry, lonDeg: number, latDeg: number): boolean {
  let inside = false;
  for (const ring of ringsOf(geometry)) {
    let previous = ring.at(-1);
    for (const position of ring) {
      if (previous === undefined) break;
      const [x1, y1] = position;
      const [x2, y2] = previous;
      if (y1 > latDeg !== y2 > latDeg && lonDeg < ((x2 - x1) * (latDeg - y1)) / (y2 - y1) + x1) {
        inside = !inside;
      }
      previous = position;
    }
  }
  return inside;
}
