import {
  type CompiledRule,
  isAssessed,
  type LocalText,
  notAssessedReason,
  type PreparedAgreement,
} from "@truceline/agreement";
import { boundingBox, cellBoundary, cellCentre } from "@truceline/geo";
import { type Deployment, type LonLat, lonLat, type Origin } from "@truceline/model";
import { notAssessedText } from "@truceline/verification";
import type { WatchedBox } from "../admit/plausibility.ts";
import type { Ground } from "./picture.ts";

/** The text in a language, else in English, else in any. */
export function textIn(text: LocalText, language = "en"): string {
  return text[language] ?? text["en"] ?? Object.values(text)[0] ?? "";
}

/** Why software does not assess a rule, as a sentence; null for one that it does. */
export function whyNotAssessed(rule: CompiledRule): string | null {
  const reason = notAssessedReason(rule);
  return reason === null ? null : notAssessedText(reason);
}

const boxMarginRatio = 0.1;

/** The part of the world an agreement is about: its lines, ground and sites, and a tenth around them. */
export function agreementBox(agreement: PreparedAgreement, atMs: number): WatchedBox {
  const { compiled } = agreement;
  const positions: (readonly [number, number])[] = [
    ...compiled.lines.flatMap(({ versions }) => versions.flatMap((one) => one.coordinates)),
    ...compiled.sites.map(({ position }) => position),
  ];
  for (const { id } of compiled.zones) {
    const { westDeg, southDeg, eastDeg, northDeg } = agreement.zoneArea(id, atMs).box;
    if (westDeg <= eastDeg) positions.push([westDeg, southDeg], [eastDeg, northDeg]);
  }
  const box = boundingBox(positions);
  if (box.westDeg > box.eastDeg) {
    return { westDeg: -180, southDeg: -90, eastDeg: 180, northDeg: 90 };
  }
  const lonMargin = Math.max(0.1, (box.eastDeg - box.westDeg) * boxMarginRatio);
  const latMargin = Math.max(0.1, (box.northDeg - box.southDeg) * boxMarginRatio);
  return {
    westDeg: Math.max(-180, box.westDeg - lonMargin),
    southDeg: Math.max(-90, box.southDeg - latMargin),
    eastDeg: Math.min(180, box.eastDeg + lonMargin),
    northDeg: Math.min(90, box.northDeg + latMargin),
  };
}

/** The cells of all assessed articles at an instant, each once, in order; what coverage is drawn on. */
export function groundCells(
  agreement: PreparedAgreement,
  atMs: number,
): readonly { readonly cell: string; readonly sectorId: string }[] {
  const sectorOf = new Map<string, string>();
  for (const { id, rule } of agreement.compiled.articles) {
    if (!isAssessed(rule)) continue;
    for (const { cell, sectorId } of agreement.articleCells(id, atMs)) sectorOf.set(cell, sectorId);
  }
  return [...sectorOf]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cell, sectorId]) => ({ cell, sectorId }));
}

export interface GroundOptions {
  readonly agreement: PreparedAgreement;
  readonly deployment: Deployment;
  readonly origin: Origin;
  readonly scenarios: Ground["scenarios"];
  /** Which line versions are in force is told for this instant. */
  readonly atMs: number;
}

/** Everything on the map and in the tables that does not change while one agreement is watched. */
export function buildGround({
  agreement,
  deployment,
  origin,
  scenarios,
  atMs,
}: GroundOptions): Ground {
  const { compiled } = agreement;
  const { westDeg, southDeg, eastDeg, northDeg } = agreementBox(agreement, atMs);
  const assessedZones = new Set(
    compiled.articles.flatMap(({ rule }) =>
      isAssessed(rule) && rule.kind !== "withdraw" ? [rule.zone] : [],
    ),
  );
  return {
    origin,
    agreement: {
      id: compiled.id,
      hash: compiled.hash,
      title: textIn(compiled.title),
      status: compiled.status,
      timezone: compiled.timezone,
      cutOff: compiled.cutOff,
      parties: compiled.parties.map(({ id, name }) => ({ id, name: textIn(name) })),
      articles: compiled.articles.map(({ id, text, rule, coverageRatio, standard }) => ({
        id,
        text: textIn(text),
        kind: rule.kind,
        notAssessed: whyNotAssessed(rule),
        requirementRatio: coverageRatio,
        probability: standard.probability,
        independentSources: standard.independentSources,
      })),
    },
    scenarios,
    box: [westDeg, southDeg, eastDeg, northDeg],
    lines: compiled.lines.flatMap(({ id, versions }) => {
      const inForce = agreement.lineVersionsAt(id, atMs);
      return versions.map((version) => ({
        id,
        drawnBy: version.drawnBy,
        acceptedBy: version.acceptedBy,
        validFromMs: version.validFromMs,
        inForce: inForce.some(
          ({ drawnBy, validFromMs }) =>
            drawnBy === version.drawnBy && validFromMs === version.validFromMs,
        ),
        note: version.note ?? null,
        coordinates: version.coordinates,
      }));
    }),
    zones: compiled.zones.map(({ id, kind, name }) => ({
      id,
      kind,
      name: textIn(name),
      polygons: agreement.zonePolygons(id, atMs),
      assessed: assessedZones.has(id),
    })),
    sectors: sectorsOf(agreement, atMs),
    sites: compiled.sites.map(({ id, kind, name, position }) => ({
      id,
      kind,
      name: textIn(name),
      position,
    })),
    posts: deployment.posts.map(({ id, name, kind, position }) => ({
      id,
      name: name ?? id,
      kind,
      position,
    })),
    cells: groundCells(agreement, atMs).map(({ cell, sectorId }) => ({
      cell,
      sectorId,
      ring: cellBoundary(cell).map(([lonDeg, latDeg]) =>
        lonLat(Math.round(lonDeg * 1e5) / 1e5, Math.round(latDeg * 1e5) / 1e5),
      ),
    })),
  };
}

function sectorsOf(agreement: PreparedAgreement, atMs: number): Ground["sectors"] {
  const cells = groundCells(agreement, atMs);
  return agreement.sectors().map(({ id, name, along, lengthM }) => {
    const line = along === null ? undefined : agreement.mainLineVersionAt(along.lineId, atMs)?.line;
    const toM = along === null ? lengthM : Math.min(along.toM, line?.lengthM ?? along.toM);
    const label =
      along === null || line === undefined
        ? middleOf(cells.filter(({ sectorId }) => sectorId === id).map(({ cell }) => cell))
        : line.atChainage((along.fromM + toM) / 2).position;
    return {
      id,
      name: textIn(name),
      fromM: along?.fromM ?? 0,
      toM,
      label: lonLat(label[0], label[1]),
    };
  });
}

function middleOf(cells: readonly string[]): LonLat {
  const [first, ...others] = cells.map((cell) => cellCentre(cell));
  if (first === undefined) return lonLat(0, 0);
  let [lonDeg, latDeg] = [first[0], first[1]];
  for (const other of others) {
    lonDeg += other[0];
    latDeg += other[1];
  }
  return lonLat(lonDeg / cells.length, latDeg / cells.length);
}
