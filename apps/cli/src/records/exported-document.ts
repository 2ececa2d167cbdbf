import {
  encodeFeature,
  encodePlacemark,
  type Mapping,
  writeGeojson,
  writeGpx,
  writeKml,
} from "@truceline/interop";
import { type Claim, claimRecord, observationRecord, patrolTrackRecord } from "@truceline/model";
import { refuse } from "./where.ts";

/** Forms that hold all of what is exported in one document. */
export const exportedDocuments = ["geojson", "kml", "gpx"] as const;
export type ExportedDocument = (typeof exportedDocuments)[number];

export const isExportedDocument = (format: string): format is ExportedDocument =>
  (exportedDocuments as readonly string[]).includes(format);

/** What says which records and how they are written. */
export interface DocumentWanted {
  /** As the resources of the API are called. */
  readonly what: string;
  readonly format: ExportedDocument;
  readonly mapping?: Mapping | undefined;
  readonly patrol?: string | undefined;
}

/**
 * Stored records, line by line, as one document for those who may see the records: observations or claims of a
 * mapping's source as GeoJSON or KML, which the same mapping reads again; the track of a patrol as GPX.
 * @throws CliError `TL_CLI_USAGE` for a form the records do not have; InteropError `TL_INT_ENCODE` for one that
 *   holds more than the mapping has columns for: nothing is left out
 */
export function exportedDocument(
  lines: readonly string[],
  { what, format, mapping, patrol }: DocumentWanted,
): { readonly text: string; readonly count: number } {
  if (format === "gpx") return trackOf(lines, what, patrol);
  if (patrol !== undefined) refuse("--patrol belongs to --format gpx");
  const kind = { observations: "observation", claims: "claim" }[what];
  if (kind === undefined) refuse(`${what} are not written as ${format}`);
  if (mapping === undefined) return refuse(`--format ${format} needs --mapping`);
  if (mapping.record !== kind) refuse(`the mapping ${mapping.id} is of ${mapping.record}s`);
  const records = lines
    .map((line) => {
      const value: unknown = JSON.parse(line);
      return kind === "claim" ? claimRecord.parse(value) : observationRecord.parse(value);
    })
    .filter(({ source }) => source === mapping.source);
  const text =
    format === "geojson"
      ? writeGeojson(records.map((record) => encodeFeature(mapping, record as Claim)))
      : writeKml(
          records.map((record) => encodePlacemark(mapping, record)),
          { name: mapping.title ?? mapping.id },
        );
  return { text: text.trimEnd(), count: records.length };
}

function trackOf(lines: readonly string[], what: string, patrol: string | undefined) {
  if (what !== "patrol-tracks") refuse("only patrol-tracks are written as gpx");
  if (patrol === undefined) return refuse("--format gpx needs --patrol, the id of one patrol");
  const points = lines
    .map((line) => patrolTrackRecord.parse(JSON.parse(line)))
    .filter(({ patrolId }) => patrolId === patrol)
    .flatMap((track) => track.points)
    .sort((one, other) => one.atMs - other.atMs);
  return { text: writeGpx(points, { name: patrol }).trimEnd(), count: points.length };
}
