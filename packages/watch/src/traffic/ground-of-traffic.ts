import type { CompiledZone, PreparedAgreement } from "@truceline/agreement";
import {
  type ClosedToKind,
  closedToKinds,
  type TrafficGate,
  type TrafficGround,
  type TrafficZone,
} from "@truceline/fusion";
import { distanceM } from "@truceline/geo";
import type { Deployment, TrafficMedium } from "@truceline/model";
import {
  type CatalogueEntry,
  defaultCatalogue,
  detectionProbability,
  type Uptimes,
} from "@truceline/sensing";

/** Means of the catalogue that hear transponders. */
const receiverOf: Readonly<Record<TrafficMedium, string>> = {
  vessel: "ais-receiver",
  aircraft: "adsb-receiver",
};
const airKind = /(^|-)air(space|-corridor|-exclusion)?(-|$)|flight/u;
const seaKind = /maritime|sea|harbour|shipping|traffic-(lane|separation)/u;

export interface GroundOfTraffic {
  readonly agreement: PreparedAgreement;
  readonly deployment: Deployment;
  readonly catalogue?: readonly CatalogueEntry[] | undefined;
  /** The line versions by which zones along a line are taken. */
  readonly atMs: number;
  /** What is known of the receivers, newest. */
  readonly uptimes: () => Uptimes;
}

/**
 * What vessels and aircraft are looked at against: the agreement's lanes, ports, corridors, spaces with
 * a floor or a ceiling, every zone an article closes to them, and its gates. Which they are is the
 * agreement's to say: nothing here names a zone.
 */
export function groundOfTraffic(options: GroundOfTraffic): TrafficGround {
  const { agreement, atMs } = options;
  const { zones, gates } = agreement.compiled;
  return {
    zones: zones.flatMap((zone): readonly TrafficZone[] => {
      const closedTo = closedToOf(agreement, zone.id);
      const found = roleOf(zone, closedTo);
      if (found === undefined) return [];
      const area = agreement.zoneArea(zone.id, atMs);
      return [
        {
          id: zone.id,
          role: found.role,
          medium: found.medium,
          box: zone.build.by === "everywhere" ? undefined : area.box,
          contains: (lonDeg, latDeg) => area.contains(lonDeg, latDeg),
          floorM: zone.floorM,
          ceilingM: zone.ceilingM,
          laneCourseDeg: zone.laneCourseDeg,
          closedTo: closedTo.length === 0 ? undefined : closedTo,
        },
      ];
    }),
    gates: (gates ?? []).map(({ id, from, to }): TrafficGate => ({ id, from, to })),
    wouldBeHeard: (position, span, medium) => heardChance(options, position, span, medium),
  };
}

/** What the agreement's articles let nobody be in a zone with. */
function closedToOf({ compiled }: PreparedAgreement, zoneId: string): readonly ClosedToKind[] {
  return closedToKinds.filter((kind) =>
    compiled.articles.some(
      ({ rule }) => rule.kind === "prohibit" && rule.zone === zoneId && rule.kinds.includes(kind),
    ),
  );
}

function roleOf(
  zone: CompiledZone,
  closedTo: readonly ClosedToKind[],
): { readonly role: TrafficZone["role"]; readonly medium: TrafficMedium | undefined } | undefined {
  const isAir = zone.floorM !== undefined || zone.ceilingM !== undefined || airKind.test(zone.kind);
  if (zone.laneCourseDeg !== undefined) {
    return { role: "lane", medium: isAir ? "aircraft" : "vessel" };
  }
  if (zone.kind === "port") return { role: "port", medium: "vessel" };
  if (isAir) return { role: "area", medium: "aircraft" };
  if (seaKind.test(zone.kind)) return { role: "area", medium: "vessel" };
  if (closedTo.length === 0) return undefined;
  const isClosedToVessels = closedTo.includes("vessel");
  const isClosedToAircraft = closedTo.some((kind) => kind !== "vessel");
  const medium =
    isClosedToVessels && isClosedToAircraft ? undefined : isClosedToVessels ? "vessel" : "aircraft";
  return { role: "area", medium };
}

/**
 * Chance that one of the mission's own receivers would have heard a sender at a place in a span: reach by
 * the catalogue, up-times as known. The catalogue's curve holds those who never send as well; what is
 * asked here is of one who did until then, so the curve is taken relative to its value at the receiver.
 * Whatever else may have heard it is not the mission's and proves nothing.
 */
function heardChance(
  { deployment, catalogue = defaultCatalogue, uptimes }: GroundOfTraffic,
  position: Parameters<NonNullable<TrafficGround["wouldBeHeard"]>>[0],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  medium: TrafficMedium,
): number {
  let missed = 1;
  const known = uptimes();
  for (const sensor of deployment.sensors) {
    if (sensor.means !== receiverOf[medium]) continue;
    const at = sensor.position ?? deployment.posts.find(({ id }) => id === sensor.post)?.position;
    if (at === undefined) continue;
    const chanceAt = (fromReceiverM: number): number =>
      detectionProbability(sensor.means, medium, fromReceiverM, { isNight: false }, catalogue);
    const reach = chanceAt(distanceM(at, position)) / chanceAt(0);
    const pieces = known.pieces(sensor.id, fromMs, Math.max(toMs, fromMs + 1));
    const lengthMs = pieces.reduce((sum, piece) => sum + piece.toMs - piece.fromMs, 0);
    const upMs = pieces.reduce((sum, piece) => sum + (piece.toMs - piece.fromMs) * piece.factor, 0);
    missed *= 1 - reach * (lengthMs === 0 ? 0 : upMs / lengthMs);
  }
  return 1 - missed;
}
