import {
  areaMedian,
  COMPASS_HALF_WIDTH_DEG,
  cellCentre,
  compassBearingDeg,
  compassRange,
  destination,
  wedgesOf,
} from "@truceline/geo";
import type { Area, LonLat, Observation } from "@truceline/model";
import { familyOf, isEvent, isFire } from "./event-kind.ts";

/** Finds places by name; a gazetteer of `@truceline/geo` is one. */
export interface PlaceFinder {
  find(name: string): readonly { readonly position: LonLat }[];
}

/** Where an event may have been, and how that follows from the words. */
export interface ObservedArea {
  /** Null: nothing places it. */
  readonly area: Area | null;
  /** Sentences: each step taken and each figure that is ours, not the observer's. */
  readonly basis: readonly string[];
}

/** A settlement's centre stands for an observer somewhere in it: this far off. Ours. */
const NAMED_PLACE_RADIUS_M = 1_000;
/** A place known only by distance and direction from a town. Ours. */
const REFERENCE_RATIO = 0.25;
const REFERENCE_MIN_M = 2_000;
/** An offset along a 16-point direction may lie this share to the side. Ours: half of 22.5°. */
const OFFSET_RATIO = 0.2;
/** A direction from a place without a distance. Ours. */
const OFFSET_UNKNOWN_M = 1_500;
/** One figure for a distance, "3 km", is read as ± this share. Ours. */
const SINGLE_DISTANCE_RATIO = 0.2;
const SINGLE_DISTANCE_MIN_M = 50;
/** "At southerly directions": the point named and half of each neighbour's neighbour. Ours. */
const VAGUE_SECTOR_HALF_WIDTH_DEG = 33.75;
/** Both limits of a bearing with an error hold 95 %. */
const BEARING_SIGMA = 1.96;
/** How far a kind can be heard or seen at most, where no distance is said. FIELD 3.3, upper ends. */
const HEARD_REACH_M = { "light-fire": 4_000, other: 10_000 };
const SEEN_REACH_M = 15_000;
/** Things that stand there and are seen without a distance are at the observer's place. Ours. */
const AT_OBSERVER_M = 500;
const DISTANCE_MAX_M = 500_000;

interface Site {
  readonly position: LonLat;
  readonly accuracyM: number;
}

/**
 * The area where the event may have been, from the observation's own words: its `area` if it gives
 * one; else the ring or the sectors around the observer that distance and direction leave.
 *
 * Everything uncertain widens the area, nothing narrows it: the observer's own place, an offset,
 * a named place instead of a position. Movement says nothing about the place. Without a distance
 * the reach of ear and eye bounds it.
 *
 * @param places used for observers known by the name of a place or reference town only
 */
export function observedArea(observation: Observation, places?: PlaceFinder): ObservedArea {
  const basis: string[] = [];
  return { area: areaWithBasis(observation, places, basis), basis };
}

/** The area alone, without writing its basis. See `observedArea`. */
export function areaOfObservation(observation: Observation, places?: PlaceFinder): Area | null {
  return areaWithBasis(observation, places, null);
}

/** Where sentences are taken down; null writes none, which every record on its way out is spared. */
type Basis = string[] | null;

function areaWithBasis(
  observation: Observation,
  places: PlaceFinder | undefined,
  basis: Basis,
): Area | null {
  if (!isEvent(observation)) {
    basis?.push("Nothing was seen or heard.");
    return null;
  }
  if (observation.area !== undefined) {
    basis?.push("The source gives the area itself.");
    return observation.area;
  }
  const site = siteOf(observation, places, basis);
  if (site === null) return null;
  const band = bandOf(observation, basis);
  if (band === null) return null;
  const { bearingsDeg, halfWidthDeg } = directionsOf(observation, basis);
  return widened(site, band, bearingsDeg, halfWidthDeg);
}

