import type { Claim, LonLat, Observation } from "@truceline/model";
import { InteropError } from "../errors.ts";
import type { ClaimDraft, ObservationDraft } from "../mapping/decode-rows.ts";
import { encodeRecord } from "../mapping/encode-record.ts";
import type { Mapping, MappingField } from "../mapping/mapping-schema.ts";
import { type Draft, getAt } from "../mapping/record-path.ts";
import type { FeatureToWrite, GeojsonGeometry } from "./write-geojson.ts";

type AnyRecord = Observation | Claim | ObservationDraft | ClaimDraft;
type GeometryField = Extract<MappingField, { geometry: unknown }>;

/**
 * A record as a feature, its place or area as geometry, so that the mapping reads it as the same record.
 * Nothing is left out: what the mapping has no place for is refused.
 * @throws InteropError `TL_INT_ENCODE` with the paths that have no column, or an area of a shape that is
 *   no Point or Polygon by this mapping
 * @example writeGeojson(claims.map((claim) => encodeFeature(mapping, claim)))
 */
export function encodeFeature(mapping: Mapping, record: AnyRecord): FeatureToWrite {
  const isGeometry = (field: MappingField): field is GeometryField => "geometry" in field;
  const field = mapping.fields.find(isGeometry);
  const fields = mapping.fields.filter((one) => one !== field);
  const rest = field === undefined ? record : (without(record, field.to.split(".")) as AnyRecord);
  const properties: Record<string, string> = { ...encodeRecord({ ...mapping, fields }, rest) };
  const { sourceId } = mapping;
  const column = "template" in sourceId ? /^\{([^{}]+)\}$/.exec(sourceId.template)?.[1] : undefined;
  if (column !== undefined) properties[column] = record.sourceId;
  return {
    properties,
    geometry:
      field === undefined ? null : geometryOf(field, getAt(record, field.to), record.sourceId),
  };
}

function without(value: unknown, [step = "", ...further]: readonly string[]): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return value;
  const { [step]: member, ...rest } = value as Draft;
  return further.length === 0 ? rest : { ...rest, [step]: without(member, further) };
}

/** The inverse of what a mapping makes of a feature's geometry. */
function geometryOf(
  field: GeometryField,
  value: unknown,
  sourceId: string,
): GeojsonGeometry | null {
  if (value === undefined) return null;
  const refuse = (): never => {
    throw new InteropError("TL_INT_ENCODE", { sourceId, paths: [field.to] });
  };
  if (Array.isArray(value)) {
    return field.radiusM === undefined
      ? { type: "Point", coordinates: value as number[] }
      : refuse();
  }
  const area = value as {
    readonly shape?: unknown;
    readonly centre?: LonLat;
    readonly radiusM?: number;
    readonly rings?: readonly (readonly LonLat[])[];
  };
  if (area.shape === "circle" && area.centre !== undefined && area.radiusM === field.radiusM) {
    return { type: "Point", coordinates: [...area.centre] };
  }
  if (area.shape === "polygon" && area.rings !== undefined && field.geometry === "area") {
    return { type: "Polygon", coordinates: area.rings.map((ring) => ring.map((one) => [...one])) };
  }
  return refuse();
}
