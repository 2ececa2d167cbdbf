import type { PreparedAgreement } from "@truceline/agreement";
import { cellCentre, cellSamplePoints, destination, type Position } from "@truceline/geo";
import { type LonLat, lonLat } from "@truceline/model";
import type { PlanGround } from "./plan-ground.ts";
import type { PricedPattern } from "./post-patterns.ts";
import type { Standing } from "./standing.ts";

/** A place where a pattern could stand. */
export interface CandidateSite {
  readonly id: string;
  readonly patternIndex: number;
  readonly position: LonLat;
  readonly line: string | null;
  readonly chainageM: number | null;
  /** Party on whose side it lies. */
  readonly side: string | null;
  readonly sector: string;
}

/** The first row of sites is at most this far from the line. */
const firstRowM = 1_000;
/** Rows on either side, at most. */
const rowCountMax = 8;
/** Of ground that is not measured from a line so many places are offered for each pattern. */
const placesOfZoneMax = 250;
/** Sites in all; above it they are set farther apart. */
const siteCountMax = 12_000;
const METRES_PER_DEG = 111_195;
/** Positions are given to some 10 m. */
const positionDigits = 1e4;

/**
 * Places for posts: along each line that a clause is measured from, in rows on either side as far as the
 * clauses reach, at a spacing by the pattern's reach; and for other ground at the agreement's sites near by
 * (ports, plants), at the centres of its cells and at the places that stand for them. Only where the
 * agreement lets the mission stand or its ships lie. The order depends on geometry alone.
 */
export function candidateSites(
  ground: PlanGround,
  patterns: readonly PricedPattern[],
  standing: Standing,
): readonly CandidateSite[] {
  for (let stretch = 1; ; stretch *= 1.3) {
    const sites = [
      ...sitesAlongLines(ground, patterns, standing, stretch),
      ...sitesOfZones(ground, patterns, standing),
    ];
    if (sites.length <= siteCountMax) return sites;
  }
}

/** How far the clauses' ground reaches from each line, and at which instant the line is meant. */
function linesOf({ prepared, clauses }: PlanGround) {
  const byLine = new Map<string, { reachM: number; atMs: number }>();
  for (const clause of clauses) {
    if (clause.line === null) continue;
    const { rule } = prepared.article(clause.article);
    const known = byLine.get(clause.line) ?? { reachM: 0, atMs: clause.atMs };
    known.reachM = Math.max(known.reachM, groundReachM(prepared, rule));
    byLine.set(clause.line, known);
  }
  return byLine;
}

function groundReachM(
  { compiled }: PreparedAgreement,
  rule: PreparedAgreement["compiled"]["articles"][number]["rule"],
): number {
  if (rule.kind === "withdraw") return rule.beyondM;
  if (!("zone" in rule) || rule.zone === null) return 0;
  const zone = compiled.zones.find(({ id }) => id === rule.zone);
  return zone?.build.by === "band" ? Math.max(...Object.values(zone.build.distanceM)) : 0;
}

function sitesAlongLines(
  ground: PlanGround,
  patterns: readonly PricedPattern[],
  standing: Standing,
  stretch: number,
): CandidateSite[] {
  const { prepared } = ground;
  const sites: CandidateSite[] = [];
  for (const [lineId, { reachM, atMs }] of linesOf(ground)) {
    const version = prepared.mainLineVersionAt(lineId, atMs);
    if (version === undefined) continue;
    const { line } = version;
    const sides = prepared.compiled.lines.find(({ id }) => id === lineId)?.sides;
    for (const [patternIndex, { pattern }] of patterns.entries()) {
      const offsetsM = rowsFor(reachM, pattern.spacingM * stretch);
      const stepM = pattern.spacingM * stretch;
      const count = Math.max(1, Math.floor(line.lengthM / stepM));
      for (let step = 0; step < count; step++) {
        // Patterns are set off against each other, so that no two stand on one spot.
        const phase = (patternIndex + 0.5) / patterns.length;
        const chainageM = ((step + phase) * line.lengthM) / count;
        const foot = line.atChainage(chainageM);
        for (const offsetM of offsetsM) {
          for (const turn of ["left", "right"] as const) {
            const azimuthDeg = foot.azimuthDeg + (turn === "left" ? -90 : 90);
            const position = rounded(destination(foot.position, azimuthDeg, offsetM));
            if (!mayBuild(pattern, position, standing)) continue;
            const { side } = line.nearest(position);
            sites.push({
              id: `${pattern.id}-${lineId}-${Math.round(chainageM / 100)}-${turn}-${Math.round(offsetM / 100)}`,
              patternIndex,
              position,
              line: lineId,
              chainageM,
              side: sides?.[side] ?? null,
              sector: prepared.sectorOf(position, atMs),
            });
          }
        }
      }
    }
  }
  return sites;
}

