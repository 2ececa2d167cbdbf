import type {
  CompiledZone,
  PreparedAgreement,
  PreparedArea,
  PreparedLineVersion,
} from "@truceline/agreement";
import {
  bearingDeg,
  destination,
  distanceM,
  lowDiscrepancySequence,
  normaliseDeg,
  type Position,
  PreparedLine,
} from "@truceline/geo";
import { type LonLat, lonLat } from "@truceline/model";
import { conditionsOf, type Statement } from "./statement.ts";

/** How a place is told: by its distance from a line, by a zone and its edge, or by itself. */
export type PlaceTold =
  | {
      readonly by: "line";
      readonly line: string;
      readonly distanceM: number;
      /** Holds the ground on that side. */
      readonly party: string;
      /** The drawing that was measured from. */
      readonly version: { readonly drawnBy: string; readonly validFromMs: number };
    }
  | {
      readonly by: "zone";
      readonly zone: string;
      readonly side: "inside" | "outside";
      /** From the zone's edge, exact to 1 mm; null where the edge was not computed. */
      readonly distanceM: number | null;
    }
  | { readonly by: "position" };

export interface ExamplePlace {
  readonly position: LonLat;
  readonly told: PlaceTold;
}

/** Places that show the ground of an article: well inside, well outside, and each side of its edge. */
export interface ExamplePlaces {
  readonly inside: ExamplePlace;
  readonly outside: ExamplePlace | null;
  /** One for each edge that was looked at: the outer one, and the inner one of a strip. */
  readonly edges: readonly PlaceEdge[];
}

/** Places on both sides of an edge. */
export interface PlaceEdge {
  readonly inside: ExamplePlace;
  readonly outside: ExamplePlace;
}

/** How far from the edge the edge's places lie: what a reader still sees in kilometres. */
const edgeStepM = 10;
const fineStepM = 1;
/** Parts of a line's length at which feet of perpendiculars are tried; the middle first. */
const footParts = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.45, 0.55, 0.35, 0.65, 0.1, 0.9, 0.25, 0.75];
const sampleCount = 600;
const rayCount = 12;
const bisectCount = 60;

/**
 * Looks for such places at an instant, by the main version of the line. Null where no place of the
 * ground was found; deterministic.
 */
export function examplePlaces(
  prepared: PreparedAgreement,
  statement: Statement,
  atMs: number,
): ExamplePlaces | null {
  const [condition] = conditionsOf(statement, "place");
  const area = prepared.articleArea(statement.article.id, atMs);
  if (area === null) return null;
  if (condition === undefined) return anywhere(prepared, atMs);
  const { ground } = condition;
  // Article by article the other side of the line, so that no party is the one who breaches.
  const side = statement.index % 2 === 0 ? "left" : "right";
  if (ground.by === "distance") {
    return placesByLine(
      prepared,
      ground.line.id,
      { reachM: () => ground.beyondM },
      area,
      atMs,
      side,
    );
  }
  const { zone } = ground;
  const { build } = zone;
  if (build.by === "band" && zone.except === undefined) {
    const reachM = (party: string) => build.distanceM[party] ?? 0;
    const fromM = (party: string) => build.fromM?.[party] ?? 0;
    const found = placesByLine(prepared, build.line, { reachM, fromM }, area, atMs, side);
    if (found !== null) return found;
  }
  return placesByOutline(zone, area) ?? placesBySearch(zone, area);
}

/** Where every place counts: on the first line, else the first place that the agreement knows. */
function anywhere(prepared: PreparedAgreement, atMs: number): ExamplePlaces | null {
  const { lines, sites } = prepared.compiled;
  const version = lines
    .map(({ id }) => prepared.mainLineVersionAt(id, atMs))
    .find((found) => found !== undefined);
  const position = version === undefined ? sites[0]?.position : footOn(version.line, 0.5)?.position;
  if (position === undefined) return null;
  const inside = { position: tidy(position), told: { by: "position" as const } };
  return { inside, outside: null, edges: [] };
}

interface Reach {
  readonly reachM: (party: string) => number;
  /** Inner edge; without it the ground begins at the line. */
  readonly fromM?: (party: string) => number;
}

