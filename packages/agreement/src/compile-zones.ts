import { destination, PreparedLine } from "@truceline/geo";
import { type LonLat, lonLat } from "@truceline/model";
import { exceptOf, heightsOf, stripOf } from "./compile-areas.ts";
import { type CompileContext, checkReference } from "./compile-context.ts";
import type { CompiledGate, CompiledSite, CompiledZone, Polygons } from "./compiled.ts";
import type { Cursor } from "./cursor.ts";
import { areaByBand } from "./prepared-area.ts";
import { parseDistanceM } from "./quantities.ts";

/** Corners of a disc: its outline is nowhere farther from the circle than 0.03 % of the radius. */
const discCornerCount = 128;

/** A zone of the document. */
export function compileZone(
  zone: Cursor,
  sites: readonly CompiledSite[],
  context: CompileContext,
): CompiledZone {
  for (const other of zone.get("apartFrom").items()) {
    checkReference(other, context.zoneIds, "zone", context.reporter);
  }
  const except = exceptOf(zone.get("except"), context);
  const laneCourseDeg = courseOf(zone.get("lane").get("course"));
  return {
    id: zone.get("id").text() ?? "",
    kind: zone.get("kind").text() ?? "",
    name: zone.get("name").localText(),
    build: buildOf(zone, sites, context),
    ...heightsOf(zone.get("floor"), zone.get("ceiling"), context),
    ...(laneCourseDeg === undefined ? {} : { laneCourseDeg }),
    ...(except.length === 0 ? {} : { except }),
  };
}

/** Undefined for what is no course, which was told. */
function courseOf(course: Cursor): number | undefined {
  const courseDeg = course.number();
  return courseDeg !== undefined && courseDeg >= 0 && courseDeg < 360 ? courseDeg : undefined;
}

/** A gate of the document; none where its ends are no positions, which was told. */
export function compileGate(gate: Cursor): readonly CompiledGate[] {
  const [from, to] = [endOf(gate.get("from")), endOf(gate.get("to"))];
  if (from === undefined || to === undefined) return [];
  return [{ id: gate.get("id").text() ?? "", name: gate.get("name").localText(), from, to }];
}

function endOf(end: Cursor): LonLat | undefined {
  const [lonDeg, latDeg] = end.items().map((part) => part.number());
  if (lonDeg === undefined || latDeg === undefined) return undefined;
  return Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90 ? lonLat(lonDeg, latDeg) : undefined;
}

function buildOf(
  zone: Cursor,
  sites: readonly CompiledSite[],
  context: CompileContext,
): CompiledZone["build"] {
  const { files, reporter } = context;
  const build = zone.get("build");
  if (build.has("band")) {
    const band = build.get("band");
    const distanceM = bandDistances(band, context);
    return { by: "band", line: band.get("line").text() ?? "", distanceM };
  }
  if (build.has("between")) {
    const strip = build.get("between");
    const parts = { line: strip.get("line"), from: strip.get("from"), to: strip.get("to") };
    return stripOf(parts, strip.get("side"), context);
  }
  if (build.has("sector")) {
    checkReference(build.get("sector"), context.sectorIds, "sector", reporter);
    return { by: "sector", sector: build.get("sector").text() ?? "" };
  }
  if (build.has("corridor")) return { by: "geometry", polygons: corridorOf(build, context) };
  if (build.has("around")) {
    const around = build.get("around");
    const site = around.get("site");
    const siteIds = sites.map(({ id }) => id);
    checkReference(site, siteIds, "site", reporter);
    const centre = sites.find(({ id }) => id === site.text())?.position;
    const radiusM = parseDistanceM(around.get("radius").text() ?? "") ?? 0;
    const polygons = centre === undefined || radiusM === 0 ? [] : discOf(centre, radiusM);
    return { by: "geometry", polygons };
  }
  const polygons = zone.has("geometry") ? files.zone(zone.get("geometry")) : undefined;
  return { by: "geometry", polygons: polygons ?? [] };
}

/** A strip along a way, as the outline that `areaByBand` draws: within 1 % of its width. */
function corridorOf(build: Cursor, { files }: CompileContext): Polygons {
  const corridor = build.get("corridor");
  const way = files.line(corridor.get("along"));
  const halfM = (parseDistanceM(corridor.get("width").text() ?? "") ?? 0) / 2;
  if (way === undefined || way.length < 2 || halfM === 0) return [];
  return areaByBand(new PreparedLine(way), halfM, halfM).polygons();
}

function discOf(centre: LonLat, radiusM: number): Polygons {
  const corners = Array.from({ length: discCornerCount }, (_, corner) => {
    const [lonDeg, latDeg] = destination(centre, 360 - (corner * 360) / discCornerCount, radiusM);
    return lonLat(lonDeg, latDeg);
  });
  return [[[...corners, corners[0] as LonLat]]];
}

function bandDistances(band: Cursor, context: CompileContext): Readonly<Record<string, number>> {
  const { reporter, partyIds, lineIds, root } = context;
  const lineName = band.get("line");
  const isKnown = checkReference(lineName, lineIds, "line", reporter);
  const distances: Record<string, number> = {};
  for (const [key, width] of band.entries()) {
    if (key === "line" || !checkReference(width, partyIds, "party", reporter, "key")) continue;
    const distanceM = parseDistanceM(width.text() ?? "");
    if (distanceM !== undefined) distances[key] = distanceM;
  }
  const line = root
    .get("lines")
    .items()
    .find((candidate) => candidate.get("id").text() === lineName.text());
  if (!isKnown || line === undefined) return distances;
  const sides = ["left", "right"].map((side) => line.get("sides").get(side).text());
  for (const side of sides) {
    if (side !== undefined && partyIds.includes(side) && !band.has(side)) {
      reporter.report("TL_AGR_BAND_SIDE", band.pointer, `nothing is said for \`${side}\``);
    }
  }
  for (const [key, width] of band.entries()) {
    if (key !== "line" && partyIds.includes(key) && !sides.includes(key)) {
      reporter.report("TL_AGR_BAND_SIDE", width.pointer, `\`${key}\` is on neither side`, {
        at: "key",
      });
    }
  }
  return distances;
}

/** Zones that are excepted from each other in a ring hold no ground that could be told. */
export function reportExceptionRings(
  zones: readonly CompiledZone[],
  root: Cursor,
  { reporter }: CompileContext,
): void {
  const exceptOfId = new Map(zones.map(({ id, except }) => [id, except ?? []]));
  for (const [index, zone] of root.get("zones").items().entries()) {
    const id = zones[index]?.id ?? "";
    const seen = new Set<string>();
    const waiting = [...(exceptOfId.get(id) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(...(exceptOfId.get(next) ?? []));
    }
    if (seen.has(id)) {
      reporter.report("TL_AGR_ZONE_CYCLE", zone.get("except").pointer, `\`${id}\``);
    }
  }
}
