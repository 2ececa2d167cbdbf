import type { CompassPoint, LonLat } from "@truceline/model";
import { compassPointAt } from "./compass.ts";
import { inverseGeodesic, MEAN_RADIUS_M } from "./geodesic.ts";
import type { Position } from "./geometry.ts";

/** Languages in which a place may have a name. */
export type PlaceLanguage = "en" | "uk" | "ru" | "fr";

/** A named place: town, village, landmark. */
export interface Place {
  readonly id: string;
  readonly names: Readonly<Partial<Record<PlaceLanguage, string>>>;
  readonly position: LonLat;
  /** The gazetteer's own word: `city`, `village`, `site` … */
  readonly kind?: string;
  /** Bigger ones are preferred as points of reference. */
  readonly populationCount?: number;
}

/** Where something is as people say it: "12 km NE of X". */
export interface PlacePhrase {
  readonly place: Place;
  readonly distanceM: number;
  /** Direction from the place to what is described; absent within 500 m of it. */
  readonly direction?: CompassPoint;
  /** English text, whole kilometres ("in X" below one); other languages word it themselves. */
  readonly text: string;
}

const AT_PLACE_M = 500;

/** Case, accents, apostrophes, dashes and spaces do not distinguish names. */
function nameKey(name: string): string {
  return name
    .normalize("NFD")
    .replace(/(?<=[a-z])\p{M}/giu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s'ʼ’`´ʹ\u2010-\u2015-]/gu, "");
}

/** Places by name in any of their languages, and the nearest one to speak of. */
export class Gazetteer {
  readonly places: readonly Place[];
  readonly #byName = new Map<string, Place[]>();

  constructor(places: readonly Place[]) {
    this.places = places;
    for (const place of places) {
      for (const key of new Set(Object.values(place.names).map(nameKey))) {
        const sameName = this.#byName.get(key);
        if (sameName === undefined) this.#byName.set(key, [place]);
        else sameName.push(place);
      }
    }
  }

  /** All places of that name in any language, in stored order; names repeat in reality. */
  find(name: string): readonly Place[] {
    return this.#byName.get(nameKey(name)) ?? [];
  }

  /** The nearest place, or none if the gazetteer is empty or all are farther than `withinM`. */
  nearest(position: Position, withinM = Number.POSITIVE_INFINITY): PlacePhrase | undefined {
    const [lonDeg, latDeg] = position;
    const cosLat = Math.cos((latDeg * Math.PI) / 180);
    let best: Place | undefined;
    let bestSquare = Number.POSITIVE_INFINITY;
    for (const place of this.places) {
      const dLat = place.position[1] - latDeg;
      const dLon = Math.abs(place.position[0] - lonDeg);
      const dx = Math.min(dLon, 360 - dLon) * cosLat;
      const square = dx * dx + dLat * dLat;
      if (square < bestSquare) {
        bestSquare = square;
        best = place;
      }
    }
    const nearM = (Math.sqrt(bestSquare) * Math.PI * MEAN_RADIUS_M) / 180;
    if (best === undefined || nearM > withinM * 1.05) return undefined;
    const phrase = describeFrom(best, position);
    return phrase.distanceM <= withinM ? phrase : undefined;
  }
}

/** A position as seen from a place: distance, direction and the English phrase. */
export function describeFrom(place: Place, position: Position): PlacePhrase {
  const leg = inverseGeodesic(place.position, position);
  const name = Object.values(place.names)[0] ?? place.id;
  const english = place.names.en ?? name;
  if (leg.distanceM < AT_PLACE_M) {
    return { place, distanceM: leg.distanceM, text: `in ${english}` };
  }
  const direction = compassPointAt(leg.azimuthDeg);
  const kilometres = Math.max(1, Math.round(leg.distanceM / 1000));
  return {
    place,
    distanceM: leg.distanceM,
    direction,
    text: `${kilometres} km ${direction} of ${english}`,
  };
}
