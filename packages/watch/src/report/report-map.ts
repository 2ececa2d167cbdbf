import type { CompiledAgreement, LocalText, PreparedAgreement } from "@truceline/agreement";
import {
  boundingBox,
  cellBoundary,
  type Gazetteer,
  type Position,
  simplifyLine,
} from "@truceline/geo";
import { fireKinds, type Incident, type LonLat, lonLat } from "@truceline/model";
import { toldPlace } from "@truceline/release";
import type { ReportMap } from "@truceline/reporting";

const labelCountMax = 16;
/** Labels nearer to each other than this share of the map are not both shown. */
const labelApartRatio = 0.09;
const areaCountMax = 2_000;
/** What is finer than this share of the map cannot be seen on paper. */
const detailRatio = 1 / 800;
const metresPerDegree = 111_000;

export interface MapOptions {
  readonly agreement: PreparedAgreement;
  readonly places: Gazetteer | undefined;
  readonly atMs: number;
  readonly articleId: string;
  readonly cells: readonly { readonly cell: string; readonly coverageRatio: number }[];
  /** Of fire, in the report's periods. */
  readonly incidents: readonly Incident[];
  readonly level: "parties" | "public";
}

/**
 * What the small map of a report shows. Where fire may have been is one cell of at least 1 km for each
 * incident, at every level: a report is copied. The mission's own people are on no map.
 */
export function reportMap({
  agreement,
  places,
  atMs,
  articleId,
  cells,
  incidents,
  level,
}: MapOptions): ReportMap | null {
  const { compiled } = agreement;
  const rings = cells.map(({ cell, coverageRatio }) => ({
    ring: cellBoundary(cell).map(coarse),
    ratio: coverageRatio,
  }));
  const lines = compiled.lines.flatMap(({ id }) => agreement.lineVersionsAt(id, atMs));
  const linePositions = compiled.lines.flatMap(({ versions }) =>
    versions.flatMap(({ coordinates }) => coordinates),
  );
  const shown: Position[] =
    rings.length > 0
      ? rings.flatMap(({ ring }) => ring)
      : [...linePositions, ...compiled.sites.map(({ position }) => position)];
  if (shown.length === 0) return null;
  const box = boundingBox(shown);
  if (box.westDeg >= box.eastDeg || box.southDeg >= box.northDeg) return null;
  const toleranceM =
    Math.max(box.eastDeg - box.westDeg, box.northDeg - box.southDeg) *
    metresPerDegree *
    detailRatio;
  const simple = (positions: readonly Position[]): LonLat[] =>
    simplifyLine(positions, toleranceM).flatMap((index) => {
      const position = positions[index];
      return position === undefined ? [] : [coarse(position)];
    });
  const article = compiled.articles.find(({ id }) => id === articleId);
  const own = article !== undefined && "zone" in article.rule ? article.rule.zone : undefined;
  return {
    ...box,
    lines: lines.map(({ drawnBy, line }) => ({
      drawnBy,
      coordinates: simple(line.coordinates),
    })),
    zones: compiled.zones
      .filter(({ id, kind }) => id === own || kind === "disengagement-area")
      .map(({ id, kind }) => ({
        id,
        kind,
        polygons: agreement
          .zonePolygons(id, atMs)
          .map((polygon) => polygon.map((ring) => simple(ring))),
      })),
    cells: rings,
    requirementRatio: article?.coverageRatio ?? 0,
    articleId,
    areas: fireAreas(incidents, level, compiled),
    labels: labelsIn(box, compiled, places),
  };
}

/** Cells in which fire may have been, with how many incidents each. */
function fireAreas(
  incidents: readonly Incident[],
  level: "parties" | "public",
  { release }: CompiledAgreement,
): ReportMap["areas"] {
  const counts = new Map<string, number>();
  for (const incident of incidents) {
    const place = incident.firedFrom ?? incident.effect;
    const isFire = incident.kinds.some(({ kind, p }) => p >= 0.5 && fireKinds.has(kind));
    if (place === null || !isFire) continue;
    const area = place.ellipse95 ?? { shape: "circle", centre: place.median, radiusM: 0 };
    const { cell } = toldPlace(area, level, release);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, areaCountMax)
    .map(([cell, incidentCount]) => ({ ring: cellBoundary(cell).map(coarse), incidentCount }));
}

interface Box {
  readonly westDeg: number;
  readonly southDeg: number;
  readonly eastDeg: number;
  readonly northDeg: number;
}

/** Names to find one's way: the agreement's places and the gazetteer's larger ones, not too near. */
function labelsIn(
  box: Box,
  { sites }: CompiledAgreement,
  places: Gazetteer | undefined,
): ReportMap["labels"] {
  const isIn = ([lonDeg, latDeg]: Position) =>
    lonDeg > box.westDeg && lonDeg < box.eastDeg && latDeg > box.southDeg && latDeg < box.northDeg;
  const towns = (places?.places ?? [])
    .filter(({ position }) => isIn(position))
    .map(({ position, names, kind, populationCount }) => ({
      position,
      name: names as LocalText,
      weight: populationCount ?? (kind === "city" ? 60_000 : kind === "town" ? 8_000 : 1_000),
    }));
  const own = sites
    .filter(({ position, kind }) => isIn(position) && (kind === "city" || kind === "town"))
    .map(({ position, name }) => ({ position, name, weight: 30_000 }));
  const candidates = [...towns, ...own].sort(
    (a, b) => b.weight - a.weight || (a.position[0] < b.position[0] ? -1 : 1),
  );
  const apartDeg =
    Math.max(box.eastDeg - box.westDeg, box.northDeg - box.southDeg) * labelApartRatio;
  const taken: typeof candidates = [];
  for (const one of candidates) {
    if (taken.length >= labelCountMax) break;
    const isNear = taken.some(
      ({ position }) =>
        Math.abs(position[0] - one.position[0]) < apartDeg * 1.6 &&
        Math.abs(position[1] - one.position[1]) < apartDeg * 0.6,
    );
    if (!isNear) taken.push(one);
  }
  return taken.map(({ position, name, weight }) => ({
    position: coarse(position),
    name: { ...name },
    isBig: weight >= 100_000,
  }));
}

/** To about 100 m: a line on paper is thicker. */
function coarse([lonDeg, latDeg]: Position): LonLat {
  return lonLat(Math.round(lonDeg * 1e3) / 1e3, Math.round(latDeg * 1e3) / 1e3);
}
