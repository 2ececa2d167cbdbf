import type { CompiledSite } from "@truceline/agreement";
import { destination, distanceM, PreparedZone } from "@truceline/geo";
import type { Area, Incident, LonLat } from "@truceline/model";
import { readRecord } from "../store/read-record.ts";
import type { KnownEvent } from "../views/event-book.ts";
import { rounded, type ViewContext } from "../views/view-context.ts";
import { stakeOf } from "./site-stakes.ts";

/** An event that may have put a site at risk. */
export interface SiteEvent {
  readonly siteId: string;
  readonly incidentId: string;
  readonly title: string;
  readonly atMs: number;
  /** Which of its places is meant: where it took effect, where nothing says so where it began. */
  readonly place: "effect" | "fired-from";
  /** From the site to the middle of that place. */
  readonly distanceM: number;
  /** Chance that this place lay within the site's safety radius, 0..1. */
  readonly insideRatio: number;
  readonly articleIds: readonly string[];
}

/** Below this an event is not told with a site. */
export const insideRatioMin = 0.05;
/** Events looked at closely at most, the newest. */
const nearCountMax = 500;
const discCornerCount = 64;
/** Farther from a site than its radius and this, a middle is not looked at. */
const nearReachM = 60_000;
const metresPerDegLat = 110_500;

/**
 * Events of which something may have happened within the safety radius of a site, by what is at stake:
 * first the rank of the site, then the chance that it was inside, then the newest.
 *
 * The chance is the mass of the event's 95 % ellipse inside the disc round the site (normal, as
 * everywhere); a corner polygon of 64 sides stands for the disc, 0.08 % smaller.
 */
export async function siteEvents(
  context: ViewContext,
  sites: readonly CompiledSite[],
  fromMs: number,
): Promise<readonly SiteEvent[]> {
  const { store, asOfMs, knownAtMs } = context;
  if (sites.length === 0) return [];
  const book = await context.events(fromMs, asOfMs + 1);
  const near = book
    .known(fromMs, asOfMs + 1, knownAtMs ?? Number.POSITIVE_INFINITY)
    .filter(({ incident }) => sites.some((site) => mayBeNear(site, incident.median)))
    .slice(-nearCountMax);
  const byId = new Map(near.map((event) => [event.incident.id, event]));
  const records = await store.getMany("incident", [...byId.keys()], knownAtMs);
  const incidents = records.map((record) => readRecord("incident", record));
  const rankOf = new Map(sites.map((site) => [site.id, stakeOf(site).rank]));
  return sites
    .flatMap((site) => eventsOf(site, incidents, byId))
    .sort(
      (one, other) =>
        (rankOf.get(one.siteId) ?? 0) - (rankOf.get(other.siteId) ?? 0) ||
        other.insideRatio - one.insideRatio ||
        other.atMs - one.atMs ||
        (one.incidentId < other.incidentId ? -1 : 1),
    );
}

function mayBeNear(site: CompiledSite, median: LonLat | null): boolean {
  if (median === null) return false;
  const reachM = stakeOf(site).safetyRadiusM + nearReachM;
  if (Math.abs(median[1] - site.position[1]) * metresPerDegLat > reachM) return false;
  return distanceM(site.position, median) <= reachM;
}

function eventsOf(
  site: CompiledSite,
  incidents: readonly Incident[],
  byId: ReadonlyMap<string, KnownEvent>,
): readonly SiteEvent[] {
  const disc = discRound(site.position, stakeOf(site).safetyRadiusM);
  return incidents.flatMap((incident) => {
    // Nothing came near: somebody was not let in.
    if (incident.kinds[0]?.kind === "access-denied") return [];
    const place = incident.effect ?? incident.firedFrom;
    const event = byId.get(incident.id);
    if (place === null || event === undefined) return [];
    const insideRatio = rounded(disc.shareOf(place.ellipse95 ?? pointAt(place.median)));
    if (insideRatio < insideRatioMin) return [];
    return [
      {
        siteId: site.id,
        incidentId: incident.id,
        title: event.incident.title,
        atMs: incident.span.fromMs,
        place: incident.effect === null ? ("fired-from" as const) : ("effect" as const),
        distanceM: Math.round(distanceM(site.position, place.median)),
        insideRatio,
        articleIds: event.assessments.map(({ articleId }) => articleId),
      },
    ];
  });
}

const pointAt = (centre: LonLat): Area => ({ shape: "circle", centre, radiusM: 1 });

function discRound(centre: LonLat, radiusM: number): PreparedZone {
  // Counter-clockwise, as outlines are.
  const corners = Array.from({ length: discCornerCount }, (_, corner) =>
    destination(centre, 360 - (corner * 360) / discCornerCount, radiusM),
  );
  const [first] = corners;
  const ring = first === undefined ? [] : [...corners, first];
  return new PreparedZone({ type: "Polygon", coordinates: [ring] });
}
