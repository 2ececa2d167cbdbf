import type { Claim, Observation } from "@truceline/model";
import { InteropError } from "../errors.ts";
import { encodeFeature } from "../geojson/encode-feature.ts";
import type { GeojsonGeometry } from "../geojson/write-geojson.ts";
import type { Mapping } from "../mapping/mapping-schema.ts";
import type { KmlGeometry, KmlPlace } from "./kml-place.ts";

/** Columns that a placemark has elements for. */
const ownColumns: ReadonlySet<string> = new Set(["name", "description", "folder", "from", "until"]);

/**
 * A record as a placemark, so that a feed of KML reads it as the same record by the same mapping: `name`,
 * `description`, `folder` and the times as elements, everything else as extended data.
 * @throws InteropError `TL_INT_ENCODE` as `encodeFeature`, and for a record without a place
 * @example writeKml(claims.map((claim) => encodePlacemark(mapping, claim)), { name: "Claims" })
 */
export function encodePlacemark(mapping: Mapping, record: Observation | Claim): KmlPlace {
  const { properties, geometry } = encodeFeature(mapping, record);
  const cells = Object.entries(properties as Readonly<Record<string, string>>);
  const own = Object.fromEntries(cells.filter(([column]) => ownColumns.has(column)));
  const { name = "", description = "", folder = "" } = own;
  const { fromMs, toMs } = record.span;
  const isTimed = mapping.time.from === "from";
  return {
    ...(name === "" ? {} : { name }),
    ...(description === "" ? {} : { description }),
    folders: folder === "" ? [] : folder.split(" / "),
    ...(isTimed ? { span: { fromMs, toMs: mapping.time.until === "until" ? toMs : fromMs } } : {}),
    data: Object.fromEntries(
      cells
        .filter(([column]) => !ownColumns.has(column))
        .map(([column, cell]) => [ownName(column), cell]),
    ),
    geometry: kmlOf(geometry, record.sourceId),
  };
}

/** Data that a placemark has an element of the same name for is read as `data.NAME`. */
function ownName(column: string): string {
  const inner = column.slice("data.".length);
  return column.startsWith("data.") && ownColumns.has(inner) ? inner : column;
}

function kmlOf(geometry: GeojsonGeometry | null, sourceId: string): KmlGeometry {
  const flat = ([lonDeg = 0, latDeg = 0]: readonly number[]) => [lonDeg, latDeg] as const;
  if (geometry?.type === "Point") return { type: "Point", position: flat(geometry.coordinates) };
  if (geometry?.type === "Polygon") {
    return { type: "Polygon", rings: geometry.coordinates.map((ring) => ring.map(flat)) };
  }
  throw new InteropError("TL_INT_ENCODE", { sourceId, paths: ["area"] });
}