/** Rows within the ground, as far apart as sites along the line are, at most eight. */
function rowsFor(groundM: number, spacingM: number): readonly number[] {
  const stepM = Math.max(spacingM, groundM / rowCountMax);
  const rows = [Math.min(firstRowM, groundM / 2)];
  for (let rowM = firstRowM + stepM; rowM <= groundM; rowM += stepM) rows.push(rowM);
  return rows;
}

function sitesOfZones(
  { prepared, clauses }: PlanGround,
  patterns: readonly PricedPattern[],
  standing: Standing,
): CandidateSite[] {
  const cells = new Set(
    clauses.flatMap(({ line, searchCells }) => (line === null ? [...searchCells] : [])),
  );
  if (cells.size === 0) return [];
  const sorted = [...cells].sort();
  const centres = sorted.map((cell) => ({ id: cell, position: rounded(cellCentre(cell)) }));
  const between = sorted.flatMap((cell) =>
    cellSamplePoints(cell)
      .slice(1)
      .map((position, index) => ({ id: `${cell}-${index + 1}`, position: rounded(position) })),
  );
  const sites: CandidateSite[] = [];
  for (const [patternIndex, { pattern, reachM }] of patterns.entries()) {
    const near = prepared.compiled.sites
      .filter(({ position }) =>
        centres.some((centre) => roughlyM(centre.position, position) <= reachM),
      )
      .map(({ id, position }) => ({ id, position: rounded(position) }));
    const apart: { id: string; position: LonLat }[] = [];
    for (const place of [...near, ...centres, ...between]) {
      if (!mayBuild(pattern, place.position, standing)) continue;
      const isFar = apart.every(
        ({ position }) => roughlyM(position, place.position) >= pattern.spacingM,
      );
      if (isFar) apart.push(place);
    }
    const step = Math.max(1, Math.ceil(apart.length / placesOfZoneMax));
    for (const { id, position } of apart.filter((_, index) => index % step === 0)) {
      sites.push({
        id: `${pattern.id}-${id}`,
        patternIndex,
        position,
        line: null,
        chainageM: null,
        side: null,
        sector: prepared.sectorOf(position),
      });
    }
  }
  return sites;
}

/** Good to a percent over some tens of kilometres: how far apart candidates stand is no exact matter. */
function roughlyM([lonDeg, latDeg]: Position, [otherLonDeg, otherLatDeg]: Position): number {
  const eastDeg = ((otherLonDeg - lonDeg + 540) % 360) - 180;
  const shrink = Math.cos((((latDeg + otherLatDeg) / 2) * Math.PI) / 180);
  return Math.hypot(eastDeg * shrink, otherLatDeg - latDeg) * METRES_PER_DEG;
}

function mayBuild(
  { stands, isTechnical }: PricedPattern["pattern"],
  position: Position,
  standing: Standing,
): boolean {
  return stands === "sea" ? standing.mayLie(position) : standing.mayStand(position, !isTechnical);
}

function rounded([lonDeg, latDeg]: readonly [number, number]): LonLat {
  // Adding 0 turns −0, which JSON does not know, into 0.
  const round = (deg: number) => Math.round(deg * positionDigits) / positionDigits + 0;
  return lonLat(round(lonDeg), round(latDeg));
}
