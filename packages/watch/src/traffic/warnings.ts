import { type ClosedToKind, protectiveWarning } from "@truceline/fusion";
import { cellBoundary, type ZoneGeometry } from "@truceline/geo";
import { derivedId, type LonLat, lonLat, type TrafficEvent } from "@truceline/model";
import { readRecord } from "../store/read-record.ts";
import { textIn } from "../views/ground.ts";
import type { ViewContext } from "../views/view-context.ts";
import { groundOfTraffic } from "./ground-of-traffic.ts";
import type { TrafficLog } from "./traffic-log.ts";

/** Where and until when people should take cover: an area fixed beforehand, and nothing of what is there. */
export interface Warning {
  /** The same for as long as the warning is renewed. */
  readonly id: string;
  readonly kind: ClosedToKind;
  readonly sectorId: string;
  readonly sectorName: string;
  /** Closed, counter-clockwise. */
  readonly ring: readonly LonLat[];
  readonly fromMs: number;
  readonly untilMs: number;
  /** Entries it rests on. */
  readonly entryCount: number;
}

/** Entries older than this warn nobody any more. */
const lookBackMs = 2 * 3_600_000;
/** Edges of the area in degrees: it tells no place within. */
const edgeStepDeg = 0.1;

/**
 * Warnings that hold at the view's instant, one a sector and kind. The area is the box round the sector's
 * part of the closed zone, its edges moved outwards to tenths of a degree: it is the same wherever in the
 * sector somebody is, and bears no position, course, height or identity.
 */
export async function warningsNow(
  context: ViewContext,
  log: TrafficLog,
): Promise<readonly Warning[]> {
  const { store, origin, agreement, asOfMs, knownAtMs, headSeq } = context;
  const ground = groundOfTraffic({
    agreement,
    deployment: context.deployment,
    catalogue: context.catalogue,
    atMs: Math.max(asOfMs, agreement.compiled.inForce.fromMs),
    uptimes: () => context.sensors.uptimes(knownAtMs),
  });
  const closed = new Map(
    ground.zones.flatMap((zone) => (zone.closedTo === undefined ? [] : [[zone.id, zone]])),
  );
  if (closed.size === 0) return [];
  const entries: TrafficEvent[] = [];
  const fromMs = asOfMs - lookBackMs;
  const query = { kind: "traffic-event", origin, knownAtMs, fromMs, toMs: asOfMs + 1 } as const;
  for await (const record of store.stream(query)) {
    const event = readRecord("traffic-event", record);
    if (event.withdrawn !== true && event.kind === "entered" && closed.has(event.zoneId ?? "")) {
      entries.push(event);
    }
  }
  if (entries.length === 0) return [];
  const tracks =
    knownAtMs === undefined
      ? await log.liveTracks(headSeq, asOfMs)
      : await log.pastTracks(knownAtMs);
  const byArea = new Map<string, Warning>();
  for (const event of entries) {
    const zone = closed.get(event.zoneId ?? "");
    if (zone === undefined || event.position === undefined) continue;
    const sectorId = agreement.sectorOf(event.position, asOfMs);
    const ring = areaOf(context, zone.id, sectorId);
    const track = tracks.find(({ identity }) => event.identities.includes(identity ?? ""));
    const warning = protectiveWarning(
      {
        draft: {
          ...event,
          key: event.id,
          fromMs: event.span.fromMs,
          toMs: event.span.toMs,
          isOpen: false,
        },
        zone,
        origin,
        kindStated: track?.kindStated,
      },
      geometryOf(ring),
    );
    if (warning === undefined || warning.untilMs <= asOfMs) continue;
    const key = `${sectorId}/${warning.kind}`;
    const before = byArea.get(key);
    const first = Math.min(before?.fromMs ?? warning.fromMs, warning.fromMs);
    byArea.set(key, {
      id: derivedId("warning", sectorId, warning.kind, first),
      kind: warning.kind,
      sectorId,
      sectorName: nameOf(context, sectorId),
      ring,
      fromMs: first,
      untilMs: Math.max(before?.untilMs ?? 0, warning.untilMs),
      entryCount: (before?.entryCount ?? 0) + 1,
    });
  }
  return [...byArea.values()].sort((one, other) => (one.sectorId < other.sectorId ? -1 : 1));
}

function geometryOf(ring: readonly LonLat[]): ZoneGeometry {
  return { type: "Polygon", coordinates: [ring] };
}

function nameOf({ agreement }: ViewContext, sectorId: string): string {
  const sector = agreement.sectors().find(({ id }) => id === sectorId);
  return sector === undefined ? sectorId : textIn(sector.name);
}

/** The box round the sector's cells of the articles that close the zone; of the whole zone where it has none. */
function areaOf({ agreement, asOfMs }: ViewContext, zoneId: string, sectorId: string): LonLat[] {
  const places = agreement.compiled.articles.flatMap(({ id, rule }) =>
    rule.kind === "prohibit" && rule.zone === zoneId
      ? agreement
          .articleCells(id, asOfMs)
          .filter((cell) => cell.sectorId === sectorId)
          .flatMap(({ cell }) => cellBoundary(cell))
      : [],
  );
  const { westDeg, southDeg, eastDeg, northDeg } =
    places.length === 0
      ? agreement.zoneArea(zoneId, asOfMs).box
      : {
          westDeg: Math.min(...places.map(([lonDeg]) => lonDeg)),
          southDeg: Math.min(...places.map(([, latDeg]) => latDeg)),
          eastDeg: Math.max(...places.map(([lonDeg]) => lonDeg)),
          northDeg: Math.max(...places.map(([, latDeg]) => latDeg)),
        };
  const down = (deg: number): number => tenths(Math.floor(deg / edgeStepDeg));
  const up = (deg: number): number => tenths(Math.ceil(deg / edgeStepDeg));
  const [west, south] = [Math.max(-180, down(westDeg)), Math.max(-90, down(southDeg))];
  const [east, north] = [Math.min(180, up(eastDeg)), Math.min(90, up(northDeg))];
  return [
    lonLat(west, south),
    lonLat(east, south),
    lonLat(east, north),
    lonLat(west, north),
    lonLat(west, south),
  ];
}

const tenths = (count: number): number => Number((count * edgeStepDeg).toFixed(1));
