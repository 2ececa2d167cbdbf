import type { PreparedAgreement } from "@truceline/agreement";
import { type PlaceFinder, placeOfObservation } from "@truceline/fusion";
import type { Observation } from "@truceline/model";
import { type ReportRegion, unplacedRegion } from "@truceline/reporting";
import { textIn } from "../views/ground.ts";

const dayMs = 86_400_000;
const knownPlaceMax = 20_000;

/** The regions of a report: the agreement's sectors, in order. */
export function regionsOf({ compiled }: PreparedAgreement): ReportRegion[] {
  return compiled.sectors.map(({ id, name }) => ({ id, key: textIn(name), name }));
}

/**
 * The region an observation is counted in: the sector of the place its observer stood at, as the
 * mission counts. Only where nothing says that place, the sector of the event.
 */
export function regionFinder(
  agreement: PreparedAgreement,
  places: PlaceFinder | undefined,
): (one: Observation) => string {
  const names = new Map(agreement.compiled.sectors.map(({ id, name }) => [id, textIn(name)]));
  const known = new Map<string, string>();
  /** By day, longitude and latitude: most observers stand at a fixed place that was sent as a position. */
  const knownPositions = new Map<number, Map<number, Map<number, string>>>();
  let positionCount = 0;
  const find = (observation: Observation): string => {
    const { direction: _direction, area: _area, ...rest } = observation;
    // An event right at the observer is where the observer is.
    const atObserver = { ...rest, kind: "explosion", distance: { minM: 0, maxM: 0 } } as const;
    const place = placeOfObservation(atObserver, places) ?? placeOfObservation(observation, places);
    if (place === null) return unplacedRegion;
    return names.get(agreement.sectorOf(place, observation.span.fromMs)) ?? unplacedRegion;
  };
  return (observation) => {
    const { observerPosition, span } = observation;
    if (observerPosition === undefined) return find(observation);
    const { position, place, offsetM, offsetDirection } = observerPosition;
    if (position === undefined && place === undefined) return find(observation);
    if (position !== undefined && place === undefined && offsetM === undefined) {
      const [lonDeg, latDeg] = position;
      if (positionCount >= knownPlaceMax) knownPositions.clear();
      if (positionCount >= knownPlaceMax) positionCount = 0;
      const ofDay = inside(knownPositions, Math.floor(span.fromMs / dayMs));
      const ofLon = inside(ofDay, lonDeg);
      const told = ofLon.get(latDeg);
      if (told !== undefined) return told;
      const found = find(observation);
      ofLon.set(latDeg, found);
      positionCount++;
      return found;
    }
    // Line versions, and with them sectors, change from one day to another.
    const day = Math.floor(span.fromMs / dayMs);
    const key = `${day}/${position?.[0]}/${position?.[1]}/${place}/${offsetM}/${offsetDirection}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const region = find(observation);
    if (known.size >= knownPlaceMax) known.clear();
    known.set(key, region);
    return region;
  };
}

function inside<Value>(maps: Map<number, Map<number, Value>>, key: number): Map<number, Value> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const made = new Map<number, Value>();
  maps.set(key, made);
  return made;
}
