import type { KmlGeometry, KmlPlace, KmlPosition } from "../kml/kml-place.ts";
import { readKmz } from "../kml/kmz.ts";
import { readKml } from "../kml/read-kml.ts";
import type { TableRow } from "../mapping/decode-rows.ts";
import type { Mapping } from "../mapping/mapping-schema.ts";
import { columnsOf } from "../mapping/parse-mapping.ts";
import { wireFault } from "../wire-fault.ts";
import type { ReadWhole } from "./document-records.ts";
import { mappedRows } from "./mapped-rows.ts";

/** What every placemark has, empty where it says nothing; extended data stands beside them by its own names. */
const ownColumns = ["name", "description", "folder", "from", "until"] as const;

const zipMark = [0x50, 0x4b, 0x03, 0x04];
const dayMs = 86_400_000;

/**
 * Placemarks of KML, or of a KMZ file, to records as a mapping says: rows of `name`, `description`, `folder`
 * (the names of the folders around it, with " / " between), `from` and `until` (dates where whole days were
 * said) and of their extended data; data of the same name stands as `data.name`. Styles, overlays and
 * heights are left out, links not followed.
 */
export function placemarkRecords(mapping: Mapping): ReadWhole {
  return (bytes, options) => {
    const { name } = options;
    const isPacked = zipMark.every((byte, at) => bytes[at] === byte);
    const { places, faults, linkCount } = isPacked
      ? readKmz(bytes, { name })
      : readKml(bytes, { name });
    const read = columnsOf(mapping);
    const rows = places.map(rowOf);
    const data = new Set(rows.flatMap(({ cells }) => Object.keys(cells)));
    for (const column of ownColumns) data.delete(column);
    const header = [...ownColumns.filter((column) => read.includes(column)), ...data];
    const elsewhere = `${linkCount} links to other documents are not followed, and nothing else is in it`;
    const linked =
      places.length === 0 && linkCount > 0
        ? [wireFault("TL_INT_KML", elsewhere, bytes.subarray(0, 64), { file: name })]
        : [];
    return mappedRows(
      { header, rows, faults: [...faults, ...linked] },
      mapping,
      `placemark of ${mapping.id}`,
      options,
    );
  };
}

function rowOf(place: KmlPlace, index: number): TableRow {
  const cells: Record<string, string> = Object.create(null);
  for (const [key, value] of Object.entries(place.data)) {
    cells[(ownColumns as readonly string[]).includes(key) ? `data.${key}` : key] = value;
  }
  const { name = "", description = "", folders, span } = place;
  const own = { name, description, folder: folders.join(" / "), ...timesOf(span) };
  return {
    row: index + 1,
    cells: Object.assign(cells, own),
    geometry: geometryOf(place.geometry),
  };
}

/** Whole days as dates, so that they are read as days and not as a midnight. */
function timesOf(span: KmlPlace["span"]): { readonly from: string; readonly until: string } {
  const { fromMs, toMs } = span ?? {};
  const isDays =
    (fromMs !== undefined || toMs !== undefined) &&
    (fromMs ?? 0) % dayMs === 0 &&
    (toMs === undefined || (toMs + 1) % dayMs === 0);
  const text = (atMs: number | undefined) => {
    const instant = atMs === undefined ? "" : new Date(atMs).toISOString();
    return isDays ? instant.slice(0, 10) : instant;
  };
  return { from: text(fromMs), until: text(toMs) };
}

/** As GeoJSON, without heights; a collection of one is that one. A track is no place and gives none. */
function geometryOf(geometry: KmlGeometry): unknown {
  const flat = ([lonDeg, latDeg]: KmlPosition) => [lonDeg, latDeg];
  switch (geometry.type) {
    case "Point":
      return { type: "Point", coordinates: flat(geometry.position) };
    case "LineString":
      return { type: "LineString", coordinates: geometry.positions.map(flat) };
    case "Polygon":
      return { type: "Polygon", coordinates: geometry.rings.map((ring) => ring.map(flat)) };
    case "Track":
      return { type: "LineString", coordinates: geometry.points.map((one) => flat(one.position)) };
    case "Collection": {
      const [first, ...others] = geometry.geometries;
      if (first !== undefined && others.length === 0) return geometryOf(first);
      return { type: "GeometryCollection", geometries: geometry.geometries.map(geometryOf) };
    }
  }
}
