/** Part of an event's detail, as it came; names with their prefixes. Texts of white space between parts are left out. */
export interface CotDetailPart {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (CotDetailPart | string)[];
}

/** An event of Cursor-on-Target 2.0. */
export interface CotEvent {
  readonly uid: string;
  /** Words joined by hyphens, such as `b-t-f`. */
  readonly type: string;
  /** How the place came about, such as `m-g`; empty where the sender left it out. */
  readonly how: string;
  readonly access?: string;
  readonly qos?: string;
  readonly opex?: string;
  readonly caveat?: string;
  readonly releasableTo?: string;
  readonly sentAtMs: number;
  readonly startAtMs: number;
  readonly staleAtMs: number;
  readonly lonDeg: number;
  readonly latDeg: number;
  /** Above the ellipsoid; null where it is not known. */
  readonly heightM: number | null;
  /** Radius of the circle around the place; null where it is not known. */
  readonly horizontalErrorM: number | null;
  readonly verticalErrorM: number | null;
  /** What stands under `detail`, all of it; `readCotDetail` reads what is understood. */
  readonly detail: readonly CotDetailPart[];
}

/**
 * Where an event says something was. Messages that are of no place come with latitude and longitude zero
 * and an unknown error; they have none.
 */
export function cotPlace(event: CotEvent): readonly [lonDeg: number, latDeg: number] | undefined {
  const { lonDeg, latDeg, horizontalErrorM } = event;
  return lonDeg === 0 && latDeg === 0 && horizontalErrorM === null ? undefined : [lonDeg, latDeg];
}
