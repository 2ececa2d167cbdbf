import type { PositionFaultReason, Track } from "@truceline/fusion";
import type { LonLat, TrafficEvent, TrafficMedium } from "@truceline/model";
import { readRecord } from "../store/read-record.ts";
import { textIn } from "../views/ground.ts";
import { rounded, type ViewContext } from "../views/view-context.ts";
import type { TrafficLog } from "./traffic-log.ts";

/** One vessel or aircraft and where it was, up to its last report and no further. Internal. */
export interface ShownTrack {
  readonly id: string;
  readonly medium: TrafficMedium;
  readonly identity: string | null;
  readonly name: string | null;
  readonly kindStated: string | null;
  readonly position: LonLat;
  readonly lastAtMs: number;
  readonly isEnded: boolean;
  readonly speedMps: number;
  readonly courseDeg: number;
  readonly altitudeM: number | null;
  /** Where it was, oldest first; one that is not believed says so. */
  readonly past: readonly {
    readonly position: LonLat;
    readonly atMs: number;
    readonly isDoubted: boolean;
  }[];
  /** Why some of its positions are not believed. */
  readonly faults: readonly PositionFaultReason[];
}

export interface ShownTrafficEvent {
  readonly id: string;
  readonly kind: TrafficEvent["kind"];
  readonly medium: TrafficMedium;
  readonly fromMs: number;
  readonly toMs: number;
  readonly zoneId: string | null;
  readonly zoneName: string | null;
  readonly identities: readonly string[];
  readonly names: readonly string[];
  readonly position: LonLat | null;
  readonly wouldBeHeardRatio: number | null;
  readonly reason: string;
}

/** What vessels and aircraft told, and what they did, as known at an instant. Internal. */
export interface TrafficView {
  readonly asOfMs: number;
  readonly fromMs: number;
  /** All there are; `tracks` holds those heard last. */
  readonly trackCount: number;
  readonly tracks: readonly ShownTrack[];
  /** Newest first. */
  readonly events: readonly ShownTrafficEvent[];
}

export const shownTrackCountMax = 500;
export const shownTrafficEventCountMax = 300;
const dayMs = 86_400_000;
const pastPointCountMax = 60;

/** The traffic picture of a day: tracks of the last hours, events of the last 24. */
export async function trafficView(context: ViewContext, log: TrafficLog): Promise<TrafficView> {
  const { store, origin, asOfMs, knownAtMs, headSeq } = context;
  const tracks =
    knownAtMs === undefined
      ? await log.liveTracks(headSeq, asOfMs)
      : await log.pastTracks(knownAtMs);
  const fromMs = asOfMs - dayMs;
  const events: TrafficEvent[] = [];
  const query = { kind: "traffic-event", origin, knownAtMs, fromMs, toMs: asOfMs + 1 } as const;
  for await (const record of store.stream(query)) {
    const event = readRecord("traffic-event", record);
    if (event.withdrawn === true) continue;
    events.push(event);
    // Streamed by time: the oldest make room.
    if (events.length > 2 * shownTrafficEventCountMax) events.splice(0, shownTrafficEventCountMax);
  }
  return {
    asOfMs,
    fromMs,
    trackCount: tracks.length,
    tracks: [...tracks]
      .sort((one, other) => other.lastAtMs - one.lastAtMs || (one.id < other.id ? -1 : 1))
      .slice(0, shownTrackCountMax)
      .map(shownTrack),
    events: events
      .reverse()
      .slice(0, shownTrafficEventCountMax)
      .map((event) => shownEvent(context, event)),
  };
}

function shownTrack(track: Track): ShownTrack {
  const { points, state, names } = track;
  const last = points.at(-1);
  const step = Math.max(1, Math.ceil(points.length / pastPointCountMax));
  return {
    id: track.id,
    medium: track.medium,
    identity: track.identity ?? null,
    name: names[0] ?? null,
    kindStated: track.kindStated ?? null,
    position: (last as (typeof points)[number]).position,
    lastAtMs: track.lastAtMs,
    isEnded: track.isEnded,
    speedMps: rounded(state.speedMps),
    courseDeg: Math.round(state.courseDeg),
    altitudeM: last?.altitudeM ?? null,
    past: points
      .filter((_, index) => (points.length - 1 - index) % step === 0)
      .map(({ position, atMs, faults }) => ({ position, atMs, isDoubted: faults.length > 0 })),
    faults: track.faults,
  };
}

function shownEvent({ agreement }: ViewContext, event: TrafficEvent): ShownTrafficEvent {
  const { zones, gates } = agreement.compiled;
  const zone =
    zones.find(({ id }) => id === event.zoneId) ?? gates?.find(({ id }) => id === event.zoneId);
  return {
    id: event.id,
    kind: event.kind,
    medium: event.medium,
    fromMs: event.span.fromMs,
    toMs: event.span.toMs,
    zoneId: event.zoneId ?? null,
    zoneName: zone === undefined ? null : textIn(zone.name),
    identities: event.identities,
    names: event.names,
    position: event.position ?? null,
    wouldBeHeardRatio: event.wouldBeHeardRatio ?? null,
    reason: event.reason,
  };
}