function siteOf(observation: Observation, places: PlaceFinder | undefined, basis: Basis) {
  const given = observation.observerPosition;
  let site: Site | null = null;
  if (given?.position !== undefined) {
    const isNamed = given.place !== undefined && given.accuracyM === undefined;
    const accuracyM = given.accuracyM ?? (isNamed ? NAMED_PLACE_RADIUS_M : 0);
    site = { position: given.position, accuracyM };
    basis?.push(
      isNamed
        ? `The observer was at ${given.place}; its middle stands for it, ${metres(accuracyM)} off at most.`
        : `The observer's position is given, ${metres(accuracyM)} off at most.`,
    );
  } else if (given?.place !== undefined) {
    const [found, other] = places?.find(given.place) ?? [];
    if (found !== undefined && other === undefined) {
      site = { position: found.position, accuracyM: given.accuracyM ?? NAMED_PLACE_RADIUS_M };
      basis?.push(`The place ${given.place} is taken from the gazetteer.`);
    } else if (other !== undefined) {
      basis?.push(`Several places are called ${given.place}.`);
    }
  }
  if (site === null && given?.referenceTown !== undefined) {
    const [town, other] = places?.find(given.referenceTown) ?? [];
    const { referenceM, referenceDirection } = given;
    if (town !== undefined && other === undefined && referenceM !== undefined) {
      if (referenceDirection !== undefined) {
        const accuracyM = Math.max(REFERENCE_MIN_M, referenceM * REFERENCE_RATIO);
        const bearingDeg = compassBearingDeg(referenceDirection);
        site = { position: destination(town.position, bearingDeg, referenceM), accuracyM };
        basis?.push(
          `The observer stood ${metres(referenceM)} ${referenceDirection} of ${given.referenceTown}, ${metres(accuracyM)} off at most.`,
        );
      }
    }
  }
  if (site === null) {
    basis?.push("Nothing says where the observer was.");
    return null;
  }
  return movedByOffset(site, given ?? {}, basis);
}

function movedByOffset(
  site: Site,
  given: NonNullable<Observation["observerPosition"]>,
  basis: Basis,
): Site {
  const { offsetM, offsetDirection } = given;
  if (offsetM !== undefined && offsetDirection !== undefined) {
    basis?.push(`Moved ${metres(offsetM)} ${offsetDirection}, as said.`);
    return {
      position: destination(site.position, compassBearingDeg(offsetDirection), offsetM),
      accuracyM: site.accuracyM + offsetM * OFFSET_RATIO,
    };
  }
  if (offsetM === undefined && offsetDirection === undefined) return site;
  const extraM = offsetM ?? OFFSET_UNKNOWN_M;
  basis?.push(`An offset is only half said: up to ${metres(extraM)} more either way.`);
  return { position: site.position, accuracyM: site.accuracyM + extraM };
}

function bandOf(observation: Observation, basis: Basis): [minM: number, maxM: number] | null {
  const { distance, direction, kind, means } = observation;
  if (distance !== undefined) {
    const minM = Math.min(distance.minM, distance.maxM);
    const maxM = Math.max(distance.minM, distance.maxM);
    if (minM < maxM) return [minM, maxM];
    const offM = Math.max(SINGLE_DISTANCE_MIN_M, minM * SINGLE_DISTANCE_RATIO);
    basis?.push(`The single figure ${metres(minM)} is read as ± ${metres(offM)}.`);
    return [Math.max(0, minM - offM), minM + offM];
  }
  if (!isFire(kind) && direction === undefined) {
    basis?.push("No distance and no direction are said: it was where the observer was.");
    return [0, AT_OBSERVER_M];
  }
  const isSeen = means.some((one) => one === "saw" || one === "recorded" || one === "observed");
  const isHeard = means.includes("heard");
  if (!isSeen && !isHeard) {
    basis?.push("No distance is said, and the observer was only told of it.");
    return null;
  }
  const heardM =
    familyOf(kind) === "light-fire" ? HEARD_REACH_M["light-fire"] : HEARD_REACH_M.other;
  const reachM = isHeard ? heardM : SEEN_REACH_M;
  basis?.push(`No distance is said: ${metres(reachM)}, the reach of the means, bounds it.`);
  return [0, reachM];
}

