import type { Position } from "@truceline/geo";
import type { CompiledAgreement, CompiledSector } from "./compiled.ts";
import type { PreparedLineVersion, PreparedSector } from "./prepared-agreement.ts";
import { areaByGeometry, type PreparedArea } from "./prepared-area.ts";

/** The one sector of an agreement that declares none. */
const wholeSector = {
  id: "all",
  name: { en: "Whole area", uk: "Уся територія", ru: "Вся территория", fr: "Toute la zone" },
};
/** What lies in no declared sector. */
const outerSector = {
  id: "elsewhere",
  name: { en: "Elsewhere", uk: "Поза секторами", ru: "Вне секторов", fr: "Hors secteurs" },
};
/** A place this near to a line belongs to its sectors, however narrow its bands are. */
const reachLeastM = 25_000;
/** Cells at the edge of a band have their centre beyond it. */
const reachBeyondM = 10_000;
const lengthStepM = 200;

/** Which sector holds a place: declared polygons first, then stretches of the nearest line. */
export class SectorMap {
  /** The sectors of the document; where it has none, the one that holds every place. */
  readonly declared: readonly PreparedSector[];
  /** What lies outside all of `declared`. */
  readonly outer: PreparedSector = { ...outerSector, lengthM: 0, along: null };
  readonly #fallback: { readonly id: string };
  readonly #byGeometry: readonly { readonly id: string; readonly area: PreparedArea }[];
  readonly #byLine: readonly {
    readonly lineId: string;
    readonly reachM: number;
    readonly stretches: readonly {
      readonly id: string;
      readonly fromM: number;
      readonly toM: number;
    }[];
  }[];
  readonly #versionAt: (lineId: string, atMs: number) => PreparedLineVersion | undefined;

  constructor(
    compiled: CompiledAgreement,
    versionAt: (lineId: string, atMs: number) => PreparedLineVersion | undefined,
  ) {
    this.#versionAt = versionAt;
    this.#byGeometry = compiled.sectors.flatMap(({ id, build }) =>
      build.by === "geometry" ? [{ id, area: areaByGeometry(build.polygons) }] : [],
    );
    this.#byLine = compiled.lines.flatMap((line) => {
      const stretches = compiled.sectors.flatMap(({ id, build }) =>
        build.by === "along" && build.line === line.id
          ? [{ id, fromM: build.fromM, toM: build.toM }]
          : [],
      );
      if (stretches.length === 0) return [];
      return [{ lineId: line.id, reachM: lineReachM(compiled, line.id), stretches }];
    });
    this.#fallback = compiled.sectors.length === 0 ? wholeSector : outerSector;
    this.declared =
      compiled.sectors.length === 0
        ? [{ ...wholeSector, lengthM: this.#lengthM(compiled, () => true), along: null }]
        : compiled.sectors.map((sector) => this.#prepare(sector, compiled));
  }

  sectorOf([lonDeg, latDeg]: Position, atMs: number): string {
    for (const { id, area } of this.#byGeometry) {
      if (area.contains(lonDeg, latDeg)) return id;
    }
    let found: string | undefined;
    let foundM = Number.POSITIVE_INFINITY;
    for (const { lineId, reachM, stretches } of this.#byLine) {
      const line = this.#versionAt(lineId, atMs)?.line;
      if (line === undefined) continue;
      const awayM = Math.abs(line.fastSignedDistanceM(lonDeg, latDeg));
      if (awayM > reachM || awayM >= foundM) continue;
      const chainageM = line.fastChainageM(lonDeg, latDeg);
      const last = stretches.at(-1);
      const stretch =
        stretches.find(({ fromM, toM }) => chainageM >= fromM && chainageM < toM) ??
        // The very end of the line belongs to the stretch that reaches it.
        (last !== undefined && chainageM >= last.toM && last.toM >= line.lengthM - 1_000
          ? last
          : undefined);
      if (stretch === undefined) continue;
      found = stretch.id;
      foundM = awayM;
    }
    return found ?? this.#fallback.id;
  }

  /** How far from a line its stretches reach; 0 for a line without one. */
  reachM(lineId: string): number {
    return this.#byLine.find((line) => line.lineId === lineId)?.reachM ?? 0;
  }

  #prepare(sector: CompiledSector, compiled: CompiledAgreement): PreparedSector {
    const { id, name, build } = sector;
    if (build.by === "geometry") {
      const area = areaByGeometry(build.polygons);
      return {
        id,
        name,
        lengthM: this.#lengthM(compiled, (position) => area.contains(position[0], position[1])),
        along: null,
      };
    }
    const line = this.#versionAt(build.line, this.#referenceMs(compiled, build.line))?.line;
    const endM = Math.min(build.toM, line?.lengthM ?? build.toM);
    return {
      id,
      name,
      lengthM: Math.max(0, endM - build.fromM),
      along: { lineId: build.line, fromM: build.fromM, toM: endM },
    };
  }

  /** Entry into force, or the line's first version if that is later. */
  #referenceMs(compiled: CompiledAgreement, lineId: string): number {
    const line = compiled.lines.find(({ id }) => id === lineId);
    const firstMs = Math.min(...(line?.versions ?? []).map(({ validFromMs }) => validFromMs));
    return Math.max(compiled.inForce.fromMs, firstMs);
  }

  /** Length of all lines where they are inside, to 200 m a crossing. */
  #lengthM(compiled: CompiledAgreement, isInside: (position: Position) => boolean): number {
    let sumM = 0;
    for (const { id } of compiled.lines) {
      const line = this.#versionAt(id, this.#referenceMs(compiled, id))?.line;
      if (line === undefined) continue;
      const stepCount = Math.ceil(line.lengthM / lengthStepM);
      let insideCount = 0;
      for (let step = 0; step < stepCount; step++) {
        const { position } = line.atChainage(((step + 0.5) * line.lengthM) / stepCount);
        if (isInside(position)) insideCount += 1;
      }
      sumM += (line.lengthM * insideCount) / stepCount;
    }
    return sumM;
  }
}

/** How far from a line any band or withdrawal of the agreement reaches, at least 25 km, and 10 km more. */
function lineReachM(compiled: CompiledAgreement, lineId: string): number {
  const bandsM = compiled.zones.flatMap(({ build }) =>
    build.by === "band" && build.line === lineId ? Object.values(build.distanceM) : [],
  );
  const withdrawalsM = compiled.articles.flatMap(({ rule }) =>
    rule.kind === "withdraw" && rule.line === lineId ? [rule.beyondM] : [],
  );
  return Math.max(reachLeastM, ...bandsM, ...withdrawalsM) + reachBeyondM;
}