/** On a perpendicular of the line along which the distance from the line is what is walked. */
function placesByLine(
  prepared: PreparedAgreement,
  lineId: string,
  { reachM, fromM = () => 0 }: Reach,
  area: PreparedArea,
  atMs: number,
  firstSide: "left" | "right",
): ExamplePlaces | null {
  const version = prepared.mainLineVersionAt(lineId, atMs);
  const line = prepared.compiled.lines.find(({ id }) => id === lineId);
  if (version === undefined || line === undefined) return null;
  const others = prepared.lineVersionsAt(lineId, atMs).filter((other) => other !== version);
  let second: ExamplePlaces | null = null;
  const sides = firstSide === "left" ? [-90, 90] : [90, -90];
  for (const turnDeg of sides) {
    for (const part of footParts) {
      const foot = footOn(version.line, part);
      if (foot === undefined) continue;
      const party = turnDeg > 0 ? line.sides.right : line.sides.left;
      const limitM = reachM(party);
      if (limitM <= 0) continue;
      const ray = { version, party, foot: foot.position, azimuthDeg: foot.azimuthDeg + turnDeg };
      const at = (walkedM: number) => placeOnRay(prepared, ray, walkedM, atMs);
      const stepM = limitM >= 1_000 ? edgeStepM : fineStepM;
      const inside = at(roundly((limitM + fromM(party)) / 2));
      const outside = at(roundly(limitM * 1.5));
      const near = at(limitM - stepM);
      const beyond = at(limitM + stepM);
      if (inside === null || !holds(area, inside) || near === null || !holds(area, near)) continue;
      if (beyond === null || holds(area, beyond)) continue;
      const isClear = outside !== null && !holds(area, outside);
      const found = {
        inside,
        outside: isClear ? outside : beyond,
        edges: [{ inside: near, outside: beyond }, ...innerEdge(fromM(party), stepM, at, area)],
      };
      if (isClear && isSameUnderAll(prepared, others, found, { reachM, fromM }, atMs)) return found;
      second ??= found;
    }
  }
  return second;
}

/** The edge at which a strip begins that does not begin at the line. */
function innerEdge(
  beginM: number,
  stepM: number,
  at: (walkedM: number) => ExamplePlace | null,
  area: PreparedArea,
): readonly PlaceEdge[] {
  if (beginM <= stepM) return [];
  const [inside, outside] = [at(beginM + stepM), at(beginM - stepM)];
  if (inside === null || outside === null) return [];
  return holds(area, inside) && !holds(area, outside) ? [{ inside, outside }] : [];
}

/** Whether the clear places are clear by every drawing of the line that is in force. */
function isSameUnderAll(
  prepared: PreparedAgreement,
  versions: readonly PreparedLineVersion[],
  { inside, outside }: { inside: ExamplePlace; outside: ExamplePlace },
  { reachM, fromM = () => 0 }: Reach,
  atMs: number,
): boolean {
  return versions.every((version) => {
    const isIn = ({ position }: ExamplePlace) => {
      const found = prepared.distanceFromLine(version.lineId, position, atMs, version);
      if (found === undefined) return false;
      const walkedM = Math.abs(found.signedDistanceM);
      return walkedM <= reachM(found.party) && walkedM >= fromM(found.party);
    };
    return isIn(inside) && !isIn(outside);
  });
}

interface Ray {
  readonly version: PreparedLineVersion;
  readonly party: string;
  readonly foot: Position;
  readonly azimuthDeg: number;
}

/** Null where another part of the line is nearer than the foot. */
function placeOnRay(
  prepared: PreparedAgreement,
  { version, party, foot, azimuthDeg }: Ray,
  walkedM: number,
  atMs: number,
): ExamplePlace | null {
  const position = tidy(destination(foot, azimuthDeg, walkedM));
  const found = prepared.distanceFromLine(version.lineId, position, atMs, version);
  if (found === undefined || found.party !== party) return null;
  if (Math.abs(Math.abs(found.signedDistanceM) - walkedM) > 0.05) return null;
  const { lineId, drawnBy, validFromMs } = version;
  return {
    position,
    told: {
      by: "line",
      line: lineId,
      distanceM: walkedM,
      party,
      version: { drawnBy, validFromMs },
    },
  };
}

/** A place inside an edge of the line, about at a part of its length, and the edge's direction. */
function footOn(
  line: PreparedLine,
  part: number,
): { readonly position: Position; readonly azimuthDeg: number } | undefined {
  let leftM = line.lengthM * part;
  for (const [index, from] of line.coordinates.entries()) {
    const to = line.coordinates[index + 1];
    if (to === undefined) return undefined;
    const edgeM = distanceM(from, to);
    if (leftM <= edgeM) {
      const position = destination(from, bearingDeg(from, to), edgeM / 2);
      return { position, azimuthDeg: bearingDeg(position, to) };
    }
    leftM -= edgeM;
  }
  return undefined;
}

