import { cellCentre, type Position } from "@truceline/geo";
import type {
  CompiledAgreement,
  CompiledArticle,
  CompiledLine,
  CompiledZone,
  Polygons,
} from "./compiled.ts";
import { AgreementError } from "./errors.ts";
import { LineTimeline } from "./line-timeline.ts";
import type {
  AreaCell,
  PreparedAgreement,
  PreparedLineVersion,
  PreparedSector,
} from "./prepared-agreement.ts";
import { areaByBand, areaByGeometry, nowhere, type PreparedArea } from "./prepared-area.ts";
import { SectorMap } from "./sector-map.ts";

/**
 * Prepares a compiled agreement.
 * @throws GeoError for geometry that `parseAgreement` would have refused.
 */
export function prepareAgreement(compiled: CompiledAgreement): PreparedAgreement {
  return new Prepared(compiled);
}

class Prepared implements PreparedAgreement {
  readonly compiled: CompiledAgreement;
  readonly #lines: ReadonlyMap<string, CompiledLine>;
  readonly #zones: ReadonlyMap<string, CompiledZone>;
  readonly #articles: ReadonlyMap<string, CompiledArticle>;
  readonly #timelines = new Map<string, LineTimeline>();
  readonly #areas = new Map<string, PreparedArea>();
  readonly #bands = new WeakMap<PreparedLineVersion, Map<string, PreparedArea>>();
  readonly #cells = new WeakMap<PreparedArea, Map<string, readonly AreaCell[]>>();
  readonly #outlines = new WeakMap<PreparedArea, Polygons>();
  readonly #sectorMap: SectorMap;
  #sectors: readonly PreparedSector[] | undefined;