function directionsOf(observation: Observation, basis: Basis) {
  const { direction } = observation;
  if (direction === undefined) {
    basis?.push("No direction is said: all round.");
    return { bearingsDeg: [], halfWidthDeg: 180 };
  }
  if (direction.form === "bearing") {
    const halfWidthDeg = Math.min(180, direction.standardDeviationDeg * BEARING_SIGMA);
    return { bearingsDeg: [direction.bearingDeg], halfWidthDeg };
  }
  const { points, form } = direction;
  if (form === "sector") {
    basis?.push("A vague direction is read as the point named, 33.75° to each side.");
    return {
      bearingsDeg: points.map(compassBearingDeg),
      halfWidthDeg: VAGUE_SECTOR_HALF_WIDTH_DEG,
    };
  }
  const [first, last] = [points[0], points.at(-1)];
  if (form === "range-ends" && first !== undefined && last !== undefined) {
    const range = compassRange(first, last);
    basis?.push(
      range.length === 16
        ? `From ${first} to ${last}: either half may be meant, so all round.`
        : `From ${first} to ${last}: the shorter way round is taken; which way is not said.`,
    );
    return { bearingsDeg: range.map(compassBearingDeg), halfWidthDeg: COMPASS_HALF_WIDTH_DEG };
  }
  return {
    // One point is what nearly everybody says.
    bearingsDeg: (points.length === 1 ? points : [...new Set(points)]).map(compassBearingDeg),
    halfWidthDeg: COMPASS_HALF_WIDTH_DEG,
  };
}

function widened(
  site: Site,
  [minM, maxM]: readonly [number, number],
  bearingsDeg: readonly number[],
  halfWidthDeg: number,
): Area {
  const nearM = Math.max(0, minM - site.accuracyM);
  const farM = Math.min(DISTANCE_MAX_M, maxM + site.accuracyM);
  const middleM = (minM + maxM) / 2;
  // The observer's own error turns the direction by at most this much, seen from half way out.
  const turnDeg =
    site.accuracyM >= middleM ? 180 : (Math.asin(site.accuracyM / middleM) * 180) / Math.PI;
  const wideDeg = Math.min(180, halfWidthDeg + turnDeg);
  const isAllRound = bearingsDeg.length === 0 || wideDeg >= 180;
  if (isAllRound && nearM === 0) return { shape: "circle", centre: site.position, radiusM: farM };
  return {
    shape: "sector",
    centre: site.position,
    minM: nearM,
    maxM: farM,
    bearingsDeg: isAllRound ? [] : [...bearingsDeg],
    halfWidthDeg: isAllRound ? 180 : wideDeg,
  };
}

function metres(valueM: number): string {
  return valueM >= 1_000 ? `${Math.round(valueM / 100) / 10} km` : `${Math.round(valueM)} m`;
}

/**
 * The one place that stands for an area when near is told from far: the middle of a sector, the
 * centre of everything that is all round or spread over several directions.
 */
export function middleOfArea(area: Area): LonLat {
  switch (area.shape) {
    case "circle":
    case "ellipse":
      return area.centre;
    case "cell":
      return cellCentre(area.cell);
    case "polygon":
      return areaMedian(area);
    case "sector": {
      const [wedge, ...others] = wedgesOf(area.bearingsDeg, area.halfWidthDeg);
      if (wedge === undefined || others.length > 0 || wedge.widthDeg > 180) return area.centre;
      const middleM = Math.sqrt((area.minM * area.minM + area.maxM * area.maxM) / 2);
      return destination(area.centre, wedge.fromDeg + wedge.widthDeg / 2, middleM);
    }
  }
}

/** Where an observation is listed and looked for: the middle of its area; null if unplaced. */
export function placeOfObservation(observation: Observation, places?: PlaceFinder): LonLat | null {
  const area = areaOfObservation(observation, places);
  return area === null ? null : middleOfArea(area);
}