/** A zone drawn on the map: across its edge, at right angles, where the edge is nearest. */
function placesByOutline(zone: CompiledZone, area: PreparedArea): ExamplePlaces | null {
  const { build } = zone;
  if (build.by !== "geometry" || zone.except !== undefined) return null;
  const edges = build.polygons.flat().map((ring) => new PreparedLine(ring));
  const nearestEdge = (position: Position) =>
    edges.map((edge) => edge.nearest(position)).sort((a, b) => a.distanceM - b.distanceM)[0];
  const place = (position: LonLat): ExamplePlace => {
    const side = holdsAt(area, position) ? "inside" : "outside";
    const edgeM = nearestEdge(position)?.distanceM ?? null;
    return {
      position,
      told: { by: "zone", zone: zone.id, side, distanceM: told(edgeM) },
    };
  };
  const deep = samplesIn(area)
    .filter((position) => holdsAt(area, position))
    .map((position) => ({ position, nearest: nearestEdge(position) }))
    .sort((a, b) => (b.nearest?.distanceM ?? 0) - (a.nearest?.distanceM ?? 0));
  for (const { position, nearest } of deep.slice(0, 20)) {
    if (nearest === undefined || nearest.isLineEnd) continue;
    const outwardDeg = bearingDeg(position, nearest.position);
    const stepM = Math.min(
      nearest.distanceM >= 1_000 ? edgeStepM : fineStepM,
      nearest.distanceM / 2,
    );
    const at = (walkedM: number) =>
      place(tidy(destination(position, outwardDeg, nearest.distanceM + walkedM)));
    const [near, beyond] = [at(-stepM), at(stepM)];
    if (!holds(area, near) || holds(area, beyond)) continue;
    const outside = [3, 2, 1, 0.5]
      .map((times) => at(nearest.distanceM * times))
      .find((one) => !holds(area, one));
    return {
      inside: place(position),
      outside: outside ?? beyond,
      edges: [{ inside: near, outside: beyond }],
    };
  }
  return null;
}

/** Ground put together from others: the edge is found by halving between a place in it and one not. */
function placesBySearch(zone: CompiledZone, area: PreparedArea): ExamplePlaces | null {
  const tell = (position: LonLat): ExamplePlace => ({
    position,
    told: {
      by: "zone",
      zone: zone.id,
      side: holdsAt(area, position) ? "inside" : "outside",
      distanceM: null,
    },
  });
  const inside = samplesIn(area).find((position) => holdsAt(area, position));
  if (inside === undefined) return null;
  const { box } = area;
  const acrossM = distanceM([box.westDeg, box.southDeg], [box.eastDeg, box.northDeg]);
  for (let ray = 0; ray < rayCount; ray++) {
    const azimuthDeg = normaliseDeg((360 * ray) / rayCount);
    for (const reachM of [acrossM * 1.2, acrossM / 4, acrossM / 16]) {
      const far = tidy(destination(inside, azimuthDeg, reachM));
      if (holdsAt(area, far)) continue;
      let [lowM, highM] = [0, reachM];
      for (let step = 0; step < bisectCount && highM - lowM > 0.01; step++) {
        const middleM = (lowM + highM) / 2;
        if (holdsAt(area, destination(inside, azimuthDeg, middleM))) lowM = middleM;
        else highM = middleM;
      }
      const near = tidy(destination(inside, azimuthDeg, Math.max(0, lowM - fineStepM)));
      const beyond = tidy(destination(inside, azimuthDeg, highM + fineStepM));
      const isEdge = holdsAt(area, near) && !holdsAt(area, beyond);
      return {
        inside: tell(inside),
        outside: tell(far),
        edges: isEdge ? [{ inside: tell(near), outside: tell(beyond) }] : [],
      };
    }
  }
  return { inside: tell(inside), outside: null, edges: [] };
}

/** Places spread over the box of an area, the same each time. */
export function samplesIn({ box }: PreparedArea): readonly LonLat[] {
  const sequence = lowDiscrepancySequence(2);
  return Array.from({ length: sampleCount }, (_, index) =>
    tidy([
      box.westDeg + sequence.at(index, 0) * (box.eastDeg - box.westDeg),
      box.southDeg + sequence.at(index, 1) * (box.northDeg - box.southDeg),
    ]),
  );
}

function holds(area: PreparedArea, { position }: ExamplePlace): boolean {
  return holdsAt(area, position);
}

function holdsAt(area: PreparedArea, [lonDeg, latDeg]: Position): boolean {
  return area.contains(lonDeg, latDeg);
}

/** Seven decimals, about a centimetre: what is told is what was asked. */
function tidy([lonDeg, latDeg]: Position): LonLat {
  return lonLat(Math.round(lonDeg * 1e7) / 1e7, Math.round(latDeg * 1e7) / 1e7);
}

/** Two digits that matter, so that a distance in the middle of a band reads easily. */
function roundly(valueM: number): number {
  return valueM < 100 ? valueM : Number(valueM.toPrecision(3));
}

/** To the metre, near the edge to the decimetre. */
function told(valueM: number | null): number | null {
  if (valueM === null) return null;
  return valueM < 20 ? Math.round(valueM * 10) / 10 : Math.round(valueM);
}