  constructor(compiled: CompiledAgreement) {
    this.compiled = compiled;
    this.#lines = new Map(compiled.lines.map((line) => [line.id, line]));
    this.#zones = new Map(compiled.zones.map((zone) => [zone.id, zone]));
    this.#articles = new Map(compiled.articles.map((article) => [article.id, article]));
    this.#sectorMap = new SectorMap(compiled, (lineId, atMs) =>
      this.mainLineVersionAt(lineId, atMs),
    );
  }

  article(articleId: string): CompiledArticle {
    const article = this.#articles.get(articleId);
    if (article === undefined) throw new AgreementError("TL_AGR_ARTICLE_ABSENT", { articleId });
    return article;
  }

  lineVersionsAt(lineId: string, atMs: number): readonly PreparedLineVersion[] {
    return this.#timeline(lineId).at(atMs)?.inForce ?? [];
  }

  mainLineVersionAt(lineId: string, atMs: number): PreparedLineVersion | undefined {
    return this.#timeline(lineId).at(atMs)?.main;
  }

  zoneLine(zoneId: string): string | null {
    const { build } = this.#zone(zoneId);
    return build.by === "band" ? build.line : null;
  }

  articleLine(articleId: string): string | null {
    const { rule } = this.article(articleId);
    switch (rule.kind) {
      case "withdraw":
        return rule.line;
      case "prohibit":
      case "access":
        return this.zoneLine(rule.zone);
      case "narrative":
        return null;
    }
  }

  zoneArea(zoneId: string, atMs: number, version?: PreparedLineVersion): PreparedArea {
    const { build } = this.#zone(zoneId);
    if (build.by === "geometry") {
      let area = this.#areas.get(zoneId);
      if (area === undefined) {
        area = areaByGeometry(build.polygons);
        this.#areas.set(zoneId, area);
      }
      return area;
    }
    const { sides } = this.#line(build.line);
    return this.#bandArea(
      build.line,
      build.distanceM[sides.left] ?? 0,
      build.distanceM[sides.right] ?? 0,
      atMs,
      version,
    );
  }

  zoneContains(
    zoneId: string,
    position: Position,
    atMs: number,
    version?: PreparedLineVersion,
  ): boolean {
    return this.zoneArea(zoneId, atMs, version).contains(position[0], position[1]);
  }

  articleArea(articleId: string, atMs: number, version?: PreparedLineVersion): PreparedArea | null {
    const { rule } = this.article(articleId);
    switch (rule.kind) {
      case "withdraw":
        return this.#bandArea(rule.line, rule.beyondM, rule.beyondM, atMs, version);
      case "prohibit":
      case "access":
        return this.zoneArea(rule.zone, atMs, version);
      case "narrative":
        return null;
    }
  }

  articleCells(
    articleId: string,
    atMs: number,
    version?: PreparedLineVersion,
  ): readonly AreaCell[] {
    const area = this.articleArea(articleId, atMs, version);
    if (area === null) return [];
    // Sectors follow the main versions of the lines, so cells do as well.
    const key = this.compiled.lines
      .map(({ id }) => this.mainLineVersionAt(id, atMs))
      .map((main) => (main === undefined ? "" : `${main.drawnBy}/${main.validFromMs}`))
      .join();
    let byKey = this.#cells.get(area);
    if (byKey === undefined) {
      byKey = new Map();
      this.#cells.set(area, byKey);
    }
    let cells = byKey.get(key);
    if (cells === undefined) {
      cells = area
        .cells(this.compiled.cellResolution)
        .map((cell) => ({ cell, sectorId: this.#sectorMap.sectorOf(cellCentre(cell), atMs) }));
      byKey.set(key, cells);
    }
    return cells;
  }

  zonePolygons(zoneId: string, atMs: number, version?: PreparedLineVersion): Polygons {
    return this.#outline(this.zoneArea(zoneId, atMs, version));
  }

  articlePolygons(articleId: string, atMs: number, version?: PreparedLineVersion): Polygons {
    const area = this.articleArea(articleId, atMs, version);
    return area === null ? [] : this.#outline(area);
  }

  sectors(): readonly PreparedSector[] {
    if (this.#sectors === undefined) {
      const { declared, outer } = this.#sectorMap;
      const { fromMs } = this.compiled.inForce;
      const isNeeded = this.compiled.articles.some(({ id }) =>
        this.articleCells(id, fromMs).some(({ sectorId }) => sectorId === outer.id),
      );
      this.#sectors = isNeeded ? [...declared, outer] : declared;
    }
    return this.#sectors;
  }

  sectorOf(position: Position, atMs = this.compiled.inForce.fromMs): string {
    return this.#sectorMap.sectorOf(position, atMs);
  }

  distanceFromLine(
    lineId: string,
    position: Position,
    atMs: number,
    version?: PreparedLineVersion,
  ): { readonly signedDistanceM: number; readonly party: string } | undefined {
    const used = version ?? this.mainLineVersionAt(lineId, atMs);
    if (used === undefined) return undefined;
    const { left, right } = this.#line(lineId).sides;
    const { signedDistanceM, side } = used.line.nearest(position);
    return { signedDistanceM, party: side === "left" ? left : right };
  }

  #outline(area: PreparedArea): Polygons {
    let outline = this.#outlines.get(area);
    if (outline === undefined) {
      outline = area.polygons();
      this.#outlines.set(area, outline);
    }
    return outline;
  }

  #bandArea(
    lineId: string,
    leftM: number,
    rightM: number,
    atMs: number,
    version: PreparedLineVersion | undefined,
  ): PreparedArea {
    const used = version ?? this.mainLineVersionAt(lineId, atMs);
    if (used === undefined) return nowhere;
    if (used.lineId !== lineId) {
      throw new AgreementError("TL_AGR_LINE_ABSENT", { lineId, given: used.lineId });
    }
    let areas = this.#bands.get(used);
    if (areas === undefined) {
      areas = new Map();
      this.#bands.set(used, areas);
    }
    const key = `${leftM}/${rightM}`;
    let area = areas.get(key);
    if (area === undefined) {
      area = areaByBand(used.line, leftM, rightM);
      areas.set(key, area);
    }
    return area;
  }

  #timeline(lineId: string): LineTimeline {
    let timeline = this.#timelines.get(lineId);
    if (timeline === undefined) {
      timeline = new LineTimeline(this.#line(lineId));
      this.#timelines.set(lineId, timeline);
    }
    return timeline;
  }

  #line(lineId: string): CompiledLine {
    const line = this.#lines.get(lineId);
    if (line === undefined) throw new AgreementError("TL_AGR_LINE_ABSENT", { lineId });
    return line;
  }

  #zone(zoneId: string): CompiledZone {
    const zone = this.#zones.get(zoneId);
    if (zone === undefined) throw new AgreementError("TL_AGR_ZONE_ABSENT", { zoneId });
    return zone;
  }
}
