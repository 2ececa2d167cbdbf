import { distanceM } from "@truceline/geo";
import type { Denial, DeskPlace, LonLat, Patrol, PatrolTrack } from "@truceline/model";
import type { UptimePiece } from "@truceline/sensing";
import { type MovingSensor, patrolMeans } from "./moving-sensor.ts";
import {
  atStopM,
  isSamePlace,
  type PlacePosition,
  type Presence,
  presenceByCheckIn,
  presenceByTrack,
  samePlaceM,
} from "./patrol-presence.ts";

/** Kinds of denial that keep people from a place. Interference with radios and receivers does not. */
const closing: ReadonlySet<Denial["kind"]> = new Set([
  "denial",
  "regular",
  "mines",
  "other-impediment",
]);

export interface PatrolSensorOptions {
  /** Finds positions of places that have none; absent: only positions given count. */
  readonly positionOf?: PlacePosition;
}

/**
 * A patrol as sensors of the catalogue (`ear`, `eye`), at its stops and wherever its track or a
 * check-in shows it to have been, with what is known of each to the minute and below.
 *
 * - there, by track or check-in: up. Driving fast it sees and does not hear.
 * - planned, and nothing shows it there: not seen. `denied` where a denial of this patrol means the stop,
 *   or turned it back before; else `not-received` while it may still be told, `down` once it is back.
 * - there, at a place from which a denial says it was kept: `denied`. Nobody may claim to have watched
 *   from where the mission itself says it was not let.
 * - in all other time it was not to be there.
 *
 * Cancelled, it planned nothing. Two denials or two tracks say the same whatever their order. More
 * denials never add coverage; more check-ins and track points may.
 *
 * @param tracks of this patrol or others; only its own count
 * @param denials of this patrol or others; only its own count, and none that was withdrawn
 */
export function patrolSensors(
  patrol: Patrol,
  tracks: readonly PatrolTrack[],
  denials: readonly Denial[],
  options: PatrolSensorOptions = {},
): readonly MovingSensor[] {
  const positionOf = ownPlaces(patrol, options.positionOf ?? (({ position }) => position));
  const ownTracks = tracks.filter(({ patrolId }) => patrolId === patrol.id);
  const ownDenials = denials.filter(
    ({ patrolId, withdrawn }) => patrolId === patrol.id && withdrawn !== true,
  );
  const endMs = patrol.backAtMs ?? Number.POSITIVE_INFINITY;
  const presences = [
    ...presenceByTrack(ownTracks),
    ...presenceByCheckIn(patrol, ownTracks, positionOf),
  ]
    .map((one) => ({ ...one, toMs: Math.min(one.toMs, endMs) }))
    .filter(({ fromMs, toMs }) => fromMs < toMs);
  const stops =
    patrol.state === "cancelled"
      ? []
      : patrol.stops.flatMap(({ place, span }) => {
          const position = positionOf(place);
          return position === undefined || span.toMs <= span.fromMs
            ? []
            : [{ place, position, fromMs: span.fromMs, toMs: span.toMs }];
        });
  // A denial that says no place means all of them: coverage is not claimed on a doubt.
  const isDeniedAt = (denialPlace: DeskPlace, place: DeskPlace) =>
    isSamePlace(denialPlace, place, positionOf) ?? true;
  const absent: UptimePiece["reason"] = patrol.state === "back" ? "down" : "not-received";
  const sensors: MovingSensor[] = [];
  for (const { position, own, planned } of placesOf(stops, presences)) {
    const closed = ownDenials.filter(
      ({ kind, place }) => closing.has(kind) && isDeniedAt(place, { position }),
    );
    const absences = planned.map((stop) => ({
      ...stop,
      there: presences.filter((one) => distanceM(one.position, stop.position) <= atStopM),
      meant: ownDenials.filter(
        ({ kind, place }) => kind !== "interference" && isDeniedAt(place, stop.place),
      ),
      turnedBackMs: turnedBackFrom(patrol, stop, stops, presences, ownDenials),
    }));
    for (const means of patrolMeans) {
      const present = own.filter(({ canHear }) => canHear || means === "eye");
      const stateAt = (atMs: number): PieceState | null => {
        if (present.some((one) => holds(one, atMs))) {
          const isDenied = closed.some(({ span }) => holds(after(span), atMs));
          return isDenied ? denied : up;
        }
        const missed = absences.find((stop) => holds(stop, atMs));
        if (missed === undefined || missed.there.some((one) => holds(one, atMs))) return null;
        const isDenied =
          atMs >= missed.turnedBackMs || missed.meant.some(({ span }) => holds(after(span), atMs));
        return isDenied ? denied : { factor: 0, reason: absent };
      };
      const cuts = [
        ...present,
        ...closed.map(({ span }) => after(span)),
        ...absences.flatMap((stop) => [
          stop,
          ...stop.there,
          ...stop.meant.map(({ span }) => after(span)),
          { fromMs: stop.turnedBackMs, toMs: stop.toMs },
        ]),
      ].flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
      const pieces = piecesBetween(cuts, stateAt);
      if (pieces.length === 0) continue;
      const id = `patrol/${patrol.id}/${sensors.length}`;
      const group = `patrol/${patrol.id}`;
      sensors.push({ id, name: patrol.name, group, means, position, pieces });
    }
  }
  return sensors;
}

