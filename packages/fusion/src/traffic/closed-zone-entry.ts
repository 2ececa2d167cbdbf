import type { ZoneGeometry } from "@truceline/geo";
import { derivedId, type Observation, type Origin, type TrafficMedium } from "@truceline/model";
import type { TrafficEventDraft } from "../tracks/track.ts";
import type { ClosedToKind, TrafficZone } from "./traffic-ground.ts";

/** An observation as a sender gives it: the receiver sets `id` and `recordedAtMs`. */
export type EntryObservation = Omit<Observation, "id" | "recordedAtMs">;

/** Where a sender states no accuracy, its place is taken to be right within this. */
const ACCURACY_M = 500;
const UNCREWED = /uncrewed|unmanned|\buav\b|\buas\b|\brpas?\b|drone/iu;

/** Which of the kinds that a zone may be closed to; an aircraft is crewed unless it says it is not. */
export function closedKindOf(medium: TrafficMedium, kindStated?: string): ClosedToKind {
  if (medium === "vessel") return "vessel";
  return kindStated !== undefined && UNCREWED.test(kindStated) ? "uncrewed-aircraft" : "aircraft";
}

/**
 * The entry of a vessel or an aircraft into a zone closed to its kind, as an observation that goes
 * the way of all observations: grouped, assessed against the articles, reviewed by people.
 * Undefined for other events and zones.
 */
export function entryObservation(entry: {
  readonly draft: TrafficEventDraft;
  readonly zone: TrafficZone;
  readonly origin: Origin;
  readonly kindStated?: string | undefined;
  readonly accuracyM?: number | undefined;
}): EntryObservation | undefined {
  const { draft, zone, origin } = entry;
  const kind = closedKindOf(draft.medium, entry.kindStated);
  const isEntry = draft.kind === "entered" && draft.zoneId === zone.id;
  if (!isEntry || draft.position === undefined || zone.closedTo?.includes(kind) !== true) {
    return undefined;
  }
  return {
    schema: "observation/1",
    origin,
    source: "traffic",
    sourceId: draft.key,
    span: { fromMs: draft.fromMs, toMs: draft.toMs, precision: "exact" },
    observer: { kind: "station" },
    means: ["recorded"],
    kind,
    count: { qualifier: "exactly", min: 1, max: 1 },
    area: { shape: "circle", centre: draft.position, radiusM: entry.accuracyM ?? ACCURACY_M },
    remark: `${draft.identities.join(", ")}: ${draft.reason}`,
  };
}

/** Where and until when people should take cover, and nothing of what is there or where it goes. */
export interface ProtectiveWarning {
  /** The same for the same entry, also after it was revised. */
  readonly key: string;
  readonly kind: ClosedToKind;
  readonly zoneId: string;
  /** The whole zone, or the area its people are warned by: never the place of the aircraft. */
  readonly area: ZoneGeometry;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A warning holds for so long, and is renewed while new entries come. */
const WARNING_MS = 30 * 60_000;

/**
 * A warning to protect people under an aircraft that came into a closed zone: an area fixed
 * beforehand and a time, as plain data for an alert. It bears no position, course, height, speed or
 * identity, and is the same wherever in the zone the aircraft is. Undefined for other events.
 */
export function protectiveWarning(
  entry: Parameters<typeof entryObservation>[0],
  area: ZoneGeometry,
): ProtectiveWarning | undefined {
  const observation = entryObservation(entry);
  if (observation === undefined || entry.draft.medium !== "aircraft") return undefined;
  const kind = closedKindOf(entry.draft.medium, entry.kindStated);
  const fromMs = entry.draft.knownAtMs;
  // The event's own key names its sender.
  const key = derivedId("protective-warning", entry.draft.key);
  return { key, kind, zoneId: entry.zone.id, area, fromMs, untilMs: fromMs + WARNING_MS };
}
