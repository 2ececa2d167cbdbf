import {
  encodeFeature,
  encodePlacemark,
  type Mapping,
  writeGeojson,
  writeGpx,
  writeKml,
} from "@truceline/interop";
import { claimRecord, observationRecord, patrolTrackRecord } from "@truceline/model";
import { refuse } from "./where.ts";

/** Forms that hold all of what is exported in one document. */
export const exportedDocuments = ["geojson", "kml", "gpx"] as const;
/** Patrols that are named where another was asked for. */
const patrolsNamed = 5;
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

/** Writes stored records, given line by line, as one document. */
export type DocumentWriter = (lines: readonly string[]) => {
  readonly text: string;
  readonly count: number;
};

/**
 * What writes stored records as one document for those who may see the records: observations or claims of a
 * mapping's source as GeoJSON or KML, which the same mapping reads again; the track of a patrol as GPX. The
 * writer throws InteropError `TL_INT_ENCODE` for a record that holds more than the mapping has columns for
 * (nothing is left out), and CliError `TL_CLI_USAGE` for a patrol without a track.
 * @throws CliError `TL_CLI_USAGE` for a form that the records do not have, before any is read
 */
export function documentWriter({ what, format, mapping, patrol }: DocumentWanted): DocumentWriter {
  if (format === "gpx") {
    if (what !== "patrol-tracks") refuse("only patrol-tracks are written as gpx");
    if (patrol === undefined) return refuse("--format gpx needs --patrol, the id of one patrol");
    return (lines) => trackOf(lines, patrol);
  }
  if (patrol !== undefined) refuse("--patrol belongs to --format gpx");
  const kind = { observations: "observation", claims: "claim" }[what];
  if (kind === undefined) refuse(`${what} are not written as ${format}`);
  if (mapping === undefined) return refuse(`--format ${format} needs --mapping`);
  if (mapping.record !== kind) refuse(`the mapping ${mapping.id} is of ${mapping.record}s`);
  return (lines) => {
    const records = lines
      .map((line) => {
        const value: unknown = JSON.parse(line);
        return kind === "claim" ? claimRecord.parse(value) : observationRecord.parse(value);
      })
      .filter(({ source }) => source === mapping.source);
    const text =
      format === "geojson"
        ? writeGeojson(records.map((record) => encodeFeature(mapping, record)))
        : writeKml(
            records.map((record) => encodePlacemark(mapping, record)),
            { name: mapping.title ?? mapping.id },
          );
    return { text: text.trimEnd(), count: records.length };
  };
}

function trackOf(lines: readonly string[], patrol: string) {
  const tracks = lines.map((line) => patrolTrackRecord.parse(JSON.parse(line)));
  const points = tracks
    .filter(({ patrolId }) => patrolId === patrol)
    .flatMap((track) => track.points)
    .sort((one, other) => one.atMs - other.atMs);
  if (points.length === 0) {
    const known = [...new Set(tracks.map(({ patrolId }) => patrolId))];
    const some = known.slice(0, patrolsNamed).join(", ");
    const more = known.length > patrolsNamed ? ` and ${known.length - patrolsNamed} more` : "";
    const others = known.length === 0 ? "nor of any other" : `but of ${some}${more}`;
    refuse(`no track of the patrol ${patrol} is stored, ${others}`);
  }
  return { text: writeGpx(points, { name: patrol }).trimEnd(), count: points.length };
}