/** A place named as one of the patrol's stops is that stop. */
function ownPlaces({ stops }: Patrol, positionOf: PlacePosition): PlacePosition {
  return (place) => {
    const given = positionOf(place);
    if (given !== undefined) return given;
    const stop = stops.find((one) => isSamePlace(one.place, place, () => undefined) === true);
    return stop === undefined ? undefined : positionOf(stop.place);
  };
}

type PieceState = Pick<UptimePiece, "factor" | "reason">;
const up: PieceState = { factor: 1, reason: null };
const denied: PieceState = { factor: 0, reason: "denied" };

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Spans of the desk hold both ends; stretches only the first. */
function after({ fromMs, toMs }: Stretch): Stretch {
  return { fromMs, toMs: toMs + 1 };
}

function holds({ fromMs, toMs }: Stretch, atMs: number): boolean {
  return fromMs <= atMs && atMs < toMs;
}

interface PlannedStop extends Stretch {
  readonly place: DeskPlace;
  readonly position: LonLat;
}

/**
 * From when on a denial elsewhere kept the patrol from a stop: it was never seen there nor at a later
 * one, and a denial that closes began before the stop was over.
 */
function turnedBackFrom(
  { state }: Patrol,
  stop: PlannedStop,
  stops: readonly PlannedStop[],
  presences: readonly Presence[],
  denials: readonly Denial[],
): number {
  const isReached = stops.some(
    (one) =>
      one.fromMs >= stop.fromMs &&
      presences.some(
        ({ position, toMs }) => toMs > one.fromMs && distanceM(position, one.position) <= atStopM,
      ),
  );
  if (isReached || state === "planned") return Number.POSITIVE_INFINITY;
  const startsMs = denials
    .filter(({ kind, span }) => closing.has(kind) && span.fromMs < stop.toMs)
    .map(({ span }) => span.fromMs);
  return Math.max(stop.fromMs, Math.min(...startsMs));
}

/** What holds between each two of the cuts, in order; neighbours alike are joined. */
function piecesBetween(
  cuts: readonly number[],
  stateAt: (atMs: number) => PieceState | null,
): readonly UptimePiece[] {
  const edges = [...new Set(cuts.filter((atMs) => Number.isFinite(atMs)))].sort((a, b) => a - b);
  const pieces: { fromMs: number; toMs: number; factor: number; reason: PieceState["reason"] }[] =
    [];
  for (const [index, fromMs] of edges.entries()) {
    const toMs = edges[index + 1];
    const state = toMs === undefined ? null : stateAt(fromMs);
    if (toMs === undefined || state === null) continue;
    const last = pieces.at(-1);
    if (last?.toMs === fromMs && last.factor === state.factor && last.reason === state.reason) {
      last.toMs = toMs;
    } else pieces.push({ fromMs, toMs, ...state });
  }
  return pieces;
}

interface PatrolPlace {
  readonly position: LonLat;
  readonly own: Presence[];
  readonly planned: PlannedStop[];
}

/** Stops and where it was, by place; what it did within 300 m of a stop it did at the stop. */
function placesOf(
  stops: readonly PlannedStop[],
  presences: readonly Presence[],
): readonly PatrolPlace[] {
  const places: PatrolPlace[] = [];
  const near = (position: LonLat) =>
    places.find((one) => distanceM(one.position, position) <= samePlaceM);
  for (const stop of stops) {
    const known = near(stop.position);
    if (known === undefined) places.push({ position: stop.position, own: [], planned: [stop] });
    else known.planned.push(stop);
  }
  for (const presence of presences) {
    const known = near(presence.position);
    if (known === undefined) {
      places.push({ position: presence.position, own: [presence], planned: [] });
    } else known.own.push(presence);
  }
  return places;
}
