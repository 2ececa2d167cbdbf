import type { Position, PreparedLine } from "@truceline/geo";
import type { CompiledAgreement, CompiledArticle, Polygons } from "./compiled.ts";
import type { LocalText } from "./compiled-words.ts";
import type { PreparedArea } from "./prepared-area.ts";

/** One drawing of a line, ready for questions of distance and side. */
export interface PreparedLineVersion {
  readonly lineId: string;
  readonly drawnBy: string;
  readonly acceptedBy: readonly string[];
  readonly validFromMs: number;
  readonly line: PreparedLine;
}

/** A sector with what is known of its extent. */
export interface PreparedSector {
  readonly id: string;
  readonly name: LocalText;
  /** Length of the line in the sector, in metres. */
  readonly lengthM: number;
  /** Set for a stretch of a line: its ends, in metres from the line's first place. */
  readonly along: { readonly lineId: string; readonly fromM: number; readonly toM: number } | null;
}

export interface AreaCell {
  /** H3 index, at the agreement's resolution. */
  readonly cell: string;
  /** The sector that holds the cell's centre. */
  readonly sectorId: string;
}

/**
 * A compiled agreement with its geometry ready for many questions. Built once; what depends on a
 * line version is made when first asked for and kept.
 *
 * Where a band is asked about without a line version, the one that both sides of the line accepted
 * last is taken, else the newest in force. Callers that judge ask for each of `lineVersionsAt`.
 */
export interface PreparedAgreement {
  readonly compiled: CompiledAgreement;
  /** @throws AgreementError `TL_AGR_ARTICLE_ABSENT` */
  article(articleId: string): CompiledArticle;
  /**
   * The versions of a line in force at an instant: of each author the newest that is valid from then
   * or before, in the order of the document.
   * @throws AgreementError `TL_AGR_LINE_ABSENT`
   */
  lineVersionsAt(lineId: string, atMs: number): readonly PreparedLineVersion[];
  /** The one version to draw and to count sectors along; undefined before the first. */
  mainLineVersionAt(lineId: string, atMs: number): PreparedLineVersion | undefined;
  /** The line that a zone is built along; null for a zone by geometry. @throws as `zoneArea` */
  zoneLine(zoneId: string): string | null;
  /** The line that an article's area is measured from; null if it needs none. */
  articleLine(articleId: string): string | null;
  /**
   * The ground of a zone. Before the line's first version a band holds no place.
   * @throws AgreementError `TL_AGR_ZONE_ABSENT`
   */
  zoneArea(zoneId: string, atMs: number, version?: PreparedLineVersion): PreparedArea;
  zoneContains(
    zoneId: string,
    position: Position,
    atMs: number,
    version?: PreparedLineVersion,
  ): boolean;
  /**
   * The ground an article applies to: its zone; for a withdrawal the band round the line in which
   * the weapons may not be; null for a narrative article.
   */
  articleArea(articleId: string, atMs: number, version?: PreparedLineVersion): PreparedArea | null;
  /** The cells of an article's area with the sector of each, sorted by cell. */
  articleCells(articleId: string, atMs: number, version?: PreparedLineVersion): readonly AreaCell[];
  /** Outlines for drawing: geometry as it is, bands within about 1 % of their width. */
  zonePolygons(zoneId: string, atMs: number, version?: PreparedLineVersion): Polygons;
  articlePolygons(articleId: string, atMs: number, version?: PreparedLineVersion): Polygons;
  /**
   * The sectors in order; where the document has none, one sector `all` that holds every place. A
   * sector `elsewhere` follows if ground of an article lies in none of them.
   */
  sectors(): readonly PreparedSector[];
  /**
   * The sector a place is in, by the main line version at the instant (default: entry into force):
   * declared polygons first, then the stretch of the nearest line. `elsewhere` where it lies in none,
   * or more than 10 km farther from the line than any band or withdrawal reaches.
   */
  sectorOf(position: Position, atMs?: number): string;
  /**
   * Distance from the line in metres, exact to 1 mm: positive on the left of its direction. `party`
   * holds the ground on that side. Undefined before the line's first version.
   */
  distanceFromLine(
    lineId: string,
    position: Position,
    atMs: number,
    version?: PreparedLineVersion,
  ): { readonly signedDistanceM: number; readonly party: string } | undefined;
}
