import { placeOfObservation } from "@truceline/fusion";
import type { Observation } from "@truceline/model";
import { nameOf } from "@truceline/reporting";
import type { RoomGround } from "./room-store.ts";

/** Where an observation is counted that no sector holds or nothing places. */
export const unplacedRegion = "Not placed in a sector";

/** The regions of a report: the agreement's sectors, by their English names, in order. */
export function regionsOf({ agreement }: RoomGround): string[] {
  return agreement.compiled.sectors.map(({ name }) => nameOf(name));
}

/**
 * The region an observation is counted in: the sector of the place its observer stood at, as the
 * mission counts. Only where nothing says that place, the sector of the event.
 */
export function regionFinder({ agreement, places }: RoomGround): (one: Observation) => string {
  const names = new Map(agreement.compiled.sectors.map(({ id, name }) => [id, nameOf(name)]));
  const known = new Map<Observation, string>();
  const find = (observation: Observation): string => {
    const { direction: _direction, area: _area, ...rest } = observation;
    // An event right at the observer is where the observer is.
    const atObserver = { ...rest, kind: "explosion", distance: { minM: 0, maxM: 0 } } as const;
    const place = placeOfObservation(atObserver, places) ?? placeOfObservation(observation, places);
    if (place === null) return unplacedRegion;
    return names.get(agreement.sectorOf(place, observation.span.fromMs)) ?? unplacedRegion;
  };
  return (observation) => {
    const region = known.get(observation) ?? find(observation);
    known.set(observation, region);
    return region;
  };
}
