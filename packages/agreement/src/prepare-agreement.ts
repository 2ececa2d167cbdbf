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
import {
  areaBetween,
  areaEverywhere,
  areaOfAll,
  areaWhere,
  areaWithout,
} from "./prepared-ground.ts";
import { SectorMap } from "./sector-map.ts";

/** How far the ground of an agreement that names none reaches from its lines. */
const lineGroundM = 25_000;

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
  readonly #made = new WeakMap<PreparedArea, Map<string, PreparedArea>>();
  readonly #numbers = new WeakMap<PreparedArea, number>();
  readonly #sectorMap: SectorMap;
  #numberCount = 0;
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
      case "freeze":
        return rule.line ?? (rule.zone === null ? null : this.zoneLine(rule.zone));
      case "prohibit":
      case "limit":
      case "access":
      case "require":
      case "notify":
      case "permit":
        return rule.zone === null ? null : this.zoneLine(rule.zone);
      case "narrative":
        return null;
    }
  }

  zoneArea(zoneId: string, atMs: number, version?: PreparedLineVersion): PreparedArea {
    const zone = this.#zone(zoneId);
    const whole = this.#wholeArea(zone, atMs, version);
    if (zone.except === undefined || zone.except.length === 0) return whole;
    const lineId = this.zoneLine(zoneId);
    const taken = zone.except.map((id) =>
      this.zoneArea(id, atMs, this.zoneLine(id) === lineId ? version : undefined),
    );
    return this.#kept(whole, `except ${zone.except.join(" ")}`, taken, () =>
      areaWithout(whole, taken),
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
      case "limit":
      case "access":
      case "require":
      case "freeze":
      case "notify":
      case "permit":
        return rule.zone === null ? null : this.zoneArea(rule.zone, atMs, version);
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

  /** The ground of a zone without regard to what is excepted from it. */
  #wholeArea(
    { id, build }: CompiledZone,
    atMs: number,
    version: PreparedLineVersion | undefined,
  ): PreparedArea {
    switch (build.by) {
      case "geometry": {
        let area = this.#areas.get(id);
        if (area === undefined) {
          area = areaByGeometry(build.polygons);
          this.#areas.set(id, area);
        }
        return area;
      }
      case "band": {
        const { left, right } = this.#line(build.line).sides;
        const { distanceM, fromM, line } = build;
        const outer = this.#bandArea(
          line,
          distanceM[left] ?? 0,
          distanceM[right] ?? 0,
          atMs,
          version,
        );
        if (fromM === undefined) return outer;
        const inner = this.#bandArea(line, fromM[left] ?? 0, fromM[right] ?? 0, atMs, version);
        return this.#kept(outer, "between", [inner], () => areaBetween(outer, inner));
      }
      case "sector":
        return this.#sectorArea(build.sector, atMs);
      case "everywhere": {
        const named = this.#namedGround(atMs);
        return this.#kept(nowhere, "everywhere", named, () => areaEverywhere(areaOfAll(named)));
      }
    }
  }

  /** A sector's ground: its polygons, or the stretch of its line as far as the line's ground reaches. */
  #sectorArea(sectorId: string, atMs: number): PreparedArea {
    const sector = this.compiled.sectors.find(({ id }) => id === sectorId);
    if (sector === undefined) throw new AgreementError("TL_AGR_ZONE_ABSENT", { sectorId });
    const { build } = sector;
    if (build.by === "geometry") {
      return this.#kept(nowhere, `sector ${sectorId}`, [], () => areaByGeometry(build.polygons));
    }
    const reachM = this.#sectorMap.reachM(build.line);
    const around = this.#bandArea(build.line, reachM, reachM, atMs, undefined);
    return this.#kept(around, `sector ${sectorId}`, [], () =>
      areaWhere(around, (lonDeg, latDeg) => this.sectorOf([lonDeg, latDeg], atMs) === sectorId),
    );
  }

  /** What the agreement names of the world: its zones and withdrawals, else 25 km along its lines. */
  #namedGround(atMs: number): readonly PreparedArea[] {
    const zones = this.compiled.zones.filter(
      ({ build }) => build.by === "geometry" || build.by === "band",
    );
    const withdrawals = this.compiled.articles.flatMap(({ rule }) =>
      rule.kind === "withdraw" ? [rule] : [],
    );
    const named = [
      ...zones.map(({ id }) => this.zoneArea(id, atMs)),
      ...withdrawals.map(({ line, beyondM }) =>
        this.#bandArea(line, beyondM, beyondM, atMs, undefined),
      ),
    ].filter((area) => area !== nowhere);
    if (named.length > 0) return [...new Set(named)];
    return this.compiled.lines
      .map(({ id }) => this.#bandArea(id, lineGroundM, lineGroundM, atMs, undefined))
      .filter((area) => area !== nowhere);
  }

  /** An area made of others, the same object as long as they are the same. */
  #kept(
    of: PreparedArea,
    name: string,
    parts: readonly PreparedArea[],
    make: () => PreparedArea,
  ): PreparedArea {
    const key = [name, ...parts.map((part) => this.#numberOf(part))].join("/");
    let made = this.#made.get(of);
    if (made === undefined) {
      made = new Map();
      this.#made.set(of, made);
    }
    let area = made.get(key);
    if (area === undefined) {
      area = make();
      made.set(key, area);
    }
    return area;
  }

  #numberOf(area: PreparedArea): number {
    let number = this.#numbers.get(area);
    if (number === undefined) {
      this.#numberCount += 1;
      number = this.#numberCount;
      this.#numbers.set(area, number);
    }
    return number;
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
